"""Before, of, or after: the calendar first, then the wording."""

import pytest

from articles.extraction.annotations import Relation
from articles.linking.clues import find_clues
from articles.linking.event_index import build_index
from articles.linking.relations import distance, relate
from tests.linking.make import day, make_body, make_knowledge, make_mentions

INDEX = build_index(make_knowledge())
EVENTS = {event.record.slug: event for event in INDEX.events}


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2018-05-10", -5),
        ("2018-05-15", 0),
        ("2018-05-19", 0),
        ("2018-05-21", 2),
        ("2018-05-13/2018-05-16", 0),
        (None, None),
    ],
)
def test_distance_counts_days_from_the_event(published, days):
    record = EVENTS["washington"].record
    assert distance(day(published), record.earliest, record.latest) == days


@pytest.mark.parametrize(
    ("event", "published", "text", "wanted"),
    [
        ("dialogue", "2017-07-11", "They will meet in Washington.", Relation.PREVIEW),
        ("dialogue", "2017-07-19", "They opened talks in Washington.", Relation.REPORT),
        ("dialogue", "2017-07-20", "The talks ended in Washington without a result.", Relation.REPORT),
        ("dialogue", "2017-07-22", "The talks ended in Washington without a result.", Relation.AFTERMATH),
        (
            "washington",
            "2018-05-15",
            "They are set to meet in Washington later this week for talks.",
            Relation.PREVIEW,
        ),
        ("washington", "2018-05-18", "They met in Washington; more sessions are to follow.", Relation.REPORT),
        ("dialogue", "2017-07-18", "They will meet in Washington.", Relation.PREVIEW),
        ("dialogue", "2017-07-18", "They met in Washington on Wednesday, Beijing time.", Relation.REPORT),
        ("washington", "2018-05-17", "The talks ended ahead of schedule.", Relation.REPORT),
        (
            "deputies",
            "2018-08-23",
            "Wang Shouwen called off a trip to Texas that was to follow the talks, and will go home after two sessions.",
            Relation.REPORT,
        ),
        ("dialogue", None, "The two sides will open their dialogue in Washington.", Relation.PREVIEW),
        (
            "call",
            "2021-10-08",
            "Katherine Tai and Liu He spoke by phone and will send their deputies to a meeting.",
            Relation.REPORT,
        ),
        (
            "geneva",
            "2025-05-09/2025-05-10",
            "Talks will open in Geneva on Saturday. The envoys were received in Geneva by their hosts. They are to meet in Geneva on Sunday.",
            Relation.PREVIEW,
        ),
        ("dialogue", None, "The two sides opened their dialogue in Washington.", Relation.REPORT),
    ],
)
def test_relation_by_calendar_and_wording(event, published, text, wanted):
    clues = find_clues(make_body(text), INDEX, (), make_mentions(text))
    assert relate(list(clues), EVENTS[event], day(published)) is wanted
