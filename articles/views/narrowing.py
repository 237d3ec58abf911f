"""The filters as a database query: what exports and the API read piece by piece, without the index of the timeline.

Says the same as ``facets.PASSING``; a test holds the two together.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from articles.models import Event, Official, Participation, ReviewState, Topic

from .filters import PARAMETERS, FilterForm, Filters, excerpt, ignored, read_filters

Events = QuerySet[Event]


def read_strictly(parameters, *more: str) -> tuple[Filters, list[str]]:
    """The filters, and a sentence about everything in the query that cannot be followed.

    A page can ignore what it does not understand, for its reader sees the note. Whoever takes data does not look.
    ``more`` are parameters that are not filters.
    """
    filters, notes = read_filters(parameters)
    known = {PARAMETERS.get(name, name) for name in FilterForm.base_fields} | {*more, "lang"}
    unknown = [f"there is no parameter “{excerpt([name])}”" for name in parameters if name not in known]
    refused = [note.replace(" was ignored: ", ": ") for note in [*notes, *unknown_values(filters)]]
    return filters, [*refused, *unknown]


def unknown_values(filters: Filters) -> list[str]:
    """A sentence for each official, topic and place that no event knows."""
    wrong = []
    if filters.official and not Official.objects.in_events().filter(slug=filters.official).exists():
        wrong.append(ignored("official", filters.official, "nobody of that name took part"))
    if filters.topic and not Topic.objects.exclude(events=None).filter(slug=filters.topic).exists():
        wrong.append(ignored("topic", filters.topic, "no event is about it"))
    if filters.place and not _places_of(filters.place):
        wrong.append(ignored("place", filters.place, "no event was there"))
    return wrong


def narrow(filters: Filters) -> Events:
    """The events the filters leave, in no particular order."""
    events = Event.objects.shown(unreviewed=bool(filters.unreviewed)).known_on(filters.asof)
    for name in filters.active:
        events = NARROWERS[name](events, filters)
    return events


def _by_words(events: Events, filters: Filters) -> Events:
    return events.with_words(filters.words).filter(has_words=True)


def _by_year(events: Events, filters: Filters) -> Events:
    year = int(filters.year)
    return events.filter(earliest__range=(date(year, 1, 1), date(year, 12, 31)))


def _by_month(events: Events, filters: Filters) -> Events:
    year, month = (int(part) for part in filters.month.split("-"))
    days = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return events.filter(earliest__range=days).exclude(granularity="year")


def _by_side(events: Events, filters: Filters) -> Events:
    sides = ["us", "china"] if filters.side == "both" else [filters.side]
    return events.with_sides_on_record(filters.asof).filter(**{f"has_{side}": True for side in sides})


def _present(**official: object) -> Exists:
    fields = {f"official__{name}": value for name, value in official.items()}
    accepted = Participation.objects.filter(official__state=ReviewState.ACCEPTED, **fields)
    return Exists(accepted.filter(event=OuterRef("pk")))


def _by_presence(events: Events, filters: Filters) -> Events:
    for side in ["us", "china"] if filters.present == "both" else [filters.present]:
        events = events.filter(_present(side=side))
    return events


def _by_place(events: Events, filters: Filters) -> Events:
    names = _places_of(filters.place)
    return events.filter(Q(city__in=names) | Q(country__in=names))


def _places_of(slug: str) -> set[str]:
    """The names of cities and countries that make this slug."""
    pairs = Event.objects.order_by().values_list("city", "country").distinct()
    return {name for pair in pairs for name in pair if name and slugify(name) == slug}


NARROWERS: dict[str, Callable[[Events, Filters], Events]] = {
    "q": _by_words,
    "year": _by_year,
    "month": _by_month,
    "side": _by_side,
    "kind": lambda events, filters: events.filter(kind__in=filters.kind),
    "official": lambda events, filters: events.filter(_present(slug=filters.official)),
    "topic": lambda events, filters: events.filter(topics__slug=filters.topic),
    "present": _by_presence,
    "place": _by_place,
    "status": lambda events, filters: events.filter(status=filters.status),
    "outcome": lambda events, filters: events.filter(outcome=filters.outcome),
    "confidence": lambda events, filters: events.filter(confidence=filters.confidence),
    "first": lambda events, filters: events.filter(latest__gte=filters.span[0]),
    "last": lambda events, filters: events.filter(earliest__lte=filters.span[1]),
    "unreviewed": lambda events, filters: events.filter(state=ReviewState.PROPOSED),
    "measures": lambda events, filters: events.exclude(kind=Event.Kind.MEASURE),
    "disputed": lambda events, filters: events.with_sides_on_record(filters.asof).filter(is_disputed=True),
}
