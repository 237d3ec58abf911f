"""Take plain decisions back many at once: a thousand may have been decided in one go, and row by row that would keep
other writers waiting."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from articles.models import Change, Citation, Event, Official, Participation, Proposal, ReviewState

from .changes import in_words, unsaved_change
from .locks import LOCKABLE, with_their_fact
from .naming import object_key

Rows = dict[tuple[str, str], list[Change]]
"""Type and key of a row → its changes, the newest first."""

DECISION = {"state", "is_published"}
"""The fields of which a plain decision sets no others."""

UNDECIDED = {"decided_by": None, "decided_at": None}

BATCH = 500


def reopen_plain(by_row: Rows, by: User | None, reason: str) -> set[int]:
    """Put plainly decided rows back among the proposals, and take them out of ``by_row``. Returns the events touched.

    Rows of which anything else was changed, then or since, are left in ``by_row``.
    """
    touched: set[int] = set()
    for model in (Citation, Proposal, Event, Official):
        kind = model._meta.model_name
        plain = {key: made for (of, key), made in by_row.items() if of == kind and _is_plain(made)}
        rows = [row for row in _rows_named(model, plain) if _still_stands(row, plain[object_key(row)])]
        if rows:
            _reopen(model, rows, plain, by, reason)
            touched |= _events_of(model, rows)
        for row in rows:
            del by_row[kind, object_key(row)]
    return touched


def _is_plain(made: list[Change]) -> bool:
    fields = [change.field for change in made]
    states = [change.old for change in made if change.field == "state"]
    return set(fields) <= DECISION and len(fields) == len(set(fields)) and states == [ReviewState.PROPOSED]


def _rows_named(model: type[Model], keys: Iterable[str]) -> list[Model]:
    """The rows that the log calls so, locked; one that has another address by now is not among them."""
    wanted, found = set(keys), []
    column = {Citation: "article__key", Proposal: "key"}.get(model, "slug")
    names = sorted({key.rpartition("/")[2] for key in wanted})
    for start in range(0, len(names), BATCH):
        rows = model._base_manager.filter(**{f"{column}__in": names[start : start + BATCH]})
        rows = _light(model, rows.select_for_update(of=("self",)).order_by("pk"))
        found += [row for row in rows if object_key(row) in wanted]
    return found


def _light(model: type[Model], rows: QuerySet) -> QuerySet:
    """The rows with what the log needs of their neighbours."""
    if model is Citation:
        return rows.select_related("event", "article").defer("event__search_text")
    if model is Proposal:
        return rows.select_related("event").defer("event__search_text")
    return rows


def _still_stands(row: Model, made: list[Change]) -> bool:
    if isinstance(row, Proposal) and row.kind == Proposal.Kind.DATE:
        return False  # its article has changed with it
    if getattr(row, "is_published", False) and "is_published" not in {change.field for change in made}:
        return False  # somebody has published it since
    return all(in_words(row, change.field, getattr(row, change.field)) == change.new for change in made)


def _reopen(
    model: type[Model], rows: list[Model], plain: dict[str, list[Change]], by: User | None, reason: str
) -> None:
    spoken_for = _spoken_for(model, plain) if issubclass(model, LOCKABLE) else {}
    alike: dict[tuple, list[int]] = defaultdict(list)
    log = []
    for row in rows:
        made = plain[object_key(row)]
        old = {change.field: model._meta.get_field(change.field).to_python(change.old) for change in made}
        alike[tuple(sorted(old.items())), _locks_left(row, made, spoken_for)].append(row.pk)
        for change in made:
            log.append(unsaved_change(row, change.field, change.new, change.old, by, reason or "Undone."))
            log[-1].undoes = change
    Change.objects.bulk_create(log, batch_size=BATCH)
    for (old, locks), pks in alike.items():
        fields: dict[str, Any] = dict(old) | (UNDECIDED if locks is None else {"locked_fields": list(locks)})
        for start in range(0, len(pks), BATCH):
            model._base_manager.filter(pk__in=pks[start : start + BATCH]).update(**fields)


def _spoken_for(model: type[Model], plain: dict[str, list[Change]]) -> dict[str, set[str]]:
    """Key → the fields that other standing changes of editors lock."""
    found: dict[str, set[str]] = defaultdict(set)
    undone = {change.pk for made in plain.values() for change in made}
    keys = sorted(plain)
    for start in range(0, len(keys), BATCH):
        standing = Change.objects.filter(
            object_type=model._meta.model_name,
            object_key__in=keys[start : start + BATCH],
            undoes=None,
            undone_by=None,
        )
        for pk, key, field in standing.order_by().values_list("pk", "object_key", "field"):
            if pk not in undone:
                found[key] |= with_their_fact([field])
    return found


def _locks_left(row: Model, made: list[Change], spoken_for: dict[str, set[str]]) -> tuple[str, ...] | None:
    """The row's locks without those of the decision alone; None for a row that knows no locks."""
    if not isinstance(row, LOCKABLE):
        return None
    freed = with_their_fact(change.field for change in made) - spoken_for.get(object_key(row), set())
    return tuple(name for name in row.locked_fields if name not in freed)


def _events_of(model: type[Model], rows: list[Model]) -> set[int]:
    if model is Event:
        return {row.pk for row in rows}
    if model is Official:
        there = Participation.objects.filter(official__in=rows).order_by()
        return set(there.values_list("event_id", flat=True))
    return {row.event_id for row in rows if row.event_id}
