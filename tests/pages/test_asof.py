""" "As known on" a day, on the timeline, the page of an event and the page of an article."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.models.counts import refresh_events
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_dispute,
    make_event,
    make_official,
    make_official_mention,
    make_participation,
)

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2018, 5, 18), date(2018, 6, 1)
HOME = reverse("articles:timeline")


def get(client, path, **parameters):
    refresh_events()  # what an event's row keeps of its sources, as every writer leaves it
    response = client.get(path, parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [link.get_text() for link in page.select(".event h3 a")]


def make_told_event(**fields):
    """An event of 17 May with a source, an account and a dispute of the next day, and one of each two weeks later."""
    event = make_event("Geneva round", summary="It ended in a truce.", outcome="truce", **fields)
    for day, name in ((EARLY, "early"), (LATE, "late")):
        make_citation(event, make_article(f"The {name} report", published=day))
        make_account(event, "us", f"The {name} account.", said_on=day)
        make_account(event, "china", f"The {name} reply.").sources.add(make_article(published=day))
        dispute = make_dispute(event, f"The {name} question?", state="walked-back", note="Written since.")
        make_account(event, "us", f"The {name} answer.", said_on=day, dispute=dispute)
    make_account(event, "us", "The undated account.")
    return event


def test_the_event_page_hides_what_came_later_and_says_how_much(client):
    event = make_told_event()
    refresh_events([event.pk])
    text = get(client, event.get_absolute_url(), asof="2018-05-20").select_one("main").get_text()
    for kind in ("report", "account.", "reply.", "question?", "answer."):
        assert f"The early {kind}" in text
        assert f"The late {kind}" not in text
    assert "The undated account." not in text
    assert "Walked back" not in text
    assert "Written since." not in text
    assert "Shown as known on 20 May 2018." in text
    assert "Here that hides 1 source and 4 accounts." in text


def test_without_a_day_all_is_shown_and_no_banner(client):
    page = get(client, make_told_event().get_absolute_url())
    assert "The late report" in page.get_text()
    assert not page.select(".asof")


def test_the_banner_leads_back_to_the_present(client):
    page = get(client, make_told_event().get_absolute_url(), asof="2018-05-20", unreviewed="1")
    assert page.select_one(".asof a")["href"] == "?unreviewed=1"


def test_the_timeline_counts_and_questions_are_of_that_day(client):
    make_told_event()
    line = get(client, HOME, asof="2018-05-20").select_one(".event").get_text()
    assert "1\xa0article, 1\xa0independent" in line
    assert "The early question?" in line
    assert "The late question?" not in line


def test_events_ahead_are_shown_where_somebody_told_of_them_and_without_what_came_of_them(client):
    told = make_event("June round", earliest=LATE, summary="It failed.", outcome="collapse")
    make_citation(told, make_article("Envoys to meet", published=EARLY), relation="preview")
    make_event("July round", earliest=date(2018, 7, 1))
    make_event("April round", earliest=date(2018, 4, 1))
    page = get(client, HOME, asof="2018-05-20")
    assert titles(page) == ["June round", "April round"]
    assert "Not over on that day" in page.select_one(".event").get_text()
    for shown in (page, get(client, told.get_absolute_url(), asof="2018-05-20")):
        assert "It failed." not in shown.select_one("main").get_text()
        assert "Broke down" not in shown.select_one("main .meta").get_text()


def test_of_an_event_ahead_only_those_are_shown_whom_a_source_of_that_time_names(client):
    event = make_event(earliest=LATE)
    named, unnamed = make_official("Lin Bo"), make_official("Avery Stone")
    make_participation(event, named)
    make_participation(event, unnamed, source=make_article(published=LATE))
    article = make_article("Envoys to meet", text="Lin Bo will come.", published=EARLY)
    make_official_mention(article.texts.get(), "Lin Bo", official=named)
    make_citation(event, article, relation="preview")
    rows = get(client, event.get_absolute_url(), asof="2018-05-20").select("tbody tr")
    assert [row.th.a.get_text() for row in rows] == ["Lin Bo"]


def test_links_keep_the_day(client):
    event = make_told_event()
    make_event("April round", earliest=date(2018, 4, 1))
    make_event("July round", earliest=date(2018, 7, 1))
    assert get(client, HOME, asof="2018-05-20").select_one(".event h3 a")["href"].endswith("?asof=2018-05-20")
    page = get(client, event.get_absolute_url(), asof="2018-05-20")
    assert page.select_one("a[rel=prev]")["href"].endswith("/?asof=2018-05-20")
    assert not page.select("a[rel=next]")
    assert page.select_one(".headline")["href"].endswith("/?asof=2018-05-20")
    assert page.select_one("nav a")["href"].endswith("?asof=2018-05-20")
    source = get(client, page.select_one(".headline")["href"])
    assert "Shown as known on" in source.get_text()
    assert source.select_one(".headline")["href"].endswith("/?asof=2018-05-20")


def test_filters_keep_the_day_and_a_hit_is_of_that_day(client):
    event = make_told_event(search_text="the early report the late report")
    page = get(client, HOME, asof="2018-05-20", q="report", kind="round")
    assert "asof=2018-05-20" in page.select_one(".chips a")["href"]
    assert page.select_one("#f-asof")["value"] == "2018-05-20"
    assert page.select_one(".match").get_text() == "Title of a source: The early report"
    assert titles(page) == [event.title]


@pytest.mark.parametrize("value", ["2018-02-30", "yesterday", "2018-05", "\x00", "9" * 500, "-1"])
def test_what_is_no_day_is_named_and_hides_nothing(client, value):
    event = make_told_event()
    for path in (event.get_absolute_url(), HOME):
        page = get(client, path, asof=value)
        assert "asof “" in page.select_one("main ul.notice").get_text()
        assert not page.select(".asof")
    assert client.get(make_article().get_absolute_url(), {"asof": value}).status_code == 200


@pytest.mark.parametrize("count", [2, 30])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    events = [make_told_event() for _ in range(count)]
    get(client, HOME)
    with django_assert_max_num_queries(12):
        client.get(HOME, {"asof": "2018-05-20", "q": "report"})
    with django_assert_max_num_queries(12):
        client.get(events[0].get_absolute_url(), {"asof": "2018-05-20"})


def test_an_account_is_known_by_the_day_its_sources_tell(client):
    event = make_event()
    make_account(event, text="It was useful.", known_by=EARLY)
    for day, is_known in (("2018-05-17", False), ("2018-05-18", True)):
        text = get(client, event.get_absolute_url(), asof=day).select_one("main").get_text()
        assert ("It was useful." in text) is is_known
