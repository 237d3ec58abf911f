"""Calendar arithmetic: days, weeks, months, quarters, seasons and years as intervals with their names.

No expression and no text here; every function takes numbers and gives an ``Interval`` or None where the calendar has
no such day (30 February).
"""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ..annotations import Granularity

FIRST_YEAR = 1000
"""Numbers below are no years of news; four digits always."""

_LAST_YEAR = min(2999, MAXYEAR - 1)


class Interval(NamedTuple):
    """A stretch of days; ``value`` and ``timex`` as the extraction record prints them."""

    first: date
    last: date
    granularity: Granularity
    value: str
    timex: str


def is_year(year: int) -> bool:
    """True for a year the calendar here reaches."""
    return FIRST_YEAR <= year <= _LAST_YEAR


@lru_cache(maxsize=8192)
def real_date(year: int, month: int, day: int) -> date | None:
    """The day, or None for one that the calendar does not have (31 April)."""
    if not is_year(year) or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    return date(year, month, day)


def month_length(year: int, month: int) -> int:
    """28 to 31."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def day_of(day: date, *, part: str = "") -> Interval:
    """One day; ``part`` is a TIMEX3 part of it (``MO`` for "this morning", ``NI`` for "tonight")."""
    iso = day.isoformat()
    return Interval(day, day, Granularity.DAY, iso, f"{iso}T{part}" if part else iso)


def days_between(first: date, last: date) -> Interval:
    """An interval of days: "May 17-18"."""
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Interval(first, last, Granularity.RANGE, value, value)


def week_of(day: date) -> Interval:
    """The Monday–Sunday week around ``day``: 2018-W20."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    year, week, _ = monday.isocalendar()
    value = f"{monday.isoformat()}/{sunday.isoformat()}"
    return Interval(monday, sunday, Granularity.WEEK, value, f"{year}-W{week:02d}")


def week_of_month(year: int, month: int, number: int) -> Interval | None:
    """A week of a month by its ordinal, -1 for the last; it belongs to the month that holds most of it."""
    if not is_year(year):
        return None
    if number < 0:
        return week_of(date(year, month, month_length(year, month) - 3))
    return week_of(date(year, month, 4) + timedelta(days=7 * (number - 1)))


def weekend_of_month(year: int, month: int, number: int) -> Interval | None:
    """A weekend of a month by its ordinal, -1 for the last; it belongs to the month that holds its Saturday."""
    if not is_year(year):
        return None
    first, length = date(year, month, 1), month_length(year, month)
    saturdays = range((5 - first.weekday()) % 7 + 1, length + 1, 7)
    if number > len(saturdays):
        return None
    return weekend_of(first.replace(day=saturdays[number if number < 0 else number - 1]))


def weekend_of(day: date) -> Interval:
    """The Saturday and Sunday of the week around ``day``: 2018-W20-WE."""
    week = week_of(day)
    saturday = week.last - timedelta(days=1)
    value = f"{saturday.isoformat()}/{week.last.isoformat()}"
    return Interval(saturday, week.last, Granularity.RANGE, value, f"{week.timex}-WE")


@lru_cache(maxsize=2048)
def month_of(year: int, month: int) -> Interval | None:
    """A calendar month: 2018-05."""
    if not is_year(year):
        return None
    name = f"{year:04d}-{month:02d}"
    last = date(year, month, month_length(year, month))
    return Interval(date(year, month, 1), last, Granularity.MONTH, name, name)


def months_between(year: int, month: int, last_year: int, last_month: int) -> Interval | None:
    """Whole months from one to another: "April-June 2018"."""
    first, last = month_of(year, month), month_of(last_year, last_month)
    if first is None or last is None or last.first < first.first:
        return None
    value = f"{first.first.isoformat()}/{last.last.isoformat()}"
    return Interval(first.first, last.last, Granularity.RANGE, value, f"{first.timex}/{last.timex}")


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The month ``by`` months on: (2018, 12) and 1 give (2019, 1)."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def quarter_of(year: int, quarter: int) -> Interval | None:
    """A calendar quarter: 2018-Q3."""
    return _months_named(year, 3 * quarter - 2, 3, Granularity.QUARTER, f"{year:04d}-Q{quarter}")


def half_of(year: int, half: int) -> Interval | None:
    """A half-year: 2018-H1."""
    return _months_named(year, 6 * half - 5, 6, Granularity.HALF, f"{year:04d}-H{half}")


_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_of(year: int, season: str) -> Interval | None:
    """A season of the northern year: 2017-SU is June to August, 2017-WI December to February 2018."""
    return _months_named(year, _SEASON_START[season], 3, Granularity.SEASON, f"{year:04d}-{season}")


def year_of(year: int) -> Interval | None:
    """A calendar year: 2017."""
    if not is_year(year):
        return None
    name = f"{year:04d}"
    return Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR, name, name)


def year_before(part: Interval) -> Interval | None:
    """The same month, quarter or half a year before: 2018-Q3 gives 2017-Q3."""
    return part_in(part, part.first.year - 1)


def part_in(part: Interval, year: int) -> Interval | None:
    """The same month, quarter or half in another year: 2018-Q3 and 2016 give 2016-Q3."""
    number = int(part.timex[-1])
    if part.granularity is Granularity.QUARTER:
        return quarter_of(year, number)
    return half_of(year, number) if part.granularity is Granularity.HALF else month_of(year, part.first.month)


def years_between(first: int, last: int) -> Interval | None:
    """Whole years, "2016-17"; a decade is named by its three digits ("199")."""
    if not (is_year(first) and is_year(last)) or last < first:
        return None
    is_decade = first % 10 == 0 and last == first + 9
    timex = str(first)[:3] if is_decade else f"{first:04d}/{last:04d}"
    return Interval(
        date(first, 1, 1), date(last, 12, 31), Granularity.RANGE, f"{first}-01-01/{last}-12-31", timex
    )


def _months_named(year: int, month: int, count: int, granularity: Granularity, timex: str) -> Interval | None:
    end_year, end_month = shift_month(year, month, count - 1)
    if not is_year(year) or not is_year(end_year):
        return None
    first, last = date(year, month, 1), date(end_year, end_month, month_length(end_year, end_month))
    return Interval(first, last, granularity, f"{first.isoformat()}/{last.isoformat()}", timex)
