"""Day words inside quotations: "we meet tomorrow," he said on Friday, in a Sunday paper, is Saturday."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Candidate, Form, Tense, Unit

_REACH = 160
"""Characters between the day word and the day of speaking; further off stands another speech."""

_LONGEST_PARAGRAPH = 1200


def days_of_speaking(text: str, candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """For day words in quotations (by index) the weekday on which the words were said, where the paragraph tells it."""
    found: dict[int, Candidate] = {}
    for index, candidate in enumerate(candidates):
        if candidate.form is Form.SHIFT and candidate.unit is Unit.DAY and _is_quoted(text, candidate.start):
            spoken = _day_near(text, candidates, index)
            if spoken is not None:
                found[index] = spoken
    return found


def _day_near(text: str, candidates: Sequence[Candidate], index: int) -> Candidate | None:
    here = candidates[index]
    for other in (*candidates[index + 1 : index + 3], *reversed(candidates[max(0, index - 2) : index])):
        start, end = min(here.end, other.end), max(here.start, other.start)
        if end - start > _REACH or "\n" in text[start:end]:
            continue
        if other.form is Form.WEEKDAY and other.tense is Tense.PAST and not _is_quoted(text, other.start):
            return other
    return None


def _is_quoted(text: str, position: int) -> bool:
    """True if a quotation opened in this paragraph is open at ``position``."""
    start = text.rfind("\n", max(0, position - _LONGEST_PARAGRAPH), position) + 1
    return text.count('"', max(start, position - _LONGEST_PARAGRAPH), position) % 2 == 1
