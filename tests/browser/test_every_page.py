"""Every page in light and dark, wide and narrow: no accessibility violation, no sideways scroll, no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

PATHS = [
    "/",
    "/?kind=summit&year=2017&unreviewed=1&page=x",
    "/?q=quinoa",
    "/?q=tariffs+candid&from=2017-05&to=2019&present=both&asof=2019-02-30",
    "/?asof=2018-05-20",
    "/events/geneva-round/?unreviewed=1",
    "/events/geneva-round/?asof=2019-05-17",
    "/officials/attendance/",
    "/officials/attendance/?year=2017",
    "/compare/",
    "/compare/?a=geneva-round&b=meeting-3",
    "{article}",
    "/officials/",
    "/officials/avery-stone/",
    "/disputes/",
    "/about/",
    "/nothing/",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter(e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width && !(e.tagName === 'A' && s.display === 'inline') && !e.closest('svg') && !e.closest('label, .skip')
      && (r.width < 24 || r.height < 24); })
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_page_is_accessible(browser, live_server, chronology, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security" in message.text else None,
    )
    for path in PATHS:
        page.goto(live_server.url + path.format(article=chronology["article"].get_absolute_url()))
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(SMALL_TARGETS) == [], path
    context.close()
    assert complaints == []


def test_forced_colours_keep_the_sides_apart(browser, live_server):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{live_server.url}/events/geneva-round/")
    assert page.locator(".lane .side").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert Axe().run(page, options={"runOnly": RULES}).violations_count == 0
    context.close()


def test_printed_pages_drop_the_furniture_and_open_the_details(browser, live_server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(live_server.url)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator(".event").first.is_visible()
    context.close()


def test_nothing_moves_for_readers_who_asked_for_less_motion(browser, live_server):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(live_server.url)
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
