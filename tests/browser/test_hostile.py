"""Nothing that comes from an article or an editor runs, anywhere: every page, form, file and frame in a real Chromium."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse

from articles.curation.changes import record
from articles.models import (
    Account,
    Article,
    Citation,
    Event,
    Official,
    PendingDocument,
    Proposal,
    Publisher,
    RoundLabel,
)
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions
from tests import factories as make
from tests.security.hostile import ADDRESSES, MARKUP, NAMES, page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
ALL_NAMES = " ".join(NAMES.values())
ALL_MARKUP = " ".join(MARKUP.values())
DATA = ("json", "csv", "ics", "atom", "jsonld", "timelinejs.json")


@pytest.fixture
def hostile(transactional_db, tmp_path):
    """Every kind of row with hostile words, and every hostile article read and linked to the event."""
    make.make_official(f"Jordan Vale {ALL_NAMES}"[:190], slug="jordan-vale", chinese_name="<b>x</b>")
    event = make.make_event(
        f"Oslo {ALL_NAMES}"[:190], slug="oslo", city=NAMES["markup"], country=NAMES["attribute"], venue=NAMES["end of script"],
        summary=ALL_MARKUP, earliest=date(2019, 3, 4),
    )  # fmt: skip
    other = make.make_event(f"Other {NAMES['markup']}", slug="other")
    for number, kind in enumerate(MARKUP):
        (tmp_path / f"{number:02d}.html").write_text(page(kind))
    call_command("ingest", str(tmp_path), verbosity=0)
    assert Article.objects.count() >= len(MARKUP) - 3
    Publisher.objects.update(name=NAMES["markup"])
    official = Official.objects.get(slug="jordan-vale")
    make.make_post(official, ALL_NAMES[:190], source_url=ADDRESSES[0])
    make.make_participation(event, official)
    dispute = make.make_dispute(event, ALL_MARKUP[:400])
    make.make_account(event, "us", ALL_MARKUP, dispute=dispute, speaker=official)
    make.make_account(event, "china", ALL_MARKUP)
    make.make_step(make.make_commitment(event, NAMES["markup"]), text=ALL_MARKUP, due_on=date(2019, 3, 5))
    RoundLabel.objects.create(event=event, label=NAMES["markup"], counted_by=NAMES["attribute"])
    for number, address in enumerate(ADDRESSES):
        article = make.make_article(
            NAMES["markup"] + str(number), url=address, text=ALL_MARKUP, byline=ALL_NAMES[:200]
        )
        Article.objects.filter(pk=article.pk).update(licence="CC0-1.0")
        make.make_citation(event, article, evidence=ALL_MARKUP[:300], note=ALL_MARKUP)
    for article in Article.objects.exclude(citations__event=event):
        make.make_citation(event, article, state="proposed" if article.pk % 2 else "accepted")
    Article.objects.update(licence="CC0-1.0")
    last = Article.objects.last()
    Proposal.objects.create(
        kind="participant",
        key="p",
        event=other,
        official=official,
        article=last,
        text_sha256="0",
        reason=ALL_MARKUP,
    )
    PendingDocument.objects.create(
        form="text", name=NAMES["markup"], error=ALL_MARKUP, state="failed", url=ADDRESSES[0]
    )
    record(event, "summary", ALL_MARKUP, ALL_MARKUP[::-1], None)
    Citation.objects.filter(article=last).update(reasons=[ALL_MARKUP, NAMES["markup"]])
    refresh_events([event.pk, other.pk])
    keep_revisions()
    return event


@pytest.fixture
def spied(page, live_server, hostile):
    """The browser as an administrator, with all that a page should never do: dialogs, complaints, requests elsewhere."""
    page.wrong = []
    page.on("dialog", lambda dialog: (page.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: page.wrong.append(f"error {error}"))
    page.on(
        "request",
        lambda request: (
            page.wrong.append(f"request {request.url}") if is_foreign(request.url, live_server.url) else None
        ),
    )
    page.on(
        "console",
        lambda said: (
            page.wrong.append(f"console {said.text}")
            if "Content Security" in said.text or "Refused" in said.text
            else None
        ),
    )
    page.home = live_server.url
    return page


def is_foreign(url, home):
    return not url.startswith((home, "data:", "blob:", "about:"))


def look_at(spied, paths):
    """Open each page, press what could be pressed, and give what went wrong by page."""
    found = {}
    for path in paths:
        spied.wrong.clear()
        answer = spied.goto(spied.home + path)
        spied.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
        bad = spied.evaluate(HANDLERS)
        wrong = [*spied.wrong, *bad, *([f"status {answer.status}"] if answer.status >= 500 else [])]
        if wrong:
            found[path] = wrong[:5]
    return found


HANDLERS = """() => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a =>
  /^on|^hx-on|^data-hx-on|^srcdoc$|^formaction$/.test(a.name) || /^\\s*(javascript|data|vbscript):/i.test(a.value) && /href|src|action/.test(a.name)
    && !a.value.startsWith('data:,') && !a.value.startsWith('data:image')
  ).map(a => e.tagName + ' ' + a.name + '=' + a.value.slice(0, 60)))"""


def readers_paths(event):
    yield from (
        "/",
        "/?unreviewed=1",
        "/?q=tariffs",
        f"/?q={'%3Cimg+src%3Dx+onerror%3Dalert(1)%3E'}",
        "/?asof=2019-03-20",
    )
    yield from (
        f"/events/{event.slug}/",
        f"/events/{event.slug}/?unreviewed=1",
        f"/events/{event.slug}/cite/",
        f"/events/{event.slug}/revisions/",
    )
    yield from (
        f"/events/{event.slug}/revisions/1/",
        "/officials/",
        "/officials/attendance/",
        "/disputes/",
        "/compare/?a=oslo&b=other",
    )
    yield from (
        "/data/",
        "/about/",
        "/embed/timeline/",
        f"/embed/events/{event.slug}/",
        "/officials/jordan-vale/",
        "/nothing/<script>alert(1)</script>/",
    )
    for article in Article.objects.all():
        yield article.get_absolute_url()


def test_readers_pages_run_nothing(spied, hostile):
    assert look_at(spied, readers_paths(hostile)) == {}
    assert (
        look_at(
            spied,
            [
                f"{path}{'&' if '?' in path else '?'}lang=zh-hans"
                for path in list(readers_paths(hostile))[:12]
            ],
        )
        == {}
    )


def desk_paths():
    from django.contrib import admin

    yield from ("/admin/", reverse("admin:queue"), reverse("admin:radar"))
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        for row in list(model._base_manager.order_by("-pk")[:2]):
            yield reverse(f"admin:{name}_change", args=[row.pk])
            yield reverse(f"admin:{name}_history", args=[row.pk])
            if model in (Event, Account):
                yield reverse(f"admin:{name}_delete", args=[row.pk])


def test_the_desk_runs_nothing(spied, client, hostile):
    client.force_login(User.objects.create_superuser("root"))
    spied.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": spied.home}]
    )
    assert look_at(spied, desk_paths()) == {}


FOREIGN = ("text/csv", "text/calendar", "application/", "text/plain", "text/xml", "application/atom+xml")


def test_files_are_never_taken_for_pages(client, hostile):
    """Formats, API and exports: a type that no browser renders as HTML, and nosniff."""
    article = Article.objects.last()
    paths = [f"/timeline.{kind}" for kind in DATA] + [f"/events/oslo.{kind}" for kind in DATA]
    paths += [
        "/events/oslo.bib",
        "/events/oslo.ris",
        "/events/oslo.csl.json",
        f"{article.get_absolute_url().rstrip('/')}.json",
    ]
    paths += [
        "/api/v1/events",
        "/api/v1/events/oslo",
        "/api/v1/articles",
        "/api/v1/officials",
        "/oembed/?url=http://testserver/events/oslo/",
    ]
    paths += ["/sitemap.xml", "/sitemap-events.xml", "/robots.txt"]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in (200, 404), path
        assert answer.status_code == 404 or answer["Content-Type"].startswith(FOREIGN), path
        assert answer["X-Content-Type-Options"] == "nosniff"
        if "xml" in answer["Content-Type"] and answer.status_code == 200:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"<script" not in body, path
            assert b"<img" not in body, path
