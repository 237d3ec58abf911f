"""Accept, refuse, correct: what editors make of the machine's proposals.

A refusal stays as a row, so that the machine sees it and never proposes the same again.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from articles.models import Change, Citation, Event, Official, ReviewState
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .changes import ADDED, record, record_changes, snapshot, unsaved_change
from .locks import lock_fields
from .naming import events_touched_by

EVENT_WAS_REFUSED = "The event was refused."

BATCH = 500


def accept_citations(
    citations: Iterable[Citation], by: User | None, reason: str = "", *, relation: str = ""
) -> int:
    """Make the articles sources of their events, as ``relation`` if given. Returns how many were not so before."""
    return _decide_citations(citations, ReviewState.ACCEPTED, by, reason, relation=relation)


def refuse_citations(citations: Iterable[Citation], by: User | None, reason: str = "") -> int:
    """Refuse the links for good. Returns how many were not refused before."""
    return _decide_citations(citations, ReviewState.REFUSED, by, reason)


def reopen_citations(citations: Iterable[Citation], by: User | None, reason: str = "") -> int:
    """Take decisions back: the links are proposals again. Returns how many were decided before."""
    return _decide_citations(citations, ReviewState.PROPOSED, by, reason)


def mark_decided(citation: Citation, by: User | None) -> None:
    """Say on the row, without saving it, that a human decided it; a row put back to proposed is undecided again."""
    for field, value in _signature(citation.state, by).items():
        setattr(citation, field, value)


def _signature(state: str, by: User | None) -> dict[str, Any]:
    if state == ReviewState.PROPOSED:
        return {"decided_by": None, "decided_at": None}
    return {"decided_by": by, "decided_at": timezone.now()}


@transaction.atomic
def _decide_citations(
    citations: Iterable[Citation], state: str, by: User | None, reason: str, *, relation: str = ""
) -> int:
    wanted = {"state": state} | ({"relation": relation} if relation else {})
    decided, changes = [], []
    for citation in _with_keys(citations):
        differing = {field: value for field, value in wanted.items() if getattr(citation, field) != value}
        is_settled = citation.is_decided or state == ReviewState.PROPOSED
        if not differing and is_settled:
            continue
        for field, value in (differing or {"state": state}).items():
            changes.append(unsaved_change(citation, field, getattr(citation, field), value, by, reason))
        decided.append(citation)
    fields = wanted | _signature(state, by)
    for start in range(0, len(decided), BATCH):
        batch = [citation.pk for citation in decided[start : start + BATCH]]
        Citation.objects.filter(pk__in=batch).update(**fields)
    Change.objects.bulk_create(changes, batch_size=BATCH)
    touched = {citation.event_id for citation in decided}
    refresh_events(touched)
    keep_revisions(touched)
    return len(decided)


def _with_keys(citations: Iterable[Citation]) -> Iterable[Citation]:
    """The citations with what the log needs of their neighbours: two queries instead of two for each."""
    ids = [citation.pk for citation in citations]
    for start in range(0, len(ids), BATCH):
        batch = Citation.objects.filter(pk__in=ids[start : start + BATCH]).select_for_update(of=("self",))
        yield from batch.select_related("event", "article").defer("event__search_text").order_by("pk")


@transaction.atomic
def correct_citation(
    citation: Citation, by: User | None, *, relation: str = "", event: Event | None = None, reason: str = ""
) -> Citation:
    """Accept the link with another relation or for another event. Returns the accepted link.

    For another event the link that was wrong stays, refused: the machine must not come back with it.
    """
    if event is None or event.pk == citation.event_id:
        accept_citations([citation], by, reason, relation=relation or citation.relation)
        citation.refresh_from_db()
        return citation
    refuse_citations([citation], by, reason or f"It belongs to {event}.")
    right, is_new = Citation.objects.get_or_create(
        event=event,
        article=citation.article,
        defaults={
            "relation": relation or citation.relation,
            "origin": Citation.Origin.CURATED,
            "evidence_text": citation.evidence_text,
            "evidence_start": citation.evidence_start,
            "evidence_end": citation.evidence_end,
            "note": citation.note,
        },
    )
    if is_new:
        record(right, ADDED, "", str(right), by, reason)
    accept_citations([right], by, reason, relation=relation or right.relation)
    right.refresh_from_db()
    return right


@transaction.atomic
def correct_row(
    row: Event | Official, values: dict[str, Any], by: User | None, reason: str = ""
) -> list[str]:
    """Set what an editor corrected on a row, lock it and log it. Returns the names of the fields that differed."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if not differing:
        return []
    before = snapshot(row)
    for name in differing:
        setattr(row, name, values[name])
    lock_fields(row, differing)
    row.save(update_fields=[*differing, "locked_fields", "updated_at"])
    record_changes(row, before, snapshot(row), by, reason)
    touched = events_touched_by(row)
    refresh_events(touched)
    keep_revisions(touched)
    return differing


def accept_officials(officials: Iterable[Official], by: User | None, reason: str = "") -> int:
    """Take the people into the gazetteer and show them to readers."""
    return _decide_rows(officials, {"state": ReviewState.ACCEPTED}, by, reason)


def refuse_officials(officials: Iterable[Official], by: User | None, reason: str = "") -> int:
    """Refuse the people for good."""
    return _decide_rows(officials, {"state": ReviewState.REFUSED}, by, reason)


def accept_events(events: Iterable[Event], by: User | None, reason: str = "") -> int:
    """Take the events into the chronology and publish them."""
    return _decide_rows(events, {"state": ReviewState.ACCEPTED, "is_published": True}, by, reason)


@transaction.atomic
def refuse_events(events: Iterable[Event], by: User | None, reason: str = "") -> int:
    """Refuse the events for good, and with them the links that were proposed to them."""
    events = list(events)
    open_links = Citation.objects.proposed().filter(event__in=events)
    refuse_citations(open_links, by, reason or EVENT_WAS_REFUSED)
    return _decide_rows(events, {"state": ReviewState.REFUSED, "is_published": False}, by, reason)


def publish_events(events: Iterable[Event], by: User | None, reason: str = "") -> int:
    """Show the events to readers."""
    return _decide_rows(events, {"is_published": True}, by, reason)


def unpublish_events(events: Iterable[Event], by: User | None, reason: str = "") -> int:
    """Hide the events from readers; they stay as they are."""
    return _decide_rows(events, {"is_published": False}, by, reason)


@transaction.atomic
def _decide_rows(rows: Iterable[Model], wanted: dict[str, object], by: User | None, reason: str) -> int:
    """Set, lock and log the wanted values of each row that has others. Returns how many rows had."""
    decided, changes, now = [], [], timezone.now()
    for row in rows:
        differing = {field: value for field, value in wanted.items() if getattr(row, field) != value}
        if not differing:
            continue
        for field, value in differing.items():
            changes.append(unsaved_change(row, field, str(getattr(row, field)), str(value), by, reason))
            setattr(row, field, value)
        lock_fields(row, differing)
        row.updated_at = now
        decided.append(row)
    if decided:
        _write(decided, wanted)
        Change.objects.bulk_create(changes, batch_size=BATCH)
        keep_revisions({pk for row in decided for pk in events_touched_by(row)})
    return len(decided)


def _write(rows: list[Model], wanted: dict[str, object]) -> None:
    """Store the wanted values, and the locks: most rows have the same, so a few statements are enough for all of them."""
    by_locks: dict[tuple[str, ...], list[Model]] = defaultdict(list)
    for row in rows:
        by_locks[tuple(row.locked_fields)].append(row)
    manager = type(rows[0])._base_manager
    for locks, alike in by_locks.items():
        fields = wanted | {"locked_fields": list(locks), "updated_at": alike[0].updated_at}
        for start in range(0, len(alike), BATCH):
            manager.filter(pk__in=[row.pk for row in alike[start : start + BATCH]]).update(**fields)
