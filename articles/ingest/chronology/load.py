"""Loads the curated chronology in one transaction; loading it again changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from articles.models import Article, Event, FormerSlug, Merge, Official, Publisher, Series, Topic
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .accounts import write_accounts, write_disputes
from .articles import write_citations, write_source
from .commitments import write_commitment
from .events import write_event, write_event_parts
from .officials import write_official
from .reading import Chronology, ChronologyError, read_chronology
from .rows import Rows
from .writing import ChronologyReport, RowWriter


def load_chronology(folder: Path | str) -> ChronologyReport:
    """Writes the files of ``folder`` ("fixtures/chronology") to the database; says what became of the rows."""
    chronology = read_chronology(folder)
    with transaction.atomic():
        writer = RowWriter()
        rows = _rows_so_far()
        _write_vocabulary(chronology, writer, rows)
        _write_officials(chronology, writer, rows)
        _write_events(chronology, writer, rows)
        refresh_events()
        keep_revisions()
    return writer.report()


def _rows_so_far() -> Rows:
    events = {event.slug: event for event in Event.objects.all()}
    for former in FormerSlug.objects.select_related("event"):
        events.setdefault(former.slug, former.event)
    officials = {official.slug: official for official in Official.objects.all()}
    publishers = {publisher.name: publisher for publisher in Publisher.objects.all()}
    gone: set[tuple[str, str]] = set()
    for merge in Merge.objects.filter(undone_at=None).order_by(
        "-id"
    ):  # the last first: merges may follow each other
        known: dict[str, Any] = {"event": events, "official": officials, "publisher": publishers}.get(
            merge.object_type, {}
        )
        if merge.kept_key in known:
            known.setdefault(merge.gone_key, known[merge.kept_key])
            gone.add((merge.object_type, merge.gone_key))
    return Rows(
        publishers=publishers,
        topics={topic.slug: topic for topic in Topic.objects.all()},
        series={series.slug: series for series in Series.objects.all()},
        officials=officials,
        events=events,
        gone=gone,
    )


def _write_vocabulary(chronology: Chronology, writer: RowWriter, rows: Rows) -> None:
    for name, entry in chronology.publishers.items():
        with _naming("publishers", name):
            if ("publisher", name) in rows.gone:
                writer.count(Publisher, "kept")
                continue
            values = {"domain": entry.get("domain", ""), "side": entry.get("side", "")}
            rows.publishers[name] = writer.write(
                rows.publishers.get(name), Publisher, {"name": name}, values, key=name
            )
    for slug, entry in chronology.topics.items():
        with _naming("topics", slug):
            rows.topics[slug] = writer.write(
                rows.topics.get(slug), Topic, {"slug": slug}, {"name": entry["name"]}, key=slug
            )
    for slug, entry in chronology.series.items():
        with _naming("series", slug):
            rows.series[slug] = writer.write(
                rows.series.get(slug), Series, {"slug": slug}, {"name": entry["name"]}, key=slug
            )
    known = {article.key: article for article in Article.objects.exclude(url="")}
    by_url = {article.url: article for article in known.values()}
    with_text = set(Article.objects.with_text().values_list("pk", flat=True))
    for url, entry in chronology.sources.items():
        with _naming("sources", url):
            row = by_url.get(url) or known.get(Article.key_for(url=url))
            is_read = row is not None and row.pk in with_text
            if not writer.is_removed(row, Article, Article.key_for(url=url)):
                rows.sources[url] = write_source(writer, rows, row, entry, is_read=is_read)


def _write_officials(chronology: Chronology, writer: RowWriter, rows: Rows) -> None:
    children = Official.objects.prefetch_related("aliases", "posts").in_bulk()
    for slug, entry in chronology.officials.items():
        with _naming("officials", slug):
            row = rows.officials.get(slug)
            if ("official", slug) in rows.gone:
                writer.count(Official, "kept")
            elif not writer.is_removed(row, Official, slug):
                rows.officials[slug] = write_official(writer, children.get(row.pk) if row else None, entry)


def _write_events(chronology: Chronology, writer: RowWriter, rows: Rows) -> None:
    present = {slug: entry for slug, entry in chronology.events.items() if _is_standing(writer, rows, slug)}
    wholes_first = sorted(present.items(), key=lambda item: bool(item[1].get("parent")))
    for slug, entry in wholes_first:
        with _naming("events", slug):
            rows.events[slug] = write_event(writer, rows, entry)
    children = Event.objects.prefetch_related(
        "aliases",
        "topics",
        "round_labels",
        "participations",
        "citations",
        "accounts__sources",
        "disputes",
        "commitments__steps",
    ).in_bulk()
    for slug, entry in present.items():
        with _naming("events", slug):
            event = children[rows.events[slug].pk]
            write_event_parts(writer, rows, event, entry)
            write_citations(writer, rows, event, entry, chronology.sources)
            accounts, told_in = entry.get("accounts", ()), entry.get("sources", ())
            write_accounts(writer, rows, event, accounts, dispute=None, told_in=told_in)
    for slug, entry in chronology.disputes.items():
        with _naming("disputes", slug):
            if event := rows.events.get(entry["event"]):
                write_disputes(writer, rows, children[event.pk], entry)
    for slug, entry in chronology.commitments.items():
        with _naming("commitments", slug):
            if event := rows.events.get(entry["event"]):
                write_commitment(writer, rows, children[event.pk], entry)


def _is_standing(writer: RowWriter, rows: Rows, slug: str) -> bool:
    """False where an editor merged the event into another or removed it."""
    if ("event", slug) in rows.gone:
        writer.count(Event, "kept")
        return False
    return not writer.is_removed(rows.events.get(slug), Event, slug)


@contextmanager
def _naming(file: str, entry: str) -> Iterator[None]:
    """Turns what is wrong with an entry into one line that names it."""
    try:
        yield
    except KeyError as error:
        raise ChronologyError(f"{file}.json, {entry}: no {error.args[0]}") from error
    except ValidationError as error:
        raise ChronologyError(f"{file}.json, {entry}: {_in_one_line(error)}") from error
    except (ValueError, TypeError, AttributeError, DataError, IntegrityError) as error:
        raise ChronologyError(f"{file}.json, {entry}: {' '.join(str(error).split())}") from error


def _in_one_line(error: ValidationError) -> str:
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
