"""The words that can start an expression, each with the readers to try there, longest shape first."""

from __future__ import annotations

from collections.abc import Callable

from . import build_counted, build_days, build_relative, build_years
from .candidates import Candidate
from .holidays import holiday
from .words import MONTHS, ORDINALS, SEASONS, WEEKDAYS

Reader = Callable[[str, int], Candidate | None]
"""Reads an expression that starts at a place of the text, or gives None."""

BY_WORD: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    MONTHS,
    (
        build_years.month_quarter,
        build_days.month_day_to_month_day,
        build_days.month_day,
        build_days.spelled,
        build_days.months,
        build_days.month,
    ),
)
BY_WORD |= dict.fromkeys(
    WEEKDAYS,
    (
        build_days.month_day_to_month_day,
        build_days.month_day,
        build_days.day_month_to_day_month,
        build_days.day_month,
        build_relative.weekdays,
        build_relative.weekday,
    ),
)
_DIRECTED: tuple[Reader, ...] = (
    build_years.year_quarter,
    build_years.last_quarter,
    build_years.months_of_year,
    build_days.week_of_month,
    build_relative.directed_unit,
    build_relative.directed_weekday,
    build_days.directed_month,
    build_years.directed_season,
    build_relative.part_of_day,
)
BY_WORD |= dict.fromkeys(
    ("last", "this", "next", "past", "coming", "current", "latest", "previous"), _DIRECTED
)
for _word in ("next", "previous"):
    BY_WORD[_word] = (build_counted.neighbour_unit, build_counted.named_from_told, *BY_WORD[_word])
BY_WORD |= dict.fromkeys(
    ("following", "preceding", "prior"), (build_counted.neighbour_unit, build_counted.named_from_told)
)
BY_WORD["that"] = (build_counted.that_unit, build_counted.named_from_told)
BY_WORD["from"] = (build_relative.amount_from,)
BY_WORD["later"] = (build_counted.amount_later,)
BY_WORD |= dict.fromkeys(("mid", "early", "late", "end"), (build_days.month,))
BY_WORD |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), (build_relative.day_word,))
BY_WORD |= dict.fromkeys(SEASONS, (build_years.season, build_years.bare_season))
BY_WORD["midsummer"] = BY_WORD["midwinter"] = (build_years.bare_season,)
BY_WORD |= dict.fromkeys(
    ORDINALS,
    (
        build_years.quarter,
        build_years.half,
        build_years.bare_half,
        build_years.months_of_year,
        build_years.elided_quarter,
        build_days.week_of_month,
    ),
)
BY_WORD |= dict.fromkeys(
    (
        "christmas",
        "boxing",
        "valentine",
        "halloween",
        "memorial",
        "labor",
        "thanksgiving",
        "new",
        "martin",
        "presidents",
        "st",
        "mother",
        "father",
        "columbus",
        "election",
        "veterans",
        "good",
        "easter",
    ),
    (holiday,),
)
BY_WORD["next"] = (*BY_WORD["next"], build_relative.elided_unit)
for _word in ("last", "next", "this"):
    BY_WORD[_word] = (*BY_WORD[_word], holiday)
BY_WORD["july"] = (holiday, *BY_WORD["july"])
BY_WORD["fourth"] = (holiday, *BY_WORD["fourth"])
BY_WORD |= {
    "latter": (build_years.half,),
    "day": (build_relative.unit_beyond, build_counted.unit_before, build_relative.same_day),
    "weekend": (build_days.unit_of, build_relative.unit_beyond, build_relative.weekend),
    "week": (
        build_years.just_ended,
        build_days.unit_of,
        build_relative.unit_beyond,
        build_counted.unit_before,
        build_relative.present_unit,
    ),
    "month": (
        build_years.just_ended,
        build_relative.unit_beyond,
        build_counted.unit_before,
        build_relative.present_unit,
    ),
    "quarter": (
        build_years.just_ended,
        build_relative.unit_beyond,
        build_counted.unit_before,
        build_relative.present_unit,
    ),
    "year": (
        build_years.just_ended,
        build_relative.unit_beyond,
        build_counted.unit_before,
        build_years.year_ago,
        build_years.year_end,
        build_relative.present_unit,
    ),
    "ago": (build_relative.amount_ago,),
    "earlier": (build_relative.amount_ago, build_counted.amount_later),
    "now": (build_relative.amount_ago,),
    "just": (build_years.just_ended,),
    "comparable": (build_years.same_period,),
    "corresponding": (build_years.same_period,),
    "similar": (build_years.same_period,),
    "like": (build_years.same_period,),
    "same": (build_years.same_period, build_counted.that_unit),
    "q": (build_years.quarter_code,),
    "h": (build_years.half_code,),
    "fiscal": (build_years.fiscal_year,),
    "financial": (build_years.fiscal_year,),
    "fy": (build_years.fiscal_year,),
}

SMALL_NUMBER: tuple[Reader, ...] = (
    build_days.figures,
    build_days.spelled,
    build_days.day_month_to_day_month,
    build_days.day_month,
    build_days.day_of_month,
    build_days.bare_day,
    build_days.spanish_day,
    build_years.quarter,
    build_years.half,
    build_years.quarter_code,
    build_years.half_code,
    build_years.short_year,
)
FOUR_FIGURES: tuple[Reader, ...] = (
    build_days.figures,
    build_days.spelled,
    build_years.year_quarter,
    build_years.years,
    build_years.decade,
    build_years.year,
)
