"""The events around an event: the talks before and after it, its parts, its series, the thirty days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, Subquery

from articles.models import Event
from articles.models.event import EventQuerySet

AROUND = timedelta(days=30)
AROUND_SHOWN = 20
SERIES_SHOWN = 15
"""Events of the same series shown before, and as many after: a channel may meet for decades."""
READ = 400
FIELDS = ["slug", "title", "kind", "state", "earliest", "latest", "is_about", "order", "series", "parent"]


def neighbours_of(event: Event, known_on: date | None = None) -> dict[str, object]:
    """``previous``, ``next``, ``parts``, ``series_events`` and ``around``, with one query for all of them."""
    shown = Event.objects.shown().known_on(known_on)
    wanted = Q(parent=event.pk)
    for others in _of_series(event, shown):
        wanted |= Q(pk__in=others.values("pk")[:SERIES_SHOWN])
    if event.earliest is not None:
        talks = shown.exclude(kind=Event.Kind.MEASURE)
        nearest = [talks.before(event), talks.after(event)]
        wanted |= Q(earliest__range=_window(event))
        for others in nearest:
            wanted |= Q(pk=Subquery(others.values("pk")[:1]))
    found = list(shown.filter(wanted).chronological().only(*FIELDS)[:READ])
    others = [other for other in found if other.pk != event.pk]
    before, after = _either_side(event, others)
    return {
        "previous": before[-1] if before else None,
        "next": after[0] if after else None,
        "parts": [other for other in others if other.parent_id == event.pk],
        "series_events": [other for other in found if event.series_id and other.series_id == event.series_id],
        "around": [other for other in others if _is_around(event, other)][:AROUND_SHOWN],
    }


def _of_series(event: Event, shown: EventQuerySet) -> list[EventQuerySet]:
    """The events of its series, nearest first: those before it, those after; of an undated event, the newest."""
    if not event.series_id:
        return []
    itself, others = shown.filter(pk=event.pk), shown.filter(series=event.series_id)
    if event.earliest is None:
        return [itself, others.newest_first()]
    return [itself, others.before(event), others.after(event)]


def _window(event: Event) -> tuple[date, date]:
    return event.earliest - AROUND, event.latest + AROUND


def _is_around(event: Event, other: Event) -> bool:
    if event.earliest is None or other.earliest is None:
        return False
    first, last = _window(event)
    return first <= other.earliest <= last


def _either_side(event: Event, others: Iterable[Event]) -> tuple[list[Event], list[Event]]:
    """The dated talks before and those after the event; none where its own day is not known."""
    if event.earliest is None:
        return [], []
    talks = [other for other in others if other.is_talks and other.earliest is not None]
    before = [other for other in talks if _place(other) < _place(event)]
    return before, [other for other in talks if _place(other) > _place(event)]


def _place(event: Event) -> tuple[date, int, int]:
    return event.earliest, event.order, event.pk
