"""From a match to a candidate: what counts from a date told before: "the next day", "two years later", "that April"."""

from __future__ import annotations

import re

from . import matching
from .build_relative import amount_before
from .candidates import Candidate, Form, Unit
from .patterns import SP
from .words import FULL_WEEKDAYS, MONTHS, SEASONS

_UNIT = r"(?P<unit>day|week|month|quarter|year)(?![\w-])"
_NEIGHBOUR = re.compile(rf"(?P<told>next|following|previous|preceding|prior){SP}{_UNIT}", re.IGNORECASE)
_THAT = re.compile(
    rf"(?:that{SP}same|that|the{SP}same){SP}(?P<unit>week|month|quarter|year)(?![\w-])"
    rf"(?!{SP}(?:after|in|by|old|last|next|as|a{SP}year|\d))",
    re.IGNORECASE,
)
""""that day" and "the same day" stay out: they only point back."""

_BEYOND = re.compile(
    rf"(?P<unit>day|week|month|quarter|year){SP}(?P<told>before|after)(?=[.,;:\")?!]|{SP}and\b|\n|$)"
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:over|within|during|in|for|throughout|through|into)[ \n](?:the[ \n])?$", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(?P<told>following|previous|preceding|that){SP}(?:(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![A-Za-z])\.?"
    rf"(?:{SP}(?P<day>\d\d?)(?![\d,]))?|(?P<season>{'|'.join(SEASONS)})(?!\w)|(?P<weekday>{'|'.join(FULL_WEEKDAYS)})(?!\w))",
    re.IGNORECASE,
)
_OFFSETS = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "prior": -1, "before": -1}


def _has_article(text: str, start: int) -> bool:
    return matching.with_the(text, start) != start


def neighbour_unit(text: str, start: int) -> Candidate | None:
    """ "the next day", "the following year", "the previous month"; "over the next year" is a length and refused."""
    match = _NEIGHBOUR.match(text, start)
    if match is None or not _has_article(text, start):
        return None
    told, unit = match["told"].lower(), match["unit"].lower()
    begin = matching.with_the(text, start)
    if told == "next" and (
        (unit != "day" and unit != "week") or _LENGTH_BEFORE.search(text, max(0, begin - 14), begin)
    ):
        return None
    return matching.make(text, begin, match.end(), Form.COUNTED, unit=Unit(unit), offset=_OFFSETS[told])


def that_unit(text: str, start: int) -> Candidate | None:
    """ "that year", "that month", "that same week"."""
    begin = matching.with_the(text, start)
    match = _THAT.match(text, begin)
    if match is None:
        return None
    return matching.make(text, begin, match.end(), Form.COUNTED, unit=Unit(match["unit"].lower()), offset=0)


def unit_before(text: str, start: int) -> Candidate | None:
    """ "the year before", "the day after" where nothing follows that they count from."""
    match = _BEYOND.match(text, start)
    if match is None or not _has_article(text, start):
        return None
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.COUNTED,
        unit=Unit(match["unit"].lower()),
        offset=_OFFSETS[match["told"].lower()],
    )


_SAYS_BEFORE = re.compile(
    r"\b(?:said|says?|saying|told|announced|confirmed|noted|reported|wrote|added|warned|insisted|believes?|thinks?|hopes?|means?|meant|shows?|"
    r"showed|knows?|knew|agreed|suggested|stressed|recalled|fact|news)(?:[ \n][\w.]+){0,3}[ \n]$"
)
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:on|by|until|till|since|before|after|from|of|for)[ \n]$", re.IGNORECASE
)


def _joins_clauses(text: str, start: int, *, has_day: bool) -> bool:
    """True for the "that" of "said on Sunday that March 1 was a deadline", which points at nothing."""
    before = text[max(0, start - 48) : start]
    return _SAYS_BEFORE.search(before) is not None or (has_day and not _PREPOSITION_BEFORE.search(before))


def named_from_told(text: str, start: int) -> Candidate | None:
    """ "the following April", "the previous summer", "that December", "that April 30", "the following Monday"."""
    match = _NAMED.match(text, start)
    if match is None or (match["told"].lower() != "that" and not _has_article(text, start)):
        return None
    told = match["told"].lower()
    name = match["month"] or match["weekday"]
    if name is not None and (not name[0].isupper() or (name.lower() == "may" and told == "that")):
        return None
    if told == "that" and _joins_clauses(text, start, has_day=match["day"] is not None):
        return None
    begin, told = matching.with_the(text, start), "previous" if told == "preceding" else told
    end = matching.trimmed(text, start, match.end())
    if match["month"]:
        form = Form.DAY if match["day"] else Form.MONTH
        month, day = matching.month_number(match["month"]), matching.number(match["day"])
        return matching.make(text, begin, end, form, month=month, day=day, told=told)
    if match["season"]:
        season = SEASONS[match["season"].lower()]
        return matching.make(text, begin, end, Form.SEASON, season=season, offset=0, told=told)
    weekday = matching.weekday_number(match["weekday"])
    return matching.make(text, begin, end, Form.WEEKDAY, weekday=weekday, told=told)


def amount_later(text: str, start: int) -> Candidate | None:
    """ "two years later", "a month earlier", "three days later"; "later than planned" is refused."""
    word = text[start : start + (5 if text[start] in "lL" else 7)]
    end = start + len(word)
    if text[end : end + 5] == " than" or text[end : end + 1].isalnum():
        return None
    amount = amount_before(text, start)
    if amount is None:
        return None
    begin, count, unit = amount
    if unit is Unit.QUARTER and count > 1:
        return None
    sign = 1 if word.lower() == "later" else -1
    return matching.make(text, begin, end, Form.COUNTED, unit=unit, offset=sign * count)
