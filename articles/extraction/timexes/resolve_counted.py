"""Readings of what counts from a date told in the same or the sentence before: "the next day", "two years later".

The rule is fixed: the date told must be at least as fine as the unit counted in ("two days later" needs a day, "the
following year" a year, month or day); a date of just that unit goes first. Where none was told there is no reading,
save for "the previous month" and its like, which then count from the day of writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..annotations import Granularity
from . import intervals
from .candidates import Candidate, Tense, Unit
from .intervals import Interval
from .readings import Reading, State, as_tense, said
from .shifts import shift

_FINE_ENOUGH: dict[Unit, Sequence[Granularity]] = {
    Unit.DAY: (Granularity.DAY,),
    Unit.WEEK: (Granularity.WEEK, Granularity.DAY),
    Unit.MONTH: (Granularity.MONTH, Granularity.DAY),
    Unit.QUARTER: (Granularity.QUARTER,),
    Unit.YEAR: (
        Granularity.YEAR,
        Granularity.SEASON,
        Granularity.QUARTER,
        Granularity.HALF,
        Granularity.MONTH,
        Granularity.DAY,
    ),
}
_REACH = 1
"""Sentences back: a date told earlier is another story's."""
_PART_REACH = 2
QUARTER_REACH = 6
"""Sentences back to the quarter that a company's report is about."""
_PARTS = (Granularity.QUARTER, Granularity.MONTH, Granularity.HALF, Granularity.YEAR)


def told_near(
    state: State, candidate: Candidate, kinds: Sequence[Granularity], reach: int = _REACH
) -> Interval | None:
    """The latest date told of one of ``kinds`` within ``reach`` sentences before ``candidate``."""
    near = [
        told for kind in kinds if (told := state.told.get(kind)) and candidate.sentence - told[0] <= reach
    ]
    return max(near, key=lambda told: told[1])[2] if near else None


def read_counted(candidate: Candidate, state: State, index: int) -> Reading:
    """ "the next day", "that year", "a month earlier": from the date told before."""
    unit, by = candidate.unit or Unit.DAY, candidate.offset or 0
    kinds = _FINE_ENOUGH.get(unit, ())
    told = told_near(state, candidate, kinds)
    if unit is Unit.MONTH and by < 0:  # "Orders rose in May, it said on Friday; the previous month …"
        told = told_near(state, candidate, kinds[:1], _PART_REACH) or told
    if told is None:
        if by == -1 and "previous" in candidate.text.lower() and state.anchor is not None:
            return Reading(shift(state.anchor, unit, by), said(candidate, state, "counted from that day"))
        return Reading(None, "no date was told to count from", is_refused=True)
    found = shift(told.first, unit, by)
    if found is None:
        return Reading(None, "outside the calendar", is_refused=True)
    return Reading(found, f"'{candidate.text}': counted from {told.timex}, told before")


def year_told(candidate: Candidate, state: State, month: int) -> int | None:
    """The year of "the following April", "that December", "May of that year" from the date told before."""
    told = told_near(state, candidate, _FINE_ENOUGH[Unit.YEAR]) if candidate.told else None
    if told is None:
        return None
    year = told.first.year
    if candidate.told == "following":
        return year + (told.granularity is Granularity.YEAR or month <= told.first.month)
    if candidate.told == "previous":
        return year - (told.granularity is Granularity.YEAR or month >= told.first.month)
    return year


def season_told(candidate: Candidate, state: State) -> Interval | None:
    """The season of "the following spring", "that summer"."""
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[candidate.season or "SU"]
    year = year_told(candidate, state, month)
    return None if year is None else intervals.season_of(year, candidate.season or "SU")


def weekday_told(candidate: Candidate, state: State) -> date | None:
    """The day of "the following Monday", "the previous Friday"."""
    told = told_near(state, candidate, (Granularity.DAY,)) if candidate.told else None
    if told is None:
        return None
    gap = ((candidate.weekday or 0) - told.first.weekday()) % 7
    if candidate.told == "previous":
        return told.first.fromordinal(told.first.toordinal() - ((7 - gap) % 7 or 7))
    return told.first.fromordinal(told.first.toordinal() + (gap or 7 * (candidate.told == "following")))


def part_told(candidate: Candidate, state: State) -> Interval | None:
    """The quarter, half or month that the text is about: of this sentence, of the report, of the sentences before."""
    return (
        told_near(state, candidate, _PARTS[:3], 0)
        or told_near(state, candidate, (Granularity.QUARTER, Granularity.HALF), QUARTER_REACH)
        or told_near(state, candidate, (Granularity.MONTH,), _PART_REACH)
    )


def read_year_before(candidate: Candidate, state: State) -> Interval | None:
    """The quarter, month or year told, a year before: "from 97 cents a year earlier".

    What the sentence itself tells goes first, then the quarter of the report, then a month or year just told.
    """
    if candidate.number == 0:
        return None
    told = told_near(state, candidate, _PARTS, 0) or part_told(candidate, state)
    told = told or told_near(state, candidate, (Granularity.YEAR,))
    if told is None:
        return None
    if told.granularity is Granularity.YEAR:
        return intervals.year_of(told.first.year - 1)
    return intervals.year_before(told)


def read_bare_day(candidate: Candidate, state: State) -> Reading:
    """ "on the 9th", "Friday the 13th": in the month told in its sentence, else where the tense points."""
    number, anchor = candidate.day or 1, state.day
    told = told_near(state, candidate, (Granularity.MONTH,))
    if told is not None and _is_interrupted(told, candidate, state):
        told = None
    if told is not None and candidate.weekday is None:
        day = intervals.real_date(told.first.year, told.first.month, number)
        if day is not None:
            return Reading(intervals.day_of(day), f"'{candidate.text}': of {told.timex}, told before")
    months = (intervals.shift_month(anchor.year, anchor.month, by) for by in range(-12, 13))
    days = [day for year, month in months if (day := intervals.real_date(year, month, number))]
    if candidate.weekday is not None:
        days = [day for day in days if day.weekday() == candidate.weekday]
    if candidate.tense is Tense.FUTURE:
        days = [day for day in days if day >= anchor] or days
    elif candidate.tense is Tense.PAST or candidate.weekday is not None:
        days = [day for day in days if day <= anchor] or days
    if not days:
        return Reading(None, "no such day", is_refused=True)
    nearest = min(days, key=lambda day: abs((day - anchor).days))
    return Reading(
        intervals.day_of(nearest), said(candidate, state, f"the nearest such day, as {as_tense(candidate)}")
    )


def _is_interrupted(told: Interval, candidate: Candidate, state: State) -> bool:
    """True if ``told`` is a month that was only recalled between two such days.

    "On the 28th they met, as agreed last November. On the 29th they signed."
    """
    if state.bare_day is None or state.told[Granularity.MONTH][0] == candidate.sentence:
        return False
    sentence, day = state.bare_day
    return candidate.sentence - sentence <= _REACH + 1 and told.last < day.replace(day=1)
