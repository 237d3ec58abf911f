"""The contract: every public address, what it answers with, and what becomes of those that lead to nothing now."""

import json
import re
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from django.contrib.auth.models import User
from django.urls import get_resolver

from articles.curation.addresses import keep_address
from articles.curation.decisions import unpublish_events
from articles.curation.merging import merge_events
from articles.formats.kinds import FORMATS, OFFERED
from articles.models import Article, Event, Publisher, Series, Topic
from articles.models.edition import Edition
from articles.models.revision import keep_revisions
from articles.views import robots
from tests.factories import make_event

pytestmark = pytest.mark.django_db

PAGES = [
    *("/", "/officials/", "/officials/attendance/", "/compare/", "/disputes/", "/about/", "/data/"),
    *("/events/geneva-round/", "/events/geneva-round/cite/", "/events/geneva-round/revisions/"),
    *("/events/geneva-round/revisions/1/", "/officials/avery-stone/", "/articles/{key}/"),
    *("/embed/timeline/", "/embed/events/geneva-round/", "/api/v1/docs"),
]
DATA = [
    *(f"/timeline.{suffix}" for suffix in OFFERED["timeline"]),
    *(f"/events/geneva-round.{suffix}" for suffix in OFFERED["event"]),
    *(f"/officials/avery-stone.{suffix}" for suffix in OFFERED["official"]),
    *(f"/articles/{{key}}.{suffix}" for suffix in OFFERED["article"]),
    *("/events/geneva-round/revisions/1.json", "/oembed/?url=http://testserver/events/geneva-round/"),
]
API = [
    *("events", "events/geneva-round", "articles", "articles/{key}", "officials", "officials/avery-stone"),
    *("quotations", "citations", "stories", "openapi.json"),
]
FILES = ["/robots.txt", "/.well-known/security.txt", "/sitemap.xml", "/sitemap-events.xml"]
PUBLIC = [*PAGES, *DATA, *(f"/api/v1/{path}" for path in API), *FILES]

NAMES = {
    *("timeline", "event", "article", "officials", "attendance", "official", "compare", "disputes", "about"),
    *(
        "data",
        "timeline_data",
        "event_data",
        "cite",
        "revisions",
        "revision",
        "revision_data",
        "official_data",
    ),
    *("article_data", "embed_timeline", "embed_event", "oembed", "robots_txt", "security_txt", "sitemap"),
    "sitemap_part",
}
"""Names that must not go, for addresses are for good. A new one joins the list."""


@pytest.fixture
def key(rich):
    return Article.objects.get(title__startswith="Envoys part").key


def test_every_public_address_answers(client, key):
    for path in PUBLIC:
        response = client.get(path.format(key=key))
        assert response.status_code == 200, path
        assert response.getvalue(), path


def test_no_address_goes():
    patterns = get_resolver("articles.urls").url_patterns
    assert {pattern.name for pattern in patterns} >= NAMES


def test_data_may_be_read_by_pages_of_other_sites(client, key):
    for path in [*DATA, "/api/v1/events"]:
        path = path.format(key=key)
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*", path
        asked_first = client.options(path)
        assert asked_first.status_code == 204, path
        assert "If-None-Match" in asked_first.headers["Access-Control-Allow-Headers"], path


def test_pages_may_not(client, key):
    for path in PAGES:
        response = client.get(path.format(key=key))
        assert "Access-Control-Allow-Origin" not in response.headers or path.startswith("/api/"), path


def test_who_has_it_already_gets_nothing(client, key):
    for path in [*DATA[:-1], "/api/v1/events"]:
        path = path.format(key=key)
        tag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.getvalue()) == (304, b""), path


def test_a_change_makes_the_tag_another_one(client, rich):
    tag = client.get("/timeline.csv").headers["ETag"]
    unpublish_events([Event.objects.get(slug="some-call")], None)
    assert client.get("/timeline.csv", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("model", [Publisher, Topic, Series])
def test_so_does_another_name_of_a_neighbour(client, rich, model):
    tag = client.get("/timeline.json").headers["ETag"]
    Edition.objects.update(writer=None)  # as if the rows came in another transaction than the change
    model.objects.update(name="Renamed")
    assert client.get("/timeline.json", headers={"if-none-match": tag}).status_code == 200


def is_in_format(suffix, body):
    match suffix:
        case "json" | "jsonld" | "timelinejs.json" | "csl.json":
            return bool(json.loads(body))
        case "csv":
            return body.startswith(b"status,error\r\n")
        case "ics":
            return bool(icalendar.Calendar.from_ical(body).walk("VJOURNAL"))
        case "atom":
            return not feedparser.parse(body).bozo
        case "bib":
            return body.startswith(b"@comment{")
    return body.startswith(b"TY  - GEN\r\n")


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_unknown_id_is_told_in_the_format_asked_for(client, suffix):
    response = client.get(f"/events/nothing-here.{suffix}")
    assert response.status_code == 404
    assert is_in_format(suffix, response.content)


@pytest.mark.parametrize("suffix", OFFERED["timeline"])
def test_a_malformed_filter_is_told_in_the_format_asked_for(client, suffix):
    response = client.get(f"/timeline.{suffix}?year=abc")
    assert response.status_code == 400
    assert is_in_format(suffix, response.content)


@pytest.mark.parametrize("path", ["/timeline.xyz", "/timeline.bib", "/events/geneva-round.exe"])
def test_an_unknown_suffix_is_told_which_there_are(client, rich, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b".json" in response.content


def test_an_old_slug_leads_to_the_new_one(client, rich):
    rich.slug = "geneva-two"
    rich.save()
    keep_address(rich, "geneva-round")
    for path, to in [
        ("/events/geneva-round/", "/events/geneva-two/"),
        ("/events/geneva-round.ics", "/events/geneva-two.ics"),
    ]:
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, to)
    assert client.get("/events/geneva-two/revisions/1/").status_code == 200


def test_a_merged_address_leads_on_with_a_note(client, rich):
    merge_events(rich, Event.objects.get(slug="some-call"), None, "Two reports of one meeting.")
    response = client.get("/events/some-call/", follow=True)
    assert response.redirect_chain == [("/events/geneva-round/?merged=some-call", 301)]
    assert "“Some call” was merged into this event: Two reports of one meeting" in response.content.decode()
    assert client.get("/events/some-call.json").headers["Location"] == "/events/geneva-round.json"
    assert client.get("/events/some-call/revisions/1/").status_code == 200


def test_what_was_withdrawn_says_so_and_why(client, rich):
    editor = User.objects.create_user("editor")
    unpublish_events([rich], editor, "The source was a forgery.")
    page = client.get("/events/geneva-round/")
    assert page.status_code == 410
    assert "The source was a forgery." in page.content.decode()
    for path in ("/events/geneva-round.json", "/events/geneva-round/revisions/1.json"):
        told = client.get(path)
        assert (told.status_code, told.json()["status"]) == (410, 410)
        assert "forgery" in told.json()["detail"]
    assert client.get("/embed/events/geneva-round/").status_code == 410


def test_what_was_never_public_is_simply_not_there(client, rich):
    unpublish_events([Event.objects.get(slug="hidden")], None, "secret plans")
    make_event("Draft", slug="draft", is_published=False)
    keep_revisions()
    for slug in ("draft", "hidden", "proposed"):
        assert client.get(f"/events/{slug}/").status_code == 404
        assert client.get(f"/events/{slug}.json").status_code == 404


def test_pages_name_their_data(client, key):
    for path, alternate in [
        ("/?year=2018", "/timeline.csv?year=2018"),
        ("/events/geneva-round/", "/events/geneva-round.ics"),
        ("/officials/avery-stone/", "/officials/avery-stone.atom"),
        (f"/articles/{key}/", f"/articles/{key}.ris"),
    ]:
        page = client.get(path).content.decode()
        assert re.search(rf'<link rel="alternate" type="[^"]+" href="{re.escape(alternate)}"', page), path
        assert f'<a href="{alternate}"' in page


def test_what_nobody_reviewed_is_hidden_unless_asked_for(client, rich):
    assert client.get("/events/proposed.json").status_code == 404
    assert client.get("/events/proposed.json?unreviewed=1").json()["event"]["review"] == "proposed"
    assert "Perhaps about it" not in client.get("/events/geneva-round.json").content.decode()
    assert "Perhaps about it" in client.get("/events/geneva-round.json?unreviewed=1").content.decode()


def test_a_look_back_hides_what_came_later(client, rich):
    record = client.get("/events/geneva-round.json?asof=2018-05-17").json()["event"]
    assert (record["summary"], record["outcome"], record["status"]) == ("", "", None)
    assert record["sources"] == record["accounts"] == []


def test_the_map_lists_the_events_shown(client, rich):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own)
    assert len(index) == 4
    events = client.get("/sitemap-events.xml").content.decode()
    assert "/events/geneva-round/" in events
    assert "hidden" not in events


def test_a_large_map_comes_in_pages(client, rich, monkeypatch):
    monkeypatch.setattr(robots.Events, "limit", 3)
    index = client.get("/sitemap.xml").content.decode()
    addresses = [
        one.replace("&amp;", "&") for one in re.findall(r"<loc>([^<]*sitemap-events[^<]*)</loc>", index)
    ]
    assert len(addresses) == 3
    listed = [
        slug
        for one in addresses
        for slug in re.findall(r"/events/([^/]+)/", client.get(one).content.decode())
    ]
    assert len(listed) == len(set(listed)) == 8


def test_robots_and_security(client, settings):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
    settings.SECURITY_CONTACT = "https://talks.example/contact"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: https://talks.example/contact\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.M)
