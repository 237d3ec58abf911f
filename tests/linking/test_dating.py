"""Dating an undated article by what it tells of: our own phrases, real days."""

import time

import pytest

from articles.extraction.annotations import Basis
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge
from articles.extraction.people import build_gazetteer, find_people
from articles.extraction.timexes import candidate_timexes
from articles.linking.dating import infer_date
from articles.linking.dating_background import recollect
from articles.linking.dating_signs import read_signs
from articles.linking.event_index import build_index
from tests.linking.make import make_event, make_knowledge

MADE = make_knowledge()
KNOWN = Knowledge(
    MADE.officials,
    (
        *MADE.events,
        make_event("beijing-2019", "round", "2019-04-30", "2019-05-01", city="Beijing", country="China", leads=("robert-lighthizer", "steven-mnuchin", "liu-he")),
        make_event("washington-2019", "round", "2019-05-09", "2019-05-10", city="Washington", country="United States", leads=("robert-lighthizer", "steven-mnuchin", "liu-he")),
        make_event("early-call", "phone-call", "2019-05-21", leads=("steven-mnuchin", "robert-lighthizer", "liu-he")),
        make_event("july-call", "phone-call", "2019-07-09", leads=("steven-mnuchin", "robert-lighthizer", "liu-he")),
        make_event("june-call", "phone-call", "2019-06-18", leads=("donald-trump", "xi-jinping")),
        make_event("october-call", "phone-call", "2025-10-18", leads=("scott-bessent", "he-lifeng")),
        make_event("signing", "signing", "2020-01-15", city="Washington", country="United States", leads=("donald-trump", "liu-he")),
        make_event("may-call", "phone-call", "2020-05-05", leads=("steven-mnuchin", "robert-lighthizer", "liu-he")),
        make_event("stockholm", "round", "2025-07-28", "2025-07-29", city="Stockholm", country="Sweden", leads=("scott-bessent", "he-lifeng")),
    ),
)  # fmt: skip
NAMES = build_gazetteer(KNOWN.officials)

BACKGROUND = " China and the United States have been at odds over tariffs and trade for more than a year, and American exporters have lost orders."


def infer(text, knowledge=KNOWN):
    body = Body(text)
    return infer_date(body, candidate_timexes(body), tuple(find_people(body, NAMES, None)), knowledge)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # weekdays of the event
        ("Steven Mnuchin and Wilbur Ross opened trade talks with China's Wang Yang in Washington on Wednesday, a Comprehensive Economic Dialogue of one day.", "2017-07-19"),
        ("China said on Thursday that both sides had agreed to cut steel output. Wilbur Ross and Wang Yang had ended the Comprehensive Economic Dialogue in Washington on Wednesday.", "2017-07-20"),
        ("Trade talks of Scott Bessent and He Lifeng in Geneva ended on Monday with a joint statement of China and the United States.", "2025-05-12"),
        # words that count from the day of writing
        ("Robert Lighthizer and Steven Mnuchin sat down with Liu He in Shanghai yesterday as a new round of US-China trade talks opened.", "2019-07-31"),
        ("Treasury Secretary Scott Bessent today opened trade talks with China's Vice Premier He Lifeng in Stockholm.", "2025-07-28"),
        # the event told of, not the one recalled
        ("Robert Lighthizer and Steven Mnuchin spoke by phone with Liu He on Tuesday, the first contact since Donald Trump and Xi Jinping met in Osaka last month.", "2019-07-09"),
        ("Scott Bessent and China's He Lifeng held a video call on Saturday, five months after the two sides met in Geneva.", "2025-10-18"),
        # a call told without the word phone
        ("Donald Trump said on Tuesday he had a “long and friendly call” with Xi Jinping of China, and that their trade teams would start again.", "2019-06-18"),
        # a name of the past or the future holds no post
        ("Robert Lighthizer and Steven Mnuchin ended trade talks with China's Liu He in Shanghai on Wednesday. Scott Bessent, a former fund manager, called it thin.", "2019-07-31"),
        # what is announced
        ("Steven Mnuchin will receive Liu He for trade talks in Washington on Thursday, May 17 and Friday, May 18. China's envoys have arrived in Washington. The two sides last met in Beijing earlier this month.", "2018-05-15/2018-05-16"),
        ("Robert Lighthizer said Wednesday that he and Steven Mnuchin will travel to China on Monday for trade talks in Shanghai with Liu He. Donald Trump and Xi Jinping had met in Osaka last month.", "2019-07-24"),
        ("Scott Bessent will meet China's He Lifeng in Stockholm on Monday, July 28, for trade talks, a spokesman of the United States Treasury said on Thursday.", "2025-07-24"),
        # how long ago
        ("After the trade talks of Robert Lighthizer, Steven Mnuchin and Liu He in Shanghai last week, China's ministry said on Wednesday that tariffs of the United States must go.", "2019-08-07"),
        # the newest day counts
        ("Steven Mnuchin and Liu He ended trade talks in Beijing on Friday. Mnuchin will report to Donald Trump, the White House said on Saturday, and China's newspapers called the round useful.", "2018-05-05"),
        # a day without its year
        ("WASHINGTON, May 10 (Example) -- Robert Lighthizer, Steven Mnuchin and Liu He ended their trade talks in Washington on Friday; China will strike back at the tariffs.", "2019-05-10"),
        ("MUMBAI, Sep 16 (Example) - The ministers of both countries held talks on Tuesday, the office of Donald Trump said, and will go on.", "2025-09-16"),
        # people alone
        ("Midlevel trade talks of David Malpass and China's Wang Shouwen brought no progress, people who followed them said. No further meetings were named.", "2018-08-23/2018-08-25"),
        # a term ahead
        ("The United States and China, after their trade talks in Geneva, will take the following steps by May 14, 2025: both sides lower their tariffs.", "2025-05-12/2025-05-13"),
        # a readout is given out on the day
        ("FOR IMMEDIATE RELEASE\nReadout of Deputies' Talks\nDavid Malpass and China's Wang Shouwen led trade talks in Washington on August 23, 2018.", "2018-08-23/2018-08-25"),
        # its first and its last day in one sentence
        ("Donald Trump received China's Liu He in Washington on Thursday and spoke of a deal. The trade talks with Robert Lighthizer and Steven Mnuchin began Thursday and were due to last through Friday.", "2019-05-09"),
        # a call to come is not the news
        ("Scott Bessent and China's He Lifeng met for six hours in Stockholm on Monday and again yesterday. Donald Trump and Xi Jinping are to talk by telephone on Friday. “It was settled,” Bessent said.", "2025-07-30"),
        # what was last Saturday is over, and the newest weekday counts
        ("Donald Trump and Xi Jinping agreed over dinner in Osaka last Saturday to resume trade talks. Monday brought a rally. On Tuesday it was gone, and China's ministry spoke up today.", "2019-07-02/2019-07-03"),
        # a weekday to come is another day than the one of writing
        ("Scott Bessent and China's He Lifeng will open trade talks in Geneva on Saturday, and the two sides will meet again on Sunday. The hosts received both on Friday.", "2025-05-09"),
        # what a measure came after tells the year of the call
        ("Robert Lighthizer and Steven Mnuchin spoke by phone with Liu He on Tuesday. Donald Trump had named the tariff on China on July 2, a day after the truce of Osaka.", "2019-07-09"),
        # the weekday the reader is greeted on
        ("Happy Monday to all of you. Steven Mnuchin and Liu He closed trade talks of China and the United States in Beijing on Friday.", "2018-05-07"),
        ("Good morning. It's Monday. Steven Mnuchin and Liu He closed trade talks of China and the United States in Beijing on Friday.", "2018-05-07"),
        ("Steven Mnuchin and Liu He closed trade talks of China and the United States in Beijing on Friday. Grain dealers will be happy. Monday is their day.", "2018-05-04"),
        # the pact signed in January
        ("Robert Lighthizer and Steven Mnuchin spoke by phone with Liu He on Tuesday, for the first time since the deal was signed in January.", "2020-05-05"),
        # days that count up are not turned round
        ("Scott Bessent is in Stockholm from the 27th to the 30th for trade talks with China. On the 28th he met He Lifeng, as agreed by their presidents last May. On the 29th they met once more. Bessent is in the old town today.", "2025-07-29/2025-07-31"),
        # messages quoted
        ("China and the United States put their trade war on hold.\n— Example News (@example) May 20, 2018\nSteven Mnuchin said on Sunday that the tariffs agreed with China would wait.", "2018-05-20"),
    ],
)  # fmt: skip
def test_an_article_is_dated_by_its_contents(text, day):
    found = infer(text + BACKGROUND)
    assert found.value == day
    assert found.basis is Basis.INFERRED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trade.",
        # the event's own day with its year: a record of any later time
        "On July 19, 2017, Steven Mnuchin and Wang Yang opened the Comprehensive Economic Dialogue between China and the United States in Washington.",
        # a weekday, but no event that would tell which
        "China and the United States will go on with their trade talks, a spokesman said on Tuesday.",
        # an event, but nothing seen from the day of writing
        "The truce of Osaka changed the trade war between China and the United States, wrote Donald Trump's biographer about Xi Jinping.",
        # another week fits as well
        "Steven Mnuchin and Liu He met for trade talks on Friday, China and the United States said.",
        # a weekday beside its date, but nothing that tells the century
        "The minister began her visit on Wednesday (June 27), her office said. She took up the post only in March.",
        # four days before or eleven: a bare day does not tell
        "Scott Bessent will meet China's He Lifeng in Stockholm on July 28 for trade talks, a spokesman of the United States Treasury said on Thursday.",
        # only announced: the day of the report is another
        "American farmers who sell to China lost orders, their bureau said on Friday. Liu He is due in Washington in May for trade talks with Robert Lighthizer and Steven Mnuchin.",
        # a call of people who were at none of the known calls
        "Wilbur Ross spoke by phone with Wang Yang of China on Tuesday about tariffs and trade with the United States.",
        # a look back, for what it tells of came days later
        "When Scott Bessent and He Lifeng left Geneva on May 12, China and the United States praised their trade talks. The paper that both sides printed five days later is thin.",
        # the first whole date lends its year: a record as well
        "Wilbur Ross and Wang Yang were received in Washington on 18 July 2017. The Comprehensive Economic Dialogue of China and the United States was held there on 19 July.",
        # other business that names the place of talks, but none of those who met
        "STOCKHOLM - Two fishing fleets put an end to their quarrel over herring on Tuesday. The minister looked pleased.",
        # other business
        "The minister opened a school in Washington on Wednesday.",
    ],
)
def test_thin_evidence_leaves_an_article_undated(text):
    found = infer(text)
    assert (found.value, found.basis) == (None, Basis.UNKNOWN)


def test_other_business_is_dated_by_talks_it_clearly_names():
    found = infer(
        "STOCKHOLM - Two fishing fleets put an end to their quarrel over herring on Tuesday. "
        "Scott Bessent and He Lifeng, busy a few streets away, did not come."
    )
    assert found.value == "2025-07-29"


def test_what_came_over_the_weekend_was_not_written_before_it():
    found = infer(
        "Steven Mnuchin and Liu He closed trade talks in Beijing on Friday. Over the weekend Donald Trump called them useful."
        + BACKGROUND
    )
    assert found.value == "2018-05-05"


def test_the_reason_is_a_sentence_with_the_words_it_rests_on():
    found = infer(
        "Trade talks of Scott Bessent and He Lifeng in Geneva ended on Monday with a joint statement of China and the United States."
        + BACKGROUND
    )
    assert found.evidence == "Monday"
    assert (
        found.reason
        == "It tells of “geneva” (10–12 May 2025), which fits the words “Monday”, so it was written on 12 May 2025."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Steven Mnuchin and Liu He ended trade talks in Beijing on Friday, China said." + BACKGROUND,
        "The United States and China, after their trade talks in Geneva, will take the following steps by May 14, 2025." + BACKGROUND,
        "Steven Mnuchin and Liu He meet for trade talks in Washington. The two sides last met in Beijing earlier this month. China's envoys have arrived in Washington." + BACKGROUND,
    ],
)  # fmt: skip
def test_no_day_is_claimed_without_a_reason(text):
    found = infer(text)
    assert found.value is None or (found.reason or "")[:1].isalpha() or (found.reason or "").startswith("“")


def test_a_weekday_beside_its_date_gives_the_year():
    found = infer(
        "The minister began her visit on Wednesday (June 27), her office said, and will call on Donald Trump later."
    )
    assert found.value == "2018-06-27"


def test_nothing_is_known_without_events():
    text = "Steven Mnuchin and Liu He ended trade talks in Beijing on Friday, China said."
    assert infer(text, Knowledge(KNOWN.officials)).value is None


def test_the_same_text_always_gives_the_same_day():
    text = "Trade talks of Scott Bessent and He Lifeng in Geneva ended on Monday." + BACKGROUND
    assert len({infer(text) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Steven Mnuchin met Liu He in Washington on Wednesday, China trade. " * 1500,
        "Wednesday last week, " * 20_000,
        "May 17 and 18, " * 10_000,
        "— x (@a) " * 20_000,
        "Updated Jun.5 " * 20_000,
        "in Geneva and in Osaka " * 10_000,
    ],
    ids=range(6),
)
def test_cost_stays_in_bounds(text):
    body = Body(text)
    people = tuple(find_people(body, NAMES, None))
    start = time.process_time()
    infer_date(body, candidate_timexes(body), people, KNOWN)
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("text", "is_due"),
    [
        ("Donald Trump had moved the tariff from June 1 to June 15.", (True, True)),
        ("Donald Trump had moved the rise from Oct. 1 to Oct. 15.", (True, True)),
        ("They put off the U.S. rise until Oct. 15.", (True,)),
        ("They put off the vote until June 15.", (True,)),
        ("They extended the trade talks' deadline until Friday.", (True,)),
        ("The trade talks were extended by a day to Wednesday.", (False,)),
        ("Both sides extended their trade talks until Wednesday.", (False,)),
        ("The visit was moved from May 3 to May 8.", (True, False)),
        ("They moved the piano on June 1. They drank to June 15.", (False, False)),
    ],
)
def test_both_days_of_what_was_put_off_are_terms(text, is_due):
    body = Body(text)
    assert read_signs(body, candidate_timexes(body), (), build_index(KNOWN)).is_due == is_due


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Good morning. It's Friday, which means grain.", 4),
        ("Wool is a penny higher to start this Monday.", 0),
        ("Trade talks are to begin this Thursday in Washington.", None),
        ("It is Friday's meeting that counts.", None),
        ("It is Friday that counts.", None),
    ],
)
def test_only_a_greeting_tells_the_weekday_of_writing(text, weekday):
    body = Body(text)
    assert read_signs(body, candidate_timexes(body), (), build_index(KNOWN)).weekday == weekday


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("The two spoke on Tuesday, for the first time since the trade deal was signed in January.", ["signing"]),
        ("The ministers spoke on Tuesday, for the first time since Liu He signed the deal in January.", ["signing"]),
        ("Liu He called on Tuesday, for the first time since the deal was signed in January.", ["signing"]),
        ("The ministers spoke on Tuesday, for the first time since the deal was signed in January.", []),
        ("Liu He called on Tuesday, weeks after the trade deal with Canada and Mexico was signed in January.", []),
        ("The builders called on Tuesday, weeks after the deal for the bridge was signed in January.", []),
    ],
)  # fmt: skip
def test_a_signing_is_recalled_by_its_people_its_place_or_as_a_deal_on_trade(text, recalled):
    body, index = Body(text), build_index(KNOWN)
    people = tuple(find_people(body, NAMES, None))
    memories = recollect(read_signs(body, candidate_timexes(body), people, index), index).memories
    assert sorted({event.record.slug for memory in memories for event in memory.there}) == recalled
