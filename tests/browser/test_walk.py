"""The chronology that ships with the site: a reader's errand with the keyboard alone, and pages that stay light."""

import pytest
from django.core.management import call_command

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
PRESSES = 40


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def press(self, key):
        self.count += 1
        assert self.count <= PRESSES, "too many keys"
        self.page.keyboard.press(key)

    def tab_to(self, selector):
        """Tab until the focus is on an element that fits the selector."""
        while not self.page.evaluate("s => document.activeElement.matches(s)", selector):
            self.press("Tab")


@pytest.fixture
def shipped_chronology(transactional_db):
    call_command("load_chronology", verbosity=0)


@pytest.mark.usefixtures("shipped_chronology")
def test_who_led_the_chinese_side_in_may_2018_and_a_source_for_it(watched):
    keyboard = Keyboard(watched)
    watched.goto(watched.home)
    keyboard.tab_to("#y-2018")
    keyboard.press("Enter")
    watched.wait_for_url("**/?year=2018")
    watched.wait_for_selector(".months-of-year")
    keyboard.tab_to(".months-of-year a[aria-label^=May]")
    keyboard.press("Enter")
    watched.wait_for_selector("#results:focus")
    keyboard.tab_to(".event h3 a")
    keyboard.press("Enter")
    watched.wait_for_url("**/events/*/")
    lead = watched.locator("section[aria-labelledby=who] tr:has(.side.china)", has_text="lead")
    assert "Liu He" in lead.inner_text()
    keyboard.tab_to(".skip[href='#sources']")
    keyboard.press("Enter")
    keyboard.tab_to(".story .headline")
    keyboard.press("Enter")
    watched.wait_for_url("**/articles/*/")


@pytest.mark.usefixtures("shipped_chronology")
def test_no_view_of_the_shipped_timeline_has_more_than_1500_nodes(watched):
    nodes = {}
    for query in ("", "?order=oldest", "?page=2", "?unreviewed=1", "?present=both", "?q=tariffs"):
        for language in ("en", "zh-hans"):
            watched.goto(f"{watched.home}/{query}{'&' if query else '?'}lang={language}")
            nodes[query, language] = watched.evaluate("document.querySelectorAll('*').length")
    print(nodes)
    assert max(nodes.values()) <= 1_500
