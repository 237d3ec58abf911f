"""How well one day explains what an undated article says of an event: points for each kind of sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.timexes import Candidate, Form, Tense
from articles.extraction.timexes.many_anchors import Days

from .dating_background import background_points, recency_points
from .dating_case import Case, EventCase
from .dating_days import DayRead, Readings
from .dating_fit import days_named, fit, says_how_long_ago, together
from .dating_signs import Signs, is_fresh
from .event_index import KnownEvent
from .reasons import days as days_in_words

CLOSE = 0.8
"""The most that closeness to an event gives."""

BOTH_ENDS = 0.8
"""What it gives if one sentence names the first and the last day: "began Wednesday and were to last through Friday"."""

LOOKING_BACK = 0.5
"""What it gives where the words themselves say how long ago the event was."""


@dataclass(slots=True)
class Trial:
    """One day tried, for one event or for none: its points, and how much of them rests on words of time."""

    day: date
    event: KnownEvent | None
    points: float = 0.0
    fits: float = 0.0
    evidence: str = ""
    why: str = ""


def weigh(trial: Trial, case: Case, read: DayRead) -> None:
    """Add all points to ``trial``: ``read`` holds the article's expressions read against the day tried."""
    signs = case.signs
    for points in read.points:
        trial.points += points
    trial.fits += _printed_fits(trial.day, signs)
    if trial.event is None:
        trial.points -= _years_since(signs.floor, trial.day)
        return
    about = case.about(trial.event)
    trial.points += _event_points(trial, trial.event, case, about, read.readings)
    trial.points += floor_points(trial.day, signs)
    trial.points += recency_points(trial.day, about.background)
    points, fits = background_points(about.background, read.readings)
    trial.points += points
    trial.fits += fits


def _years_since(floor: date | None, day: date) -> float:
    """What speaks against a day that only the calendar tells: years since the newest whole date."""
    years = day.year - floor.year if floor else 0
    return 0.2 + 0.1 * years if years > 0 else 0.0


def _is_printed(day: date, signs: Signs) -> bool:
    return signs.printed is not None and (day.month, day.day) == (signs.printed.month, signs.printed.day)


def _is_of_newest_post(day: date, signs: Signs) -> bool:
    return signs.newest_post is not None and 0 <= (day - signs.newest_post).days <= 2


def _is_day_of_release(day: date, signs: Signs) -> bool:
    """True for the newest day told of by a readout, and the next: it is given out at once."""
    return signs.is_release and signs.floor is not None and 0 <= (day - signs.floor).days <= 1


def _printed_fits(day: date, signs: Signs) -> float:
    fits = (2.0 if _is_printed(day, signs) else 0.0) + (1.0 if _is_of_newest_post(day, signs) else 0.0)
    return fits + (1.0 if _is_day_of_release(day, signs) else 0.0)


def _event_points(trial: Trial, event: KnownEvent, case: Case, about: EventCase, readings: Readings) -> float:
    """Points for expressions that name the days of the event, and for writing close to it."""
    day = trial.day
    points, best, words = _days_points(day, event, case, about, readings)
    is_past = any(says_how_long_ago(candidate) for candidate in words)
    points -= 1.0 if about.has_arrived and day < event.record.earliest else 0.0
    points += _lead_points(day, event, case, readings)
    points -= 2.0 if day <= event.record.latest and is_past else 0.0  # what was last week is over
    trial.fits += best
    if is_told_at_once(day, event, case, about):
        points += 2.0
        trial.fits += 1.0
    return min(points, 6.0) + nearness(day, case, event, looks_back=is_past)


def _is_announced(candidate: Candidate, day: date, event: KnownEvent, reading: Days | None) -> bool:
    """True if the words put an event ahead that is not ahead on ``day``: "is due in October" is not said after the visit."""
    if candidate.tense is not Tense.FUTURE or reading is None:
        return False
    named = reading[0] <= event.record.latest and event.record.earliest <= reading[1]
    begun = event.record.earliest if candidate.form is Form.MONTH else event.record.latest + timedelta(1)
    return named and day >= begun


def _lead_points(day: date, event: KnownEvent, case: Case, readings: Readings) -> float:
    """Points for the weekday of the first report: on "spoke by phone on Tuesday" they spoke, or the day after it was told."""
    found = [reading for number in case.lead_weekdays if (reading := readings[number])]
    if not found or day < event.record.earliest:
        return 0.0
    agrees = any(
        first <= event.record.latest + timedelta(1) and last >= event.record.earliest for first, last in found
    )
    return 0.8 if agrees else -2.5


def _days_points(
    day: date, event: KnownEvent, case: Case, about: EventCase, readings: Readings
) -> tuple[float, float, list[Candidate]]:
    """Points of the sentences that speak of the event, those of the best word of time, and all such words that fit."""
    expressions = case.signs.expressions
    points = best = 0.0
    named: set[date] = set()
    ends = {event.record.earliest, event.record.latest}
    at_once = False
    words: list[Candidate] = []
    for line, share in about.dated:
        gains = [
            -1.5
            if _is_announced(expressions[number], day, event, readings[number])
            else fit(case.signs, number, readings[number], line, event)
            for number in line.expressions
        ]
        points += share * line.clues.weight * together(gains)
        told = days_named(line, readings)
        at_once = at_once or ends <= told
        named |= told
        top = max(gains)
        if top > 0 and is_fresh(candidate := expressions[line.expressions[gains.index(top)]]):
            best = max(best, top)
            words += [candidate] if top >= 0.8 else []
    if len(ends) == 2 and ends <= named:
        points += BOTH_ENDS if at_once else 0.6
    return points, best, words


def floor_points(day: date, signs: Signs) -> float:
    """Points for writing soon after the newest whole date told of: a photograph's is mostly a day or two old."""
    gap = (day - signs.floor).days if signs.floor else 99
    return 1.0 if gap <= 3 else 0.5 if gap <= 7 else 0.0


def is_told_at_once(day: date, event: KnownEvent, case: Case, about: EventCase) -> bool:
    """True on the days right after the meeting for a text that only its people, its place or a term ahead can date."""
    if about.has_word_of_time or not 0 <= (day - event.record.latest).days <= 2:
        return False
    ceiling = case.signs.ceiling
    return about.is_told_plainly or (ceiling is not None and 0 < (ceiling - day).days <= 30)


def nearness(day: date, case: Case, event: KnownEvent, *, looks_back: bool) -> float:
    """Points for writing close to the event, on the side of it that the first sentences speak from.

    Where the words themselves say how long ago it was ("last week"), closeness says no more.
    """
    first, last = event.record.earliest, event.record.latest
    if day > last and looks_back:
        return LOOKING_BACK
    gap = (day - last).days
    is_ahead = case.ahead > case.past and not event.is_call  # calls are seldom announced
    if day < first:
        return (CLOSE if is_ahead else -1.0) - 0.02 * (first - day).days
    if gap <= 0:
        over_early = gap < 0 and case.is_over
        return (0.6 if not is_ahead or day < last else 0.0) - (0.4 if over_early else 0.0)
    after = (0.7, 0.6, 0.3, 0.0)[gap - 1] if gap <= 4 else -0.3 * (gap - 4)
    points = after - 1.0 if is_ahead else after
    return max(points, -1.5) if case.signs.printed else points


# ------------------------------------------------------------------------------------------------ for people


def explain(trial: Trial, case: Case, read: DayRead) -> None:
    """Say in ``trial`` what its day rests on, for the people who see it."""
    signs, event = case.signs, trial.event
    if event is None and read.weekday_named:
        dated, day = read.weekday_named
        trial.evidence, trial.why = dated.text, f"“{dated.text}” is a {day:%A} in {day.year}"
    if signs.printed and _is_printed(trial.day, signs):
        trial.evidence, trial.why = signs.printed.text, f"It is marked “{signs.printed.text}”"
    if signs.newest_post and _is_of_newest_post(trial.day, signs):
        days = days_in_words(signs.newest_post, signs.newest_post)
        trial.evidence = trial.evidence or signs.newest_post_text
        trial.why = trial.why or f"The newest message it quotes is of {days}"
    if event is not None:
        about = case.about(event)
        words = _days_points(trial.day, event, case, about, read.readings)[2]
        _note(trial, event, words, has_arrived=about.has_arrived)
        if is_told_at_once(trial.day, event, case, about):
            days = days_in_words(event.record.earliest, event.record.latest)
            trial.why = trial.why or f"It reports the outcome of “{event.record.title}” ({days}) as news"
        if not trial.why and signs.floor and _is_day_of_release(trial.day, signs):
            trial.why = f"It is a release on what took place on {days_in_words(signs.floor, signs.floor)}"
        if not trial.why:
            days = days_in_words(event.record.earliest, event.record.latest)
            trial.why = f"What it tells and recalls fits the days of “{event.record.title}” ({days})"


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
