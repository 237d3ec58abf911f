"""Find the time expressions of a body, without reading them against any date.

One walk over the words of the text; a word that can start an expression ("May", "last", "17", "Thursday") has the
patterns that may match there, longest shape first. The cost is that of the walk, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..body import Body
from . import build_days, build_relative, build_years
from .candidates import Candidate
from .holidays import holiday
from .siblings import lend_years
from .tense import with_tense
from .words import MONTHS, ORDINALS, SEASONS, WEEKDAYS

Reader = Callable[[str, int], Candidate | None]
"""Reads an expression that starts at a place of the text, or gives None."""

DEFAULT_LIMIT = 2000
"""Expressions kept of one text; no article has more, a made-up one might have a hundred thousand."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
"""Words, and those run together where a space is lost ("By Kent JonesDecember 12, 2025")."""


def _readers() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = dict.fromkeys(
        MONTHS,
        (
            build_days.month_day_to_month_day,
            build_days.month_day,
            build_days.spelled,
            build_days.months,
            build_days.month,
        ),
    )
    table |= dict.fromkeys(
        WEEKDAYS,
        (
            build_days.month_day_to_month_day,
            build_days.month_day,
            build_days.day_month_to_day_month,
            build_days.day_month,
            build_relative.weekdays,
            build_relative.weekday,
        ),
    )
    directed = (
        build_years.year_quarter,
        build_years.last_quarter,
        build_days.week_of_month,
        build_relative.directed_unit,
        build_relative.directed_weekday,
        build_days.directed_month,
        build_years.directed_season,
        build_relative.part_of_day,
    )
    table |= dict.fromkeys(
        ("last", "this", "next", "past", "coming", "current", "latest", "previous"), directed
    )
    table |= dict.fromkeys(("mid", "early", "late", "end"), (build_days.month,))
    table |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), (build_relative.day_word,))
    table |= dict.fromkeys(SEASONS, (build_years.season,))
    table |= dict.fromkeys(ORDINALS, (build_years.quarter, build_years.half, build_days.week_of_month))
    table |= dict.fromkeys(
        ("christmas", "boxing", "valentine", "halloween", "memorial", "labor", "thanksgiving", "new"),
        (holiday,),
    )
    table["july"] = (holiday, *table["july"])
    table["fourth"] = (holiday, *table["fourth"])
    table |= {
        "latter": (build_years.half,),
        "day": (build_relative.unit_beyond, build_relative.same_day),
        "weekend": (build_days.unit_of, build_relative.unit_beyond, build_relative.weekend),
        "week": (build_days.unit_of, build_relative.unit_beyond, build_relative.present_unit),
        "month": (build_relative.unit_beyond, build_relative.present_unit),
        "quarter": (build_relative.unit_beyond, build_relative.present_unit),
        "year": (
            build_relative.unit_beyond,
            build_years.year_ago,
            build_years.year_end,
            build_relative.present_unit,
        ),
        "ago": (build_relative.amount_ago,),
        "earlier": (build_relative.amount_ago,),
        "now": (build_relative.amount_ago,),
        "same": (build_years.same_period,),
        "q": (build_years.quarter_code,),
        "h": (build_years.half_code,),
        "fiscal": (build_years.fiscal_year,),
        "financial": (build_years.fiscal_year,),
        "fy": (build_years.fiscal_year,),
    }
    return table


_BY_WORD = _readers()
_SMALL_NUMBER: tuple[Reader, ...] = (
    build_days.figures,
    build_days.spelled,
    build_days.day_month_to_day_month,
    build_days.day_month,
    build_days.day_of_month,
    build_days.spanish_day,
    build_years.quarter,
    build_years.half,
    build_years.quarter_code,
    build_years.half_code,
    build_years.short_year,
)
_FOUR_FIGURES: tuple[Reader, ...] = (
    build_days.figures,
    build_days.spelled,
    build_years.year_quarter,
    build_years.years,
    build_years.decade,
    build_years.year,
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
    if not readers:
        return None
    is_joined = start > 0 and text[start - 1].isalnum()
    if is_joined and not (text[start - 1].islower() and word[0].isupper()):
        return None
    for reader in readers:
        candidate = reader(text, start)
        if candidate is not None:
            return candidate if not is_joined or _is_whole(candidate) else None
    return None


def _is_whole(candidate: Candidate) -> bool:
    """True for day, month and year: only they are believed in the middle of a word."""
    return None not in (candidate.year, candidate.month, candidate.day)


@lru_cache(maxsize=8)
def candidate_timexes(body: Body, limit: int = DEFAULT_LIMIT) -> tuple[Candidate, ...]:
    """``scan`` remembered for the last few bodies: one article is read with several anchors."""
    return scan(body, limit=limit)
