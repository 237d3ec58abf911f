"""A new event is proposed only for a dated meeting of both sides that nothing known explains."""

import pytest

from articles.extraction.annotations import Relation
from articles.linking.proposals import propose_events
from articles.linking.scoring import link_events
from tests.linking.make import day, make_body, make_knowledge, make_mentions, make_timexes

KNOWN = make_knowledge()


def propose(text, published, **dates):
    body, when, timexes, mentions = (
        make_body(text),
        day(published),
        make_timexes(text, **dates),
        make_mentions(text),
    )
    links = link_events(body, when, timexes, mentions, KNOWN)
    return propose_events(body, when, timexes, mentions, links, KNOWN)


def test_an_unknown_meeting_is_proposed_with_its_day_place_and_people():
    text = "Katherine Tai met Liu He in Abu Dhabi on Monday to talk about steel."
    (found,) = propose(text, "2022-02-26", Monday="2022-02-21")
    assert (found.start.isoformat(), found.city, found.kind, found.relation) == (
        "2022-02-21",
        "Abu Dhabi",
        "dialogue",
        Relation.AFTERMATH,
    )
    assert found.participants == ("katherine-tai", "liu-he")
    assert text[found.evidence.start : found.evidence.end] == text
    assert "Abu Dhabi" in found.reason


def test_a_call_is_proposed_as_a_call():
    (found,) = propose(
        "Katherine Tai held a phone call with Liu He on Monday.", "2022-02-21", Monday="2022-02-21"
    )
    assert found.kind == "phone-call"


@pytest.mark.parametrize(
    ("text", "published", "dates"),
    [
        ("Katherine Tai will meet Liu He in Lima on Monday.", "2022-02-19", {"Monday": "2022-02-21"}),
        ("Katherine Tai met Liu He in Lima.", "2022-02-19", {}),
        ("Katherine Tai met farmers in Lima on Monday.", "2022-02-26", {"Monday": "2022-02-21"}),
        ("Katherine Tai met Liu He in Lima on Monday.", None, {"Monday": "2022-02-21"}),
        ("Steven Mnuchin met Liu He in Washington on Friday.", "2018-05-18", {"Friday": "2018-05-18"}),
        (
            "Teams held talks on Monday as Donald Trump and Xi Jinping had ordered.",
            "2022-02-21",
            {"Monday": "2022-02-21"},
        ),
    ],
    ids=["still to come", "no day", "one side", "undated", "known", "presidents only behind it"],
)
def test_nothing_is_proposed_on_less(text, published, dates):
    assert propose(text, published, **dates) == ()
