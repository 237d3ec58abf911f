"""Pages in Chinese in a real browser: accessible, as wide as the screen, and the switch keeps the view."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .test_every_page import RULES

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


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_chinese_pages_are_accessible(browser, live_server, chronology, scheme, width):
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, locale="zh-CN"
    )
    page = context.new_page()
    for path in PATHS:
        page.goto(live_server.url + path.format(article=chronology["article"].get_absolute_url()))
        assert page.evaluate("document.documentElement.lang") == "zh-Hans", path
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
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
