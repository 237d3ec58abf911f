"""Pages a reader has already are "not modified", without rendering; whatever readers see makes them new."""

from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.template import Template
from django.test.utils import CaptureQueriesContext

from articles.curation.decisions import refuse_citations
from articles.models import Article, ArticleText, Citation, Official
from tests.factories import (
    begin_another_transaction,
    make_account,
    make_article,
    make_citation,
    make_event,
    make_official,
    make_participation,
    make_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(client):
    """An event with a source, an official and a proposed source; the addresses of one page of each kind."""
    event = make_event("Round of talks in Geneva", slug="geneva")
    official = make_official("Avery Stone", slug="avery-stone")
    make_participation(event, official)
    make_account(event, side="us", text="Talks were constructive.")
    article = make_article("Envoys meet", text="Envoys met in Geneva.")
    make_citation(event, article, state="accepted")
    make_citation(
        event, make_article("Rumours of a meeting", text="A meeting is rumoured."), state="proposed"
    )
    begin_another_transaction()
    return {
        "timeline": "/", "filtered": "/?year=2018&kind=round", "search": "/?q=geneva", "event": event.get_absolute_url(),
        "event as of": f"{event.get_absolute_url()}?asof=2018-06-01", "article": article.get_absolute_url(),
        "officials": "/officials/", "official": official.get_absolute_url(), "attendance": "/officials/attendance/",
        "compare": "/compare/", "disputes": "/disputes/", "about": "/about/", "data": "/data/",
    }  # fmt: skip


PAGES = (
    "timeline", "filtered", "search", "event", "event as of", "article", "officials", "official", "attendance", "compare",
    "disputes", "about", "data",
)  # fmt: skip


def mark(client, address, **headers):
    return client.get(address, headers=headers)["ETag"]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_the_reader_has_is_answered_without_rendering_it(
    client, site, kind, django_assert_max_num_queries
):
    etag = mark(client, site[kind])
    with django_assert_max_num_queries(2), patch.object(Template, "render", side_effect=AssertionError):
        answer = client.get(site[kind], headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == etag


def edit_title(event):
    event.title = "Second round"
    event.save()


def say_more(event):
    make_account(event, side="china", text="Beijing saw progress.")


def rename(event):
    Official.objects.update(name="A. Stone")


def accept(event):
    Citation.objects.filter(state="proposed").update(state="accepted")


def withdraw(event):
    Citation.objects.filter(state="accepted").update(state="refused")


def headline(event):
    Article.objects.filter(title="Envoys meet").update(title="Envoys part")


@pytest.mark.parametrize("change", [edit_title, say_more, rename, accept, withdraw, headline])
def test_what_readers_see_makes_the_pages_new(client, site, change):
    before = [mark(client, site[page]) for page in PAGES]
    change(Citation.objects.first().event)
    after = [mark(client, site[page]) for page in PAGES]
    assert not set(before) & set(after)


def test_an_edit_in_the_admin_makes_the_page_new(admin_client, client, site):
    event = Citation.objects.first().event
    before = mark(client, site["event"])
    page = admin_client.get(f"/admin/articles/event/{event.pk}/change/")
    form = page.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    for formset in page.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        sent |= {f"{management.prefix}-{name}": management[name].value() for name in management.fields}
        for row in formset.formset.forms:
            sent |= {row.add_prefix(name): row[name].value() for name in row.fields}
    sent = {name: value for name, value in sent.items() if value is not None} | {
        "summary": "They met for a day."
    }
    answer = admin_client.post(f"/admin/articles/event/{event.pk}/change/", sent)
    assert answer.status_code == 302, answer.context["errors"]
    assert mark(client, site["event"]) != before


def test_a_refusal_makes_the_event_new(client, site):
    before = mark(client, site["event"])
    refuse_citations(Citation.objects.filter(state="proposed"), User.objects.create(username="editor"))
    assert mark(client, site["event"]) != before


def test_a_new_proposal_makes_its_event_new_for_the_page_counts_it(client, site):
    before = mark(client, site["event"])
    make_citation(Citation.objects.first().event, make_article("More rumours"), state="proposed")
    assert mark(client, site["event"]) != before


def test_what_is_stored_but_not_shown_leaves_the_pages_as_they_are(client, site):
    others = [page for page in PAGES if page != "about"]
    before = [mark(client, site[page]) for page in others]
    other = make_event("Doubtful meeting", state="proposed", is_published=False)
    make_citation(other, make_article("Another paper", text="Somebody met somebody."), state="proposed")
    assert [mark(client, site[page]) for page in others] == before


def test_stories_that_join_leave_all_pages_but_those_of_their_articles(client, site):
    """Bulk ingestion joins stories all the time; no page counts prints that no accepted link leads to."""
    rumour = Article.objects.get(title="Rumours of a meeting")
    pages = {kind: site[kind] for kind in PAGES if kind != "article"}
    before = {kind: mark(client, address) for kind, address in pages.items()}
    own = mark(client, rumour.get_absolute_url())
    rumour.story = make_story()
    rumour.save(update_fields=["story"])
    assert {kind: mark(client, address) for kind, address in pages.items()} == before
    assert mark(client, rumour.get_absolute_url()) != own


def test_a_source_that_joins_a_story_makes_its_pages_new(client, site):
    before = {kind: mark(client, site[kind]) for kind in ("event", "article", "timeline")}
    Article.objects.filter(title="Envoys meet").update(story=make_story())
    assert all(mark(client, site[kind]) != etag for kind, etag in before.items())


def test_a_text_read_again_makes_its_pages_new(client, site):
    before = mark(client, site["article"])
    ArticleText.objects.update(extraction_version=99)
    assert mark(client, site["article"]) != before


def test_each_language_part_and_host_has_a_mark_of_its_own(client, site):
    marks = {
        mark(client, "/"),
        mark(client, "/", accept_language="zh-CN"),
        mark(client, "/", hx_request="true", hx_target="timeline"),
        mark(client, "/", hx_request="true", hx_target="more"),
        mark(client, "/", host="localhost:8001"),
        mark(client, "/?page=1"),
    }
    assert len(marks) == 6


def test_whoever_logged_in_gets_the_page_made_anew_and_nobody_keeps_it(admin_client, site):
    answer = admin_client.get(site["event"])
    assert "ETag" not in answer
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("query", ["?lang=zh-hans", "?unreviewed=1"])
def test_a_page_that_sets_a_cookie_or_shows_what_waits_has_no_mark(client, site, query):
    answer = client.get(site["event"] + query)
    assert "ETag" not in answer
    assert "private" in answer["Cache-Control"]


def test_what_is_not_there_has_no_mark(client, site):
    assert "ETag" not in client.get("/events/never-was/")


@pytest.fixture
def _keeping(settings):
    settings.KEEPS_PAGES = True
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-in-tests"},
    }
    yield
    caches["pages"].clear()


@pytest.mark.usefixtures("_keeping")
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_next_reader_gets_the_same_page_from_memory(client, site, connection_of, encoding):
    first = client.get("/", headers={"Accept-Encoding": "identity"})
    with CaptureQueriesContext(connection_of) as queries:
        second = client.get("/", headers={"Accept-Encoding": encoding})
    assert len(queries) == 1
    assert body_of(second) == first.content
    assert {name.strip() for name in second["Vary"].split(",")} >= {
        "Accept-Language",
        "Cookie",
        "HX-Request",
        "Accept-Encoding",
    }
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


@pytest.mark.usefixtures("_keeping")
def test_pages_from_memory_follow_an_edit(client, site):
    client.get(site["event"])
    edit_title(Citation.objects.first().event)
    assert "Second round" in client.get(site["event"]).content.decode()


@pytest.mark.usefixtures("_keeping")
def test_editors_pages_are_never_taken_from_memory_or_put_there(admin_client, client, site):
    admin_client.get(site["event"])
    page = client.get(site["event"])
    assert "Editors’ desk" not in page.content.decode()
    assert "Editors’ desk" in admin_client.get(site["event"]).content.decode()


@pytest.fixture
def connection_of():
    from django.db import connection

    return connection


def body_of(answer):
    import gzip

    return gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content


def test_rows_that_were_rendered_before_follow_an_edit(client, site):
    client.get("/")
    assert "Round of talks in Geneva" in client.get("/?year=2018").content.decode()
    edit_title(Citation.objects.first().event)
    assert "Second round" in client.get("/?kind=round").content.decode()


def test_a_list_of_rows_known_by_now_loads_no_event(client, site):
    client.get("/")
    with patch("articles.templatetags.rows.keep_row", side_effect=AssertionError):
        assert "Round of talks in Geneva" in client.get("/?year=2018").content.decode()
