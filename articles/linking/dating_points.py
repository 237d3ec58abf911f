"""How well one day explains what an undated article says: points for each kind of sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles.extraction.knowledge import OfficialRecord
from articles.extraction.timexes import Candidate, Form, Tense, Unit

from .dating_background import Readings, background_points, recency_points, recollect
from .dating_fit import days_named, fit, looks_back, speaks_of, together
from .dating_signs import Line, Signs, is_fresh
from .event_index import EventIndex, KnownEvent
from .places import CAPITALS
from .reasons import days as days_in_words

_SENTENCES = 20
"""Sentences whose days are held against the event; further down the background begins."""


@dataclass(slots=True)
class Trial:
    """One day tried, for one event or for none: its points, and how much of them rests on words of time."""

    day: date
    event: KnownEvent | None
    points: float = 0.0
    fits: float = 0.0
    evidence: str = ""
    why: str = ""


class Case:
    """One article's signs with all that is the same for each day tried."""

    def __init__(self, signs: Signs, index: EventIndex, officials: list[OfficialRecord]) -> None:
        self.signs = signs
        self.index = index
        self.officials = officials
        self.recalled = recollect(signs, index)
        self._about: dict[str, list[tuple[Line, float]]] = {}

    def about(self, event: KnownEvent) -> list[tuple[Line, float]]:
        """The sentences that may speak of ``event``, with how far they do."""
        slug = event.record.slug
        if slug not in self._about:
            lines = ((line, speaks_of(line, event)) for line in self.signs.lines[:_SENTENCES])
            self._about[slug] = [(line, about) for line, about in lines if about > 0]
        return self._about[slug]

    def has_word_of_time(self, event: KnownEvent) -> bool:
        """True if a sentence about ``event`` names a day or week as seen from the day of writing."""
        return any(
            is_fresh(candidate) and candidate.unit is not Unit.MONTH and not self.signs.is_due[number]
            for line, _ in self.about(event)
            for number in line.expressions
            for candidate in (self.signs.expressions[number],)
        )


def weigh(trial: Trial, case: Case, readings: Readings) -> None:
    """Add all points to ``trial``: ``readings`` are the article's expressions read against the day tried."""
    signs = case.signs
    trial.points += _weekday_points(trial, signs, readings)
    trial.points += _printed_points(trial, signs)
    trial.points += _tenure_points(trial.day, case.officials)
    trial.points += _tense_points(trial.day, signs, readings)
    trial.points -= _lag(trial.day, signs, readings)
    trial.points -= _bare_day(trial.day, signs, readings)
    if signs.ceiling and trial.day >= signs.ceiling:
        trial.points -= 4.0
    if trial.event is None:
        trial.points -= 0.3 * abs(trial.day.year - signs.floor.year) if signs.floor else 0.0
        return
    trial.points += _event_points(trial, trial.event, case, readings)
    trial.points += _floor_points(trial.day, signs)
    trial.points += recency_points(trial.day, trial.event, case.recalled)
    points, fits = background_points(trial.event, signs, readings, case.index)
    trial.points += points
    trial.fits += fits


# ------------------------------------------------------------------------------------------------ the calendar


def _weekday_points(trial: Trial, signs: Signs, readings: Readings) -> float:
    """Points for weekdays that stand beside a day of the month: "Wednesday (June 27)" fits 2018, not 2019."""
    points = 0.0
    starts = {start: number for number, start in enumerate(signs.starts)}
    for dated, weekday in signs.days_with_weekday:
        reading = readings[starts[signs.start_of(dated)]]
        if reading is None or reading.earliest is None:
            continue
        agrees = reading.earliest.weekday() == weekday
        points += 1.5 if agrees else -3.0
        if agrees and trial.event is None and not trial.evidence:
            trial.evidence = dated.text
            trial.why = f"“{dated.text}” is a {reading.earliest:%A} in {reading.earliest.year}"
    return max(-6.0, min(points, 4.0))


def _printed_points(trial: Trial, signs: Signs) -> float:
    """Points for the day in the dateline or stamp, and for the newest message quoted."""
    points = 0.0
    if signs.printed:
        same = (trial.day.month, trial.day.day) == (signs.printed.month, signs.printed.day)
        points += 5.0 if same else -5.0
        if same:
            trial.fits += 2.0
            trial.evidence, trial.why = signs.printed.text, f"It is marked “{signs.printed.text}”"
    if signs.newest_post:
        gap = (trial.day - signs.newest_post).days
        points += 4.5 - gap if 0 <= gap <= 2 else -3.0
        if 0 <= gap <= 2:
            trial.fits += 1.0
            trial.evidence = trial.evidence or signs.newest_post_text
            trial.why = (
                trial.why
                or f"The newest message it quotes is of {days_in_words(signs.newest_post, signs.newest_post)}"
            )
    return points


def _tenure_points(day: date, officials: list[OfficialRecord]) -> float:
    """Points against days on which people named held no post."""
    return -1.0 * min(sum(1 for official in officials if official.posts and not official.posts_on(day)), 4)


def _tense_points(day: date, signs: Signs, readings: Readings) -> float:
    """Points against days on which what is told as past would lie ahead, or what is expected would be long off or over."""
    points = 0.0
    for candidate, reading, due in zip(signs.expressions, readings, signs.is_due, strict=True):
        if reading is None or reading.earliest is None or reading.latest is None:
            continue
        if candidate.form in (Form.DAY, Form.DAYS):
            if candidate.tense is Tense.PAST and not due:
                points -= 0.5 if reading.latest > day else 0.0
            elif candidate.tense is Tense.FUTURE or due:
                points -= 1.5 if reading.latest < day else 0.9 if reading.earliest <= day else 0.0
                points -= 0.8 if (reading.earliest - day).days > 150 else 0.0
            points -= 0.5 if candidate.year is None and (day - reading.latest).days > 300 else 0.0
        elif due and candidate.form is Form.MONTH and reading.latest < day:
            points -= 0.8
    return max(points, -3.0)


def _lag(day: date, signs: Signs, readings: Readings) -> float:
    """What speaks against a day because its news would be old: weekdays told as past should be the last few."""
    gaps = [
        min(6, (day - reading.latest).days)
        for candidate, reading in zip(signs.expressions, readings, strict=True)
        if candidate.form is Form.WEEKDAY
        and candidate.offset is None
        and candidate.tense is not Tense.FUTURE
        and reading
        and reading.latest
        and reading.latest <= day
    ]
    return 0.5 * sum(gaps) / len(gaps) if gaps else 0.0


_TOO_SOON = {1: 0.9, 2: 0.7, 3: 0.35, 4: 0.3, 5: 0.15}
"""What speaks against a bare "July 19" so many days ahead: it would rather be called by its weekday, or "tomorrow"."""


def _bare_day(day: date, signs: Signs, readings: Readings) -> float:
    """What speaks against a day because an announced day would then have another name.

    "July 19" is rarely printed in the same week, "Wednesday, July 19" rarely more than a week before.
    """
    if any(candidate.unit is Unit.WEEK and candidate.offset == 0 for candidate in signs.expressions):
        return 0.0  # "later this week, on May 17 and 18"
    beside = {dated.start for dated, _ in signs.days_with_weekday}
    against = 0.0
    for candidate, reading, due in zip(signs.expressions, readings, signs.is_due, strict=True):
        is_day = (
            candidate.form in (Form.DAY, Form.DAYS)
            and candidate.year is None
            and candidate.tense is Tense.FUTURE
        )
        if not is_day or due or reading is None or reading.earliest is None:
            continue
        gap = (reading.earliest - day).days
        against = max(
            against, (0.5 if gap > 7 else 0.0) if candidate.start in beside else _TOO_SOON.get(gap, 0.0)
        )
    return against


# ------------------------------------------------------------------------------------------------ the event


def _event_points(trial: Trial, event: KnownEvent, case: Case, readings: Readings) -> float:
    """Points for expressions that name the days of the event, in sentences that speak of it."""
    signs, first, last = case.signs, event.record.earliest, event.record.latest
    points = best = 0.0
    named: set[date] = set()
    words: list[Candidate] = []
    for line, about in case.about(event):
        gains = [fit(signs, number, readings[number], line, event) for number in line.expressions]
        points += about * line.clues.weight * together(gains)
        named |= days_named(line, readings)
        top = max(gains, default=0.0)
        if top > 0 and is_fresh(candidate := signs.expressions[line.expressions[gains.index(top)]]):
            best = max(best, top)
            words += [candidate] if top >= 0.8 else []
    points += 0.6 if last > first and {first, last} <= named else 0.0
    arrived = any(line.arrived and line.clues.places & event.places.keys() for line, _ in case.about(event))
    points -= 1.0 if arrived and trial.day < first else 0.0
    if trial.day <= last and any(looks_back(candidate) for candidate in words):
        points -= 2.0  # what was last week is over
    trial.fits += best
    _note(trial, event, words, has_arrived=arrived)
    if not case.has_word_of_time(event):
        points += _without_words_of_time(trial, event, signs)
    return min(points, 6.0) + _nearness(trial.day, case, event, words)


def _floor_points(day: date, signs: Signs) -> float:
    """Points for writing soon after the newest whole date told of: a photograph's is mostly a day or two old."""
    gap = (day - signs.floor).days if signs.floor else 99
    return 1.0 if gap <= 3 else 0.5 if gap <= 7 else 0.0


def _note(trial: Trial, event: KnownEvent, words: list[Candidate], *, has_arrived: bool) -> None:
    """Keep for people what the day rests on: "It tells of “…” (17–18 May 2018) with the words “Thursday” and “Friday”"."""
    if trial.evidence or not words:
        return
    trial.evidence = words[0].text
    texts = [f"“{text}”" for text in dict.fromkeys(candidate.text for candidate in words)][:3]
    listed = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
    is_ahead = trial.day < event.record.latest and any(candidate.tense is Tense.FUTURE for candidate in words)
    way = "looks ahead to" if is_ahead else "tells of"
    days = days_in_words(event.record.earliest, event.record.latest)
    trial.why = f"It {way} “{event.record.title}” ({days}), which fits the words {listed}"
    if is_ahead and has_arrived:
        trial.why += ", and says that the guests have arrived"


def _without_words_of_time(trial: Trial, event: KnownEvent, signs: Signs) -> float:
    """Points for a text that only its people, its place or a term ahead can date: the days right after the meeting.

    A text that prints the event's own day with the year is a record and may be of any later time.
    """
    told = any(candidate.year is not None and candidate.day is not None for candidate in signs.expressions)
    led = bool(event.us_leads & signs.officials and event.china_leads & signs.officials)
    here = any(
        line.clues.places & event.places.keys() - CAPITALS and line.clues.meets for line in signs.lines[:3]
    )
    closed = any(line.closes for line in signs.lines[:3])
    term = signs.ceiling is not None and 0 < (signs.ceiling - trial.day).days <= 30
    over = 0 <= (trial.day - event.record.latest).days <= 2
    if not over or not (term or (not told and closed and ((led and event.is_rare) or here))):
        return 0.0
    trial.fits += 1.0
    days = days_in_words(event.record.earliest, event.record.latest)
    trial.why = trial.why or f"It reports the outcome of “{event.record.title}” ({days}) as news"
    return 2.0


def _nearness(day: date, case: Case, event: KnownEvent, words: list[Candidate]) -> float:
    """Points for writing close to the event, on the side of it that the first sentences speak from.

    Where the words themselves say how long ago it was ("last week"), closeness says no more.
    """
    signs, first, last = case.signs, event.record.earliest, event.record.latest
    if day > last and any(looks_back(candidate) for candidate in words):
        return 0.5
    head = [line.clues for line in signs.lines[:6] if line.clues.meets]
    ahead = sum(clues.weight for clues in head if clues.ahead and not clues.past)
    past = sum(clues.weight for clues in head if clues.past and not clues.ahead)
    gap = (day - last).days
    if day < first:
        return (0.8 if ahead > past else -1.0) - 0.02 * (first - day).days
    if gap <= 0:
        over_early = gap < 0 and any(line.closes and not line.clues.ahead for line in signs.lines[:2])
        return (0.6 if past >= ahead or day < last else 0.0) - (0.4 if over_early else 0.0)
    after = (0.7, 0.6, 0.3, 0.0)[gap - 1] if gap <= 4 else -0.3 * (gap - 4)
    points = after if past >= ahead else after - 1.0
    return max(points, -1.5) if signs.printed else points
