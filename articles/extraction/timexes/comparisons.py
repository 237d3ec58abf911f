"""Comparisons with the year before: when "a year earlier" means the quarter or month spoken of, a year back."""

from __future__ import annotations

import re

_REACH = 160
_FIGURES = re.compile(
    r"[$%]|\d[ -]?(?:percent|per cent|cents?|points?|[mb]illion|trillion|yen|francs|marks|pounds|tons|barrels|units|cars|vehicles)\b"
    r"|\b(?:sales|profits?|earnings|earned|net|revenues?|income|orders|exports|imports|output|results|shipments|deliveries|prices|traffic)\b",
    re.IGNORECASE,
)
_LONG_PERIOD = re.compile(
    r"\b(?:two|four|five|six|seven|eight|nine|ten|eleven|12|9|6)[- ]months?\b|\bfull[- ]year\b|\bfor the (?:full )?year\b|\bquarter(?:ly)?\b|-Q[1-4]\b",
    re.IGNORECASE,
)


def is_compared(text: str, start: int, end: int) -> bool:
    """True if figures stand near: "rose to $3 million from $2 million a year ago"."""
    return _FIGURES.search(text, max(0, start - _REACH), min(len(text), end + 60)) is not None


def number_of_part(text: str, start: int) -> int | None:
    """0 where the period spoken of last is no quarter or month ("in the first nine months"), else None."""
    periods = _LONG_PERIOD.findall(text, max(0, start - _REACH), start)
    return 0 if periods and "uarter" not in periods[-1] and "-Q" not in periods[-1] else None
