"""Dates as others write them, without guessing: what could be two days is refused."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1995, 2040
"""What the chronology holds; a day outside is a slip of the pen."""

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ABOUT = re.compile(r"^(?:about|circa|ca\.?|c\.|around)\s+", re.IGNORECASE)
_DASH = r"\s*[-–—]\s*"


class NoDay(ValueError):
    """Words that name no day, month or year for certain."""


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both None where nothing is known; ``is_about`` if that is only near the truth."""

    earliest: date | None = None
    latest: date | None = None
    is_about: bool = False


def read_days(words: str) -> Days:
    """``2018-05-17/2018-05-18``, ``2018-05~``, ``May 17–18, 2018``, ``17 May 2018``, ``2018年5月17日`` → the days.

    Nothing, ``unknown`` and EDTF's ``XXXX`` give no days. Raises ``NoDay`` for what has two meanings (``5/6/2018``) or none.
    """
    text = " ".join(words.split())
    if text.casefold() in {"", "unknown", "undated", "n/a", "xxxx", ".."}:
        return Days()
    is_about = bool(_ABOUT.match(text)) or any(mark in text for mark in "~?%")
    text = _ABOUT.sub("", text).translate({ord(mark): None for mark in "~?%"}).strip()
    if text.count("/") == 1 and not re.fullmatch(r"\d{1,4}/\d{1,2}", text):
        first, last = (_one(part.strip(), words) for part in text.split("/"))
        return _in_order(Days(first.earliest, last.latest, is_about), words)
    days = _one(text, words)
    return _in_order(Days(days.earliest, days.latest, is_about), words)


def between(first: Days, last: Days) -> Days:
    """From the beginning of the one to the end of the other, which may be empty."""
    days = Days(first.earliest, last.latest or first.latest, first.is_about or last.is_about)
    return _in_order(days, f"{days.earliest} to {days.latest}")


def days_of(year: int, month: int | None = None, day: int | None = None) -> Days:
    """``(2018, 5)`` → the whole of May 2018. Raises ``NoDay``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDay(f"{year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    if month is None:
        if day is not None:
            raise NoDay("a day needs its month")
        return Days(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise NoDay(f"there is no month {month}")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, last))
    if not 1 <= day <= last:
        raise NoDay(f"{year}-{month:02} has no day {day}")
    return Days(date(year, month, day), date(year, month, day))


def _in_order(days: Days, words: str) -> Days:
    if days.earliest and days.latest and days.earliest > days.latest:
        raise NoDay(f"“{words}” ends before it begins")
    return days


def _one(text: str, words: str) -> Days:
    for pattern, days in _FORMS:
        if found := pattern.fullmatch(text):
            return days(found)
    raise NoDay(f"“{words}” is no date: write it as 2018-05-17, 2018-05 or 2018-05-17/2018-05-18")


def _iso(found: re.Match[str]) -> Days:
    year, month, day = (int(part) if part else None for part in found.group(1, 2, 3))
    return days_of(year or 0, month, day)


def _named(found: re.Match[str]) -> Days:
    """A month by its name; one day, two of the same month, or none."""
    parts = found.groupdict()
    year, month = int(parts["year"]), _MONTHS[parts["month"].casefold()]
    first = days_of(year, month, int(parts["day"]) if parts.get("day") else None)
    last = days_of(year, month, int(parts["last"])) if parts.get("last") else first
    return Days(first.earliest, last.latest)


def _day_first(found: re.Match[str]) -> Days:
    return days_of(int(found[3]), int(found[2]), int(found[1]))


def _slashed(found: re.Match[str]) -> Days:
    """``5/17/2018`` and ``17/5/2018`` have one meaning each, ``5/6/2018`` has two."""
    one, other, year = (int(part) for part in found.groups())
    if one <= 12 and other <= 12 and one != other:
        raise NoDay(f"“{found[0]}” could be two days: write it as {year}-{one:02}-{other:02}")
    return days_of(year, one, other) if one <= 12 else days_of(year, other, one)


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Days]]] = [
    (re.compile(pattern, re.IGNORECASE), days)
    for pattern, days in [
        (
            r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z?)?)?)?",
            _iso,
        ),
        (r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?", _iso),
        (
            rf"(?P<month>{_NAMES})\.? (?P<day>\d{{1,2}})(?:{_DASH}(?P<last>\d{{1,2}}))?,? (?P<year>\d{{4}})",
            _named,
        ),
        (
            rf"(?P<day>\d{{1,2}})(?:{_DASH}(?P<last>\d{{1,2}}))? (?P<month>{_NAMES})\.?,? (?P<year>\d{{4}})",
            _named,
        ),
        (rf"(?P<month>{_NAMES})\.?,? (?P<year>\d{{4}})", _named),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", _day_first),
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", _slashed),
    ]
]
