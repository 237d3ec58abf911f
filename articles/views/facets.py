"""Which events the filters leave, and how many each other choice would leave. Pure counting over light rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.models import Event, Participation, Topic
from articles.models.account import AccountSide

from .filters import Filters


@dataclass(frozen=True, slots=True)
class Row:
    """What filtering needs to know of an event."""

    pk: int
    kind: str
    month: str
    """``2018-05``; ``2018`` where only the year is known; empty if the event is undated."""
    on_record: frozenset[str]
    is_disputed: bool
    has_words: bool
    officials: frozenset[str]
    topics: frozenset[str]

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
    """The rows that dropping year and month would leave: what the strip draws."""

    def rows_for(self, name: str) -> list[Row]:
        """The rows among which the choices of the filter ``name`` are counted."""
        return self.without.get(name, self.shown)

    def counts(self, name: str, values_of: Callable[[Row], Iterable[str]]) -> Counter[str]:
        """How many rows each value of a filter would leave."""
        return Counter(value for row in self.rows_for(name) for value in values_of(row))


def count_facets(rows: Iterable[Row], filters: Filters) -> Facets:
    """One pass: a row counts for a filter's choices if it fails no other filter."""
    active = [(name, PREDICATES[name]) for name in filters.active]
    facets = Facets(without={name: [] for name, _ in active})
    for row in rows:
        failed = {name for name, passes in active if not passes(row, filters)}
        if not failed:
            facets.shown.append(row)
        if failed <= {"year", "month"}:
            facets.period.append(row)
        facets.alone.update(name for name, _ in active if name not in failed)
        for name, _ in active:
            if failed <= {name} or (name == "month" and failed <= {"year", "month"}):
                facets.without[name].append(row)
    return facets


@dataclass(frozen=True, slots=True)
class EventIndex:
    """Light rows of all events that may be shown, oldest first, and the names of officials and topics in them."""

    rows: tuple[Row, ...]
    officials: dict[str, tuple[str, str]]
    """Slug → name and side."""
    topics: dict[str, str]


def load_index(filters: Filters) -> EventIndex:
    """Three queries, however many events: events, who took part, and topics (one more when words are searched)."""
    events = Event.objects.shown(unreviewed=bool(filters.unreviewed))
    officials, taking_part = _participants()
    topics, about = _topics()
    hits = set(events.containing_words(filters.words).values_list("pk", flat=True)) if filters.words else None
    values = (
        events.with_sides_on_record()
        .chronological()
        .values("pk", "kind", "earliest", "granularity", "is_disputed", "has_us", "has_joint", "has_china")
    )
    rows = tuple(
        Row(
            pk=event["pk"],
            kind=event["kind"],
            month=month_of(event["earliest"], event["granularity"]),
            on_record=frozenset(side for side in AccountSide.values if event[f"has_{side}"]),
            is_disputed=event["is_disputed"],
            has_words=hits is None or event["pk"] in hits,
            officials=frozenset(taking_part.get(event["pk"], ())),
            topics=frozenset(about.get(event["pk"], ())),
        )
        for event in values
    )
    return EventIndex(rows, officials, topics)


def month_of(day, granularity: str) -> str:
    """``2018-05``; ``2018`` where only the year is known; empty without a day."""
    if day is None:
        return ""
    return f"{day:%Y}" if granularity == "year" else f"{day:%Y-%m}"


def _participants():
    names, at = {}, {}
    pairs = Participation.objects.filter(official__state="accepted").values_list(
        "event_id", "official__slug", "official__name", "official__side"
    )
    for event, slug, name, side in pairs.order_by("official__family_name", "official__given_name"):
        names[slug] = (name, side)
        at.setdefault(event, []).append(slug)
    return names, at


def _topics():
    names, about = {}, {}
    for event, slug, name in Topic.objects.exclude(events=None).values_list("events", "slug", "name"):
        names[slug] = name
        about.setdefault(event, []).append(slug)
    return names, about
