"""Lists read in pieces by where the last piece ended: each piece costs the same, however deep in the list it lies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from .event import Event


class Place(NamedTuple):
    """Where an event stands in the chronology. The undated come last, whichever way the list goes."""

    earliest: date | None
    order: int
    pk: int


FIRST_PIECE, PIECE = 40, 200
"""The first piece is small, so that its reader need not wait for it."""


def places_after(
    events: QuerySet[Event], last: Place | None, count: int, *, oldest_first: bool = False
) -> list[Place]:
    """The places of the next ``count`` events after ``last`` (None: from the beginning)."""
    found: list[Place] = []
    if last is None or last.earliest is not None:
        found = _piece(events.exclude(earliest=None), last, count, oldest_first)
        last = None
    if len(found) < count:
        found += _piece(events.filter(earliest=None), last, count - len(found), oldest_first)
    return found


def _piece(events: QuerySet[Event], last: Place | None, count: int, oldest_first: bool) -> list[Place]:
    sign, than = ("", "gt") if oldest_first else ("-", "lt")
    columns = ["earliest", "order", "pk"]
    if last is not None:
        beyond = Q(order=last.order, **{f"pk__{than}": last.pk}) | Q(**{f"order__{than}": last.order})
        if last.earliest is not None:
            # the first condition is what the index serves; the second takes out what was read
            events = events.filter(**{f"earliest__{than}e": last.earliest})
            beyond = Q(**{f"earliest__{than}": last.earliest}) | (Q(earliest=last.earliest) & beyond)
        events = events.filter(beyond)
    ordered = events.order_by(*(sign + column for column in columns))
    return [Place(*row) for row in ordered.values_list(*columns)[:count]]


def pieces(events: QuerySet[Event], *, oldest_first: bool = False) -> Iterator[list[int]]:
    """All events in order, as lists of row numbers: a short one, then long ones."""
    last, count = None, FIRST_PIECE
    while found := places_after(events, last, count, oldest_first=oldest_first):
        yield [place.pk for place in found]
        if len(found) < count:
            return
        last, count = found[-1], PIECE
