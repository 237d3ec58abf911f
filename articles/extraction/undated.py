"""Dates of an article whose own day is unknown: what can be read from the newest day that it tells of.

"The two met in Tianjin on September 7, 2024. … duties announced in May" means May 2024, whenever it was written. The
article itself gets no day from this, and words that count from the day of writing ("today", "last week") stay open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .annotations import Timex
from .body import Body
from .stamps import a_day
from .timexes import Candidate, Form, Tense, resolve

_WITHOUT_YEAR = frozenset({Form.DAY, Form.DAYS, Form.MONTH, Form.WEEKDAY, Form.COUNTED})
_EARLY = 12
"""Sentences that may hold the day the article is about."""

_NEAR = 200
"""Days from it within which the year is hardly in doubt."""


def read_from_told_day(
    body: Body, candidates: tuple[Candidate, ...], dates: tuple[Timex, ...]
) -> tuple[Timex, ...]:
    """``dates`` with values for days, months and weekdays without a year, where the text itself gives a whole day.

    "September 7, 2024 … in May" gives 2024-05 to "May"; without a whole day all stays as it is.
    """
    told = told_day(candidates)
    if told is None:
        return dates
    forms = {body.folded.span(one.start, one.end)[0]: one for one in candidates}
    seen = {timex.start: timex for timex in resolve(body, candidates, told)}
    found = []
    for timex in dates:
        one, read = forms.get(timex.start), seen.get(timex.start)
        may_be_read = timex.value is None and read is not None and one is not None and _counts_from_it(one)
        if may_be_read and read and read.earliest and abs((read.earliest - told).days) <= _NEAR:
            day = f"{told.day} {told:%B %Y}"
            reason = f"'{timex.text}': read from {day}, the newest day told of, as the article has no date"
            timex = replace(read, reason=reason)
        found.append(timex)
    return tuple(found)


def told_day(candidates: tuple[Candidate, ...]) -> date | None:
    """The newest whole day told at the beginning, unless something newer is told of as past: "On May 4, 2018, …"."""
    days = [day for one in candidates if one.sentence < _EARLY and (day := _whole_day(one))]
    newest = max(days, default=None)
    if newest is None:
        return None
    later = any(
        one.year is not None
        and one.form in (Form.DAY, Form.MONTH)
        and one.tense is not Tense.FUTURE
        and (one.year, one.month or 1) > (newest.year, newest.month)
        for one in candidates
    )
    return None if later else newest


def _whole_day(one: Candidate) -> date | None:
    if one.form is not Form.DAY or not one.year or not one.month or not one.day or one.tense is Tense.FUTURE:
        return None
    return a_day(one.year, one.month, one.day)


def _counts_from_it(one: Candidate) -> bool:
    """True for a day, month or weekday without a year, and for "five days later"."""
    if one.form is Form.COUNTED:
        return one.offset is not None and one.text.lower().endswith(("later", "earlier", "after", "before"))
    return one.form in _WITHOUT_YEAR and one.offset is None
