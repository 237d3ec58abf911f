"""What was expected or announced at an event, and the steps of what came of it."""

from typing import Any

from articles.models import Commitment, CommitmentStep, Event

from .reading import Entry, day_of
from .rows import Rows
from .writing import RowWriter


def write_commitment(writer: RowWriter, rows: Rows, event: Event, entry: Entry) -> None:
    """A commitment made at the event, with its steps; ``event`` comes with both fetched."""
    slug = entry["slug"]
    known = {commitment.slug: commitment for commitment in event.commitments.all()}
    is_locked = "commitments" in writer.locked(event, event.slug)
    if writer.is_removed(known.get(slug), Commitment, slug) or (is_locked and slug not in known):
        return
    is_kept = is_locked or bool(writer.changes.fields(known[slug], slug)) if slug in known else False
    values = {
        "event": event,
        "side": entry["side"],
        "what": entry["what"],
        "order": entry.get("order", 0),
    }
    row = writer.write(known.get(slug), Commitment, {"slug": slug}, values, key=slug, is_kept=is_kept)
    is_kept = is_kept or writer.changes.touched(CommitmentStep, event.pk)
    steps = {step.order: step for step in row.steps.all()}
    for order, step in enumerate(entry.get("steps", ())):
        if order not in steps and is_kept:
            writer.count(CommitmentStep, "kept")  # an editor may have taken this one out
            continue
        identity = {"commitment": row, "order": order}
        writer.write(steps.get(order), CommitmentStep, identity, _values(rows, step), is_kept=is_kept)


def _values(rows: Rows, entry: Entry) -> dict[str, Any]:
    return {
        "state": entry["state"],
        "on": day_of(entry.get("on")),
        "text": entry["text"],
        "due_on": day_of(entry.get("due_on"), is_end=True),
        "happened_at": rows.events.get(entry["happened_at"]) if entry.get("happened_at") else None,
        "source": rows.sources.get(entry["source"]),
    }
