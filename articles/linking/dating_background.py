"""What an undated article recalls: events that must lie where it puts them, seen from the day tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from articles.extraction.annotations import Timex
from articles.extraction.stamps import MONTHS
from articles.extraction.timexes import Form, Unit

from .dating_signs import Line, Signs
from .event_index import EventIndex, KnownEvent
from .places import CAPITALS

FRESH = 200
"""Days for which an event is still spoken of as news."""

_FEW = 4
"""Events up to which a name tells something."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z]{3,}|\d+")

Readings = tuple[Timex | None, ...]


@dataclass(frozen=True, slots=True)
class Recollections:
    """The events an article names in passing: by place or name, by a name with a figure, by the figures of a measure."""

    named: tuple[tuple[KnownEvent, ...], ...]
    by_figure: tuple[KnownEvent, ...]
    measures: tuple[KnownEvent, ...]


def recollect(signs: Signs, index: EventIndex) -> Recollections:
    """What ``signs`` recall, found once for all days tried: "the Osaka truce", "the 100-day plan", "from 10% to 25%"."""
    names = {
        name
        for line in signs.lines[:40]
        for name in line.clues.places | line.clues.phrases
        if name not in CAPITALS
    }
    named = [index.by_place.get(name, ()) or index.by_phrase.get(name, ()) for name in sorted(names)]
    by_figure = [
        event for event in index.events if any(_has_all(name, signs.words) for name in event.phrases)
    ]
    measures = [
        event for event in index.events if event.record.kind == "measure" and _has_figures(event, signs.words)
    ]
    return Recollections(tuple(events for events in named if events), tuple(by_figure), tuple(measures))


def _has_all(name: str, words: frozenset[str]) -> bool:
    """True if a name with a figure in it is all among ``words``: "100-day plan" in "the 100-day economic plan".

    A day of the month is no such figure: "the March 1 deadline" is named before it as well.
    """
    parts = _WORD.findall(name)
    if len(parts) < 3 or not any(part.isdigit() for part in parts) or any(part in MONTHS for part in parts):
        return False
    return all(part[:5] in words for part in parts)


def _has_figures(event: KnownEvent, words: frozenset[str]) -> bool:
    figures = {figure for figure in _NUMBER.findall(event.record.title) if len(figure) < 4}
    return len(figures) >= 2 and figures <= words


def recency_points(day: date, main: KnownEvent, recalled: Recollections) -> float:
    """Points for recalling what was then fresh: the Osaka truce is named in the months after Osaka, not before."""
    points = 0.0
    for events in recalled.named:
        gaps = [(day - event.record.latest).days for event in events if event is not main]
        if not gaps or len(gaps) > _FEW:
            continue
        if any(0 <= gap <= FRESH for gap in gaps):
            points += 0.4
        elif all(gap < -20 for gap in gaps):
            points -= 0.4
    by_figure = sum(
        0.4
        for event in recalled.by_figure
        if event is not main and 0 <= (day - event.record.latest).days <= FRESH
    )
    by_figure += sum(
        0.8 for event in recalled.measures if event is not main and 0 <= (day - event.record.latest).days <= 3
    )
    return max(-0.8, min(points, 0.8)) + min(by_figure, 0.8)


def background_points(
    main: KnownEvent, signs: Signs, readings: Readings, index: EventIndex
) -> tuple[float, float]:
    """Points for events recalled where the article puts them ("met in Osaka last month" fits July 2019).

    The second number is what of it rests on words that only the day of writing explains.
    """
    points = fits = 0.0
    for line in signs.lines[:30]:
        for number in line.expressions:
            candidate, reading = signs.expressions[number], readings[number]
            if (
                candidate.year is not None
                or candidate.form is Form.WEEKDAY
                or signs.is_due[number]
                or reading is None
            ):
                continue
            known = _recalled(line, reading, main, index)
            if not known or reading.earliest is None or reading.latest is None:
                continue
            agrees = any(_overlap(event, reading.earliest, reading.latest) for event in known)
            points += 0.7 if agrees else -0.4
            fits += (
                0.5 if agrees and candidate.form is Form.SHIFT and candidate.unit is not Unit.YEAR else 0.0
            )
    return max(-1.0, min(points, 2.1)), fits


def _overlap(event: KnownEvent, first: date, last: date) -> bool:
    return event.record.earliest <= last and first <= event.record.latest


def _recalled(line: Line, reading: Timex, main: KnownEvent, index: EventIndex) -> list[KnownEvent]:
    """The events a sentence may recall: at a place it names, or of the two presidents if it names both or their summit.

    None where the words rather name the days of the main event. A place of many meetings tells something only with
    a week or month beside it.
    """
    if reading.earliest is None or reading.latest is None:
        return []
    places, officials = line.clues.places, line.clues.officials
    if _overlap(main, reading.earliest, reading.latest) and places & main.places.keys():
        return []
    known = [
        event
        for place in places
        for event in index.by_place.get(place, ())
        if not event.is_call and event.record.kind != "measure"
    ]
    if known and ((reading.latest - reading.earliest).days <= 31 or len(known) <= 2 * _FEW):
        return [event for event in known if event is not main]
    if not line.clues.meets:
        return []
    return [
        event
        for event in _summits(index)
        if event is not main
        and (line.is_summit or (event.us_leads & officials and event.china_leads & officials))
    ]


def _summits(index: EventIndex) -> list[KnownEvent]:
    return [event for event in index.events if event.record.kind == "summit"]
