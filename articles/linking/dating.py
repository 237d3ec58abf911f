"""When an undated article was written, told from its contents.

Every day near a known event is tried: are the weekdays, "yesterday", "last month" and the days without a year
then the days of the events spoken of? The day that explains most wins; days that explain as much make an interval;
where little speaks for any day, or as much for another week, the article stays undated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from articles.extraction.annotations import Basis, DocumentDate, Mention, Timex
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge
from articles.extraction.stamps import a_day
from articles.extraction.timexes import Form, Tense
from articles.extraction.timexes.many_anchors import ManyAnchors

from .dating_case import Case
from .dating_days import Calendar, DayRead, read_day
from .dating_events import likely_events
from .dating_points import Trial, explain, weigh
from .dating_signs import Signs, read_signs
from .event_index import EventIndex, KnownEvent, build_index
from .reasons import days as days_in_words
from .relevance import is_relevant

_BEFORE, _AFTER = 15, 13
"""Days before and after an event within which news of it is written."""

_LEAST = 3.0
"""Points below which nothing is inferred."""

_LEAST_OF_THIN = 4.0
"""The same where no word of time names a day of the event itself."""

_MARGIN = 0.4
"""Points by which a day must lead all days of other weeks."""

_PLATEAU = 0.3
"""Days this close to the best are as good."""

_LONGEST = 40_000
"""Characters that are asked for signs."""

_WIDEST = 4
"""Days that an inferred interval may span."""


def infer_date(
    body: Body, timexes: tuple[Timex, ...], mentions: tuple[Mention, ...], knowledge: Knowledge
) -> DocumentDate:
    """The day or days on which ``body`` was written, or an unknown date.

    "…opened trade talks Wednesday" with Wang Yang and Mnuchin in Washington was written on 19 July 2017, when the
    Comprehensive Economic Dialogue was held, a Wednesday. ``timexes`` may be empty: what has no value without an
    anchor is read again for each day tried.
    """
    index = build_index(knowledge)
    if len(body.text) > _LONGEST:  # an article says at its beginning what it is about
        body = Body(body.text[:_LONGEST])
        mentions = tuple(mention for mention in mentions if mention.end <= _LONGEST)
    signs = read_signs(body, mentions, index)
    officials = [official for official in knowledge.officials if official.slug in signs.officials]
    case = Case(signs, index, officials)
    days = DaysTried(body, case)
    if days.calendar.is_look_back:
        return DocumentDate()
    trials = sorted(_trials(body, mentions, days), key=lambda trial: (-trial.points, trial.day))
    if not trials or trials[0].fits <= 0:
        return DocumentDate()
    if trials[0].points < (_LEAST if trials[0].fits >= 1 else _LEAST_OF_THIN):
        return DocumentDate()
    best = trials[0]
    rival = max(
        (trial.points for trial in trials if abs((trial.day - best.day).days) > _WIDEST), default=-9.0
    )
    if best.points - rival < _MARGIN:
        return DocumentDate()
    explain(best, case, days.read(best.day))
    if not best.why:
        return DocumentDate()  # what cannot be said is not claimed
    return _inferred(best, {trial.day for trial in trials if best.points - trial.points <= _PLATEAU})


def _inferred(best: Trial, equals: set[date]) -> DocumentDate:
    first = last = best.day
    while last + timedelta(1) in equals and (last - first).days < _WIDEST:
        last += timedelta(1)
    while first - timedelta(1) in equals and (last - first).days < _WIDEST:
        first -= timedelta(1)
    when = f"on {days_in_words(first, last)}" if first == last else f"within {days_in_words(first, last)}"
    return DocumentDate(
        first, last, Basis.INFERRED, best.evidence or None, f"{best.why}, so it was written {when}."
    )


# ------------------------------------------------------------------------------------------------ days tried


class DaysTried:
    """The article read against each day tried, once for all events that have the day in common."""

    def __init__(self, body: Body, case: Case) -> None:
        self.case = case
        self.calendar = Calendar(case.signs)
        self._expressions = ManyAnchors(body, case.signs.expressions)
        self._read: dict[date, DayRead] = {}

    def read(self, day: date) -> DayRead:
        """The expressions read against ``day`` and what the calendar says of it."""
        if day not in self._read:
            self._read[day] = read_day(day, self.case, self.calendar, self._expressions.read(day))
        return self._read[day]


def _trials(body: Body, mentions: tuple[Mention, ...], days: DaysTried) -> list[Trial]:
    signs, index = days.case.signs, days.case.index
    relevant, _ = is_relevant(body, mentions)
    events = likely_events(signs, index) if relevant else []
    trials = []
    for trial in _days_to_try(signs, events, index):
        if signs.floor and trial.day < signs.floor:
            continue
        weigh(trial, days.case, days.read(trial.day))
        trials.append(trial)
    return trials


def _days_to_try(signs: Signs, events: list[tuple[KnownEvent, float]], index: EventIndex) -> Iterator[Trial]:
    for event, likely in events:
        first = event.record.earliest - timedelta(_BEFORE)
        days = {
            first + timedelta(number) for number in range((event.record.latest - first).days + _AFTER + 1)
        }
        days |= set(_printed_days(signs, event.record.earliest.year))
        yield from (Trial(day, event, likely * 0.6) for day in sorted(days))
    if signs.newest_post:
        yield Trial(signs.newest_post, None)
    if not signs.officials and not signs.floor:
        return  # nothing says that the text is of these years at all
    years = {event.record.earliest.year for event in index.events} | {
        event.record.latest.year for event in index.events
    }
    near = [year for year in sorted(years) if not signs.floor or year - signs.floor.year in (0, 1)]
    for year in near:
        yield from (Trial(day, None, 2.0, 1.0) for day in sorted(_calendar_days(signs, year)))


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
