"""What a human decided survives another reading of the same article."""

from dataclasses import replace
from datetime import date

import pytest

from articles.curation import decisions, locks, merging
from articles.curation.addresses import keep_address
from articles.extraction.annotations import (
    Basis,
    Document,
    DocumentDate,
    EventLink,
    EventProposal,
    Extraction,
    Mention,
    Relation,
    Side,
)
from articles.extraction.fingerprints import fingerprint
from articles.ingest.store import store
from articles.ingest.work import Reading
from articles.models import Article, Citation, Event, Official, Publisher
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2018, 5, 17)
TEXT = "Deputy Envoy Rowan Field spoke in Geneva on Thursday."
EXTRACTION = Extraction(
    id="one",
    text=TEXT,
    title="Envoys meet",
    relevant=True,
    publisher="Ledger",
    published=DocumentDate(DAY, DAY, Basis.STATED),
    people=(Mention(13, 24, "Rowan Field", "Rowan Field", side=Side.US, role="Deputy Envoy", proposed=True),),
    proposals=(EventProposal(DAY, DAY, "round", "Geneva", Relation.REPORT, 0.6, "Both sides met."),),
)


def read(**found):
    """Store the article as read now, its machine-made rows made anew."""
    document = Document("one", TEXT, url="https://news.example/one")
    return store(Reading(document, replace(EXTRACTION, **found), fingerprint(TEXT)), renew=True)


def link_to(event):
    return (EventLink(event.slug, DAY, DAY, Relation.REPORT, 0.9, ("The day fits.",)),)


@pytest.mark.parametrize(
    ("decide", "state"), [(decisions.accept_citations, "accepted"), (decisions.refuse_citations, "refused")]
)
def test_a_decided_citation_stays_as_decided(decide, state):
    event = make.make_event()
    read(events=link_to(event))
    decide(Citation.objects.filter(event=event), None)
    read(events=link_to(event))
    assert Citation.objects.get(event=event).state == state


def test_a_corrected_citation_does_not_come_back():
    wrong, right = make.make_event(), make.make_event()
    read(events=link_to(wrong))
    decisions.correct_citation(Citation.objects.get(event=wrong), None, event=right)
    read(events=link_to(wrong))
    assert {one.event: one.state for one in Citation.objects.filter(event__in=[wrong, right])} == {
        wrong: "refused",
        right: "accepted",
    }


@pytest.mark.parametrize("kind", [Event, Official])
def test_a_refused_event_or_official_is_not_proposed_again(kind):
    read()
    refuse = {Event: decisions.refuse_events, Official: decisions.refuse_officials}[kind]
    refuse(kind.objects.all(), None)
    read()
    assert kind.objects.get().state == "refused"


def test_a_merged_event_is_not_proposed_again():
    read()
    kept = make.make_event()
    merging.merge_events(kept, Event.objects.proposed().get(), None)
    read()
    assert Event.objects.get() == kept


def test_an_accepted_event_with_a_better_address_is_not_proposed_again():
    read()
    event = Event.objects.get()
    decisions.accept_events([event], None)
    old, event.slug = event.slug, "geneva-round"
    event.save()
    keep_address(event, old)
    read()
    assert Event.objects.get().slug == "geneva-round"


def test_a_merged_official_is_not_proposed_again():
    read()
    kept = make.make_official("R. Field", slug="r-field")
    merging.merge_officials(kept, Official.objects.proposed().get(), None)
    read()
    assert Official.objects.get() == kept


def test_the_side_an_editor_gave_a_proposed_official_stays():
    read()
    official = Official.objects.get()
    official.side = "china"
    locks.lock_fields(official, ["side"])
    official.save()
    read()
    official.refresh_from_db()
    assert official.side == "china"
    assert "Deputy Envoy" in official.proposal_reason


def test_a_merged_publisher_does_not_come_back():
    read()
    kept = make.make_publisher("The Ledger")
    merging.merge_publishers(kept, Publisher.objects.get(name="Ledger"), None)
    read()
    assert Publisher.objects.get() == kept
    assert Article.objects.get().publisher == kept


def test_a_locked_title_and_date_stay():
    read()
    article = Article.objects.get()
    article.title, article.published_latest = "Our title", date(2018, 5, 18)
    locks.lock_fields(article, ["title", "published_latest"])
    article.save()
    read(title="Another title", published=DocumentDate(date(2019, 1, 1), date(2019, 1, 1), Basis.URL))
    article.refresh_from_db()
    assert (article.title, article.published_in_words) == ("Our title", "17–18 May 2018")
    assert article.published_basis == "stated"


def test_a_split_story_stays_apart():
    make_copy = Reading(Document("two", TEXT, url="https://news.example/two"), EXTRACTION, fingerprint(TEXT))
    read()
    store(make_copy)
    first = Article.objects.get(url__endswith="one")
    merging.split_story([first], None)
    read()
    store(make_copy, renew=True)
    assert Article.objects.values("story").distinct().count() == 2
