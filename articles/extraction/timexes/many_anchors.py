"""Reads the same expressions against many days, one after the other, as ``linking.dating`` asks for.

Only the days are wanted here, no records and reasons; and many readings are those of another day moved: "Thursday"
depends on the weekday of the anchor alone, "last month" on its month, "May 2018" on nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ..body import Body
from .candidates import Candidate, Form, Unit
from .evidence import Evidence, gather
from .intervals import Interval
from .readings import State
from .resolve import read_one, remember, usable_anchor

Days = tuple[date, date]
"""The first and the last day that an expression names."""

_IntervalReader = Callable[[State], Interval | None]

_SHIFTS_IN_WEEKS = frozenset({None, Unit.DAY, Unit.WEEK, Unit.WEEKEND})
_ALWAYS_THE_SAME = frozenset({Form.DAY, Form.DAYS, Form.MONTH, Form.MONTHS, Form.YEAR, Form.YEARS})

_A_WEEK = tuple(date(2018, 1, 1) + timedelta(number) for number in range(7))


class ManyAnchors:
    """The expressions of one text, to be read against any number of days."""

    def __init__(self, body: Body, candidates: Iterable[Candidate]) -> None:
        self._text = body.folded.text
        self._found = tuple(candidates)
        self._evidence: dict[int, Evidence] = {}
        evidence = self._evidence_of(None)
        self._readers = [_reader(one, index, evidence) for index, one in enumerate(self._found)]
        alone = [isinstance(reader, _Alone) for reader in self._readers]
        self._to_remember = max((index for index, is_alone in enumerate(alone) if not is_alone), default=0)
        """Number of the last expression that may be read by those before it; what follows need not be remembered."""

    def read(self, anchor: date) -> tuple[Days | None, ...]:
        """First and last day of each expression seen from ``anchor``: 2017-07-20 twice for "Thursday" on the 21st.

        None where it cannot be known, or the calendar has no such day. The same as ``resolve`` gives.
        """
        day = usable_anchor(anchor)
        state = State(day, self._evidence_of(day))
        days: list[Days | None] = []
        for index, candidate in enumerate(self._found):
            # without an anchor little can be read, and nothing is moved
            found = self._readers[index](state) if day else read_one(candidate, state, index).interval
            if index < self._to_remember:
                remember(candidate, found, state)
            days.append((found.first, found.last) if found else None)
        return tuple(days)

    def reach(self, number: int) -> tuple[int, int] | None:
        """Days from the day read against to the first and the last that expression ``number`` may name.

        (-6, 0) for a weekday told as past, (-1, -1) for "yesterday"; None for what does not move with the day.
        """
        reader = self._readers[number]
        if not isinstance(reader, _ByWeekday):
            return None
        read = [(day, reader(State(day, self._evidence_of(day)))) for day in _A_WEEK]
        spans = [((found.first - day).days, (found.last - day).days) for day, found in read if found]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None

    def _evidence_of(self, anchor: date | None) -> Evidence:
        """What the expressions say about one another; of the anchor it takes no more than the year."""
        year = anchor.year if anchor else 0
        if year not in self._evidence:
            self._evidence[year] = gather(self._text, self._found, anchor, None)
        return self._evidence[year]


def _reader(candidate: Candidate, index: int, evidence: Evidence) -> _IntervalReader:
    def read(state: State) -> Interval | None:
        return read_one(candidate, state, index).interval

    form = candidate.form
    if candidate.year is not None and form in _ALWAYS_THE_SAME:
        return _Once(read)
    if form is Form.SHIFT and candidate.unit not in _SHIFTS_IN_WEEKS:
        return _ByMonth(read)
    if form in (Form.WEEKDAY, Form.WEEKDAYS, Form.SHIFT):
        others = evidence.spoken_on.get(index), evidence.day_beside.get(index)
        if not _looks_around(candidate) and others == (None, None):
            return _ByWeekday(read)
    return read


def _looks_around(candidate: Candidate) -> bool:
    """True for a weekday that is also read by what was told before: "through Friday", "the following Friday"."""
    return bool(candidate.told) or candidate.cue in ("through", "until", "till")


class _Alone:
    """Reads an expression that no other one has a say in, and keeps what was read."""

    def __init__(self, read: _IntervalReader) -> None:
        self._read = read


class _Once(_Alone):
    """Reads once: what holds its year means the same on every day."""

    def __init__(self, read: _IntervalReader) -> None:
        super().__init__(read)
        self._known: list[Interval | None] = []

    def __call__(self, state: State) -> Interval | None:
        if not self._known:
            self._known.append(self._read(state))
        return self._known[0]


class _ByMonth(_Alone):
    """Reads once for each month of the calendar."""

    def __init__(self, read: _IntervalReader) -> None:
        super().__init__(read)
        self._known: dict[tuple[int, int], Interval | None] = {}

    def __call__(self, state: State) -> Interval | None:
        month = state.day.year, state.day.month
        if month not in self._known:
            self._known[month] = self._read(state)
        return self._known[month]


class _ByWeekday(_Alone):
    """Reads once for each day of the week, and moves what was read; the names of the days stay behind."""

    def __init__(self, read: _IntervalReader) -> None:
        super().__init__(read)
        self._known: dict[int, tuple[date, Interval | None]] = {}

    def __call__(self, state: State) -> Interval | None:
        day = state.day
        weekday = day.weekday()
        if weekday not in self._known:
            self._known[weekday] = day, self._read(state)
        then, found = self._known[weekday]
        if found is None or then == day:
            return found
        by = day - then
        return Interval(found.first + by, found.last + by, found.granularity, found.value, found.timex)
