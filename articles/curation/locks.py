"""Locks: what an editor set, the machine leaves alone until an editor unlocks it."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model

from articles.models import Article, Event, Official

from .changes import record

LOCKABLE = (Article, Event, Official)

DOCUMENT_DATE = frozenset(
    {
        "published_earliest",
        "published_latest",
        "published_granularity",
        "published_basis",
        "published_evidence",
        "published_reason",
    }
)

# A date is one fact in several fields: a machine that changed the basis under an editor's date would make it a lie.
ONE_FACT = (
    frozenset({"earliest", "latest", "granularity", "is_about", "date_reason"}),
    DOCUMENT_DATE,
)

NEVER_LOCKED = {"locked_fields", "change_reason", "unlock", "row_version"}


def with_their_fact(fields: Iterable[str]) -> set[str]:
    """The fields and those that are one fact with them: ``{"earliest"}`` gives the whole date."""
    fields = set(fields) - NEVER_LOCKED
    for fact in ONE_FACT:
        if fields & fact:
            fields |= fact
    return fields


def lock_fields(row: Model, fields: Iterable[str]) -> list[str]:
    """Add the fields to the row's ``locked_fields`` without saving; a row that knows no locks stays as it is.

    Besides columns, the names of lists that an editor tended ("aliases", "participations") may be locked.
    """
    if not isinstance(row, LOCKABLE):
        return []
    row.locked_fields = sorted({*row.locked_fields, *with_their_fact(fields)})
    return row.locked_fields


@transaction.atomic
def unlock(rows: Iterable[Model], by: User | None, reason: str = "", fields: Iterable[str] = ()) -> int:
    """Give the fields (all of them, unless named) back to the machine. Returns how many rows were unlocked."""
    freed, count = set(fields), 0
    for row in rows:
        kept = [field for field in row.locked_fields if freed and field not in freed]
        if kept == row.locked_fields:
            continue
        old, row.locked_fields = row.locked_fields, kept
        row.save(update_fields=["locked_fields"])
        record(row, "locked_fields", ", ".join(old), ", ".join(kept), by, reason)
        count += 1
    return count
