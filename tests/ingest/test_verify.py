"""``verify`` finds each kind of fault that it promises to find: all of them are planted here, past the models."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.extraction.fingerprints import bands
from articles.extraction.fingerprints import fingerprint as fingerprint_of
from articles.ingest.integrity import faults
from articles.ingest.rows import text_digest
from articles.models import (
    Account,
    ArticleText,
    Citation,
    CommitmentStep,
    DateMention,
    Event,
    FingerprintBand,
    OfficialMention,
    Participation,
    PendingDocument,
    Proposal,
    Quotation,
    Revision,
)
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions
from articles.models.search import INDEX
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "The envoys met in Geneva on Thursday. “We are content,” said Avery Stone."
FAR = 99_999


def fingerprinted(article):
    """The article's current text with its fingerprint and its entries in the story index."""
    text = article.texts.get()
    mark = fingerprint_of(text.text)
    ArticleText.objects.filter(pk=text.pk).update(fingerprint=mark.to_bytes(), sha256=text_digest(text.text))
    text.refresh_from_db()
    FingerprintBand.objects.bulk_create(FingerprintBand(text=text, value=value) for value in bands(mark))
    return text


@pytest.fixture(autouse=True)
def sound(db):
    """A chronology with a row of every kind, in which nothing is wrong."""
    event = make.make_event("Geneva round", slug="geneva")
    article = make.make_article(text=TEXT, publisher=make.make_publisher())
    text = fingerprinted(article)
    official = make.make_official("Avery Stone", slug="avery-stone")
    make.make_post(official, start=date(2017, 1, 1), end=date(2019, 1, 1))
    make.make_participation(event, official, **make.span_of(text, "Avery Stone"))
    make.make_account(event, **make.span_of(text, "We are content"))
    make.make_citation(
        event, article, evidence="met in Geneva", state="proposed", origin="machine", score=0.8
    )
    make.make_step(make.make_commitment(event), on=date(2018, 5, 17), **make.span_of(text, "on Thursday"))
    make.make_date_mention(text, "Thursday")
    make.make_official_mention(text, "Avery Stone", official=official)
    make.make_quotation(text, "We are content,")
    Proposal.objects.create(
        kind="participant", key="p", event=event, official=official, article=article, text_sha256=text.sha256,
        **make.span_of(text, "Avery Stone"),
    )  # fmt: skip
    PendingDocument.objects.create(form="text", name="x")
    refresh_events([event.pk])
    keep_revisions()
    assert list(faults()) == []


def other_text():
    return make.make_article("Another", text=TEXT + " More.").texts.get()


def second_current():
    text = ArticleText.objects.get()
    ArticleText.objects.filter(pk=text.pk).update(is_current=False)


def foreign():
    Citation.objects.update(evidence_text=fingerprinted(other_text().article))


def sql(*statements):
    """Past the models, and where the database would refuse it past its own checks."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def pending(**fields):
    PendingDocument.objects.update(**fields)


PLANTS = {
    "a changed text": (lambda: ArticleText.objects.update(text=TEXT.replace("met", "ate")), "its hash differs"),
    "a date outside": (lambda: DateMention.objects.update(end=FAR), "outside the text of article"),
    "a name outside": (lambda: OfficialMention.objects.update(end=FAR), "outside the text of article"),
    "a quotation outside": (lambda: Quotation.objects.update(end=FAR), "outside the text of article"),
    "a citation outside": (lambda: Citation.objects.update(evidence_end=FAR), "lies outside its text"),
    "a participant outside": (lambda: Participation.objects.update(evidence_end=FAR), "lies outside its text"),
    "an account outside": (lambda: Account.objects.update(evidence_end=FAR), "lies outside its text"),
    "a step outside": (lambda: CommitmentStep.objects.update(evidence_end=FAR), "lies outside its text"),
    "a proposal outside": (lambda: Proposal.objects.update(evidence_end=FAR), "lies outside its text"),
    "evidence of another article": (foreign, "stands in another article"),
    "an event out of its time": (
        lambda: Event.objects.update(earliest=date(1805, 1, 1), latest=date(1805, 1, 1)),
        "outside 1995–2040",
    ),
    "a step out of its time": (lambda: CommitmentStep.objects.update(due_on=date(2805, 1, 1)), "outside 1995–2040"),
    "no current text": (second_current, "current texts instead of one"),
    "a wrong count": (lambda: Event.objects.update(article_count=7), "out of date"),
    "wrong search words": (lambda: Event.objects.update(search_text="nothing"), "out of date"),
    "a missing entry of the story index": (lambda: FingerprintBand.objects.first().delete(), "story index"),
    "an entry of an old text": (second_current, "not current"),
    "an unreadable fingerprint": (lambda: ArticleText.objects.update(fingerprint=b"x"), "no readable fingerprint"),
    "a published proposal": (lambda: Event.objects.update(state="proposed"), "published but not accepted"),
    "a decision of nobody": (lambda: Citation.objects.update(state="accepted"), "but nobody decided it"),
    "a proposal decided by nobody": (lambda: Proposal.objects.update(state="refused"), "but nobody decided it"),
    "a proposal of nothing": (lambda: Proposal.objects.update(official=None), "does not say what it proposes"),
    "a proposal from nowhere": (lambda: Proposal.objects.update(text_sha256="0" * 64), "does not have"),
    "a changed revision": (lambda: Revision.objects.update(content={"id": "geneva"}), "is not what was kept"),
    "a lost revision": (lambda: Revision.objects.update(number=3), "the revision before number 3"),
    "a page without revision": (lambda: Revision.objects.all().delete(), "no revision keeps"),
    "a page changed past its revisions": (lambda: Account.objects.update(text="Other words."), "no revision keeps"),
    "a claim without reading": (lambda: pending(claim="x"), "but not being read"),
    "a failure without reason": (lambda: pending(state="failed"), "failed without a reason"),
    "an end without a time": (lambda: pending(state="stored"), "nobody says since when"),
    "a reading without a beginning": (lambda: pending(state="taken", claim="x"), "nobody says since when"),
}  # fmt: skip
ON_SQLITE = {
    "an index without an event": (lambda: sql(f"DELETE FROM {INDEX}_docsize"), "search index holds"),  # noqa: S608
    "a lost trigger": (lambda: sql(f"DROP TRIGGER {INDEX}_update"), "triggers is not there"),
    "an index in other words": (
        lambda: sql(f"DROP TRIGGER {INDEX}_update", "UPDATE articles_event SET search_text = 'x'"),
        "search index",
    ),
    "days in disorder": (
        lambda: sql(
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE articles_event SET earliest = '2018-06-01'",
            "PRAGMA ignore_check_constraints = OFF",
        ),
        "ends before it begins",
    ),
    "days of an article in disorder": (
        lambda: sql(
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE articles_article SET published_earliest = '2030-06-01'",
            "PRAGMA ignore_check_constraints = OFF",
        ),
        "earliest document date is after",
    ),
    "days of a post in disorder": (
        lambda: sql(
            "PRAGMA ignore_check_constraints = ON",
            'UPDATE articles_post SET "start" = "2030-06-01"',
            "PRAGMA ignore_check_constraints = OFF",
        ),
        "ends before it begins",
    ),
}


def found_after(plant):
    plant()
    return list(faults())


@pytest.mark.parametrize(("plant", "words"), PLANTS.values(), ids=PLANTS)
def test_a_planted_fault_is_found(plant, words):
    assert any(words in fault for fault in found_after(plant))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plants them past what PostgreSQL lets anybody do")
@pytest.mark.parametrize(("plant", "words"), ON_SQLITE.values(), ids=ON_SQLITE)
def test_a_fault_planted_past_the_database_is_found(plant, words):
    assert any(words in fault for fault in found_after(plant))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sees to it")
@pytest.mark.django_db(transaction=True)
def test_a_row_that_points_nowhere_is_found():
    sql("PRAGMA foreign_keys = OFF", "DELETE FROM articles_official")
    try:
        assert any("that is not there" in fault for fault in faults())
    finally:
        sql("DELETE FROM articles_participation", "DELETE FROM articles_post", "DELETE FROM articles_officialmention", "DELETE FROM articles_proposal", "PRAGMA foreign_keys = ON")  # fmt: skip


def test_each_fault_is_a_line_that_steers_no_terminal(capsys):
    Event.objects.update(slug="a\x1b[2J\nb", article_count=9)
    with pytest.raises(CommandError, match="fault"):
        call_command("verify")
    assert "\x1b" not in capsys.readouterr().out
