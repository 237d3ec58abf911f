"""An event with very many sources: lists give the first of them and say so, reference managers get all."""

import csv
import io
import json
from datetime import date, timedelta

import bibtexparser
import pytest
import rispy

from articles.models import Article, Citation, Event
from articles.models.contents import SOURCES_IN_LISTS, SOURCES_KEPT, contents_of
from articles.models.counts import refresh_events
from tests.factories import make_event

COUNT = SOURCES_KEPT + 20


@pytest.fixture
def crowded(db):
    """An event told of by more articles than any page shows, entered newest first; and a quiet one before it."""
    event = make_event("Crowded round", slug="crowded")
    make_event("Quiet round", slug="quiet", earliest=date(2018, 5, 1))
    day = date(2019, 5, 18)
    articles = [
        Article(key=f"a{number:04}", title=f"Report {number}", url=f"https://news.example/{number}",
                published_earliest=day - timedelta(number), published_latest=day - timedelta(number))
        for number in range(COUNT)
    ]  # fmt: skip
    Article.objects.bulk_create(articles)
    links = [Citation(event=event, article=one, relation="report", state="accepted") for one in articles]
    Citation.objects.bulk_create(links)
    refresh_events()
    return event


def record_in(client, path):
    found = json.loads(client.get(path).getvalue())
    return found["event"] if "event" in found else found["events"][0]


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/timeline.json", SOURCES_IN_LISTS), ("/events/crowded.json", SOURCES_KEPT)],
)
def test_the_oldest_come_along_and_the_number_of_the_others(crowded, client, path, kept):
    record = record_in(client, path)
    oldest = [f"a{number:04}" for number in range(COUNT - 1, COUNT - 1 - kept, -1)]
    assert [source["article"] for source in record["sources"]] == oldest
    assert (record["article_count"], record["sources_left_out"]) == (COUNT, COUNT - kept)


def test_a_spreadsheet_says_so_too(crowded, client):
    body = client.get("/timeline.csv").getvalue().decode()
    row = next(csv.DictReader(io.StringIO(body)))
    assert len(row["sources"].split()) == SOURCES_IN_LISTS
    assert row["sources_left_out"] == str(COUNT - SOURCES_IN_LISTS)


def test_a_look_back_counts_what_was_there(crowded, client):
    record = record_in(client, "/events/crowded.json?asof=2018-07-07")
    assert record["article_count"] == len(record["sources"]) == 5
    assert record["sources_left_out"] == 0


def test_what_nobody_reviewed_counts_where_it_is_asked_for(crowded, client):
    Citation.objects.filter(article__key__lte="a0009").update(state="proposed")
    refresh_events()
    assert record_in(client, "/events/crowded.json")["sources_left_out"] == 10
    assert record_in(client, "/events/crowded.json?unreviewed=1")["sources_left_out"] == 20


def test_reference_managers_get_all(crowded, client):
    body = {
        suffix: client.get(f"/events/crowded.{suffix}").getvalue().decode()
        for suffix in ("bib", "ris", "csl.json")
    }
    assert len(bibtexparser.parse_string(body["bib"]).entries) == COUNT
    assert len(rispy.loads(body["ris"])) == COUNT
    assert len(json.loads(body["csl.json"])) == COUNT


def test_the_same_number_of_queries_for_few_events_as_for_many(crowded, django_assert_num_queries):
    with django_assert_num_queries(10) as few:
        contents_of(Event.objects.filter(slug="quiet"))
    for number in range(30):
        make_event(f"Round {number}", slug=f"round-{number}")
    with django_assert_num_queries(len(few) + 2):
        contents_of(Event.objects.all())
