"""Quotation marks, and who spoke."""

import pytest

from articles.extraction.annotations import Side

from .officials import AUGUST_2023, MAY_2018, MAY_2025, quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We are making good headway,” Ross said.", "We are making good headway,"),
        ('"We are making good headway," Ross said.', "We are making good headway,"),
        ("« We are making good headway, » Ross said.", "We are making good headway,"),
        ("»We are making good headway«, Ross said.", "We are making good headway"),
        ("«We are making good headway», Ross said.", "We are making good headway"),
        ("''We are making good headway,'' Ross said.", "We are making good headway,"),
        ("‘We are making good headway,’ Ross said.", "We are making good headway,"),
        ("\"We're making headway in 'every' field,\" Ross said.", "We're making headway in 'every' field,"),
        ('Ross said."We are making good headway."Liu left.', "We are making good headway."),
        ("\"We are making good headway,'' Ross said.", "We are making good headway,"),
    ],
)
def test_the_inside_of_the_marks_is_the_quotation(text, inside):
    assert [quotation.text for quotation in quotations(text)] == [inside]


def test_an_apostrophe_is_no_quotation_mark():
    assert quotations("The ministers' aides say it's China's turn.") == ()


def test_a_quotation_over_two_paragraphs_is_two():
    text = "Liu He said: “We have come a long way.\n\n“The rest will follow.” Then he left."
    found = quotations(text)
    assert [quotation.text for quotation in found] == ["We have come a long way.", "The rest will follow."]
    assert {quotation.speaker for quotation in found} == {"liu-he"}


def test_a_paragraph_without_a_mark_of_its_own_goes_on():
    text = 'The Treasury said: "Both sides met today.\n\nThey spoke of steel," it read.'
    assert [quotation.text for quotation in quotations(text)] == [
        "Both sides met today.",
        "They spoke of steel,",
    ]


def test_links_between_pages_are_no_quotation():
    assert quotations("The talks went on.\n\n« Part one of it | Part three of it »\n\nRoss left.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Wilbur Ross, sitting beside Liu He and the envoys of both sides, replied: “Trade has to grow.”",
        "Wilbur Ross, then Commerce Secretary, once said that “trade has to grow for all”.",
        "Liu He read out a letter from Wilbur Ross, who wrote that “trade has to grow for all”.",
        "Liu He had a note by Wilbur Ross, who later added: “Trade has to grow.”",
    ],
)
def test_an_aside_does_not_take_the_verb_from_its_subject(text):
    (found,) = quotations(text)
    assert found.speaker == "wilbur-ross"


def test_a_post_after_he_makes_it_a_surname():
    text = (
        "He Lifeng met Scott Bessent on Friday. Donald Trump looked on.\n\n"
        "He, China's vice premier, told the press: “We will go on.”"
    )
    (found,) = quotations(text, MAY_2025)
    assert found.speaker == "he-lifeng"


def test_a_mark_that_is_never_closed_is_no_quotation():
    text = "Liu called the talks “useful and he left.\n\nRoss stayed on for dinner."
    assert quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Trade has to grow,” Wilbur Ross said.", "wilbur-ross"),
        ("“Trade has to grow,” said Commerce Secretary Wilbur Ross.", "wilbur-ross"),
        (
            "“Trade has to grow,” Commerce Secretary Wilbur Ross told a crowd with Liu He at his side.",
            "wilbur-ross",
        ),
        ("Wilbur Ross told Liu He, “Trade has to grow.”", "wilbur-ross"),
        ("According to Liu He, “trade has to grow”.", "liu-he"),
        ("Wilbur Ross, who had dined with Liu He, called it “a rather good beginning”.", "wilbur-ross"),
        ("Liu He listened. Wilbur Ross rose. “Trade has to grow,” he said.", "wilbur-ross"),
        ("“Trade has to grow,” Wilbur Ross said. “It has to grow soon.”", "wilbur-ross"),
        (
            "Robert Lighthizer met Liu He. The trade representative added that “trade has to grow”.",
            "robert-lighthizer",
        ),
        ("Wilbur Ross said trade “has to grow a lot” and “has to do so soon”.", "wilbur-ross"),
        ("In Geneva, Wilbur Ross spoke first.\n\n“Trade has to grow at once.”", "wilbur-ross"),
    ],
)
def test_the_verb_of_saying_leads_to_the_speaker(text, speaker):
    assert quotations(text, MAY_2018)[-1].speaker == speaker


def test_between_two_quotations_each_has_its_own_speaker():
    text = "Wilbur Ross said “trade has to grow”, but Liu He warned that “a war has no winners”."
    assert [quotation.speaker for quotation in quotations(text)] == ["wilbur-ross", "liu-he"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("“Both sides had a useful exchange,” the Chinese embassy said.", Side.CHINA),
        ("“Both sides had a useful exchange,” the White House said.", Side.US),
        ("“Both sides had a useful exchange,” Xinhua reported.", Side.CHINA),
        ("“Both sides had a useful exchange,” China's Commerce Ministry said.", Side.CHINA),
        ("“Both sides had a useful exchange,” a U.S. official said.", Side.US),
        ("“Both sides had a useful exchange,” said a joint statement.", Side.JOINT),
        ("Washington demanded “a fair and balanced relationship”.", Side.US),
        ("“Both sides had a useful exchange,” Steven Mnuchin and Wilbur Ross said.", Side.US),
        ("The Treasury Department sent a note. “Both sides had a useful exchange,” it said.", Side.US),
    ],
)
def test_a_body_speaks_for_its_side_without_a_speaker(text, side):
    (quotation,) = quotations(text)
    assert (quotation.speaker, quotation.side) == (None, side)


def test_a_stranger_has_a_name_and_no_side():
    (quotation,) = quotations("“I doubt all of this,” said Ann Miller, an economist at a bank.")
    assert (quotation.speaker, quotation.speaker_name, quotation.side) == (None, "Ann Miller", None)


def test_she_is_not_a_man():
    text = "Janet Yellen met Scott Bessent. “Trade has to grow,” she said."
    assert quotations(text, MAY_2025)[0].speaker_name == "Janet Yellen"


def test_the_cue_is_kept():
    assert quotations("“Trade has to grow,” Wilbur Ross warned.")[0].cue == "warned"


def test_spans_count_characters_of_the_text_itself():
    text = "\ufeffWilbur\u00a0Ross said: “Tra\u00adde has to grow.”"
    (quotation,) = quotations(text)
    assert text[quotation.start : quotation.end] == "Tra\u00adde has to grow."


@pytest.mark.parametrize(
    "text", ['"' * 50_000, '" ' * 50_000, " 'a" * 30_000, '"a" said ' * 10_000, "“" * 50_000]
)
def test_hostile_text_stays_bounded(text):
    assert len(quotations(text)) <= 1000


@pytest.mark.parametrize(
    "text",
    [
        "Wilbur Ross left. “Nothing is settled yet at all,” a person close to the talks said.",
        "Wilbur Ross left. “Nothing is settled yet at all,” said one soybean farmer.",
        "Wilbur Ross left. “Nothing is settled yet at all,” Acme Motors said in a note.",
        "Wilbur Ross left. Analysts said that “nothing is settled yet at all”.",
    ],
)
def test_somebody_unnamed_is_not_the_last_speaker(text):
    (quotation,) = quotations(text)
    assert (quotation.speaker, quotation.side) == (None, None)


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        ("Wilbur Ross left. “He is happy with it,” a spokesman for Ross said.", None, Side.US),
        ("Wilbur Ross left. Ross's spokesman said “he is happy with it”.", None, Side.US),
        ("Gao Feng spoke. “China is ready for it,” the spokesman said.", "gao-feng", Side.CHINA),
        ("“China is ready for it,” said a spokeswoman for China's Commerce Ministry.", None, Side.CHINA),
    ],
)
def test_a_spokesman_speaks_for_his_side(text, speaker, side):
    (quotation,) = quotations(text)
    assert (quotation.speaker, quotation.side) == (speaker, side)


def test_a_quotation_may_be_signed_by_a_dash():
    assert quotations("“Trade has to grow.” - Wilbur Ross, Commerce Secretary")[0].speaker == "wilbur-ross"


def test_who_is_told_is_not_the_speaker():
    text = "Wilbur Ross told Liu He “trade has to grow”. Liu told a broadcaster that “trade will grow”."
    assert [quotation.speaker for quotation in quotations(text)] == ["wilbur-ross", "liu-he"]


def test_a_letter_is_its_writers():
    text = "Xi Jinping wrote to the farmers. “Trade has to grow,” the letter says."
    assert quotations(text)[0].speaker == "xi-jinping"


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        ("Wilbur Ross left. The Trump administration said it “will not give way”.", None, Side.US),
        ("Wilbur Ross left. “It will soon be over,” a Trump adviser said.", None, Side.US),
        (
            "Liu He left. The talks were described by Steven Mnuchin as “useful and good”.",
            "steven-mnuchin",
            Side.US,
        ),
        ("Wilbur Ross left. “It will soon be over,” according to people briefed on it.", None, None),
    ],
)
def test_who_speaks_in_the_stead_of_others(text, speaker, side):
    (quotation,) = quotations(text)
    assert (quotation.speaker, quotation.side) == (speaker, side)


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        # who is quoted speaks, not the paper that quotes
        ("Liu He was in high spirits. “We are nearly there,” state television quoted him as saying.", "liu-he", Side.CHINA),
        ("Xinhua cited Liu He as telling guests: “We are nearly there.”", "liu-he", Side.CHINA),
        ("Liu He was quoted by Xinhua as saying “we are nearly there” on Monday.", "liu-he", Side.CHINA),
        # the aside after the quotation, not the office before it
        ("The White House said Liu He would come “to finish the job,” as Wilbur Ross put it.", "wilbur-ross", Side.US),
        # a stranger is the subject
        ("“We won,” Trump said. Peru's Dina Morales called it “a bad bargain for the farmers”.", None, None),
        ("Trump is glad.\n\nOrla Quist of the Harbour Institute called it thin. “It is a half-loaf,” he wrote.", None, None),
        ("“We won,” Trump said. Orla Quist of the Harbour group called it “a bad bargain for the farmers”.", None, None),
        # who was "he" is not "she"
        ("Raimondo met Wang Wentao. “Welcome to our city,” he said. “I am glad to be here,” she told him.", "gina-raimondo", Side.US),
        # whose official it is was said before
        ("A U.S. official spoke after the call. It went well, the official said in a note, adding: “More will follow.”", None, Side.US),
        ("A “senior administration official” briefed us. So came up “the matter of the chips,” as the official put it.", None, Side.US),
        # an answer is not by whom the question names
        ("Q: Ross says the talks are near their end. Do you agree?\nA: China is ready. “All duties have to go together.”", None, Side.CHINA),
        ("Liu He and Wilbur Ross led the teams. The latter “sleeps well,” he told the guests.", "wilbur-ross", Side.US),
        ("Xi arrived.\n\nSENIOR ADMINISTRATION OFFICIAL: The President has said that “the duties will go up”.", "donald-trump", Side.US),
    ],
)  # fmt: skip
def test_the_speaker_is_who_the_words_around_say(text, speaker, side):
    said = quotations(text, AUGUST_2023 if "Raimondo" in text else MAY_2018)[-1]
    assert (said.speaker, said.side) == (speaker, side)


def test_a_quotation_over_paragraphs_is_by_whoever_is_named_after_the_last():
    text = "Wilbur Ross stayed away.\n\n“Nobody has to fear open markets!\n\n“They make all of us richer,” Liu He said."
    assert {quotation.speaker for quotation in quotations(text)} == {"liu-he"}


@pytest.mark.parametrize(
    "text",
    [
        "Wilbur Ross left. A guard at the gate, who asked for no name, said it was late. “They did not even stop for tea,” he said.",
        "Wilbur Ross left. I put it to a trader in Lagos. “Nobody here reads the communiqués,” she wrote back.",
        "Wilbur Ross has said he is content. In the words of one partner in a firm of lawyers: “Plan for the worst of all rates.”",
        "Wilbur Ross met Liu He. “A visit is a picture and nothing else,” judges Dina Morales, a lecturer in Lima.",
    ],
)
def test_who_has_no_known_name_is_nobody_named_before(text):
    (found,) = quotations(text)
    assert (found.speaker, found.side) == (None, None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the clause tells which duty is meant
        ("Steven Mnuchin told reporters of it. The duty which Wilbur Ross announced was “quite off the table for now”, he said.", "steven-mnuchin"),
        # his president is only spoken of
        ("Liu He landed on Monday. He brought greetings from Xi Jinping and his wife Peng Liyuan. “We meet each other half way here,” the envoy was quoted as saying.", "liu-he"),
        ("Liu He spoke at noon. In the evening, at a dinner, he had them laughing with words of Wilbur Ross. “We need not be of one mind,” he said.", "liu-he"),
        # those in a picture say nothing
        ("“It was hard work all the same,” Liu He said. He kept a picture: Wilbur Ross, holding up a pen. “I look at it every single day,” he added.", "liu-he"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_whom_the_sentences_are_about(text, speaker):
    assert quotations(text)[-1].speaker == speaker
