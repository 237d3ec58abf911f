"""Every page in every mode: no accessibility violation, no sideways scroll, and what we promise of each of them."""

from pathlib import Path

import pytest

from tests.browser.axe import COLOURS, violations
from tests.browser.paths import address, visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

SURVEY = (Path(__file__).parent / "survey.js").read_text()
MOVING = """() => document.getAnimations().map(a => a.animationName || 'transition').concat([...document.querySelectorAll('*')].filter(e => {
  const s = getComputedStyle(e);
  return parseFloat(s.transitionDuration) > 0.01 || (s.animationName !== 'none' && parseFloat(s.animationDuration) > 0.01)
    || s.scrollBehavior === 'smooth'; }).map(e => e.outerHTML.slice(0, 90)))"""
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(e => { const s = getComputedStyle(e);
  return s.overflow === 'hidden' && !e.matches('.out') && !e.closest('.out, thead')
    && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2); }).map(e => e.outerHTML.slice(0, 90))"""
SPACE_OUT = """() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet]; sheet.replaceSync(
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
  'p { margin-bottom: 2em !important }'); }"""
TOO_WIDE = (
    "() => { const w = document.documentElement.scrollWidth; return w > innerWidth ? [w + ' px'] : []; }"
)


def look_over(page):
    """What is wrong with the page that is open, by promise: it is looked at once in every mode, without loading it again."""
    wide, phone, zoomed = ({"width": w, "height": h} for w, h in ((1280, 900), (320, 640), (320, 256)))
    page.set_viewport_size(wide)
    for promise, cases in page.evaluate(SURVEY).items():
        yield promise, cases
    yield "axe, light", violations(page)
    page.emulate_media(color_scheme="dark")
    yield "axe, dark", violations(page, COLOURS)
    page.emulate_media(forced_colors="active")
    yield "axe, forced colours", violations(page, COLOURS)
    yield "no sideways scroll", page.evaluate(TOO_WIDE)
    page.set_viewport_size(phone)
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    for promise, cases in page.evaluate(SURVEY).items():
        yield f"{promise}, on a phone", cases
    yield "axe, on a phone", violations(page)
    page.emulate_media(color_scheme="dark")
    yield "axe, dark on a phone", violations(page, COLOURS)
    yield "no sideways scroll on a phone", page.evaluate(TOO_WIDE)
    yield "nothing moves for who wants no motion", page.evaluate(MOVING)
    # 1,280 by 1,024 pixels at 400 % are 320 by 256.
    page.set_viewport_size(zoomed)
    page.evaluate(SPACE_OUT)
    yield "nothing is clipped, spaced out at four times the size", page.evaluate(CLIPPED)
    yield "no sideways scroll, spaced out at four times the size", page.evaluate(TOO_WIDE)
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")


def test_every_page_keeps_its_promises_in_every_mode(page, live_server, chronology):
    complaints, wrong, titles = [], {}, {}
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security" in message.text else None,
    )
    for path in visit(page, live_server.url, chronology):
        for promise, cases in look_over(page):
            for case in cases:
                wrong.setdefault(promise, []).append((path, case))
        titles.setdefault(page.title(), []).append(path)
    assert wrong == {}
    assert complaints == []
    assert [paths for paths in titles.values() if len(paths) > 1] == []


STOPS = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const s = getComputedStyle(e), boxes = [...e.getClientRects()].filter(r => r.width > 0);
  const free = boxes.some(r => { const x = Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1),
    y = Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1), t = document.elementFromPoint(x, y);
    return t && (e.contains(t) || t.contains(e)); });
  return { place: [...document.querySelectorAll('*')].indexOf(e), free, shown: boxes.length > 0,
    outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, what: e.outerHTML.slice(0, 90) }; }"""
STOPS_TRIED = 60


def tab_through(page, key):
    """The stops of the key, from where the focus is until it leaves the page."""
    stops = []
    for _ in range(STOPS_TRIED):
        page.keyboard.press(key)
        stop = page.evaluate(STOPS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize(
    "path", ["/", "/events/geneva-round/", "{article}", "/compare/?a=geneva-round&b=meeting-3"]
)
def test_tab_goes_through_the_page_in_order_seen_and_uncovered_and_back(page, live_server, chronology, path):
    page.goto(address(live_server.url, path, chronology))
    there = tab_through(page, "Tab")
    back = tab_through(page, "Shift+Tab")
    places = [stop["place"] for stop in there]
    assert places == sorted(set(places))
    # a page with fewer stops than we try is left at its end, and entered there again
    returning = places[::-1] if len(there) < STOPS_TRIED else places[-2::-1]
    assert [stop["place"] for stop in back][: len(returning)] == returning[: len(back)]
    assert [
        stop["what"] for stop in [*there, *back] if not (stop["outline"] and stop["shown"] and stop["free"])
    ] == []


def test_each_skip_link_moves_the_focus(page, live_server, chronology):
    for path in ("/", "/events/geneva-round/", "{article}", "/nothing/"):
        page.goto(address(live_server.url, path, chronology))
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('href').slice(1)")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target, path


CONTRAST = """([selector, property, ground]) => { const e = document.querySelector(selector);
  const rgb = c => { const d = document.createElement('canvas').getContext('2d'); d.fillStyle = c; d.fillRect(0, 0, 1, 1);
    return [...d.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const light = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const a = light(getComputedStyle(e)[property]), b = light(getComputedStyle(document.querySelector(ground)).backgroundColor);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); }"""


STANDING_OUT = {
    "/": [
        ("#f-q", "borderTopColor", "body"),
        ("#f-kind-round", "accentColor", "body"),
        (".strip .articles", "stroke", "body"),
        (".strip rect", "fill", "body"),
    ],
    "/?year=2018": [(".strip .on rect", "fill", "body")],
    "/about/": [(f".side.{side}", "backgroundColor", "body") for side in ("us", "china", "joint")],
    "{article}": [
        (".is-person.of-us", "borderBottomColor", ".text"),
        (".is-date", "borderBottomColor", ".text"),
    ],
}


def test_controls_and_marks_stand_out(page, live_server, chronology):
    """Three to one against their ground, in both schemes."""
    faint = []
    for path, marks in STANDING_OUT.items():
        page.goto(address(live_server.url, path, chronology))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faint += [(path, scheme, mark) for mark in marks if page.evaluate(CONTRAST, mark) < 3]
    assert faint == []


def test_forced_colours_keep_sides_marks_and_what_is_chosen(browser, live_server, chronology):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    style = "(e, property) => getComputedStyle(e)[property]"
    page.goto(f"{live_server.url}/events/geneva-round/")
    assert page.locator(".lane .side").first.evaluate(style, "borderTopStyle") == "solid"
    page.goto(f"{live_server.url}/?year=2018&kind=summit")
    assert page.locator(".years [aria-current]").evaluate(style, "outlineStyle") == "solid"
    assert page.locator(".strip .shade").evaluate(style, "stroke") != "none"
    page.goto(address(live_server.url, "{article}", chronology))
    assert page.locator(".text mark").first.evaluate(style, "borderTopStyle") == "solid"
    assert page.locator(".text .is-person").first.evaluate(style, "borderBottomStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate(style, "outlineStyle") != "none"
    context.close()


def test_printed_pages_drop_the_furniture_open_the_details_and_give_the_addresses(
    page, live_server, chronology
):
    page.goto(live_server.url)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator(".event").first.is_visible()
    page.goto(f"{live_server.url}/events/geneva-round/")
    printed = "getComputedStyle(document.querySelector('.story a[rel~=external]'), '::after').content"
    assert "https://" in page.evaluate(printed)
    page.goto(address(live_server.url, "{article}", chronology))
    page.focus(".text a")
    assert not page.locator(".note").first.is_visible()
