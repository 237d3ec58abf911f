"""Makes the pictures of docs/editors-guide.md from the site as it is: ``make guide``.

Not a test (its name keeps it out of the test run), but made like one: a fresh database, a live server, a Chromium.
"""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.models import Citation
from articles.models.counts import refresh_events
from tests import factories as make
from tests.browser.conftest import browser_type_launch_args, watched  # noqa: F401 (fixtures)

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "guide"
PASSWORD = "a chief editor's long password"
WASHINGTON = (
    "WASHINGTON, May 18 - Two days of talks ended on Friday. “China will buy two hundred billion dollars more,” Avery "
    "Stone said.\n\nThe delegations parted without a joint appearance. A statement is expected on Saturday."
)
BEIJING = (
    "BEIJING, May 18 - A spokesman denied the figure on Friday. “This rumour is not true,” he told reporters.\n\nThe talks "
    "were constructive, he added."
)


def make_desk():
    """A round of talks that two articles tell of differently, and proposals that wait."""
    User.objects.create_superuser("editor", password=PASSWORD)
    event = make.make_event(
        "Second round of talks in Washington", slug="washington-round", city="Washington",
        earliest=date(2018, 5, 17), latest=date(2018, 5, 18),
    )  # fmt: skip
    official = make.make_official("Avery Stone", slug="avery-stone")
    make.make_post(official, "Trade Envoy", start=date(2017, 2, 1))
    make.make_participation(event, official, role="lead")
    articles = [
        make.make_article(title, text=text, publisher=make.make_publisher(name, side=side))
        for title, text, name, side in (
            ("Envoy names a figure", WASHINGTON, "The Harbour Gazette", "us"),
            ("Spokesman denies the figure", BEIJING, "The Morning Chronicle", "china"),
        )
    ]
    for article, words in zip(
        articles, ("Two days of talks ended on Friday.", "The talks were constructive"), strict=True
    ):
        text = article.texts.get()
        body = text.text.replace("\n", " ")
        start = body.index(words)
        Citation.objects.create(
            event=event, article=article, relation="report", score=0.93, reasons=["The days fit.", "The place is named."],
            evidence_text=text, evidence_start=start, evidence_end=start + len(words),
        )  # fmt: skip
    dispute = make.make_dispute(event, "Was a figure of $200 billion offered?", slug="two-hundred-billion")
    refresh_events()
    return event, dispute, articles


@pytest.fixture
def desk(transactional_db):
    return make_desk()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_pictures(watched, desk, tmp_path):  # noqa: F811 (the fixture)
    _, dispute, articles = desk
    page, home = watched, watched.home
    page.set_viewport_size({"width": 1100, "height": 640})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")

    def picture(name):
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    page.goto(f"{home}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    picture("first-page")
    page.goto(f"{home}/admin/queue/")
    picture("queue")
    page.goto(f"{home}/admin/articles/dispute/{dispute.pk}/answer/?text={articles[0].texts.get().pk}")
    page.locator(".pick-sentences label").nth(1).click()
    picture("answer")
    page.goto(f"{home}/admin/articles/article/{articles[0].pk}/cite/")
    picture("cite")
    page.goto(f"{home}/admin/articles/pendingdocument/add/")
    picture("add-by-hand")
    page.goto(f"{home}/admin/articles/event/import/")
    path = tmp_path / "events.csv"
    path.write_text("slug,city,venue\nwashington-round,Washington,Treasury Building\n")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Show what would change").click()
    picture("import")
    page.goto(f"{home}/admin/radar/")
    picture("radar")
