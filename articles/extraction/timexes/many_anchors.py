"""Reads the same expressions against many days, one after the other, as ``linking.dating`` asks for.

Only the days are wanted here, no records and reasons; and most readings are those of another day moved: "Thursday"
depends on the weekday of the anchor alone, "last month" on its month, "May 2018" on nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ..body import Body
from .candidates import Candidate, Form, Unit
from .evidence import Evidence, gather
from .readings import State
from .resolve import read_all, read_one, usable_anchor

Days = tuple[date, date]
"""The first and the last day that an expression names."""

_DayReader = Callable[[date, State], Days | None]

_SHIFTS_IN_WEEKS = frozenset({None, Unit.DAY, Unit.WEEK, Unit.WEEKEND})


class ManyAnchors:
    """The expressions of one text, to be read against any number of days."""

    def __init__(self, body: Body, candidates: Iterable[Candidate]) -> None:
        self._text = body.folded.text
        self._found = tuple(candidates)
        self._evidence: dict[int, Evidence] = {}
        spoken_on = self._evidence_of(None).spoken_on
        self._looks_around = any(_looks_around(one) for one in (*self._found, *spoken_on.values()))
        beside = self._evidence_of(None).day_beside
        self._readers = [_reader(one, index, index in beside) for index, one in enumerate(self._found)]

    def read(self, anchor: date) -> tuple[Days | None, ...]:
        """First and last day of each expression seen from ``anchor``: 2017-07-20 twice for "Thursday" on the 21st.

        None where it cannot be known, or the calendar has no such day. The same as ``resolve`` gives.
        """
        day = usable_anchor(anchor)
        evidence = self._evidence_of(day)
        if day is None or evidence.is_narrative or self._looks_around:
            # an expression may hang on one before it: all are read, in their order
            readings = read_all(self._found, State(day, evidence))
            return tuple(
                (one.interval.first, one.interval.last) if one.interval else None for one in readings
            )
        state = State(day, evidence)
        return tuple([reader(day, state) for reader in self._readers])

    def _evidence_of(self, anchor: date | None) -> Evidence:
        """What the expressions say about one another; of the anchor it takes no more than the year."""
        year = anchor.year if anchor else 0
        if year not in self._evidence:
            self._evidence[year] = gather(self._text, self._found, anchor, None)
        return self._evidence[year]


def _looks_around(candidate: Candidate) -> bool:
    """True for what may be read by the expressions before it: "the day", "the year-ago quarter", "through Friday"."""
    if candidate.told or candidate.form in (Form.SAME, Form.COUNTED):
        return True
    if candidate.form in (Form.WEEKDAY, Form.WEEKDAYS):
        return candidate.cue in ("through", "until", "till")
    return candidate.form is Form.QUARTER and candidate.number is None


def _reader(candidate: Candidate, index: int, has_date_beside: bool) -> _DayReader:
    def read(anchor: date, state: State) -> Days | None:
        found = read_one(candidate, state, index).interval
        return (found.first, found.last) if found else None

    form = candidate.form
    if form in (Form.WEEKDAY, Form.WEEKDAYS) and not has_date_beside:
        return _by_weekday(read)
    if form is Form.SHIFT:
        return _by_weekday(read) if candidate.unit in _SHIFTS_IN_WEEKS else _by_month(read)
    if candidate.year is not None and form not in (Form.NUMERIC, Form.WEEKDAY, Form.WEEKDAYS, Form.SAME):
        return _once(read)
    return read


def _by_weekday(read: _DayReader) -> _DayReader:
    """Reads once for each day of the week, and moves what was read."""
    known: dict[int, tuple[date, Days | None]] = {}

    def moved(anchor: date, state: State) -> Days | None:
        weekday = anchor.weekday()
        if weekday not in known:
            known[weekday] = anchor, read(anchor, state)
        then, days = known[weekday]
        if days is None or then == anchor:
            return days
        by = anchor - then
        return days[0] + by, days[1] + by

    return moved


def _by_month(read: _DayReader) -> _DayReader:
    """Reads once for each month of the calendar."""
    known: dict[tuple[int, int], Days | None] = {}

    def same(anchor: date, state: State) -> Days | None:
        month = anchor.year, anchor.month
        if month not in known:
            known[month] = read(anchor, state)
        return known[month]

    return same


def _once(read: _DayReader) -> _DayReader:
    """Reads once: what holds its year means the same on every day."""
    known: list[Days | None] = []

    def same(anchor: date, state: State) -> Days | None:
        if not known:
            known.append(read(anchor, state))
        return known[0]

    return same
