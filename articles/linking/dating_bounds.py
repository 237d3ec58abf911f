"""The most points that a day can get, told before the article is read against it: most days need not be read at all.

Every bound here goes with the points of the same name in ``dating_days``, ``dating_points``, ``dating_fit`` and
``dating_background``: never below them, or a day that explains more would be passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from articles.extraction.stamps import a_day
from articles.extraction.timexes import Candidate, Form, Tense, Unit
from articles.extraction.timexes.many_anchors import ManyAnchors

from .dating_background import Background, Memory
from .dating_case import Case
from .dating_days import Calendar, greeted_points
from .dating_fit import is_of_speech, looks_back, says_how_long_ago
from .dating_points import BOTH_ENDS, CLOSE, LOOKING_BACK, floor_points, is_told_at_once, nearness
from .dating_signs import Line
from .event_index import KnownEvent

BEFORE, AFTER = 15, 13
"""Days before and after an event within which news of it is written."""

_DAY = timedelta(1)


class _Share(NamedTuple):
    """The most that a sentence gives to days from ``first`` to ``last``, by one expression."""

    points: float
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _EventBound:
    """The most that the sentences of one event can give."""

    sentences: tuple[tuple[float, tuple[_Share, ...]], ...]
    """For each sentence what it may give to any day, and what it may give to some."""

    all_sentences: float
    looks_back: bool
    background: float


class _ByDay(dict[date, float]):
    """Points of days, worked out when first asked for."""

    def __init__(self, points_of: Callable[[date], float]) -> None:
        super().__init__()
        self._points_of = points_of

    def __missing__(self, day: date) -> float:
        points = self[day] = self._points_of(day)
        return points


class Bounds:
    """The most points of the days tried for one article."""

    def __init__(self, case: Case, calendar: Calendar, expressions: ManyAnchors) -> None:
        self._case = case
        self._expressions = expressions
        self._beside_weekday = min(4.0, 1.5 * len(calendar.beside_weekday))
        self._days = _ByDay(self._by_calendar)
        self._events: dict[str, _EventBound] = {}
        self._reaches: dict[int, tuple[int, int] | None] = {}

    def by_calendar(self, day: date) -> float:
        """The most that ``dating_days.read_day`` gives ``day``, without reading anything."""
        return self._days[day]

    def most_by_calendar(self, days: list[date]) -> float:
        """The most that it gives any of ``days``, which are in order."""
        signs = self._case.signs
        if signs.ceiling or signs.printed or signs.newest_post:
            return max(map(self._days.__getitem__, days))
        greeted = 1.0 if signs.weekday is not None else 0.0
        fewest = min(self._case.tenures.fewest_without_post(days[0], days[-1]), 4)
        return self._beside_weekday + greeted - fewest

    def _by_calendar(self, day: date) -> float:
        signs = self._case.signs
        points = self._beside_weekday + greeted_points(day, signs)
        points -= min(self._case.tenures.without_post(day), 4)
        points -= 4.0 if signs.ceiling and day >= signs.ceiling else 0.0
        printed = signs.printed
        if printed:
            points += 5.0 if (day.month, day.day) == (printed.month, printed.day) else -5.0
            points += 1.0 if printed.is_dateline and self._case.lead_weekdays else 0.0
        if signs.newest_post:
            gap = (day - signs.newest_post).days
            points += 4.5 - gap if 0 <= gap <= 2 else -3.0
        return points

    def of_event(self, event: KnownEvent) -> float:
        """The most that any day gets for ``event``, what the calendar says left aside."""
        bound = self._bound(event)
        told = bound.all_sentences + self._beside_sentences(event)
        floor = 1.0 if self._case.signs.floor else 0.0
        return min(told, 6.0) + CLOSE + floor + bound.background

    def of_days(self, days: list[date], event: KnownEvent) -> list[float]:
        """The most that each of ``days`` gets for ``event``, what the calendar says left aside."""
        bound, case, about = self._bound(event), self._case, self._case.about(event)
        first, last = event.record.earliest, event.record.latest
        found = []
        for day in days:
            told = _most_told(bound.sentences, day)
            told += BOTH_ENDS if last > first else 0.0
            told += 0.8 if case.lead_weekdays and day >= first else 0.0
            told += 2.0 if is_told_at_once(day, event, case, about) else 0.0
            near = nearness(day, case, event, looks_back=False)
            if bound.looks_back and day > last:
                near = max(near, LOOKING_BACK)
            found.append(min(told, 6.0) + near + floor_points(day, case.signs) + bound.background)
        return found

    def _beside_sentences(self, event: KnownEvent) -> float:
        """What the article gives an event besides its sentences: both its days named, its lead, told at once."""
        points = BOTH_ENDS if event.record.latest > event.record.earliest else 0.0
        points += 0.8 if self._case.lead_weekdays else 0.0
        about = self._case.about(event)
        may_be_told = not about.has_word_of_time and (about.is_told_plainly or self._case.signs.ceiling)
        return points + (2.0 if may_be_told else 0.0)

    def _bound(self, event: KnownEvent) -> _EventBound:
        slug = event.record.slug
        if slug not in self._events:
            about = self._case.about(event)
            sentences = []
            for line, share in about.dated:
                by_all, by_some = 0.0, []
                for number in line.expressions:
                    most = self._most_of(number, line, event)
                    if isinstance(most, float):
                        by_all = max(by_all, most)
                    else:
                        by_some.append(most)
                weight = share * line.clues.weight
                shares = tuple(_Share(weight * one.points, one.first, one.last) for one in by_some)
                sentences.append((weight * by_all, shares))
            backward = any(
                says_how_long_ago(self._case.signs.expressions[number])
                for line, _ in about.dated
                for number in line.expressions
            )
            most = sum(max((points, *(share.points for share in shares))) for points, shares in sentences)
            self._events[slug] = _EventBound(
                tuple(sentences), most, backward, self._most_of_background(about.background)
            )
        return self._events[slug]

    def _most_of(self, number: int, line: Line, event: KnownEvent) -> float | _Share:
        """The most that expression ``number`` gives: to the days near enough to name those of the event, or to all."""
        signs = self._case.signs
        if signs.is_due[number]:
            return 0.0
        points = _most_of_fit(signs.expressions[number], line, event)
        reach = self._reach(number)
        if reach is None:
            return points
        first, last = event.record.earliest - _DAY, event.record.latest + _DAY
        return _Share(points, first - timedelta(reach[1]), last - timedelta(reach[0]))

    def _reach(self, number: int) -> tuple[int, int] | None:
        if number not in self._reaches:
            self._reaches[number] = self._expressions.reach(number)
        return self._reaches[number]

    def _most_of_background(self, background: Background) -> float:
        """The most of ``recency_points`` and ``background_points`` together."""
        by_figure = 0.4 * len(background.by_figure) + 0.8 * len(background.measures)
        recent = min(0.4 * len(background.named), 0.8) + min(by_figure, 0.8)
        recent += 0.6 if background.before else 0.0
        agreeing = sum(self._may_agree(memory, background.main) for memory in background.memories)
        return recent + min(0.7 * agreeing, 2.1)

    def _may_agree(self, memory: Memory, main: KnownEvent) -> bool:
        """False if no event that the sentence may recall can be on the days its words name near ``main``."""
        candidate = self._case.signs.expressions[memory.number]
        reach = self._reach(memory.number)
        events = memory.there + memory.summits
        if reach is not None and self._case.signs.printed is None:
            first = main.record.earliest + timedelta(reach[0] - BEFORE)
            last = main.record.latest + timedelta(reach[1] + AFTER)
            return any(first <= event.record.latest and event.record.earliest <= last for event in events)
        is_plain = candidate.number is None and candidate.unit is None and candidate.month is not None
        if is_plain and candidate.form in (Form.DAY, Form.DAYS):
            return any(_has_day(event, candidate) for event in events)
        if is_plain and candidate.form is Form.MONTH:
            return any(_has_month(event, candidate.month) for event in events)
        return True


def _most_told(sentences: tuple[tuple[float, tuple[_Share, ...]], ...], day: date) -> float:
    told = 0.0
    for points, shares in sentences:
        for most, first, last in shares:
            if most > points and first <= day <= last:
                points = most
        told += points
    return told


def _most_of_fit(candidate: Candidate, line: Line, event: KnownEvent) -> float:
    """The most that ``dating_fit.fit`` gives for an expression, whatever day it is read against."""
    if looks_back(candidate):
        return 1.6 if candidate.unit is Unit.WEEK else 0.6
    points = _most_of_day(candidate, line, event)
    return min(points, 0.9) if is_of_speech(candidate, line, event) else points


def _most_of_day(candidate: Candidate, line: Line, event: KnownEvent) -> float:
    beside = 1.2 if candidate.tense is Tense.FUTURE else 0.4  # the day before, or after
    turn = 0.4 if candidate.tense is not Tense.FUTURE and (line.opens or line.closes) else 0.0
    form, unit, is_plain = candidate.form, candidate.unit, candidate.number is None
    if form is Form.WEEKDAY and candidate.weekday is not None and is_plain:
        return 2.0 + turn if _has_weekday(event, candidate.weekday) else beside
    if form in (Form.DAY, Form.DAYS) and candidate.month and unit is None and is_plain:
        most = 2.5 if form is Form.DAY else 3.5
        return most + turn if _has_day(event, candidate) else beside
    if form is Form.SHIFT and unit is not Unit.WEEKEND:
        return 2.0 + turn if unit in (None, Unit.DAY) else 1.2 if unit is Unit.WEEK else 0.3
    if form in (Form.YEAR, Form.YEARS, Form.QUARTER, Form.HALF, Form.SEASON, Form.MONTHS):
        return 0.3
    if form is Form.MONTH and is_plain:
        return 0.3
    return 3.5 + turn


def _has_weekday(event: KnownEvent, weekday: int) -> bool:
    after = (weekday - event.record.earliest.weekday()) % 7
    return after <= (event.record.latest - event.record.earliest).days


def _has_month(event: KnownEvent, month: int | None) -> bool:
    first, last = event.record.earliest, event.record.latest
    return ((month or 0) - first.month) % 12 <= (last.year - first.year) * 12 + last.month - first.month


def _has_day(event: KnownEvent, candidate: Candidate) -> bool:
    """True if the event holds a day that the candidate names, in its year or in any."""
    first, last = event.record.earliest, event.record.latest
    years = range(first.year - 1, last.year + 1) if candidate.year is None else (candidate.year,)
    for year in years:
        last_month, last_day = candidate.last_month or candidate.month, candidate.last_day or candidate.day
        wraps = (last_month or 0) < (candidate.month or 0)
        begins = a_day(year, candidate.month or 0, candidate.day or 0)
        ends = a_day(candidate.last_year or year + wraps, last_month or 0, last_day or 0)
        if begins and ends and begins <= last and first <= ends:
            return True
    return False
