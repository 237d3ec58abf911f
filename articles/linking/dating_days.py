"""What speaks for or against a day by the calendar alone, whatever event the article is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles.extraction.timexes import Candidate, Form, Tense, Unit
from articles.extraction.timexes.many_anchors import Days

from .dating_case import Case
from .dating_signs import Signs

Readings = tuple[Days | None, ...]
"""First and last day of each expression, read against the day tried."""


@dataclass(frozen=True, slots=True)
class DayRead:
    """The article's expressions read against one day, with the points that this gives the day."""

    readings: Readings
    points: tuple[float, ...]
    weekday_named: tuple[Candidate, date] | None
    """A day printed with the weekday it has in the year read."""


def read_day(day: date, case: Case, readings: Readings) -> DayRead:
    """Points for ``day``: "Wednesday (June 27)" fits days of 2018, and no day may lie before what it tells of."""
    signs = case.signs
    weekdays, named = _weekday_points(signs, readings)
    points = (
        weekdays,
        _printed_points(day, signs),
        -1.0 * min(case.tenures.without_post(day), 4),
        _tense_points(day, signs, readings),
        -_lag(day, signs, readings),
        -_bare_day(day, signs, readings),
        -4.0 if signs.ceiling and day >= signs.ceiling else 0.0,
    )
    return DayRead(readings, points, named)


def _weekday_points(signs: Signs, readings: Readings) -> tuple[float, tuple[Candidate, date] | None]:
    """Points for weekdays that stand beside a day of the month: "Wednesday (June 27)" fits 2018, not 2019."""
    points, named = 0.0, None
    for dated, weekday in signs.days_with_weekday:
        reading = readings[signs.expressions.index(dated)]
        if reading is None:
            continue
        agrees = reading[0].weekday() == weekday
        points += 1.5 if agrees else -3.0
        if agrees and named is None:
            named = dated, reading[0]
    return max(-6.0, min(points, 4.0)), named


def _printed_points(day: date, signs: Signs) -> float:
    """Points for the day in the dateline or stamp, and for the newest message quoted."""
    points = 0.0
    if signs.printed:
        points += 5.0 if (day.month, day.day) == (signs.printed.month, signs.printed.day) else -5.0
    if signs.newest_post:
        gap = (day - signs.newest_post).days
        points += 4.5 - gap if 0 <= gap <= 2 else -3.0
    return points


def _tense_points(day: date, signs: Signs, readings: Readings) -> float:
    """Points against days on which what is told as past would lie ahead, or what is expected would be long off or over."""
    points = 0.0
    for candidate, reading, due in zip(signs.expressions, readings, signs.is_due, strict=True):
        if reading is None:
            continue
        earliest, latest = reading
        if candidate.form in (Form.DAY, Form.DAYS):
            if candidate.tense is Tense.PAST and not due:
                points -= 0.5 if latest > day else 0.0
            elif candidate.tense is Tense.FUTURE or due:
                points -= 1.5 if latest < day else 0.9 if earliest <= day else 0.0
                points -= 0.8 if (earliest - day).days > 150 else 0.0
            points -= 0.5 if candidate.year is None and (day - latest).days > 300 else 0.0
        elif due and candidate.form is Form.MONTH and latest < day:
            points -= 0.8
    return max(points, -3.0)


def _lag(day: date, signs: Signs, readings: Readings) -> float:
    """What speaks against a day because its news would be old: weekdays told as past should be the last few."""
    gaps = [
        min(6, (day - reading[1]).days)
        for candidate, reading in zip(signs.expressions, readings, strict=True)
        if candidate.form is Form.WEEKDAY
        and candidate.offset is None
        and candidate.tense is not Tense.FUTURE
        and reading
        and reading[1] <= day
    ]
    return 0.5 * sum(gaps) / len(gaps) if gaps else 0.0


_TOO_SOON = {1: 0.9, 2: 0.7, 3: 0.35, 4: 0.3, 5: 0.15}
"""What speaks against a bare "July 19" so many days ahead: it would rather be called by its weekday, or "tomorrow"."""


def _bare_day(day: date, signs: Signs, readings: Readings) -> float:
    """What speaks against a day because an announced day would then have another name.

    "July 19" is rarely printed in the same week, "Wednesday, July 19" rarely more than a week before.
    """
    if any(candidate.unit is Unit.WEEK and candidate.offset == 0 for candidate in signs.expressions):
        return 0.0  # "later this week, on May 17 and 18"
    beside = {dated.start for dated, _ in signs.days_with_weekday}
    against = 0.0
    for candidate, reading, due in zip(signs.expressions, readings, signs.is_due, strict=True):
        is_day = (
            candidate.form in (Form.DAY, Form.DAYS)
            and candidate.year is None
            and candidate.tense is Tense.FUTURE
        )
        if not is_day or due or reading is None:
            continue
        gap = (reading[0] - day).days
        against = max(
            against, (0.5 if gap > 7 else 0.0) if candidate.start in beside else _TOO_SOON.get(gap, 0.0)
        )
    return against
