"""An event that has everything: its page asks the database little, however much there is."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Change, EventAlias, RoundLabel, Topic
from articles.views import sources
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_commitment,
    make_dispute,
    make_event,
    make_official,
    make_official_mention,
    make_participation,
    make_post,
    make_publisher,
    make_quotation,
    make_step,
    span_of,
)

pytestmark = pytest.mark.django_db
TEXT = "It rained. The envoy Lin Bo flew in. “We shall meet again in June,” he said. Nothing was signed."
SAID_ON = date(2018, 5, 18)
VARIANTS = [
    {},
    {"asof": "2018-06-01"},
    {"unreviewed": "1"},
    {"unreviewed": "1", "asof": "2018-06-01"},
    {"sources": "2"},
    {"sources": "2", "asof": "2018-06-01"},
]


def make_full_event(count):
    """An event with ``count`` of everything its page can show, sources without a title among it."""
    event = make_event()
    event.topics.add(Topic.objects.create(slug="soy", name="Soy"))
    EventAlias.objects.create(event=event, name="Round in the rain")
    RoundLabel.objects.create(event=event, label="2nd round", counted_by="US press")
    for number in range(count):
        official = make_official(f"Lin Bo {number}", side="china")
        make_post(official)
        given = [make_article("", text=TEXT, licence="CC0-1.0") for _ in range(5)]
        words = span_of(given[0].texts.get(), "Nothing was signed.")
        make_participation(event, official, source=None if number % 2 else given[1])
        make_participation(event, make_official(f"Stone {number}"), **words)
        make_account(event, speaker=official, **words).sources.add(given[2])
        make_account(event, "china", dispute=make_dispute(event), speaker=official, said_on=SAID_ON)
        elsewhere = make_event(f"Other {number}", earliest=date(2018, 5, 18), parent=event)
        make_step(make_commitment(event), happened_at=elsewhere, source=given[3], on=SAID_ON)
        for article in given:
            make_official_mention(article.texts.get(), "Lin Bo", official=official)
            make_quotation(
                article.texts.get(), "We shall meet again in June,", speaker=official, side="china"
            )
            make_citation(event, article, evidence="Nothing was signed.")
        make_citation(event, make_article("", text=TEXT, publisher=make_publisher()), state="proposed")
        Change.objects.create(object_type="event", object_key="x", event=event, field="title", new="Geneva")
    return event


@pytest.mark.parametrize("count", [2, 9])
@pytest.mark.parametrize("parameters", VARIANTS, ids=str)
def test_an_event_with_everything_asks_at_most_twelve(
    client, monkeypatch, count, parameters, django_assert_max_num_queries
):
    monkeypatch.setattr(sources, "SOURCES_SHOWN", 4)
    event = make_full_event(count)
    with django_assert_max_num_queries(12):
        page = client.get(event.get_absolute_url(), parameters).content.decode()
    for shown in (
        "<mark>Lin Bo</mark>",
        "“We shall meet again in June,”"[1:-1],
        'id="ledger"',
        'id="differ"',
        "Trade Envoy",
    ):
        assert shown in page


def test_the_list_of_disputes_names_the_post_of_the_day_in_short(client):
    event, speaker = make_event(), make_official()
    make_post(speaker, "Deputy Envoy", end=date(2017, 12, 31))
    make_post(speaker, "Special Envoy for Trade", start=date(2018, 1, 1), short_titles=["Special Envoy"])
    make_account(event, dispute=make_dispute(event), speaker=speaker)
    page = client.get(reverse("articles:disputes")).content.decode()
    assert "Avery Stone</a>, Special Envoy" in page
    assert "for Trade" not in page
