"""A new event is proposed only for a dated meeting of both sides that nothing known explains."""

import pytest

from articles.extraction.annotations import Relation
from articles.linking.clues import find_clues
from articles.linking.event_index import build_index
from articles.linking.proposals import propose_events
from articles.linking.scoring import link_clues
from tests.linking.make import day, make_body, make_knowledge, make_mentions, make_timexes

INDEX = build_index(make_knowledge())


def propose(text, published, **dates):
    body, when, timexes, mentions = (
        make_body(text),
        day(published),
        make_timexes(text, **dates),
        make_mentions(text),
    )
    clues = find_clues(body, INDEX, timexes, mentions)
    return propose_events(body, when, clues, mentions, link_clues(clues, when, INDEX), INDEX)


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


def test_an_announced_meeting_is_proposed_as_a_preview():
    (found,) = propose("Katherine Tai will meet Liu He in Lima on Monday.", "2022-02-19", Monday="2022-02-21")
    assert (found.relation, found.city) == (Relation.PREVIEW, "Lima")


def test_people_are_found_at_the_head_where_the_sentence_names_only_countries():
    text = (
        "U.S. and Chinese negotiators wrapped up talks in Lima on Monday. "
        "Katherine Tai shook hands with Liu He before the cameras of the press at the door."
    )
    (found,) = propose(text, "2022-02-22", Monday="2022-02-21")
    assert found.participants == ("katherine-tai", "liu-he")


@pytest.mark.parametrize(
    ("text", "published", "dates"),
    [
        ("Katherine Tai met Liu He in Lima.", "2022-02-19", {}),
        ("Katherine Tai met farmers in Lima on Monday.", "2022-02-26", {"Monday": "2022-02-21"}),
        ("Steven Mnuchin met Liu He in Washington on Friday.", "2018-05-18", {"Friday": "2018-05-18"}),
        (
            "Teams held talks on Monday as Donald Trump and Xi Jinping had ordered.",
            "2022-02-21",
            {"Monday": "2022-02-21"},
        ),
    ],
    ids=["no day", "one side", "known", "presidents only behind it"],
)
def test_nothing_is_proposed_on_less(text, published, dates):
    assert propose(text, published, **dates) == ()
