"""The API: pieces of lists, filters, tags, and problems told as problems."""

import json
import re

import pytest

from tests.formats.chronology import make_chronology

pytestmark = pytest.mark.django_db

API = "/api/v1/"


@pytest.fixture
def rich(db):
    return make_chronology()


def test_pieces_make_the_whole_list(rich, client):
    found, address = [], f"{API}events?limit=3"
    while address:
        piece = client.get(address).json()
        found += [one["id"] for one in piece["items"]]
        address = piece["next"]
    whole = [one["id"] for one in client.get(f"{API}events?limit=200").json()["items"]]
    assert found == whole
    assert len(found) == len(set(found)) == 8


@pytest.mark.parametrize("noun", ["articles", "officials", "citations", "quotations", "stories"])
def test_other_lists_come_in_pieces_too(rich, client, noun):
    whole = client.get(f"{API}{noun}?limit=200").json()["items"]
    found, address = [], f"{API}{noun}?limit=1"
    while address:
        piece = client.get(address).json()
        found += piece["items"]
        address = piece["next"]
    assert found == whole


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("kind=phone-call", ["some-call"]),
        ("official=avery-stone", ["geneva-round"]),
        ("from=2018-05-18&to=2018-05-18&kind=round&place=geneva", ["geneva-round"]),
        ("disputed=1", ["geneva-round"]),
        ("unreviewed=only", ["proposed"]),
        ("status=announced", ["next-round"]),
    ],
)
def test_filters_are_those_of_the_pages(rich, client, query, slugs):
    assert [one["id"] for one in client.get(f"{API}events?{query}").json()["items"]] == slugs


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events/nothing", 404),
        ("nothing", 404),
        ("events?official=nobody", 404),
        ("events?knid=round", 400),
        ("events?year=abc", 422),
        ("events?limit=0", 422),
        ("events?after=zzz", 422),
        ("events/hidden", 404),
        ("events/proposed", 404),
    ],
)
def test_problems_are_told_as_problems(rich, client, path, status):
    response = client.get(API + path)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status


def test_nothing_can_be_written(rich, client):
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{API}events")
        assert response.status_code == 405
        assert "GET" in response.headers["Allow"]


def test_who_has_it_already_gets_nothing(rich, client):
    first = client.get(f"{API}events")
    assert client.get(f"{API}events", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    since = {"if-modified-since": first.headers["Last-Modified"]}
    assert client.get(f"{API}events", headers=since).status_code == 304


def test_head_is_answered(rich, client):
    assert client.head(f"{API}events").status_code == 200


def test_one_event_is_whole(rich, client):
    found = client.get(f"{API}events/geneva-round").json()
    assert [one["due"] for one in found["commitments"]] == ["2018-07-16"]
    assert len(found["sources"]) == 2
    assert [one["question"] for one in found["disputes"]] == ["Was a sum named?"]


def test_the_docs_need_nobody_else(client):
    page = client.get(f"{API}docs").content.decode()
    assert "GET /api/v1/events/{slug}" in page
    assert re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//(?!testserver/)', page) == []


def test_a_list_takes_a_constant_number_of_queries(rich, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        client.get(f"{API}events?limit=200")


def test_the_description_names_every_address(client):
    found = json.loads(client.get(f"{API}openapi.json").content)
    nouns = {path.split("/")[3] for path in found["paths"]}
    assert nouns == {"events", "articles", "officials", "quotations", "citations", "stories"}
    assert all(set(methods) == {"get"} for methods in found["paths"].values())
