"""Checks that what is stored holds together. Finds, never mends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Length

from articles.extraction.fingerprints import Fingerprint, bands
from articles.models import (
    Account,
    Article,
    ArticleText,
    Citation,
    CommitmentStep,
    DateMention,
    Event,
    FingerprintBand,
    OfficialMention,
    Participation,
    PendingDocument,
    Post,
    Proposal,
    Quotation,
    ReviewState,
    Revision,
)
from articles.models.copies import wrong_copies
from articles.models.counts import stale_events
from articles.models.revision import fingerprint, unkept_events
from articles.models.search import search_fault

Fault = str
"""One sentence naming the row and what is wrong with it."""


def faults() -> Iterator[Fault]:
    """Everything that is wrong with the content, one sentence each; nothing if all is well."""
    for check in CHECKS:
        yield from check()


def _broken_database() -> Iterator[Fault]:
    """Foreign keys that lead nowhere, and on SQLite the file itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            for (line,) in cursor.fetchall():
                if line != "ok":
                    yield f"The database file is damaged: {line}."
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, parent, _ in cursor.fetchall():
                yield f"Row {row} of {table} points at a row of {parent} that is not there."


def _changed_texts() -> Iterator[Fault]:
    """Texts are frozen: their hash says so."""
    for pk, text, digest, name in ArticleText.objects.values_list(
        "pk", "text", "sha256", "article__key"
    ).iterator():
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield f"Text {pk} of article {name} is not the text that was stored: its hash differs."


def _spans_outside() -> Iterator[Fault]:
    """Each span lies within its text and in order."""
    for model in (DateMention, OfficialMention, Quotation):
        outside = model.objects.annotate(size=Length("text__text")).filter(
            Q(end__gt=F("size")) | Q(end__lte=F("start"))
        )
        for row in outside.select_related("text__article"):
            yield f"{model._meta.verbose_name} {row.pk} at {row} lies outside the text of article {row.text.article.key}."
    for model in (Citation, Participation, Account, CommitmentStep, Proposal):
        outside = model.objects.annotate(size=Length("evidence_text__text")).filter(
            Q(evidence_end__gt=F("size")) | Q(evidence_end__lte=F("evidence_start"))
        )
        for row in outside:
            yield f"The evidence of {model._meta.verbose_name} {row.pk} lies outside its text."


def _foreign_evidence() -> Iterator[Fault]:
    """The evidence of a citation stands in the cited article."""
    for row in Citation.objects.exclude(evidence_text=None).exclude(evidence_text__article=F("article")):
        yield f"The evidence of citation {row.pk} stands in another article than the one cited."


def _dates_out_of_order() -> Iterator[Fault]:
    """First days before last days, though constraints should see to it."""
    for event in Event.objects.filter(earliest__gt=F("latest")):
        yield f"Event {event.slug} ends before it begins."
    for article in Article.objects.filter(published_earliest__gt=F("published_latest")):
        yield f"Article {article.key}: the earliest document date is after the latest."
    for post in Post.objects.filter(start__gt=F("end")).select_related("official"):
        yield f"The post “{post}” of {post.official.slug} ends before it begins."
    for event in Event.objects.filter(Q(earliest__year__lt=1995) | Q(latest__year__gt=2040)):
        yield f"Event {event.slug} is dated outside 1995–2040."


def _texts_without_current() -> Iterator[Fault]:
    """An article with texts has one current text."""
    counted = Article.objects.annotate(
        texts_held=Count("texts"), current=Count("texts", filter=Q(texts__is_current=True))
    ).filter(texts_held__gt=0)
    for article in counted.exclude(current=1):
        yield f"Article {article.key} has {article.current} current texts instead of one."


def _odd_histories() -> Iterator[Fault]:
    """Revisions say what they said: hashes fit, numbers follow on one another, the newest is the present page."""
    last: dict[str, int] = {}
    for row in Revision.objects.order_by("event_key", "number").iterator(chunk_size=100):
        if fingerprint(row.content) != row.sha256:
            yield f"Revision {row.number} of event {row.event_key} is not what was kept: its hash differs."
        if row.number != last.get(row.event_key, 0) + 1:
            yield f"Event {row.event_key}: the revision before number {row.number} is not there."
        last[row.event_key] = row.number
    yield from (f"Event {slug}: its page says something that no revision keeps." for slug in unkept_events())


def _odd_steps() -> Iterator[Fault]:
    """Days and deadlines of commitments lie in the years of the chronology."""
    first, last = date(1995, 1, 1), date(2040, 12, 31)
    inside = [Q(**{name: None}) | Q(**{f"{name}__range": (first, last)}) for name in ("on", "due_on")]
    for step in CommitmentStep.objects.exclude(inside[0] & inside[1]).select_related("commitment"):
        yield f"A step of commitment {step.commitment.slug} is dated outside 1995–2040."


def _odd_proposals() -> Iterator[Fault]:
    """A proposal names what it proposes, for a text that was stored, and a decided one says when it was decided."""
    needs = {"participant": Q(event=None) | Q(official=None), "date": Q(value=""), "join": Q(other=None)}
    for kind, lacking in needs.items():
        for row in Proposal.objects.filter(lacking, kind=kind):
            yield f"Proposal {row.pk} ({kind}) does not say what it proposes."
    for row in Proposal.objects.exclude(state=ReviewState.PROPOSED).filter(decided_at=None):
        yield f"Proposal {row.pk} is {row.state}, but nobody decided it."
    stored = ArticleText.objects.filter(sha256=OuterRef("text_sha256"), article=OuterRef("article"))
    for row in Proposal.objects.exclude(Exists(stored)).select_related("article"):
        yield f"Proposal {row.pk} was read from a text that article {row.article.key} does not have."


def _odd_pending() -> Iterator[Fault]:
    """What editors added by hand waits, is being read, or says what became of it."""
    state = PendingDocument.State
    odd = {
        "is being read, but nobody says since when": Q(state=state.TAKEN, taken_at=None),
        "is claimed by a run, but not being read": ~Q(state=state.TAKEN) & ~Q(claim=""),
        "failed without a reason": Q(state=state.FAILED, error=""),
        "is done, but nobody says since when": Q(state__in=[state.STORED, state.FAILED], finished_at=None),
    }
    for words, sign in odd.items():
        for row in PendingDocument.objects.filter(sign).only("pk"):
            yield f"Document {row.pk} added by hand {words}."


def _stale_counts() -> Iterator[Fault]:
    """Counts and search words on events equal what they count."""
    for slug in stale_events():
        yield f"Event {slug}: article count, story count or search words are out of date."


def _wrong_copies() -> Iterator[Fault]:
    """Links say of their articles' days and stories what the articles say."""
    for pk in wrong_copies():
        yield f"Citation {pk}: its copy of the article's day or story is out of date."


def _search_out_of_step() -> Iterator[Fault]:
    """The full-text index holds each event, with its words."""
    if fault := search_fault():
        yield f"{fault} Mend it with: manage.py rebuild_search"


def _incomplete_index() -> Iterator[Fault]:
    """The story index holds each current text's bands and no others."""
    for text in ArticleText.objects.current().defer("text", "source").select_related("article").iterator():
        try:
            wanted = set(bands(Fingerprint.from_bytes(bytes(text.fingerprint))))
        except ValueError:
            yield f"Article {text.article.key} has no readable fingerprint."
            continue
        if wanted != set(text.bands.values_list("value", flat=True)):
            yield f"Article {text.article.key}: its entries in the story index are not those of its text."
    for band in FingerprintBand.objects.exclude(text__is_current=True)[:20]:
        yield f"Story index entry {band.pk} belongs to a text that is not current."


def _published_without_ground() -> Iterator[Fault]:
    """Readers see accepted events only, and decisions say when they were made."""
    for event in Event.objects.filter(is_published=True).exclude(state=ReviewState.ACCEPTED):
        yield f"Event {event.slug} is published but not accepted."
    undecided = Citation.objects.filter(origin=Citation.Origin.MACHINE, decided_at=None)
    for row in undecided.exclude(state=ReviewState.PROPOSED):
        yield f"Citation {row.pk} is {row.state}, but nobody decided it."


CHECKS: tuple[Callable[[], Iterator[Fault]], ...] = (
    _broken_database,
    _changed_texts,
    _spans_outside,
    _foreign_evidence,
    _dates_out_of_order,
    _texts_without_current,
    _odd_histories,
    _odd_steps,
    _odd_proposals,
    _odd_pending,
    _stale_counts,
    _wrong_copies,
    _search_out_of_step,
    _incomplete_index,
    _published_without_ground,
)
