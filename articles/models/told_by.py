"""The sources of many events as plain values: a fixed number of queries, and no more rows than are asked for.

An event may have ten thousand sources. They are ranked in the database, and only those kept are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr

from .article import Article
from .citation import Citation
from .edtf import edtf
from .event import Event

OLDEST_FIRST = (F("article__published_latest").asc(nulls_last=True), F("article__key").asc())
COLUMNS = (
    *("article__key", "article__title", "article__byline", "article__publisher__name", "article__url"),
    *("article__language", "article__published_earliest", "article__published_latest"),
    *("article__published_basis", "article__story__key", "article__licence"),
)
"""What ``described`` takes, in its order."""

Source = tuple[int, dict[str, Any]]
"""The event's row, and the source as a plain value."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources, and how much of them: ``Wanted(known_on=date(2018, 6, 1), kept=50)``."""

    known_on: date | None = None
    unreviewed: bool = False
    kept: int = 300
    evidence: bool = True
    """Whether the sentences come along."""


@dataclass(slots=True)
class ToldBy:
    """An event's sources: the first of them, and how many there are of what."""

    sources: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    accepted: int = 0
    stories: int = 0


def told_by(events: Iterable[Event], wanted: Wanted) -> dict[int, ToldBy]:
    """``{event's row: its sources}``, oldest source first; events without one are there too."""
    events = list(events)
    found: dict[int, ToldBy] = {event.pk: ToldBy() for event in events}
    _count(events, wanted, found)
    if wanted.kept:
        for pk, source in _sources(events, wanted, found):
            found[pk].sources.append(source)
    return found


def every_source(event: Event, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """All sources of one event, oldest first, read as they are taken."""
    return (source for _pk, source in _read(_links([event.pk], wanted), wanted))


def _links(pks: Iterable[int], wanted: Wanted) -> QuerySet[Citation]:
    links = Citation.objects.shown(unreviewed=wanted.unreviewed).known_on(wanted.known_on)
    return links.filter(event__in=pks).order_by()


def _count(events: list[Event], wanted: Wanted, found: dict[int, ToldBy]) -> None:
    """Set the numbers: those the event's row keeps, unless others are asked for."""
    if not wanted.unreviewed and wanted.known_on is None:
        for event in events:
            told = found[event.pk]
            told.total = told.accepted = event.article_count
            told.stories = event.story_count
        return
    accepted = Q(state="accepted")
    rows = _links(found, wanted).values("event").annotate(
        total=Count("event"),
        accepted=Count("event", filter=accepted),
        several=Count("article_story", distinct=True, filter=accepted),
        alone=Count("event", filter=accepted & Q(article_story=None)),
    )  # fmt: skip
    for row in rows:
        told = found[row["event"]]
        told.total, told.accepted = row["total"], row["accepted"]
        told.stories = row["several"] + row["alone"]


def _sources(events: list[Event], wanted: Wanted, found: dict[int, ToldBy]) -> Iterator[Source]:
    """``(event's row, source)``. Only where there are more than are kept need they be ranked first."""
    few = [event.pk for event in events if found[event.pk].total <= wanted.kept]
    many = [event.pk for event in events if found[event.pk].total > wanted.kept]
    read = defaultdict(int)
    for links in (_links(few, wanted) if few else None, _ranked(many, wanted) if many else None):
        for pk, source in _read(links, wanted) if links is not None else ():
            read[pk] += 1
            if read[pk] <= wanted.kept:
                yield pk, source


def _ranked(pks: list[int], wanted: Wanted) -> QuerySet[Citation]:
    place = Window(RowNumber(), partition_by=[F("event_id")], order_by=list(OLDEST_FIRST))
    first = _links(pks, wanted).annotate(place=place).filter(place__lte=wanted.kept)
    return Citation.objects.filter(pk__in=list(first.values_list("pk", flat=True)))


def _read(links: QuerySet[Citation], wanted: Wanted) -> Iterator[Source]:
    columns = ["event_id", "relation", "state", *COLUMNS]
    if wanted.evidence:
        length = F("evidence_end") - F("evidence_start")
        links = links.annotate(words=Substr("evidence_text__text", F("evidence_start") + 1, length))
        columns.append("words")
    for row in links.order_by(*OLDEST_FIRST).values_list(*columns).iterator(chunk_size=500):
        pk, relation, state, *article = row
        said = {"evidence": article.pop() or ""} if wanted.evidence else {}
        yield pk, described(*article) | {"relation": relation, "review": state} | said


def described(
    key: str,
    title: str,
    byline: str,
    publisher: str | None,
    url: str,
    language: str,
    earliest: date | None,
    latest: date | None,
    basis: str,
    story: str | None,
    licence: str,
) -> dict[str, Any]:
    """What may be said of any article: never its text, which also lends no title where there is none."""
    return {
        "article": key,
        "title": title,
        "byline": byline,
        "publisher": publisher or "",
        "url": url,
        "language": language,
        "published": {
            "edtf": edtf(earliest, latest),
            "earliest": earliest.isoformat() if earliest else None,
            "latest": latest.isoformat() if latest else None,
            "basis": basis,
        },
        "story": story,
        "licence": licence,
    }


def article_of(article: Article, *, with_story: bool = True) -> dict[str, Any]:
    """The same of an article that is loaded already, with publisher and story."""
    return described(
        article.key,
        article.title,
        article.byline,
        article.publisher.name if article.publisher else None,
        article.url,
        article.language,
        article.published_earliest,
        article.published_latest,
        article.published_basis,
        article.story.key if with_story and article.story else None,
        article.licence,
    )
