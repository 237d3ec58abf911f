"""Days with names that news dates things by: Christmas, Thanksgiving, New Year's Day.

Only those whose date follows from the year, Easter among them; the Lunar New Year would need a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .candidates import Candidate, Form
from .matching import direction, make
from .patterns import SP, YEAR_PART


@dataclass(frozen=True, slots=True)
class Holiday:
    """A fixed ``day`` of ``month``, or its ``nth`` ``weekday`` (-1 the last), ``later`` days on; with ``from_easter`` that
    many days after Easter. ``day`` is then about where it falls."""

    month: int
    day: int
    weekday: int | None = None
    nth: int = 0
    later: int = 0
    from_easter: int | None = None


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
    "martin luther king day": Holiday(1, 18, 0, 3),
    "martin luther king jr. day": Holiday(1, 18, 0, 3),
    "presidents' day": Holiday(2, 18, 0, 3),
    "presidents day": Holiday(2, 18, 0, 3),
    "st. patrick's day": Holiday(3, 17),
    "mother's day": Holiday(5, 11, 6, 2),
    "father's day": Holiday(6, 18, 6, 3),
    "columbus day": Holiday(10, 11, 0, 2),
    "election day": Holiday(11, 5, 0, 1, later=1),
    "veterans day": Holiday(11, 11),
    "new year's": Holiday(1, 1),
    "good friday": Holiday(4, 6, from_easter=-2),
    "easter": Holiday(4, 8, from_easter=0),
    "easter sunday": Holiday(4, 8, from_easter=0),
    "easter monday": Holiday(4, 9, from_easter=1),
}

_NAME = re.compile(
    r"(?:(?P<direction>last|next|this)"
    + SP
    + ")?(?P<name>"
    + "|".join(sorted((name.replace(" ", SP) for name in HOLIDAYS), key=len, reverse=True))
    + rf")(?!\w)(?:,?{SP}(?P<year>{YEAR_PART}))?",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:'s)?[ \n-](?:and New Year|seasons?|shopping|shoppers|sales?|period|holidays?|trees?|part(?:y|ies)|goods|gifts?|decorations?|lights|rush|items|toys|"
    r"cards?|eggs?|bunny|speech|resolutions?|party|parties|Rebellion|Rising|parade|break|orders?|dinner|weekend|week|trading|presents?|spending|bonus|costumes?|market|markets|turkey|turkeys|sweater)\b",
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
    return make(
        text,
        start,
        match.end(),
        Form.DAY,
        year=year,
        month=found.month,
        day=found.day,
        holiday=name,
        offset=direction(match["direction"]),
    )


def holiday_in(name: str, year: int) -> date:
    """The day of a holiday in a year: "thanksgiving", 2018 is 22 November 2018."""
    found = HOLIDAYS[name]
    if found.from_easter is not None:
        return easter_of(year) + timedelta(days=found.from_easter)
    if found.weekday is None:
        return date(year, found.month, found.day)
    if found.nth < 0:
        last = date(year, found.month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - found.weekday) % 7)
    first = date(year, found.month, 1)
    return first + timedelta(days=(found.weekday - first.weekday()) % 7 + 7 * (found.nth - 1) + found.later)


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches by the Gregorian reckoning: 2019 is 21 April."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))
