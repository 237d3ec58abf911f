"""The radar counts what its links show, at a price that does not grow."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation.radar import GAPS, count_gaps
from articles.models import Event, PendingDocument
from articles.models.counts import refresh_events
from tests import factories as make

from .conftest import make_chronology

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaps():
    """One of every gap, and of some two."""
    make.make_event("Unsourced")
    single = make.make_event("Single")
    make.make_citation(single, make.make_article(publisher=make.make_publisher(side="china")))
    both = make.make_event("Both capitals")
    for side in ("us", "china"):
        make.make_citation(both, make.make_article(publisher=make.make_publisher(side=side)))
    measure = make.make_event("A tariff", kind="measure")
    make.make_citation(measure, make.make_article())
    make.make_event("Undated", earliest=None)
    dispute = make.make_dispute(both)
    for side in ("us", "china"):
        account = make.make_account(both, side, dispute=dispute)
    account.sources.add(*(make.make_article() for _ in range(2)))
    make.make_dispute(both, state="settled")
    old = make.make_article(text="It rained.", published=None, url="")
    make.make_account(both, evidence_text=old.texts.get(), evidence_start=0, evidence_end=10)
    make.make_citation(both, old, evidence="It rained.")
    make.make_participation(both, evidence_text=old.texts.get(), evidence_start=0, evidence_end=10)
    old.texts.update(is_current=False)
    seen, rare = (
        make.make_official("Seen Often", state="proposed"),
        make.make_official("Rare", state="proposed"),
    )
    for number in range(3):
        text = make.make_article(text=f"Seen Often and Rare, number {number}.").texts.get()
        make.make_official_mention(text, "Seen Often", official=seen)
    make.make_official_mention(text, "Rare", official=rare)
    make.make_post(seen)
    make.make_post(seen, "Envoy", start=date(2018, 1, 1))
    PendingDocument.objects.create(form="file", name="a", state="failed")
    PendingDocument.objects.create(form="address", name="b", state="unfetched")
    refresh_events()


def test_each_gap_is_counted(gaps):
    counts = {
        (gap.model._meta.model_name, gap.name): count
        for gap, count in count_gaps({gap.model for gap in GAPS})
    }
    assert counts == {
        ("event", "unsourced"): 2,
        ("event", "one-source"): 2,
        ("event", "no-chinese-source"): 0,
        ("event", "no-us-source"): 1,
        ("event", "undated-event"): 1,
        ("event", "participants-old-text"): 1,
        ("dispute", "open"): 1,
        ("dispute", "one-answer"): 1,
        ("account", "no-source"): 1,
        ("account", "no-evidence"): 2,
        ("account", "old-text"): 1,
        ("citation", "old-text"): 1,
        ("article", "undated"): 1,
        ("article", "no-address"): 1,
        ("official", "seen-often"): 1,
        ("post", "no-start"): 1,
        ("pendingdocument", "failed"): 1,
        ("pendingdocument", "unfetched"): 1,
    }


def test_each_count_leads_to_a_list_of_as_many_rows(admin_client, gaps):
    page = admin_client.get(reverse("admin:radar"))
    for one in page.context["gaps"]:
        assert admin_client.get(one["url"]).context["cl"].result_count == one["count"], one["gap"].name


def test_the_radar_costs_the_same_with_more_rows(admin_client, chronology):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(reverse("admin:radar")).status_code == 200
        return len(captured)

    few = queries()
    make_chronology(6)
    assert queries() <= few <= 15


def test_a_nonsense_gap_filters_nothing(admin_client, chronology):
    url = reverse("admin:articles_event_changelist")
    assert admin_client.get(f"{url}?gap=nonsense").context["cl"].result_count == Event.objects.count()


def test_strangers_do_not_see_the_radar(client):
    assert "/login/" in client.get(reverse("admin:radar")).url
