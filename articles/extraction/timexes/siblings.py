"""Years lent by a neighbour: in "April and May 2018" and "Thursday, May 17 and Friday, May 18, 2018" the year stands once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .candidates import Candidate, Form

_JOINT = re.compile(
    r",?[ \n]+(?:and|or|to|through|until|till|-|&)[ \n]+(?:on |in |again on |late |early |from )?|, ?|[ ]?-[ ]?|/"
)
_DATED = (Form.DAY, Form.DAYS, Form.MONTH)
_LONGEST_JOINT = 18


def lend_years(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with years filled in from the right-hand neighbour where a list or range names it once."""
    lent: list[Candidate] = []
    following: Candidate | None = None
    for candidate in reversed(candidates):
        if following is not None and _lends(text, candidate, following):
            candidate = _with_year(candidate, following)
        lent.append(candidate)
        following = candidate
    return lent[::-1]


def _lends(text: str, candidate: Candidate, following: Candidate) -> bool:
    if (
        candidate.form not in _DATED
        or following.form not in _DATED
        or candidate.year is not None
        or candidate.offset is not None
    ):
        return False
    if candidate.year_offset is not None or (following.year is None and following.year_offset is None):
        return False
    gap = text[candidate.end : following.start]
    return len(gap) <= _LONGEST_JOINT and _JOINT.fullmatch(gap) is not None


def _with_year(candidate: Candidate, following: Candidate) -> Candidate:
    if following.year is None:
        return candidate._replace(year_offset=following.year_offset)
    is_over_new_year = (candidate.month or 0) > (following.month or 12)
    year = following.year - is_over_new_year
    return candidate._replace(year=year, last_year=year if candidate.last_month else None, is_year_lent=True)
