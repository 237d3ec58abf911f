"""A text that may not be shown is nowhere: every public address, and all they lead to, is read for its sentences."""

import re
from html import unescape

import pytest

from articles.models import Article
from tests.formats.chronology import EVIDENCE, QUOTED, SECRET
from tests.formats.test_addresses import PUBLIC

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|src)="(?:http://testserver)?(/[^"#?]*)|http://testserver(/[^\s"<>?#\\]*)')
"""An address of ours without its parameters, in a page or in a file."""
LEFT_OUT = ("/admin/", "/static/")


@pytest.fixture
def key(rich):
    return Article.objects.get(title__startswith="Envoys part").key


def addresses_in(body):
    found = (unescape(page or file) for page, file in LINK.findall(body))
    return {path for path in found if not path.startswith(LEFT_OUT)}


def crawled(client, paths):
    """``(address, what it gives)`` for the paths and for everything of ours that they name."""
    waiting, seen = list(paths), set(paths)
    while waiting:
        path = waiting.pop()
        body = client.get(path).getvalue().decode()
        yield path, body
        new = addresses_in(body) - seen
        seen |= new
        waiting += sorted(new)


def test_only_the_evidence_of_a_closed_text_is_public(client, key):
    paths = [path.format(key=key) for path in PUBLIC]
    paths += [path + ("&" if "?" in path else "?") + "unreviewed=1" for path in paths]
    read = dict(crawled(client, paths))
    leaking = [path for path, body in read.items() if any(one[:40] in body for one in [*SECRET, QUOTED])]
    assert leaking == []
    assert len(read) > len(paths) + 20


def test_the_evidence_itself_is(client, key):
    assert EVIDENCE in client.get("/events/geneva-round.json").content.decode()


def test_a_closed_quotation_is_counted_and_not_said(client, key):
    found = client.get("/api/v1/quotations").json()["items"]
    assert [one["said"] for one in found] == [None]


def test_an_open_one_is_said(client, key):
    Article.objects.filter(key=key).update(licence="CC0-1.0")
    assert client.get("/api/v1/quotations").json()["items"][0]["said"] == QUOTED


def test_a_closed_text_lends_no_title_to_files(client, key):
    Article.objects.filter(key=key).update(title="")
    for path in (
        f"/articles/{key}.json",
        f"/articles/{key}.bib",
        "/events/geneva-round.jsonld",
        "/api/v1/articles",
    ):
        assert SECRET[0][:30] not in client.get(path).getvalue().decode()
