"""Readings of weekdays and of what counts from the day of writing."""

from __future__ import annotations

from datetime import date, timedelta

from . import intervals
from .candidates import Candidate, Tense, Unit
from .choose_year import year_for
from .readings import Reading, State, as_tense, plain_date, said
from .resolve_counted import weekday_told
from .shifts import shift
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
    counted = weekday_told(candidate, state)
    if counted is not None:
        return Reading(intervals.day_of(counted), f"'{candidate.text}': counted from the day told before")
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
    if candidate.number is not None:  # "a week from Monday", "a week ago Monday"
        base = following if candidate.number > 0 else latest
        return base + timedelta(days=candidate.number), f"counted from the nearest {name}"
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
    if candidate.unit is Unit.WEEKEND and not offset and candidate.tense is Tense.FUTURE:
        return Reading(
            intervals.weekend_of(anchor), said(candidate, state, f"the one to come, as {as_tense(candidate)}")
        )
    found = shift(anchor, candidate.unit or Unit.DAY, offset, part=candidate.part)
    if found is None:
        return Reading(None, f"'{candidate.text}' lies outside the calendar", is_refused=True)
    return Reading(found, said(candidate, state, "counted from that day"))
