"""What the readers share: words become numbers, and spans lose a full stop or gain an article."""

from __future__ import annotations

import re
from typing import Any

from .candidates import Candidate, Form
from .numeric import century
from .words import DIRECTIONS, MONTHS, WEEKDAYS

BACK = 40
"""Characters looked at before a word that ends an expression."""


def make(text: str, start: int, end: int, form: Form, **parts: Any) -> Candidate:
    """The candidate at ``start``–``end`` of ``text`` with its parts, as ``month=5, day=17``."""
    return Candidate(start, end, text[start:end], form, **parts)


def month_number(name: str) -> int:
    """5 for "May", 9 for "Sept"."""
    return MONTHS[name.lower()]


def weekday_number(name: str | None) -> int | None:
    """0 for "Monday", None for no name."""
    return WEEKDAYS[name.lower()] if name else None


def direction(word: str | None) -> int | None:
    """-1, 0 or 1 for "last", "this", "next" and longer forms ("this past", "the following")."""
    if word is None:
        return None
    if word.endswith("following"):
        return 1
    return DIRECTIONS[re.split(r"[ \n]+", word.lower())[-1]]


def number(figures: str | None) -> int | None:
    """The number in figures, None for no figures; a year may be short: "'18" is 2018."""
    if not figures:
        return None
    return century(figures[1:]) if figures[0] == "'" else int(figures)


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
