"""Dates in figures: ``2018-05-17``, ``2018年5月17日``, ``26.10.2025``, ``03/04/2018`` and their readings.

A date with dots is day-first wherever it is used. With strokes or dashes America puts the month first and most others the day;
where both readings are days of the calendar both are kept, and only evidence of the document chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .intervals import real_date

NUMERIC = re.compile(
    r"(?P<iso_year>(?:1[5-9]|20)\d\d)(?P<iso_sep>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=iso_sep)(?P<iso_day>3[01]|[12]\d|0?[1-9])(?:(?=[T-]\d\d:)|(?![\w/]|\.\d|-\d(?!\d?[./]\d|\d{3}-)))"
    r"|(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?![\w/%]|[.,]\d|-\d(?!\d?[./]\d))"
    r"|(?P<han_year>(?:19|20)\d\d) ?年 ?(?P<han_month>1[0-2]|0?[1-9]) ?月 ?(?P<han_day>3[01]|[12]\d|0?[1-9]) ?日"
    r"|(?P<month_year>(?:19|20)\d\d)-(?P<month_only>0[1-9]|1[0-2])(?![\w/-]|[.,]\d)"
)
_THIS_CENTURY = 49
"""Two-digit years up to this one are 20xx; the press of this subject writes no others."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in figures: its readings, and what it says about the order of the document's other dates."""

    end: int
    year: int
    month: int
    day_first: date | None = None
    month_first: date | None = None
    is_month: bool = False


def read_figures(text: str, start: int) -> Figures | None:
    """The date in figures at ``start`` of ``text``, or None: "26.10.2025" is 26 October 2025, "13/13/2018" nothing."""
    match = NUMERIC.match(text, start)
    if match is None:
        return None
    if match["month_year"]:
        if int(match["month_only"]) > int(match["month_year"]) % 100:
            return None  # "the recession of 2007-09" lasted years
        return Figures(match.end(), int(match["month_year"]), int(match["month_only"]), is_month=True)
    if match["iso_year"] or match["han_year"]:
        kind = "iso" if match["iso_year"] else "han"
        day = real_date(*(int(match[f"{kind}_{part}"]) for part in ("year", "month", "day")))
        return Figures(match.end(), day.year, day.month, day, day) if day else None
    year = century(match["year"])
    first, second = int(match["a"]), int(match["b"])
    day_first = real_date(year, second, first)
    month_first = None if match["sep"] == "." and day_first else real_date(year, first, second)
    found = day_first or month_first
    if found is None or (len(match["year"]) == 2 and match["sep"] == "." and not _padded(match)):
        return None
    return Figures(match.end(), found.year, found.month, day_first, month_first)


def century(year: str) -> int:
    """The full year of "2018" or "18"."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (2000 if number <= _THIS_CENTURY else 1900)


def _padded(match: re.Match[str]) -> bool:
    """ "06.07.22" looks like a date, "1.2.22" like a version or a section number."""
    return len(match["a"]) == 2 and len(match["b"]) == 2
