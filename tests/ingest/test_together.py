"""Articles stored together are stored as if one by one."""

from contextlib import closing
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from articles.extraction.annotations import Document
from articles.ingest.digest import digest
from articles.ingest.inserting import AT_HAND
from articles.ingest.reading import read_article
from articles.ingest.run import Run, ingest
from articles.ingest.store import Outcome, store_all
from articles.linking.snapshot import read_knowledge
from articles.models import Article, ArticleText, DateMention, FingerprintBand, Story

pytestmark = pytest.mark.django_db

LONG = " ".join(
    f"The {number}th barge of steel waits at the quay while clerk {number * 7} counts its plates again."
    for number in range(30)
)
MEETING = "Treasury Secretary Avery Stone met Vice Premier Lin Tao in Geneva on Thursday, May 17. “We talked,” Stone said. "


def documents():
    """A report, its copy in another paper, a shorter print, two of their own, and the first one again."""
    sources = {
        "a": MEETING + LONG,
        "b": f"{MEETING}{LONG} A clerk added a word.",
        "c": MEETING + LONG[: len(LONG) * 2 // 3],
        "d": "Harbour pilots in Lima rest on Sunday. Nobody there talks of tariffs, said one of them on Monday.",
        "e": "China and the United States hold trade talks in Geneva this week, both sides said on Wednesday.",
    }
    given = {name: Document(name, text, published=date(2018, 5, 18)) for name, text in sources.items()}
    return [*given.values(), given["a"]]


@pytest.fixture
def readings(chronology):
    knowledge = read_knowledge()
    return [read_article(document, knowledge) for document in documents()]


def stored_by(readings, together):
    Article.objects.all().delete()
    Story.objects.all().delete()
    found = []
    for start in range(0, len(readings), together):
        found += store_all(readings[start : start + together])
    return [one.outcome for one in found], digest()


@pytest.mark.parametrize("together", [2, 3, 32])
def test_together_or_one_by_one_gives_the_same_content(readings, together):
    assert stored_by(readings, together) == stored_by(readings, 1)


def test_any_order_gives_the_same_stories(readings):
    stored_by(readings, 32)
    before = set(Article.objects.values_list("key", "story__key"))
    stored_by(readings[::-1], 32)
    assert set(Article.objects.values_list("key", "story__key")) == before


def test_copies_stored_together_are_one_story(readings):
    outcomes, _ = stored_by(readings, 32)
    assert outcomes[:3] == [Outcome.CREATED, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert (
        Article.objects.filter(key__in=Article.objects.values("key")).values("story").distinct().count() == 3
    )


def test_the_same_document_twice_is_unchanged_the_second_time(readings):
    outcomes, _ = stored_by(readings, 32)
    assert outcomes[-1] is Outcome.UNCHANGED


def test_a_fault_in_one_leaves_none_of_them(readings, monkeypatch):
    broken = readings[3].extraction
    object.__setattr__(broken, "dates", (*broken.dates, object()))
    with pytest.raises(AttributeError):
        store_all(readings)
    assert not Article.objects.exists()
    assert not ArticleText.objects.exists()


def test_each_is_reported_in_the_order_given(chronology):
    given = documents()
    reports = list(ingest(given, read_knowledge(), Run(), together=4))
    assert [report.id for report in reports] == [document.id for document in given]
    assert all(Article.objects.filter(key=report.key).exists() for report in reports)


def test_statements_do_not_grow_with_the_number_of_articles(readings, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        store_all(readings[2:5])
    assert DateMention.objects.exists()
    assert FingerprintBand.objects.exists()
    call_command("verify")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has memory of its own")
def test_bulk_ingestion_keeps_more_of_the_file_in_memory(chronology):
    with closing(ingest(iter(documents()), read_knowledge(), Run(), together=32)) as reports:
        next(reports)
        with connection.cursor() as cursor:
            (size,) = cursor.execute("PRAGMA cache_size").fetchone()
            cursor.execute("PRAGMA cache_size = -2000")
    assert size == -1024 * AT_HAND
