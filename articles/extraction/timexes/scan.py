"""Find the time expressions of a body, without reading them against any date.

One walk over the words of the text; a word that can start an expression ("May", "last", "17", "Thursday") has the
patterns that may match there, longest shape first. The cost is that of the walk, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..body import Body
from . import build, patterns
from .candidates import Candidate
from .siblings import lend_years
from .tense import with_tense
from .words import MONTHS, ORDINALS, SEASONS, WEEKDAYS

Reader = Callable[[str, int], Candidate | None]
"""Reads an expression that starts at a place of the text, or gives None."""

DEFAULT_LIMIT = 2000
"""Expressions kept of one text; no article has more, a made-up one might have a hundred thousand."""

_WORD = re.compile(r"[A-Za-z]+|\d+")


def _readers() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = dict.fromkeys(
        MONTHS, (build.month_day_to_month_day, build.month_day, build.spelled, build.months, build.month)
    )
    table |= dict.fromkeys(
        WEEKDAYS,
        (
            build.month_day_to_month_day,
            build.month_day,
            build.day_month_to_day_month,
            build.day_month,
            build.weekdays,
            build.weekday,
        ),
    )
    directed = (
        build.year_quarter,
        build.week_of_month,
        build.directed_unit,
        build.directed_weekday,
        build.directed_month,
        build.directed_season,
        build.part_of_day,
    )
    table |= dict.fromkeys(
        ("last", "this", "next", "past", "coming", "current", "latest", "previous"), directed
    )
    table |= dict.fromkeys(("mid", "early", "late", "end"), (build.month,))
    table |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), (build.day_word,))
    table |= dict.fromkeys(SEASONS, (build.season,))
    table |= dict.fromkeys(ORDINALS, (build.quarter, build.half, build.week_of_month))
    table |= {
        "latter": (build.half,),
        "day": (build.unit_beyond, build.same_day),
        "weekend": (build.unit_of, build.unit_beyond, build.weekend),
        "week": (build.unit_of, build.unit_beyond, build.present_unit),
        "month": (build.unit_beyond, build.present_unit),
        "quarter": (build.unit_beyond, build.present_unit),
        "year": (build.unit_beyond, build.year_ago, build.year_end, build.present_unit),
        "ago": (build.amount_ago,),
        "earlier": (build.amount_ago,),
        "now": (build.amount_ago,),
        "q": (build.quarter_code,),
        "h": (build.half_code,),
        "fiscal": (build.fiscal_year,),
        "financial": (build.fiscal_year,),
        "fy": (build.fiscal_year,),
    }
    return table


_BY_WORD = _readers()
_SMALL_NUMBER: tuple[Reader, ...] = (
    build.figures,
    build.spelled,
    build.day_month_to_day_month,
    build.day_month,
    build.day_of_month,
    build.quarter,
    build.half,
    build.quarter_code,
    build.half_code,
    build.short_year,
)
_FOUR_FIGURES: tuple[Reader, ...] = (
    build.figures,
    build.spelled,
    build.year_quarter,
    build.years,
    build.decade,
    build.year,
)


def scan(body: Body, *, limit: int = DEFAULT_LIMIT) -> tuple[Candidate, ...]:
    """The time expressions of ``body`` in order, at most ``limit``: "on Thursday" gives the candidate "Thursday"."""
    text = body.folded.text
    found: list[Candidate] = []
    consumed = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < consumed:
            continue
        candidate = _read(text, start, match.group())
        if candidate is None or candidate.start < consumed:
            continue
        found.append(candidate)
        consumed = candidate.end
        if len(found) >= limit:
            break
    return tuple(with_tense(body, candidate) for candidate in lend_years(text, found))


def _read(text: str, start: int, word: str) -> Candidate | None:
    if word[0].isdigit():
        readers = _SMALL_NUMBER if len(word) <= 2 else _FOUR_FIGURES if len(word) == 4 else ()
    else:
        readers = _BY_WORD.get(word) or _BY_WORD.get(word.lower(), ())
    if not readers or (start and text[start - 1].isalnum()):
        return None
    for reader in readers:
        candidate = reader(text, start)
        if candidate is not None:
            return candidate
    return None


@lru_cache(maxsize=8)
def candidate_timexes(body: Body, limit: int = DEFAULT_LIMIT) -> tuple[Candidate, ...]:
    """``scan`` remembered for the last few bodies: one article is read with several anchors."""
    return scan(body, limit=limit)


__all__ = ["DEFAULT_LIMIT", "candidate_timexes", "patterns", "scan"]
