"""Which known events an undated article may be about, its days left aside.

The whole article counts, not the single sentence: who is named, where, under what name, for how many days.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from .dating_signs import Line, Signs
from .event_index import EventIndex, KnownEvent
from .places import CAPITALS

_HEAD = 25
"""Sentences asked what the article is about."""

_TOP = 6
"""Sentences in which an article mostly names the place of the meeting."""

_BEHIND = 3.0
"""Points by which an event may lie behind the likeliest and still be tried."""

_NEWS = 3
"""Sentences of which one tells a call if the call is the news."""

_BESIDE_CALL = 1.8
"""Most points of another event where a call is the news."""

_MOST = 14
_RARE = 3
"""Meetings up to which a leader is rare."""

_WORD = re.compile(r"[a-z]{3,}|\d+")
_COMMON_WORDS = frozenset(
    [
        "the",
        "and",
        "trade",
        "talks",
        "round",
        "call",
        "visit",
        "meeting",
        "chinese",
        "china",
        "us",
        "first",
        "second",
        "third",
        "between",
        "goods",
        "initial",
        "results",
    ]
)


def likely_events(signs: Signs, index: EventIndex) -> list[tuple[KnownEvent, float]]:
    """The events that may be meant, each with its points, the likeliest first.

    "Mnuchin and Liu … in Washington" gives every Washington round the two led; "the second round" would tell little more.
    """
    led = Counter(slug for event in index.events for slug in event.us_leads | event.china_leads)
    head = signs.lines[:_HEAD]
    scored = [(event, _likelihood(event, head, signs, led)) for event in index.events]
    if any(line.clues.calls for line in head[:_NEWS]):  # what else is told is what the call was about
        scored = [(event, points if event.is_call else min(points, _BESIDE_CALL)) for event, points in scored]
    scored = sorted(
        (pair for pair in scored if pair[1] > 0.3), key=lambda pair: (-pair[1], pair[0].record.slug)
    )
    return [pair for pair in scored if pair[1] >= scored[0][1] - _BEHIND][:_MOST]


def _likelihood(event: KnownEvent, head: tuple[Line, ...], signs: Signs, led: Counter[str]) -> float:
    if event.record.kind == "measure":
        return title_points(event, signs.top_words)
    title = title_points(event, signs.words)
    return (
        title
        + _place_points(event, head)
        + _people_points(event, signs, led)
        + _name_points(event, head, signs.beginning)
        + _kind_points(event, head, signs)
        + _length_points(event, signs)
        + _floor_points(event, signs)
    )


def _place_points(event: KnownEvent, head: tuple[Line, ...]) -> float:
    best = 0.0
    elsewhere = False
    for number, line in enumerate(head):
        for place in line.clues.places:
            if place in event.places:
                certain = 1.4 if place in CAPITALS else 2.6
                best = max(best, event.places[place] * certain * min(1.0, line.clues.weight + 0.25))
            elif number < _TOP and line.clues.meets:
                elsewhere = True
    return best if best or not elsewhere or event.is_call or not event.places else -0.8


def _people_points(event: KnownEvent, signs: Signs, led: Counter[str]) -> float:
    points = 0.0
    for leads in (event.us_leads, event.china_leads):
        named = leads & signs.officials
        if leads:
            points += 0.9 * len(named) / len(leads) if named else -1.2 if event.is_call else -0.5
        points += 1.2 if any(led[slug] <= _RARE for slug in named) else 0.0
    if event.is_call and _others_speak(event, signs):
        points -= 2.0
    return points + min(0.6, 0.2 * len(event.others & signs.officials))


def _others_speak(event: KnownEvent, signs: Signs) -> bool:
    """True if the first sentences name officials, but none of those who spoke at this call."""
    named = {official for line in signs.lines[:_NEWS] for official in line.clues.officials}
    return bool(named) and not named & (event.us_leads | event.china_leads | event.others)


def _name_points(event: KnownEvent, head: tuple[Line, ...], beginning: str) -> float:
    """Points for a name of the event, or a part of one: "phase one" of "phase one in principle"."""
    best = max(
        (
            event.phrases.get(phrase, 0.0) * 3.0 * line.clues.weight
            for line in head
            for phrase in line.clues.phrases
        ),
        default=0.0,
    )
    used = {phrase for line in head for phrase in line.clues.phrases}
    short = any(
        weight >= 1.0 and (last := _last_words(name)) and last in beginning
        for name, weight in event.phrases.items()
    )
    part = short or any(phrase != name and phrase in name for phrase in used for name in event.phrases)
    return min(max(best, 0.8 if part else 0.0), 3.5)


def _last_words(name: str) -> str:
    """The last two words of a longer name if they tell something: "economic dialogue" of "comprehensive economic dialogue"."""
    words = name.split()
    return " ".join(words[-2:]) if len(words) >= 3 and not set(words[-2:]) <= _COMMON_WORDS else ""


def _kind_points(event: KnownEvent, head: tuple[Line, ...], signs: Signs) -> float:
    kind = event.record.kind
    top = head[:_TOP]
    if event.is_call:
        return 0.8 if any(line.clues.calls for line in top) else -2.5
    points = -0.6 if any(line.clues.calls for line in top[:3]) else 0.0
    if kind in ("signing", "announcement"):
        return points + (0.5 if any(line.clues.signs for line in top[:4]) else -1.2)
    if kind == "summit":
        both = any(
            event.us_leads & line.clues.officials
            and event.china_leads & line.clues.officials
            and line.clues.meets
            for line in top[:3]
        )
        return points + (0.3 if both else -1.5)
    return points + (0.5 if kind in signs.words else 0.0)


def _length_points(event: KnownEvent, signs: Signs) -> float:
    """Points where the article counts the days: "their one-day meeting", "two days of talks"."""
    if not signs.days_long:
        return 0.0
    return 0.6 if (event.record.latest - event.record.earliest).days + 1 in signs.days_long else -0.3


def _floor_points(event: KnownEvent, signs: Signs) -> float:
    """Points for lying at the newest whole date the article tells of, a photograph's for instance."""
    if signs.floor is None:
        return 0.0
    return (
        1.2
        if -4
        <= (signs.floor - event.record.earliest).days
        <= (event.record.latest - event.record.earliest).days + 3
        else 0.0
    )


def title_points(event: KnownEvent, words: frozenset[str]) -> float:
    """Points for the words of the event's own title: "March 1 tariff increase put off"."""
    wanted = _title_words(event.record.title)
    if len(wanted) < 4:
        return 0.0
    share = len(wanted & words) / len(wanted)
    return 1.5 * share if share >= 0.75 else 0.0


@lru_cache(maxsize=4096)
def _title_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, as far as they are compared: "tarif" and "incre" of "tariff increase"."""
    words = [word for word in _WORD.findall(title.lower()) if word not in _COMMON_WORDS and len(word) < 12]
    return frozenset(word[:5] for word in words if not (word.isdigit() and len(word) == 4))
