"""Date stamps: full dates as pages print them beside an article, in the many orders of the world.

Only dates with a year; what running text says of days is the business of ``timexes``. A stamp may be in another
language than the article ("15 de septiembre, 2025") and may be glued to the next word ("11 May 2025Updated").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "january jan enero janvier januar janeiro gennaio",
    "february feb febrero février fevrier februar fevereiro febbraio",
    "march mar marzo mars märz maerz março marco",
    "april apr abril avril aprile",
    "may mayo mai maio maggio",
    "june jun junio juin juni junho giugno",
    "july jul julio juillet juli julho luglio",
    "august aug agosto août aout",
    "september sept sep septiembre setiembre septembre setembro settembre",
    "october oct octubre octobre oktober outubro ottobre",
    "november nov noviembre novembre novembro",
    "december dec diciembre décembre decembre dezember dezembro dicembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_YEAR_END = r"(?!\d(?!\d?:\d\d))"
"""A year may be glued to the time of day: "May 12 20253:06 AM"."""

_GAP = r"[\s,]{1,3}"
_STAMP = re.compile(
    rf"(?<![^\W\d_])(?P<m1>{_MONTH})\.?\s{{0,2}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<y1>(?:19|20)\d\d){_YEAR_END}"
    rf"|(?<![\d./-])(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|º)?(?:{_GAP}|[-/])(?:(?:de|of)\s)?(?P<m2>{_MONTH})\.?(?:{_GAP}|[-/])(?:(?:de|of)\s)?(?P<y2>(?:19|20)\d\d){_YEAR_END}"
    r"|(?<![\d./-])(?P<y3>(?:19|20)\d\d)(?P<s3>[-/.])(?P<n3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})(?!\d)"
    r"|(?<![\d./-])(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<y5>(?:19|20)\d\d)年\s?(?P<n5>\d{1,2})月\s?(?P<d5>\d{1,2})日",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date and where it stood in its line."""

    day: date
    start: int
    end: int


def find_stamps(line: str) -> list[Stamp]:
    """All full dates in ``line``: "Published: 9:15pm, 11 May 2025Updated: 2:40am, 12 May 2025" has two.

    "03/04/2018" may be March or April and is left out; "13/04/2018", "13.04.2018" and "04/13/2018" are clear.
    """
    if not _has_year(line):
        return []
    return [Stamp(day, *match.span()) for match in _STAMP.finditer(line) if (day := _day(match))]


def _has_year(line: str) -> bool:
    """Most lines have none: looking for one is far cheaper than trying all orders."""
    return ("20" in line or "19" in line) and _YEAR.search(line) is not None


def unclear_stamps(line: str) -> list[tuple[Stamp, Stamp]]:
    """The dates of ``line`` that may be two days: "Updated: 03/04/2018" is 4 March or 3 April."""
    found: list[tuple[Stamp, Stamp]] = []
    if not _has_year(line):
        return found
    for match in _STAMP.finditer(line):
        if not match["a4"] or _day(match):
            continue
        first, second = int(match["a4"]), int(match["b4"])
        days = a_day(match["y4"], first, second), a_day(match["y4"], second, first)
        if days[0] and days[1]:
            found.append((Stamp(days[0], *match.span()), Stamp(days[1], *match.span())))
    return found


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    if found["m1"]:
        return a_day(found["y1"], MONTHS[found["m1"].lower()], found["d1"])
    if found["m2"]:
        return a_day(found["y2"], MONTHS[found["m2"].lower()], found["d2"])
    if found["y3"]:
        return a_day(found["y3"], found["n3"], found["d3"])
    if found["y5"]:
        return a_day(found["y5"], found["n5"], found["d5"])
    return _numeric(int(found["a4"]), int(found["b4"]), found["y4"], dotted=found["s4"] == ".")


def _numeric(first: int, second: int, year: str, *, dotted: bool) -> date | None:
    """Day and month in figures. Dots are always day first; with slashes only what cannot be a month tells."""
    if dotted or first > 12 or first == second:
        return a_day(year, second, first)
    if second > 12:
        return a_day(year, first, second)
    return None


def a_day(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
