"""Who is no official: analysts, executives, reporters, foreign ministers, namesakes."""

import pytest

from articles.extraction.annotations import Side

from .officials import AUGUST_2023, MAY_2018, MAY_2025, officials, people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Miller, an economist at a bank in Hong Kong, doubted it.", "Ann Miller"),
        ("Craig Allen, president of the US-China Business Council, doubted it.", "Craig Allen"),
        ("Business Council President Craig Allen doubted it.", "Craig Allen"),
        ("Gao Lingyun, an expert at an academy, doubted it.", "Gao Lingyun"),
        ("“We doubt it,” said Acme Securities analyst Paul Kline.", "Paul Kline"),
        ("Hu Xijin, editor of a state newspaper, doubted it.", "Hu Xijin"),
        ("Wang Yang, a professor at a university in Wuhan, doubted it.", "Wang Yang"),
        ("By David Lawder", "David Lawder"),
        ("WASHINGTON (AP) - Text. (Reporting by Wang Yang; Editing by Ann Miller)", "Wang Yang"),
        ("Photo: Wang Yang/Xinhua", "Wang Yang"),
    ],
)
def test_a_stranger_is_a_mention_without_an_official(text, name):
    found = {mention.text: mention for mention in people(text)}
    assert found[name].official is None
    assert not found[name].proposed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Korean Trade Minister Cheong In-kyo came.", "Cheong In-kyo"),
        ("Swedish Prime Minister Ulf Kristersson came.", "Ulf Kristersson"),
        ("Argentina's president, Mauricio Macri, came.", "Mauricio Macri"),
        ("Prime Minister Theresa May came.", "Theresa May"),
        ("European Commission President Ursula von der Leyen came.", "Ursula von der Leyen"),
    ],
)
def test_a_foreign_official_is_of_another_side(text, name):
    found = {mention.text: mention for mention in people(text)}
    assert (found[name].official, found[name].side, found[name].proposed) == (None, Side.OTHER, False)


def test_a_relative_of_the_president_is_not_the_president():
    text = "Melania Trump and Donald Trump Jr. waved. Mrs. Trump smiled. Trump left."
    assert officials(text) == [
        ("Melania Trump", None),
        ("Donald Trump", None),
        ("Trump", None),
        ("Trump", "donald-trump"),
    ]


def test_a_namesake_takes_the_surname_with_him():
    text = "Stephen Ross, a developer, bought a farm. Ross paid cash."
    assert officials(text) == [("Stephen Ross", None), ("Ross", None)]


def test_a_surname_inside_another_name_is_not_taken():
    assert officials("Wang Huiyao met Liu Weidong.", AUGUST_2023) == [
        ("Wang Huiyao", None),
        ("Liu Weidong", None),
    ]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("U.S. Defense Secretary James Mattis came.", "James Mattis", Side.US),
        ("Chinese Defense Minister Wei Fenghe came.", "Wei Fenghe", Side.CHINA),
        (
            "Yang Yingming, a director general of China's Ministry of Finance, came.",
            "Yang Yingming",
            Side.CHINA,
        ),
    ],
)
def test_an_unknown_public_title_of_either_side_makes_a_proposed_official(text, name, side):
    found = {mention.text: mention for mention in people(text, MAY_2018)}
    assert (found[name].proposed, found[name].side, found[name].official) == (True, side, None)


def test_a_former_secretary_is_not_proposed():
    (mention,) = people("Former U.S. Treasury Secretary Hank Paulson came.", MAY_2025)
    assert not mention.proposed


def test_a_speaker_label_of_a_transcript_is_a_mention():
    text = "Robert Daly spoke.\n\nMARTIN: What now?\n\nDALY: Not much."
    assert [mention.text for mention in people(text)] == ["Robert Daly", "MARTIN", "DALY"]


def test_the_wife_is_not_the_president():
    assert officials("Donald Trump and Mrs. Trump waved.")[-1] == ("Trump", None)


def test_junior_with_the_post_is_the_official():
    assert officials("Wilbur L. Ross Jr., the commerce secretary, left.") == [
        ("Wilbur L. Ross", "wilbur-ross")
    ]


def test_no_one_is_proposed_for_a_post_that_somebody_known_holds():
    (mention,) = people("U.S. Treasury Secretary Hank Paulson opened the first dialogue.", MAY_2018)
    assert not mention.proposed


def test_an_age_may_stand_before_the_calling():
    assert officials("Wang Yang, 45, an exporter of toys in Yiwu, was worried.") == [("Wang Yang", None)]


def test_a_vice_premier_one_letter_off_is_somebody_else():
    assert officials("Vice Premier Liu Hu arrived.") == [("Liu Hu", None)]


def test_a_common_surname_a_letter_off_is_somebody_elses():
    assert officials("David Purdum lives in Kent.", MAY_2025) == [("David Purdum", None)]
    assert officials("Wilbur Rose lives in Kent.") == [("Wilbur Rose", None)]
