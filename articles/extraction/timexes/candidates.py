"""What the scan finds: time expressions with their parts, not yet read against any date."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ..annotations import TimexKind


class Form(StrEnum):
    """The shape of an expression; it says which fields of a candidate are filled."""

    DAY = "day"  # "May 17", "Thursday, 17 May 2018"
    DAYS = "days"  # "May 17-18", "Feb. 27 to March 3"
    MONTH = "month"  # "May", "May 2018", "mid-May"
    MONTHS = "months"  # "April-June"
    YEAR = "year"  # "2017"
    YEARS = "years"  # "2016-17", "the 1990s"
    QUARTER = "quarter"  # "the third quarter", "Q3 2018"
    HALF = "half"  # "the first half of 2018"
    SEASON = "season"  # "summer 2018", "this autumn"
    WEEKDAY = "weekday"  # "Thursday", "last Friday", "Monday of next week"
    WEEKDAYS = "weekdays"  # "Monday to Wednesday"
    SHIFT = "shift"  # "yesterday", "last week", "two months ago", "the weekend"
    COUNTED = "counted"  # from a date told before: "the next day", "two years later", "that month"
    SAME = "same"  # the unit spoken of: "the day" of "to end the day at 7,114", "the quarter" of "profit for the quarter"
    NUMERIC = "numeric"  # "03/04/2018": two readings


class Tense(StrEnum):
    """Which way a clause points from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """What a shift counts in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Candidate(NamedTuple):
    """A time expression at ``start``–``end`` of the folded text.

    ``offset`` counts ``unit``s from the anchor ("two weeks ago" is -2 weeks); with a weekday it is the direction of
    "last Friday" (-1), "this Friday" (0), "next Friday" (1), with a month or season that of "last December".
    ``year_offset`` is the year named relative to the anchor's ("December 1 of last year" is -1).
    ``tense`` is the tense of the clause, ``part`` a part of the day ("MO", "NI"), ``holiday`` the
    name of a named day ("labor day").
    """

    start: int
    end: int
    text: str
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    number: int | None = None
    season: str | None = None
    unit: Unit | None = None
    offset: int | None = None
    year_offset: int | None = None
    part: str = ""
    holiday: str = ""
    tense: Tense = Tense.UNKNOWN
    cue: str = ""
    """The word that told the tense, for the reason."""
    is_firm: bool = False
    """True if the tense decides alone, however near the other reading is ("since November")."""
    told: str = ""
    """The side of a date told before: "following" in "the following April", "that" in "May of that year"."""
    sentence: int = 0
    """The number of its sentence."""
    is_aside: bool = False
    """True after "since": nothing that follows counts from it ("the lowest since May 1981")."""
    is_opening: bool = False
    """True where it opens its sentence: "In 1991, …"."""
    is_year_lent: bool = False
    """True if the year stands with a neighbour ("April" in "April and May 2018")."""

    @property
    def kind(self) -> TimexKind:
        """explicit: the year is in the string; relative: only the anchor can tell; partial: the rest."""
        if self.year is not None and not self.is_year_lent:
            return TimexKind.EXPLICIT
        if (
            self.form in (Form.WEEKDAY, Form.WEEKDAYS, Form.SHIFT, Form.SAME, Form.COUNTED)
            and self.month is None
        ):
            return TimexKind.RELATIVE
        if self.offset is not None or self.year_offset is not None or self.told:
            return TimexKind.RELATIVE
        return TimexKind.PARTIAL
