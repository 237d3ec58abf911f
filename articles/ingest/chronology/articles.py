"""Sources as articles of which we hold the citation only, and the events they are sources of."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from articles.models import Article, Citation, Event, Granularity, ReviewState

from .reading import Entry, day_of
from .rows import Rows
from .writing import RowWriter

CATALOGUED = "Date of the source as catalogued"


def write_source(
    writer: RowWriter, rows: Rows, row: Article | None, entry: Entry, *, is_read: bool
) -> Article:
    """The article of a source. One whose text was read (``is_read``) knows better than our catalogue: it stays."""
    url = entry["url"]
    identity = {"url": url, "key": Article.key_for(url=url)}
    key = row.key if row else identity["key"]
    return writer.write(row, Article, identity, _values(rows, entry), key=key, is_kept=is_read)


def _values(rows: Rows, entry: Entry) -> dict[str, Any]:
    published = entry.get("published")
    basis, reason = Article.DateBasis.UNKNOWN, ""
    if published:
        basis = entry.get("published_basis", Article.DateBasis.STATED)
        reason = entry.get("published_reason", CATALOGUED)
    return {
        "title": entry["title"],
        "title_is_description": entry.get("title_is_description", False),
        "publisher": rows.publishers[entry["publisher"]],
        "kind": entry.get("kind", Article.Kind.PRESS),
        "published_earliest": day_of(published),
        "published_latest": day_of(published, is_end=True),
        "published_granularity": Granularity.DAY if published else "",
        "published_basis": basis,
        "published_reason": reason,
    }


def write_citations(
    writer: RowWriter, rows: Rows, event: Event, entry: Entry, sources: Mapping[str, Entry]
) -> None:
    """The event's sources as accepted citations, unless an editor decided otherwise."""
    citations = {citation.article_id: citation for citation in event.citations.all()}
    earliest = day_of(entry["earliest"])
    latest = day_of(entry.get("latest") or entry["earliest"], is_end=True)
    for url in entry.get("sources", ()):
        article = rows.sources.get(url)
        if article is None:
            continue
        row = citations.get(article.pk)
        if writer.is_removed(row, Citation, f"{event.slug}/{article.key}"):
            continue
        values = {
            "relation": relation_of(day_of(sources[url].get("published")), earliest, latest),
            "state": ReviewState.ACCEPTED,
            "origin": Citation.Origin.CURATED,
            "score": 1.0,
            "reasons": [],
            "note": sources[url].get("note", ""),
        }
        is_decided = row is not None and (row.decided_at is not None or row.decided_by_id is not None)
        identity = {"event": event, "article": article}
        citations[article.pk] = writer.write(row, Citation, identity, values, is_kept=is_decided)


def relation_of(published: date | None, earliest: date | None, latest: date | None) -> str:
    """How a source stands to an event: preview if printed before it, report up to the day after, then aftermath."""
    if published is None or earliest is None or latest is None:
        return Citation.EventRelation.REPORT
    if published < earliest:
        return Citation.EventRelation.PREVIEW
    if published <= latest + timedelta(days=1):
        return Citation.EventRelation.REPORT
    return Citation.EventRelation.AFTERMATH
