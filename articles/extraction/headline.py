"""Title, byline, publisher and dateline of a page that is plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .boilerplate import Kind, Layout
from .stamps import MONTHS, find_stamps

_LABEL = re.compile(r"(?:by|written by|published by|posted by|reported by|author)\s*:?\s+", re.IGNORECASE)
_AFTER_NAMES = re.compile(
    r"\s*(?:\||\bpublished\b|\bupdated\b|\bposted\b|\s[–—-]\s|·|\(|,\s(?:[\w ]{0,30}\b(?:staff|writers?|correspondent|reporter|editor)\b)).*",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]*(?:\s(?:[a-z]{1,3}\s)?[A-Z][\w.'’-]*){1,3}"
_NAMES_ONLY = re.compile(rf"{_NAME}(?:(?:,\s|\sand\s|\s&\s){_NAME}){{0,4}}")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s?(?:©\s?)?(?:(?:19|20)\d\d)?[\s,]{0,3}(?P<name>[A-Z][\w&'’ .-]{2,60}?)(?:[.,]?\s(?:all rights|inc\b|ltd\b|llc\b|limited|l\.p|corp|company|media ip|plc|gmbh)|[.|]|$)",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^(?:(?:subject|title|headline)\s*:\s*|#{1,3}\s+)", re.IGNORECASE)
"""What marks a title in a mail or in a note, and is not part of it."""

_TOP = 14
"""Lines below the headline among which byline and stamp are looked for."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands around the article's text, each part None where it was not found."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where an agency's report was written and on which day; the year is mostly left out."""

    start: int
    end: int
    text: str
    place: str = ""
    month: int | None = None
    day: int | None = None
    year: int | None = None


def read_headline(layout: Layout) -> Headline:
    """Title, byline and publisher of a page: "Talks open\\nBy Ann Example\\n…" has the byline "Ann Example"."""
    title = _MARKER.sub("", layout.lines[layout.headline].strip()) if layout.headline is not None else None
    return Headline(title, _byline(layout), _publisher(layout))


def _byline(layout: Layout) -> str | None:
    start = layout.headline + 1 if layout.headline is not None else 0
    first_prose = next(
        (number for number, kind in enumerate(layout.kinds) if kind is Kind.PROSE), len(layout.lines)
    )
    for index in range(start, min(len(layout.lines), start + _TOP)):
        line, kind = layout.lines[index].strip(), layout.kinds[index]
        if kind in (Kind.BYLINE, Kind.STAMP) and (label := _LABEL.match(line)):
            return _names(line[label.end() :])
        if kind is Kind.BYLINE and line.lower().rstrip(" :") == "by":
            return next(
                (_names(later.strip()) for later in layout.lines[index + 1 : index + 3] if later.strip()),
                None,
            )
        if kind is Kind.BYLINE or (
            index < first_prose and layout.headline is not None and _NAMES_ONLY.fullmatch(line)
        ):
            return _names(line)
    return None


def _names(rest: str) -> str | None:
    """The names at the start of ``rest``: "ANN EXAMPLE, Example staff writer" gives "ANN EXAMPLE"."""
    stamps = find_stamps(rest)
    if stamps:
        rest = rest[: stamps[0].start]
    names = _AFTER_NAMES.sub("", rest[:200]).strip(" ,;:-–—")
    return names if 2 <= len(names) <= 120 else None


def _publisher(layout: Layout) -> str | None:
    """The holder of the copyright named at the foot: "© 2019 Example Media Ltd. All rights reserved" is Example Media."""
    for line in reversed(layout.lines[-60:]):
        lowered = line[:300].lower()
        if "©" not in lowered and "(c)" not in lowered and "copyright" not in lowered:
            continue
        if (match := _COPYRIGHT.search(line[:300])) and not line.lstrip().startswith(("(", "[")):
            return match.group("name").strip(" .,&")
    return None


# ------------------------------------------------------------------------------------------------ dateline

_ENGLISH_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_PLACE = r"[A-Z][A-Za-z.'’/-]{1,20}(?:\s[A-Z][A-Za-z.'’/-]{1,20}){0,3}(?:,\s[A-Z][A-Za-z.]{1,20})?"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE}),?\s)?(?:(?P<month>{_ENGLISH_MONTH})\.?\s(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s(?P<month2>{_ENGLISH_MONTH})\.?)(?:,?\s(?P<year>(?:19|20)\d\d))?"
    r",?\s?(?P<agency>\([A-Z][^()\n]{1,40}\)|/[A-Z][\w -]{2,30}/)?\s?(?P<dash>--|[—–:-])?"
)
_PLACE_ONLY = re.compile(
    r"\[?(?P<place>[A-Z]{3,20}(?:[ -][A-Z]{3,20}){0,2}(?:, [A-Z][a-z]{2,15})?)\]?\s?(?:\([^()\n]{2,60}\)\s?)?(?:--|[—–•|:-]|\](?=\s))\s"
)


def find_dateline(text: str, lines: int = 12) -> Dateline | None:
    """The agency's dateline at the start of one of the first ``lines`` lines.

    "GENEVA, May 11 (Example News) -- The two…" gives 11 May without a year, "[LONDON] The two…" only a place.
    """
    place_only: Dateline | None = None
    start = 0
    for _ in range(lines):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)][:160]
        if (match := _DATELINE.match(line)) and (match["agency"] or (match["dash"] and match["place"])):
            month = MONTHS[(match["month"] or match["month2"]).lower()]
            day, year = int(match["day"] or match["day2"]), match["year"]
            return Dateline(
                start,
                start + match.end(),
                match.group().strip(),
                match["place"] or "",
                month,
                day,
                int(year) if year else None,
            )
        if place_only is None and (match := _PLACE_ONLY.match(line)):
            place_only = Dateline(start, start + match.end(), match.group().strip(), match["place"])
        if end < 0:
            break
        start = end + 1
    return place_only
