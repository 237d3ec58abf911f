"""A search shows why it found an event."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.extraction.search_words import wanted_in
from articles.models import EventAlias, OfficialAlias, Topic
from articles.models.counts import refresh_events
from articles.views.hits import LONGEST, sentence_with, split_at_words
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_dispute,
    make_event,
    make_official,
    make_participation,
)

SENTENCE = "They quarrelled over steel & <i>aluminium</i>."


def search(client, words):
    refresh_events()
    response = client.get(reverse("articles:timeline"), {"q": words})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def make_found_event():
    """An event that is found by each kind of neighbour."""
    event = make_event("Geneva round", summary="The envoys met.")
    EventAlias.objects.create(event=event, name="Ice-breaker")
    event.topics.add(Topic.objects.create(slug="soy", name="Soybeans"))
    official = make_official("Avery Stone", chinese_name="石")
    OfficialAlias.objects.create(official=official, name="Stonewall")
    make_participation(event, official)
    make_account(event, text="It was long. They called the mood candid.")
    make_dispute(event, "Was a sum named?")
    article = make_article("Dockworkers watch", text=f"It rained. {SENTENCE}")
    make_citation(event, article, evidence=SENTENCE)
    return event


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CANDID", "An account: They called the mood candid."),
        ("sum", "Accounts differ: Was a sum named?"),
        ("steel", f"A source: {SENTENCE}"),
        ("<i>", f"A source: {SENTENCE}"),
        ("dockworkers", "Title of a source: Dockworkers watch"),
        ("ice-breaker", "Also called: Ice-breaker"),
        ("stonewall", "Took part: Stonewall"),
        ("石", "Took part: 石"),
        ("soybeans", "Topic: Soybeans"),
        ("geneva candid mood", "An account: They called the mood candid."),
    ],
)
def test_the_words_are_shown_where_they_stand(client, words, expected):
    make_found_event()
    make_event("Vienna round")
    page = search(client, words)
    assert [line.get_text(" ", strip=True) for line in page.select(".event .match > b")] == [
        expected.partition(":")[0] + ":"
    ]
    assert page.select_one(".match").get_text() == expected
    assert page.select_one(".match mark").get_text().casefold() in words.casefold()
    assert not page.select(".match i")


@pytest.mark.django_db
def test_what_the_line_shows_already_is_marked_there(client):
    make_found_event()
    page = search(client, "geneva envoys")
    assert [mark.get_text() for mark in page.select(".event mark")] == ["Geneva", "envoys"]
    assert not page.select(".match")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [2, 40])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    for number in range(count):
        event = make_event(f"Round {number}", earliest=date(2018, 1, 1 + number % 28))
        make_account(event, text="They called it candid.")
    refresh_events()
    with django_assert_max_num_queries(12):
        search_page = client.get(reverse("articles:timeline"), {"q": "candid"})
    assert search_page.content.count(b'class="match"') == count


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The talks", ["talks"], [("The ", False), ("talks", True)]),
        ("An ice-breaker", ["ice-breaker"], [("An ", False), ("ice", True), ("-", False), ("breaker", True)]),
        ("No tariff, no talks", ["tariffs"], [("No ", False), ("tariff", True), (", no talks", False)]),
        ("soya and soybeans", ["soy*"], [("soya", True), (" and ", False), ("soybeans", True)]),
        ("副总理刘鹤说", ["刘鹤"], [("副总理", False), ("刘鹤", True), ("说", False)]),
        ("trade trader", ["trade", "trader"], [("trade", True), (" ", False), ("trader", True)]),
        ("nothing", [], [("nothing", False)]),
    ],
)
def test_words_are_found_as_they_were_typed(text, words, expected):
    assert split_at_words(text, words) == expected


def test_a_long_sentence_is_cut_around_the_word():
    shown = sentence_with("word " * 300 + "steel" + " word" * 300, wanted_in("steel"))
    assert "steel" in shown
    assert len(shown) <= LONGEST + 12
    assert shown.startswith("… ")
    assert shown.endswith(" …")
