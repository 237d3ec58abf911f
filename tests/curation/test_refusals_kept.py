"""What an editor refused for a text is not proposed again for a text with the same hash, whatever its address."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from articles.curation import queue
from articles.curation.merging import merge_events
from articles.curation.refusals import keep_refusals
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
    Span,
)
from articles.extraction.fingerprints import fingerprint
from articles.ingest.store import store
from articles.ingest.work import Reading
from articles.models import Article, Citation, Event, Official, Proposal, Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2018, 5, 17)
TEXT = "Trade Envoy Avery Stone and Deputy Envoy Rowan Field met their hosts in Geneva on Thursday."
INFERRED = DocumentDate(
    DAY, DAY, Basis.INFERRED, evidence="on Thursday", reason="It looks ahead to the round."
)
PEOPLE = (
    Mention(12, 23, "Avery Stone", "Avery Stone", official="avery-stone", side=Side.US, role="Trade Envoy"),
    Mention(41, 52, "Rowan Field", "Rowan Field", side=Side.US, role="Deputy Envoy", proposed=True),
)


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def event():
    make.make_official("Avery Stone", slug="avery-stone")
    return make.make_event("Geneva round", slug="geneva-round")


def read(address="one", text=TEXT, **found):
    """Store the article as read now, its machine-made rows made anew."""
    link = EventLink("geneva-round", DAY, DAY, Relation.REPORT, 0.9, ("The day fits.",), Span(0, len(TEXT)))
    extraction = Extraction(
        id=address, text=text, title="Envoys meet", relevant=True, published=INFERRED, people=PEOPLE, events=(link,)
    )  # fmt: skip
    document = Document(address, text, url=f"https://news.example/{address}")
    return store(Reading(document, replace(extraction, **found), fingerprint(text)), renew=True)


def tokens(kind):
    return [queue.token_of(row) for row in queue.waiting(queue.Wanted(frozenset({kind}))).rows]


def delete(article):
    """As the admin deletes: what was refused of it is written down before."""
    keep_refusals(article)
    article.delete()


def test_a_reading_proposes_a_source_a_participant_a_date_and_an_official(event):
    read()
    counts = queue.count_waiting()
    assert {kind for kind, count in counts.items() if count} == {
        "citation",
        "participant",
        "date",
        "official",
    }


@pytest.mark.parametrize("kind", ["citation", "participant", "date", "official"])
def test_what_was_refused_does_not_come_back_with_the_text(event, editor, kind):
    read()
    queue.refuse(tokens(kind), editor)
    read()
    assert tokens(kind) == []


@pytest.mark.parametrize("kind", ["citation", "participant", "date", "official"])
def test_what_was_refused_does_not_come_with_a_copy_of_the_text(event, editor, kind):
    read()
    queue.refuse(tokens(kind), editor)
    read("two")
    assert tokens(kind) == []


@pytest.mark.parametrize("address", ["one", "two"])
@pytest.mark.parametrize("kind", ["citation", "participant", "date"])
def test_a_refusal_outlives_the_article(event, editor, kind, address):
    read()
    queue.refuse(tokens(kind), editor)
    delete(Article.objects.get())
    read(address)
    read(address)
    assert tokens(kind) == []


def test_a_refused_official_that_was_deleted_is_not_proposed_again(event, editor):
    read()
    queue.refuse(tokens("official"), editor)
    official = Official.objects.get(state="refused")
    keep_refusals(official)
    official.delete()
    read("two")
    assert tokens("official") == []


def test_a_refusal_goes_with_its_event_into_another_and_is_kept_once(event, editor):
    read()
    queue.refuse(tokens("citation"), editor)
    article = Article.objects.get()
    assert (keep_refusals(article), keep_refusals(article)) == (1, 0)
    article.delete()
    whole = make.make_event("Whole round")
    merge_events(whole, event, editor)
    assert Refusal.objects.get().event == whole


@pytest.mark.parametrize("kind", ["citation", "participant", "date"])
def test_what_was_accepted_is_not_proposed_again(event, editor, kind):
    read()
    queue.accept(tokens(kind), editor)
    read()
    assert tokens(kind) == []


def test_a_refused_event_does_not_come_back(editor):
    proposal = EventProposal(DAY, DAY, "round", "Geneva", Relation.REPORT, 0.6, "Both sides met.")
    read(events=(), proposals=(proposal,))
    queue.refuse(tokens("event"), editor)
    read("two", events=(), proposals=(proposal,))
    assert (Event.objects.get().state, tokens("event")) == ("refused", [])


def test_a_refused_event_that_was_deleted_does_not_come_back(editor):
    proposal = EventProposal(DAY, DAY, "round", "Geneva", Relation.REPORT, 0.6, "Both sides met.")
    read(events=(), proposals=(proposal,))
    queue.refuse(tokens("event"), editor)
    event = Event.objects.get()
    keep_refusals(event)
    event.delete()
    read("two", events=(), proposals=(proposal,))
    assert not Event.objects.exists()


def test_a_refused_date_leaves_the_article_undated(event, editor):
    read()
    queue.refuse(tokens("date"), editor)
    read()
    article = Article.objects.get()
    assert (article.published_earliest, article.published_basis) == (None, "unknown")


def test_another_date_for_the_same_text_may_be_proposed(event, editor):
    read()
    queue.refuse(tokens("date"), editor)
    other = replace(INFERRED, earliest=date(2018, 5, 16))
    read(published=other)
    assert Proposal.objects.proposed().get(kind="date").value == other.value


def test_an_accepted_date_is_locked(event, editor):
    read()
    queue.accept(tokens("date"), editor)
    read(published=DocumentDate(date(2019, 1, 1), date(2019, 1, 1), Basis.URL))
    assert Article.objects.get().published_earliest == DAY


def test_an_accepted_participant_takes_part_on_the_words_of_the_text(event, editor):
    read()
    queue.accept(tokens("participant"), editor)
    made = event.participations.get()
    assert (str(made.official), made.evidence) == ("Avery Stone", "Avery Stone")


def test_a_proposal_nobody_decided_goes_when_the_text_says_it_no_more(event):
    read()
    read(events=(), people=(), published=DocumentDate())
    assert Proposal.objects.count() == Citation.objects.count() == Official.objects.proposed().count() == 0


WORDS = [f"word{number}" for number in range(200)]
HALF_A, HALF_B = " ".join(WORDS), " ".join([*WORDS[:44], *(f"other{number}" for number in range(160))])


def test_texts_that_share_a_part_are_proposed_as_one_story(editor):
    plain = {"events": (), "people": (), "published": DocumentDate()}
    read("one", HALF_A, **plain)
    read("two", HALF_B, **plain)
    (token,) = tokens("join")
    queue.refuse([token], editor)
    read("one", HALF_A, **plain)
    read("two", HALF_B, **plain)
    assert tokens("join") == []
    assert Article.objects.values("story").distinct().count() == 2


def test_stories_that_were_joined_stay_joined(editor):
    plain = {"events": (), "people": (), "published": DocumentDate()}
    read("one", HALF_A, **plain)
    read("two", HALF_B, **plain)
    queue.accept(tokens("join"), editor)
    read("one", HALF_A, **plain)
    assert Article.objects.values("story").distinct().count() == 1
    assert tokens("join") == []


def test_a_copy_printed_a_year_later_may_be_no_part_of_the_story(editor):
    plain = {"events": (), "people": ()}
    read("one", HALF_A, **plain, published=DocumentDate(DAY, DAY, Basis.STATED))
    late = DocumentDate(date(2019, 6, 1), date(2019, 6, 1), Basis.STATED)
    read("two", HALF_A, **plain, published=late)
    (token,) = tokens("split")
    queue.accept([token], editor)
    read("two", HALF_A, **plain, published=late)
    assert Article.objects.values("story").distinct().count() == 2
    assert tokens("split") == []


@pytest.mark.parametrize("gone", ["one", "two"])
def test_a_refused_join_outlives_either_article(editor, gone):
    plain = {"events": (), "people": (), "published": DocumentDate()}
    read("one", HALF_A, **plain)
    read("two", HALF_B, **plain)
    queue.refuse(tokens("join"), editor)
    delete(Article.objects.get(url=f"https://news.example/{gone}"))
    read(gone, {"one": HALF_A, "two": HALF_B}[gone], **plain)
    assert tokens("join") == []
    assert Article.objects.values("story").distinct().count() == 2


def test_a_refused_split_outlives_the_late_article(editor):
    plain = {"events": (), "people": ()}
    late = DocumentDate(date(2019, 6, 1), date(2019, 6, 1), Basis.STATED)
    read("one", HALF_A, **plain, published=DocumentDate(DAY, DAY, Basis.STATED))
    read("two", HALF_A, **plain, published=late)
    queue.refuse(tokens("split"), editor)
    delete(Article.objects.get(url="https://news.example/two"))
    read("two", HALF_A, **plain, published=late)
    assert tokens("split") == []
