"""Reads what is known from the database, once, into plain records."""

from __future__ import annotations

from datetime import date

from articles.extraction.annotations import Granularity, Side
from articles.extraction.knowledge import EventRecord, Knowledge, OfficialRecord, PostRecord
from articles.models import Event, Official, Participation, Post, ReviewState


def read_knowledge() -> Knowledge:
    """The accepted officials and the accepted, dated events, in the order of their slugs.

    Proposals are left out: what the machine only supposes must not feed what it supposes next, and the result
    of a run must not depend on the order of its articles.
    """
    return Knowledge(officials=tuple(_officials()), events=tuple(_events()))


def _officials() -> list[OfficialRecord]:
    found = Official.objects.accepted().prefetch_related("aliases", "posts").order_by("slug")
    return [
        OfficialRecord(
            slug=official.slug,
            name=official.name,
            family_name=official.family_name,
            given_name=official.given_name,
            side=Side(official.side),
            aliases=tuple(sorted(alias.name for alias in official.aliases.all())),
            chinese_name=official.chinese_name,
            posts=tuple(_post(post) for post in official.posts.all()),
        )
        for official in found
    ]


def _post(post: Post) -> PostRecord:
    return PostRecord(
        title=post.title,
        short_titles=tuple(post.short_titles),
        organization=post.organization,
        start=post.start,
        end=post.end,
    )


def _events() -> list[EventRecord]:
    found = (
        Event.objects.filter(state=ReviewState.ACCEPTED, earliest__isnull=False)
        .prefetch_related("aliases", "topics", "participations__official")
        .order_by("slug")
    )
    return [_event(event, event.earliest, event.latest) for event in found if event.earliest and event.latest]


def _event(event: Event, earliest: date, latest: date) -> EventRecord:
    participations = sorted(event.participations.all(), key=lambda one: one.official.slug)
    return EventRecord(
        slug=event.slug,
        title=event.title,
        kind=event.kind,
        earliest=earliest,
        latest=latest,
        granularity=Granularity(event.granularity),
        city=event.city,
        country=event.country,
        venue=event.venue,
        status=event.status,
        leads=tuple(one.official.slug for one in participations if one.role == Participation.Role.LEAD),
        participants=tuple(one.official.slug for one in participations),
        aliases=tuple(sorted(alias.name for alias in event.aliases.all())),
        topics=tuple(sorted(topic.slug for topic in event.topics.all())),
    )
