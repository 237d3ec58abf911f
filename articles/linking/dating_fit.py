"""How well a time expression, read against the day tried, names the days of an event."""

from __future__ import annotations

from datetime import date

from articles.extraction.timexes import Candidate, Form, Tense, Unit
from articles.extraction.timexes.many_anchors import Days

from .dating_signs import Line, Signs
from .event_index import KnownEvent

Readings = tuple[Days | None, ...]

_SPEECH = frozenset(
    (
        "said",
        "told",
        "says",
        "announced",
        "confirmed",
        "tweeted",
        "wrote",
        "posted",
        "reported",
        "declared",
        "warned",
        "added",
        "noted",
        "stated",
        "published",
        "released",
    )
)
"""Verbs of saying: the day beside one is the day of the words, not of what they are about."""

_BEGAN = frozenset(("began", "begun", "opened", "started", "kicked"))

_SAYINGS = ("measure", "announcement", "phone-call")
"""Kinds of events that happen by being said."""


def speaks_of(line: Line, event: KnownEvent) -> float:
    """How far a sentence may be about the event: by place, leaders or name; a bare "the talks" a little."""
    clues = line.clues
    here = not event.places.keys().isdisjoint(clues.places)
    if clues.places and event.places and not here:
        return 0.0
    about = 0.6 if here else 0.0
    about += 0.0 if event.phrases.keys().isdisjoint(clues.phrases) else 0.4
    about += 0.0 if clues.officials.isdisjoint(event.us_leads) else 0.25
    about += 0.0 if clues.officials.isdisjoint(event.china_leads) else 0.25
    about += 0.4 if clues.meets or (event.is_call and clues.calls) else 0.0
    return min(about, 1.0)


def fit(signs: Signs, number: int, reading: Days | None, line: Line, event: KnownEvent) -> float:
    """Points of expression ``number`` for the days of ``event``: "ended on Wednesday" for an event of a Wednesday.

    A term ("by May 14") names no day of a meeting, and "said on Wednesday" is first of all the day of writing.
    """
    candidate = signs.expressions[number]
    if signs.is_due[number] or reading is None:
        return 0.0
    earliest, latest = reading
    first, last = event.record.earliest, event.record.latest
    if looks_back(candidate):
        return _fit_of_last(candidate, line, overlaps=earliest <= last and first <= latest)
    points = _fit_of_day(candidate, earliest, latest, line, event)
    return min(points, 0.9) if is_of_speech(candidate, line, event) else points


def is_of_speech(candidate: Candidate, line: Line, event: KnownEvent) -> bool:
    """True for "said on Wednesday", unless the event itself is something said: a call, an announcement."""
    is_saying = event.record.kind in _SAYINGS and (not event.is_call or line.clues.calls)
    return candidate.cue in _SPEECH and not is_saying


def looks_back(candidate: Candidate) -> bool:
    """True for "last week", "last month", "two weeks ago"."""
    return (
        candidate.form is Form.SHIFT
        and candidate.unit in (Unit.WEEK, Unit.MONTH)
        and (candidate.offset or 0) < 0
    )


def says_how_long_ago(candidate: Candidate) -> bool:
    """True for "last week" and for "last Saturday": the event is over, and how near it is need not be guessed."""
    is_last_weekday = candidate.form is Form.WEEKDAY and (candidate.offset or 0) < 0
    return is_last_weekday or looks_back(candidate)


def _fit_of_last(candidate: Candidate, line: Line, *, overlaps: bool) -> float:
    """ "last week" in a sentence about the meeting leaves little choice; a month leaves more."""
    if overlaps:
        return 1.6 if candidate.unit is Unit.WEEK else 0.6
    return -2.0 if line.clues.places else -0.8


def _fit_of_day(candidate: Candidate, earliest: date, latest: date, line: Line, event: KnownEvent) -> float:
    """How well a day, a few days or a week name those of the event."""
    first, last, length = event.record.earliest, event.record.latest, (latest - earliest).days
    if latest < first:
        if candidate.tense is Tense.FUTURE and length == 0 and (first - latest).days == 1:
            return 1.2  # "will leave on Monday": the journey to it
        if candidate.cue in _BEGAN and line.clues.meets:
            return -1.0  # "the sessions began Wednesday" is not said of those of Thursday
        # "confirmed Tuesday that they will meet on July 19": the past day is not the meeting's
        return 0.0 if candidate.tense is Tense.PAST and length <= 1 else -0.3
    if earliest > last:
        if candidate.tense is Tense.FUTURE and (line.clues.places or _is_end(candidate, line)):
            return -1.0
        return 0.4 if (earliest - last).days == 1 and length == 0 else -0.5
    if length > 7:
        return 0.3
    if length >= 5:
        return 1.2
    points = 2.0 + (0.5 if candidate.form in (Form.DAY, Form.DAYS) else 0.0)
    points += 1.0 if length and (earliest, latest) == (first, last) else 0.0
    return points + (
        _fit_of_turn(earliest, latest, line, event) if candidate.tense is not Tense.FUTURE else 0.0
    )


def _is_end(candidate: Candidate, line: Line) -> bool:
    """True for the last day of a meeting: "the sessions began Wednesday and were due to last through Friday"."""
    return candidate.cue in ("through", "until", "till") and line.clues.meets


def _fit_of_turn(earliest: date, latest: date, line: Line, event: KnownEvent) -> float:
    """What "opened" and "ended" add: the first day for the one, the last for the other."""
    if event.is_call:
        return 0.0  # nobody opens or ends a call; its two days are those of the two capitals
    is_first, is_last = earliest <= event.record.earliest, latest >= event.record.latest
    if (line.opens and is_first) or (line.closes and is_last):
        return 0.4
    return -0.3 if line.opens is not line.closes else 0.0


def together(gains: list[float]) -> float:
    """The points of one sentence: its best expression, less what contradicts it.

    Where one names the day well, "since the truce of last month" is about something else.
    """
    top = max(gains, default=0.0)
    if top <= 0:
        return min(gains, default=0.0)
    against = [gain for gain in gains if gain < 0]
    if top >= 1.2:
        return top + sum(0.5 * gain for gain in against if gain >= -1.0)
    return top + sum(gain if gain < -1.0 else 0.5 * gain for gain in against)


def days_named(line: Line, readings: Readings) -> set[date]:
    """First and last days of what names a day or a few of them."""
    found: set[date] = set()
    for number in line.expressions:
        reading = readings[number]
        if reading and (reading[1] - reading[0]).days <= 4:
            found.update(reading)
    return found
