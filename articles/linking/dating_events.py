"""Which known events an undated article may be about, its days left aside.

The whole article counts, not the single sentence: who is named, where, under what name, for how many days.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .dating_signs import Signs
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

_FIRST = frozenset(("first", "introductory", "introduced", "introducing", "maiden", "initial", "inaugural"))
_FIRST_BELOW = -0.8
"""What speaks against a first call where the beginning of the article has none of these words."""

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


@dataclass(frozen=True)
class _Lore:
    """What is known of all events, worked out once for all articles."""

    rare: frozenset[str]
    """Leaders of few meetings."""

    short_names: dict[str, tuple[str, ...]]
    """By the end of a longer name ("economic dialogue"), the events that have it."""

    firsts: frozenset[str]
    """First calls of two people, by their title or another name: "First Tai–Liu call"."""

    titles: dict[str, frozenset[str]]
    """The telling words of each event's title."""


@lru_cache(maxsize=4)
def _lore(index: EventIndex) -> _Lore:
    led = Counter(slug for event in index.events for slug in event.us_leads | event.china_leads)
    short_names = defaultdict(list)
    for event in index.events:
        for name, weight in event.phrases.items():
            if weight >= 1.0 and (last := _last_words(name)):
                short_names[last].append(event.record.slug)
    return _Lore(
        frozenset(slug for slug, times in led.items() if times <= _RARE),
        {name: tuple(slugs) for name, slugs in short_names.items()},
        frozenset(event.record.slug for event in index.events if event.is_call and _is_first(event)),
        {event.record.slug: _title_words(event.record.title) for event in index.events},
    )


def _is_first(event: KnownEvent) -> bool:
    names = (event.record.title, *event.record.aliases)
    return any(not _FIRST.isdisjoint(_WORD.findall(name.lower())) for name in names)


@lru_cache(maxsize=4096)
def _with_longer_name(phrase: str, index: EventIndex) -> frozenset[str]:
    """Events that have a name of which ``phrase`` is a part."""
    return frozenset(
        event.record.slug
        for event in index.events
        if any(phrase != name and phrase in name for name in event.phrases)
    )


class _Head:
    """The beginning of an article as it is held against every event."""

    def __init__(self, signs: Signs, index: EventIndex) -> None:
        lines = signs.lines[:_HEAD]
        self.signs = signs
        self.lore = _lore(index)
        self.places: dict[str, float] = {}
        """Each place with how well the sentence that names it speaks for the article."""
        self.phrases: dict[str, float] = {}
        """Each name of an event with the weight of its sentence."""
        for line in lines:
            clues = line.clues
            for place in clues.places:
                self.places[place] = max(self.places.get(place, 0.0), min(1.0, clues.weight + 0.25))
            for phrase in clues.phrases:
                self.phrases[phrase] = max(self.phrases.get(phrase, 0.0), clues.weight)
        top = lines[:_TOP]
        self.met_at = frozenset(place for line in top if line.clues.meets for place in line.clues.places)
        self.speakers = frozenset(official for line in top[:_NEWS] for official in line.clues.officials)
        self.calls = any(line.clues.calls and not line.clues.ahead for line in top)
        self.calls_first = any(line.clues.calls and not line.clues.ahead for line in top[:_NEWS])
        self.signs_first = any(line.clues.signs for line in top[:4])
        self.meeting = tuple(line.clues.officials for line in top[:3] if line.clues.meets)
        """The officials of each of the first sentences that tell of a meeting."""
        self.says_first = not signs.words.isdisjoint(_FIRST)
        shorts = (slugs for name, slugs in self.lore.short_names.items() if name in signs.beginning)
        self.named_in_part = frozenset(slug for slugs in shorts for slug in slugs).union(
            *(_with_longer_name(phrase, index) for phrase in self.phrases)
        )


def likely_events(signs: Signs, index: EventIndex) -> list[tuple[KnownEvent, float]]:
    """The events that may be meant, each with its points, the likeliest first.

    "Mnuchin and Liu … in Washington" gives every Washington round the two led; "the second round" would tell little more.
    """
    head = _Head(signs, index)
    scored = [(event, _likelihood(event, head)) for event in index.events]
    if head.calls_first:  # what else is told is what the call was about
        scored = [(event, points if event.is_call else min(points, _BESIDE_CALL)) for event, points in scored]
    scored = sorted(
        (pair for pair in scored if pair[1] > 0.3), key=lambda pair: (-pair[1], pair[0].record.slug)
    )
    return [pair for pair in scored if pair[1] >= scored[0][1] - _BEHIND][:_MOST]


def _likelihood(event: KnownEvent, head: _Head) -> float:
    signs, title = head.signs, head.lore.titles[event.record.slug]
    if event.record.kind == "measure":
        return title_points(title, signs.top_words)
    return (
        title_points(title, signs.words)
        + _place_points(event, head)
        + _people_points(event, head)
        + _name_points(event, head)
        + _kind_points(event, head)
        + (_length_points(event, signs) if signs.days_long else 0.0)
        + (_floor_points(event, signs.floor) if signs.floor else 0.0)
    )


def _place_points(event: KnownEvent, head: _Head) -> float:
    best = 0.0
    for place, weight in head.places.items():
        if place in event.places:
            certain = 1.4 if place in CAPITALS else 2.6
            best = max(best, event.places[place] * certain * weight)
    elsewhere = not best and not event.is_call and event.places and not head.met_at <= event.places.keys()
    return -0.8 if elsewhere else best


def _people_points(event: KnownEvent, head: _Head) -> float:
    officials, points = head.signs.officials, 0.0
    for leads in (event.us_leads, event.china_leads):
        if named := leads & officials:
            points += 0.9 * len(named) / len(leads)
            points += 0.0 if named.isdisjoint(head.lore.rare) else 1.2
        elif leads:
            points -= 1.2 if event.is_call else 0.5
    if event.is_call and _others_speak(event, head):
        points -= 2.0
    return points + min(0.6, 0.2 * len(event.others & officials)) if event.others else points


def _others_speak(event: KnownEvent, head: _Head) -> bool:
    """True if the first sentences name officials, but none of those who spoke at this call."""
    spoke = event.us_leads | event.china_leads | event.others
    return bool(head.speakers) and not head.speakers & spoke


def _name_points(event: KnownEvent, head: _Head) -> float:
    """Points for a name of the event, or a part of one: "phase one" of "phase one in principle"."""
    best = 0.8 if event.record.slug in head.named_in_part else 0.0
    for phrase, weight in head.phrases.items():
        if phrase in event.phrases:
            best = max(best, event.phrases[phrase] * 3.0 * weight)
    return min(best, 3.5)


def _last_words(name: str) -> str:
    """The last two words of a longer name if they tell something: "economic dialogue" of "comprehensive economic dialogue"."""
    words = name.split()
    return " ".join(words[-2:]) if len(words) >= 3 and not set(words[-2:]) <= _COMMON_WORDS else ""


def _kind_points(event: KnownEvent, head: _Head) -> float:
    kind = event.record.kind
    if event.is_call:
        # what is the first of its kind is hardly ever told without saying so
        untold = _FIRST_BELOW if event.record.slug in head.lore.firsts and not head.says_first else 0.0
        return (0.8 if head.calls else -2.5) + untold
    points = -0.6 if head.calls_first else 0.0
    if kind in ("signing", "announcement"):
        return points + (0.5 if head.signs_first else -1.2)
    if kind == "summit":
        both = any(event.us_leads & named and event.china_leads & named for named in head.meeting)
        return points + (0.3 if both else -1.5)
    return points + (0.5 if kind in head.signs.words else 0.0)


def _length_points(event: KnownEvent, signs: Signs) -> float:
    """Points where the article counts the days: "their one-day meeting", "two days of talks"."""
    return 0.6 if (event.record.latest - event.record.earliest).days + 1 in signs.days_long else -0.3


def _floor_points(event: KnownEvent, floor: date) -> float:
    """Points for lying at the newest whole date the article tells of, a photograph's for instance."""
    length = (event.record.latest - event.record.earliest).days
    return 1.2 if -4 <= (floor - event.record.earliest).days <= length + 3 else 0.0


def title_points(wanted: frozenset[str], words: frozenset[str]) -> float:
    """Points for the words of the event's own title: "March 1 tariff increase put off"."""
    if len(wanted) < 4:
        return 0.0
    share = len(wanted & words) / len(wanted)
    return 1.5 * share if share >= 0.75 else 0.0


def _title_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, as far as they are compared: "tarif" and "incre" of "tariff increase"."""
    words = [word for word in _WORD.findall(title.lower()) if word not in _COMMON_WORDS and len(word) < 12]
    return frozenset(word[:5] for word in words if not (word.isdigit() and len(word) == 4))
