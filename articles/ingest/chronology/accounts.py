"""What each side says of an event, and the questions on which the accounts differ."""

from collections.abc import Iterable
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
    writer: RowWriter, rows: Rows, event: Event, entries: Iterable[Entry], dispute: Dispute | None
) -> None:
    """Accounts of the event, or the answers to a question, in the order of the entries."""
    dispute_id = dispute.pk if dispute else None
    known = {account.order: account for account in event.accounts.all() if account.dispute_id == dispute_id}
    is_locked = "accounts" in writer.locked(event, event.slug) or writer.changes.touched(Account, event.pk)
    for order, entry in enumerate(entries, start=FIRST_ANSWER if dispute else 0):
        row = known.get(order)
        if row is None and is_locked:
            writer.count(Account, "kept")
            continue
        identity = {"event": event, "dispute": dispute, "order": order}
        account = writer.write(row, Account, identity, _values(rows, entry), is_kept=is_locked)
        if not is_locked:
            held = {article.pk for article in row.sources.all()} if row else set()
            writer.link(
                account.sources,
                held,
                [rows.sources[url] for url in entry.get("sources", ()) if url in rows.sources],
            )


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
