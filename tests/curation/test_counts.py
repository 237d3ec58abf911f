"""An event's row keeps two numbers and its search words."""

from datetime import date

import pytest

from articles.extraction.search_words import wanted_in
from articles.models import EventAlias, OfficialAlias, Topic, counts
from articles.models.counts import refresh_events
from articles.models.search import events_with
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_copies_of_one_story_count_once():
    event, story = make.make_event(), make.make_story()
    for article_story in (story, story, None, None):
        make.make_citation(event, make.make_article(story=article_story))
    make.make_citation(event, state="proposed")
    refresh_events([event.pk])
    event.refresh_from_db()
    assert (event.article_count, event.story_count) == (4, 3)


@pytest.mark.parametrize(
    "word",
    [
        *("geneva", "thaw", "palace", "ice-breaker", "soybeans", "avery stone", "石", "a. stone"),
        *("envoys meet", "quarrelled over steel", "they called it candid", "was a sum named"),
    ],
)
def test_an_event_is_found_by(word):
    event = make.make_event("Talks in Geneva", summary="A thaw.", venue="Palace", search_text="")
    EventAlias.objects.create(event=event, name="Ice-breaker")
    event.topics.add(Topic.objects.create(slug="soy", name="Soybeans"))
    official = make.make_official("Avery Stone", chinese_name="石")
    OfficialAlias.objects.create(official=official, name="A. Stone")
    make.make_participation(event, official)
    article = make.make_article("Envoys meet", text="It rained. They quarrelled over steel.")
    make.make_citation(event, article, evidence="They quarrelled over steel.")
    make.make_account(event, text="They called it candid.")
    make.make_dispute(event, "Was a sum named?")
    refresh_events()
    assert events_with(wanted_in(word)) == [event.pk]


def test_aliases_stay_with_the_events_of_their_official():
    stone, other = make.make_event(search_text=""), make.make_event(search_text="")
    official = make.make_official("Avery Stone")
    OfficialAlias.objects.create(official=official, name="Stonewall")
    make.make_participation(stone, official)
    make.make_participation(other)
    refresh_events()
    assert events_with(wanted_in("stonewall")) == [stone.pk]


def test_a_proposed_title_is_no_search_word():
    event = make.make_event()
    make.make_citation(event, make.make_article("Unrelated headline"), state="proposed")
    refresh_events([event.pk])
    event.refresh_from_db()
    assert "unrelated" not in event.search_text


def test_what_is_right_already_is_not_written(django_assert_num_queries):
    event = make.make_event()
    make.make_citation(event)
    refresh_events([event.pk])
    with django_assert_num_queries(9):  # nine tables are read, none is written
        refresh_events([event.pk])


def test_the_order_of_arrival_does_not_matter():
    texts = []
    for titles in (["Alpha", "Beta"], ["Beta", "Alpha"]):
        event = make.make_event("Talks", search_text="")
        for title in titles:
            make.make_citation(event, make.make_article(title))
        refresh_events([event.pk])
        event.refresh_from_db()
        texts.append(event.search_text)
    assert texts[0] == texts[1]


def test_the_sentences_an_event_is_found_by_are_bounded_and_the_best_links_come_first(monkeypatch):
    monkeypatch.setattr(counts, "SENTENCES_KEPT", 4_000)
    event = make.make_event("Talks", search_text="")
    for score, word in ((0.5, "alpha"), (0.9, "beta"), (0.7, "gamma")):
        article = make.make_article("Envoys meet", text=f"{word} " * 500)
        make.make_citation(event, article, evidence=(f"{word} " * 500).strip(), score=score)
    refresh_events([event.pk])
    event.refresh_from_db()
    assert "beta" in event.search_text
    assert "alpha" not in event.search_text


def test_the_day_of_the_first_source_is_kept():
    event = make.make_event()
    for day, state in (
        (date(2018, 5, 20), "accepted"),
        (date(2018, 5, 18), "accepted"),
        (date(2018, 5, 1), "proposed"),
    ):
        make.make_citation(event, make.make_article(published=day), state=state)
    refresh_events([event.pk])
    event.refresh_from_db()
    assert event.told_on == date(2018, 5, 18)
