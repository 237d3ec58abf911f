"""What an undated article recalls: events that must lie where it puts them, seen from the day tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.extraction.stamps import MONTHS
from articles.extraction.timexes import Candidate, Form, Unit
from articles.extraction.timexes.many_anchors import Days

from .dating_signs import Line, Signs
from .event_index import EventIndex, KnownEvent
from .name_patterns import any_of
from .places import CAPITALS
from .side_words import THIRD_PARTIES

FRESH = 200
"""Days for which an event is still spoken of as news."""

_SOON = 60
"""Days within which "since the truce" is mostly said."""

_LEAD = 12
"""Sentences that tell what the news came after."""

_FEW = 4
"""Events up to which a name tells something."""

_PACT = r"\b(?:deal|agreement|accord|pact)\b"
_OTHERS = any_of(word.lower() for words in THIRD_PARTIES.values() for word in words.split())
_OUR_PACT = re.compile(rf"{_PACT}(?!(?: \w+){{0,3}} (?:with|between) (?:the )?{_OTHERS}\b)")
"""A deal, but not "the deal with Canada and Mexico"."""

_OF_TRADE = re.compile(r"\btrade\b|\bphase (?:one|1)\b")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z]{3,}|\d+")

Readings = tuple[Days | None, ...]


@dataclass(frozen=True, slots=True)
class Recollections:
    """The events an article names in passing: by place or name, by a name with a figure, by the figures of a measure."""

    named: tuple[tuple[KnownEvent, ...], ...]
    by_figure: tuple[KnownEvent, ...]
    measures: tuple[KnownEvent, ...]
    before: tuple[tuple[KnownEvent, ...], ...]
    """The events of each name that the first sentences set before the news: "the first call since the Osaka truce"."""

    memories: tuple[Memory, ...]


def recollect(signs: Signs, index: EventIndex) -> Recollections:
    """What ``signs`` recall, found once for all days tried: "the Osaka truce", "the 100-day plan", "from 10% to 25%"."""
    names = {
        name
        for line in signs.lines[:40]
        for name in line.clues.places | line.clues.phrases | line.recalled
        if name not in CAPITALS
    }
    named = [_named(name, index) for name in sorted(names)]
    with_figures, measured = _figures(index)
    by_figure = [event for event, names in with_figures if any(name <= signs.words for name in names)]
    measures = [event for event, figures in measured if figures <= signs.words]
    return Recollections(
        tuple(events for events in named if events),
        tuple(by_figure),
        tuple(measures),
        tuple(_named(name, index) for name in _set_before(signs)),
        tuple(
            _memory(number, signs.expressions[number], line, index)
            for line in signs.lines[:30]
            for number in (*line.expressions, *line.beside)
            if not signs.is_due[number] and _may_recall(signs.expressions[number])
        ),
    )


_Figured = tuple[tuple[KnownEvent, tuple[frozenset[str], ...]], ...]
_Measured = tuple[tuple[KnownEvent, frozenset[str]], ...]


@lru_cache(maxsize=4)
def _figures(index: EventIndex) -> tuple[_Figured, _Measured]:
    """Events that go by a name with a figure ("100-day plan"), with its words, and measures with the figures of their title."""
    named = ((event, tuple(filter(None, map(_telling_parts, event.phrases)))) for event in index.events)
    measured = (
        (event, frozenset(figure for figure in _NUMBER.findall(event.record.title) if len(figure) < 4))
        for event in index.events
        if event.record.kind == "measure"
    )
    return (
        tuple((event, names) for event, names in named if names),
        tuple((event, figures) for event, figures in measured if len(figures) >= 2),
    )


def _telling_parts(name: str) -> frozenset[str]:
    """The words of a name with a figure, as far as they are compared, none for other names.

    "100-day plan" is told by "the 100-day economic plan". A day of the month is no such figure: "the March 1 deadline"
    is named before it as well.
    """
    parts = _WORD.findall(name)
    if len(parts) < 3 or not any(part.isdigit() for part in parts) or any(part in MONTHS for part in parts):
        return frozenset()
    return frozenset(part[:5] for part in parts)


class Memory(NamedTuple):
    """An expression in a sentence that recalls events: "met in Osaka last month".

    Near the main event, if one of the ``places`` of the sentence is its place, the words rather name its days.
    """

    number: int
    is_shift: bool
    places: frozenset[str]
    there: tuple[KnownEvent, ...]
    """The events at the places of the sentence."""

    is_seldom: bool
    """True where few events were held there."""

    holds_events: bool
    summits: tuple[KnownEvent, ...]
    """The summits, if the sentence tells of the leaders or their summit."""

    def beside(self, main: KnownEvent) -> Memory:
        """The same without the main event."""
        if main not in self.there and main not in self.summits:
            return self
        return self._replace(
            there=tuple(event for event in self.there if event is not main),
            summits=tuple(event for event in self.summits if event is not main),
        )


@dataclass(frozen=True, slots=True)
class Background:
    """What the article recalls beside ``main``: last days of events named in passing, and words that say when they were."""

    main: KnownEvent
    named: tuple[tuple[date, ...], ...]
    by_figure: tuple[date, ...]
    measures: tuple[date, ...]
    before: tuple[tuple[date, ...], ...]
    """Last days of the events that the first sentences set before the news: "the first call since the Osaka truce"."""

    memories: tuple[Memory, ...]


def background_of(main: KnownEvent, recalled: Recollections) -> Background:
    """The background of an article about ``main``, found once for all days tried."""
    named = (_last_days(events, main) for events in recalled.named)
    return Background(
        main,
        tuple(days for days in named if days and len(days) <= _FEW),
        _last_days(recalled.by_figure, main),
        _last_days(recalled.measures, main),
        tuple(days for events in recalled.before if (days := _last_days(events, main))),
        tuple(
            memory
            for memory in (memory.beside(main) for memory in recalled.memories)
            if memory.there or memory.summits
        ),
    )


def _set_before(signs: Signs) -> list[str]:
    return sorted({name for line in signs.lines[:_LEAD] for name in line.recalled} - CAPITALS)


def _named(name: str, index: EventIndex) -> tuple[KnownEvent, ...]:
    return index.by_place.get(name, ()) or index.by_phrase.get(name, ())


def _last_days(events: tuple[KnownEvent, ...], main: KnownEvent) -> tuple[date, ...]:
    return tuple(event.record.latest for event in events if event is not main)


def _may_recall(candidate: Candidate) -> bool:
    """Not for a bare "Thursday", which is mostly the day of the words."""
    return candidate.year is None and (candidate.form is not Form.WEEKDAY or candidate.offset is not None)


def _memory(number: int, candidate: Candidate, line: Line, index: EventIndex) -> Memory:
    """The events a sentence may recall: at a place it names, or of the two presidents if it names both or their summit."""
    known = [
        event
        for place in line.clues.places | line.recalled
        for event in index.by_place.get(place, ())
        if not event.is_call and event.record.kind != "measure"
    ]
    known += _signings(line, index)
    return Memory(
        number,
        candidate.form is Form.SHIFT and candidate.unit is not Unit.YEAR,
        line.clues.places,
        tuple(known),
        len(known) <= 2 * _FEW,
        bool(known),
        tuple(_summits(line, index)) if line.clues.meets else (),
    )


def _signings(line: Line, index: EventIndex) -> list[KnownEvent]:
    """The signings of "the first call since the trade deal was signed in January", or of a deal told with who was there."""
    clues = line.clues
    if not clues.signs or not _OUR_PACT.search(clues.words):
        return []
    signings = [event for event in index.events if event.record.kind == "signing"]
    if _OF_TRADE.search(clues.words):
        return signings
    officials = clues.officials | line.recalled_officials
    names = clues.places | clues.phrases | line.recalled
    return [
        event
        for event in signings
        if (event.us_leads | event.china_leads | event.others) & officials
        or (event.places.keys() | event.phrases.keys()) & names
    ]


def _summits(line: Line, index: EventIndex) -> list[KnownEvent]:
    officials = line.clues.officials
    return [
        event
        for event in index.summits
        if line.is_summit or (event.us_leads & officials and event.china_leads & officials)
    ]


def recency_points(day: date, background: Background) -> float:
    """Points for recalling what was then fresh: the Osaka truce is named in the months after Osaka, not before."""
    points = 0.0
    for latest_days in background.named:
        gaps = [(day - latest).days for latest in latest_days]
        if any(0 <= gap <= FRESH for gap in gaps):
            points += 0.4
        elif all(gap < -20 for gap in gaps):
            points -= 0.4
    by_figure = sum(0.4 for latest in background.by_figure if 0 <= (day - latest).days <= FRESH)
    by_figure += sum(0.8 for latest in background.measures if 0 <= (day - latest).days <= 3)
    return max(-0.8, min(points, 0.8)) + min(by_figure, 0.8) + _points_of_before(day, background)


def _points_of_before(day: date, background: Background) -> float:
    """Points for lying in the weeks after what the news came after, and against lying before it."""
    points = 0.0
    for latest_days in background.before:
        gaps = [(day - latest).days for latest in latest_days]
        if all(gap < 0 for gap in gaps):
            points -= 2.0
        elif len(gaps) <= _FEW and any(0 <= gap <= _SOON for gap in gaps):
            points += 0.6
    return max(-2.0, min(points, 0.6))


def background_points(background: Background, readings: Readings) -> tuple[float, float]:
    """Points for events recalled where the article puts them ("met in Osaka last month" fits July 2019).

    The second number is what of it rests on words that only the day of writing explains.
    """
    points = fits = 0.0
    for memory in background.memories:
        reading = readings[memory.number]
        known = _recalled(memory, reading, background.main) if reading else ()
        if reading is None or not known:
            continue
        agrees = any(_overlap(event, *reading) for event in known)
        points += 0.7 if agrees else -0.4
        fits += 0.5 if agrees and memory.is_shift else 0.0
    return max(-1.0, min(points, 2.1)), fits


def _overlap(event: KnownEvent, first: date, last: date) -> bool:
    return event.record.earliest <= last and first <= event.record.latest


def _recalled(memory: Memory, reading: Days, main: KnownEvent) -> tuple[KnownEvent, ...]:
    """The events that a sentence recalls if its words name these days; none where they rather name those of the main event.

    A place of many meetings tells something only with a week or month beside it.
    """
    if not main.places.keys().isdisjoint(memory.places) and _overlap(main, *reading):
        return ()
    if memory.holds_events and (memory.is_seldom or (reading[1] - reading[0]).days <= 31):
        return memory.there
    return memory.summits
