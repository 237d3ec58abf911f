"""When an undated article was written, told from its contents.

Every day near a known event is tried: are the weekdays, "yesterday", "last month" and the days without a year
then the days of the events spoken of? The day that explains most wins; days that explain as much make an interval;
where little speaks for any day, or as much for another week, the article stays undated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.annotations import Basis, DocumentDate, Mention, Timex
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge, OfficialRecord
from articles.extraction.stamps import a_day
from articles.extraction.timexes import Candidate, Form, Tense, Unit, resolve

from .clues import Clues
from .dating_signs import Line, Signs, is_fresh, read_signs
from .event_index import EventIndex, KnownEvent, build_index
from .reasons import days as days_in_words
from .relevance import is_relevant
from .scoring import support_of

_BEFORE, _AFTER = 14, 9
"""Days before and after an event within which news of it is written."""

_MOST_EVENTS = 10
_HEAD = 25
"""Sentences asked what the article is about."""

_LEAST = 3.2
"""Points below which nothing is inferred."""

_MARGIN = 0.4
"""Points by which a day must lead all days of other weeks."""

_PLATEAU = 0.3
"""Days this close to the best are as good."""

_WIDEST = 4


@dataclass(slots=True)
class _Trial:
    """One day tried, for one event or none: its points, and the expressions that fitted best."""

    day: date
    event: KnownEvent | None
    points: float = 0.0
    fits: float = 0.0
    evidence: str = ""
    why: str = ""


def infer_date(
    body: Body, timexes: tuple[Timex, ...], mentions: tuple[Mention, ...], knowledge: Knowledge
) -> DocumentDate:
    """The day or days on which ``body`` was written, or an unknown date.

    "…opened trade talks Wednesday" with Wang Yang and Mnuchin in Washington was written on 19 July 2017, when the
    Comprehensive Economic Dialogue was held, a Wednesday.
    """
    index = build_index(knowledge)
    signs = read_signs(body, mentions, knowledge, index)
    trials = _trials(body, signs, mentions, knowledge, index)
    if not trials:
        return DocumentDate()
    trials.sort(key=lambda trial: (-trial.points, trial.day))
    best = trials[0]
    rivals = [trial.points for trial in trials if abs((trial.day - best.day).days) > _WIDEST]
    if best.points < _LEAST or best.fits <= 0 or (rivals and best.points - max(rivals) < _MARGIN):
        return DocumentDate()
    return _inferred(best, [trial for trial in trials if best.points - trial.points <= _PLATEAU])


def _inferred(best: _Trial, equals: list[_Trial]) -> DocumentDate:
    around = {trial.day for trial in equals if trial.event is best.event}
    first = last = best.day
    while first - timedelta(1) in around and (last - first).days < _WIDEST:
        first -= timedelta(1)
    while last + timedelta(1) in around and (last - first).days < _WIDEST:
        last += timedelta(1)
    when = (
        f"on {days_in_words(first, last)}"
        if first == last
        else f"on one of the days {days_in_words(first, last)}"
    )
    return DocumentDate(
        first, last, Basis.INFERRED, best.evidence or None, f"{best.why}, so it was written {when}."
    )


# ------------------------------------------------------------------------------------------------ days tried


def _trials(
    body: Body, signs: Signs, mentions: tuple[Mention, ...], knowledge: Knowledge, index: EventIndex
) -> list[_Trial]:
    relevant, _ = is_relevant(body, mentions)
    events = _likely_events(signs, index) if relevant else []
    officials = [official for official in knowledge.officials if official.slug in signs.officials]
    readings: dict[date, tuple[Timex | None, ...]] = {}
    trials = []
    for day, event, base in _days_to_try(signs, events, index):
        if signs.floor and day < signs.floor:
            continue
        if day not in readings:
            readings[day] = _read_against(body, signs, day)
        trial = _Trial(day, event, base)
        _weigh(trial, signs, readings[day], index, officials)
        trials.append(trial)
    return trials


def _read_against(body: Body, signs: Signs, day: date) -> tuple[Timex | None, ...]:
    """The expressions read against ``day``, one for each, None where the calendar has no such day."""
    by_start = {timex.start: timex for timex in resolve(body, signs.expressions, day)}
    return tuple(by_start.get(body.folded.span(c.start, c.end)[0]) for c in signs.expressions)


def _likely_events(signs: Signs, index: EventIndex) -> list[tuple[KnownEvent, float]]:
    """Events that places, people and names of the article speak for, its days left aside."""
    scored = []
    head = [line.clues for line in signs.lines[:_HEAD]]
    for event in index.events:
        if event.record.kind == "measure" or not _may_be_meant(event, signs, head):
            continue
        kinds: dict[str, float] = {}
        for clues in head:
            marks = support_of(clues, event, DocumentDate())
            for kind, points in marks.items():
                kinds[kind] = max(kinds.get(kind, -9.0), points * clues.weight)
        total = sum(kinds.values()) + _rare_leaders(event, signs, index)
        if total > 1.0:
            scored.append((event, total))
    scored.sort(key=lambda pair: (-pair[1], pair[0].record.slug))
    return [pair for pair in scored if pair[1] >= scored[0][1] - 2.5][:_MOST_EVENTS]


def _rare_leaders(event: KnownEvent, signs: Signs, index: EventIndex) -> float:
    """Points for people named who lead few meetings: Gerrish tells more than Mnuchin."""
    points = 0.0
    for slug in (event.us_leads | event.china_leads) & signs.officials:
        led = sum(1 for other in index.events if slug in other.us_leads or slug in other.china_leads)
        points += 1.2 if led <= 3 else 0.0
    return min(points, 2.0)


def _may_be_meant(event: KnownEvent, signs: Signs, head: list[Clues]) -> bool:
    leads = (event.us_leads | event.china_leads) & signs.officials
    return bool(leads) or any(
        clues.places & event.places.keys() or clues.phrases & event.phrases.keys() for clues in head
    )


def _days_to_try(
    signs: Signs, events: list[tuple[KnownEvent, float]], index: EventIndex
) -> Iterable[tuple[date, KnownEvent | None, float]]:
    for event, base in events:
        first = event.record.earliest - timedelta(_BEFORE)
        for number in range((event.record.latest - first).days + _AFTER + 1):
            yield first + timedelta(number), event, base * 0.6
        if signs.printed:
            for day in _printed_days(signs, event.record.earliest.year):
                if not -_BEFORE <= (day - event.record.latest).days <= _AFTER:
                    yield day, event, base * 0.6
    years = sorted(
        {event.record.earliest.year for event in index.events}
        | {event.record.latest.year for event in index.events}
    )
    for year in years:
        for day in _calendar_days(signs, year):
            yield day, None, 0.0


def _printed_days(signs: Signs, year: int) -> list[date]:
    printed = signs.printed
    found = [a_day(number, printed.month, printed.day) for number in (year, year + 1)] if printed else []
    return [day for day in found if day]


def _calendar_days(signs: Signs, year: int) -> set[date]:
    """Days of ``year`` that the article prints: its dateline, or "on Wednesday (June 27)" with a few days around."""
    found = set(_printed_days(signs, year)[:1])
    for candidate, following in zip(signs.expressions, (*signs.expressions[1:], None), strict=True):
        dated = (
            following
            if candidate.form is Form.WEEKDAY
            else candidate
            if candidate.weekday is not None
            else None
        )
        if (
            dated
            and dated.form is Form.DAY
            and dated.year is None
            and (day := a_day(year, dated.month or 0, dated.day or 0))
        ):
            weekday = candidate.weekday
            if weekday == day.weekday() and (dated is candidate or dated.start - candidate.end <= 3):
                found.update(
                    day + timedelta(by) for by in (range(-6, 1) if dated.tense is Tense.FUTURE else range(4))
                )
    return found


# ------------------------------------------------------------------------------------------------ weighing


def _weigh(
    trial: _Trial,
    signs: Signs,
    readings: tuple[Timex | None, ...],
    index: EventIndex,
    officials: list[OfficialRecord],
) -> None:
    trial.points += _weekday_points(trial.day, signs, readings)
    trial.points += _printed_points(trial, signs)
    trial.points += _tenure_points(trial.day, officials)
    trial.points += _bound_points(trial, signs)
    trial.points -= _lag(trial.day, signs, readings)
    if trial.event is not None:
        trial.points += _event_points(trial, trial.event, signs, readings)
        trial.points += _background_points(trial, signs, readings, index)
    elif trial.fits > 0 and not trial.why:
        trial.why = f"Its weekdays and days fit {trial.day.year} only"


def _weekday_points(day: date, signs: Signs, readings: tuple[Timex | None, ...]) -> float:
    """Points for weekdays that stand beside a day of the month: "Wednesday (June 27)" fits 2018, not 2019."""
    points = 0.0
    for number, candidate in enumerate(signs.expressions):
        dated, weekday = candidate, candidate.weekday
        if candidate.form is Form.WEEKDAY and number + 1 < len(signs.expressions):
            dated = signs.expressions[number + 1]
            if dated.start - candidate.end > 3:
                continue
            number += 1
        reading = readings[number]
        if (
            dated.form is Form.DAY
            and weekday is not None
            and dated.year is None
            and reading
            and reading.earliest
        ):
            points += 1.5 if reading.earliest.weekday() == weekday else -3.0
    return max(-6.0, min(points, 4.0))


def _printed_points(trial: _Trial, signs: Signs) -> float:
    """Points for the day in the dateline, which news is printed on or after."""
    points = 0.0
    if printed := signs.printed:
        same = (trial.day.month, trial.day.day) == (printed.month, printed.day)
        if same:
            trial.fits += 2.0
            trial.evidence, trial.why = printed.text, f"It is marked “{printed.text}”"
        points += 5.0 if same else -5.0
    if signs.newest_post:
        gap = (trial.day - signs.newest_post).days
        points += 3.0 - gap if 0 <= gap <= 2 else -3.0
        if gap == 0:
            trial.fits += 1.0
    return points


def _tenure_points(day: date, officials: list[OfficialRecord]) -> float:
    """Points against days on which people named held no post."""
    strangers = sum(1 for official in officials if official.posts and not official.posts_on(day))
    return -1.0 * min(strangers, 4)


def _bound_points(trial: _Trial, signs: Signs) -> float:
    if signs.ceiling and trial.day >= signs.ceiling:
        return -4.0
    return 0.0


def _lag(day: date, signs: Signs, readings: tuple[Timex | None, ...]) -> float:
    """What speaks against a day because its news would be old: weekdays of the past should be the last few."""
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
    soon = sum(
        0.6
        for candidate, reading in zip(signs.expressions, readings, strict=True)
        if candidate.form in (Form.DAY, Form.DAYS)
        and candidate.weekday is None
        and candidate.year is None
        and candidate.tense is Tense.FUTURE
        and reading
        and reading.earliest
        and 0 < (reading.earliest - day).days < 6
    )
    return (0.5 * sum(gaps) / len(gaps) if gaps else 0.0) + min(soon, 0.6)


def _event_points(
    trial: _Trial, event: KnownEvent, signs: Signs, readings: tuple[Timex | None, ...]
) -> float:
    """Points for expressions that name the days of the event, in sentences that speak of it."""
    first, last = event.record.earliest, event.record.latest
    points = best = 0.0
    for line in signs.lines[:20]:
        about = _speaks_of(line, event)
        if about <= 0:
            continue
        gains = [_fit(signs.expressions[n], readings[n], line, first, last) for n in line.expressions]
        top = max(gains, default=0.0)
        points += about * line.clues.weight * top
        if top > best:
            best = top
            number = line.expressions[gains.index(top)]
            _note(trial, event, signs.expressions[number])
        if line.arrived and line.clues.places & event.places.keys() and trial.day < first:
            points -= 1.0
    trial.fits += best
    return min(points, 6.0) + _nearness(trial.day, signs, first, last)


def _note(trial: _Trial, event: KnownEvent, candidate: Candidate) -> None:
    if trial.evidence:
        return
    trial.evidence = candidate.text
    way = "looks ahead to" if candidate.tense is Tense.FUTURE else "tells of"
    days = days_in_words(event.record.earliest, event.record.latest)
    trial.why = (
        f"It {way} a meeting with the words “{candidate.text}”, and {event.record.title} ({days}) fits"
    )


def _speaks_of(line: Line, event: KnownEvent) -> float:
    """How far a sentence may be about the event: by place, leaders or name; a bare "the talks" a little."""
    clues = line.clues
    if clues.places and event.places and not clues.places & event.places.keys():
        return 0.0
    about = 0.0
    if clues.places & event.places.keys():
        about += 0.6
    if clues.phrases & event.phrases.keys():
        about += 0.4
    if clues.officials & event.us_leads:
        about += 0.25
    if clues.officials & event.china_leads:
        about += 0.25
    if clues.meets or (event.is_call and clues.calls):
        about += 0.4
    return min(about, 1.0)


def _fit(candidate: Candidate, reading: Timex | None, line: Line, first: date, last: date) -> float:
    """How well an expression names the days from ``first`` to ``last``."""
    if reading is None or reading.earliest is None or reading.latest is None or not is_fresh(candidate):
        return 0.0
    length = (reading.latest - reading.earliest).days
    if reading.latest < first or reading.earliest > last:
        off = min(abs((first - reading.latest).days), abs((reading.earliest - last).days))
        return 0.4 if off == 1 and length == 0 else -0.5 if length <= 1 else -0.3
    if candidate.unit is Unit.MONTH or length > 7:
        return 0.3
    if length >= 5:
        return 1.2
    points = 2.0 + (0.5 if candidate.form in (Form.DAY, Form.DAYS) else 0.0)
    marks_an_end = (line.closes and reading.latest >= last) or (line.opens and reading.earliest <= first)
    if candidate.tense is not Tense.FUTURE and marks_an_end:
        points += 0.4
    return points


def _nearness(day: date, signs: Signs, first: date, last: date) -> float:
    """Points for writing close to the event, on the side of it that the first sentences speak from."""
    head = [line.clues for line in signs.lines[:6] if line.clues.meets]
    ahead = sum(clues.weight for clues in head if clues.ahead and not clues.past)
    past = sum(clues.weight for clues in head if clues.past and not clues.ahead)
    gap = (day - last).days
    if day < first:
        early = (first - day).days
        return (0.8 if ahead > past else -1.0) - 0.05 * early
    if gap <= 0:
        return 0.6 if past >= ahead else 0.0
    after = (0.9, 0.7, 0.3, 0.0)[gap - 1] if gap <= 4 else -0.3 * (gap - 4)
    return after if past >= ahead else after - 1.0


def _background_points(
    trial: _Trial, signs: Signs, readings: tuple[Timex | None, ...], index: EventIndex
) -> float:
    """Points for events recalled where the article puts them: "met in Osaka last month" fits July 2019."""
    points = 0.0
    for line in signs.lines[:30]:
        for number in line.expressions:
            candidate, reading = signs.expressions[number], readings[number]
            if (
                candidate.year is not None
                or reading is None
                or reading.earliest is None
                or reading.latest is None
            ):
                continue
            if (reading.latest - reading.earliest).days > 31:
                continue
            known = _recalled(line, trial.event, index)
            if not known:
                continue
            fits = any(
                event.record.earliest <= reading.latest and reading.earliest <= event.record.latest
                for event in known
            )
            points += 0.7 if fits else -0.3
    return max(-1.0, min(points, 2.1))


def _recalled(line: Line, main: KnownEvent | None, index: EventIndex) -> list[KnownEvent]:
    """The events a sentence may recall: at a place it names, or of the two presidents if it names both or their summit."""
    places, officials = line.clues.places, line.clues.officials
    known = [event for place in places for event in index.by_place.get(place, ())]
    if not known or len(known) > 8:
        known = []
        for event in index.events:
            led = bool(event.us_leads & officials and event.china_leads & officials)
            if event.record.kind == "summit" and line.clues.meets and (led or line.is_summit):
                known.append(event)
    return [event for event in known if event is not main]
