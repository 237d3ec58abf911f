"""The known events, arranged once for looking up by day, by place and by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.extraction.annotations import Side
from articles.extraction.knowledge import EventRecord, Knowledge

from .name_patterns import any_of
from .places import place_names, place_pattern

_COMMON = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|\d+(?:st|nd|rd|th)?|"
    r"round|rounds|talks|talk|meeting|meetings|visit|call|summit|truce|washington|beijing|level|low|mid|deputy|ministerial|vice|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|the|of|and|trade|economic|"
    r"video|phone|virtual|introductory|technical|count|chinese|about|face|to|since|phase|one|deal|agreement|us|china|working|group|tariff|tariffs|g20|apec)"
)
"""Words that many events share; a name made of nothing else does not tell one from another."""

_WORD = re.compile(r"[\w$%]+")

_RARE = 4
"""Events led by an official who leads seldom."""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event with what it is told by. ``places`` and ``phrases`` hold a weight for each name in lower case."""

    record: EventRecord
    places: dict[str, float]
    phrases: dict[str, float]
    us_leads: frozenset[str]
    china_leads: frozenset[str]
    others: frozenset[str]
    is_rare: bool
    """True if the two leads have met at few events: their names together nearly tell which."""

    is_call: bool
    """True if the two sides spoke from afar."""

    is_of_heads: bool
    """True if both sides were led by those who lead at summits: heads of state."""


@dataclass(frozen=True, eq=False)
class EventIndex:
    """All known events with one pattern for their places and one for their names. Each is only equal to itself."""

    events: tuple[KnownEvent, ...]
    summits: tuple[KnownEvent, ...]
    by_month: dict[tuple[int, int], tuple[KnownEvent, ...]]
    by_place: dict[str, tuple[KnownEvent, ...]]
    by_phrase: dict[str, tuple[KnownEvent, ...]]
    place_pattern: re.Pattern[str]
    phrase_pattern: re.Pattern[str]
    heads: frozenset[str]
    """The officials who led at summits: heads of state."""

    years: tuple[int, ...]
    """The years that events begin or end in."""

    def between(self, first: date, last: date) -> list[KnownEvent]:
        """Events that touch the days from ``first`` to ``last``, in order; an interval over two years gives none."""
        if (last - first).days > 800:
            return []
        found: dict[str, KnownEvent] = {}
        for month in _months(first, last):
            for event in self.by_month.get(month, ()):
                if event.record.earliest <= last and first <= event.record.latest:
                    found[event.record.slug] = event
        return list(found.values())


@lru_cache(maxsize=4)
def build_index(knowledge: Knowledge) -> EventIndex:
    """The index of a snapshot; the same snapshot gives the same object."""
    sides = {official.slug: official.side for official in knowledge.officials}
    shared: dict[str, int] = defaultdict(int)
    for record in knowledge.events:
        for alias in {alias.lower() for alias in record.aliases}:
            shared[alias] += 1
    led = Counter(lead for record in knowledge.events if record.kind != "measure" for lead in record.leads)
    heads = frozenset(
        lead
        for record in knowledge.events
        if record.kind == "summit"
        for lead in record.leads
        if lead in sides
    )
    events = tuple(_known(record, sides, shared, led, heads) for record in knowledge.events)
    summits = tuple(event for event in events if event.record.kind == "summit")
    by_month, by_place, by_phrase = defaultdict(list), defaultdict(list), defaultdict(list)
    for event in events:
        for month in _months(event.record.earliest, event.record.latest):
            by_month[month].append(event)
        for name in event.places:
            by_place[name].append(event)
        for phrase in event.phrases:
            by_phrase[phrase].append(event)
    return EventIndex(
        events,
        summits,
        {key: tuple(group) for key, group in by_month.items()},
        {key: tuple(group) for key, group in by_place.items()},
        {key: tuple(group) for key, group in by_phrase.items()},
        place_pattern(by_place),
        re.compile(rf"(?<!\w)(?=\S)(?:{any_of(by_phrase)})(?!\w)"),
        heads,
        tuple(sorted({day.year for event in events for day in (event.record.earliest, event.record.latest)})),
    )


def _known(
    record: EventRecord,
    sides: dict[str, Side],
    shared: dict[str, int],
    led: Counter[str],
    heads: frozenset[str],
) -> KnownEvent:
    ours = frozenset(slug for slug in record.leads if sides.get(slug) is Side.US)
    theirs = frozenset(slug for slug in record.leads if sides.get(slug) is Side.CHINA)
    return KnownEvent(
        record,
        place_names(record),
        {
            alias.lower(): _distinction(alias, shared)
            for alias in record.aliases
            if "(" not in alias and len(alias) > 3
        },
        ours,
        theirs,
        frozenset(record.participants) - frozenset(record.leads),
        bool(ours and theirs) and min(led[slug] for slug in ours | theirs) <= _RARE,
        record.kind == "phone-call" or "virtual" in record.slug,
        bool(ours & heads and theirs & heads),
    )


def _distinction(alias: str, shared: dict[str, int]) -> float:
    """How well a name tells the event: "Comprehensive Economic Dialogue" 1.0, "second round" 0.2."""
    words = _WORD.findall(alias.lower())
    common = all(_COMMON.fullmatch(word) for word in words)
    if shared[alias.lower()] > 1:
        return 0.2 if common else 0.5
    return 0.3 if common else 1.0


def _months(first: date, last: date) -> list[tuple[int, int]]:
    """The months touched: 30 April to 1 May gives (2019, 4), (2019, 5)."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [(number // 12, number % 12 + 1) for number in range(start, end + 1)]
