"""Whatever is typed behind an address: a page that says what it ignored, or 404; never a failure of ours."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_commitment,
    make_event,
    make_official,
    make_participation,
    make_step,
)

pytestmark = pytest.mark.django_db
PATHS = [
    "/",
    "/events/geneva/",
    "/articles/{key}/",
    "/officials/",
    "/officials/attendance/",
    "/officials/avery-stone/",
    "/compare/",
    "/disputes/",
    "/about/",
    "/events/none/",
]
NAMES = [
    "page",
    "from",
    "to",
    "asof",
    "year",
    "month",
    "q",
    "kind",
    "unreviewed",
    "a",
    "b",
    "order",
    "lang",
    "x",
]
VALUES = {
    "minus one": "-1",
    "no such day": "2018-02-30",
    "NUL": "a\0b",
    "7,000 characters": "x" * 7_000,
    "a lone surrogate": "%ED%A0%80",
    "markup": '"><script>x</script>',
    "digits of others": "٢٠١٨",
    "huge": "9" * 400,
    "brackets": "x[]=&x[y]",
}


@pytest.fixture
def key():
    """The key of an article; beside it there is an event and an official."""
    event, official = make_event("Geneva", slug="geneva"), make_official("Avery Stone", slug="avery-stone")
    make_participation(event, official)
    make_account(event)
    make_step(make_commitment(event), due_on=event.earliest)
    article = make_article(text="The envoys met.")
    make_citation(event, article)
    return article.key


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("path", PATHS)
def test_no_value_of_any_parameter_breaks_a_page(client, key, path, value):
    for query in (dict.fromkeys(NAMES, value), {name: [value, value, ""] for name in NAMES}):
        response = client.get(path.format(key=key), query)
        assert response.status_code == (404 if "none" in path else 200)
        assert b"<script>x" not in response.content


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("/", "page=-1", "page “-1” was ignored"),
        ("/", "from=2018-02-30", "from “2018-02-30” was ignored"),
        ("/", "year=2018&year=2019", "year was given 2 times; the last one counts"),
        ("/", "asof=yesterday", "asof “yesterday” was ignored"),
        ("/events/geneva/", "asof=2018-02-30", "asof “2018-02-30” was ignored"),
        ("/articles/{key}/", "asof=2018-02-30", "asof “2018-02-30” was ignored"),
        ("/compare/", "a=nothing", "nothing"),
        ("/officials/attendance/", "year=zero", "zero"),
    ],
)
def test_the_page_says_what_it_ignored(client, key, path, query, words):
    page = BeautifulSoup(client.get(f"{path.format(key=key)}?{query}").content, "html.parser")
    assert words in page.select_one("main .notice:not([hidden])").get_text()


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/events/%00/",
        "/events/a%2Fb/",
        "/articles/" + "a" * 7_000 + "/",
        "/officials/%ED%A0%80/",
        "/%FF",
    ],
)
def test_what_is_no_address_is_not_found(client, path):
    assert client.get(path).status_code in (400, 404)
