"""The log of human decisions: what a row said before, what it says now, who changed it and why."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model

from articles.models import Change

from .naming import event_of, object_key, object_type

# The machine keeps these by itself; nobody decides them.
KEPT_BY_MACHINE = {
    "id",
    "created_at",
    "updated_at",
    "locked_fields",
    "article_count",
    "story_count",
    "search_text",
    "told_on",
    "known_by",
    "proposal_score",
    "decided_by",
    "decided_at",
}

ADDED = "added"
REMOVED = "removed"

Snapshot = dict[str, Any]

_batch: ContextVar[str] = ContextVar("batch", default="")


@contextmanager
def in_one_go() -> Iterator[str]:
    """All changes logged within bear one mark, so that they can be undone together. Within another, that one's."""
    if current := _batch.get():
        yield current
        return
    token = _batch.set(secrets.token_hex(8))
    try:
        yield _batch.get()
    finally:
        _batch.reset(token)


def snapshot(row: Model) -> Snapshot:
    """The values of the fields people decide: ``{"title": "Second round", "topics": ["soybeans", "tariffs"], …}``."""
    values = {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in KEPT_BY_MACHINE
    }
    many = {
        field.name: sorted(str(one) for one in getattr(row, field.name).all())
        for field in row._meta.many_to_many
    }
    return values | many


def stored_snapshot(row: Model, *, lock: bool = False) -> Snapshot:
    """The same values as the database holds them, whatever a form has made of ``row`` meanwhile.

    With ``lock`` nobody else changes the row until the transaction ends.
    """
    rows = row._meta.default_manager.all()
    return snapshot((rows.select_for_update(of=("self",)) if lock else rows).get(pk=row.pk))


def version_of(values: Snapshot) -> str:
    """A mark that is another one as soon as any of the values is."""
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def record_changes(
    row: Model, before: Snapshot | None, after: Snapshot | None, by: User | None, reason: str = ""
) -> list[Change]:
    """Log every field that differs between two snapshots; None stands for a row that was not there yet, or is no more."""
    if before is None or after is None:
        field, old, new = (ADDED, "", str(row)) if before is None else (REMOVED, str(row), "")
        return [record(row, field, old, new, by, reason)]
    differing = [name for name in after if before.get(name) != after[name]]
    return [
        record(row, name, in_words(row, name, before.get(name)), in_words(row, name, after[name]), by, reason)
        for name in differing
    ]


def record(row: Model, field: str, old: str, new: str, by: User | None, reason: str = "") -> Change:
    """Log one change."""
    change = unsaved_change(row, field, old, new, by, reason)
    change.save()
    return change


def unsaved_change(row: Model, field: str, old: str, new: str, by: User | None, reason: str = "") -> Change:
    """The log's row for one change, for writing many at once."""
    return Change(
        object_type=object_type(row),
        object_key=object_key(row),
        event=_event_still_there(row, field),
        field=field,
        old=old,
        new=new,
        reason=reason,
        who=by,
        batch=_batch.get(),
    )


def _event_still_there(row: Model, field: str):
    event = event_of(row)
    return None if event is row and field == REMOVED else event


def in_words(row: Model, name: str, value: Any) -> str:
    """A value as the log keeps it: the permanent key of a related row, ``a, b`` for several, the value itself else."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    field = row._meta.get_field(name)
    if isinstance(field, ForeignKey):
        related = field.related_model._default_manager.filter(pk=value).first()
        return object_key(related) if related else str(value)
    return str(value)
