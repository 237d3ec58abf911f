"""Time expressions of a text: found once, read against the article's date.

``find_timexes(body, anchor)`` does both. Where the anchor is being inferred, ``candidate_timexes(body)`` gives what was found,
with its parts, and ``resolve`` reads it against as many anchors as wanted.
"""

from __future__ import annotations

from datetime import date

from ..annotations import Timex
from ..body import Body
from .candidates import Candidate, Form, Tense, Unit
from .readings import NEEDS_ANCHOR
from .resolve import resolve
from .scan import DEFAULT_LIMIT, candidate_timexes, is_cut_short, scan


def find_timexes(
    body: Body, anchor: date | None, *, day_first: bool | None = None, limit: int = DEFAULT_LIMIT
) -> tuple[Timex, ...]:
    """The time expressions of ``body`` in order, read against ``anchor``.

    "China said on Thursday" with the anchor 21 July 2017 gives one record: 2017-07-20, and the reason. Without an anchor
    relative expressions and those without a year are found but have no value. ``day_first`` settles "03/04/2018".
    """
    return resolve(body, candidate_timexes(body, limit), anchor, day_first=day_first)


__all__ = [
    "DEFAULT_LIMIT",
    "NEEDS_ANCHOR",
    "Candidate",
    "Form",
    "Tense",
    "Unit",
    "candidate_timexes",
    "find_timexes",
    "is_cut_short",
    "resolve",
    "scan",
]
