"""The timeline in a browser: swaps, history, focus, keyboard, and all of it without scripts."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("chronology"),
    # The browser keeps connections open after a test; the server's threads then end after their database has gone.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


def focus_is_in(page, selector):
    return page.evaluate(
        "s => !!document.activeElement.closest(s) && document.activeElement !== document.body", selector
    )


def test_the_first_view_is_small_silent_and_asks_nobody_else(watched):
    watched.goto(watched.home)
    watched.wait_for_load_state("networkidle")
    assert len(watched.requests) <= 5
    assert all(url.startswith(watched.home) for url in watched.requests)
    assert watched.complaints == []
    assert watched.evaluate("document.querySelectorAll('*').length") <= 1_500


def test_a_filter_swaps_the_list_keeps_the_focus_and_says_the_count(watched):
    watched.goto(watched.home)
    assert watched.locator("#status").inner_text() == ""
    watched.check("#f-kind-summit")
    watched.wait_for_url("**/?kind=summit")
    expect(watched.locator("#status")).to_have_text("18 events")
    expect(watched.locator("#results-heading")).to_have_text("18 of 70 events")
    expect(watched.locator("#f-kind-summit")).to_be_focused()
    assert watched.title().startswith("Summit – Timeline")
    assert watched.complaints == []


def test_on_a_phone_the_filter_box_stays_open_and_keeps_the_focus(watched):
    watched.set_viewport_size({"width": 360, "height": 800})
    watched.goto(watched.home)
    watched.locator("#filter-box > summary").click()
    watched.check("#f-kind-summit")
    expect(watched.locator("#status")).to_have_text("18 events")
    expect(watched.locator("#f-kind-summit")).to_be_focused()


def test_back_restores_the_whole_page(watched):
    watched.goto(watched.home)
    watched.check("#f-kind-summit")
    watched.wait_for_url("**/?kind=summit")
    watched.go_back()
    expect(watched.locator("#results-heading")).to_have_text("70 events")
    expect(watched.locator(".masthead")).to_be_visible()
    expect(watched.locator("#f-kind-summit")).not_to_be_checked()


def test_forward_and_reload_restore_list_form_and_title(watched):
    watched.goto(watched.home)
    watched.check("#f-kind-summit")
    watched.wait_for_url("**/?kind=summit")
    watched.go_back()
    expect(watched.locator("#results-heading")).to_have_text("70 events")
    watched.go_forward()
    for restore in (lambda: None, watched.reload):
        restore()
        expect(watched.locator("#results-heading")).to_have_text("18 of 70 events")
        expect(watched.locator("#f-kind-summit")).to_be_checked()
        assert watched.title().startswith("Summit – Timeline")


def test_while_the_list_is_on_its_way_it_is_busy_and_stays(watched):
    watched.goto(watched.home)
    held = []
    watched.route("**/?kind=round", lambda route: held.append(route))
    watched.check("#f-kind-round")
    expect(watched.locator("#timeline")).to_have_attribute("aria-busy", "true")
    expect(watched.locator(".event")).to_have_count(60)
    held[0].continue_()
    expect(watched.locator("#results-heading")).to_contain_text("of 70 events")
    assert watched.locator("#timeline").get_attribute("aria-busy") is None


def test_events_stand_in_the_order_of_their_days(watched):
    watched.goto(f"{watched.home}/?order=oldest")
    days = watched.locator("ol.events > li .when time:first-of-type").evaluate_all(
        "times => times.map(time => time.dateTime)"
    )
    assert len(days) == 60
    assert days == sorted(days)


def test_a_removed_chip_gives_the_focus_to_the_list(watched):
    watched.goto(f"{watched.home}/?kind=summit&year=2017")
    watched.focus(".chips a >> nth=0")
    watched.keyboard.press("Enter")
    expect(watched.locator(".chips a:not(.clear)")).to_have_count(1)
    expect(watched.locator("#results")).to_be_focused()


def test_more_events_are_added_and_the_focus_goes_to_the_first(watched):
    watched.goto(watched.home)
    watched.focus("#more a")
    watched.keyboard.press("Enter")
    expect(watched.locator(".event")).to_have_count(70)
    expect(watched.locator("#status")).to_have_text("Events 61 to 70 of 70 added")
    expect(watched.locator(".event h3 a").nth(60)).to_be_focused()


def test_words_are_searched_on_enter(watched):
    watched.goto(watched.home)
    watched.fill("#f-q", "GENEVA")
    watched.press("#f-q", "Enter")
    expect(watched.locator(".event")).to_have_count(1)
    assert watched.url.endswith("/?q=GENEVA")


def test_a_failed_request_is_announced_and_the_list_stays(watched):
    watched.goto(watched.home)
    watched.route("**/?kind=round", lambda route: route.abort())
    watched.check("#f-kind-round")
    expect(watched.locator("#trouble")).to_be_visible()
    expect(watched.locator(".event")).to_have_count(60)
    watched.unroute("**/?kind=round")
    watched.locator("#trouble a").click()
    expect(watched.locator("#trouble")).to_be_hidden()


def test_a_server_error_is_announced(watched):
    watched.goto(watched.home)
    watched.route("**/?kind=round", lambda route: route.fulfill(status=500, body="no"))
    watched.check("#f-kind-round")
    expect(watched.locator("#trouble")).to_be_visible()


def test_a_bar_leads_to_its_month(watched):
    watched.goto(watched.home)
    watched.locator('.strip a[href="?month=2019-05"]').click(force=True)
    watched.wait_for_url("**/?month=2019-05")
    expect(watched.locator(".event")).to_have_count(2)


def test_the_keyboard_reaches_filter_and_event(watched):
    watched.goto(watched.home)
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.className") == "skip"
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")
    assert focus_is_in(watched, "#results")
    watched.keyboard.press("Tab")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/events/geneva-round/**")


def test_single_keys_do_nothing_until_they_are_switched_on_and_then_walk_the_list(watched):
    first, second = (watched.locator(".event h3 a").nth(number) for number in (0, 1))
    watched.goto(watched.home)
    watched.keyboard.press("j")
    assert watched.evaluate("document.activeElement === document.body")
    watched.check("#keys")
    watched.reload()
    expect(watched.locator("#keys")).to_be_checked()
    for key, place in (("j", first), ("j", second), ("k", first), ("/", watched.locator("#f-q"))):
        watched.keyboard.press(key)
        expect(place).to_be_focused()
    watched.keyboard.type("j/k")
    expect(watched.locator("#f-q")).to_have_value("j/k")


def test_twenty_swaps_leave_no_double_ids_and_no_growth(watched):
    watched.goto(watched.home)
    for _ in range(10):
        watched.check("#f-kind-summit")
        expect(watched.locator("#results-heading")).to_contain_text("18 of")
        watched.uncheck("#f-kind-summit")
        expect(watched.locator("#results-heading")).to_have_text("70 events")
    assert watched.evaluate("document.querySelectorAll('*').length") <= 1_500
    double = "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; })()"
    assert watched.evaluate(double) == 0


@pytest.fixture
def without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(live_server.url)
    yield page
    context.close()


def test_without_scripts_the_form_filters_and_links_page(without_scripts):
    page = without_scripts
    assert page.locator(".event").count() == 60
    page.locator("#filter-box > summary").click()
    page.check("#f-kind-summit")
    page.locator("#f-show").click()
    assert page.locator("#results-heading").inner_text() == "18 of 70 events"
    page.locator(".chips a").first.click()
    page.locator("#more a").click()
    assert page.locator(".event").count() == 10
