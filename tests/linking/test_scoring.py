"""Which events an article is about: dates, places, people, names and kind together, never a number alone."""

from itertools import pairwise

import pytest

from articles.extraction.annotations import Relation
from articles.extraction.knowledge import Knowledge
from articles.linking.scoring import link_events
from tests.linking.make import day, make_body, make_event, make_knowledge, make_mentions, make_timexes

KNOWN = make_knowledge()


def link(text, published, title=None, **dates):
    return link_events(
        make_body(text), day(published), make_timexes(text, **dates), make_mentions(text), KNOWN, title=title
    )


def main(links):
    return [(one.event, one.relation.value) for one in links if one.relation is not Relation.MENTION]


@pytest.mark.parametrize(
    ("text", "published", "dates", "wanted"),
    [
        (
            "Wang Yang and Steven Mnuchin closed a day of hard bargaining in Washington on Wednesday.",
            "2017-07-20",
            {"Wednesday": "2017-07-19"},
            ("dialogue", "report"),
        ),
        (
            "The U.S. and China will sit down for the Comprehensive Economic Dialogue on July 19, Beijing said.",
            "2017-07-11",
            {"July_19": "2017-07-19"},
            ("dialogue", "preview"),
        ),
        (
            "Liu He is due in Washington, where Steven Mnuchin will host a second round of talks on May 17 and 18.",
            "2018-05-15",
            {"May_17_and_18": "2018-05-17/2018-05-18"},
            ("washington", "preview"),
        ),
        (
            "Six days after the talks in Washington ended, envoys of Liu He and Steven Mnuchin still differ on what was agreed on May 19.",
            "2018-05-25",
            {"May_19": "2018-05-19"},
            ("washington", "aftermath"),
        ),
        (
            "David Malpass and Wang Shouwen ended two days of trade talks with little to show.",
            "2018-08-24",
            {},
            ("deputies", "report"),
        ),
        (
            "Katherine Tai spoke by video link with Liu He on Friday about farm purchases.",
            "2021-10-09",
            {"Friday": "2021-10-08"},
            ("call", "report"),
        ),
        (
            "Farm purchases were the matter of a Friday call of Katherine Tai with Liu He, her office said.",
            "2021-10-08",
            {"Friday": "2021-10-08"},
            ("call", "report"),
        ),
        (
            "Negotiators from China and the United States opened talks in Geneva on Saturday.",
            "2025-05-10",
            {"Saturday": "2025-05-10"},
            ("geneva", "report"),
        ),
    ],
    ids=[
        "day, place, people",
        "name and day",
        "range of days",
        "after it",
        "rare pair",
        "call",
        "call by day",
        "city and day",
    ],
)
def test_it_finds_what_an_article_is_about(text, published, dates, wanted):
    assert main(link(text, published, **dates)) == [wanted]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The second round of talks is what traders are waiting for.", "2018-03-20"),
        ("The second round went nowhere, a farmer said.", None),
        ("Steven Mnuchin and Liu He discussed trade.", "2020-03-01"),
        ("Soybean prices fell again.", "2018-05-18"),
        ("", "2018-05-18"),
    ],
    ids=["number without date", "number in an undated text", "people without date", "no meeting", "empty"],
)
def test_thin_evidence_links_nothing(text, published):
    assert link(text, published) == ()


def test_an_earlier_event_is_background_beside_the_one_reported():
    text = (
        "Robert Lighthizer and Steven Mnuchin met Liu He in Shanghai on Wednesday. "
        "It was their first session since Donald Trump and Xi Jinping met in Japan last month."
    )
    links = link(text, "2019-07-31", Wednesday="2019-07-31", last_month="2019-06-01/2019-06-30")
    assert [(one.event, one.relation.value) for one in links] == [
        ("shanghai", "report"),
        ("osaka", "mention"),
    ]


def test_a_call_is_not_a_round_held_on_the_same_days():
    text = "Steven Mnuchin spoke by phone with Liu He on Friday."
    assert main(link(text, "2018-08-24", Friday="2018-08-24")) == []


def test_a_tariff_is_never_what_the_talks_were():
    text = (
        "Duties of 25 percent known as List 2 began on Thursday as David Malpass met Wang Shouwen for talks."
    )
    assert main(link(text, "2018-08-23", Thursday="2018-08-23")) == [("deputies", "report")]


def test_scores_fall_with_the_evidence():
    full = "Steven Mnuchin and Liu He ended talks in Washington on Friday."
    texts = [
        full,
        "Steven Mnuchin and Liu He ended talks in Washington.",
        "Officials of both sides ended talks in Washington.",
    ]
    scores = [
        max(
            (
                one.score
                for one in link(text, "2018-05-18", **({"Friday": "2018-05-18"} if text is full else {}))
            ),
            default=0,
        )
        for text in texts
    ]
    assert all(0 <= score <= 1 for score in scores)
    assert all(more >= less for more, less in pairwise(scores))
    assert scores[0] > scores[-1]


def test_a_link_says_why_and_points_to_its_sentence():
    text = "Nothing yet.\n\nWang Yang met Steven Mnuchin in Washington on Wednesday."
    (found,) = link(text, "2017-07-20", Wednesday="2017-07-19")
    assert text[found.evidence.start : found.evidence.end].startswith("Wang Yang met")
    assert "“Wednesday”" in found.reasons[0]
    assert "19 July 2017" in found.reasons[0]
    assert any("Washington" in reason for reason in found.reasons)
    assert any("1 day after" in reason for reason in found.reasons)


def test_nothing_is_linked_where_nothing_is_known():
    text = "Wang Yang met Steven Mnuchin in Washington on Wednesday."
    timexes = make_timexes(text, Wednesday="2017-07-19")
    assert link_events(make_body(text), day("2017-07-20"), timexes, make_mentions(text), Knowledge()) == ()


def test_a_month_that_held_one_meeting_recalls_it():
    text = (
        "Robert Lighthizer met Liu He in Shanghai on Wednesday. "
        "It was the first meeting of the negotiators since the summit in June."
    )
    links = link(text, "2019-07-31", Wednesday="2019-07-31", June="2019-06-01/2019-06-30")
    assert [(one.event, one.relation.value) for one in links] == [
        ("shanghai", "report"),
        ("osaka", "mention"),
    ]


def test_a_headline_alone_can_tell_the_event():
    text = "Both sides promised to go on talking to each other."
    assert main(link(text, "2025-05-12", title="Joint statement on the Geneva meeting")) == [
        ("geneva", "report")
    ]


def test_the_same_input_gives_the_same_links():
    text = "Wang Yang met Steven Mnuchin in Washington on Wednesday."
    assert link(text, "2017-07-20", Wednesday="2017-07-19") == link(
        text, "2017-07-20", Wednesday="2017-07-19"
    )


ROUND_CLOSED = (
    "Liu He and Steven Mnuchin closed two days of talks in Beijing on Friday. Both called them frank. "
)


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        (
            "A team led by Liu He is due in Washington on May 17 to meet Steven Mnuchin.",
            ["beijing", "washington"],
        ),
        # talks to come that are the only ones of their week
        ("The two will meet again in two weeks, both said: that week.", ["beijing", "washington"]),
        ("Liu He may one day go on to Washington, people close to the talks say.", ["beijing"]),
    ],
)
def test_a_meeting_announced_beside_the_one_reported_needs_its_day_and_place(end, wanted):
    dates = {"May_17": "2018-05-17"} if "May 17" in end else {}
    dates |= {"that_week": "2018-05-14/2018-05-20"} if "that week" in end else {}
    links = link(ROUND_CLOSED + end, "2018-05-05", Friday="2018-05-04", **dates)
    assert sorted(event for event, _ in main(links)) == wanted


def test_a_call_just_held_is_reported_beside_the_round_it_announced():
    text = (
        "Liu He and Katherine Tai agreed by phone on Saturday on a first meeting of their teams. The round of Steven Mnuchin "
        "and Liu He will begin in Beijing on May 3, aides say."
    )
    known = make_knowledge()
    call = make_event("talk", "phone-call", "2018-04-28", leads=("katherine-tai", "liu-he"))
    timexes = make_timexes(text, Saturday="2018-04-28", May_3="2018-05-03")
    links = link_events(
        make_body(text),
        day("2018-04-28"),
        timexes,
        make_mentions(text),
        Knowledge(known.officials, (*known.events, call)),
    )
    assert sorted(main(links)) == [("beijing", "preview"), ("talk", "report")]


TALKS_CLOSED = "Robert Lighthizer and Liu He closed two days of trade talks in Shanghai on Friday without a word on soybeans. "


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        # heads of state without their names
        (
            "What they wrote down goes to the two presidents when those meet in Japan on June 29.",
            ["osaka", "talks"],
        ),
        ("Their leaders are likely to see each other in Japan on June 29.", ["osaka", "talks"]),
        (
            "The leaders of the two countries are likely to see each other in Japan on June 29.",
            ["osaka", "talks"],
        ),
        (
            "The leaders of the U.S. and China are likely to see each other in Japan on June 29.",
            ["osaka", "talks"],
        ),
        # weeks ahead, but told by its very day and its place
        ("The leaders of the auto industry gather in Japan in June.", ["talks"]),
        ("What the two presidents will make of it is anybody's guess.", ["talks"]),
    ],
)
@pytest.mark.parametrize(("month", "day_of"), [(6, 14), (5, 3)])
def test_a_summit_to_come_is_told_by_the_heads_of_state_and_its_day(month, day_of, end, wanted):
    text, known = TALKS_CLOSED + end, make_knowledge()
    held = f"2019-{month:02}-{day_of:02}"
    talks = make_event("talks", "round", held, city="Shanghai", leads=("robert-lighthizer", "liu-he"))
    dates = {"June_29": "2019-06-29"} if "June 29" in end else {}
    links = link_events(
        make_body(text),
        day(held),
        make_timexes(text, Friday=held, **dates),
        make_mentions(text),
        Knowledge(known.officials, (*known.events, talks)),
    )
    assert sorted(event for event, _ in main(links)) == wanted


def test_unnamed_heads_of_state_are_a_reason_of_their_own():
    text = "The text will be laid before the two presidents, who meet in Japan on June 29."
    (one,) = link(text, "2019-06-20", June_29="2019-06-29")
    assert "It speaks of the two heads of state." in one.reasons


def test_what_was_held_just_now_comes_before_what_more_is_told_of():
    text = (
        "The ministers of the two countries sat down on Tuesday in Bangkok, three days after their presidents had promised more patience. "
        "Donald Trump and Xi Jinping met on Saturday in Osaka, Japan."
    )
    known = make_knowledge()
    ministers = make_event("ministers", "working-level", "2019-07-02", city="Bangkok", country="Thailand")
    links = link_events(
        make_body(text),
        day("2019-07-02"),
        make_timexes(text, Tuesday="2019-07-02", Saturday="2019-06-29"),
        make_mentions(text),
        Knowledge(known.officials, (*known.events, ministers)),
    )
    assert [(one.event, one.relation.value) for one in links] == [
        ("ministers", "report"),
        ("osaka", "mention"),
    ]


@pytest.mark.parametrize("who", ["the leaders of the House and Senate", "the leaders of China and Russia"])
def test_leaders_of_something_else_are_no_heads_of_both_states(who):
    text = f"The text will be laid before {who}, who meet in Japan on June 29."
    for one in link(text, "2019-06-20", June_29="2019-06-29"):
        assert "It speaks of the two heads of state." not in one.reasons
