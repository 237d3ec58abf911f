"""Full-text search. The same on SQLite and on PostgreSQL: `make postgres` runs these too."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode

from articles.extraction.search_words import wanted_in
from articles.ingest.integrity import faults
from articles.models import Event
from articles.models.counts import refresh_events
from articles.models.search import events_with, install_search, search_fault
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_dispute,
    make_event,
    make_official,
    make_participation,
)

pytestmark = pytest.mark.django_db


def found(question):
    events = set(events_with(wanted_in(question)))
    return sorted(Event.objects.filter(pk__in=events).values_list("title", flat=True))


@pytest.fixture
def events():
    """Two events with neighbours."""
    geneva = make_event("Geneva round", summary="Negotiations over rare earths.", city="Geneva")
    make_participation(geneva, make_official("Lin Bo", side="china", chinese_name="林波"))
    make_account(geneva, "us", "A candid exchange about the Made in China 2025 plan.")
    make_dispute(geneva, "Was a sum offered?")
    sentence = "Exporters in Zürich shipped soybeans to U.S. buyers."
    make_citation(geneva, make_article("Dockworkers watch", text=f"It rained. {sentence}"), evidence=sentence)
    make_event("Vienna call", summary="A negotiator asked for patience; 林 was mentioned, and 波 too.")
    refresh_events()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("geneva", ["Geneva round"]),
        ("negotiation", ["Geneva round", "Vienna call"]),
        ("negotiati*", ["Geneva round"]),
        ("negot*", ["Geneva round", "Vienna call"]),
        ("rare earth", ["Geneva round"]),
        ("geneva patience", []),
        ("lin bo", ["Geneva round"]),
        ("林波", ["Geneva round"]),
        ("林", ["Geneva round", "Vienna call"]),
        ("candid 2025", ["Geneva round"]),
        ("sums offering", ["Geneva round"]),
        ("dockworker", ["Geneva round"]),
        ("zurich soybean", ["Geneva round"]),
        ("US buyers", ["Geneva round"]),
        ("u.s.", ["Geneva round"]),
        ("the", ["Geneva round"]),
        ("xylophone", []),
        ("?!", []),
    ],
)
def test_it_finds(events, question, expected):
    assert found(question) == expected


NASTY = [
    *("", " ", "*", "**", "a*", '"', '""', '"a', 'a"b', "'", "''", "a'b", "-", "-a", "a-", "+a", "^a", "a^", "(", ")", "(a"),
    *("a)", "((", "{", "}", "[a]", ":", "a:b", "search_text:a", "search_text : geneva", "NEAR", "NEAR(", "NEAR(a b, 2)"),
    *("AND", "OR", "NOT", "a AND", "OR a", "NOT a", "a & b", "a | b", "!a", "a <-> b", "a:*", ":*a", "\\", "a\\", "%", "_"),
    *("\x00", "a\x00b", "\ud83d\ude00", "😀 geneva", "刘鹤", "a" * 7_000, "a " * 3_500, "'); DROP TABLE articles_event; --"),
    *("\u202e", "ﬁ", "İ", "²", "𝟘", "e\u0301"),
]  # fmt: skip


@pytest.mark.parametrize("question", NASTY)
def test_nothing_that_can_be_typed_is_an_error(events, client, question):
    found(question.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    query = urlencode({"q": question.encode("utf-8", "surrogatepass")})
    assert client.get(f"{reverse('articles:timeline')}?{query}").status_code == 200


def test_an_event_that_goes_or_changes_is_not_found_any_more(events):
    Event.objects.filter(title="Vienna call").delete()
    assert found("patience") == []
    Event.objects.filter(title="Geneva round").update(search_text="other")
    assert (found("geneva"), found("other")) == ([], ["Geneva round"])


def test_the_index_is_checked_and_made_anew(events):
    assert search_fault() == ""
    connection.check_constraints()  # PostgreSQL alters no table with rows yet to be checked
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER articles_event_search_update")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX articles_event_search")
    assert any("search index" in fault for fault in faults())
    call_command("rebuild_search", verbosity=0)
    assert search_fault() == ""
    assert found("geneva") == ["Geneva round"]


def test_an_index_that_is_whole_is_left_alone(events):
    assert install_search() is False
