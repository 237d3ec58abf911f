"""Which events the filters leave, and how many each other choice would leave. Pure counting over light rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import NamedTuple

from django.utils.text import slugify

from articles.models import Event, Official, Participation, ReviewState, Topic

from .filters import Filters


class Row(NamedTuple):
    """What filtering needs to know of an event. A tuple: ten thousand are made for every view."""

    pk: int
    kind: str
    month: str
    """``2018-05``; ``2018`` where only the year is known; empty if the event is undated."""
    on_record: frozenset[str]
    is_disputed: bool
    has_words: bool
    officials: frozenset[str]
    topics: frozenset[str]
    present: frozenset[str] = frozenset()
    """The sides whose officials took part."""
    places: tuple[str, ...] = ()
    """Slugs of city and country."""
    status: str = ""
    outcome: str = ""
    confidence: str = ""
    earliest: date | None = None
    latest: date | None = None
    is_reviewed: bool = True
    article_count: int = 0
    """Accepted sources; not counted as of a day in the past."""

    @property
    def year(self) -> str:
        """``2018``, or an empty string."""
        return self.month[:4]


PREDICATES: dict[str, Callable[[Row, Filters], bool]] = {
    "q": lambda row, filters: row.has_words,
    "year": lambda row, filters: row.year == filters.year,
    "month": lambda row, filters: row.month == filters.month,
    "side": lambda row, filters: (
        {"us", "china"} <= row.on_record if filters.side == "both" else filters.side in row.on_record
    ),
    "kind": lambda row, filters: row.kind in filters.kind,
    "official": lambda row, filters: filters.official in row.officials,
    "topic": lambda row, filters: filters.topic in row.topics,
    "present": lambda row, filters: (
        {"us", "china"} <= row.present if filters.present == "both" else filters.present in row.present
    ),
    "place": lambda row, filters: filters.place in row.places,
    "status": lambda row, filters: row.status == filters.status,
    "outcome": lambda row, filters: row.outcome == filters.outcome,
    "confidence": lambda row, filters: row.confidence == filters.confidence,
    "first": lambda row, filters: row.latest is not None and row.latest >= filters.span[0],
    "last": lambda row, filters: row.earliest is not None and row.earliest <= filters.span[1],
    "unreviewed": lambda row, filters: not row.is_reviewed,
    "measures": lambda row, filters: row.kind != Event.Kind.MEASURE,
    "disputed": lambda row, filters: row.is_disputed,
}


@dataclass(slots=True)
class Facets:
    """The rows the filters leave, in order, and the counts beside each choice."""

    shown: list[Row] = field(default_factory=list)
    without: dict[str, list[Row]] = field(default_factory=dict)
    """For each active filter: the rows that dropping it would leave."""
    alone: Counter[str] = field(default_factory=Counter)
    """For each active filter: how many rows it would leave if it were the only one."""
    period: list[Row] = field(default_factory=list)
    """The rows that dropping year, month and span would leave: what the strip draws."""

    def rows_for(self, name: str) -> list[Row]:
        """The rows among which the choices of the filter ``name`` are counted."""
        return self.without.get(name, self.shown)

    def counts(self, name: str, values_of: Callable[[Row], Iterable[str]]) -> Counter[str]:
        """How many rows each value of a filter would leave."""
        return Counter(value for row in self.rows_for(name) for value in values_of(row))


PERIOD = {"year", "month", "first", "last"}


def count_facets(rows: Iterable[Row], filters: Filters) -> Facets:
    """One pass: a row counts for a filter's choices if it fails no other filter."""
    active = [(name, PREDICATES[name]) for name in filters.active]
    facets = Facets(without={name: [] for name, _ in active})
    for row in rows:
        failed = {name for name, passes in active if not passes(row, filters)}
        if not failed:
            facets.shown.append(row)
        if failed <= PERIOD:
            facets.period.append(row)
        facets.alone.update(name for name, _ in active if name not in failed)
        for name, _ in active:
            if failed <= (PERIOD if name in PERIOD else {name}):
                facets.without[name].append(row)
    return facets


@dataclass(frozen=True, slots=True)
class EventIndex:
    """Light rows of all events that may be shown, oldest first, and the names of officials and topics in them."""

    rows: tuple[Row, ...]
    officials: dict[str, tuple[str, str, str]]
    """Slug → name, side, and name in Chinese."""
    topics: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)
    """Slug → name of each country and city."""


def load_index(filters: Filters) -> EventIndex:
    """Four queries, however many events: officials, who took part, topics, and the events themselves."""
    officials, taking_part = _participants()
    topics, about = _topics()
    events = (
        Event.objects.shown(unreviewed=bool(filters.unreviewed))
        .known_on(filters.asof)
        .with_sides_on_record(filters.asof)
        .with_words(filters.words)
        .chronological()
        .values_list(
            "pk",
            "kind",
            "earliest",
            "granularity",
            "has_us",
            "has_joint",
            "has_china",
            "is_disputed",
            "has_words",
            "latest",
            "city",
            "country",
            "status",
            "outcome",
            "confidence",
            "state",
            "article_count",
        )
    )
    places = PlaceNames()
    rows = []
    for pk, kind, earliest, granularity, us, joint, china, is_disputed, has_words, *others in events.iterator(
        2_000
    ):
        latest, city, country, status, outcome, confidence, state, article_count = others
        present = taking_part.get(pk, ())
        rows.append(
            Row(
                pk=pk,
                kind=kind,
                month=month_of(earliest, granularity),
                on_record=ON_RECORD[us, joint, china],
                is_disputed=is_disputed,
                has_words=has_words,
                officials=frozenset(present) if present else NOTHING,
                topics=frozenset(about[pk]) if pk in about else NOTHING,
                present=frozenset([officials[slug][1] for slug in present]) if present else NOTHING,
                places=places.slugs(city, country),
                status=status,
                outcome=outcome,
                confidence=confidence,
                earliest=earliest,
                latest=latest,
                is_reviewed=state == ReviewState.ACCEPTED,
                article_count=0 if filters.asof else article_count,
            )
        )
    return EventIndex(tuple(rows), officials, topics, places.names)


class PlaceNames:
    """Slugs of the places met, each made once, and their names."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._slugs: dict[tuple[str, str], tuple[str, ...]] = {}

    def slugs(self, city: str, country: str) -> tuple[str, ...]:
        """``"San Francisco", "United States"`` → ``("san-francisco", "united-states")``."""
        if (city, country) not in self._slugs:
            found = {slugify(name): name for name in (city, country) if slugify(name)}
            self.names |= found
            self._slugs[city, country] = tuple(found)
        return self._slugs[city, country]


NOTHING: frozenset[str] = frozenset()

ON_RECORD = {
    flags: frozenset(side for side, flag in zip(("us", "joint", "china"), flags, strict=True) if flag)
    for flags in product((False, True), repeat=3)
}
"""The sides with an account, by the three flags of the query."""


def month_of(day: date | None, granularity: str) -> str:
    """``2018-05``; ``2018`` where only the year is known; empty without a day."""
    if day is None:
        return ""
    return day.isoformat()[: 4 if granularity == "year" else 7]


def _participants() -> tuple[dict[str, tuple[str, str, str]], dict[int, list[str]]]:
    # Two plain queries: joining and sorting the pairs costs three times as much at 10,000 of them.
    slugs, names, at = {}, {}, defaultdict(list)
    named = Official.objects.in_events().values_list("pk", "slug", "name", "side", "chinese_name")
    for pk, slug, name, side, chinese_name in named:
        slugs[pk] = slug
        names[slug] = (name, side, chinese_name)
    for event, official in Participation.objects.order_by().values_list("event_id", "official_id"):
        if official in slugs:
            at[event].append(slugs[official])
    return names, at


def _topics() -> tuple[dict[str, str], dict[int, list[str]]]:
    names, about = {}, defaultdict(list)
    for event, slug, name in Topic.objects.exclude(events=None).values_list("events", "slug", "name"):
        names[slug] = name
        about[event].append(slug)
    return names, about
