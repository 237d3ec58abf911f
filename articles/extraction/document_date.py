"""When an article says it was published: stated line, address, metadata, dateline, in this order.

What is refused: dates of other stories ("Most Popular … December 12, 2025"), "last modified", the day the page
was looked at, copyright years, the end of an offer, and days in captions and running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from .annotations import Basis, DocumentDate
from .boilerplate import Kind, Layout, is_stamp_line
from .headline import find_dateline
from .menus import is_menu
from .stamps import Stamp, a_day, find_stamps, unclear_stamps

_PUBLISHED = re.compile(
    r"publi(?:shed|cation|cado|é)|posted|first|issued|released?\b|for immediate release|created|date\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updat|modif|revis|review|edited|correct|actualizad|mis à jour", re.IGNORECASE)
_VIEWED = re.compile(r"(?:today(?:'s date)?|date|now|current date)\s*:?", re.IGNORECASE)
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[.:][0-5]\d(?!\d)")
_LAST_UPDATED = re.compile(r"last updated?\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\s*(?:watch|read|see|listen|next|previous|related|more|also)\b[^:]{0,12}:", re.IGNORECASE
)
"""Behind the date of another story, which a label leads to: "14:22, 3-Sep-2021 Watch: Fair opens"."""

_LEAD_PROSE = 3
"""Stamps are looked for until so many lines of prose have passed (a standfirst or caption may precede the stamp)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    stamp: Stamp
    line: str


def stated_date(layout: Layout) -> DocumentDate:
    """The date in the line that says so: "Published: 2018-03-03 18:05:24" or "July 7, 2023 - 4:32 PM" by the headline."""
    if layout.prefix and (stamps := find_stamps(layout.prefix)):
        return _stated(stamps[0].day, layout.prefix.strip(" |\n"))
    candidates = _at_the_head(layout) or _at_the_foot(layout)
    if candidates:
        best = max(candidates, key=lambda candidate: candidate.rank)
        return _stated(best.stamp.day, _evidence(best))
    dated = _in_the_dateline(layout)
    return dated if dated.earliest else _unclear_at_the_head(layout)


def _stated(day: date, evidence: str) -> DocumentDate:
    return DocumentDate(day, day, Basis.STATED, evidence, f"The page says “{evidence}”.")


def _evidence(candidate: _Candidate) -> str:
    line = candidate.line.strip(" •|-")
    return line if len(line) <= 60 else line[: candidate.stamp.end][candidate.stamp.start :] or line


def _at_the_head(layout: Layout) -> list[_Candidate]:
    found: list[_Candidate] = []
    prose = 0
    previous = ""
    for index, raw in enumerate(layout.lines[:120]):
        line, kind = raw.strip(), layout.kinds[index]
        if kind is Kind.PROSE:
            prose += 1
            if prose > _LEAD_PROSE:
                break
        elif (
            kind is not Kind.BLANK
            and (kind is not Kind.FURNITURE or _LAST_UPDATED.match(line))
            and is_stamp_line(line)
            and not _is_day_of_view(layout, index)
        ):
            above = layout.headline is not None and index < layout.headline
            found += _ranked(line, previous, above_headline=above, alone=not found)
        previous = line or previous
    return found


def _is_day_of_view(layout: Layout, index: int) -> bool:
    """True for the date with which a site's masthead opens, a menu right below it: the day the page was looked at."""
    if any(kind is not Kind.BLANK for kind in layout.kinds[:index]):
        return False
    below = next((line for line in layout.lines[index + 1 : index + 4] if line.strip()), "")
    return "|" in below and is_menu(below.strip())


def _ranked(line: str, previous: str, *, above_headline: bool, alone: bool) -> list[_Candidate]:
    """The stamps of one line, each with a rank by the words before it; what is no date of publication is left out."""
    found = []
    position = 0
    stamps = find_stamps(line)
    if stamps and _OF_ANOTHER.match(line, stamps[-1].end):
        return []
    for stamp in stamps:
        words = line[position : stamp.start]
        position = stamp.end
        label = (
            words
            if words.strip(" |:-")
            else previous
            if len(previous) <= 40 and previous.endswith(":")
            else words
        )
        if _UPDATED.search(label):
            rank = 0 if _is_of_the_article(label, line) else -1
        elif _PUBLISHED.search(label) or re.search("immediate release", previous, re.IGNORECASE):
            rank = 3
        else:
            rank = 1 if above_headline else 2
        if rank == 1 and (_VIEWED.fullmatch(previous.strip()) or not alone):
            rank = -1  # "Date / 12 November 2019" above the headline: the day the page was looked at
        if _VIEWED.fullmatch(previous.strip()) and not words.strip():
            rank = -1
        if rank >= 0:
            found.append(_Candidate(rank, stamp, line))
    return found


def _is_of_the_article(label: str, line: str) -> bool:
    """True for "Updated: 5 June 2018" and "Last updated: Jul 19, 2019, 08.47 AM IST"; without a time of day the latter is the page's."""
    if not re.search(r"updat", label, re.IGNORECASE) or re.search(r"page", label, re.IGNORECASE):
        return False
    return not re.search(r"last", label, re.IGNORECASE) or _CLOCK.search(line) is not None


def _at_the_foot(layout: Layout) -> list[_Candidate]:
    """A stamp below the article: "(2025/06/15-12:01)" or "First published on 4 May 2018"."""
    kept = sorted(layout.kept)[-4:]
    found = []
    for index in kept:
        line = layout.lines[index].strip()
        if (
            layout.kinds[index] is Kind.STAMP
            and (line.startswith("(") or _PUBLISHED.search(line))
            and not _UPDATED.search(line)
        ):
            found += [_Candidate(2, stamp, line) for stamp in find_stamps(line)[:1]]
    return found


_END_OF_DATELINE = re.compile(r"[^.\n]{0,40}?(?:\)|--|[—–:]|\s-\s)")


def _in_the_dateline(layout: Layout) -> DocumentDate:
    """A full date in the dateline: "MOSCOW (Example News - 26th October, 2021) The…"."""
    prose = [layout.lines[index] for index in sorted(layout.kept) if layout.kinds[index] is Kind.PROSE][:3]
    for line in prose:
        for stamp in find_stamps(line[:120]):
            before = line[: stamp.start]
            opens = before[:1].isupper() and before.split(" ")[0].isupper() and len(before.split()) <= 9
            if opens and _END_OF_DATELINE.match(line, stamp.end) and before.count(".") <= 2:
                return _stated(stamp.day, line[stamp.start : stamp.end])
        dateline = find_dateline(line, 1)
        if (
            dateline
            and dateline.year
            and dateline.month
            and (day := a_day(dateline.year, dateline.month, dateline.day or 0))
        ):
            return _stated(day, dateline.text)
    return DocumentDate()


# ------------------------------------------------------------------------------------------------ day or month first

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"(?<!next )(?<!this )\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)

_AHEAD = re.compile(
    rf"\b(?:will|to|due|set|expected|plans?)\b[^.]{{0,60}}?\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE
)
"""A weekday that is still to come, so that it is not the day of writing: "is to meet him on Wednesday"."""


def _unclear_at_the_head(layout: Layout) -> DocumentDate:
    """ "Updated: 03/04/2018" above a text that speaks of "Tuesday" is of 3 April: only then was it the same day or the next."""
    prose = [layout.lines[index] for index in sorted(layout.kept) if layout.kinds[index] is Kind.PROSE][:3]
    weekday = _WEEKDAY.search(" ".join(prose)[:1500])
    first = layout.kinds.index(Kind.PROSE) if Kind.PROSE in layout.kinds else len(layout.kinds)
    if weekday is None:
        return DocumentDate()
    number = _WEEKDAYS.index(weekday.group().lower())
    ahead = {match[1].lower() for match in _AHEAD.finditer(" ".join(prose)[:1500])}
    for line in layout.lines[: min(first + 1, 120)]:
        if not is_stamp_line(line.strip()):
            continue
        for pair in unclear_stamps(line):
            fitting = [
                stamp
                for stamp in pair
                if (stamp.day.weekday() - number) % 7 <= 1 and f"{stamp.day:%A}".lower() not in ahead
            ]
            if len(fitting) == 1:
                return _told_by_weekday(fitting[0], line, weekday.group())
    return DocumentDate()


def _told_by_weekday(stamp: Stamp, line: str, weekday: str) -> DocumentDate:
    evidence = line[stamp.start : stamp.end]
    day = f"{stamp.day.day} {stamp.day:%B %Y}"
    reason = f"The page says “{evidence}”; its text speaks of “{weekday}”, which fits {day} alone."
    return DocumentDate(stamp.day, stamp.day, Basis.STATED, evidence, reason)


# ------------------------------------------------------------------------------------------------ address

_IN_PATH = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/([a-z]{3})/(0?[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE),
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def url_date(url: str | None) -> DocumentDate:
    """The day in an address: ``https://news.example/2017/07/21/steel`` is of 21 July 2017. Query strings do not count."""
    if not url:
        return DocumentDate()
    try:
        path = urlsplit(url[:2000]).path
    except ValueError:
        return DocumentDate()
    for pattern in _IN_PATH:
        for match in pattern.finditer(path):
            month = match[2].lower()
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
            if day := a_day(match[1], number, match[3]):
                return DocumentDate(
                    day, day, Basis.URL, match.group(), f"The address holds “{match.group()}”."
                )
    return DocumentDate()


def usable_url(url: str | None) -> str | None:
    """``url`` if it is an ordinary web address, else None: ``javascript:…`` and ``data:…`` never get further."""
    if not url or len(url) > 2000 or re.search(r"[\x00-\x20\x7f]", url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else None
