"""A text that may not be shown is nowhere: every public address is read for its sentences."""

import pytest

from articles.models import Article
from tests.formats.chronology import EVIDENCE, QUOTED, SECRET
from tests.formats.test_addresses import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(rich):
    return Article.objects.get(title__startswith="Envoys part").key


def test_only_the_evidence_of_a_closed_text_is_public(client, key):
    for path in PUBLIC:
        path = path.format(key=key)
        body = client.get(path).getvalue().decode()
        body += client.get(path + ("&" if "?" in path else "?") + "unreviewed=1").getvalue().decode()
        for sentence in [*SECRET, QUOTED]:
            assert sentence[:40] not in body, path


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
