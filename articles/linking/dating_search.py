"""Which days are tried for an undated article, and in which order: the likeliest first, so that most need no reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.body import Body
from articles.extraction.stamps import a_day
from articles.extraction.timexes import Form, Tense
from articles.extraction.timexes.many_anchors import ManyAnchors

from .dating_bounds import AFTER, BEFORE, Bounds
from .dating_case import Case
from .dating_days import Calendar, DayRead, read_day
from .dating_points import Trial, weigh
from .dating_signs import Signs
from .event_index import EventIndex, KnownEvent

_ROUNDING = 1e-6
"""What sums of points may differ by when they are added in another order."""


class DaysTried:
    """The article read against each day tried, once for all events that have the day in common."""

    def __init__(self, body: Body, case: Case) -> None:
        self.case = case
        self.calendar = Calendar(case.signs)
        self._expressions = ManyAnchors(body, case.signs.expressions)
        self.bounds = Bounds(case, self.calendar, self._expressions)
        self._read: dict[date, DayRead] = {}

    def read(self, day: date) -> DayRead:
        """The expressions read against ``day`` and what the calendar says of it."""
        if day not in self._read:
            self._read[day] = read_day(day, self.case, self.calendar, self._expressions.read(day))
        return self._read[day]


@dataclass(frozen=True, slots=True)
class _Group:
    """Days tried for one event, or for none: the points they start with, and the most that any of them gets.

    ``beside`` is the most that any gets beside what the calendar says, which is known for each day.
    """

    number: int
    event: KnownEvent | None
    days: list[date]
    points: float
    fits: float
    beside: float
    most: float


def best_days(
    days: DaysTried, events: list[tuple[KnownEvent, float]], least: float, margin: float
) -> list[Trial]:
    """The days tried for ``events``, the best first: all that have ``least`` points and lie within ``margin`` of the best.

    What cannot come so near is left out; below it, some days may be there and others not.
    """
    weighed: list[tuple[int, Trial]] = []
    best = least
    for group in sorted(_groups(days, events), key=lambda group: (-group.most, group.number)):
        if group.most < best - margin - _ROUNDING:
            break
        for most, day in _by_most(group, days.bounds, best - margin - _ROUNDING):
            if most + days.bounds.by_calendar(day) < best - margin - _ROUNDING:
                break
            read = days.read(day)
            if most + sum(read.points) < best - margin - _ROUNDING:
                continue
            trial = Trial(day, group.event, group.points, group.fits)
            weigh(trial, days.case, read)
            weighed.append((group.number, trial))
            best = max(best, trial.points)
    weighed.sort(key=lambda pair: (-pair[1].points, pair[1].day, pair[0]))
    return [trial for _, trial in weighed]


def _by_most(group: _Group, bounds: Bounds, least: float) -> list[tuple[float, date]]:
    """The days of ``group`` that may have ``least`` points, with the most they get, the calendar left aside.

    The most promising comes first.
    """
    days = [day for day in group.days if group.beside + bounds.by_calendar(day) >= least]
    most = bounds.of_days(days, group.event) if group.event else [0.0] * len(days)
    found = [(group.points + points, day) for points, day in zip(most, days, strict=True)]
    return sorted(found, key=lambda pair: (-pair[0] - bounds.by_calendar(pair[1]), pair[1]))


def _groups(days: DaysTried, events: list[tuple[KnownEvent, float]]) -> list[_Group]:
    signs, bounds = days.case.signs, days.bounds
    groups = []
    for number, (event, likely) in enumerate(events):
        near = _not_before(signs.floor, _days_near(event, signs))
        if near:
            points = likely * 0.6
            groups.append(_group(number, event, near, points, 0.0, bounds))
    for number, (loose, points, fits) in enumerate(_loose_days(signs, days.case.index), start=len(events)):
        near = _not_before(signs.floor, loose)
        if near:
            groups.append(_group(number, None, near, points, fits, bounds))
    return groups


def _group(
    number: int, event: KnownEvent | None, days: list[date], points: float, fits: float, bounds: Bounds
) -> _Group:
    beside = points + (bounds.of_event(event) if event else 0.0)
    return _Group(number, event, days, points, fits, beside, beside + bounds.most_by_calendar(days))


def _not_before(floor: date | None, days: list[date]) -> list[date]:
    return [day for day in days if day >= floor] if floor else days


def _days_near(event: KnownEvent, signs: Signs) -> list[date]:
    """The days from two weeks before ``event`` to two weeks after it, and the day printed in its year."""
    first = event.record.earliest - timedelta(BEFORE)
    days = [first + timedelta(number) for number in range((event.record.latest - first).days + AFTER + 1)]
    printed = _printed_days(signs, event.record.earliest.year)
    return sorted({*days, *printed}) if printed else days


def _loose_days(signs: Signs, index: EventIndex) -> list[tuple[list[date], float, float]]:
    """Days that need no event, with the points and the fits they start with: of the newest message, of the calendar."""
    groups: list[tuple[list[date], float, float]] = []
    if signs.newest_post:
        groups.append(([signs.newest_post], 0.0, 0.0))
    if signs.officials or signs.floor:  # else nothing says that the text is of these years at all
        near = [year for year in index.years if not signs.floor or 0 <= year - signs.floor.year <= 2]
        groups += [(sorted(_calendar_days(signs, year)), 2.0, 1.0) for year in near]
    return groups


def _printed_days(signs: Signs, year: int) -> list[date]:
    printed = signs.printed
    found = [a_day(number, printed.month, printed.day) for number in (year, year + 1)] if printed else []
    return [day for day in found if day]


def _calendar_days(signs: Signs, year: int) -> set[date]:
    """Days of ``year`` that the article prints: its dateline, or "on Wednesday (June 27)" with a few days around."""
    found = set(_printed_days(signs, year)[:1])
    for dated, weekday in signs.days_with_weekday:
        day = a_day(year, dated.month or 0, dated.day or 0) if dated.form is Form.DAY else None
        if day and day.weekday() == weekday:
            around = range(-6, 1) if dated.tense is Tense.FUTURE else range(4)
            found.update(day + timedelta(by) for by in around)
    return found
