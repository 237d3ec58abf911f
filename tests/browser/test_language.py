"""Pages in Chinese in a real browser: accessible, as wide as the screen, and the switch keeps the view."""

import pytest

from tests.browser.axe import COLOURS, violations
from tests.browser.paths import address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

PATHS = [
    "/?q=tariffs+candid&from=2017-05&present=both&asof=2019-02-30",
    "/events/geneva-round/?unreviewed=1",
    "{article}",
    "/officials/attendance/?year=2017",
    "/compare/?a=geneva-round&b=meeting-3",
    "/nothing/",
]


def test_chinese_pages_are_accessible(browser, live_server, chronology):
    context = browser.new_context(locale="zh-CN", viewport={"width": 320, "height": 900})
    page = context.new_page()
    for path in PATHS:
        page.goto(address(live_server.url, path, chronology))
        assert page.evaluate("document.documentElement.lang") == "zh-Hans", path
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == [], path
        page.emulate_media(color_scheme="light")
    context.close()


def test_the_switch_keeps_what_htmx_put_into_the_address(browser, live_server):
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url)
    page.locator(".years a").first.click()
    page.wait_for_url("**/?year=2017")

    page.locator("#languages a").click()

    assert page.url.endswith("/?year=2017&lang=zh-hans")
    assert page.locator("h1").inner_text() == "中美经贸磋商"
    page.go_back()
    assert page.url.endswith("/?year=2017")
    context.close()


def test_the_head_has_two_rows_on_a_small_screen(browser, live_server):
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(live_server.url)
    brand, switch = (page.locator(name).bounding_box() for name in (".brand", "#languages"))

    assert switch["y"] < brand["y"] + brand["height"]
    context.close()
