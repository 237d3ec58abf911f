"""The marks in a text, in a browser: their reasons are seen on focus and under the pointer, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.paths import address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@pytest.mark.parametrize("width", [1280, 320])
def test_without_scripts_a_reason_is_seen_on_focus_and_under_the_pointer(
    browser, live_server, chronology, width
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address(live_server.url, "{article}", chronology))
    for mark in page.locator(".text .marked:has(a)").all():
        note = mark.locator(".note")
        expect(note).to_be_hidden()
        mark.locator("a").focus()
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    day = page.locator(".text .is-date")
    page.locator("h1").click()
    day.hover()
    expect(day.locator(".note")).to_contain_text("17 May 2019: the Friday before")
    context.close()


def test_escape_hides_the_note_and_the_next_mark_shows_its_own(page, live_server, chronology):
    page.goto(address(live_server.url, "{article}", chronology))
    first, second = page.locator(".text .marked:has(a)").all()[:2]
    first.locator("a").focus()
    page.keyboard.press("Escape")
    expect(first.locator(".note")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(second.locator(".note")).to_be_visible()


def test_a_mark_leads_to_the_row_that_says_more(page, live_server, chronology):
    page.goto(address(live_server.url, "{article}", chronology))
    page.locator(".text .is-date a").click()
    assert page.locator("tr:target").inner_text().startswith("Friday")
