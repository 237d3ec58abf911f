"""Spans take in the words that say which part is meant: "late June", "the end of the year", "so far this year".

The value stays that of the month or year; only what is marked on the page grows. Done last, for the readers and the
search for verbs look at what stands before the name itself.
"""

from __future__ import annotations

import re

from .candidates import Candidate, Form

_REACH = 36
_PART = re.compile(
    r"\b(?:(?:the[ \n])?(?:early|earlier|late|later|mid)(?:[ \n]|-)(?:(?:on|in)[ \n])?(?:the[ \n])?"
    r"|(?:the[ \n])?(?:very[ \n])?(?:end|start|beginning|middle|close)[ \n]of[ \n](?:the[ \n])?"
    r"|(?:all[ \n]of|so[ \n]far|the[ \n]year|the[ \n]fiscal)[ \n])$",
    re.IGNORECASE,
)
_AFTER_AMOUNT = re.compile(
    r"\b(?:days?|weeks?|months?|years?|as|or|and|sooner|no|much|than|not)[ \n]$", re.IGNORECASE
)
_FORMS = frozenset(Form) - {Form.NUMERIC, Form.COUNTED, Form.SAME, Form.DAYS, Form.MONTHS, Form.WEEKDAYS}


def widened(text: str, candidate: Candidate, low: int) -> Candidate:
    """``candidate`` with the modifier before it, from ``low`` on at the earliest: "June" of "in late June" gives "late June"."""
    if candidate.form not in _FORMS and not (candidate.form is Form.COUNTED and candidate.offset == 0):
        return candidate
    match = _PART.search(text, max(low, candidate.start - _REACH), candidate.start)
    if match is None:
        return candidate
    word = match.group().lower()
    if word.startswith(("later", "earlier")) and _AFTER_AMOUNT.search(
        text, max(low, match.start() - 12), match.start()
    ):
        return candidate
    start = match.start()
    if (
        "the" not in word
        and candidate.form is Form.YEARS
        and text[max(0, start - 4) : start].lower() == "the "
    ):
        start -= 4
    return candidate._replace(start=start, text=text[start : candidate.end])
