"""The choices of the filter form, each with the number of events it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Event

from . import glossary
from .event_index import EventIndex
from .facets import Facets
from .filters import PRESENT, REVIEW, SIDES, Filters
from .language import first_name

TOPICS_SHOWN = 15
PLACES_SHOWN = 20
OFFICIALS_SHOWN = 60
LESS_USED = ["present", "place", "status", "outcome", "confidence", "first", "last", "asof"]
"""The filters that stand folded away until one of them is in force."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    count: int
    is_chosen: bool


def choices_of(index: EventIndex, facets: Facets, filters: Filters) -> dict[str, object]:
    """Kinds, sides, officials by side, topics and the two switches, ready for the form."""
    return {
        "kinds": _kinds(facets, filters),
        "sides": _sides(facets, filters),
        "officials": _officials(index, facets, filters),
        "topics": _topics(index, facets, filters),
        "measures": _count_measures(facets),
        "present": _named("present", PRESENT, facets, filters),
        "places": _places(index, facets, filters),
        "statuses": _named("status", dict(Event.Status.choices), facets, filters),
        "outcomes": _named("outcome", dict(Event.Outcome.choices), facets, filters),
        "confidences": _named("confidence", dict(Event.Confidence.choices), facets, filters),
        "review": list(REVIEW.items()),
        "has_more": any(getattr(filters, name) for name in LESS_USED),
        "disputed": facets.count("disputed", "1"),
    }


def _count_measures(facets: Facets) -> int:
    return (facets.events_for("measures") & facets.index.events("kind", Event.Kind.MEASURE)).bit_count()


def _kinds(facets: Facets, filters: Filters) -> list[Choice]:
    counts = facets.counts("kind")
    choices = [
        Choice(value, label, counts[value], value in filters.kind) for value, label in Event.Kind.choices
    ]
    return [choice for choice in choices if choice.count or choice.is_chosen]


def _sides(facets: Facets, filters: Filters) -> list[Choice]:
    counts = facets.counts("side")
    return [Choice(value, label, counts[value], value == filters.side) for value, label in SIDES.items()]


def _named(name, labels, facets: Facets, filters: Filters) -> list[Choice]:
    counts = facets.counts(name)
    chosen = getattr(filters, name)
    choices = [
        Choice(value, capfirst(label), counts[value], value == chosen) for value, label in labels.items()
    ]
    return [choice for choice in choices if choice.count or choice.is_chosen]


def _places(index: EventIndex, facets: Facets, filters: Filters) -> list[Choice]:
    return _most_common(
        facets.counts("place"), PLACES_SHOWN, filters.place, lambda slug: glossary.place(index.places[slug])
    )


def _topics(index: EventIndex, facets: Facets, filters: Filters) -> list[Choice]:
    return _most_common(
        facets.counts("topic"), TOPICS_SHOWN, filters.topic, lambda slug: glossary.topic(index.topics[slug])
    )


def _most_common(counts: Counter[str], shown: int, chosen: str, label: Callable[[str], str]) -> list[Choice]:
    """The most common values, and the chosen one however rare, by label."""
    common = dict.fromkeys(slug for slug, _count in counts.most_common(shown))
    values = [*common, chosen] if chosen and chosen not in common else [*common]
    choices = [Choice(slug, label(slug), counts[slug], slug == chosen) for slug in values]
    return sorted(choices, key=lambda choice: choice.label)


def _officials(index: EventIndex, facets: Facets, filters: Filters) -> list[tuple[str, list[Choice]]]:
    counts = facets.counts("official")
    by_side: dict[str, list[Choice]] = {"us": [], "china": []}
    common = {slug for slug, _count in counts.most_common(OFFICIALS_SHOWN)} | {filters.official}
    for slug, (name, side, chinese) in index.officials.items():
        if slug in common:
            by_side[side].append(
                Choice(slug, first_name(name, chinese), counts[slug], slug == filters.official)
            )
    return [(_("Washington"), by_side["us"]), (_("Beijing"), by_side["china"])]
