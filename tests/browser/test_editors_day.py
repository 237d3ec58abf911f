"""An editor's day: thirty proposals decided with the keyboard alone, an official merged and parted again, a dispute
written with evidence from two articles, a wrong date corrected and locked. Then everything is read and loaded anew, and
nothing of it has changed."""

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Count, Q
from playwright.sync_api import expect

from articles.curation import queue
from articles.curation.roles import ensure_roles
from articles.curation.rows import values_of
from articles.models import Account, Article, Change, Citation, Dispute, Event, Merge, Official, Proposal
from tests import factories as make
from tests.curation.proposals import one_of_each

pytestmark = [
    pytest.mark.browser,
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

PASSWORD = "a chief editor's long password"
SAMPLES = str(Path(settings.BASE_DIR) / "fixtures" / "articles")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DAYS_WORK = 30


def make_chief():
    chief = User.objects.create_user("chief", password=PASSWORD, is_staff=True)
    chief.groups.add(ensure_roles()["chief editor"])
    return chief


@pytest.fixture
def desk(transactional_db):
    """The chronology that ships, its sample articles as read, and a chief editor."""
    call_command("load_chronology", verbosity=0)
    call_command("ingest", SAMPLES, stdout=io.StringIO())
    return make_chief()


@pytest.fixture
def each(transactional_db):
    make_chief()
    return one_of_each()


def log_in(page, home):
    page.goto(f"{home}/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def decided_on_page(page, number):
    expect(page.locator(".proposal.decided")).to_have_count(number)
    expect(page.locator(":focus")).to_have_count(1)


def decide(page, key, number):
    page.keyboard.press(key)
    decided_on_page(page, number)


def decide_thirty(page):
    page.goto(f"{page.home}/admin/queue/", wait_until="networkidle")
    on_page = 0
    for number in range(DAYS_WORK):
        if on_page == queue.PAGE:
            expect(page.locator("#queue-next")).to_be_focused()
            page.keyboard.press("Enter")
            page.wait_for_url("**after=**")
            page.wait_for_selector(".proposal:focus")
            on_page = 0
        on_page += 1
        decide(page, "r" if number % 3 == 2 else "a", on_page)
    page.keyboard.press("u")
    decided_on_page(page, on_page - 1)
    expect(page.locator("#queue-said")).to_have_text("Undone: it waits again.")
    decide(page, "r", on_page)


def choose_action(page, label):
    page.get_by_label("Action:").select_option(label=label)
    page.get_by_role("button", name="Go").click()


def merge_and_part(page):
    """The official is merged into another by mistake, and parted again."""
    page.goto(f"{page.home}/admin/articles/official/?q=Rowan+Field")
    page.locator("#action-toggle").check()
    choose_action(page, "Merge into one…")
    page.get_by_label("Rowan Field", exact=True).check()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Official.objects.filter(name__contains="Rowan Field").count() == 1
    page.goto(f"{page.home}/admin/articles/merge/")
    page.locator("#action-toggle").check()
    choose_action(page, "Undo")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Official.objects.filter(name__contains="Rowan Field").count() == 2


def pick(page, place, side):
    """Write what a side says, from the first sentence of the event's article at that place of the list."""
    page.get_by_role("link", name="Write one from a sentence of an article").click()
    page.locator(".pick-articles a").nth(place).click()
    page.locator(".pick-sentences label").first.click()
    page.get_by_role("combobox", name="Side").select_option(side)
    page.get_by_role("button", name="Use this sentence").click()
    expect(page.locator(".messagelist .success, .messagelist .info")).to_be_visible()


def write_dispute(page, event):
    """Each side's account of one question, on a sentence of an article of its own."""
    page.goto(f"{page.home}/admin/articles/dispute/add/")
    page.locator("#id_question").fill("Were quinoa quotas promised?")
    choose(page, "event", event.title)
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    pick(page, 0, "us")
    pick(page, 1, "china")
    written = Account.objects.filter(dispute__question="Were quinoa quotas promised?")
    assert sorted(one.side for one in written) == ["china", "us"]
    assert all(one.evidence and one.evidence == one.text for one in written)
    assert len({one.evidence_text.article_id for one in written}) == 2


def told_by_two():
    """An event with two accepted sources whose texts we hold."""
    with_text = Q(citations__state="accepted", citations__article__texts__is_current=True)
    counted = Event.objects.published().annotate(texts=Count("citations", filter=with_text, distinct=True))
    return counted.filter(texts__gte=2).order_by("pk").first()


def choose(page, field, words):
    """Choose a row by typing, as in Django's forms."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(words)
    page.get_by_role("option", name=words).first.click()


def correct_date(page, event):
    page.goto(f"{page.home}/admin/articles/event/{event.pk}/change/")
    for field in ("earliest", "latest"):
        page.locator(f"#id_{field}").fill("2019-02-16")
    page.locator("#id_change_reason").fill("the ministry's own page says so")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".field-earliest .lock").first).to_be_visible()


def stand_of_the_day():
    """Decisions, disputes, locks and log, to the last field."""
    decided = [*Citation.objects.exclude(decided_at=None), *Proposal.objects.exclude(decided_at=None)]
    decided += [*Dispute.objects.all(), *Account.objects.all()]
    locked = [
        (row._meta.label, row.pk, row.locked_fields)
        for kind in (Article, Event, Official)
        for row in kind._base_manager.order_by("pk")
        if row.locked_fields
    ]
    log = [values_of(row) for kind in (Change, Merge) for row in kind.objects.order_by("pk")]
    return sorted(str(values_of(row)) for row in decided), locked, log


def test_an_editors_day(watched, desk):
    for name in ("Rowan Field", "R. Rowan Field"):
        make.make_official(name)
    event = Event.objects.published().filter(granularity="day").order_by("pk").first()
    log_in(watched, watched.home)
    decide_thirty(watched)
    merge_and_part(watched)
    write_dispute(watched, told_by_two())
    correct_date(watched, event)
    assert watched.complaints == []

    decisions = Change.objects.filter(field="state", undoes=None, undone_by=None, who=desk)
    assert decisions.count() == DAYS_WORK
    stand = stand_of_the_day()
    call_command("ingest", SAMPLES, stdout=io.StringIO())
    call_command("reextract", "--all", stdout=io.StringIO())
    call_command("load_chronology", verbosity=0)
    assert stand_of_the_day() == stand
    assert str(Event.objects.get(pk=event.pk).earliest) == "2019-02-16"
    said = io.StringIO()
    call_command("verify", stdout=said)
    assert said.getvalue().startswith("All is in order")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_queue_can_be_read_by_everybody(browser, live_server, each, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    log_in(page, live_server.url)
    story = each["split"].article.story
    change = make_log_entry(each["event"])
    for path in (
        "/admin/queue/",
        f"/admin/queue/{queue.token_of(each['citation'])}/",
        f"/admin/articles/story/{story.pk}/split/",
        f"/admin/articles/change/{change.pk}/change/",
    ):
        page.goto(live_server.url + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    page.goto(f"{live_server.url}/admin/queue/", wait_until="networkidle")
    page.keyboard.press("e")
    page.wait_for_selector(".proposal-form")
    page.keyboard.press("Tab")
    assert Axe().run(page, options={"runOnly": RULES}).violations_count == 0
    context.close()


def make_log_entry(event):
    return Change.objects.create(
        object_type="event",
        object_key=event.slug,
        event=event,
        field="title",
        old="a",
        new=event.title,
        who=None,
    )


def test_another_event_is_chosen_with_the_keyboard(watched, each):
    make.make_event("Madrid round", city="Madrid")
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/queue/?kind=citation", wait_until="networkidle")
    watched.keyboard.press("e")
    watched.wait_for_selector("input[type=search]:focus")
    watched.keyboard.type("madrid")
    expect(watched.get_by_label("Madrid round")).to_be_visible()  # found while typing
    watched.wait_for_load_state("networkidle")
    watched.get_by_label("Madrid round").focus()
    watched.keyboard.press("Space")
    watched.keyboard.press("Enter")
    expect(watched.locator(".proposal.decided")).to_contain_text("Corrected and accepted")
    assert Citation.objects.get(event__city="Madrid").state == "accepted"
    assert watched.complaints == []


def test_single_keys_can_be_turned_off(watched, each):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/queue/", wait_until="networkidle")
    watched.get_by_label("Single-key shortcuts").uncheck()
    watched.reload(wait_until="networkidle")
    expect(watched.get_by_label("Single-key shortcuts")).not_to_be_checked()
    watched.locator(".proposal").first.focus()
    watched.keyboard.press("a")
    watched.keyboard.press("?")
    expect(watched.locator("#queue-help")).not_to_be_visible()
    assert sum(queue.count_waiting().values()) == len(queue.KINDS)


def test_the_ticked_ones_are_refused_without_loading_the_page(watched, each):
    log_in(watched, watched.home)
    watched.goto(f"{watched.home}/admin/queue/", wait_until="networkidle")
    for _ in range(2):
        watched.keyboard.press("x")
        watched.keyboard.press("j")
    watched.get_by_role("button", name="Refuse the ticked").click()
    expect(watched.locator("#queue-said")).to_contain_text("Refused: 2 proposals")
    expect(watched.locator("#queue-total")).to_have_text("5")
    assert watched.complaints == []


def test_the_queue_works_without_scripts(browser, live_server, each):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live_server.url}/admin/queue/?kind=citation")
    page.get_by_role("button", name="Refuse", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Refused: ")
    page.get_by_role("button", name="Undo it").click()
    expect(page.locator(".messagelist")).to_contain_text("Undone")
    page.get_by_role("link", name="Edit, or another event…").click()
    page.get_by_role("button", name="Correct and accept").click()
    expect(page.locator(".messagelist")).to_contain_text("Corrected and accepted")
    assert Citation.objects.get(pk=each["citation"].pk).state == "accepted"
    context.close()
