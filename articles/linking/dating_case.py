"""One undated article as it is held against many days: all that is the same for each of them, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.knowledge import OfficialRecord
from articles.extraction.timexes import Form, Tense, Unit

from .dating_background import Background, background_of, recollect
from .dating_fit import looks_back, speaks_of
from .dating_signs import Line, Signs, is_fresh
from .event_index import EventIndex, KnownEvent
from .places import CAPITALS

_SENTENCES = 20
"""Sentences whose days are held against the event; further down the background begins."""

_LEAD = 5
"""Sentences among which the one is that tells the news."""


@dataclass(frozen=True, slots=True)
class EventCase:
    """What the article says of one event, whatever the day it is from."""

    dated: tuple[tuple[Line, float], ...]
    """Sentences with time expressions that may speak of the event, with how far they do."""

    has_word_of_time: bool
    """True if one of them names a day or week as seen from the day of writing."""

    has_arrived: bool
    """True if the guests are said to have arrived at its place."""

    is_told_plainly: bool
    """True if the article says of this very event, by its people or its place, that it is over."""

    background: Background


class Case:
    """One article's signs with all that is the same for each day tried."""

    def __init__(self, signs: Signs, index: EventIndex, officials: list[OfficialRecord]) -> None:
        self.signs = signs
        self.index = index
        self.tenures = Tenures(officials)
        self.recalled = recollect(signs, index)
        head = [line.clues for line in signs.lines[:6] if line.clues.meets]
        self.ahead = sum(clues.weight for clues in head if clues.ahead and not clues.past)
        self.past = sum(clues.weight for clues in head if clues.past and not clues.ahead)
        self.is_over = any(line.closes and not line.clues.ahead for line in signs.lines[:2])
        self.lead_weekdays = _lead_weekdays(signs)
        self._telling = [line for line in signs.lines[:_SENTENCES] if line.expressions or line.arrived]
        """Sentences that may tell the days of an event, or that the guests have come."""
        self._events: dict[str, EventCase] = {}

    def about(self, event: KnownEvent) -> EventCase:
        """What the article says of ``event``."""
        slug = event.record.slug
        if slug not in self._events:
            self._events[slug] = self._told_of(event)
        return self._events[slug]

    def _told_of(self, event: KnownEvent) -> EventCase:
        signs = self.signs
        lines = [(line, about) for line in self._telling if (about := speaks_of(line, event)) > 0]
        dated = tuple((line, about) for line, about in lines if line.expressions)
        return EventCase(
            dated,
            any(
                is_fresh(candidate) and candidate.unit is not Unit.MONTH and not signs.is_due[number]
                for line, _ in dated
                for number in line.expressions
                for candidate in (signs.expressions[number],)
            ),
            any(line.arrived and not event.places.keys().isdisjoint(line.clues.places) for line, _ in lines),
            self._is_told_plainly(event),
            background_of(event, self.recalled),
        )

    def _is_told_plainly(self, event: KnownEvent) -> bool:
        """True if no whole day is printed and the beginning says that the talks of these people, or there, are over.

        A text that prints the event's own day with the year is a record and may be of any later time.
        """
        signs = self.signs
        told = any(
            candidate.year is not None and candidate.day is not None for candidate in signs.expressions
        )
        if told or not any(line.closes for line in signs.lines[:3]):
            return False
        led = bool(event.us_leads & signs.officials and event.china_leads & signs.officials)
        here = any(
            line.clues.places & event.places.keys() - CAPITALS and line.clues.meets
            for line in signs.lines[:3]
        )
        return (led and event.is_rare) or here


def _lead_weekdays(signs: Signs) -> tuple[int, ...]:
    """The weekdays told as past in the first sentence that tells of a meeting and has any: "met in Geneva on Saturday"."""
    for line in signs.lines[:_LEAD]:
        if not (line.clues.meets or line.clues.calls):
            continue
        back = next((number for number in line.expressions if looks_back(signs.expressions[number])), None)
        found = tuple(
            number
            for number in line.expressions
            for candidate in (signs.expressions[number],)
            if candidate.form is Form.WEEKDAY
            and candidate.offset is None
            and candidate.tense is not Tense.FUTURE
            and not signs.is_due[number]
            and (back is None or number < back)
        )
        if found or back is not None:  # "after the talks of last week, the ministry said on Wednesday"
            return found
    return ()


class Tenures:
    """How many of the people named held no post on a day: a count that changes on a few days only."""

    def __init__(self, officials: list[OfficialRecord]) -> None:
        self._officials = [official for official in officials if official.posts]
        turns = {post.start for official in officials for post in official.posts if post.start}
        turns |= {post.end + timedelta(1) for official in officials for post in official.posts if post.end}
        self._turns = sorted(turns)
        self._counts: dict[int, int] = {}

    def without_post(self, day: date) -> int:
        """Officials who held no known post on ``day``."""
        return self._without_post(bisect_right(self._turns, day))

    def fewest_without_post(self, first: date, last: date) -> int:
        """The same on the day from ``first`` to ``last`` on which they are fewest."""
        numbers = range(bisect_right(self._turns, first), bisect_right(self._turns, last) + 1)
        return min(map(self._without_post, numbers))

    def _without_post(self, number: int) -> int:
        """The count after the first ``number`` turns."""
        if number not in self._counts:
            day = self._turns[number - 1] if number else date.min
            self._counts[number] = sum(1 for official in self._officials if not official.posts_on(day))
        return self._counts[number]
