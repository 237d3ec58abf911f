"""Read candidates against an anchor: arithmetic, and a plain reason for each value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..annotations import Granularity, Timex, TimexKind
from ..body import Body
from . import intervals
from .candidates import Candidate, Form, Tense, Unit
from .evidence import Evidence, gather
from .intervals import Interval
from .words import MONTH_NAMES, WEEKDAY_NAMES

NEEDS_ANCHOR = "needs the article's date"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; ``interval`` is None where it cannot be known."""

    interval: Interval | None
    reason: str
    is_refused: bool = False
    """True for a day that the calendar does not have: no record is made of it."""


@dataclass(slots=True)
class _State:
    """What has been read so far in this text, for expressions that follow on it."""

    anchor: date | None
    evidence: Evidence
    last_ahead: date | None = None
    last_quarter: Interval | None = None
    readings: list[Reading] = field(default_factory=list)
    last_told: Interval | None = None
    last_day: date | None = None


def resolve(
    body: Body, candidates: Iterable[Candidate], anchor: date | None, *, day_first: bool | None = None
) -> tuple[Timex, ...]:
    """``candidates`` of ``body`` as records: "Thursday" read against 21 July 2017 is 2017-07-20."""
    found = tuple(candidates)
    state = _State(anchor, gather(body.folded.text, found, anchor, day_first))
    for index, candidate in enumerate(found):
        reading = _read(candidate, state, index)
        state.readings.append(reading)
        _remember(candidate, reading, state)
    records = []
    for candidate, reading in zip(found, state.readings, strict=True):
        if not reading.is_refused:
            records.append(_record(body, candidate, reading))
    return tuple(records)


def _record(body: Body, candidate: Candidate, reading: Reading) -> Timex:
    start, end = body.folded.span(candidate.start, candidate.end)
    found = reading.interval
    return Timex(
        start,
        end,
        body.text[start:end],
        candidate.kind,
        value=found.value if found else None,
        earliest=found.first if found else None,
        latest=found.last if found else None,
        granularity=found.granularity if found else None,
        timex=found.timex if found else None,
        reason=reading.reason,
    )


def _remember(candidate: Candidate, reading: Reading, state: _State) -> None:
    found = reading.interval
    if found is None:
        return
    if found.granularity is Granularity.QUARTER:
        state.last_quarter = found
    if found.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR, Granularity.SEASON):
        state.last_told = found
    if found.granularity is Granularity.DAY and (state.anchor is None or found.first <= state.anchor):
        state.last_day = found.first
    if candidate.form is Form.WEEKDAY and candidate.tense is Tense.FUTURE:
        state.last_ahead = found.first


def _read(candidate: Candidate, state: _State, index: int) -> Reading:
    reader = _READERS[candidate.form]
    if state.anchor is None and candidate.kind is not TimexKind.EXPLICIT and not _stands_alone(candidate):
        return Reading(None, f"'{candidate.text}' {NEEDS_ANCHOR}")
    return reader(candidate, state, index)


def _stands_alone(candidate: Candidate) -> bool:
    return candidate.year is not None


def _said(candidate: Candidate, state: _State, how: str) -> str:
    """ "'Thursday' read against 21 July 2017: …"."""
    anchor = state.anchor
    if anchor is None:
        return f"'{candidate.text}': {how}"
    return f"'{candidate.text}' read against {plain_date(anchor)}: {how}"


def plain_date(day: date) -> str:
    """21 July 2017."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _as_tense(candidate: Candidate) -> str:
    if candidate.tense is Tense.UNKNOWN:
        return "the clause has no clear tense"
    direction = "the past" if candidate.tense is Tense.PAST else "what lies ahead"
    return (
        f"the clause speaks of {direction} ('{candidate.cue}')"
        if candidate.cue
        else f"the clause speaks of {direction}"
    )


def _in_string(interval: Interval | None, candidate: Candidate) -> Reading:
    if interval is None:
        return Reading(None, "no such day", is_refused=True)
    how = (
        "the year stands with the date that follows"
        if candidate.is_year_lent
        else "the text holds the whole date"
    )
    return Reading(interval, f"'{candidate.text}': {how}")


def _read_day(candidate: Candidate, state: _State, index: int) -> Reading:
    month, day = candidate.month, candidate.day or 0
    if candidate.year is not None:
        exact = intervals.real_date(candidate.year, month or 0, day)
        return _in_string(_around(exact, candidate) if exact else None, candidate)
    if month is None:
        year, month, how = *_month_counted(candidate, state), "counted from that day"
    else:
        year, how = _year_for(candidate, state, month, day)
    exact = intervals.real_date(year, month, day)
    if exact is None:
        return Reading(None, "no such day", is_refused=True)
    return Reading(_around(exact, candidate), _said(candidate, state, how))


def _month_counted(candidate: Candidate, state: _State) -> tuple[int, int]:
    """The month of "the 15th of this month"."""
    assert state.anchor is not None  # noqa: S101
    return intervals.shift_month(state.anchor.year, state.anchor.month, candidate.offset or 0)


def _around(day: date, candidate: Candidate) -> Interval:
    """The day itself, or the week or weekend that "the week of May 14" names by it."""
    if candidate.unit is Unit.WEEK:
        return intervals.week_of(day)
    return intervals.weekend_of(day) if candidate.unit is Unit.WEEKEND else intervals.day_of(day)


def _read_days(candidate: Candidate, state: _State, index: int) -> Reading:
    month, last_month = candidate.month or 0, candidate.last_month or 0
    year, how = candidate.year, "the text holds the whole date"
    if year is None:
        year, how = _year_for(candidate, state, month, candidate.day or 0)
    last_year = candidate.last_year if candidate.last_year is not None else year + (last_month < month)
    first = intervals.real_date(year, month, candidate.day or 0)
    last = intervals.real_date(last_year, last_month, candidate.last_day or 0)
    if first is None or last is None or last < first:
        return Reading(None, "no such days", is_refused=True)
    return Reading(
        intervals.days_between(first, last),
        _said(candidate, state, how) if candidate.year is None else f"'{candidate.text}': {how}",
    )


def _read_month(candidate: Candidate, state: _State, index: int) -> Reading:
    month = candidate.month or 0
    if candidate.year is not None:
        return _in_string(_month_or_week(candidate, candidate.year, month), candidate)
    year, how = _year_for(candidate, state, month, None)
    return Reading(_month_or_week(candidate, year, month), _said(candidate, state, how))


def _month_or_week(candidate: Candidate, year: int, month: int) -> Interval | None:
    """The month, or the week of it that "the first week of June" names."""
    if candidate.number is None:
        return intervals.month_of(year, month)
    return intervals.week_of_month(year, month, candidate.number)


def _read_months(candidate: Candidate, state: _State, index: int) -> Reading:
    month, last_month = candidate.month or 0, candidate.last_month or 0
    year, how = candidate.year, "the text holds the year"
    if year is None:
        year, how = _year_for(candidate, state, month, None)
    found = intervals.months_between(year, month, year + (last_month < month), last_month)
    if found is None:
        return Reading(None, "no such months", is_refused=True)
    return Reading(
        found, _said(candidate, state, how) if candidate.year is None else f"'{candidate.text}': {how}"
    )


def _read_year(candidate: Candidate, state: _State, index: int) -> Reading:
    return _in_string(intervals.year_of(candidate.year or 0), candidate)


def _read_years(candidate: Candidate, state: _State, index: int) -> Reading:
    return _in_string(intervals.years_between(candidate.year or 0, candidate.last_year or 0), candidate)


def _year_for(candidate: Candidate, state: _State, month: int, day: int | None) -> tuple[int, str]:
    """The year of a month or day printed without one, with how it was told."""
    anchor = state.anchor
    assert anchor is not None  # noqa: S101 - _read has seen to it
    if candidate.year_offset is not None:
        return anchor.year + candidate.year_offset, "the year is named from the article's"
    if candidate.offset is not None:
        return _directed_year(anchor, month, candidate.offset), _direction_said(
            candidate.offset, MONTH_NAMES[month - 1]
        )
    if candidate.weekday is not None and day is not None:
        fitting = [year for year in _near_years(anchor) if _has_weekday(year, month, day, candidate.weekday)]
        if fitting:
            best = min(fitting, key=lambda year: abs(_gap(anchor, year, month, day)))
            return best, f"the nearest year in which that day is a {WEEKDAY_NAMES[candidate.weekday]}"
    told = state.last_told
    if state.evidence.is_narrative and told is not None and told.first.year < anchor.year:
        year = _year_told(told, month, day)
        return year, f"the text tells of {year} there"
    return _year_by_tense(anchor, month, day, candidate)


def _year_told(told: Interval, month: int, day: int | None) -> int:
    """The year of a date in a history: the one that brings it nearest to the date told before."""
    if told.granularity is Granularity.YEAR:
        return told.first.year
    return min(_near_years(told.first), key=lambda year: abs(_gap(told.first, year, month, day)))


def _year_by_tense(anchor: date, month: int, day: int | None, candidate: Candidate) -> tuple[int, str]:
    gaps = {
        year: _gap(anchor, year, month, day)
        for year in _near_years(anchor)
        if day is None or intervals.real_date(year, month, day)
    }
    if not gaps:
        return anchor.year, "no such day"
    past = max((year for year, gap in gaps.items() if gap <= 0), default=None)
    ahead = min((year for year, gap in gaps.items() if gap >= 0), default=None)
    if past is None or ahead is None:
        return next(iter(gaps)), "the only such day near"
    back, forth = -gaps[past], gaps[ahead]
    if candidate.tense is Tense.PAST:
        weights = (1.0, 5.0) if day is not None else (1.0, 8.0)
    elif candidate.tense is Tense.FUTURE:
        weights = (10.0, 1.0)
    else:
        weights = (1.0, 1.6) if day is not None else (1.0, 2.5)
    is_past = back * weights[0] <= forth * weights[1]
    year = past if is_past else ahead
    name = "one" if day is None else "such day"
    return year, f"the {'latest' if is_past else 'next'} {name}, as {_as_tense(candidate)}"


def _near_years(anchor: date) -> tuple[int, ...]:
    return (anchor.year, anchor.year - 1, anchor.year + 1)


def _gap(anchor: date, year: int, month: int, day: int | None) -> int:
    """Days from the anchor to the day or month, negative in the past, 0 within the month."""
    if day is not None:
        exact = intervals.real_date(year, month, day)
        return (exact - anchor).days if exact else 10_000
    found = intervals.month_of(year, month)
    if found is None:
        return 10_000
    if found.first <= anchor <= found.last:
        return 0
    return (found.first - anchor).days if found.first > anchor else (found.last - anchor).days


def _has_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    exact = intervals.real_date(year, month, day)
    return exact is not None and exact.weekday() == weekday


def _directed_year(anchor: date, month: int, offset: int) -> int:
    if offset < 0:
        return anchor.year if month < anchor.month else anchor.year - 1
    if offset > 0:
        return anchor.year if month > anchor.month else anchor.year + 1
    return anchor.year


def _direction_said(offset: int, name: str) -> str:
    if offset < 0:
        return f"the latest {name} before that day"
    return f"the next {name} after that day" if offset > 0 else f"the {name} of that year"


def _read_quarter(candidate: Candidate, state: _State, index: int) -> Reading:
    if candidate.year is not None:
        return _in_string(intervals.quarter_of(candidate.year, candidate.number or 1), candidate)
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    if candidate.number is None:
        return _year_ago_quarter(candidate, state, anchor)
    if candidate.year_offset is not None:
        year = anchor.year + candidate.year_offset
        return Reading(
            intervals.quarter_of(year, candidate.number),
            _said(candidate, state, "the year is named from the article's"),
        )
    year = _part_year(anchor, candidate, 3 * candidate.number - 2, 3)
    return Reading(
        intervals.quarter_of(year, candidate.number),
        _said(candidate, state, f"of {year}, as {_as_tense(candidate)}"),
    )


def _year_ago_quarter(candidate: Candidate, state: _State, anchor: date) -> Reading:
    quarter = state.last_quarter
    if quarter is None:
        year, month = intervals.shift_month(anchor.year, anchor.month, -3)
        number, how = (month + 2) // 3, "the quarter ended last, a year before"
    else:
        year, number, how = quarter.first.year, int(quarter.timex[-1]), f"a year before {quarter.timex}"
    return Reading(intervals.quarter_of(year - 1, number), _said(candidate, state, how))


def _part_year(anchor: date, candidate: Candidate, month: int, length: int) -> int:
    """The year of a quarter or half without one: in a report the latest that has begun, in a plan the one not yet over."""
    gap = _gap(anchor, anchor.year, month + length - 1, None)
    if gap <= 0 or month <= anchor.month:
        is_over = month + length - 1 < anchor.month
        return anchor.year + (is_over and candidate.tense is Tense.FUTURE)
    back, forth = (
        -_gap(anchor, anchor.year - 1, month + length - 1, None),
        _gap(anchor, anchor.year, month, None),
    )
    nearness = {Tense.PAST: 3.0, Tense.UNKNOWN: 1.4, Tense.FUTURE: 0.1}[candidate.tense]
    return anchor.year - (back <= forth * nearness)


def _read_half(candidate: Candidate, state: _State, index: int) -> Reading:
    number = candidate.number or 1
    if candidate.year is not None:
        return _in_string(intervals.half_of(candidate.year, number), candidate)
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    year = anchor.year + (candidate.year_offset or 0)
    return Reading(
        intervals.half_of(year, number), _said(candidate, state, "the year is named from the article's")
    )


def _read_season(candidate: Candidate, state: _State, index: int) -> Reading:
    season = candidate.season or "SU"
    if candidate.year is not None:
        return _in_string(intervals.season_of(candidate.year, season), candidate)
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    if candidate.year_offset is not None:
        year, how = anchor.year + candidate.year_offset, "the year is named from the article's"
    else:
        year, how = _season_year(anchor, season, candidate.offset or 0), "counted from that day"
    return Reading(intervals.season_of(year, season), _said(candidate, state, how))


def _season_year(anchor: date, season: str, offset: int) -> int:
    """ "last summer" is the latest one over, "next summer" the next to begin, "this summer" that of the year."""
    spans = [(year, intervals.season_of(year, season)) for year in range(anchor.year - 2, anchor.year + 3)]
    if offset < 0:
        return max(year for year, span in spans if span and span.last < anchor)
    if offset > 0:
        return min(year for year, span in spans if span and span.first > anchor)
    if season == "WI" and anchor.month <= 2:
        return anchor.year - 1
    return anchor.year


def _read_weekday(candidate: Candidate, state: _State, index: int) -> Reading:
    anchor, weekday = state.anchor, candidate.weekday or 0
    assert anchor is not None  # noqa: S101
    beside = state.evidence.day_beside.get(index)
    if beside is not None:
        year, _ = _year_for(beside, state, beside.month or 0, beside.day)
        exact = intervals.real_date(beside.year or year, beside.month or 0, beside.day or 0)
        if exact is not None and exact.weekday() == weekday:
            return Reading(
                intervals.day_of(exact), f"'{candidate.text}': the date beside it says {plain_date(exact)}"
            )
    day, how = _weekday_day(candidate, state, anchor, weekday)
    return Reading(intervals.day_of(day, part=candidate.part), _said(candidate, state, how))


def _weekday_day(candidate: Candidate, state: _State, anchor: date, weekday: int) -> tuple[date, str]:
    name = WEEKDAY_NAMES[weekday]
    monday = anchor - timedelta(days=anchor.weekday())
    if candidate.unit is Unit.WEEK and candidate.offset is not None:
        return monday + timedelta(days=7 * candidate.offset + weekday), f"the {name} of that week"
    back = (anchor.weekday() - weekday) % 7
    latest, following = anchor - timedelta(days=back), anchor + timedelta(days=(7 - back) % 7)
    if candidate.offset is not None:
        if candidate.offset < 0:
            return anchor - timedelta(days=back or 7), f"the latest {name} before that day"
        if candidate.offset > 0:
            return anchor + timedelta(days=7 - back), f"the next {name} after that day"
        return (
            (following, f"the coming {name}")
            if candidate.tense is Tense.FUTURE
            else (_in_week(monday, weekday, anchor), f"the {name} of that week")
        )
    if candidate.tense is Tense.FUTURE:
        after = state.last_ahead if candidate.cue in ("through", "until", "till") else None
        if after is not None and following < after <= following + timedelta(days=6):
            following += timedelta(days=7)
        return following, f"the next {name} from that day on, as {_as_tense(candidate)}"
    if candidate.tense is Tense.UNKNOWN and back >= _TOO_FAR_BACK:
        return following, f"the nearest {name}, as {_as_tense(candidate)}"
    return latest, f"the latest {name} up to that day, as {_as_tense(candidate)}"


_TOO_FAR_BACK = 5
"""Days: a Tuesday paper that prints "Wednesday's talks" without a verb means tomorrow's."""


def _in_week(monday: date, weekday: int, anchor: date) -> date:
    return monday + timedelta(days=weekday)


def _read_same_day(candidate: Candidate, state: _State, index: int) -> Reading:
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    if state.last_day is None:
        return Reading(intervals.day_of(anchor), _said(candidate, state, "no other day was spoken of"))
    return Reading(
        intervals.day_of(state.last_day),
        f"'{candidate.text}': the day spoken of before, {plain_date(state.last_day)}",
    )


def _read_weekdays(candidate: Candidate, state: _State, index: int) -> Reading:
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    first, how = _weekday_day(candidate, state, anchor, candidate.weekday or 0)
    length = ((candidate.last_weekday or 0) - (candidate.weekday or 0)) % 7
    last = first + timedelta(days=length)
    if candidate.tense is Tense.PAST and candidate.offset is None and last > anchor + timedelta(days=1):
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return Reading(intervals.days_between(first, last), _said(candidate, state, how))


def _read_shift(candidate: Candidate, state: _State, index: int) -> Reading:
    anchor = state.anchor
    assert anchor is not None  # noqa: S101
    found = shift(anchor, candidate.unit or Unit.DAY, candidate.offset, part=candidate.part)
    if found is None:
        return Reading(None, f"'{candidate.text}' lies outside the calendar", is_refused=True)
    return Reading(found, _said(candidate, state, "counted from that day"))


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


def _read_numeric(candidate: Candidate, state: _State, index: int) -> Reading:
    year = candidate.year or 0
    day_first = intervals.real_date(year, candidate.month or 0, candidate.day or 0)
    month_first = intervals.real_date(year, candidate.last_month or 0, candidate.last_day or 0)
    assert day_first is not None and month_first is not None  # noqa: S101, PT018 - numeric.py gave both
    both = f"{plain_date(day_first)} or {plain_date(month_first)}"
    choice = state.evidence.day_first
    if choice is not None:
        chosen = day_first if choice else month_first
        return Reading(intervals.day_of(chosen), f"'{candidate.text}' may be {both}: {state.evidence.why}")
    anchor = state.anchor
    if anchor is not None:
        near = [day for day in (day_first, month_first) if abs((day - anchor).days) <= _NEAR]
        if len(near) == 1:
            return Reading(
                intervals.day_of(near[0]),
                f"'{candidate.text}' may be {both}: only one is near the article's date, {plain_date(anchor)}",
            )
    return Reading(None, f"'{candidate.text}' may be {both}: nothing in the text decides")


_NEAR = 7
"""Days from the article's date within which one of two readings is taken."""

_READERS = {
    Form.DAY: _read_day,
    Form.DAYS: _read_days,
    Form.MONTH: _read_month,
    Form.MONTHS: _read_months,
    Form.YEAR: _read_year,
    Form.YEARS: _read_years,
    Form.QUARTER: _read_quarter,
    Form.HALF: _read_half,
    Form.SEASON: _read_season,
    Form.WEEKDAY: _read_weekday,
    Form.WEEKDAYS: _read_weekdays,
    Form.SHIFT: _read_shift,
    Form.SAME_DAY: _read_same_day,
    Form.NUMERIC: _read_numeric,
}
