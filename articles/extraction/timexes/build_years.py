"""From a match to a candidate: seasons, quarters, halves, years, decades."""

from __future__ import annotations

import re

from . import comparisons, guards, matching, patterns
from .candidates import Candidate, Form, Unit
from .numeric import century
from .words import NUMBERS, ORDINALS, SEASONS


def directed_season(text: str, start: int) -> Candidate | None:
    """ "this autumn", "last summer"."""
    match = patterns.DIRECTED_SEASON.match(text, start)
    if match is None:
        return None
    return matching.make(
        text,
        start,
        match.end(),
        Form.SEASON,
        season=SEASONS[match["season"].lower()],
        offset=matching.direction(match["direction"]),
    )


def season(text: str, start: int) -> Candidate | None:
    """ "summer 2018", "the winter of 2018", "autumn last year"."""
    match = patterns.SEASON.match(text, start)
    if match is None or (
        match["season"].lower() in ("fall", "spring") and not guards.is_season(text, start, match["season"])
    ):
        return None
    year, direction = matching.number(match["year"]), matching.direction(match["year_direction"])
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.SEASON,
        season=SEASONS[match["season"].lower()],
        year=year,
        year_offset=direction,
    )


def year_ago(text: str, start: int) -> Candidate | None:
    """ "the year-ago quarter", "a year-earlier period": the period spoken of, a year before."""
    match = patterns.YEAR_AGO.match(text, start)
    if match is None:
        return None
    period = (match["period"] or "").lower()
    begin = matching.with_the(text, start) if period else start
    if period == "quarter":
        return matching.make(text, begin, match.end(), Form.QUARTER, unit=Unit.YEAR, offset=-1)
    number = None if period else comparisons.number_of_part(text, start)
    return matching.make(text, begin, match.end(), Form.SAME, unit=Unit.YEAR, offset=-1, number=number)


def _year_parts(match: re.Match[str]) -> dict[str, int | None]:
    groups = match.groupdict()
    direction = 0 if groups.get("of_the_year") else matching.direction(groups.get("year_direction"))
    return {"year": matching.number(groups["year"] or groups.get("near_year")), "year_offset": direction}


def quarter(text: str, start: int) -> Candidate | None:
    """ "the third quarter", "fourth-quarter", "first quarter of 2009"."""
    match = patterns.QUARTER.match(text, start)
    if match is None or guards.is_of_a_game(text, start):
        return None
    return matching.make(
        text,
        start if "-" in match.group() else matching.with_the(text, start),
        match.end(),
        Form.QUARTER,
        number=ORDINALS[match["ordinal"].lower()],
        **_year_parts(match),
    )


def month_quarter(text: str, start: int) -> Candidate | None:
    """ "the March quarter", "December-quarter 2018": the quarter that ends with that month."""
    match = patterns.MONTH_QUARTER.match(text, start)
    if match is None or not match["month"][0].isupper():
        return None
    number = matching.month_number(match["month"]) // 3
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.QUARTER, number=number, **_year_parts(match)
    )


def last_quarter(text: str, start: int) -> Candidate | None:
    """ "the last quarter of 2018": the fourth."""
    match = patterns.LAST_QUARTER.match(text, start)
    if match is None:
        return None
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.QUARTER, number=4, **_year_parts(match)
    )


def quarter_code(text: str, start: int) -> Candidate | None:
    """ "Q3 2018", "Q3", "3Q18"."""
    match = patterns.QUARTER_CODE.match(text, start)
    if match is None or match.group()[0] == "q":
        return None
    year = century(match["year"]) if match["year"] else None
    return matching.make(
        text, start, match.end(), Form.QUARTER, number=int(match["number"] or match["number2"]), year=year
    )


def year_quarter(text: str, start: int) -> Candidate | None:
    """ "2018 third quarter", "2018 Q3"."""
    match = patterns.YEAR_QUARTER.match(text, start)
    if match is None:
        return None
    number = int(match["number"]) if match["number"] else ORDINALS[match["ordinal"].lower()]
    form = Form.HALF if (match["unit"] or "").lower() == "half" else Form.QUARTER
    if form is Form.HALF and number > 2:
        return None
    year, direction = matching.number(match["year"]), matching.direction(match["year_direction"])
    return matching.make(text, start, match.end(), form, number=number, year=year, year_offset=direction)


def half(text: str, start: int) -> Candidate | None:
    """ "the first half of 2018", "second half of the year"."""
    match = patterns.HALF.match(text, start)
    if match is None:
        return None
    number = 1 if match["ordinal"].lower() in ("first", "1st") else 2
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.HALF, number=number, **_year_parts(match)
    )


_ELIDED_QUARTER = re.compile(r"(?P<ordinal>first|second|third|fourth)(?=[.,;:)\"]|$|\n)")


def elided_quarter(text: str, start: int) -> Candidate | None:
    """ "from 5 percent in the first" after a quarter told in the same sentence."""
    match = _ELIDED_QUARTER.match(text, start)
    if match is None or not text[max(0, start - 7) : start].lower().endswith("in the "):
        return None
    number = ORDINALS[match["ordinal"]]
    return matching.make(text, start - 4, match.end(), Form.QUARTER, number=number, told="that")


def bare_half(text: str, start: int) -> Candidate | None:
    """ "profit in the first half", "second-half sales"; the halves of a match are refused."""
    match = patterns.BARE_HALF.match(text, start)
    if match is None or guards.is_of_a_game(text, start):
        return None
    is_hyphened = "-" in match.group()
    begin = start if is_hyphened else matching.with_the(text, start)
    if begin == start and not is_hyphened and not guards.is_owned(text, start):
        return None
    return matching.make(
        text, begin, match.end(), Form.HALF, number=1 if match["ordinal"].lower() in ("first", "1st") else 2
    )


def months_of_year(text: str, start: int) -> Candidate | None:
    """ "the first three months of the year" (its first quarter), "the first five months of 2017"."""
    match = patterns.MONTHS_OF_YEAR.match(text, start)
    if match is None:
        return None
    count = int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"].lower()]
    is_first = match["ordinal"].lower() == "first"
    begin, parts = matching.with_the(text, start), _year_parts(match)
    if count in (3, 6):
        form = Form.QUARTER if count == 3 else Form.HALF
        return matching.make(text, begin, match.end(), form, number=1 if is_first else 12 // count, **parts)
    return matching.make(
        text,
        begin,
        match.end(),
        Form.MONTHS,
        month=1 if is_first else 13 - count,
        last_month=count if is_first else 12,
        last_year=parts["year"],
        **parts,
    )


def just_ended(text: str, start: int) -> Candidate | None:
    """ "the just-ended quarter", "the year just ended": the one before the present one."""
    match = patterns.JUST_ENDED.match(text, start) or patterns.UNIT_JUST_ENDED.match(text, start)
    if match is None:
        return None
    unit = Unit(match["unit"].lower())
    return matching.make(text, matching.with_the(text, start), match.end(), Form.SHIFT, unit=unit, offset=-1)


def bare_season(text: str, start: int) -> Candidate | None:
    """ "by spring", "in the fall", "over the summer"; read only where the clause has a tense."""
    match = patterns.BARE_SEASON.match(text, start)
    if match is None or not patterns.BARE_SEASON_BEFORE.search(text, max(0, start - matching.BACK), start):
        return None
    name = match["season"].lower()
    return matching.make(text, matching.with_the(text, start), match.end(), Form.SEASON, season=SEASONS[name])


def half_code(text: str, start: int) -> Candidate | None:
    """ "H1 2018", "1H 2018", "1H19"."""
    match = patterns.HALF_CODE.match(text, start)
    if match is None or "h" in match.group():
        return None
    return matching.make(
        text,
        start,
        match.end(),
        Form.HALF,
        number=int(match["number"] or match["number2"]),
        year=century(match["year"] or match["short_year"]),
    )


def same_period(text: str, start: int) -> Candidate | None:
    """ "the same month last year": the month, quarter or half spoken of, a year before."""
    match = patterns.SAME_PERIOD.match(text, start)
    if match is None:
        return None
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.SAME,
        unit=Unit.YEAR,
        offset=-1,
        year=matching.number(match["year"]),
        number=None if "quarter" in match.group().lower() else comparisons.number_of_part(text, start),
    )


def fiscal_year(text: str, start: int) -> Candidate | None:
    """ "fiscal 2019", "financial year 2018-19", "FY18"; read as the year of its name."""
    match = patterns.FISCAL_YEAR.match(text, start) or patterns.FISCAL_CODE.match(text, start)
    if match is None:
        return None
    year = century(match["year"])
    if match["last_year"] is None:
        return matching.make(text, start, match.end(), Form.YEAR, year=year)
    return matching.make(
        text, start, match.end(), Form.YEARS, year=year, last_year=_last_year(year, match["last_year"])
    )


def _last_year(year: int, figures: str) -> int:
    return int(figures) if len(figures) == 4 else year // 100 * 100 + int(figures)


def years(text: str, start: int) -> Candidate | None:
    """ "2016-17", "2001-2005"."""
    match = patterns.YEAR_TO_YEAR.match(text, start)
    if match is None or not guards.is_year(text, start, match.end()):
        return None
    year = int(match["year"])
    last = _last_year(year, match["last_year"] or match["short_year"])
    if not year < last <= year + 99:
        return None
    return matching.make(text, start, match.end(), Form.YEARS, year=year, last_year=last)


def decade(text: str, start: int) -> Candidate | None:
    """ "the 1990s"."""
    match = patterns.DECADE.match(text, start)
    if match is None:
        return None
    year = int(match["decade"])
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.YEARS, year=year, last_year=year + 9
    )


def short_year(text: str, start: int) -> Candidate | None:
    """ "'82" in "since '82", "the '80s", "the 70s": of the last century, or of this one up to '29."""
    before = text[max(0, start - matching.BACK) : start]
    decade_match = patterns.SHORT_DECADE.match(text, start)
    if decade_match is not None and patterns.SHORT_DECADE_BEFORE.search(before):
        first = 1900 + int(decade_match["decade"])
        begin = start - 1 if before.endswith("'") else start
        return matching.make(
            text,
            matching.with_the(text, begin),
            decade_match.end(),
            Form.YEARS,
            year=first,
            last_year=first + 9,
        )
    match = patterns.SHORT_YEAR.match(text, start)
    if match is None or not (
        patterns.SHORT_YEAR_BEFORE.search(before) or patterns.SHORT_YEAR_NOUN.match(text, start)
    ):
        return None
    return matching.make(text, start - 1, match.end(), Form.YEAR, year=century(match["year"]))


def year(text: str, start: int) -> Candidate | None:
    """ "2017" in "from $375 billion in 2017"; quantities and years inside names are refused."""
    match = patterns.YEAR.match(text, start)
    if match is None or not guards.is_year(text, start, match.end()):
        return None
    return matching.make(text, start, match.end(), Form.YEAR, year=int(match["year"]))


def year_end(text: str, start: int) -> Candidate | None:
    """ "by year-end", "the year's end": read as the year."""
    match = patterns.YEAR_END.match(text, start)
    if match is None:
        return None
    if match["year"]:
        return matching.make(text, start, match.end(), Form.YEAR, year=int(match["year"]))
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.SHIFT, unit=Unit.YEAR, offset=0
    )
