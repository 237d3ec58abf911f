"""What the readers share: words become numbers, and spans lose a full stop or gain an article."""

from __future__ import annotations

import re
from typing import Any

from .candidates import Candidate, Form
from .words import DIRECTIONS, MONTHS, WEEKDAYS

BACK = 40


def make(text: str, start: int, end: int, form: Form, **parts: Any) -> Candidate:
    return Candidate(start, end, text[start:end], form, **parts)


def month_number(name: str) -> int:
    return MONTHS[name.lower()]


def weekday_number(name: str | None) -> int | None:
    return WEEKDAYS[name.lower()] if name else None


def direction(word: str | None) -> int | None:
    """-1, 0 or 1 for "last", "this", "next" and longer forms ("this past", "the following")."""
    if word is None:
        return None
    if word.endswith("following"):
        return 1
    return DIRECTIONS[re.split(r"[ \n]+", word.lower())[-1]]


def number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def trimmed(text: str, start: int, end: int) -> int:
    """The end without the dot that closes a sentence: "in May." keeps it out, "Sept." loses it too."""
    return end - 1 if text[end - 1] == "." else end


def with_the(text: str, start: int) -> int:
    """The place of "the" before ``start`` where it stands there: "the third quarter" is one expression."""
    return (
        start - 4
        if text[max(0, start - 4) : start].lower() == "the "
        and not text[max(0, start - 5) : start - 4].isalnum()
        else start
    )
