"""The events around an event: the talks before and after it, its parts, its series, the thirty days."""
# ruff: noqa: S608 - the parts these statements are put together from are constants of this file

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import connection

from articles.models import Event

AROUND = timedelta(days=30)
AROUND_SHOWN = 20
SERIES_SHOWN = 15
"""Events of the same series shown before, and as many after: a channel may meet for decades."""

FIELDS = (
    "id", "slug", "title", "kind", "earliest", "latest", "is_about", "order", "series_id", "parent_id", "state",
)  # fmt: skip
"""What a neighbour's line needs, in the order of the model."""
SHOWN = "state = 'accepted' AND is_published = TRUE"
FEW_SHOWN = "state || '' = 'accepted' AND is_published = TRUE"
"""The same, to be looked for among few: the empty word keeps SQLite from reading all that are shown."""
KNOWN = "(earliest <= %(day)s OR told_on <= %(day)s)"
TALKS = "kind <> 'measure'"
# what an index serves stands first, alone
BEFORE = 'earliest <= %(earliest)s AND (earliest, "order", id) < (%(earliest)s, %(order)s, %(pk)s)'
AFTER = 'earliest >= %(earliest)s AND (earliest, "order", id) > (%(earliest)s, %(order)s, %(pk)s)'
OLDEST_FIRST = 'earliest, "order", id'
NEWEST_FIRST = 'earliest DESC, "order" DESC, id DESC'


def neighbours_of(event: Event, known_on: date | None = None) -> dict[str, object]:
    """``previous``, ``next``, ``parts``, ``series_events`` and ``around``, with one query for all of them."""
    found = sorted(_read(event, known_on), key=_place)
    others = [other for other in found if other.pk != event.pk]
    before, after = _either_side(event, others)
    return {
        "previous": before[-1] if before else None,
        "next": after[0] if after else None,
        "parts": [other for other in others if other.parent_id == event.pk],
        "series_events": [other for other in found if event.series_id and other.series_id == event.series_id],
        "around": [other for other in others if _is_around(event, other)][:AROUND_SHOWN],
    }


def _read(event: Event, known_on: date | None) -> list[Event]:
    """All that the page names. Each kind is found by an index and cut before any event is read.

    Written by hand: Django takes ten times as long to put the statement together as a database to answer it.
    """
    known = "" if known_on is None else f" AND {KNOWN}"
    kinds = " UNION ".join(
        f"SELECT id FROM (SELECT id FROM articles_event WHERE {which}{known}{cut}) AS some{number}"
        for number, (which, cut) in enumerate(_kinds(event))
    )
    columns = ", ".join(f'"{name}"' for name in FIELDS)
    given = {"pk": event.pk, "order": event.order, "earliest": event.earliest, "day": known_on}
    given |= {"series": event.series_id, "first": None, "last": None}
    if event.earliest is not None:
        given["first"], given["last"] = _window(event)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM articles_event WHERE id IN ({kinds})", given)
        return [_event(row) for row in cursor.fetchall()]


def _event(row: tuple[object, ...]) -> Event:
    """SQLite keeps days as words."""
    values = [Event._meta.get_field(name).to_python(value) for name, value in zip(FIELDS, row, strict=True)]
    return Event.from_db(connection.alias, FIELDS, values)


def _kinds(event: Event) -> Iterator[tuple[str, str]]:
    """Of each kind of neighbour: which they are, and in what order how many of them."""
    yield f"parent_id = %(pk)s AND {FEW_SHOWN}", ""
    if event.series_id:
        yield f"id = %(pk)s AND {SHOWN}", ""
        series = f"series_id = %(series)s AND {FEW_SHOWN}"
        if event.earliest is None:
            yield series, f" ORDER BY earliest IS NULL, {NEWEST_FIRST} LIMIT {SERIES_SHOWN}"
        else:
            yield f"{series} AND {BEFORE}", f" ORDER BY {NEWEST_FIRST} LIMIT {SERIES_SHOWN}"
            yield f"{series} AND {AFTER}", f" ORDER BY {OLDEST_FIRST} LIMIT {SERIES_SHOWN}"
    if event.earliest is not None:
        yield f"{SHOWN} AND {TALKS} AND {BEFORE}", f" ORDER BY {NEWEST_FIRST} LIMIT 1"
        yield f"{SHOWN} AND {TALKS} AND {AFTER}", f" ORDER BY {OLDEST_FIRST} LIMIT 1"
        window = "earliest BETWEEN %(first)s AND %(last)s AND id <> %(pk)s"
        yield f"{SHOWN} AND {window}", f" ORDER BY {OLDEST_FIRST} LIMIT {AROUND_SHOWN}"


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
    """Where it stands in the chronology, the undated last."""
    return event.earliest or date.max, event.order, event.pk
