"""Readings of days, months, quarters, seasons and years."""

from __future__ import annotations

from datetime import date

from ..annotations import Granularity
from . import intervals
from .candidates import Candidate, Tense, Unit
from .choose_year import year_for, year_of_bare_season, year_of_part, year_of_season
from .holidays import holiday_in
from .intervals import Interval
from .readings import Reading, State, as_tense, in_string, plain_date, said
from .resolve_counted import QUARTER_REACH, read_bare_day, season_told, told_near, year_told


def read_day(candidate: Candidate, state: State, index: int) -> Reading:
    """ "May 17", "May 17, 2018", "the 15th of this month", "the week of May 14", "Labor Day"."""
    month, day = candidate.month, candidate.day or 0
    if candidate.year is not None:
        exact = intervals.real_date(candidate.year, month or 0, day)
        return in_string(_around(exact, candidate) if exact else None, candidate)
    if month is None and candidate.told:
        return read_bare_day(candidate, state) if candidate.last_day is None else _bare_days(candidate, state)
    if month is None:
        year, month, how = *_month_counted(candidate, state), "counted from that day"
    elif (told := year_told(candidate, state, month)) is not None:
        year, how = told, "the year is that told before"
    else:
        year, how = year_for(candidate, state, month, day)
    exact = intervals.real_date(year, month, day)
    if exact is None:
        return Reading(None, "no such day", is_refused=True)
    return Reading(_around(exact, candidate), said(candidate, state, how))


def _bare_days(candidate: Candidate, state: State) -> Reading:
    """ "from the 27th to the 30th": the last day decides on the month."""
    end = read_bare_day(candidate._replace(day=candidate.last_day, last_day=None), state)
    if end.interval is None:
        return end
    last, day = end.interval.last, candidate.day or 0
    year, month = intervals.shift_month(last.year, last.month, -1 if day > last.day else 0)
    first = intervals.real_date(year, month, day)
    return end._replace(interval=intervals.days_between(first, last) if first else None)


def _month_counted(candidate: Candidate, state: State) -> tuple[int, int]:
    """The month of "the 15th of this month"."""
    return intervals.shift_month(state.day.year, state.day.month, candidate.offset or 0)


def _around(day: date, candidate: Candidate) -> Interval:
    """The day itself, or the week or weekend that "the week of May 14" names by it."""
    if candidate.unit is Unit.WEEK:
        return intervals.week_of(day)
    if candidate.holiday:
        return intervals.day_of(holiday_in(candidate.holiday, day.year))
    return intervals.weekend_of(day) if candidate.unit is Unit.WEEKEND else intervals.day_of(day)


def read_days(candidate: Candidate, state: State, index: int) -> Reading:
    """ "May 17-18", "Feb. 27 to March 3": an interval of days."""
    month, last_month = candidate.month or 0, candidate.last_month or 0
    year, how = candidate.year, "the text gives the whole date"
    if year is None:
        # the end decides: "from January 1 through August 31" in September is this year's
        end_year, how = year_for(candidate, state, last_month, candidate.last_day or 0)
        year = end_year - (last_month < month)
    last_year = candidate.last_year if candidate.last_year is not None else year + (last_month < month)
    first = intervals.real_date(year, month, candidate.day or 0)
    last = intervals.real_date(last_year, last_month, candidate.last_day or 0)
    if first is None or last is None or last < first:
        return Reading(None, "no such days", is_refused=True)
    return Reading(
        intervals.days_between(first, last),
        said(candidate, state, how) if candidate.year is None else f"'{candidate.text}': {how}",
    )


def read_month(candidate: Candidate, state: State, index: int) -> Reading:
    """ "May", "May 2018", "the first week of June"."""
    month = candidate.month or 0
    if candidate.year is not None:
        return in_string(_month_or_week(candidate, candidate.year, month), candidate)
    told = year_told(candidate, state, month)
    year, how = (
        year_for(candidate, state, month, None) if told is None else (told, "the year is that told before")
    )
    return Reading(_month_or_week(candidate, year, month), said(candidate, state, how))


def _month_or_week(candidate: Candidate, year: int, month: int) -> Interval | None:
    """The month, or the week or weekend of it that "the first week of June" names."""
    if candidate.number is None:
        return intervals.month_of(year, month)
    if candidate.unit is Unit.WEEKEND:
        return intervals.weekend_of_month(year, month, candidate.number)
    return intervals.week_of_month(year, month, candidate.number)


def read_months(candidate: Candidate, state: State, index: int) -> Reading:
    """ "April-June": an interval of whole months."""
    month, last_month = candidate.month or 0, candidate.last_month or 0
    year, how = candidate.year, "the text gives the year"
    if year is None:
        end_year, how = year_for(candidate, state, last_month, None)
        year = end_year - (last_month < month)
    found = intervals.months_between(year, month, year + (last_month < month), last_month)
    if found is None:
        return Reading(None, "no such months", is_refused=True)
    return Reading(
        found, said(candidate, state, how) if candidate.year is None else f"'{candidate.text}': {how}"
    )


def read_year(candidate: Candidate, state: State, index: int) -> Reading:
    """ "2017", "fiscal 2019"."""
    return in_string(intervals.year_of(candidate.year or 0), candidate)


def read_years(candidate: Candidate, state: State, index: int) -> Reading:
    """ "2016-17", "the 1990s"."""
    return in_string(intervals.years_between(candidate.year or 0, candidate.last_year or 0), candidate)


def read_quarter(candidate: Candidate, state: State, index: int) -> Reading:
    """ "the third quarter", "Q3 2018", "the year-ago quarter"."""
    if candidate.year is not None:
        return in_string(intervals.quarter_of(candidate.year, candidate.number or 1), candidate)
    anchor = state.day
    if candidate.told:
        told = told_near(state, candidate, (Granularity.QUARTER,), 0)
        if told is None:
            return Reading(None, "no quarter was told", is_refused=True)
        return Reading(
            intervals.quarter_of(told.first.year, candidate.number or 1),
            f"'{candidate.text}': a quarter, as {told.timex} before it",
        )
    if candidate.number is None:
        return _year_ago_quarter(candidate, state, anchor)
    if candidate.year_offset is not None:
        year = anchor.year + candidate.year_offset
        return Reading(
            intervals.quarter_of(year, candidate.number),
            said(candidate, state, "the year is named from the article's"),
        )
    year = year_of_part(anchor, candidate, 3 * candidate.number - 2, 3)
    return Reading(
        intervals.quarter_of(year, candidate.number),
        said(candidate, state, f"of {year}, as {as_tense(candidate)}"),
    )


def _year_ago_quarter(candidate: Candidate, state: State, anchor: date) -> Reading:
    near = state.told.get(Granularity.QUARTER)
    quarter = near[2] if near and candidate.sentence - near[0] <= QUARTER_REACH else None
    if quarter is None:
        year, month = intervals.shift_month(anchor.year, anchor.month, -3)
        number, how = (month + 2) // 3, "the quarter ended last, a year before"
    else:
        year, number, how = quarter.first.year, int(quarter.timex[-1]), f"a year before {quarter.timex}"
    return Reading(intervals.quarter_of(year - 1, number), said(candidate, state, how))


def read_half(candidate: Candidate, state: State, index: int) -> Reading:
    """ "the first half of 2018", "the second half of the year"."""
    number = candidate.number or 1
    if candidate.year is not None:
        return in_string(intervals.half_of(candidate.year, number), candidate)
    anchor = state.day
    if candidate.year_offset is None:
        year = year_of_part(anchor, candidate, 6 * number - 5, 6)
        return Reading(
            intervals.half_of(year, number), said(candidate, state, f"of {year}, as {as_tense(candidate)}")
        )
    year = anchor.year + candidate.year_offset
    return Reading(
        intervals.half_of(year, number), said(candidate, state, "the year is named from the article's")
    )


def read_season(candidate: Candidate, state: State, index: int) -> Reading:
    """ "this autumn", "summer 2018"."""
    season = candidate.season or "SU"
    if candidate.year is not None:
        return in_string(intervals.season_of(candidate.year, season), candidate)
    counted = season_told(candidate, state)
    if counted is not None:
        return Reading(counted, f"'{candidate.text}': counted from the date told before")
    anchor = state.day
    if candidate.year_offset is not None:
        year, how = anchor.year + candidate.year_offset, "the year is named from the article's"
    elif candidate.offset is None:
        if candidate.tense is Tense.UNKNOWN:
            return Reading(None, "a season of every year", is_refused=True)
        told = state.last_told
        if state.evidence.is_narrative and told is not None and told.first.year < anchor.year:
            year, how = told.first.year, f"the text tells of {told.first.year} there"
        else:
            year, how = year_of_bare_season(anchor, season, candidate.tense), as_tense(candidate)
    else:
        year, how = year_of_season(anchor, season, candidate.offset), "counted from that day"
    return Reading(intervals.season_of(year, season), said(candidate, state, how))


_NEAR = 7
"""Days from the article's date within which one of two readings is taken."""


def read_numeric(candidate: Candidate, state: State, index: int) -> Reading:
    """ "03/04/2018": both readings in the reason, a value only where something decides."""
    year = candidate.year or 0
    day_first = date(year, candidate.month or 1, candidate.day or 1)
    month_first = date(year, candidate.last_month or 1, candidate.last_day or 1)
    both = f"'{candidate.text}' may be {plain_date(day_first)} or {plain_date(month_first)}"
    if state.evidence.day_first is not None:
        chosen = day_first if state.evidence.day_first else month_first
        return Reading(intervals.day_of(chosen), f"{both}: {state.evidence.why}")
    anchor = state.anchor
    near = [day for day in (day_first, month_first) if anchor and abs((day - anchor).days) <= _NEAR]
    if anchor is None or len(near) != 1:
        return Reading(None, f"{both}: nothing in the text decides")
    return Reading(
        intervals.day_of(near[0]), f"{both}: only one is near the article's date, {plain_date(anchor)}"
    )
