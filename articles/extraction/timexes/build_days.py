"""From a match to a candidate: days, ranges of days and months.

Each reader takes the text and the place where an expression may start, and refuses what is no date.
"""

from __future__ import annotations

import re

from . import guards, matching, patterns
from .candidates import Candidate, Form, Unit
from .intervals import month_length
from .numeric import read_figures
from .spelled import spelled_day
from .words import FULL_WEEKDAYS, ORDINALS, SPANISH_MONTHS


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
    if match is None or not _is_written(match, "month") or (start > 0 and text[start - 1] in "$€£#./,-:"):
        return None
    return _days(text, match)


def _is_written(match: re.Match[str], group: str) -> bool:
    """A month name has a capital; a small one counts only in a full date ("17 may 2018").

    A small "sat" before it is a verb: "the court sat May 12".
    """
    if match["weekday"] in ("sat", "sun", "wed"):
        return False
    return match[group][0].isupper() or match["year"] is not None


def _days(text: str, match: re.Match[str]) -> Candidate | None:
    first, last = int(match["day"]), matching.number(match["day2"])
    common = {
        "year": matching.number(match["year"]),
        "month": matching.month_number(match["month"]),
        "day": first,
        "year_offset": matching.direction(match["year_direction"]),
        "told": "that" if match["told_year"] else "",
    }
    if last is not None and last <= first:
        return None
    end = matching.trimmed(text, match.start(), match.end())
    if last is None:
        return matching.make(
            text, match.start(), end, Form.DAY, weekday=matching.weekday_number(match["weekday"]), **common
        )
    return matching.make(
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
    return _day_to_day(text, match) if match and _has_capitals(match) else None


def day_month_to_day_month(text: str, start: int) -> Candidate | None:
    """ "27 February to 3 March", "30 May - 2 June 2018"."""
    match = patterns.DAY_MONTH_TO_DAY_MONTH.match(text, start)
    return _day_to_day(text, match) if match and _has_capitals(match) else None


def _has_capitals(match: re.Match[str]) -> bool:
    return match["month"][0].isupper() and _is_written(match, "month")


_DASHED = re.compile(r"\d{4},?[ \n]{0,3}[-/]")
_BETWEEN = re.compile(r"\bbetween[ \n]+(?:the )?$", re.IGNORECASE)


def _day_to_day(text: str, match: re.Match[str]) -> Candidate | None:
    if match["and"] and not _BETWEEN.search(text, max(0, match.start() - 14), match.start()):
        return None
    if guards.is_moved(text, match.start()):
        return None
    if match["first_year"] and match["year"] and not _DASHED.search(match.group()):
        return None  # each of the two is a whole date: "from May 10, 2019 until August 9, 2020"
    month, last_month = matching.month_number(match["month"]), matching.month_number(match["month2"])
    last_year, year = matching.number(match["year"]), matching.number(match["first_year"])
    if last_year and year is None:
        year = last_year - (last_month < month)
    if year and last_year is None:
        last_year = year + (last_month < month)
    return matching.make(
        text,
        match.start(),
        matching.trimmed(text, match.start(), match.end()),
        Form.DAYS,
        year=year,
        month=month,
        day=int(match["day"]),
        last_year=last_year,
        last_month=last_month,
        last_day=int(match["day2"]),
        year_offset=matching.direction(match["year_direction"]),
    )


def spelled(text: str, start: int) -> Candidate | None:
    """Full dates in rarer spellings, read by dateparser: "the 17th day of May, 2018", "2018 May 17"."""
    match = patterns.SPELLED.match(text, start)
    if match is None or not _may_be_day(match):
        return None
    day = spelled_day(match.group())
    if day is None:
        return None
    return matching.make(text, start, match.end(), Form.DAY, year=day.year, month=day.month, day=day.day)


def _may_be_day(match: re.Match[str]) -> bool:
    """False for "31 Feb": dateparser takes a thousand times longer to say so."""
    months = [name for group, name in match.groupdict().items() if group.startswith("month") and name]
    days = [int(figures) for figures in re.findall(r"(?<!\d)\d\d?(?!\d)", match.group())]
    return bool(days) and 1 <= days[0] <= month_length(2000, matching.month_number(months[0]))


def spanish_day(text: str, start: int) -> Candidate | None:
    """ "15 de septiembre, 2025"."""
    match = patterns.SPANISH_DAY.match(text, start)
    if match is None:
        return None
    month = SPANISH_MONTHS[match["month"].lower()]
    return matching.make(
        text, start, match.end(), Form.DAY, year=int(match["year"]), month=month, day=int(match["day"])
    )


_IN_A_NUMBER = re.compile(r"\w[-/.$€£#:,]$")
_DATE_BEFORE = re.compile(r"\d[-./]\d\d(?:\d\d)?-$")
"""What the second date of "17.05.2018-18.05.2018" stands after."""


def figures(text: str, start: int) -> Candidate | None:
    """ "2018-05-17", "26.10.2025", and "03/04/2018" with its two readings."""
    if (
        start
        and _IN_A_NUMBER.search(text, max(0, start - 3), start)
        and not _DATE_BEFORE.search(text, max(0, start - 10), start)
    ):
        return None
    found = read_figures(text, start)
    if found is None:
        return None
    if found.is_month:
        return matching.make(text, start, found.end, Form.MONTH, year=found.year, month=found.month)
    one, other = found.day_first, found.month_first
    day = one or other
    if day is None:
        return None
    parts = {"year": day.year, "month": day.month, "day": day.day}
    if one is None or other is None or one == other:
        return matching.make(text, start, found.end, Form.DAY, **parts)
    return matching.make(
        text, start, found.end, Form.NUMERIC, **parts, last_month=other.month, last_day=other.day
    )


_FOR_MONTHS = re.compile(r"\b(?:for|in|over|during|throughout)[ \n]$", re.IGNORECASE)
_QUARTER_AFTER = re.compile(r"[ \n]quarter\b")


def months(text: str, start: int) -> Candidate | None:
    """ "April-June", "April/May 2018", "for October to December"; but "from April to June" names two months."""
    match = patterns.MONTH_TO_MONTH.match(text, start)
    if match is None or not (match["month"][0].isupper() and match["month2"][0].isupper()):
        return None
    if match["word"] and not _FOR_MONTHS.search(text, max(0, start - 16), start):
        return None
    year, month, last_month = (
        matching.number(match["year"]),
        matching.month_number(match["month"]),
        matching.month_number(match["month2"]),
    )
    if last_month - month == 2 and last_month % 3 == 0 and _QUARTER_AFTER.match(text, match.end()):
        return matching.make(
            text,
            matching.with_the(text, start),
            match.end() + len(" quarter"),
            Form.QUARTER,
            number=last_month // 3,
            year=year,
        )
    first_year = None if year is None else year - (last_month < month)
    end = matching.trimmed(text, start, match.end())
    return matching.make(
        text,
        start,
        end,
        Form.MONTHS,
        year=first_year,
        month=month,
        last_year=year,
        last_month=last_month,
        year_offset=matching.direction(match["year_direction"]),
    )


def month(text: str, start: int) -> Candidate | None:
    """ "May", "May 2018", "September of last year", "mid-May"; the word "may" is refused."""
    match = patterns.MONTH.match(text, start)
    if match is None or guards.is_month_of_attacks(text, match.end(), match["month"]):
        return None
    year = matching.number(match["year"] or match["dashed_year"])
    direction = matching.direction(match["year_direction"])
    end = matching.trimmed(text, start, match.end())
    if year is None and direction is None and not (match["mid"] and match["month"][0].isupper()):
        if not guards.is_month(text, match.start("month"), end, match["month"]):
            return None
    elif not match["month"][0].isupper():
        return None
    return matching.make(
        text,
        start,
        end,
        Form.MONTH,
        year=year,
        month=matching.month_number(match["month"]),
        year_offset=direction,
        told="that" if match["told_year"] else "",
    )


def directed_month(text: str, start: int) -> Candidate | None:
    """ "last December", "next March 31"."""
    match = patterns.DIRECTED_MONTH.match(text, start)
    if match is None or not match["month"][0].isupper():
        return None
    form = Form.DAY if match["day"] else Form.MONTH
    end = matching.trimmed(text, start, match.end())
    offset = matching.direction(match["direction"])
    return matching.make(
        text,
        start,
        end,
        form,
        month=matching.month_number(match["month"]),
        day=matching.number(match["day"]),
        offset=offset,
    )


def day_of_month(text: str, start: int) -> Candidate | None:
    """ "the 15th of this month"."""
    match = patterns.DAY_OF_MONTH.match(text, start)
    if match is None:
        return None
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.DAY,
        day=int(match["day"]),
        unit=Unit.MONTH,
        offset=matching.direction(match["direction"]),
    )


_DAY_BEFORE = re.compile(
    rf"(?:\b(?:on|by|until|till|since|from|before|after|(?:morning|afternoon|evening|night)[ \n]of)|(?:{'|'.join(FULL_WEEKDAYS)}),?)[ \n]the[ \n]$",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(
    r"(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?:[ \n](?:to|through|until)[ \n]the[ \n](?P<last>3[01]|[12]\d|[1-9])(?:st|nd|rd|th))?"
    r"(?=[.,;:)\"!?]|\n|$|[ \n](?:\(|(?:and|but|when|as|to|with|at|in|because|after|before|that|he|she|it|they|the|local)\b))"
)


def bare_day(text: str, start: int) -> Candidate | None:
    """ "on the 9th", "Monday, the 16th", "from the 9th to the 11th": of the month told, or of that the tense points to."""
    match = _BARE_DAY.match(text, start)
    if match is None or not _DAY_BEFORE.search(text, max(0, start - 20), start):
        return None
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.DAY,
        day=int(match["day"]),
        last_day=matching.number(match["last"]),
        told="that",
    )


def unit_of(text: str, start: int) -> Candidate | None:
    """ "the week of May 14", "the weekend of June 2-3": the week or weekend around that day."""
    match = patterns.UNIT_OF.match(text, start)
    if match is None:
        return None
    day = month_day(text, match.end()) or day_month(text, match.end())
    if day is None or day.year_offset is not None:
        return None
    begin = matching.with_the(text, start)
    return day._replace(
        start=begin,
        text=text[begin : day.end],
        form=Form.DAY,
        unit=Unit(match["unit"].lower()),
        last_day=None,
        last_month=None,
    )


def week_of_month(text: str, start: int) -> Candidate | None:
    """ "the first week of June", "the last weekend of March 2009"."""
    match = patterns.WEEK_OF_MONTH.match(text, start)
    if match is None or not match["month"][0].isupper():
        return None
    ordinal = match["ordinal"].lower()
    number = -1 if ordinal in ("last", "final") else ORDINALS[ordinal]
    end = matching.trimmed(text, start, match.end())
    year, direction = matching.number(match["year"]), matching.direction(match["year_direction"])
    return matching.make(
        text,
        matching.with_the(text, start),
        end,
        Form.MONTH,
        month=matching.month_number(match["month"]),
        number=number,
        unit=Unit(match["unit"].lower()),
        year=year,
        year_offset=direction,
    )
