"""An editor's work at the desk in a browser: a dispute with evidence, an import, a text added by hand; and every page."""

import contextlib
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Account, Dispute, Event, PendingDocument
from tests import factories as make
from tests.admin.conftest import make_chronology

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

PASSWORD = "a chief editor's long password"
US = "It rained. “China will buy more soybeans,” Avery Stone said in Geneva. Nobody ate."
CHINA = "The sun shone. The rumour of soybeans is not true, a spokesman said. Nobody drank."


@pytest.fixture
def desk(transactional_db):
    User.objects.create_superuser("chief", password=PASSWORD)
    event = make.make_event("Geneva round", slug="geneva-round", city="Geneva")
    for title, text in (("Soybeans promised", US), ("Soybeans denied", CHINA)):
        make.make_citation(event, make.make_article(title, text=text, publisher=make.make_publisher()))
    return event


def log_in(page, home):
    page.goto(f"{home}/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def answer(page, article, sentence, side, modality):
    """Write an answer to the dispute on the page, from a sentence found by one of its words."""
    page.get_by_role("link", name="Write one from a sentence of an article").click()
    page.get_by_role("link", name=article, exact=True).click()
    page.get_by_label("Find a sentence").fill(sentence)
    expect(page.locator(".pick-sentences li")).to_have_count(1)  # htmx leaves only what was found
    page.locator(".pick-sentences label").click()
    page.get_by_label("Side").select_option(side)
    page.get_by_label("The account").select_option(modality)
    page.get_by_role("button", name="Use this sentence").click()
    expect(page.locator(".messagelist .success, .messagelist .info")).to_be_visible()


def test_a_dispute_is_written_with_evidence_from_two_articles(watched, desk):
    log_in(watched, watched.home)
    dispute = Dispute.objects.create(event=desk, question="Were soybeans promised?", slug="soybeans")
    watched.goto(f"{watched.home}/admin/articles/dispute/{dispute.pk}/change/")
    answer(watched, "Soybeans promised", "soybeans", "us", "asserts")
    answer(watched, "Soybeans denied", "rumour", "china", "denies")
    said = {account.side: account.evidence for account in Account.objects.filter(dispute=dispute)}
    assert said == {
        "us": "“China will buy more soybeans,” Avery Stone said in Geneva.",
        "china": "The rumour of soybeans is not true, a spokesman said.",
    }
    watched.goto(f"{watched.home}/events/geneva-round/")
    expect(watched.get_by_text("Were soybeans promised?").first).to_be_visible()
    expect(watched.get_by_text("The rumour of soybeans is not true").first).to_be_visible()
    assert watched.complaints == []


def test_a_sentence_is_picked_without_scripts(browser, live_server, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server.url)
    article = desk.citations.first().article
    madrid = make.make_event("Madrid round", city="Madrid")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/cite/")
    page.get_by_label("Find an event").fill("madrid")
    page.get_by_label("Find a sentence").fill("rained")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("It rained.").check()
    page.get_by_label("Event", exact=False).last.select_option(str(madrid.pk))
    page.get_by_role("button", name="Use this sentence").click()
    assert madrid.citations.get().evidence == "It rained."
    context.close()


def test_an_import_is_looked_at_and_then_agreed_to(watched, desk, tmp_path):
    log_in(watched, watched.home)
    path = tmp_path / "events.csv"
    path.write_text("slug,city,earliest\ngeneva-round,Bern,2018-05-17\n")
    watched.goto(f"{watched.home}/admin/articles/event/")
    watched.get_by_role("link", name="Import").click()
    watched.get_by_label("File").set_input_files(path)
    watched.get_by_label("Reason").fill("the Swiss say so")
    watched.get_by_role("button", name="Show what would change").click()
    expect(watched.get_by_role("cell", name="Bern")).to_be_visible()
    assert Event.objects.get().city == "Geneva"
    watched.get_by_role("button", name="Import", exact=True).click()
    expect(watched.get_by_text("Changed: 1.")).to_be_visible()
    assert Event.objects.get().city == "Bern"
    assert watched.complaints == []


def test_a_pasted_text_is_read_by_the_command_and_its_result_seen(watched, desk):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/articles/pendingdocument/add/")
    watched.get_by_label("Text").fill(
        "GENEVA, May 18, 2018 - Envoys of the United States and China met in Geneva for trade talks, officials said."
    )
    watched.get_by_label("Headline").fill("Envoys meet again")
    watched.get_by_role("button", name="Add").click()
    expect(watched.get_by_text("waiting for the next reading").first).to_be_visible()
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("ingest", pending=True)
    watched.reload()
    watched.locator("#result_list").get_by_role("link", name="Envoys meet again").last.click()
    assert PendingDocument.objects.get().state == "stored"
    assert watched.complaints == []


def addresses():
    """Every page of the admin that opens by itself, and for each kind of row its list, its form and what we added."""
    found = ["/admin/", "/admin/radar/", "/admin/queue/", "/admin/password_change/", "/admin/articles/"]
    for model, model_admin in admin.site._registry.items():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        found.append(base)
        names = {url.name for url in model_admin.urls if hasattr(url, "name")}
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if f"{prefix}import" in names:
            found.append(f"{base}import/")
        row = model._base_manager.order_by("pk").first()
        found.append(f"{base}add/")
        if row is not None:
            own = {"change", "delete", "history", "evidence", "answer", "cite", "split"}
            found += [f"{base}{row.pk}/{name}/" for name in sorted(own) if f"{prefix}{name}" in names]
    return found


OURS = ["/radar/", "/import/", "/pendingdocument/add/", "/evidence/", "/answer/", "/cite/", "/queue/"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_every_page_keeps_the_policy_and_fits_a_narrow_screen(browser, live_server, desk):
    make_chronology(1)
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    complaints, faults = [], []
    page.on(
        "console", lambda one: complaints.append(f"{page.url}: {one.text}") if one.type == "error" else None
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    log_in(page, live_server.url)
    visited = 0
    for path in addresses():
        status = page.goto(live_server.url + path).status
        if status in (403, 404):
            complaints[:] = [one for one in complaints if "status of 40" not in one]
            continue
        visited += 1
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            faults.append(f"{path}: {width} px wide")
        if any(part in path for part in OURS):
            so_far = len(complaints)
            found = Axe().run(page, options={"runOnly": RULES})
            del complaints[so_far:]  # axe tries styles of its own, which the policy forbids as it should
            if found.violations_count:
                faults.append(f"{path}: {found.generate_report()[:600]}")
    context.close()
    assert (complaints, faults) == ([], [])
    assert visited > 70
