"""Names of the gazetteer as texts print them."""

import pickle

import pytest

from .officials import AUGUST_2023, GAZETTEER, MAY_2018, MAY_2025, officials, people


@pytest.mark.parametrize(
    ("text", "printed", "official"),
    [
        ("Wilbur Ross flew to Beijing.", "Wilbur Ross", "wilbur-ross"),
        ("ROBERT LIGHTHIZER LEADS THE TEAM", "ROBERT LIGHTHIZER", "robert-lighthizer"),
        ("Steve Mnuchin took notes.", "Steve Mnuchin", "steven-mnuchin"),
        ("Steven T. Mnuchin took notes.", "Steven T. Mnuchin", "steven-mnuchin"),
        ("Donald trump replied at once.", "Donald trump", "donald-trump"),
        ("Trump's envoys left.", "Trump", "donald-trump"),
        ("The Trump administration waited.", "Trump", "donald-trump"),
        (
            "Treasury Secretary Steven\nMnuchin left the hotel early in the morning.",
            "Steven\nMnuchin",
            "steven-mnuchin",
        ),
        ("Liu\u00a0He arrived.", "Liu\u00a0He", "liu-he"),
        ("Mnu\u00adchin arrived.", "Mnu\u00adchin", "steven-mnuchin"),
        ("U.S.Trade Representative Robert Lighthizer spoke.", "Robert Lighthizer", "robert-lighthizer"),
        ("U.S. Trade Representative Robert Lightizer spoke.", "Robert Lightizer", "robert-lighthizer"),
        ("Wang Shou-wen was there too.", "Wang Shou-wen", "wang-shouwen"),
    ],
)
def test_it_knows_an_official_however_the_name_is_printed(text, printed, official):
    assert (printed, official) in officials(text)


@pytest.mark.parametrize("printed", ["Lan Fo'an", "Lan Fo’an", "Lan Foan"])
def test_an_apostrophe_in_the_name_may_be_straight_curly_or_missing(printed):
    assert officials(f"Finance Minister {printed} opened the session.", MAY_2025) == [(printed, "lan-foan")]


def test_a_misspelt_surname_is_known_again_without_the_first_name():
    text = "Treasury Secretary Scott Bescent smiled. Bescent then left."
    assert officials(text, MAY_2025) == [("Scott Bescent", "scott-bessent"), ("Bescent", "scott-bessent")]


def test_a_hyphen_joins_two_presidents():
    assert officials("The Trump-Xi summit is near.") == [("Trump", "donald-trump"), ("Xi", "xi-jinping")]


def test_spans_count_characters_of_the_text_itself():
    text = "\ufeffTreasury Secretary Mnu\u00adchin met Liu\u00a0He."
    assert [text[mention.start : mention.end] for mention in people(text)] == ["Mnu\u00adchin", "Liu\u00a0He"]


@pytest.mark.parametrize(
    "text",
    [
        "Liu. He left.",
        "He said nothing. He had come late.",
        "Chapter XI deals with tariffs.",
        "A trump card was played.",
        "The Trump Tower stands in New York.",
        "The Ross Institute published a study.",
    ],
)
def test_what_is_no_name_is_no_mention(text):
    assert officials(text) == []


def test_the_surname_he_needs_a_title_or_its_place_in_the_sentence():
    text = (
        "Bessent met He Lifeng. He smiled, and so did Vice Premier He. Talks between Bessent and He went on."
    )
    found = [mention.start for mention in people(text, MAY_2025) if mention.text == "He"]
    assert found == [text.index("He. Talks"), text.index("He went")]


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        # after a verb a pronoun would be "Him"
        ("Bessent Upbeat After Seeing He in Rome\n\nHe Lifeng had been there for a day, aides say.", 1),
        # in a headline the pronoun is capital too
        ("Bessent Says He Will See He Lifeng Soon\n\nHe Lifeng is on his way to the talks, aides say.", 0),
        # a woman spoke, so her words do not go on with "he"
        ("He Lifeng was frank, an aide told us. “More may come,” she said. He added that no day is set.", 1),
        ("He Lifeng was frank, an aide told us. “More may come,” he said. He added that no day is set.", 0),
        # China's own account is not of the American
        (
            "He Lifeng was on the line for an hour. Bessent spoke of chips.\n\nHe “was deeply worried,” Xinhua said.",
            1,
        ),
        (
            "He Lifeng was on the line for an hour. Bessent spoke of chips.\n\nHe “was deeply worried,” aides said.",
            0,
        ),
        ("Bessent was on the line, as was He Lifeng.\n\nHe “was deeply worried,” Xinhua said.", 0),
    ],
)
def test_the_surname_he_is_told_from_the_pronoun(text, surnames):
    assert len([mention for mention in people(text, MAY_2025) if mention.text == "He"]) == surnames


def test_a_first_name_alone_is_no_mention():
    assert officials("Wilbur likes steel.") == []


def test_mentions_are_limited():
    assert len(people("Liu He met Trump. " * 3000)) == 2000


def test_a_gazetteer_survives_pickling():
    copy = pickle.loads(pickle.dumps(GAZETTEER))  # noqa: S301 - our own bytes
    assert set(copy.officials) == set(GAZETTEER.officials)


@pytest.mark.parametrize(
    "text", ["A" * 300_000, "Liu He " * 20_000, "the " * 50_000, "Mr. " * 50_000, "By " + "A" * 100_000]
)
def test_hostile_text_takes_no_longer_than_its_length_warrants(text):
    assert len(people(text)) <= 2000


def test_no_one_is_found_in_an_empty_text():
    assert people("", AUGUST_2023) == ()
    assert people("", None) == ()


def test_the_reason_names_the_post_and_the_day():
    (mention,) = people("Wilbur Ross spoke.", MAY_2018)
    assert mention.reason == "'Wilbur Ross' is Wilbur Ross, Secretary of Commerce on 17 May 2018"


@pytest.mark.parametrize("text", ["Xi'an is a city.", "They met in Xi’an.", "The Xi'an talks"])
def test_a_city_with_an_apostrophe_is_no_president(text):
    assert officials(text) == []


def test_a_headline_may_put_a_capital_word_after_the_name():
    assert officials("Trump Press Team Flies Home") == [("Trump", "donald-trump")]
