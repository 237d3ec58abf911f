"""The database narrows as the timeline does: same filters, same events, same order."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from articles.models.keyset import places_after
from articles.views.filters import read_filters
from articles.views.narrowing import narrow, read_strictly
from tests.factories import make_event

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "q=geneva",
    "year=2018",
    "month=2018-05",
    "month=2017-01",
    "side=us",
    "side=both",
    "kind=round&kind=phone-call",
    "official=avery-stone",
    "topic=tariffs",
    "present=china",
    "present=both",
    "place=geneva",
    "place=switzerland",
    "status=announced",
    "outcome=truce",
    "confidence=high",
    "from=2018-05-18",
    "to=2018-05",
    "from=2018-05&to=2018-06",
    "asof=2018-05-17",
    "measures=hide",
    "disputed=1",
    "unreviewed=1",
    "unreviewed=only",
    "order=oldest",
    "year=2018&kind=round&side=us&order=oldest&asof=2019-01-01",
]


def events_on(page):
    rows = BeautifulSoup(page.content, "html.parser").select("li.event h3 a")
    return list(dict.fromkeys(urlsplit(row["href"]).path.split("/")[2] for row in rows))


def test_the_same_events_in_the_same_order_as_on_the_page(rich, client):
    for query in QUERIES:
        shown = events_on(client.get(f"/?{query}"))
        exported = json.loads(client.get(f"/timeline.json?{query}").getvalue())["events"]
        assert [one["id"] for one in exported] == shown, query


@pytest.mark.parametrize("oldest_first", [True, False])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pieces_of_any_size_make_the_whole(rich, size, oldest_first):
    for number in range(5):
        make_event(f"Same day {number}", earliest=date(2018, 5, 17), order=number % 2)
    for number in range(3):
        make_event(f"Undated {number}", earliest=None, order=number % 2)
    events = narrow(read_filters(QueryDict(""))[0])
    whole = places_after(events, None, 100, oldest_first=oldest_first)
    found = places_after(events, None, size, oldest_first=oldest_first)
    while more := places_after(events, found[-1], size, oldest_first=oldest_first):
        found += more
    assert found == whole
    assert len(whole) == events.count()


@pytest.mark.parametrize(
    "query",
    ["year=abc", "kind=party", "official=nobody", "knid=round", "from=2019&to=2018", "asof=yesterday"],
)
def test_who_takes_data_is_told_what_cannot_be_followed(rich, query):
    assert read_strictly(QueryDict(query))[1]
