"""Read candidates against an anchor: a value and a plain reason for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..annotations import Granularity, Timex, TimexKind
from ..body import Body
from . import resolve_counted, resolve_dates, resolve_relative, resolve_same
from .candidates import Candidate, Form, Tense, Unit
from .evidence import gather
from .intervals import Interval, is_year, quarter_of
from .readings import NEEDS_ANCHOR, Reading, State

_MARGIN = 4
"""Years that the calendar must reach on both sides of an anchor; one at its very end is none of an article."""


def resolve(
    body: Body, candidates: Iterable[Candidate], anchor: date | None, *, day_first: bool | None = None
) -> tuple[Timex, ...]:
    """``candidates`` of ``body`` as records: "Thursday" read against 21 July 2017 is 2017-07-20."""
    found = tuple(candidates)
    anchor = usable_anchor(anchor)
    readings = read_all(found, State(anchor, gather(body.folded.text, found, anchor, day_first)))
    return tuple(
        _record(body, candidate, reading)
        for candidate, reading in zip(found, readings, strict=True)
        if not reading.is_refused
    )


def usable_anchor(anchor: date | None) -> date | None:
    """``anchor``, or None for one at the very end of the calendar."""
    if anchor is not None and is_year(anchor.year - _MARGIN) and is_year(anchor.year + _MARGIN):
        return anchor
    return None


def read_all(candidates: tuple[Candidate, ...], state: State) -> list[Reading]:
    """A reading of each candidate, in order, as one may hang on those before it."""
    for index, candidate in enumerate(candidates):
        reading = read_one(candidate, state, index)
        state.readings.append(reading)
        remember(candidate, reading.interval, state)
    return state.readings


def _record(body: Body, candidate: Candidate, reading: Reading) -> Timex:
    start, end = body.folded.span(candidate.start, candidate.end)
    found = reading.interval
    return Timex(
        start,
        end,
        body.text[start:end],
        candidate.kind,
        value=found.value if found else None,
        earliest=found.first if found else None,
        latest=found.last if found else None,
        granularity=found.granularity if found else None,
        timex=found.timex if found else None,
        reason=reading.reason,
    )


def remember(candidate: Candidate, found: Interval | None, state: State) -> None:
    """Keep what ``candidate`` was read as, for those after it that count from it."""
    if found is None:
        return
    if candidate.unit is Unit.YEAR and candidate.form in (Form.SAME, Form.QUARTER):
        return  # "a year earlier" is only compared with
    if not candidate.is_aside:
        state.told[found.granularity] = (candidate.sentence, candidate.start, found)
    if candidate.cue in ("quarter ended", "three months ended") and found.last.month % 3 == 0:
        quarter = quarter_of(found.last.year, found.last.month // 3)
        if quarter is not None:
            state.told[quarter.granularity] = (candidate.sentence, candidate.start, quarter)
    if candidate.is_opening and candidate.year is not None:
        state.opened = (candidate.sentence, found)
    if candidate.form is Form.DAY and candidate.month is None:
        state.bare_day = (candidate.sentence, found.first)
    if found.granularity is Granularity.QUARTER:
        state.last_quarter = found
    if (
        found.granularity in (Granularity.MONTH, Granularity.QUARTER, Granularity.HALF)
        and candidate.form is not Form.SAME
    ):
        state.last_part = found
    if found.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR, Granularity.SEASON) or (
        candidate.form is Form.MONTHS and candidate.year is not None  # "the first two months of 2019"
    ):
        state.last_told = found
    if found.granularity is Granularity.DAY and (state.anchor is None or found.first <= state.anchor):
        state.last_day = found.first
    if candidate.form is Form.WEEKDAY and candidate.tense is Tense.FUTURE:
        state.last_ahead = found.first


_READERS = {
    Form.DAY: resolve_dates.read_day,
    Form.DAYS: resolve_dates.read_days,
    Form.MONTH: resolve_dates.read_month,
    Form.MONTHS: resolve_dates.read_months,
    Form.YEAR: resolve_dates.read_year,
    Form.YEARS: resolve_dates.read_years,
    Form.QUARTER: resolve_dates.read_quarter,
    Form.HALF: resolve_dates.read_half,
    Form.SEASON: resolve_dates.read_season,
    Form.WEEKDAY: resolve_relative.read_weekday,
    Form.WEEKDAYS: resolve_relative.read_weekdays,
    Form.SHIFT: resolve_relative.read_shift,
    Form.SAME: resolve_same.read_same,
    Form.COUNTED: resolve_counted.read_counted,
    Form.NUMERIC: resolve_dates.read_numeric,
}


def read_one(candidate: Candidate, state: State, index: int) -> Reading:
    """The reading of candidate number ``index`` of its text: "Thursday" and the Thursday before the anchor."""
    reader = _READERS[candidate.form]
    if (
        state.anchor is None
        and candidate.form is not Form.COUNTED
        and candidate.kind is not TimexKind.EXPLICIT
        and candidate.year is None
    ):
        return Reading(None, f"'{candidate.text}' {NEEDS_ANCHOR}")
    return reader(candidate, state, index)
