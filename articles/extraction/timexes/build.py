"""From a match of the grammar to a candidate: words become numbers, and what is no date is refused.

Each reader takes the text and the place where an expression may start. Those for words that stand at the end of an
expression ("ago", "weekend") look back a bounded stretch.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from . import guards, patterns
from .candidates import Candidate, Form, Unit
from .numeric import century, read_figures
from .spelled import spelled_day
from .words import DIRECTIONS, FULL_WEEKDAYS, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

_BACK = 40


def _candidate(text: str, start: int, end: int, form: Form, **parts: Any) -> Candidate:
    return Candidate(start, end, text[start:end], form, **parts)


def _month(name: str) -> int:
    return MONTHS[name.lower()]


def _weekday(name: str | None) -> int | None:
    return WEEKDAYS[name.lower()] if name else None


def _direction(word: str | None) -> int | None:
    """-1, 0 or 1 for "last", "this", "next" and longer forms ("this past", "the following")."""
    if word is None:
        return None
    if word.endswith("following"):
        return 1
    return DIRECTIONS[re.split(r"[ \n]+", word.lower())[-1]]


def _number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without the dot that closes a sentence: "in May." keeps it out, "Sept." loses it too."""
    return end - 1 if text[end - 1] == "." else end


def _with_the(text: str, start: int) -> int:
    """The place of "the" before ``start`` where it stands there: "the third quarter" is one expression."""
    return (
        start - 4
        if text[max(0, start - 4) : start].lower() == "the "
        and not text[max(0, start - 5) : start - 4].isalnum()
        else start
    )


def month_day(text: str, start: int) -> Candidate | None:
    """ "May 17", "Sept. 23 to 27", "Thursday, May 17, 2018", "December 1 of last year"."""
    match = patterns.MONTH_DAY.match(text, start)
    if (
        match is None
        or not _is_written(match, "month")
        or guards.is_day_of_attacks(text, match.end(), match["month"], match["day"])
    ):
        return None
    return _days(text, match)


def day_month(text: str, start: int) -> Candidate | None:
    """ "17 May 2018", "6 and 9 February", "Sunday 03, June 2018"."""
    match = patterns.DAY_MONTH.match(text, start)
    if (
        match is None
        or not _is_written(match, "month")
        or text[max(0, start - 1) : start] in "$€£#./,-:" * (start > 0)
    ):
        return None
    return _days(text, match)


def _is_written(match: re.Match[str], group: str) -> bool:
    """A month name has a capital; a small one counts only in a full date ("17 may 2018")."""
    return match[group][0].isupper() or match["year"] is not None


def _days(text: str, match: re.Match[str]) -> Candidate | None:
    first, last = int(match["day"]), _number(match["day2"])
    common = {
        "year": _number(match["year"]),
        "month": _month(match["month"]),
        "day": first,
        "year_offset": _direction(match["year_direction"]),
    }
    if last is not None and last <= first:
        return None
    end = _trimmed(text, match.start(), match.end())
    if last is None:
        return _candidate(text, match.start(), end, Form.DAY, weekday=_weekday(match["weekday"]), **common)
    return _candidate(
        text,
        match.start(),
        end,
        Form.DAYS,
        last_month=common["month"],
        last_day=last,
        last_year=common["year"],
        **common,
    )


def month_day_to_month_day(text: str, start: int) -> Candidate | None:
    """ "Feb. 27 to March 3", "Dec 30, 2018 - Jan 2, 2019"."""
    match = patterns.MONTH_DAY_TO_MONTH_DAY.match(text, start)
    return _day_to_day(text, match) if match and match["month"][0].isupper() else None


def day_month_to_day_month(text: str, start: int) -> Candidate | None:
    """ "27 February to 3 March", "30 May - 2 June 2018"."""
    match = patterns.DAY_MONTH_TO_DAY_MONTH.match(text, start)
    return _day_to_day(text, match) if match and match["month"][0].isupper() else None


def _day_to_day(text: str, match: re.Match[str]) -> Candidate:
    month, last_month = _month(match["month"]), _month(match["month2"])
    last_year, year = _number(match["year"]), _number(match["first_year"])
    if last_year and year is None:
        year = last_year - (last_month < month)
    if year and last_year is None:
        last_year = year + (last_month < month)
    return _candidate(
        text,
        match.start(),
        _trimmed(text, match.start(), match.end()),
        Form.DAYS,
        year=year,
        month=month,
        day=int(match["day"]),
        last_year=last_year,
        last_month=last_month,
        last_day=int(match["day2"]),
        year_offset=_direction(match["year_direction"]),
    )


def spelled(text: str, start: int) -> Candidate | None:
    """Full dates in rarer spellings, read by dateparser: "the 17th day of May, 2018", "2018 May 17"."""
    match = patterns.SPELLED.match(text, start)
    day = spelled_day(match.group()) if match else None
    if match is None or day is None:
        return None
    return _candidate(text, start, match.end(), Form.DAY, year=day.year, month=day.month, day=day.day)


def figures(text: str, start: int) -> Candidate | None:
    """ "2018-05-17", "26.10.2025", and "03/04/2018" with its two readings."""
    if start and text[start - 1] in "-/.$€£#:," and text[max(0, start - 2) : start - 1].isalnum():
        return None
    found = read_figures(text, start)
    if found is None:
        return None
    if found.is_month:
        return _candidate(text, start, found.end, Form.MONTH, year=found.year, month=found.month)
    if found.is_ambiguous and found.day_first and found.month_first:
        one, other = found.day_first, found.month_first
        return _candidate(
            text,
            start,
            found.end,
            Form.NUMERIC,
            year=one.year,
            month=one.month,
            day=one.day,
            last_month=other.month,
            last_day=other.day,
        )
    day = found.day
    return (
        _candidate(text, start, found.end, Form.DAY, year=day.year, month=day.month, day=day.day)
        if day
        else None
    )


def months(text: str, start: int) -> Candidate | None:
    """ "April-June", "April/May 2018"."""
    match = patterns.MONTH_TO_MONTH.match(text, start)
    if match is None or not (match["month"][0].isupper() and match["month2"][0].isupper()):
        return None
    year, month, last_month = _number(match["year"]), _month(match["month"]), _month(match["month2"])
    first_year = None if year is None else year - (last_month < month)
    end = _trimmed(text, start, match.end())
    return _candidate(
        text,
        start,
        end,
        Form.MONTHS,
        year=first_year,
        month=month,
        last_year=year,
        last_month=last_month,
        year_offset=_direction(match["year_direction"]),
    )


def month(text: str, start: int) -> Candidate | None:
    """ "May", "May 2018", "September of last year", "mid-May"; the word "may" is refused."""
    match = patterns.MONTH.match(text, start)
    if match is None or guards.is_month_of_attacks(text, match.end(), match["month"]):
        return None
    year = _number(match["year"] or match["dashed_year"])
    direction = _direction(match["year_direction"])
    end = _trimmed(text, start, match.end())
    if year is None and direction is None and not (match["mid"] and match["month"][0].isupper()):
        if not guards.is_month(text, match.start("month"), end, match["month"]):
            return None
    elif not match["month"][0].isupper():
        return None
    return _candidate(
        text, start, end, Form.MONTH, year=year, month=_month(match["month"]), year_offset=direction
    )


def directed_month(text: str, start: int) -> Candidate | None:
    """ "last December", "next March 31"."""
    match = patterns.DIRECTED_MONTH.match(text, start)
    if match is None or not match["month"][0].isupper():
        return None
    form = Form.DAY if match["day"] else Form.MONTH
    end = _trimmed(text, start, match.end())
    offset = _direction(match["direction"])
    return _candidate(
        text, start, end, form, month=_month(match["month"]), day=_number(match["day"]), offset=offset
    )


def weekday(text: str, start: int) -> Candidate | None:
    """ "Thursday", "Tues.", "Monday of next week"; "Black Friday" and "the Sunday Times" are refused."""
    match = patterns.WEEKDAY.match(text, start)
    if match is None:
        return None
    name = match["weekday"]
    end = _trimmed(text, start, match.end())
    if name.lower() not in FULL_WEEKDAYS or not guards.is_lone_weekday(text, start, end, name):
        return None
    direction = _direction(match["week_direction"])
    unit = None if direction is None else Unit.WEEK
    part = _part(text, start, end)
    return _candidate(
        text, start, end, Form.WEEKDAY, weekday=_weekday(name), offset=direction, unit=unit, part=part
    )


def directed_weekday(text: str, start: int) -> Candidate | None:
    """ "last Friday", "this Monday", "next week Tuesday"."""
    match = patterns.DIRECTED_WEEKDAY.match(text, start)
    if match is None or not match["weekday"][0].isupper() or match["weekday"].lower() not in FULL_WEEKDAYS:
        return None
    end = _trimmed(text, start, match.end())
    unit = Unit.WEEK if match["in_week"] else None
    return _candidate(
        text,
        start,
        end,
        Form.WEEKDAY,
        weekday=_weekday(match["weekday"]),
        offset=_direction(match["direction"]),
        unit=unit,
    )


def weekdays(text: str, start: int) -> Candidate | None:
    """ "Monday to Wednesday", "between Monday and Thursday"."""
    match = patterns.WEEKDAY_TO_WEEKDAY.match(text, start)
    direction = None
    if match is not None:
        direction = _direction(match["week_direction"])
    elif re.search(r"\bbetween[ \n]+$", text[max(0, start - 12) : start], re.IGNORECASE):
        match = patterns.BETWEEN_WEEKDAYS.match(text, start)
    if match is None or not (match["weekday"][0].isupper() and match["weekday2"][0].isupper()):
        return None
    end = _trimmed(text, start, match.end())
    unit = None if direction is None else Unit.WEEK
    return _candidate(
        text,
        start,
        end,
        Form.WEEKDAYS,
        weekday=_weekday(match["weekday"]),
        last_weekday=_weekday(match["weekday2"]),
        offset=direction,
        unit=unit,
    )


def day_word(text: str, start: int) -> Candidate | None:
    """ "today", "yesterday", "tomorrow", "tonight"; "USA Today" is refused."""
    match = patterns.DAY_WORD.match(text, start)
    if match is None or not guards.is_deictic(text, start, match.end(), match.group()):
        return None
    word = match["word"].lower()
    offset = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _candidate(
        text,
        start,
        match.end(),
        Form.SHIFT,
        unit=Unit.DAY,
        offset=offset,
        part="NI" if word == "tonight" else _part(text, start, match.end()),
    )


_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def _part(text: str, start: int, end: int) -> str:
    """The part of the day named beside a weekday or day word: "NI" of "Monday night", "16:00" of "16:00 UTC Monday"."""
    after = patterns.PART_AFTER.match(text, end)
    if after is not None:
        return _PARTS[after["part"].lower()]
    before = patterns.CLOCK_BEFORE.search(text[max(0, start - _BACK) : start])
    if before is None or not (before["minute"] or before["noon"]):
        return ""
    hour = int(before["hour"]) % 12 if before["noon"] and int(before["hour"]) <= 12 else int(before["hour"])
    if before["noon"] and "p" in before["noon"].lower():
        hour += 12
    return f"{hour:02d}:{before['minute'] or '00'}"


def part_of_day(text: str, start: int) -> Candidate | None:
    """ "last night", "this morning"."""
    match = patterns.PART_OF_DAY.match(text, start)
    if match is None:
        return None
    offset = -1 if match["direction"].lower() == "last" else 0
    return _candidate(
        text, start, match.end(), Form.SHIFT, unit=Unit.DAY, offset=offset, part=_PARTS[match["part"].lower()]
    )


_NO_SPAN_BEFORE = re.compile(r"\bthe[ \n]+$", re.IGNORECASE)


def directed_unit(text: str, start: int) -> Candidate | None:
    """ "last week", "this year", "next quarter"; "in the last year" is a length of time and refused."""
    match = patterns.DIRECTED_UNIT.match(text, start)
    if match is None:
        return None
    words, unit = match["direction"].lower(), Unit(match["unit"].lower())
    has_article = _NO_SPAN_BEFORE.search(text, max(0, start - 6), start) is not None
    if words in ("past", "coming", "previous", "current") and (
        not has_article or (words == "past" and unit is not Unit.WEEKEND)
    ):
        return None
    if words in ("last", "next") and has_article and unit not in (Unit.QUARTER, Unit.WEEKEND):
        return None
    if words.endswith("past") and unit is Unit.WEEKEND:
        return _candidate(text, _with_the(text, start), match.end(), Form.SHIFT, unit=unit, offset=-1)
    if not guards.is_deictic(text, start, match.end(), match.group()):
        return None
    return _candidate(
        text,
        _with_the(text, start),
        match.end(),
        Form.SHIFT,
        unit=unit,
        offset=_direction(match["direction"]),
    )


def directed_season(text: str, start: int) -> Candidate | None:
    """ "this autumn", "last summer"."""
    match = patterns.DIRECTED_SEASON.match(text, start)
    if match is None:
        return None
    return _candidate(
        text,
        start,
        match.end(),
        Form.SEASON,
        season=SEASONS[match["season"].lower()],
        offset=_direction(match["direction"]),
    )


def season(text: str, start: int) -> Candidate | None:
    """ "summer 2018", "the winter of 2018", "autumn last year"."""
    match = patterns.SEASON.match(text, start)
    if match is None or (
        match["season"].lower() in ("fall", "spring") and not guards.is_season(text, start, match["season"])
    ):
        return None
    year, direction = _number(match["year"]), _direction(match["year_direction"])
    return _candidate(
        text,
        _with_the(text, start),
        match.end(),
        Form.SEASON,
        season=SEASONS[match["season"].lower()],
        year=year,
        year_offset=direction,
    )


_TALKS_AFTER = re.compile(
    r"[ \n](?:talks|meetings?|sessions?|summits?|negotiations|edition|editions|trip|visit|reading|box office|getaway|home|retreat|papers?|newspapers?)\b"
)


def weekend(text: str, start: int) -> Candidate | None:
    """ "over the weekend"; the adjective of "weekend talks" is refused."""
    begin = _with_the(text, start)
    end = start + len("weekend")
    if begin == start or text[end : end + 1].isalpha() or _TALKS_AFTER.match(text, end):
        return None
    return _candidate(text, begin, end, Form.SHIFT, unit=Unit.WEEKEND, offset=None)


def day_of_month(text: str, start: int) -> Candidate | None:
    """ "the 15th of this month"."""
    match = patterns.DAY_OF_MONTH.match(text, start)
    if match is None:
        return None
    return _candidate(
        text,
        _with_the(text, start),
        match.end(),
        Form.DAY,
        day=int(match["day"]),
        unit=Unit.MONTH,
        offset=_direction(match["direction"]),
    )


def unit_of(text: str, start: int) -> Candidate | None:
    """ "the week of May 14", "the weekend of June 2-3": the week or weekend around that day."""
    match = patterns.UNIT_OF.match(text, start)
    if match is None:
        return None
    day = month_day(text, match.end()) or day_month(text, match.end())
    if day is None or day.year_offset is not None:
        return None
    begin = _with_the(text, start)
    return replace(
        day,
        start=begin,
        text=text[begin : day.end],
        form=Form.DAY,
        unit=Unit(match["unit"].lower()),
        last_day=None,
        last_month=None,
    )


def week_of_month(text: str, start: int) -> Candidate | None:
    """ "the first week of June", "the last week of March 2009"."""
    match = patterns.WEEK_OF_MONTH.match(text, start)
    if match is None or not match["month"][0].isupper():
        return None
    ordinal = match["ordinal"].lower()
    number = -1 if ordinal in ("last", "final") else ORDINALS[ordinal]
    end = _trimmed(text, start, match.end())
    year, direction = _number(match["year"]), _direction(match["year_direction"])
    return _candidate(
        text,
        _with_the(text, start),
        end,
        Form.MONTH,
        month=_month(match["month"]),
        number=number,
        unit=Unit.WEEK,
        year=year,
        year_offset=direction,
    )


def unit_beyond(text: str, start: int) -> Candidate | None:
    """ "the week after next", "the year before last", "the day before yesterday"."""
    match = patterns.DAY_BEYOND.match(text, start) or patterns.UNIT_BEYOND.match(text, start)
    if match is None:
        return None
    unit = Unit(match["unit"].lower()) if "unit" in match.groupdict() else Unit.DAY
    offset = 2 if match["beyond"].lower().startswith("after") else -2
    return _candidate(text, _with_the(text, start), match.end(), Form.SHIFT, unit=unit, offset=offset)


def present_unit(text: str, start: int) -> Candidate | None:
    """ "the year" of "by the end of the year", "the week" of "later in the week"."""
    match = patterns.UNIT_WORD.match(text, start)
    begin = max(0, start - _BACK)
    if match is None or not patterns.PRESENT_UNIT_BEFORE.search(text, begin, start):
        return None
    return _candidate(
        text, _with_the(text, start), match.end(), Form.SHIFT, unit=Unit(match["unit"].lower()), offset=0
    )


def year_end(text: str, start: int) -> Candidate | None:
    """ "by year-end", "the year's end": read as the year."""
    match = patterns.YEAR_END.match(text, start)
    if match is None:
        return None
    if match["year"]:
        return _candidate(text, start, match.end(), Form.YEAR, year=int(match["year"]))
    return _candidate(text, _with_the(text, start), match.end(), Form.SHIFT, unit=Unit.YEAR, offset=0)


def same_day(text: str, start: int) -> Candidate | None:
    """ "the day" of a market report: "to end the day at 7,114"; "at the end of the day" is a phrase and refused."""
    end = start + len("day")
    if text[end : end + 1].isalnum() or text[end : end + 1] in "-'":
        return None
    if not patterns.TRADING_DAY_BEFORE.search(text, max(0, start - _BACK), start):
        return None
    return _candidate(text, start - 4, end, Form.SAME_DAY)


def short_year(text: str, start: int) -> Candidate | None:
    """ "'82" in "since '82", "the '80s", "the 70s": of the last century, or of this one up to '29."""
    before = text[max(0, start - _BACK) : start]
    decade_match = patterns.SHORT_DECADE.match(text, start)
    if decade_match is not None and patterns.SHORT_DECADE_BEFORE.search(before):
        first = 1900 + int(decade_match["decade"])
        begin = start - 1 if before.endswith("'") else start
        return _candidate(
            text, _with_the(text, begin), decade_match.end(), Form.YEARS, year=first, last_year=first + 9
        )
    match = patterns.SHORT_YEAR.match(text, start)
    if match is None or not patterns.SHORT_YEAR_BEFORE.search(before):
        return None
    return _candidate(text, start - 1, match.end(), Form.YEAR, year=century(match["year"]))


def amount_ago(text: str, start: int) -> Candidate | None:
    """ "two weeks ago", "a year earlier", "three days from now"; "a week earlier" hangs on another date and is refused."""
    word = "ago" if text[start] in "aA" else "earlier" if text[start] in "eE" else "now"
    reach = start - 5 if word == "now" and text[start - 5 : start] == "from " else start
    if word == "now" and reach == start:
        return None
    match = patterns.AMOUNT_BEFORE.search(text[max(0, reach - _BACK) : reach])
    if match is None:
        return None
    count = int(match["count"]) if match["count"].isdigit() else NUMBERS.get(match["count"].lower(), 0)
    unit = Unit(match["unit"].lower())
    if not count or (word == "earlier" and (unit is not Unit.YEAR or count > 1)):
        return None
    begin = max(0, reach - _BACK) + match.start()
    if unit is Unit.DECADE:
        unit, count = Unit.YEAR, 10 * count
    return _candidate(
        text, begin, start + len(word), Form.SHIFT, unit=unit, offset=count if word == "now" else -count
    )


def year_ago(text: str, start: int) -> Candidate | None:
    """ "the year-ago quarter", "a year-earlier period": the period spoken of, a year before."""
    match = patterns.YEAR_AGO.match(text, start)
    if match is None:
        return None
    period = (match["period"] or "").lower()
    return _candidate(
        text,
        _with_the(text, start),
        match.end(),
        Form.QUARTER if period == "quarter" else Form.SHIFT,
        unit=Unit.YEAR,
        offset=-1,
    )


def _year_parts(match: re.Match[str]) -> dict[str, int | None]:
    groups = match.groupdict()
    direction = 0 if groups.get("of_the_year") else _direction(groups.get("year_direction"))
    return {"year": _number(groups["year"] or groups.get("near_year")), "year_offset": direction}


def quarter(text: str, start: int) -> Candidate | None:
    """ "the third quarter", "fourth-quarter", "first quarter of 2009"."""
    match = patterns.QUARTER.match(text, start)
    if match is None:
        return None
    return _candidate(
        text,
        start if "-" in match.group() else _with_the(text, start),
        match.end(),
        Form.QUARTER,
        number=ORDINALS[match["ordinal"].lower()],
        **_year_parts(match),
    )


def quarter_code(text: str, start: int) -> Candidate | None:
    """ "Q3 2018", "Q3", "3Q18"."""
    match = patterns.QUARTER_CODE.match(text, start)
    if match is None or match.group()[0] == "q":
        return None
    year = century(match["year"]) if match["year"] else None
    return _candidate(
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
    year, direction = _number(match["year"]), _direction(match["year_direction"])
    return _candidate(text, start, match.end(), form, number=number, year=year, year_offset=direction)


def half(text: str, start: int) -> Candidate | None:
    """ "the first half of 2018", "second half of the year"."""
    match = patterns.HALF.match(text, start)
    if match is None:
        return None
    number = 1 if match["ordinal"].lower() in ("first", "1st") else 2
    return _candidate(
        text, _with_the(text, start), match.end(), Form.HALF, number=number, **_year_parts(match)
    )


def half_code(text: str, start: int) -> Candidate | None:
    """ "H1 2018", "1H 2018"."""
    match = patterns.HALF_CODE.match(text, start)
    if match is None:
        return None
    return _candidate(
        text,
        start,
        match.end(),
        Form.HALF,
        number=int(match["number"] or match["number2"]),
        year=int(match["year"]),
    )


def fiscal_year(text: str, start: int) -> Candidate | None:
    """ "fiscal 2019", "financial year 2018-19", "FY18"; read as the year of its name."""
    match = patterns.FISCAL_YEAR.match(text, start) or patterns.FISCAL_CODE.match(text, start)
    if match is None:
        return None
    year = century(match["year"])
    if match["last_year"] is None:
        return _candidate(text, start, match.end(), Form.YEAR, year=year)
    return _candidate(
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
    return _candidate(text, start, match.end(), Form.YEARS, year=year, last_year=last)


def decade(text: str, start: int) -> Candidate | None:
    """ "the 1990s"."""
    match = patterns.DECADE.match(text, start)
    if match is None:
        return None
    year = int(match["decade"])
    return _candidate(text, _with_the(text, start), match.end(), Form.YEARS, year=year, last_year=year + 9)


def year(text: str, start: int) -> Candidate | None:
    """ "2017" in "from $375 billion in 2017"; quantities and years inside names are refused."""
    match = patterns.YEAR.match(text, start)
    if match is None or not guards.is_year(text, start, match.end()):
        return None
    return _candidate(text, start, match.end(), Form.YEAR, year=int(match["year"]))
