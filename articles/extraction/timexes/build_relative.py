"""From a match to a candidate: weekdays and what counts from the day of writing.

Readers of words that stand at the end of an expression ("ago", "weekend") look back a bounded stretch.
"""

from __future__ import annotations

import re

from . import comparisons, guards, matching, patterns
from .candidates import Candidate, Form, Unit
from .words import FULL_WEEKDAYS, NUMBERS

_THE_DAY = re.compile(r"[ \n]the[ \n](?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?!\w|[ \n]of\b)")


def weekday(text: str, start: int) -> Candidate | None:
    """ "Thursday", "Tues.", "Monday of next week"; "Black Friday" and "the Sunday Times" are refused."""
    match = patterns.WEEKDAY.match(text, start)
    if match is None:
        return None
    name = match["weekday"]
    end = matching.trimmed(text, start, match.end())
    if name.lower() not in FULL_WEEKDAYS or not guards.is_lone_weekday(text, start, end, name):
        return None
    numbered = _THE_DAY.match(text, end)
    if numbered is not None:
        return matching.make(
            text,
            start,
            numbered.end(),
            Form.DAY,
            day=int(numbered["day"]),
            weekday=matching.weekday_number(name),
            told="that",
        )
    direction = matching.direction(match["week_direction"])
    unit = None if direction is None else Unit.WEEK
    part = _part(text, start, end)
    return matching.make(
        text,
        start,
        end,
        Form.WEEKDAY,
        weekday=matching.weekday_number(name),
        offset=direction,
        unit=unit,
        part=part,
    )


def directed_weekday(text: str, start: int) -> Candidate | None:
    """ "last Friday", "this Monday", "next week Tuesday"."""
    match = patterns.DIRECTED_WEEKDAY.match(text, start)
    if match is None or not match["weekday"][0].isupper() or match["weekday"].lower() not in FULL_WEEKDAYS:
        return None
    end = matching.trimmed(text, start, match.end())
    unit = Unit.WEEK if match["in_week"] else None
    return matching.make(
        text,
        start,
        end,
        Form.WEEKDAY,
        weekday=matching.weekday_number(match["weekday"]),
        offset=matching.direction(match["direction"]),
        unit=unit,
    )


def weekdays(text: str, start: int) -> Candidate | None:
    """ "Monday to Wednesday", "between Monday and Thursday"."""
    match = patterns.WEEKDAY_TO_WEEKDAY.match(text, start)
    direction = None
    if match is not None:
        direction = matching.direction(match["week_direction"])
    elif re.search(r"\bbetween[ \n]+$", text[max(0, start - 12) : start], re.IGNORECASE):
        match = patterns.BETWEEN_WEEKDAYS.match(text, start)
    if match is None or not (match["weekday"][0].isupper() and match["weekday2"][0].isupper()):
        return None
    end = matching.trimmed(text, start, match.end())
    unit = None if direction is None else Unit.WEEK
    return matching.make(
        text,
        start,
        end,
        Form.WEEKDAYS,
        weekday=matching.weekday_number(match["weekday"]),
        last_weekday=matching.weekday_number(match["weekday2"]),
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
    return matching.make(
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
    before = patterns.CLOCK_BEFORE.search(text[max(0, start - matching.BACK) : start])
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
    return matching.make(
        text, start, match.end(), Form.SHIFT, unit=Unit.DAY, offset=offset, part=_PARTS[match["part"].lower()]
    )


_NO_SPAN_BEFORE = re.compile(r"\bthe[ \n]+$", re.IGNORECASE)


def directed_unit(text: str, start: int) -> Candidate | None:
    """ "last week", "this year", "next quarter"; "in the last year" is a length of time and refused."""
    match = patterns.DIRECTED_UNIT.match(text, start)
    if match is None:
        return None
    words, unit = match["direction"].lower(), Unit(match["unit"].lower())
    has_article = (words == "latest" and guards.is_owned(text, start)) or _NO_SPAN_BEFORE.search(
        text, max(0, start - 6), start
    ) is not None
    if _is_length(words, unit, has_article) or not guards.is_deictic(text, start, match.end(), match.group()):
        return None
    offset = matching.direction(match["direction"])
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.SHIFT, unit=unit, offset=offset
    )


_THIS_BEFORE = re.compile(
    r"\bthis[ \n](?P<unit>year|week|month|quarter)[ \n](?:or|and|nor)[ \n]$", re.IGNORECASE
)
_NEXT_ALONE = re.compile(
    r"next(?=[.,;:)\"]|$|\n|[ \n](?:and|as|if|because|in|for|to|by|will|would|amid|despite)\b)"
)


def elided_unit(text: str, start: int) -> Candidate | None:
    """ "next" of "this year and next"."""
    match = _NEXT_ALONE.match(text, start)
    before = _THIS_BEFORE.search(text, max(0, start - 20), start) if match else None
    if match is None or before is None:
        return None
    return matching.make(text, start, match.end(), Form.SHIFT, unit=Unit(before["unit"].lower()), offset=1)


def _is_length(words: str, unit: Unit, has_article: bool) -> bool:
    """True for "the last year" and "the past week": a length of time, not a unit of the calendar."""
    if words == "latest":
        return not has_article or unit is not Unit.QUARTER
    if words in ("past", "coming", "previous", "current"):
        return not has_article or (words == "past" and unit is not Unit.WEEKEND)
    if words.endswith("past"):
        return unit is not Unit.WEEKEND
    return words in ("last", "next") and has_article and unit not in (Unit.QUARTER, Unit.WEEKEND)


_TALKS_AFTER = re.compile(
    r"[ \n](?:talks|meetings?|sessions?|summits?|negotiations|edition|editions|trip|visit|reading|box office|getaway|home|retreat|papers?|newspapers?)\b"
)


def weekend(text: str, start: int) -> Candidate | None:
    """ "over the weekend"; the adjective of "weekend talks" is refused."""
    begin = matching.with_the(text, start)
    end = start + len("weekend")
    if begin == start or text[end : end + 1].isalpha() or _TALKS_AFTER.match(text, end):
        return None
    return matching.make(text, begin, end, Form.SHIFT, unit=Unit.WEEKEND, offset=None)


def unit_beyond(text: str, start: int) -> Candidate | None:
    """ "the week after next", "the year before last", "the day before yesterday"."""
    match = patterns.DAY_BEYOND.match(text, start) or patterns.UNIT_BEYOND.match(text, start)
    if match is None:
        return None
    unit = Unit(match["unit"].lower()) if "unit" in match.groupdict() else Unit.DAY
    offset = 2 if match["beyond"].lower().startswith("after") else -2
    return matching.make(
        text, matching.with_the(text, start), match.end(), Form.SHIFT, unit=unit, offset=offset
    )


def present_unit(text: str, start: int) -> Candidate | None:
    """ "the year" of "by the end of the year", "the week" of "later in the week"."""
    match = patterns.UNIT_WORD.match(text, start)
    begin = max(0, start - matching.BACK)
    if match is None:
        return None
    if match["unit"].lower() == "quarter" and patterns.QUARTER_SPOKEN_OF_BEFORE.search(text, begin, start):
        if patterns.QUARTER_NAMED_AFTER.match(text, match.end()):
            return None
        return matching.make(text, matching.with_the(text, start), match.end(), Form.SAME, unit=Unit.QUARTER)
    if not patterns.PRESENT_UNIT_BEFORE.search(text, begin, start):
        return None
    return matching.make(
        text,
        matching.with_the(text, start),
        match.end(),
        Form.SHIFT,
        unit=Unit(match["unit"].lower()),
        offset=0,
    )


def same_day(text: str, start: int) -> Candidate | None:
    """ "the day" of a market report: "to end the day at 7,114"; "at the end of the day" is a phrase and refused."""
    end = start + len("day")
    if text[end : end + 1].isalnum() or text[end : end + 1] in "-'":
        return None
    if not patterns.TRADING_DAY_BEFORE.search(text, max(0, start - matching.BACK), start):
        return None
    return matching.make(text, start - 4, end, Form.SAME, unit=Unit.DAY)


def amount_ago(text: str, start: int) -> Candidate | None:
    """ "two weeks ago", "a year earlier", "three days from now"; "a week earlier" hangs on another date and is refused."""
    word = "ago" if text[start] in "aA" else "earlier" if text[start] in "eE" else "now"
    reach = start - 5 if word == "now" and text[start - 5 : start] == "from " else start
    if word == "now" and reach == start:
        return None
    amount = amount_before(text, reach)
    if amount is None:
        return None
    begin, count, unit = amount
    end = start + len(word)
    if word == "ago" and (weekday_after := _AGO_WEEKDAY.match(text, end)):
        found = _days_off(text, begin, weekday_after, unit, -count)
        if found is not None:
            return found
    if unit is Unit.YEAR and count == 1 and word != "now":
        is_compared = text[begin].islower() and comparisons.is_compared(text, begin, end)
        if is_compared or word == "earlier":
            return matching.make(
                text,
                begin,
                end,
                Form.SAME,
                unit=unit,
                offset=-1,
                number=comparisons.number_of_part(text, begin),
            )
    if word == "earlier":
        return None
    return matching.make(text, begin, end, Form.SHIFT, unit=unit, offset=count if word == "now" else -count)


_AGO_WEEKDAY = re.compile(
    rf"[ \n](?:on[ \n])?(?P<weekday>{'|'.join(FULL_WEEKDAYS)}|today|yesterday)(?!\w)", re.IGNORECASE
)
_FROM_WEEKDAY = re.compile(
    rf"from[ \n](?:(?:this|next)[ \n])?(?P<weekday>{'|'.join(FULL_WEEKDAYS)}|today|yesterday|tomorrow)(?!\w)",
    re.IGNORECASE,
)


def amount_from(text: str, start: int) -> Candidate | None:
    """ "a week from Monday", "two weeks from today"."""
    match = _FROM_WEEKDAY.match(text, start)
    amount = amount_before(text, start) if match else None
    if match is None or amount is None:
        return None
    return _days_off(text, amount[0], match, amount[2], amount[1])


def _days_off(text: str, begin: int, match: re.Match[str], unit: Unit, count: int) -> Candidate | None:
    """ "a week ago Monday": the Monday, and the days to count from it; other units than days and weeks are refused."""
    length = {Unit.DAY: 1, Unit.WEEK: 7}.get(unit)
    if length is None:
        return None
    word = match["weekday"].lower()
    if word in ("today", "yesterday", "tomorrow"):
        offset = length * count + {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        return matching.make(text, begin, match.end(), Form.SHIFT, unit=Unit.DAY, offset=offset)
    return matching.make(
        text,
        begin,
        match.end(),
        Form.WEEKDAY,
        weekday=matching.weekday_number(word),
        number=length * count,
    )


def amount_before(text: str, reach: int) -> tuple[int, int, Unit] | None:
    """Where "two weeks" of "two weeks ago" starts, with 2 and week; None for "more than two weeks"."""
    low = max(0, reach - matching.BACK)
    match = patterns.AMOUNT_BEFORE.search(text[low:reach])
    if match is None:
        return None
    count, unit = number_word(match["count"].lower()), Unit(match["unit"].lower())
    begin = low + match.start()
    if not count or patterns.LOOSE_AMOUNT_BEFORE.search(text, max(0, begin - matching.BACK), begin):
        return None
    return (begin, 10 * count, Unit.YEAR) if unit is Unit.DECADE else (begin, count, unit)


def number_word(word: str) -> int:
    """12 for "12" and "twelve", 25 for "twenty-five", 0 for what is no number."""
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    if ones:
        return NUMBERS[tens] + NUMBERS[ones] if tens in NUMBERS and 0 < NUMBERS.get(ones, 0) < 10 else 0
    return NUMBERS.get(word, 0)
