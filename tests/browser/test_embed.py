"""Frames, feeds of slides and JSON-LD in a real Chromium, within pages of another site."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.axe import COLOURS, violations
from tests.tools import TIMELINEJS, fetch_timelinejs

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """The test's output is for the test."""


@pytest.fixture
def elsewhere(tmp_path):
    """Another site: a folder to write pages into, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def framed(watched, elsewhere, path):
    """Our frame for the page at ``path``, put into a page elsewhere by what oEmbed says."""
    folder, address = elsewhere
    told = watched.request.get(f"{watched.home}/oembed/", params={"url": watched.home + path}).json()
    (folder / "page.html").write_text(
        f"<!doctype html><title>Elsewhere</title><link rel='icon' href='data:,'>{told['html']}"
    )
    watched.goto(f"{address}/page.html")
    return watched.frame_locator("iframe")


def test_an_event_stands_in_a_foreign_page_and_leads_home(watched, elsewhere):
    frame = framed(watched, elsewhere, "/events/geneva-round/")
    heading = frame.get_by_role("link", name="Geneva round")
    assert heading.get_attribute("href") == f"{watched.home}/events/geneva-round/"
    with watched.context.expect_page() as opened:
        heading.click()
    opened.value.wait_for_url(f"{watched.home}/events/geneva-round/")
    assert watched.complaints == []


def test_a_frame_has_its_style_and_no_cookie(watched, elsewhere):
    frame = framed(watched, elsewhere, "/")
    frame.locator("ol li").first.wait_for()
    assert frame.locator("ol li").count() == 20
    assert frame.locator("body").evaluate("e => getComputedStyle(e).marginTop") == "0px"
    assert watched.context.cookies() == []
    assert frame.locator("form, script").count() == 0


@pytest.mark.parametrize("path", ["/embed/events/geneva-round/", "/embed/timeline/?year=2019"])
def test_a_frame_can_be_read_in_every_mode(watched, path):
    watched.set_viewport_size({"width": 320, "height": 420})
    watched.goto(f"{watched.home}{path}")
    assert violations(watched) == []
    for mode in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        watched.emulate_media(**mode)
        assert violations(watched, COLOURS) == []
    assert watched.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_height_hint_fits_a_short_list(watched, elsewhere):
    frame = framed(watched, elsewhere, "/?year=2019&kind=round")
    assert frame.locator("html").evaluate("e => e.scrollHeight <= e.clientHeight")


def test_only_embeds_may_be_framed(watched, elsewhere):
    folder, address = elsewhere
    (folder / "page.html").write_text(
        f'<!doctype html><iframe src="{watched.home}/events/geneva-round/"></iframe>'
    )
    watched.goto(f"{address}/page.html")
    assert any("frame" in told.casefold() for told in watched.complaints)


def test_timelinejs_opens_our_file_as_it_is(watched, elsewhere):
    package = fetch_timelinejs()
    if package is None:
        pytest.fail(f"TimelineJS {TIMELINEJS} could not be fetched: install npm, then run tests/tools.py.")
    folder, address = elsewhere
    (folder / "dist").symlink_to(package / "dist")
    (folder / "page.html").write_text(
        '<!doctype html><link rel="stylesheet" href="dist/css/timeline.css"><script src="dist/js/timeline.js"></script>'
        '<div id="here" style="height: 600px"></div>'
        f'<script>window.made = new TL.Timeline("here", "{watched.home}/timeline.timelinejs.json?year=2019", '
        '{font: null, script_path: "dist/js/"})</script>'
    )
    watched.goto(f"{address}/page.html")
    watched.wait_for_selector(".tl-headline")
    assert "Geneva round" in watched.locator("#here").inner_text() + watched.content()
    assert watched.evaluate("window.made.config.events.length") >= 2


@pytest.mark.parametrize("path", ["/events/geneva-round/", "/officials/avery-stone/"])
def test_json_ld_in_a_page_is_data_to_the_policy(watched, path):
    watched.goto(watched.home + path)
    assert watched.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@graph'].length"
    )
    assert watched.complaints == []
