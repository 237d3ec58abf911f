"""Take a change back: put the old value there again, unless somebody has set another one since."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Field, ForeignKey, JSONField, Model

from articles.models import (
    Article,
    Change,
    Citation,
    Event,
    Merge,
    Participation,
    Proposal,
    ReviewState,
    Story,
)
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .addresses import keep_address
from .changes import ADDED, REMOVED, in_one_go, in_words, record
from .locks import DOCUMENT_DATE, LOCKABLE, with_their_fact
from .merging import MERGED, UNMERGED, CannotUndo, undo_merge
from .naming import events_touched_by, row_named
from .reopening import Rows, reopen_plain

# Of a row that went the log keeps only the name; a lock that was given up is no value to put back.
NOT_UNDONE_HERE = {REMOVED, UNMERGED, "locked_fields"}

# Rows that a decision makes, and that undoing it may therefore take away again.
MADE_BY_DECISIONS = (Citation, Participation)


def undo_batch(batch: str, by: User | None, reason: str = "") -> int:
    """Take back all that was done in one go: everything or, with ``CannotUndo``, nothing. Returns how many changes."""
    changes = list(Change.objects.filter(batch=batch, undoes=None).order_by("pk")) if batch else []
    if not changes:
        raise CannotUndo("There is nothing to undo.")
    return undo_changes(changes, by, reason)


@transaction.atomic
def undo_changes(changes: Iterable[Change], by: User | None, reason: str = "") -> int:
    """Take the changes back, the newest first. Raises ``CannotUndo`` where a value is not the one they set any more."""
    ids = [change.pk for change in changes]
    # locked: of two who undo the same at once the second finds it undone
    rows = Change.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("-pk")
    locked = list(rows.select_related("undone_by"))
    for change in locked:
        _check_kind(change)
    by_row: Rows = defaultdict(list)
    for change in locked:
        by_row[change.object_type, change.object_key].append(change)
    with in_one_go():
        touched = reopen_plain(by_row, by, reason)
        for (kind, key), made in by_row.items():
            touched |= _undo_on(kind, key, made, by, reason)
    refresh_events(touched)
    keep_revisions(touched)
    return len(locked)


def is_undoable(change: Change) -> bool:
    """True if it makes sense to offer to undo the change. Whether the value still stands is seen when it is done."""
    try:
        _check_kind(change)
    except CannotUndo:
        return False
    return True


def _check_kind(change: Change) -> None:
    if getattr(change, "undone_by", None) is not None:
        raise CannotUndo("This change was undone before.")
    if change.undoes_id is not None:
        raise CannotUndo("This change took another one back: make the change anew instead.")
    if change.field in NOT_UNDONE_HERE:
        raise CannotUndo(f"“{change.field}” cannot be undone here.")


def _undo_on(kind: str, key: str, made: list[Change], by: User | None, reason: str) -> set[int]:
    row = row_named(kind, key)
    if row is None:
        raise CannotUndo(f"{kind} {key} is not there any more.")
    touched = events_touched_by(row)
    merged = [change for change in made if change.field == MERGED]
    for change in merged:
        _unmerge(change, by, reason)
    if any(change.field == ADDED for change in made):
        _take_away(row, made, by, reason)
        return touched
    fields = [change for change in made if change not in merged]
    if fields:
        _set_back(row, fields, by, reason)
    return touched | events_touched_by(row)


def _unmerge(change: Change, by: User | None, reason: str) -> None:
    merges = Merge.objects.filter(object_type=change.object_type, gone_key=change.old, undone_at=None)
    merge = merges.filter(kept_key=change.object_key).first()
    if merge is None:
        raise CannotUndo("This merge was undone before.")
    undo_merge(merge, by, reason)
    log = Change.objects.filter(object_type=change.object_type, field=UNMERGED).order_by("-pk").first()
    Change.objects.filter(pk=log.pk).update(undoes=change)


def _take_away(row: Model, made: list[Change], by: User | None, reason: str) -> None:
    """The row that a decision made goes again."""
    if not isinstance(row, MADE_BY_DECISIONS):
        raise CannotUndo(f"“{row}” was added: delete it if it should not be there.")
    first = next(change for change in made if change.field == ADDED)
    later = Change.objects.filter(object_type=first.object_type, object_key=first.object_key, pk__gt=first.pk)
    if later.exclude(pk__in=[change.pk for change in made]).exists():
        raise CannotUndo(f"“{row}” was changed since.")
    log = record(row, REMOVED, str(row), "", by, reason or "Undone.")
    Change.objects.filter(pk=log.pk).update(undoes=first)
    row.delete()


def _set_back(row: Model, made: list[Change], by: User | None, reason: str) -> None:
    row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    slug = getattr(row, "slug", "")
    new: dict[str, Any] = {}
    for change in made:
        field = _field_of(row, change)
        now = in_words(row, field.name, new.get(field.attname, getattr(row, field.attname)))
        if now != change.new:
            raise CannotUndo(
                f"“{field.verbose_name}” of {row} is “{now}” by now, not “{change.new}”: it stays."
            )
        new[field.attname] = _value_of(field, change.old)
    for name, value in new.items():
        setattr(row, name, value)
    new |= _undecided(row) | _unlocked(row, made)
    _check(row, new)
    type(row)._base_manager.filter(pk=row.pk).update(**new)
    if isinstance(row, Event) and row.slug != slug:
        keep_address(row, slug)
    for change in made:
        log = record(row, change.field, change.new, change.old, by, reason or "Undone.")
        Change.objects.filter(pk=log.pk).update(undoes=change)
    if isinstance(row, Article) and any(change.field == "story" for change in made):
        Story.objects.filter(key__in=[change.new for change in made], articles=None).delete()


def _field_of(row: Model, change: Change) -> Field:
    try:
        field = row._meta.get_field(change.field)
    except FieldDoesNotExist as error:
        raise CannotUndo(f"“{change.field}” cannot be undone here.") from error
    if not field.concrete or field.many_to_many or isinstance(field, JSONField):
        raise CannotUndo(f"“{change.field}” is a list: change it in the form.")
    return field


def _value_of(field: Field, words: str) -> Any:
    """The value that the log has in words: ``2018-05-17`` gives that day, ``avery-stone`` the official's number."""
    if isinstance(field, ForeignKey):
        return _related(field, words)
    if words == "" and field.null:
        return None
    try:
        return field.to_python(words)
    except ValidationError as error:
        raise CannotUndo(f"“{words}” is no value of “{field.verbose_name}”.") from error


def _related(field: ForeignKey, words: str) -> int | None:
    if words == "":
        return None
    model = field.related_model
    row = row_named(model._meta.model_name, words)
    if row is None and model is Story:  # a story goes with its last article, and is no more than its key
        row = Story.objects.create(key=words)
    if row is None:
        raise CannotUndo(f"{words} is not there any more.")
    return row.pk


def _undecided(row: Model) -> dict[str, Any]:
    """A proposal that waits again was decided by nobody."""
    if isinstance(row, (Citation, Proposal)) and row.state == ReviewState.PROPOSED:
        return {"decided_by": None, "decided_at": None}
    return {}


def _unlocked(row: Model, made: list[Change]) -> dict[str, Any]:
    """The machine gets back the fields that nobody else set."""
    if isinstance(row, Proposal) and row.kind == Proposal.Kind.DATE:
        _release(row.article, DOCUMENT_DATE, made)
    if not isinstance(row, LOCKABLE):
        return {}
    return {"locked_fields": _locks_left(row, with_their_fact(change.field for change in made), made)}


def _release(article: Article, fields: Iterable[str], made: list[Change]) -> None:
    locked = _locks_left(article, set(fields), made)
    Article.objects.filter(pk=article.pk).update(locked_fields=locked)


def _locks_left(row: Model, fields: set[str], made: list[Change]) -> list[str]:
    """The row's locks without those of ``fields`` that no standing change of an editor speaks for."""
    standing = Change.objects.filter(
        object_type=row._meta.model_name, object_key="/".join(row.natural_key()), undoes=None, undone_by=None
    )
    kept: set[str] = set()
    for name in standing.exclude(pk__in=[change.pk for change in made]).values_list("field", flat=True):
        kept |= with_their_fact([name])
    return [name for name in row.locked_fields if name not in fields or name in kept]


def _check(row: Model, new: dict[str, Any]) -> None:
    changed = {field.name for field in row._meta.concrete_fields if field.attname in new}
    try:
        row.clean_fields(exclude={field.name for field in row._meta.concrete_fields} - changed)
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        raise CannotUndo(f"{row}: {' '.join(error.messages)}") from error
