"""What is known before a text is read: officials with their posts, and events.

Plain, picklable records, so that a worker process needs no database (``articles.linking.snapshot`` reads
them once).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .annotations import Granularity, Side


@dataclass(frozen=True, slots=True)
class PostRecord:
    """An office held. ``end`` None means *unknown*, not *current*; ``start`` None means unknown."""

    title: str
    short_titles: tuple[str, ...] = ()
    organization: str = ""
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date) -> bool:
        """True if nothing known speaks against the post being held on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class OfficialRecord:
    """A person who holds or held a public post on either side."""

    slug: str
    name: str
    family_name: str
    given_name: str
    side: Side
    aliases: tuple[str, ...] = ()
    chinese_name: str = ""
    posts: tuple[PostRecord, ...] = ()

    def __hash__(self) -> int:
        """Of the slug alone: a snapshot is looked up for each document, and all of it would be hashed every time."""
        return hash(self.slug)

    def posts_on(self, day: date) -> tuple[PostRecord, ...]:
        """The posts held on ``day`` as far as known."""
        return tuple(post for post in self.posts if post.held_on(day))


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as linking needs it. ``leads`` and ``participants`` are officials' slugs."""

    slug: str
    title: str
    kind: str
    earliest: date
    latest: date
    granularity: Granularity = Granularity.DAY
    city: str = ""
    country: str = ""
    venue: str = ""
    status: str = "held"
    leads: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Of the slug alone, as for officials."""
        return hash(self.slug)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The snapshot a run of extraction works with."""

    officials: tuple[OfficialRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()

    def __hash__(self) -> int:
        """Of its sizes and its last records, for the same reason; two that differ elsewhere are still told apart."""
        return hash((len(self.officials), len(self.events), self.officials[-1:], self.events[-1:]))
