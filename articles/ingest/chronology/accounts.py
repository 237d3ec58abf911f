"""What each side says of an event, and the questions on which the accounts differ."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from articles.models import Account, Dispute, Event

from .reading import Entry, day_of
from .rows import Rows
from .writing import RowWriter

FIRST_ANSWER = 10  # answers to a question come after the sides' own accounts


def write_disputes(writer: RowWriter, rows: Rows, event: Event, entry: Entry) -> None:
    """A question about the event, with its answers; ``event`` comes with disputes and accounts fetched."""
    slug = entry["slug"]
    known = {dispute.slug: dispute for dispute in event.disputes.all()}
    is_locked = "disputes" in writer.locked(event, event.slug)
    if writer.is_removed(known.get(slug), Dispute, slug) or (is_locked and slug not in known):
        return
    values = {
        "event": event,
        "question": entry["question"],
        "state": entry["state"],
        "note": entry.get("note", ""),
    }
    is_kept = is_locked or writer.changes.touched(Dispute, event.pk)
    dispute = writer.write(known.get(slug), Dispute, {"slug": slug}, values, key=slug, is_kept=is_kept)
    write_accounts(writer, rows, event, entry.get("answers", ()), dispute=dispute)


def write_accounts(
    writer: RowWriter,
    rows: Rows,
    event: Event,
    entries: Iterable[Entry],
    *,
    dispute: Dispute | None,
    told_in: Collection[str] = (),
) -> None:
    """Accounts of the event, or the answers to a question, in the order of the entries.

    ``told_in`` are the addresses of the event's sources: an account that names none of its own rests on one of them.
    """
    dispute_id = dispute.pk if dispute else None
    known = {account.order: account for account in event.accounts.all() if account.dispute_id == dispute_id}
    is_locked = "accounts" in writer.locked(event, event.slug) or writer.changes.touched(Account, event.pk)
    for order, entry in enumerate(entries, start=FIRST_ANSWER if dispute else 0):
        row = known.get(order)
        if row is None and is_locked:
            writer.count(Account, "kept")
            continue
        identity = {"event": event, "dispute": dispute, "order": order}
        values = {**_values(rows, entry), "known_by": known_by(rows, entry.get("sources", ()), told_in)}
        account = writer.write(row, Account, identity, values, is_kept=is_locked)
        if not is_locked:
            held = {article.pk for article in row.sources.all()} if row else set()
            writer.link(
                account.sources,
                held,
                [rows.sources[url] for url in entry.get("sources", ()) if url in rows.sources],
            )


def known_by(rows: Rows, own: Collection[str], told_in: Collection[str]) -> date | None:
    """The day by which an account had been given: that of its earliest dated source.

    An account that names no source rests on one of its event's sources, whichever it is: when all of those were
    out, it was known. Where one of them is undated, nobody can say: None.
    """
    days = [rows.sources[url].published_latest for url in own or told_in if url in rows.sources]
    dated = [day for day in days if day is not None]
    if own:
        return min(dated, default=None)
    return max(dated) if dated and len(dated) == len(days) else None


def _values(rows: Rows, entry: Entry) -> dict[str, Any]:
    return {
        "side": entry["side"],
        "text": entry["text"],
        "is_quotation": entry.get("is_quotation", False),
        "said_on": day_of(entry.get("said_on")),
        "speaker": rows.officials.get(entry["speaker"]) if entry.get("speaker") else None,
        "speaker_name": entry.get("speaker_name", ""),
        "modality": entry.get("modality", ""),
    }
