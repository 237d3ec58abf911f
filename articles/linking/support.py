"""What one sentence says for one event: points by day, place, people, name and kind of meeting."""

from __future__ import annotations

import re
from datetime import date, timedelta

from articles.extraction.annotations import DocumentDate, Granularity, Timex

from .clues import Clues
from .event_index import EventIndex, KnownEvent
from .name_patterns import WORD

NEAR = timedelta(days=45)
"""How far from publication an event may lie and still be what an article reports or expects."""

_TALKS = re.compile(rf"{WORD}(?:talks|negotiations|rounds?|meetings?|summit|truce|cease-?fire|met|meet)\b")
_IN_PERSON = {"round", "dialogue", "summit", "working-level", "signing"}
_DAYS = {Granularity.DAY, Granularity.RANGE}


def support_of(
    sentence: Clues, event: KnownEvent, published: DocumentDate, index: EventIndex
) -> dict[str, float]:
    """Points of one sentence for one event, by what they are for.

    "They met in Geneva on Saturday" gives the Geneva round points for day, place and meeting.
    """
    marks = {
        "date": _date_points(sentence, event),
        "place": _place_points(sentence, event),
        "people": _people_points(sentence, event),
        "name": _best(event.phrases, sentence.phrases) * 3.0,
        "kind": _kind_points(sentence, event),
    }
    if marks["date"] <= 0 and marks["place"] <= 0 and marks["people"] <= 0 and marks["name"] <= 0:
        return {}
    if not sentence.meets and marks["name"] < 3.0:
        # "The two will be in Shanghai through Wednesday" speaks of a meeting without saying so
        silent = 0.7 if marks["date"] >= 2.0 and marks["place"] > 0 else 0.3
        marks = {key: points * silent for key, points in marks.items()}
    if marks["date"] > 0 and _is_sole(sentence, event, index):
        marks["sole"] = 1.8
    # what a sentence tells by its very days and its place is looked forward to for longer
    if not _is_possible(event, published) and not (marks["date"] >= 2.0 and marks["place"] > 0):
        marks["time"] = -4.0
    return {key: points for key, points in marks.items() if points}


def _best(weights: dict[str, float], names: frozenset[str]) -> float:
    """The largest weight that one of ``names`` has."""
    return max((weights.get(name, 0.0) for name in names), default=0.0) if names else 0.0


def _date_points(sentence: Clues, event: KnownEvent) -> float:
    if not sentence.dates:
        return 0.0
    return max(
        (_fit(timex, event.record.earliest, event.record.latest) for timex in sentence.dates), default=0.0
    )


def _fit(timex: Timex, first: date, last: date) -> float:
    """How well a date names the days of an event: the very days most, a year hardly."""
    if (
        timex.earliest is None
        or timex.latest is None
        or timex.latest < first - timedelta(1)
        or timex.earliest > last + timedelta(1)
    ):
        return 0.0
    length = (timex.latest - timex.earliest).days
    if timex.latest < first or timex.earliest > last:
        return 1.0 if length <= 3 else 0.0
    if length <= 6 and timex.granularity in _DAYS:
        return 3.5 if length and timex.earliest >= first and timex.latest <= last else 3.0
    if length <= 7:
        return 2.0
    if length <= 31:
        return 1.4
    return 0.6 if length <= 366 else 0.0


def _is_sole(sentence: Clues, event: KnownEvent, index: EventIndex) -> bool:
    """True if a month named beside talks, or a week to come, holds these talks and no others.

    "since talks broke down in May"; "we will meet in person next week".
    """
    spans = [
        timex
        for timex in sentence.dates
        if timex.granularity is Granularity.MONTH
        or (timex.granularity is Granularity.WEEK and sentence.ahead)
    ]
    if not spans or not _TALKS.search(sentence.words):
        return False
    for timex in spans:
        if timex.earliest and timex.latest:
            met = [
                other
                for other in index.between(timex.earliest, timex.latest)
                if other.record.kind in _IN_PERSON and timex.earliest <= other.record.earliest
            ]
            if met == [event]:
                return True
    return False


def _place_points(sentence: Clues, event: KnownEvent) -> float:
    here = _best(event.places, sentence.places)
    if here:
        return 2.0 * here
    elsewhere = sentence.places and event.places and not event.is_call and not sentence.dateline
    return -1.0 if elsewhere else 0.0


def _people_points(sentence: Clues, event: KnownEvent) -> float:
    # "the two presidents" are less sure than their names: there is a new pair every few years
    unnamed = 1.4 if sentence.heads and event.is_of_heads else 0.0
    if not sentence.officials:
        return unnamed
    ours, theirs = event.us_leads & sentence.officials, event.china_leads & sentence.officials
    points = (2.8 if event.is_rare else 2.0) if ours and theirs else 0.8 if ours or theirs else 0.0
    return max(points, unnamed) + min(0.6, 0.3 * len(event.others & sentence.officials))


def _kind_points(sentence: Clues, event: KnownEvent) -> float:
    kind = event.record.kind
    if kind == "measure":
        return -2.0
    if event.is_call:
        return 1.2 if sentence.calls else -2.0
    points = -1.0 if sentence.calls else 0.0
    if kind in sentence.kinds:
        points += 0.5
    if kind == "signing":
        points += 1.0 if sentence.signs else -0.5
    if kind == "summit":
        both = sentence.heads or (
            event.us_leads & sentence.officials and event.china_leads & sentence.officials
        )
        points += 0.5 if both and sentence.meets else -0.8
    return points


def _is_possible(event: KnownEvent, published: DocumentDate) -> bool:
    """False for an event later than the article, unless it is near enough to be expected."""
    if published.latest is None:
        return True
    # not latest + NEAR: a page may say that it was published on the last day there is
    return event.record.earliest - published.latest <= NEAR
