"""Days with names that news dates things by: Christmas, Thanksgiving, New Year's Day.

Only those whose date follows from the year; feasts of the moon (Lunar New Year, Easter) would need tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .candidates import Candidate, Form
from .matching import make
from .patterns import SP, YEAR_PART


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed ``day`` of ``month``, or its ``nth`` ``weekday`` (-1 the last); ``day`` is then about where it falls."""

    month: int
    day: int
    weekday: int | None = None
    nth: int = 0


HOLIDAYS = {
    "christmas": Holiday(12, 25),
    "christmas day": Holiday(12, 25),
    "christmas eve": Holiday(12, 24),
    "boxing day": Holiday(12, 26),
    "new year's day": Holiday(1, 1),
    "new year's eve": Holiday(12, 31),
    "valentine's day": Holiday(2, 14),
    "halloween": Holiday(10, 31),
    "july fourth": Holiday(7, 4),
    "fourth of july": Holiday(7, 4),
    "memorial day": Holiday(5, 28, 0, -1),
    "labor day": Holiday(9, 4, 0, 1),
    "thanksgiving": Holiday(11, 25, 3, 4),
    "thanksgiving day": Holiday(11, 25, 3, 4),
}

_NAME = re.compile(
    "(?P<name>"
    + "|".join(sorted((name.replace(" ", SP) for name in HOLIDAYS), key=len, reverse=True))
    + rf")(?!\w)(?:,?{SP}(?P<year>{YEAR_PART}))?",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:'s)?[ \n-](?:and New Year|seasons?|shopping|shoppers|sales?|period|holidays?|trees?|part(?:y|ies)|goods|gifts?|decorations?|lights|rush|items|toys|"
    r"cards?|parade|break|orders?|dinner|weekend|week|trading|presents?|spending|bonus|costumes?|market|markets|turkey|turkeys|sweater)\b",
    re.IGNORECASE,
)


def holiday(text: str, start: int) -> Candidate | None:
    """ "before Christmas", "on Labor Day 2018"; "Christmas shopping" names no day."""
    match = _NAME.match(text, start)
    if match is None or not match["name"][0].isupper() or _ADJECTIVE.match(text, match.end()):
        return None
    name = re.sub(r"\s+", " ", match["name"].lower())
    found = HOLIDAYS[name]
    year = int(match["year"]) if match["year"] else None
    return make(text, start, match.end(), Form.DAY, year=year, month=found.month, day=found.day, holiday=name)


def holiday_in(name: str, year: int) -> date:
    """The day of a holiday in a year: "thanksgiving", 2018 is 22 November 2018."""
    found = HOLIDAYS[name]
    if found.weekday is None:
        return date(year, found.month, found.day)
    if found.nth < 0:
        last = date(year, found.month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - found.weekday) % 7)
    first = date(year, found.month, 1)
    return first + timedelta(days=(found.weekday - first.weekday()) % 7 + 7 * (found.nth - 1))
