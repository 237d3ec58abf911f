"""Readings of weekdays and of what counts from the day of writing."""

from __future__ import annotations

from datetime import date, timedelta

from . import intervals
from .candidates import Candidate, Tense, Unit
from .choose_year import year_for
from .intervals import Interval
from .readings import Reading, State, as_tense, plain_date, said
from .words import WEEKDAY_NAMES


def read_weekday(candidate: Candidate, state: State, index: int) -> Reading:
    """ "Thursday", "last Friday", "Monday of next week"; the date beside it is believed first."""
    anchor, weekday = state.day, candidate.weekday or 0
    beside = state.evidence.day_beside.get(index)
    if beside is not None:
        year, _ = year_for(beside, state, beside.month or 0, beside.day)
        exact = intervals.real_date(beside.year or year, beside.month or 0, beside.day or 0)
        if exact is not None and exact.weekday() == weekday:
            return Reading(
                intervals.day_of(exact), f"'{candidate.text}': the date beside it says {plain_date(exact)}"
            )
    day, how = _weekday_day(candidate, state, anchor, weekday)
    return Reading(intervals.day_of(day, part=candidate.part), said(candidate, state, how))


def _weekday_day(candidate: Candidate, state: State, anchor: date, weekday: int) -> tuple[date, str]:
    name = WEEKDAY_NAMES[weekday]
    monday = anchor - timedelta(days=anchor.weekday())
    if candidate.unit is Unit.WEEK and candidate.offset is not None:
        return monday + timedelta(days=7 * candidate.offset + weekday), f"the {name} of that week"
    back = (anchor.weekday() - weekday) % 7
    latest, following = anchor - timedelta(days=back), anchor + timedelta(days=(7 - back) % 7)
    if candidate.offset is not None:
        if candidate.offset < 0:
            back = back if back > 1 else back + 7  # of yesterday one writes "yesterday" or "Thursday"
            return anchor - timedelta(days=back), f"the latest {name} before that day and its eve"
        if candidate.offset > 0:
            return anchor + timedelta(days=7 - back), f"the next {name} after that day"
        return _this_weekday(candidate, monday + timedelta(days=weekday), latest, following)
    if candidate.tense is Tense.FUTURE:
        after = state.last_ahead if candidate.cue in ("through", "until", "till") else None
        if after is not None and following < after <= following + timedelta(days=6):
            following += timedelta(days=7)
        return following, f"the next {name} from that day on, as {as_tense(candidate)}"
    if candidate.tense is Tense.UNKNOWN and back >= _TOO_FAR_BACK:
        return following, f"the nearest {name}, as {as_tense(candidate)}"
    return latest, f"the latest {name} up to that day, as {as_tense(candidate)}"


def _this_weekday(candidate: Candidate, in_week: date, latest: date, following: date) -> tuple[date, str]:
    name = WEEKDAY_NAMES[in_week.weekday()]
    if candidate.tense is Tense.UNKNOWN:
        return in_week, f"the {name} of that week"
    day = following if candidate.tense is Tense.FUTURE else latest
    return day, f"the {name} nearest in that direction, as {as_tense(candidate)}"


_TOO_FAR_BACK = 6
"""Days: a Tuesday paper that prints "Wednesday's talks" without a verb means tomorrow's."""


def read_same(candidate: Candidate, state: State, index: int) -> Reading:
    """ "the day", "the quarter", "the same month last year": what was spoken of before."""
    anchor = state.day
    if candidate.unit is Unit.YEAR:
        return _read_same_period(candidate, state, anchor)
    spoken_of = (
        state.last_quarter
        if candidate.unit is Unit.QUARTER
        else intervals.day_of(state.last_day)
        if state.last_day
        else None
    )
    if spoken_of is not None:
        return Reading(spoken_of, f"'{candidate.text}': the one spoken of before, {spoken_of.timex}")
    if candidate.unit is Unit.QUARTER:
        return Reading(
            shift(anchor, Unit.QUARTER, -1),
            said(candidate, state, "the quarter ended last, as none was spoken of"),
        )
    return Reading(intervals.day_of(anchor), said(candidate, state, "no other day was spoken of"))


def _read_same_period(candidate: Candidate, state: State, anchor: date) -> Reading:
    part = state.last_part
    if part is None:
        return Reading(
            intervals.year_of(anchor.year - 1),
            said(candidate, state, "the year before, as no month or quarter was spoken of"),
        )
    return Reading(intervals.year_before(part), f"'{candidate.text}': a year before {part.timex}")


def read_weekdays(candidate: Candidate, state: State, index: int) -> Reading:
    """ "Monday to Wednesday": an interval of days."""
    anchor = state.day
    first, how = _weekday_day(candidate, state, anchor, candidate.weekday or 0)
    length = ((candidate.last_weekday or 0) - (candidate.weekday or 0)) % 7
    last = first + timedelta(days=length)
    if candidate.tense is Tense.PAST and candidate.offset is None and last > anchor + timedelta(days=1):
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return Reading(intervals.days_between(first, last), said(candidate, state, how))


def read_shift(candidate: Candidate, state: State, index: int) -> Reading:
    """ "yesterday", "last week", "two months ago", "the weekend"."""
    anchor = state.day
    spoken_on = state.evidence.spoken_on.get(index)
    if spoken_on is not None and spoken_on.weekday is not None:
        day, _ = _weekday_day(spoken_on, state, anchor, spoken_on.weekday)
        found = shift(day, Unit.DAY, candidate.offset, part=candidate.part)
        return Reading(
            found, f"'{candidate.text}' in words spoken on {plain_date(day)}: counted from that day"
        )
    offset = candidate.offset
    if candidate.unit is Unit.WEEKEND and offset is None and candidate.tense is Tense.FUTURE:
        offset = 0  # "will meet over the weekend"
    found = shift(anchor, candidate.unit or Unit.DAY, offset, part=candidate.part)
    if found is None:
        return Reading(None, f"'{candidate.text}' lies outside the calendar", is_refused=True)
    return Reading(found, said(candidate, state, "counted from that day"))


def shift(anchor: date, unit: Unit, offset: int | None, *, part: str = "") -> Interval | None:
    """The unit ``offset`` units from the one around ``anchor``: 21 July 2017, week, -1 is 10–16 July."""
    by = offset or 0
    if abs(by) > 1000:
        return None
    if unit is Unit.DAY:
        return intervals.day_of(anchor + timedelta(days=by), part=part)
    if unit is Unit.WEEK:
        return intervals.week_of(anchor + timedelta(days=7 * by))
    if unit is Unit.WEEKEND:
        return _weekend(anchor, offset)
    if unit is Unit.MONTH:
        return intervals.month_of(*intervals.shift_month(anchor.year, anchor.month, by))
    if unit is Unit.QUARTER:
        year, month = intervals.shift_month(anchor.year, anchor.month, 3 * by)
        return intervals.quarter_of(year, (month + 2) // 3)
    if unit is Unit.YEAR:
        return intervals.year_of(anchor.year + by)
    decade = (anchor.year // 10 + by) * 10
    return intervals.years_between(decade, decade + 9)


def _weekend(anchor: date, offset: int | None) -> Interval:
    """ "the weekend" is the one just over, or running; "last", "this" and "next weekend" count from the week."""
    if offset is None or offset < 0:
        return intervals.weekend_of(
            anchor if anchor.weekday() >= 5 and offset is None else anchor - timedelta(days=7)
        )
    if offset == 0 and anchor.weekday() == 0:
        return intervals.weekend_of(anchor - timedelta(days=7))
    return intervals.weekend_of(anchor + timedelta(days=7 * offset))
