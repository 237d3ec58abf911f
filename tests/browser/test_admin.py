"""The editors' pages in a browser: nothing offends the Content-Security-Policy, everything works and can be read."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.models import Citation, Event, EventAlias
from tests import factories as make

pytestmark = [
    pytest.mark.browser,
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = "a chief editor's long password"
TEXT = "It rained. The envoys met in Geneva on Friday. <b>They</b> ate."


@pytest.fixture
def proposals(transactional_db):
    """An event with something of everything and three proposed sources."""
    User.objects.create_superuser("chief", password=PASSWORD)
    event = make.make_event("Geneva round", slug="geneva-round", city="Geneva")
    make.make_event("Madrid round", slug="madrid-round")
    official = make.make_official("Avery Stone")
    make.make_post(official)
    make.make_participation(event, official)
    make.make_account(event, dispute=make.make_dispute(event), speaker=official)
    EventAlias.objects.create(event=event, name="The thaw")
    for number in range(3):
        article = make.make_article(f"Envoys meet {number}", text=TEXT, publisher=make.make_publisher())
        make.make_citation(
            event, article, evidence="in Geneva", state="proposed", score=0.9, reasons=["The place is named."]
        )
    return event


def log_in(page, home):
    page.goto(f"{home}/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def paths(event):
    citation, official = event.citations.first(), event.participations.first().official
    return [
        "/admin/",
        "/admin/queue/",
        "/admin/articles/citation/",
        f"/admin/articles/citation/{citation.pk}/change/",
        "/admin/articles/event/",
        f"/admin/articles/event/{event.pk}/change/",
        "/admin/articles/article/",
        f"/admin/articles/article/{citation.article.pk}/change/",
        f"/admin/articles/articletext/{citation.evidence_text.pk}/change/",
        f"/admin/articles/official/{official.pk}/change/",
        "/admin/articles/change/",
        "/admin/articles/merge/",
    ]


def test_no_page_of_the_admin_offends_the_policy_or_scrolls_sideways(watched, proposals):
    watched.set_viewport_size({"width": 360, "height": 800})
    log_in(watched, watched.home)
    for path in paths(proposals):
        watched.goto(watched.home + path, wait_until="networkidle")
        assert watched.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert watched.complaints == []
    assert all(url.startswith((watched.home, "data:")) for url in watched.requests)


def test_an_inline_style_would_be_complained_of(watched, proposals):
    log_in(watched, watched.home)
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    expect(watched.locator("body > p:last-child")).to_be_attached()
    assert any("Content Security Policy" in complaint for complaint in watched.complaints)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_pages_of_the_admin_are_accessible(browser, live_server, proposals, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    log_in(page, live_server.url)
    for path in paths(proposals)[:6]:
        page.goto(live_server.url + path, wait_until="networkidle")
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()


def test_an_editor_accepts_the_proposals_of_the_queue(watched, proposals):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/articles/citation/")
    expect(watched.locator(".evidence mark").first).to_have_text("in Geneva")
    watched.locator("#action-toggle").check()
    watched.get_by_label("Action:").select_option(label="Accept")
    watched.get_by_label("Reason").fill("read them all")
    watched.get_by_role("button", name="Go").click()
    expect(watched.get_by_text("Accepted: 3.")).to_be_visible()
    assert Event.objects.get(pk=proposals.pk).article_count == 3
    assert watched.complaints == []


def test_another_event_is_chosen_by_typing(watched, proposals):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/articles/citation/{Citation.objects.first().pk}/change/")
    watched.locator(".field-event .select2-selection").click()
    watched.locator(".select2-search__field").fill("madrid")
    watched.get_by_role("option", name="Madrid round").click()
    watched.get_by_role("button", name="Save", exact=True).first.click()
    expect(watched.locator(".messagelist .success")).to_be_visible()
    assert Citation.objects.get(event__slug="madrid-round").state == "accepted"
    assert watched.complaints == []


def test_a_participant_an_alias_and_a_source_are_added_on_the_page_of_the_event(watched, proposals):
    make.make_official("Lin Bo", side="china")
    make.make_article("A later report")
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/articles/event/{proposals.pk}/change/")
    for group, typed in (("participations", "Lin"), ("citations-2", "later")):
        watched.locator(f"#{group}-group .add-row a").click()
        watched.locator(
            f"#{group}-group .dynamic-{group} .select2-selection"
        ).last.scroll_into_view_if_needed()
        watched.locator(
            f"#{group}-group tr.dynamic-{group}:not(.has_original) .select2-selection"
        ).first.click()
        watched.locator(".select2-search__field").last.fill(typed)
        watched.locator(".select2-results__option--highlighted").filter(has_text=typed).click()
    watched.locator("#id_citations-2-0-relation").select_option("report")
    watched.locator("#aliases-group .add-row a").click()
    watched.locator("#id_aliases-1-name").fill("Geneva talks")
    watched.get_by_role("button", name="Save", exact=True).first.click()
    expect(watched.locator(".messagelist .success")).to_be_visible()
    assert proposals.participations.count() == 2
    assert proposals.aliases.count() == 2
    assert proposals.citations.get(article__title="A later report").state == "accepted"
    assert watched.complaints == []


def test_two_events_are_merged_and_parted_again(watched, proposals):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/articles/event/")
    watched.locator("#action-toggle").check()
    watched.get_by_label("Action:").select_option(label="Merge into one…")
    watched.get_by_role("button", name="Go").click()
    expect(watched.get_by_text("3 citations")).to_be_visible()
    watched.get_by_label("Madrid round").check()
    watched.get_by_role("button", name="Merge").click()
    expect(watched.locator(".messagelist .success")).to_be_visible()
    assert Event.objects.get().slug == "madrid-round"
    watched.goto(f"{watched.home}/admin/articles/merge/")
    watched.locator("#action-toggle").check()
    watched.get_by_label("Action:").select_option(label="Undo")
    watched.get_by_role("button", name="Go").click()
    expect(watched.locator(".messagelist .success")).to_be_visible()
    assert proposals.citations.count() == 3
    assert watched.complaints == []
