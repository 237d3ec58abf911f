"""What speaks for or against a day by the calendar alone, whatever event the article is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from articles.extraction.timexes import Candidate, Form, Tense, Unit
from articles.extraction.timexes.many_anchors import Days

from .dating_case import Case
from .dating_signs import Signs, is_fresh

Readings = tuple[Days | None, ...]
"""First and last day of each expression, read against the day tried."""


@dataclass(frozen=True, slots=True)
class DayRead:
    """The article's expressions read against one day, with the points that this gives the day."""

    readings: Readings
    points: tuple[float, ...]
    weekday_named: tuple[Candidate, date] | None
    """A day printed with the weekday it has in the year read."""


class Calendar:
    """The expressions that speak for or against a day by the calendar, by their numbers, sorted out once."""

    def __init__(self, signs: Signs) -> None:
        told = tuple(enumerate(zip(signs.expressions, signs.is_due, strict=True)))
        self.beside_weekday = tuple(
            (signs.expressions.index(dated), dated, weekday) for dated, weekday in signs.days_with_weekday
        )
        self.days = tuple(
            (number, one, due)
            for number, (one, due) in told
            if one.form in (Form.DAY, Form.DAYS) or (one.form is Form.MONTH and (due or _is_whole_month(one)))
        )
        """Days of the month, and months; with True for terms."""
        self.past_weekdays = tuple(
            number
            for number, (one, _) in told
            if one.form is Form.WEEKDAY and one.offset is None and one.tense is not Tense.FUTURE
        )
        self.past_weekends = tuple(
            number
            for number, (one, _) in told
            if one.form is Form.SHIFT and one.unit is Unit.WEEKEND and one.tense is Tense.PAST
        )
        self.weekdays_ahead = tuple(
            number
            for number, (one, due) in told
            if one.form is Form.WEEKDAY and one.offset is None and one.tense is Tense.FUTURE and not due
            if one.weekday not in {signs.expressions[past].weekday for past in self.past_weekdays}
        )
        """Weekdays to come, unless one of that name is told as past as well."""
        self.in_a_row = _in_a_row(signs, sorted(self.past_weekdays + self.past_weekends)) + _counted_up(signs)
        """Pairs of weekdays and weekends told as past, or of bare days, of which the second is the later."""
        self.beside_word = _beside_word(signs, self.past_weekdays)
        """Weekdays told as past whose sentence has a "yesterday" (-1) or a "today" (0) as well, each with that number."""
        self.later = _later(signs)
        self.is_look_back = bool(self.later) and not (
            signs.printed or signs.newest_post or has_word_of_today(signs)
        )
        """True for a story told by days of the month, with what came "five days later" and no word of the day of writing."""
        self.announced = _announced(signs)


def _is_whole_month(candidate: Candidate) -> bool:
    """True for "will meet in October" and "met in May", not for "in mid-September", which may be said in September."""
    is_part = candidate.text.lower().startswith(("mid", "early", "late"))
    return (
        candidate.tense in (Tense.FUTURE, Tense.PAST)
        and candidate.year is None
        and candidate.offset is None
        and not is_part
    )


def has_word_of_today(signs: Signs) -> bool:
    """True if a weekday, "yesterday" or "last week" is among the expressions."""
    return any(
        one.form in (Form.WEEKDAY, Form.WEEKDAYS, Form.SHIFT) and is_fresh(one) for one in signs.expressions
    )


def _later(signs: Signs) -> tuple[tuple[int, timedelta], ...]:
    """Days of the month told of as past after which something happened "five days later", with that time."""
    found = []
    last: int | None = None
    for number, one in enumerate(signs.expressions):
        if one.form is Form.DAY and one.tense is Tense.PAST:
            last = number
        elif (
            last is not None
            and one.form is Form.COUNTED
            and one.unit is Unit.DAY
            and 0 < (one.offset or 0) < 100
            and one.tense is not Tense.FUTURE
        ):
            found.append((last, timedelta(one.offset or 0)))
    return tuple(found)


def _announced(signs: Signs) -> tuple[tuple[int, bool], ...]:
    """Days without a year that are to come, with True for those that stand beside their weekday."""
    if any(candidate.unit is Unit.WEEK and candidate.offset == 0 for candidate in signs.expressions):
        return ()  # "later this week, on May 17 and 18"
    beside = {dated.start for dated, _ in signs.days_with_weekday}
    return tuple(
        (number, candidate.start in beside)
        for number, (candidate, due) in enumerate(zip(signs.expressions, signs.is_due, strict=True))
        if candidate.form in (Form.DAY, Form.DAYS)
        and candidate.year is None
        and candidate.tense is Tense.FUTURE
        and not due
    )


def read_day(day: date, case: Case, calendar: Calendar, readings: Readings) -> DayRead:
    """Points for ``day``: "Wednesday (June 27)" fits days of 2018, and no day may lie before what it tells of."""
    signs = case.signs
    weekdays, named = _weekday_points(calendar.beside_weekday, readings)
    points = (
        weekdays,
        _printed_points(day, case, readings),
        greeted_points(day, signs),
        -1.0 * min(case.tenures.without_post(day), 4),
        _tense_points(day, calendar.days, readings),
        -_lag(day, calendar.past_weekdays + calendar.past_weekends, case.lead_weekdays, readings),
        -_bare_day(day, calendar.announced, readings),
        -_two_names(day, calendar, readings),
        -_turned_round(calendar, readings),
        # what is to come on the day itself is "today", or "later in the day"
        -0.6 * any((told := readings[number]) and told[0] == day for number in calendar.weekdays_ahead),
        # what came over the weekend is mostly told after it
        -0.6
        * any((told := readings[number]) and told[0] <= day <= told[1] for number in calendar.past_weekends),
        -1.5
        * any(
            (told := readings[number]) and told[1] + by > day for number, by in calendar.later
        ),  # what was "five days later" is over
        -4.0 if signs.ceiling and day >= signs.ceiling else 0.0,
    )
    return DayRead(readings, points, named)


def greeted_points(day: date, signs: Signs) -> float:
    """Points for the weekday that the reader is greeted on: "Happy Friday" was written on one."""
    if signs.weekday is None:
        return 0.0
    return 1.0 if day.weekday() == signs.weekday else -3.0


def _weekday_points(
    beside_weekday: tuple[tuple[int, Candidate, int], ...], readings: Readings
) -> tuple[float, tuple[Candidate, date] | None]:
    """Points for weekdays that stand beside a day of the month: "Wednesday (June 27)" fits 2018, not 2019."""
    points, named = 0.0, None
    for number, dated, weekday in beside_weekday:
        reading = readings[number]
        if reading is None:
            continue
        agrees = reading[0].weekday() == weekday
        points += 1.5 if agrees else -3.0
        if agrees and named is None:
            named = dated, reading[0]
    return max(-6.0, min(points, 4.0)), named


def _printed_points(day: date, case: Case, readings: Readings) -> float:
    """Points for the day in the dateline or stamp, most if its weekday is the one told of, and for the newest message quoted."""
    signs, points = case.signs, 0.0
    if signs.printed and signs.printed.is_dateline:
        told = [reading for number in case.lead_weekdays if (reading := readings[number])]
        points += 1.0 if any(first == day for first, _ in told) else 0.0
    if signs.printed:
        points += 5.0 if (day.month, day.day) == (signs.printed.month, signs.printed.day) else -5.0
    if signs.newest_post:
        gap = (day - signs.newest_post).days
        points += 4.5 - gap if 0 <= gap <= 2 else -3.0
    return points


def _tense_points(day: date, days: tuple[tuple[int, Candidate, bool], ...], readings: Readings) -> float:
    """Points against days on which what is told as past would lie ahead, or what is expected would be long off or over."""
    points = 0.0
    for number, candidate, due in days:
        reading = readings[number]
        if reading is None:
            continue
        earliest, latest = reading
        if candidate.form is Form.MONTH:
            # what is due is not over, and what lies in this month would be "this month"
            least = 0.8 if due or candidate.tense is Tense.FUTURE else 0.7
            points -= least if (latest < day if due else earliest <= day <= latest) else 0.0
            continue
        if candidate.tense is Tense.PAST and not due:
            points -= 0.5 if latest > day else 0.0
        elif candidate.tense is Tense.FUTURE or due:
            points -= 1.5 if latest < day else 0.9 if earliest <= day else 0.0
            points -= 0.8 if (earliest - day).days > 150 else 0.0
        points -= 0.5 if candidate.year is None and (day - latest).days > 300 else 0.0
    return max(points, -3.0)


def _lag(day: date, past_weekdays: tuple[int, ...], lead: tuple[int, ...], readings: Readings) -> float:
    """What speaks against a day because its news would be old: weekdays told as past should be the last few.

    Those of the first report (``lead``) count twice, and more from the third day on.
    """
    gaps: list[int] = []
    news: list[int] = []
    for number in past_weekdays:
        reading = readings[number]
        if reading and reading[1] <= day:
            gap = min(6, (day - reading[1]).days)
            gaps += [gap, gap] if number in lead else [gap]
            news += [gap] if number in lead else []
    late = 0.35 * max(0, min(news) - 1) if news else 0.0
    return 0.5 * sum(gaps) / len(gaps) + late if gaps else 0.0


def _beside_word(signs: Signs, weekdays: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    words = [
        (one.sentence, one.offset)
        for one in signs.expressions
        if one.form is Form.SHIFT and one.unit in (None, Unit.DAY) and one.offset in (-1, 0)
    ]
    return tuple(
        (number, offset)
        for number in weekdays
        for sentence, offset in words
        if offset is not None and signs.expressions[number].sentence == sentence
    )


def _two_names(day: date, calendar: Calendar, readings: Readings) -> float:
    """What speaks against a day that would have two names: of "on Monday and again yesterday" none is today."""
    for number, offset in calendar.beside_word:
        reading = readings[number]
        if reading and reading[0] in (day, day + timedelta(offset)):
            return 0.6
    return 0.0


def _in_a_row(signs: Signs, days: list[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring days as a story tells them: "On Sunday the message came. The envoy confirmed it Monday"."""
    found = []
    for first, second in pairwise(days):
        one, other = signs.expressions[first], signs.expressions[second]
        last = 6 if one.weekday is None else one.weekday  # a weekend ends on Sunday, and begins on Saturday
        following = 5 if other.weekday is None else other.weekday
        if (last + 1) % 7 == following and other.sentence - one.sentence <= 2:
            found.append((first, second))
    return tuple(found)


def _counted_up(signs: Signs) -> tuple[tuple[int, int], ...]:
    """Days without a month, one after the other: "On the 28th they met. On the 29th they signed"."""
    bare = [
        (number, one.day or 0)
        for number, one in enumerate(signs.expressions)
        if one.form is Form.DAY and one.month is None
    ]
    return tuple((first, second) for (first, day), (second, later) in pairwise(bare) if day < later)


def _turned_round(calendar: Calendar, readings: Readings) -> float:
    """What speaks against a day on which the second of two such weekdays would lie before the first."""
    told = ((readings[first], readings[second]) for first, second in calendar.in_a_row)
    return 1.2 if any(one and other and other[0] < one[0] for one, other in told) else 0.0


_TOO_SOON = {1: 0.9, 2: 0.7, 3: 0.35, 4: 0.3, 5: 0.15}
"""What speaks against a bare "July 19" so many days ahead: it would rather be called by its weekday, or "tomorrow"."""


def _bare_day(day: date, announced: tuple[tuple[int, bool], ...], readings: Readings) -> float:
    """What speaks against a day because an announced day would then have another name.

    "July 19" is rarely printed in the same week, "Wednesday, July 19" rarely more than a week before.
    """
    against = 0.0
    for number, has_weekday in announced:
        reading = readings[number]
        if reading is not None:
            gap = (reading[0] - day).days
            against = max(against, (0.5 if gap > 7 else 0.0) if has_weekday else _TOO_SOON.get(gap, 0.0))
    return against
