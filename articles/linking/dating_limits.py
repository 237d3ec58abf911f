"""Whole dates of an undated article: the year they lend to days after them, and the days it must lie between."""

from __future__ import annotations

from datetime import date

from articles.extraction.stamps import a_day
from articles.extraction.timexes import Candidate, Form, Tense

_AND = (" and ", " or ", ", ", " to ", "-")

_LENDING = 2
"""Sentences for which the year of a whole date goes on."""


def with_years_lent(expressions: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A day just after a whole date of its month has its year: "received on 8 November 2017 … formal talks on 9 November"."""
    found: list[Candidate] = []
    whole: Candidate | None = None
    for one in expressions:
        is_bare = one.form is Form.DAY and one.year is None and one.weekday is None and one.month is not None
        if (
            is_bare
            and whole is not None
            and one.tense is not Tense.FUTURE
            and one.month == whole.month
            and one.sentence - whole.sentence <= _LENDING
        ):
            one = one._replace(year=whole.year, is_year_lent=True)
        if one.form is Form.DAY and one.year is not None and one.day is not None:
            whole = one
        found.append(one)
    return tuple(found)


def with_last_lent(expressions: tuple[Candidate, ...], text: str) -> tuple[Candidate, ...]:
    """The second weekday of "last Thursday and Friday" is last week's too."""
    found: list[Candidate] = []
    for one in expressions:
        before = found[-1] if found else None
        is_beside = (
            before is not None
            and before.form is one.form is Form.WEEKDAY
            and one.offset is None
            and text[before.end : one.start] in _AND
        )
        found.append(one._replace(offset=before.offset) if before and is_beside else one)
    return tuple(found)


def floor_of(expressions: tuple[Candidate, ...], ahead: set[int], is_due: tuple[bool, ...]) -> date | None:
    """The newest whole date that is neither a term nor announced."""
    days = [
        day
        for number, candidate in enumerate(expressions)
        if (day := _whole_day(candidate))
        and number not in ahead
        and not is_due[number]
        and candidate.tense is not Tense.FUTURE
    ]
    return max(days, default=None)


def ceiling_of(expressions: tuple[Candidate, ...], ahead: set[int], is_due: tuple[bool, ...]) -> date | None:
    """The first whole date that is a term ("by May 14, 2025") or announced ("on Friday, May 18, 2018")."""
    days = [
        day
        for number, candidate in enumerate(expressions)
        if candidate.day is not None
        and (day := _whole_day(candidate))
        and (
            candidate.tense is Tense.FUTURE
            or number in ahead
            or (is_due[number] and candidate.tense is not Tense.PAST)
        )
    ]
    return min(days, default=None)


def _whole_day(candidate: Candidate) -> date | None:
    """The first day of an expression that holds its year; a bare year counts from its first day."""
    if candidate.year is None or candidate.form not in (Form.DAY, Form.DAYS, Form.MONTH, Form.YEAR):
        return None
    if candidate.form is Form.YEAR and candidate.tense is not Tense.PAST:
        return None
    return a_day(candidate.year, candidate.month or 1, candidate.day or 1)
