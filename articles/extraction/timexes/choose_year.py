"""The year of a date printed without one: by weekday, by what the text tells before, by the tense of the clause."""

from __future__ import annotations

from datetime import date

from ..annotations import Granularity
from . import intervals, verbs
from .candidates import Candidate, Tense
from .intervals import Interval
from .readings import State, as_tense
from .words import MONTH_NAMES, WEEKDAY_NAMES


def year_for(candidate: Candidate, state: State, month: int, day: int | None) -> tuple[int, str]:
    """The year of a month or day printed without one, with how it was told."""
    anchor = state.day
    if candidate.year_offset is not None:
        return anchor.year + candidate.year_offset, "the year is named from the article's"
    if candidate.offset is not None:
        return _directed_year(anchor, month, candidate.offset), _direction_said(
            candidate.offset, MONTH_NAMES[month - 1]
        )
    if candidate.weekday is not None and day is not None:
        fitting = [year for year in _near_years(anchor) if _has_weekday(year, month, day, candidate.weekday)]
        if fitting:
            best = min(fitting, key=lambda year: abs(days_to(anchor, year, month, day)))
            return best, f"the nearest year in which that day is a {WEEKDAY_NAMES[candidate.weekday]}"
    told = state.last_told
    if state.evidence.is_narrative and told is not None and told.first.year < anchor.year:
        year = _year_told(told, month, day)
        return year, f"the text tells of {year} there"
    opened = _opened(candidate, state)
    if opened is not None:
        year = _year_told(opened, month, day)
        return year, f"its sentence is about {opened.timex}"
    return _year_by_tense(anchor, month, day, candidate)


def _opened(candidate: Candidate, state: State) -> Interval | None:
    """The earlier year's date that opened this sentence, or the one before if this date opens its own."""
    if state.opened is None or candidate.tense is Tense.FUTURE:
        return None
    sentence, opened = state.opened
    gap = candidate.sentence - sentence
    is_near = gap == 0 or (gap == 1 and candidate.is_opening and opened.granularity is not Granularity.YEAR)
    return opened if is_near and opened.first.year < state.day.year else None


def _year_told(told: Interval, month: int, day: int | None) -> int:
    """The year of a date in a history: the one that brings it nearest to the date told before."""
    if told.granularity is Granularity.YEAR:
        return told.first.year
    return min(_near_years(told.first), key=lambda year: abs(days_to(told.first, year, month, day)))


def _year_by_tense(anchor: date, month: int, day: int | None, candidate: Candidate) -> tuple[int, str]:
    gaps = {
        year: days_to(anchor, year, month, day)
        for year in _near_years(anchor)
        if day is None or intervals.real_date(year, month, day)
    }
    if not gaps:
        return anchor.year, "no such day"
    past = max([year for year, gap in gaps.items() if gap <= 0], default=None)
    ahead = min([year for year, gap in gaps.items() if gap >= 0], default=None)
    if past is None or ahead is None:
        return next(iter(gaps)), "the only such day near"
    back, forth = -gaps[past], gaps[ahead]
    if candidate.tense is Tense.PAST:
        weights = (1.0, 5.0) if day is not None else (1.0, 8.0)
    elif candidate.tense is Tense.FUTURE:
        weights = (4.0, 1.0) if day is not None else (10.0, 1.0)
    else:
        weights = (1.0, 1.6) if day is not None else (1.0, 2.5)
    is_past = back * weights[0] <= forth * weights[1]
    if candidate.is_firm:
        is_past = candidate.tense is Tense.PAST
    year = past if is_past else ahead
    name = "one" if day is None else "such day"
    if candidate.tense is not Tense.UNKNOWN and is_past != (candidate.tense is Tense.PAST):
        return year, f"the nearest {name}, as the other lies far off"
    return year, f"the {'latest' if is_past else 'next'} {name}, as {as_tense(candidate)}"


def _near_years(anchor: date) -> tuple[int, ...]:
    return (anchor.year, anchor.year - 1, anchor.year + 1)


def days_to(anchor: date, year: int, month: int, day: int | None) -> int:
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


def year_of_part(anchor: date, candidate: Candidate, month: int, length: int) -> int:
    """The year of a quarter or half without one: in a report the latest that has begun, in a plan the one not yet over."""
    last = month + length - 1
    if last < anchor.month and candidate.tense is Tense.FUTURE:
        back, forth = -days_to(anchor, anchor.year, last, None), days_to(anchor, anchor.year + 1, month, None)
        return anchor.year + (
            3 * back > forth
        )  # "will report third-quarter results" in November: of this year
    if month <= anchor.month:
        return anchor.year
    back, forth = (
        -days_to(anchor, anchor.year - 1, month + length - 1, None),
        days_to(anchor, anchor.year, month, None),
    )
    if candidate.tense is Tense.PAST and candidate.cue in verbs.RESULTS:
        return anchor.year - 1  # "third-quarter profit rose" in May: what has not begun has no results
    nearness = {Tense.PAST: 3.0, Tense.UNKNOWN: 1.4, Tense.FUTURE: 0.1}[candidate.tense]
    return anchor.year - (back <= forth * nearness)


def year_of_season(anchor: date, season: str, offset: int) -> int:
    """ "last summer" is the latest one over, "next summer" the next to begin, "this summer" that of the year."""
    spans = [(year, intervals.season_of(year, season)) for year in range(anchor.year - 2, anchor.year + 3)]
    if offset < 0:
        return max(year for year, span in spans if span and span.last < anchor)
    if offset > 0:
        return min(year for year, span in spans if span and span.first > anchor)
    if season == "WI" and anchor.month <= 2:
        return anchor.year - 1
    return anchor.year


def year_of_bare_season(anchor: date, season: str, tense: Tense) -> int:
    """ "in the spring" of a report is the latest spring begun, of a plan the first one not yet over."""
    spans = [(year, intervals.season_of(year, season)) for year in range(anchor.year - 2, anchor.year + 3)]
    if tense is Tense.FUTURE:
        return min(year for year, span in spans if span and span.last > anchor)
    return max(year for year, span in spans if span and span.first <= anchor)
