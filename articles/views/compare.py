"""Two events side by side: dates, place, outcome, topics, who took part, and what each side said."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Event, FormerSlug

from . import glossary
from .event import Lane, lanes_of
from .filters import excerpt, ignored
from .language import first_name


@dataclass(frozen=True, slots=True)
class Shared:
    """Something at least one of the two events has: what it is called, its page, and which of them have it."""

    name: str
    address: str
    side: str
    first: str
    second: str

    @property
    def is_shared(self) -> bool:
        """True if both events have it."""
        return bool(self.first and self.second)


@require_safe
def compare(request):
    """The events ``a`` and ``b``; while one is missing, the form to choose it."""
    (first, second), notes = read_pair(request.GET)
    context = {
        "first": first,
        "second": second,
        "notes": notes,
        "choices": (choices := choices_with(first, second)),
        "suggested": [] if first or second else newest_pairs(choices),
        "lanes": lane_pairs(first, second),
        "people": people_of(first, second),
        "topics": topics_of(first, second),
    }
    return render(request, "articles/compare.html", context)


CHOICES_SHOWN = 300
"""Events in each list: the newest, and the two that are compared. The page of any other leads here too."""


def choices_with(*chosen: Event | None) -> list[Event]:
    """The newest talks to choose from, and the chosen events."""
    talks = Event.objects.shown().exclude(kind=Event.Kind.MEASURE).newest_first()
    newest = list(talks.only("slug", "title", "kind", "earliest", "latest", "is_about")[:CHOICES_SHOWN])
    return [*newest, *(event for event in chosen if event is not None and event not in newest)]


def newest_pairs(newest_first: list[Event]) -> list[tuple[Event, Event]]:
    """Pairs worth comparing, for a reader who chose none yet: of summits, rounds and calls the latest and the one before."""
    pairs = []
    for kind in (Event.Kind.SUMMIT, Event.Kind.ROUND, Event.Kind.PHONE_CALL):
        of_kind = [event for event in newest_first if event.kind == kind]
        if len(of_kind) > 1:
            pairs.append((of_kind[1], of_kind[0]))
    return pairs


def read_pair(parameters: QueryDict) -> tuple[tuple[Event | None, Event | None], list[str]]:
    """The two published events asked for, by present or former slug, and a sentence on each that is none."""
    asked = {name: parameters.get(name, "").strip() for name in ("a", "b")}
    slugs = {slug[:100] for slug in asked.values() if slug and "\x00" not in slug}
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "event__slug")
    present = {slug: slug for slug in slugs} | dict(former)
    found = {
        event.slug: event
        for event in Event.objects.shown()
        .for_event_page()
        .prefetch_related("topics")
        .filter(slug__in=present.values())
    }
    pair, notes = [], []
    for name, slug in asked.items():
        event = found.get(present.get(slug, ""))
        pair.append(event)
        if slug and event is None:
            notes.append(ignored(name, excerpt([slug]), _("there is no such event")))
    if pair[0] is not None and pair[0] == pair[1]:
        notes.append(_("Both are the same event: choose another"))
        pair[1] = None
    return (pair[0], pair[1]), notes


def lane_pairs(first: Event | None, second: Event | None) -> list[tuple[Lane, Lane]]:
    """For each side what it said of the one and of the other."""
    if first is None or second is None:
        return []
    return list(zip(lanes_of(first), lanes_of(second), strict=True))


def people_of(first: Event | None, second: Event | None) -> list[Shared]:
    """Everybody who took part in either, those at both first, then by side and name; the part they had as words."""
    if first is None or second is None:
        return []
    at = [
        {one.official: one.get_role_display() for one in event.participations.all()}
        for event in (first, second)
    ]
    everybody = dict.fromkeys([*at[0], *at[1]])
    people = [
        Shared(
            first_name(one.name, one.chinese_name),
            one.get_absolute_url(),
            one.side,
            at[0].get(one, ""),
            at[1].get(one, ""),
        )
        for one in everybody
    ]
    return sorted(people, key=lambda one: (one.side != "us", not one.is_shared, one.name))


def topics_of(first: Event | None, second: Event | None) -> list[Shared]:
    """The topics of either, those of both first."""
    if first is None or second is None:
        return []
    about = [set(event.topics.all()) for event in (first, second)]
    topics = [
        Shared(
            glossary.topic(one.name),
            f"?topic={one.slug}",
            "",
            _("yes") if one in about[0] else "",
            _("yes") if one in about[1] else "",
        )
        for one in about[0] | about[1]
    ]
    return sorted(topics, key=lambda one: (not one.is_shared, one.name))
