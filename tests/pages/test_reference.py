"""What the pages find by index and count in the database equals what reading every row finds."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup

from articles.models import Citation, Event, ReviewState, Series
from articles.models.counts import refresh_events
from articles.views.asof import look_back
from articles.views.event_index import present_index
from articles.views.neighbours import AROUND, AROUND_SHOWN, SERIES_SHOWN, neighbours_of
from articles.views.sources import sources_of
from tests.factories import (
    begin_another_transaction,
    make_account,
    make_article,
    make_citation,
    make_event,
    make_story,
)

pytestmark = pytest.mark.django_db
FIRST = date(2019, 1, 1)
DAYS = [FIRST + timedelta(days) for days in (0, 20, 45, 90, 200)]


@pytest.fixture
def chronology() -> list[Event]:
    """Forty events: some undated, proposed, unpublished, parts of others, in a series; links of all states."""
    chance = random.Random(7)
    series = Series.objects.create(slug="channel", name="Channel")
    stories = [make_story() for _ in range(5)]
    articles = [
        make_article(
            published=chance.choice([None, FIRST + timedelta(chance.randrange(120))]),
            story=chance.choice([None, *stories]),
        )
        for _ in range(30)
    ]
    events: list[Event] = []
    for _ in range(40):
        day = chance.choice([None, *[FIRST + timedelta(chance.randrange(100)) for _ in range(6)]])
        event = make_event(
            earliest=day, latest=day and day + timedelta(chance.randrange(4)), order=chance.randrange(3),
            kind=chance.choice(["round", "measure"]), is_published=chance.random() < 0.9,
            series=chance.choice([None, series]), parent=chance.choice([None, *events[:3]]),
            state=chance.choice(["accepted", "accepted", "accepted", "proposed"]),
        )  # fmt: skip
        events.append(event)
        for article in chance.sample(articles, chance.randrange(8)):
            make_citation(
                event,
                article,
                state=chance.choice(["accepted", "proposed", "refused"]),
                score=chance.random(),
            )
    refresh_events()
    return list(Event.objects.all())


def known(event: Event, day: date | None) -> list[Citation]:
    """The accepted links to articles published by the day."""
    links = [link for link in event.citations.select_related("article") if link.state == "accepted"]
    return [link for link in links if day is None or (link.article.published_latest or date.max) <= day]


def stories(links: list[Citation]) -> int:
    return len(
        {(one.article.story_id, None) if one.article.story_id else (None, one.article_id) for one in links}
    )


def is_shown(event: Event, day: date | None) -> bool:
    if not event.is_published or event.state != "accepted":
        return False
    return day is None or (event.earliest or date.max) <= day or (event.told_on or date.max) <= day


@pytest.mark.parametrize("day", DAYS)
def test_counts_of_a_day_in_the_past(chronology, day):
    look_back(chronology, day)
    for event in chronology:
        links = known(event, day)
        assert (event.article_count, event.story_count) == (len(links), stories(links))


@pytest.mark.parametrize("day", [None, *DAYS])
@pytest.mark.parametrize("page", [1, 2])
def test_sources_of_a_page(chronology, day, page, monkeypatch):
    monkeypatch.setattr("articles.views.sources.SOURCES_SHOWN", 2)
    for event in chronology:
        links = known(event, day)
        best = sorted(links, key=lambda link: (-link.score, link.pk))[2 * page - 2 : 2 * page]
        told = sources_of(event, day, page=page)
        assert {one.pk for one in told.shown} == {one.pk for one in best}
        if links[2 * page - 2 :] or page == 1:
            assert (told.accepted_count, told.story_count) == (len(links), stories(links))


@pytest.mark.parametrize("day", DAYS)
def test_events_known_on_a_day(chronology, day):
    index = present_index().known_on(day)
    found = {pk for pk, number in index.numbers.items() if index.everything >> number & 1}
    assert found == {event.pk for event in chronology if is_shown(event, day)}


def place(event: Event) -> tuple[date, int, int]:
    return event.earliest, event.order, event.pk


@pytest.mark.parametrize("day", [None, *DAYS])
def test_neighbours(chronology, day):
    shown = sorted((one for one in chronology if one.earliest and is_shown(one, day)), key=place)
    for event in chronology:
        found = neighbours_of(event, day)
        assert {one.pk for one in found["parts"]} == {
            one.pk for one in chronology if one.parent_id == event.pk and is_shown(one, day)
        }
        if event.earliest is None:
            assert (found["previous"], found["next"], found["around"]) == (None, None, [])
            continue
        talks = [one for one in shown if one.kind != "measure" and one != event]
        before = [one for one in talks if place(one) < place(event)]
        after = [one for one in talks if place(one) > place(event)]
        window = (event.earliest - AROUND, event.latest + AROUND)
        around = [one for one in shown if window[0] <= one.earliest <= window[1] and one != event]
        assert found["previous"] == (before[-1] if before else None)
        assert found["next"] == (after[0] if after else None)
        assert found["around"] == around[:AROUND_SHOWN]


@pytest.fixture
def every_kind() -> Event:
    """An event with a part of every state, published or not, of every day or none, told of on every day or none."""
    days = [None, FIRST, FIRST + timedelta(20), FIRST + timedelta(40)]
    whole = make_event(earliest=FIRST + timedelta(20))
    for state, is_published, day, told_on in product(ReviewState.values, [True, False], days, days):
        make_event(earliest=day, parent=whole, state=state, is_published=is_published, told_on=told_on)
    return whole


@pytest.mark.parametrize("day", [None, *[FIRST + timedelta(days) for days in (-1, 0, 19, 20, 39, 40)]])
def test_neighbours_are_shown_and_known_by_the_same_rules_as_all_events(every_kind, day, monkeypatch):
    monkeypatch.setattr("articles.views.neighbours.AROUND_SHOWN", 1_000)
    others = Event.objects.shown().known_on(day).exclude(pk=every_kind.pk)
    found = neighbours_of(every_kind, day)
    assert {one.pk for one in found["parts"]} == {one.pk for one in others}
    assert {one.pk for one in found["around"]} == {one.pk for one in others.exclude(earliest=None)}
    assert day is not None or found["parts"]


def test_a_series_is_shown_around_the_event(chronology):
    series = Series.objects.get()
    shown = sorted((one for one in chronology if one.earliest and is_shown(one, None)), key=place)
    met = [one for one in shown if one.series_id == series.pk]
    event = met[len(met) // 2]
    assert neighbours_of(event)["series_events"] == met
    assert len(met) < SERIES_SHOWN


def test_what_was_known_on_a_day_follows_an_account_that_comes_to_light(client):
    event = make_event("Geneva round", earliest=date(2019, 5, 2))
    found = "/?asof=2019-06-01&side=us"

    def titles() -> list[str]:
        return [
            one.get_text()
            for one in BeautifulSoup(client.get(found).content, "html.parser").select(".event h3")
        ]

    assert titles() == []
    begin_another_transaction()
    account = make_account(event, "us", said_on=date(2019, 5, 3))
    assert titles() == ["Geneva round"]
    begin_another_transaction()
    account.said_on = date(2019, 7, 1)
    account.save()
    assert titles() == []


def test_a_row_of_the_reviewed_list_serves_the_list_with_what_waits_and_follows_an_edit(client):
    event = make_event("Geneva round")
    make_event("Vienna round", state="proposed", is_published=False)
    client.get("/")
    assert {"Geneva round", "Vienna round"} <= set(
        BeautifulSoup(client.get("/?unreviewed=1").content, "html.parser").get_text("\n").split("\n")
    )
    begin_another_transaction()
    Event.objects.filter(pk=event.pk).update(title="Basel round")
    page = client.get("/?unreviewed=1").content.decode()
    assert "Basel round" in page
    assert "Geneva round" not in page


def test_a_proposed_row_follows_its_own_edits(client):
    event = make_event("Vienna round", state="proposed", is_published=False)
    assert "Vienna round" in client.get("/?unreviewed=1").content.decode()
    Event.objects.filter(pk=event.pk).update(title="Graz round")
    assert "Graz round" in client.get("/?unreviewed=1").content.decode()
