"""Readings of the unit spoken of before: "the day", "the quarter", "the same month last year", "a year earlier"."""

from __future__ import annotations

from . import intervals
from .candidates import Candidate, Unit
from .readings import Reading, State, said
from .resolve_counted import part_told, read_year_before
from .shifts import shift


def read_same(candidate: Candidate, state: State, index: int) -> Reading:
    """ "the day", "the quarter", "the same month last year": what was spoken of before."""
    if candidate.unit is Unit.YEAR:
        return _read_same_period(candidate, state)
    anchor = state.day
    spoken_of = (
        state.last_quarter
        if candidate.unit is Unit.QUARTER
        else intervals.day_of(state.last_day)
        if state.last_day
        else None
    )
    if spoken_of is not None:
        return Reading(spoken_of, f"'{candidate.text}': the one spoken of before, {spoken_of.timex}")
    if candidate.unit is Unit.QUARTER:
        return Reading(
            shift(anchor, Unit.QUARTER, -1),
            said(candidate, state, "the quarter ended last, as none was spoken of"),
        )
    return Reading(intervals.day_of(anchor), said(candidate, state, "no other day was spoken of"))


def _read_same_period(candidate: Candidate, state: State) -> Reading:
    if candidate.year is not None:
        told = part_told(candidate, state)
        found = intervals.part_in(told, candidate.year) if told else intervals.year_of(candidate.year)
        return Reading(
            found, f"'{candidate.text}': the part of the year told before, in the year the text gives"
        )
    near = read_year_before(candidate, state)
    if near is not None:
        return Reading(near, f"'{candidate.text}': a year before what was told, {near.timex}")
    part = state.last_part if candidate.number is None and "same" in candidate.text.lower() else None
    if part is None:
        return Reading(
            intervals.year_of(state.day.year - 1),
            said(candidate, state, "the year before, as no month or quarter was spoken of"),
        )
    return Reading(intervals.year_before(part), f"'{candidate.text}': a year before {part.timex}")
