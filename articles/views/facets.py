"""Which events the filters leave, and how many each other choice would leave. Pure counting over sets of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.models import Event, ReviewState

from .event_index import Bits, EventIndex
from .filters import Filters

PASSING: dict[str, Callable[[EventIndex, Filters], Bits]] = {
    "year": lambda index, filters: index.events("year", filters.year),
    "month": lambda index, filters: index.events("month", filters.month),
    "side": lambda index, filters: index.events("side", filters.side),
    "kind": lambda index, filters: _any(index, "kind", filters.kind),
    "official": lambda index, filters: index.events("official", filters.official),
    "topic": lambda index, filters: index.events("topic", filters.topic),
    "present": lambda index, filters: index.events("present", filters.present),
    "place": lambda index, filters: index.events("place", filters.place),
    "status": lambda index, filters: index.events("status", filters.status),
    "outcome": lambda index, filters: index.events("outcome", filters.outcome),
    "confidence": lambda index, filters: index.events("confidence", filters.confidence),
    "first": lambda index, filters: index.ending_from(filters.span[0]),
    "last": lambda index, filters: index.beginning_by(filters.span[1]),
    "unreviewed": lambda index, filters: index.everything & ~index.events("state", ReviewState.ACCEPTED),
    "measures": lambda index, filters: index.everything & ~index.events("kind", Event.Kind.MEASURE),
    "disputed": lambda index, filters: index.events("disputed", "1"),
}
"""The events that pass each filter; those that words find are asked of the database."""

PERIOD = {"year", "month", "first", "last"}


@dataclass(frozen=True, slots=True)
class Facets:
    """The events the filters leave, and what each other choice would leave."""

    index: EventIndex
    shown: Bits = 0
    without: dict[str, Bits] = field(default_factory=dict)
    """For each active filter: the events that dropping it would leave."""
    alone: dict[str, int] = field(default_factory=dict)
    """For each active filter: how many events it would leave if it were the only one."""
    period: Bits = 0
    """The events that dropping year, month and span would leave: what the strip draws."""

    def events_for(self, name: str) -> Bits:
        """The events among which the choices of the filter ``name`` are counted."""
        return self.without.get(name, self.shown)

    def count(self, name: str, value: str) -> int:
        """How many events one value of a filter would leave."""
        return (self.events_for(name) & self.index.events(name, value)).bit_count()

    def counts(self, name: str) -> Counter[str]:
        """How many events each value of a filter would leave."""
        among = self.events_for(name)
        return Counter(
            {
                value: count
                for value, events in self.index.sets.get(name, {}).items()
                if (count := (among & events).bit_count())
            }
        )


def count_facets(index: EventIndex, filters: Filters, found: Bits | None = None) -> Facets:
    """An event counts for a filter's choices if it fails no other filter. ``found`` are the events with the words."""
    passing = {
        name: (index.everything if found is None else found) if name == "q" else PASSING[name](index, filters)
        for name in filters.active
    }
    return Facets(
        index=index,
        shown=_all(index, passing, set()),
        without={name: _all(index, passing, PERIOD if name in PERIOD else {name}) for name in passing},
        alone={name: (index.everything & events).bit_count() for name, events in passing.items()},
        period=_all(index, passing, PERIOD),
    )


def _all(index: EventIndex, passing: dict[str, Bits], but: set[str]) -> Bits:
    left = index.everything
    for name, events in passing.items():
        if name not in but:
            left &= events
    return left


def _any(index: EventIndex, name: str, values: tuple[str, ...]) -> Bits:
    events = 0
    for value in values:
        events |= index.events(name, value)
    return events
