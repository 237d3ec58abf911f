"""Sources of an event, prints of one story together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Subquery

from articles.models import Citation, Event, ReviewState

SOURCES_SHOWN = 60
"""Sources on one page, the best supported first; the others are on the pages that follow."""
PAGES = 10_000

RELATION_RANK = ["report", "preview", "aftermath", "mention"]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """One story: the print that stands for it, and the others."""

    first: Citation
    copies: tuple[Citation, ...]

    @property
    def relation(self) -> str:
        """How the story stands to the event."""
        return self.first.relation


def story_of(citation: Citation) -> tuple[str, int]:
    """Prints of one story share this key; an article without a story is one of its own."""
    article = citation.article
    return ("story", article.story_id) if article.story_id else ("article", article.pk)


def group_sources(citations: Iterable[Citation]) -> list[SourceGroup]:
    """Stories in the order of their first prints. The print closest to the event stands for its story,
    an accepted one before a proposed one, one with evidence before one without."""
    stories: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        stories.setdefault(story_of(citation), []).append(citation)
    groups = []
    for prints in stories.values():
        first = min(prints, key=_standing)
        groups.append(SourceGroup(first, tuple(other for other in prints if other is not first)))
    return groups


def _standing(citation: Citation) -> tuple[bool, int, bool]:
    return (
        citation.state != "accepted",
        RELATION_RANK.index(citation.relation),
        not citation.evidence_words,
    )


def independent_count(citations: Iterable[Citation]) -> int:
    """How many stories: "7 articles, 2 independent"."""
    return len({story_of(citation) for citation in citations})


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of an event that one page shows, oldest first, and how many there are in all."""

    shown: tuple[Citation, ...]
    accepted_count: int
    proposed_count: int
    article_count: int
    story_count: int
    page: int = 1

    @property
    def first(self) -> int:
        """The number of the first one shown."""
        return (self.page - 1) * SOURCES_SHOWN + 1

    @property
    def last(self) -> int:
        """The number of the last one shown."""
        return self.first + len(self.shown) - 1

    @property
    def is_cut(self) -> bool:
        """True if there are more than this page shows."""
        return len(self.shown) < self.article_count

    @property
    def next_page(self) -> int:
        """The number of the page that follows, or 0."""
        return self.page + 1 if self.last < self.article_count else 0

    @property
    def previous_page(self) -> int:
        """The number of the page before, or 0."""
        return self.page - 1


def read_page(given: str) -> int:
    """``"2"`` → 2; 1 for what is no page."""
    return int(given) if given.isascii() and given.isdecimal() and 1 <= int(given[:6]) <= PAGES else 1


def sources_of(
    event: Event, known_on: date | None = None, *, unreviewed: bool = False, page: int = 1
) -> Sources:
    """One page of the event's sources. One query; of a day in the past one more where they do not all fit.

    An event that is told of everywhere has tens of thousands: those with the best score are found by index.
    """
    cited = Citation.objects.shown(unreviewed=True).known_on(known_on).filter(event=event)
    offered = cited if unreviewed or page == 1 else cited.accepted()
    start = (page - 1) * SOURCES_SHOWN
    best = offered.order_by("state", "-score", "pk").values("pk")[start : start + SOURCES_SHOWN]
    waiting = cited.proposed().order_by().values("event").annotate(waiting=Count("event")).values("waiting")
    # a subquery without a row to look at is answered once
    told = Citation.objects.filter(pk__in=best).with_sources().select_related(None)
    found = list(told.select_related("article__publisher").annotate(waiting=Subquery(waiting)))
    shown = tuple(one for one in found if unreviewed or one.state == ReviewState.ACCEPTED)
    if page == 1 and len(found) < SOURCES_SHOWN:
        accepted = sum(one.state == ReviewState.ACCEPTED for one in found)
        return Sources(shown, accepted, len(found) - accepted, len(shown), independent_count(shown))
    accepted, stories = (event.article_count, event.story_count) if known_on is None else _counted(cited)
    proposed = (found[0].waiting or 0) if found else 0
    return Sources(shown, accepted, proposed, accepted + (proposed if unreviewed else 0), stories, page)


def _counted(cited: QuerySet[Citation]) -> tuple[int, int]:
    """Accepted articles and stories; an article outside any story is one of its own."""
    accepted = Q(state=ReviewState.ACCEPTED)
    counts = cited.order_by().aggregate(
        articles=Count("event", filter=accepted),
        stories=Count("article_story", distinct=True, filter=accepted),
        in_stories=Count("article_story", filter=accepted),
    )
    return counts["articles"], counts["stories"] + counts["articles"] - counts["in_stories"]
