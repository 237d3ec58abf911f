"""What the other dates of a document say about one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .candidates import Candidate, Form, Unit
from .speech import days_of_speaking

_FIGURES = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2\d{2,4}")
_BESIDE = re.compile(r",? ?\(|, (?:the )?")
_LONGEST_GAP = 6
_DEICTIC = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.WEEKEND, Unit.QUARTER})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The order of figures in this document, weekdays with a date beside them, whether the text is news or
    a history, and the days on which quoted words were said."""

    day_first: bool | None
    why: str
    day_beside: Mapping[int, Candidate]
    is_narrative: bool
    spoken_on: Mapping[int, Candidate]


def gather(
    text: str, candidates: Sequence[Candidate], anchor: date | None, day_first: bool | None
) -> Evidence:
    """Evidence of the whole list: "25/08/2020" elsewhere in the text makes "03/04/2020" day-first."""
    why = "the order was given"
    if day_first is None and any(candidate.form is Form.NUMERIC for candidate in candidates):
        day_first, why = _order(candidates)
    return Evidence(
        day_first,
        why,
        _beside(text, candidates),
        _is_narrative(candidates, anchor),
        days_of_speaking(text, candidates),
    )


def _order(candidates: Sequence[Candidate]) -> tuple[bool | None, str]:
    seen: dict[bool, str] = {}
    for candidate in candidates:
        match = _FIGURES.fullmatch(candidate.text)
        if candidate.form is Form.DAY and match and int(match[1]) != int(match[3]):
            seen.setdefault(int(match[1]) > 12, candidate.text)
    if len(seen) != 1:
        return None, ""
    ((is_day_first, text),) = seen.items()
    return is_day_first, f"'{text}' in the same text has the {'day' if is_day_first else 'month'} first"


def _beside(text: str, candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """Weekdays with their date beside them: "on Tuesday (Jan 8)", "on 26 May (Wednesday)"."""
    found: dict[int, Candidate] = {}
    for index, (one, other) in enumerate(pairwise(candidates)):
        gap = text[one.end : other.start] if other.start - one.end <= _LONGEST_GAP else "too far"
        if one.form is Form.WEEKDAY and other.form is Form.DAY and _BESIDE.fullmatch(gap):
            found[index] = other
        elif (
            one.form is Form.DAY
            and other.form is Form.WEEKDAY
            and gap.strip(" ,") == "("
            and text[other.end : other.end + 1] == ")"
        ):
            found[index + 1] = one
    return found


def _is_narrative(candidates: Sequence[Candidate], anchor: date | None) -> bool:
    """True for a history: many whole dates years before the anchor, hardly a word that counts from the day of writing."""
    if anchor is None:
        return False
    whole = sum(
        1.0 if candidate.form not in (Form.YEAR, Form.SAME) or candidate.is_opening else _BARE_YEAR
        for candidate in candidates
        if candidate.year is not None and candidate.year < anchor.year - 1
    )
    deictic = sum(1 for candidate in candidates if _is_deictic(candidate))
    return whole >= _FEWEST_WHOLE and whole > 6 * deictic


_BARE_YEAR = 0.4
"""Weight of a year within a sentence: a news piece that looks back names some too."""

_FEWEST_WHOLE = 4


def _is_deictic(candidate: Candidate) -> bool:
    if candidate.form is Form.SHIFT:
        return candidate.unit in _DEICTIC
    return candidate.form is Form.WEEKDAY and candidate.day is None
