"""What the readers of candidates share: the state of the reading, and the words of the reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..annotations import Granularity
from .candidates import Candidate, Tense
from .evidence import Evidence
from .intervals import Interval
from .words import MONTH_NAMES

NEEDS_ANCHOR = "needs the article's date"


class Reading(NamedTuple):
    """What an expression means; ``interval`` is None where it cannot be known."""

    interval: Interval | None
    reason: str
    is_refused: bool = False
    """True for a day that the calendar does not have: no record is made of it."""


@dataclass(slots=True)
class State:
    """What has been read so far in this text, for expressions that follow on it."""

    anchor: date | None
    evidence: Evidence
    last_ahead: date | None = None
    last_quarter: Interval | None = None
    readings: list[Reading] = field(default_factory=list)
    last_told: Interval | None = None
    last_day: date | None = None
    last_part: Interval | None = None
    told: dict[Granularity, tuple[int, int, Interval]] = field(default_factory=dict)
    """The latest date told of each kind: the number of its sentence, its place in the text, the date."""
    bare_day: tuple[int, date] | None = None
    """The latest day printed without its month ("on the 28th"), with the number of its sentence."""
    opened: tuple[int, Interval] | None = None
    """The latest whole date that opened a sentence, with the sentence's number."""

    @property
    def day(self) -> date:
        """The anchor, for readings that are made only where there is one."""
        if self.anchor is None:
            raise ValueError(NEEDS_ANCHOR)
        return self.anchor


def said(candidate: Candidate, state: State, how: str) -> str:
    """ "'Thursday' read against 21 July 2017: …"."""
    anchor = state.anchor
    if anchor is None:
        return f"'{candidate.text}': {how}"
    return f"'{candidate.text}' read against {plain_date(anchor)}: {how}"


def plain_date(day: date) -> str:
    """21 July 2017."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def as_tense(candidate: Candidate) -> str:
    """The tense for a reason: "the clause speaks of the past ('said')"."""
    if candidate.tense is Tense.UNKNOWN:
        return "the clause has no clear tense"
    direction = "the past" if candidate.tense is Tense.PAST else "what lies ahead"
    return (
        f"the clause speaks of {direction} ('{candidate.cue}')"
        if candidate.cue
        else f"the clause speaks of {direction}"
    )


def in_string(interval: Interval | None, candidate: Candidate) -> Reading:
    """The reading of an expression whose year stands in the text, or a refusal where there is no such day."""
    if interval is None:
        return Reading(None, "no such day", is_refused=True)
    return Reading(interval, f"'{candidate.text}': {_how_written(candidate)}")


def _how_written(candidate: Candidate) -> str:
    if candidate.is_year_lent:
        return "the year stands with the date that follows"
    if re.search(r"\b(?:fiscal|financial|FY)", candidate.text, re.IGNORECASE):
        return "a business year, read as the year of its name"
    return "the text gives the year" if candidate.day is None else "the text gives the whole date"
