"""Where and when the program runs is nothing to what it reads: the same days in every zone, at any hour."""

import time
from datetime import date

import pytest
from django.utils import timezone

from articles.extraction.annotations import Document
from articles.ingest.digest import digest
from articles.ingest.reading import read_article
from articles.ingest.store import store_all
from articles.linking.snapshot import read_knowledge
from articles.models import Article, Story

pytestmark = pytest.mark.django_db

SAID = (
    "Treasury Secretary Avery Stone met Vice Premier Lin Tao in Geneva on Thursday. They talked on May 17 until midnight, and "
    "will talk again next week. Last year, in March, on February 29 and on Dec. 31 nobody talked. A day ago this was not known."
)
DOCUMENTS = [
    Document("dated", SAID, published=date(2018, 5, 18)),
    Document("undated", f"Nobody dated this. {SAID}"),
    Document("stamped", f"2018-05-18T00:30:00+14:00\n\nMidnight talks. {SAID}"),
]
ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai", "America/New_York"]


@pytest.fixture
def place(monkeypatch):
    """Carries the program to another zone, and back."""

    def carry(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield carry
    monkeypatch.undo()
    time.tzset()


def stored():
    knowledge = read_knowledge()
    readings = [read_article(document, knowledge) for document in DOCUMENTS]
    Article.objects.all().delete()
    Story.objects.all().delete()
    store_all(readings)
    return digest()


def test_the_content_is_the_same_in_every_zone(chronology, place):
    digests = set()
    for zone in ZONES:
        place(zone)
        with timezone.override(zone):
            digests.add(stored())
    assert len(digests) == 1
    assert Article.objects.count() == len(DOCUMENTS)


def test_an_undated_article_tells_no_day_of_our_time(chronology):
    today = timezone.now().date()
    found = read_article(DOCUMENTS[1], read_knowledge()).extraction.dates
    near = [one for one in found if one.earliest and abs((one.earliest - today).days) < 400]
    assert found
    assert near == []
