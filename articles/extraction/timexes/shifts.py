"""Units counted from a day: the week before, the month after, the weekend."""

from __future__ import annotations

from datetime import date, timedelta

from . import intervals
from .candidates import Unit
from .intervals import Interval


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
