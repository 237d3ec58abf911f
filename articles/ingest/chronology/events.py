"""Events with their aliases, topics, round labels and participants."""

from typing import Any

from articles.models import Event, EventAlias, Participation, RoundLabel
from articles.models.dates import granularity_between

from .reading import Entry, day_of
from .rows import Rows
from .writing import RowWriter

TEXTS = ("city", "country", "venue", "time_zone", "date_reason", "summary", "outcome", "editor_note")


def write_event(writer: RowWriter, rows: Rows, entry: Entry) -> Event:
    """The event itself; a renamed event is found by its former slug."""
    row = rows.events.get(entry["slug"])
    key = row.slug if row else entry["slug"]
    return writer.write(row, Event, {"slug": entry["slug"]}, _values(rows, entry), key=key)


def _values(rows: Rows, entry: Entry) -> dict[str, Any]:
    earliest = day_of(entry["earliest"])
    latest = day_of(entry.get("latest") or entry["earliest"], is_end=True)
    return {
        "title": entry["title"],
        "kind": entry["kind"],
        "status": entry.get("status", Event.Status.HELD),
        "earliest": earliest,
        "latest": latest,
        "granularity": granularity_between(earliest, latest),
        "is_about": entry.get("is_about", False),
        "us_date": day_of(entry.get("us_date")),
        "china_date": day_of(entry.get("china_date")),
        "order": entry.get("order", 0),
        "series": rows.series[entry["series"]] if entry.get("series") else None,
        "parent": rows.events.get(entry["parent"]) if entry.get("parent") else None,
        "confidence": entry["confidence"],
        "is_published": entry["is_published"],
        **{name: entry.get(name, "") for name in TEXTS},
    }


def write_event_parts(writer: RowWriter, rows: Rows, event: Event, entry: Entry) -> None:
    """Aliases, topics, round labels and participants; ``event`` comes with all of them fetched."""
    locked = writer.locked(event, event.slug)
    if "aliases" not in locked:
        _write_aliases(writer, event, entry)
    if "round_labels" not in locked:
        _write_round_labels(writer, event, entry)
    if "topics" not in locked:
        held = {topic.pk for topic in event.topics.all()}
        writer.link(event.topics, held, [rows.topics[slug] for slug in entry.get("topics", ())])
    if "participations" not in locked:
        _write_participations(writer, rows, event, entry)


def _write_aliases(writer: RowWriter, event: Event, entry: Entry) -> None:
    aliases = {alias.name: alias for alias in event.aliases.all()}
    for name in entry.get("aliases", ()):
        writer.write(aliases.get(name), EventAlias, {"event": event, "name": name}, {})


def _write_round_labels(writer: RowWriter, event: Event, entry: Entry) -> None:
    labels = {(label.label, label.counted_by): label for label in event.round_labels.all()}
    for label in entry.get("round_labels", ()):
        identity = label["label"], label["counted_by"]
        values = {"event": event, "label": identity[0], "counted_by": identity[1]}
        writer.write(labels.get(identity), RoundLabel, values, {})


def _write_participations(writer: RowWriter, rows: Rows, event: Event, entry: Entry) -> None:
    participations = {row.official_id: row for row in event.participations.all()}
    is_kept = writer.changes.touched(Participation, event.pk)
    for participant in entry.get("participants", ()):
        official = rows.officials.get(participant["official"])
        if official is None:
            continue
        values = {
            "role": participant["role"],
            "certainty": participant.get("certainty", Participation.Certainty.REPORTED),
        }
        row = participations.get(official.pk)
        if row is None and is_kept:
            writer.count(Participation, "kept")  # an editor may have taken this one out
            continue
        identity = {"event": event, "official": official}
        participations[official.pk] = writer.write(row, Participation, identity, values, is_kept=is_kept)
