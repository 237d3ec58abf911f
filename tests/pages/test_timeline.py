"""The timeline page."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Event
from articles.models.edition import present_edition
from articles.views.filters import PARAMETERS, FilterForm
from tests.factories import (
    begin_another_transaction,
    make_account,
    make_dispute,
    make_event,
    make_official,
    make_participation,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "timeline"}


def get(client, headers=None, **parameters):
    response = client.get(reverse("articles:timeline"), parameters, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [link.get_text() for link in page.select(".event h3 a")]


def make_many(count):
    """``count`` talks a week apart, each with two participants, an account of each side and a dispute."""
    people = [make_official("Avery Stone"), make_official("Lin Bo", side="china")]
    for number in range(count):
        event = make_event(f"Meeting {number}", earliest=date(2018, 1, 1) + timedelta(weeks=number))
        for person in people:
            make_participation(event, person)
        dispute = make_dispute(event)
        make_account(event, "us", dispute=dispute)
        make_account(event, "china", dispute=dispute, modality="denies")


def test_months_are_sections_newest_first(client):
    make_event("Spring round", earliest=date(2018, 5, 3))
    make_event("Autumn round", earliest=date(2019, 10, 10))
    page = get(client)
    assert [heading.get_text() for heading in page.select(".month > h2")] == ["October 2019", "May 2018"]
    assert titles(page) == ["Autumn round", "Spring round"]


def test_oldest_first_turns_the_list_and_keeps_the_undated_last(client):
    make_event("Autumn round", earliest=date(2019, 10, 10))
    make_event("Undated call", earliest=None)
    make_event("Spring round", earliest=date(2018, 5, 3))
    page = get(client, order="oldest")
    assert titles(page) == ["Spring round", "Autumn round", "Undated call"]
    assert page.select(".month > h2")[-1].get_text() == "Date not known"
    assert titles(get(client))[-1] == "Undated call"


def test_every_line_has_a_machine_readable_date(client):
    make_event(earliest=date(2018, 5, 17), latest=date(2018, 5, 18))
    page = get(client)
    assert [time["datetime"] for time in page.select(".event time")] == ["2018-05-17", "2018-05-18"]


def test_a_month_is_not_given_a_day(client):
    make_event(earliest=date(2018, 5, 1), latest=date(2018, 5, 31))
    when = get(client).select_one(".event .when")
    assert when.get_text() == "day not known"
    assert when.time["datetime"] == "2018-05"


def test_an_event_of_a_year_stands_under_the_year(client):
    make_event(earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
    assert get(client).select_one(".month > h2").get_text() == "2018, month not known"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"year": "2018"}, ["Geneva round"]),
        ({"month": "2019-10"}, ["Vienna summit"]),
        ({"kind": "summit"}, ["Vienna summit"]),
        ({"measures": "hide"}, ["Vienna summit", "Geneva round"]),
        ({"official": "lin-bo"}, ["Vienna summit"]),
        ({"side": "china"}, ["Geneva round"]),
        ({"side": "both"}, []),
        ({"disputed": "1"}, ["Geneva round"]),
        ({"present": "china"}, ["Vienna summit"]),
        ({"present": "both"}, []),
        ({"place": "geneva"}, ["Geneva round"]),
        ({"place": "switzerland"}, ["Geneva round"]),
        ({"status": "cancelled"}, ["Vienna summit"]),
        ({"outcome": "truce"}, ["Vienna summit"]),
        ({"confidence": "low"}, ["Vienna summit"]),
        ({"from": "2018-05-18", "to": "2019-10-10"}, ["Vienna summit"]),
        ({"from": "2018-05", "to": "2018"}, ["Geneva round"]),
        ({"to": "2018-05-17"}, ["Geneva round"]),
        ({"q": "GENEVA round"}, ["Geneva round"]),
        ({"q": "geneva summit"}, []),
    ],
)
def test_filters_narrow_the_list(client, parameters, expected):
    geneva = make_event("Geneva round", city="Geneva", country="Switzerland")
    make_account(geneva, "china")
    make_dispute(geneva)
    vienna = make_event(
        "Vienna summit",
        kind=Event.Kind.SUMMIT,
        earliest=date(2019, 10, 10),
        status="cancelled",
        outcome="truce",
        confidence="low",
    )
    make_participation(vienna, make_official("Lin Bo", side="china", slug="lin-bo"))
    make_event("Tariff list", kind=Event.Kind.MEASURE, earliest=date(2020, 2, 1))
    assert titles(get(client, **parameters)) == expected


@pytest.mark.parametrize("query", [{"from": "2018"}, {"to": "2030"}])
def test_the_undated_are_in_no_span(client, query):
    make_event("Undated call", earliest=None)
    assert titles(get(client, **query)) == []


def test_only_what_is_not_reviewed(client):
    make_event("Geneva round")
    make_event("Doubtful meeting", state="proposed", is_published=False)
    page = get(client, unreviewed="only")
    assert titles(page) == ["Doubtful meeting"]
    assert page.select_one(".chips a")["href"] == "?"


def test_less_used_filters_are_folded_away_until_one_is_in_force(client):
    make_event(city="Geneva")
    assert not get(client).select_one("#more-filters").has_attr("open")
    assert get(client, place="geneva").select_one("#more-filters").has_attr("open")


def test_each_filter_in_force_can_be_removed_by_a_link(client):
    make_event("Geneva round")
    page = get(client, year="2018", kind="round", q="geneva")
    assert {chip["href"] for chip in page.select(".chips a:not(.clear)")} == {
        "?q=geneva&year=2018",
        "?q=geneva&kind=round",
        "?year=2018&kind=round",
    }


def test_choices_carry_the_count_they_would_leave(client):
    make_event("Geneva round")
    make_event("Vienna summit", kind=Event.Kind.SUMMIT)
    page = get(client, kind="round")
    counts = {
        label.input["value"]: label.span.get_text()
        for label in page.select("fieldset label:has(input[name=kind])")
    }
    assert counts == {"round": "1", "summit": "1"}


def test_an_empty_list_names_the_filter_that_emptied_it(client):
    make_event("Geneva round")
    empty = get(client, q="quinoa", year="2018").select_one(".empty")
    assert "without “quinoa”" in empty.get_text()
    assert empty.select_one("li a")["href"] == "?year=2018"


def test_a_filter_that_nothing_fits_is_named_even_beside_others(client):
    make_event("Geneva round")
    assert (
        "No event at all fits “quinoa”"
        in get(client, q="quinoa", year="2020").select_one(".empty").get_text()
    )


def test_an_empty_site_says_how_to_fill_it(client):
    assert "load_chronology" in get(client).select_one(".empty").get_text()


@pytest.mark.parametrize("event", [{"is_published": False}, {"state": "proposed"}, {"state": "refused"}])
def test_what_nobody_accepted_is_not_shown(client, event):
    make_event("Doubtful meeting", **event)
    assert titles(get(client)) == []


def test_proposed_events_are_shown_on_demand_and_marked(client):
    make_event("Doubtful meeting", state="proposed", is_published=False)
    page = get(client, unreviewed="1")
    assert titles(page) == ["Doubtful meeting"]
    assert "Machine-proposed, not reviewed" in page.select_one(".event").get_text()
    assert client.get(page.select_one(".event h3 a")["href"]).status_code == 200


def test_a_line_says_that_accounts_differ_and_who_took_part(client):
    make_many(1)
    text = get(client).select_one(".event").get_text()
    assert "Accounts differ Was a date agreed? Asserted in Washington, denied in Beijing." in text
    assert "W Avery Stone B Lin Bo" in text


def test_sixty_events_are_a_page_and_a_link_leads_on(client):
    make_many(70)
    page = get(client)
    assert len(titles(page)) == 60
    assert page.select_one("#more a")["href"] == "?page=2"
    assert len(titles(get(client, page="2"))) == 10


def test_a_month_that_goes_on_over_the_page_says_so_and_ids_stay_unique(client):
    for number in range(65):
        make_event(f"Meeting {number}", earliest=date(2018, 5, 3), order=number)
    first, second = get(client), get(client, {"HX-Request": "true", "HX-Target": "more"}, page="2")
    assert "continued" in second.select_one(".month > h2").get_text()
    ids = [tag["id"] for part in (first, second) for tag in part.select(".month [id]")]
    assert len(ids) == len(set(ids))


def test_a_page_that_does_not_exist_is_named(client):
    make_event()
    assert (
        "There is no page 7; this is page 1"
        in get(client, page="7").select_one("#results .notice").get_text()
    )


def test_an_official_nobody_knows_is_named_and_filters_nothing(client):
    make_event("Geneva round")
    page = get(client, official="nobody")
    assert titles(page) == ["Geneva round"]
    assert "official “nobody” was ignored" in page.select_one("#results .notice").get_text()


def test_htmx_gets_the_fragment_and_the_count_for_the_live_region(client):
    make_event()
    page = get(client, HTMX)
    assert page.find("html") is None
    assert page.select_one("#status[hx-swap-oob]").get_text() == "1 event"


def test_a_history_restore_gets_the_whole_page(client):
    page = get(client, {**HTMX, "HX-History-Restore-Request": "true"})
    assert page.select_one("html main h1")


def test_caches_keep_page_and_fragment_apart(client):
    assert "HX-Request" in client.get(reverse("articles:timeline"))["Vary"]


@pytest.mark.parametrize("count", [2, 70])
@pytest.mark.parametrize("is_read_before", [True, False])
def test_the_number_of_queries_does_not_grow(client, count, is_read_before, django_assert_max_num_queries):
    make_many(count)
    if is_read_before:
        get(client)
    with django_assert_max_num_queries(10 if is_read_before else 12):
        get(client, q="meeting", official="nobody", page="1")


def test_staff_pay_two_queries_more_at_most(admin_client, django_assert_max_num_queries):
    make_many(3)
    get(admin_client)
    with django_assert_max_num_queries(12):
        get(admin_client, q="meeting")


def test_what_is_kept_in_memory_is_read_anew_after_each_kind_of_change(client):
    event = make_event("Geneva round", kind="round")
    official = make_official("Lin Bo", side="china", slug="lin-bo")
    assert titles(get(client, present="china")) == []
    begin_another_transaction()
    make_participation(event, official)
    assert titles(get(client, present="china")) == ["Geneva round"]
    assert titles(get(client, side="us")) == []
    begin_another_transaction()
    make_account(event, "us")
    assert titles(get(client, side="us")) == ["Geneva round"]
    begin_another_transaction()
    Event.objects.filter(pk=event.pk).update(kind="summit")
    assert titles(get(client, kind="round")) == []
    begin_another_transaction()
    Event.objects.filter(pk=event.pk).update(is_published=False)
    assert titles(get(client)) == []


def test_what_the_machine_proposes_leaves_the_published_list_in_memory(client):
    make_event("Geneva round")
    get(client)
    before = present_edition()
    make_event("Doubtful meeting", state="proposed", is_published=False)
    assert present_edition() == before
    assert titles(get(client, unreviewed="only")) == ["Doubtful meeting"]


def test_a_full_page_stays_small(client):
    make_many(70)
    page = get(client)
    assert len(page.find_all(True)) <= 1_500


def test_every_htmx_link_is_a_link_without_it(client):
    make_many(70)
    page = get(client, year="2018")
    for tag in page.select("[hx-get]"):
        assert tag.get("href", tag.get("action")) == tag["hx-get"]


HOSTILE = [
    "-1",
    "0",
    "abc",
    "\x00",
    "x" * 7_000,
    "9" * 400,
    "2018-02-30",
    "<i>x",
    "%",
    "'",
    "٢٠١٨",
    "\ud83d\ude00",
    "1e9",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("headers", [None, HTMX])
def test_nothing_a_reader_can_type_breaks_the_page(client, value, headers):
    make_event()
    names = [PARAMETERS.get(name, name) for name in FilterForm.base_fields]
    for name in names:
        query = urlencode({name: value.encode("utf-8", "surrogatepass")})
        response = client.get(f"{reverse('articles:timeline')}?{query}", headers=headers)
        assert response.status_code == 200
        assert b"<i>" not in response.content


def test_nothing_inline_that_the_policy_would_block(client):
    make_many(2)
    page = get(client)
    assert not page.select("style, [style], script:not([src])")
    assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]


def test_writing_is_not_allowed(client):
    assert client.post(reverse("articles:timeline")).status_code == 405
