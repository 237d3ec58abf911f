"""Two rows that are one thing: merge them, and take it back.

A merge keeps everything it touches on its ``Merge`` row: which rows moved, which would have stood twice and were set aside,
what was filled in. Undoing puts all of it back, except what people changed since.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Field, Model, UniqueConstraint
from django.utils import timezone

from articles.models import (
    Article,
    Citation,
    Event,
    FormerSlug,
    Merge,
    Official,
    OfficialAlias,
    Publisher,
    Story,
)
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .changes import record
from .locks import lock_fields
from .naming import events_touched_by, object_key, object_type
from .rows import restore, row_of, values_of

MERGED = "merged"
UNMERGED = "merge undone"

# What the kept row takes over from the other where its own is empty.
FILLED_IN = {
    Event: ["summary", "city", "country", "venue", "outcome", "time_zone", "start_time", "series_id"],
    Official: ["chinese_name", "family_name", "given_name", "wikidata_id", "note"],
    Publisher: ["domain", "side"],
    Story: [],
}


class CannotMerge(ValueError):
    """The two rows are not two of one kind."""


class CannotUndo(ValueError):
    """Something that happened since stands in the way."""


def merge_events(kept: Event, gone: Event, by: User | None, reason: str = "") -> Merge:
    """Make one event of two: sources, participants, accounts… move to ``kept``, the old address redirects to it."""
    return _merge(kept, gone, by, reason)


def merge_officials(kept: Official, gone: Official, by: User | None, reason: str = "") -> Merge:
    """Make one official of two: posts, mentions, participations move to ``kept``, which also goes by the other's name."""
    return _merge(kept, gone, by, reason)


def merge_publishers(kept: Publisher, gone: Publisher, by: User | None, reason: str = "") -> Merge:
    """Make one publisher of two: the articles move to ``kept``."""
    return _merge(kept, gone, by, reason)


def merge_stories(kept: Story, gone: Story, by: User | None, reason: str = "") -> Merge:
    """Make one story of two: the articles move to ``kept`` and stay there."""
    return _merge(kept, gone, by, reason)


MERGERS = {Event: merge_events, Official: merge_officials, Publisher: merge_publishers, Story: merge_stories}


@transaction.atomic
def split_story(articles: Iterable[Article], by: User | None, reason: str = "") -> Story:
    """Take the articles out of their stories into one of their own, where they stay. Merging the stories takes it back."""
    articles = list(articles)
    if not articles:
        raise CannotMerge("No article was chosen.")
    story = Story.objects.create(key=_free_story_key(articles))
    for article in articles:
        record(article, "story", article.story.key if article.story else "", story.key, by, reason)
        article.story = story
        lock_fields(article, ["story"])
        article.save(update_fields=["story", "locked_fields", "updated_at"])
    refresh_events(events_touched_by(story))
    keep_revisions(events_touched_by(story))
    return story


def _free_story_key(articles: list[Article]) -> str:
    """A key that says it was an editor's doing and which article leads: no reading of texts comes to the same one."""
    base = f"split-{min(article.key for article in articles)}"
    taken = set(Story.objects.filter(key__startswith=base).values_list("key", flat=True))
    number = 2
    key = base
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def preview(gone: Model) -> dict[str, int]:
    """What would move if ``gone`` were merged into another row: ``{"citations": 17, "event alias": 1}``."""
    counts: Counter[type[Model]] = Counter()
    for field in _references_to(type(gone)):
        counts[field.model] += field.model._base_manager.filter(**{field.name: gone}).count()
    return {
        str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural): count
        for model, count in counts.items()
        if count
    }


@transaction.atomic
def _merge(kept: Model, gone: Model, by: User | None, reason: str) -> Merge:
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        raise CannotMerge("A merge takes two different rows of one kind.")
    touched = events_touched_by(kept) | events_touched_by(gone)
    trace = _Trace()
    gone_values = values_of(gone)
    _lock_stories(kept, gone, trace)
    for field in _references_to(type(gone)):
        _move(field, kept, gone, trace)
    _fill_in(kept, gone, trace)
    # a fresh copy: ``gone`` itself keeps its number for the caller
    type(gone)._base_manager.get(pk=gone.pk).delete()
    _keep_name(kept, gone, trace)
    merge = Merge.objects.create(
        object_type=object_type(kept),
        kept_key=object_key(kept),
        gone_key=object_key(gone),
        gone_row=gone_values,
        moved=trace.as_json() | {"kept": kept.pk},
        reason=reason,
        who=by,
    )
    record(kept, MERGED, object_key(gone), object_key(kept), by, reason)
    refresh_events(touched)
    keep_revisions(touched)
    return merge


class _Trace:
    """What a merge did, so that it can be undone."""

    def __init__(self) -> None:
        self.moved: dict[str, list[int]] = {}
        self.set_aside: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.added: list[dict[str, Any]] = []

    def as_json(self) -> dict[str, Any]:
        return {
            "moved": self.moved,
            "set_aside": self.set_aside,
            "changed": self.changed,
            "added": self.added,
        }

    def change(self, row: Model, new: dict[str, Any]) -> None:
        """Give a row other values, remembering the old ones."""
        old = {name: value for name, value in values_of(row).items() if name in new}
        if all(getattr(row, name) == value for name, value in new.items()):
            return
        for name, value in new.items():
            setattr(row, name, value)
        type(row)._base_manager.filter(pk=row.pk).update(**new)
        now = {name: value for name, value in values_of(row).items() if name in new}
        self.changed.append({"model": row._meta.label, "pk": row.pk, "old": old, "new": now})

    def drop(self, row: Model) -> None:
        """Delete a row, remembering all of it."""
        self.set_aside.append({"model": row._meta.label, "values": values_of(row)})
        row.delete()

    def add(self, row: Model) -> None:
        self.added.append({"model": row._meta.label, "pk": row.pk})


def _references_to(model: type[Model]) -> list[Field]:
    """Every column that points at the model, tables of many-to-many relations included."""
    relations = model._meta.get_fields(include_hidden=True)
    found = [one.field for one in relations if one.auto_created and not one.concrete and not one.many_to_many]
    return sorted(found, key=lambda field: (field.model._meta.label, field.name))


def _move(field: Field, kept: Model, gone: Model, trace: _Trace) -> None:
    """Point the rows that point at ``gone`` at ``kept``; set those aside that would then stand twice."""
    rows = field.model._base_manager
    if isinstance(kept, field.model):
        for own in rows.filter(pk=kept.pk, **{field.name: gone}):
            trace.change(own, {field.attname: None})
    rules = _rules(field)
    if rules:
        _set_twins_aside(field, rules, kept, gone, trace)
    moving = list(rows.filter(**{field.name: gone}).order_by("pk").values_list("pk", flat=True))
    rows.filter(**{field.name: gone}).update(**{field.name: kept})
    if moving:
        trace.moved[f"{field.model._meta.label}.{field.name}"] = moving


def _set_twins_aside(field: Field, rules: list[list[str]], kept: Model, gone: Model, trace: _Trace) -> None:
    rows = field.model._base_manager
    there = {
        identity: one for one in rows.filter(**{field.name: kept}) for identity in _identities(one, rules)
    }
    for row in rows.filter(**{field.name: gone}).order_by("pk"):
        twin = next((there[identity] for identity in _identities(row, rules) if identity in there), None)
        if twin is not None:
            _prefer_decided(twin, row, trace)
            trace.drop(row)


def _rules(field: Field) -> list[list[str]]:
    """The columns of which no two rows that share ``field`` may have the same values, rule by rule."""
    meta = field.model._meta
    unique = [
        rule.fields for rule in meta.constraints if isinstance(rule, UniqueConstraint) and not rule.condition
    ]
    return [
        [meta.get_field(name).attname for name in names if name != field.name]
        for names in [*unique, *meta.unique_together]
        if field.name in names
    ]


def _identities(row: Model, rules: list[list[str]]) -> list[tuple]:
    return [(number, *(getattr(row, name) for name in rule)) for number, rule in enumerate(rules)]


def _prefer_decided(twin: Model, row: Model, trace: _Trace) -> None:
    """Of two links to one article the one a human decided speaks: a merge must not bury a decision."""
    if isinstance(row, Citation) and row.is_decided and not twin.is_decided:
        names = ["state", "relation", "origin", "decided_by_id", "decided_at", "note"]
        trace.change(twin, {name: getattr(row, name) for name in names})


def _fill_in(kept: Model, gone: Model, trace: _Trace) -> None:
    """Take over what only the other row says."""
    empty = [name for name in FILLED_IN[type(kept)] if getattr(kept, name) in ("", None)]
    new = {name: getattr(gone, name) for name in empty if getattr(gone, name) not in ("", None)}
    if not new:
        return
    if hasattr(kept, "locked_fields"):
        new["locked_fields"] = sorted({*kept.locked_fields, *(name.removesuffix("_id") for name in new)})
    trace.change(kept, new)


def _lock_stories(kept: Model, gone: Model, trace: _Trace) -> None:
    """The next reading of the texts must not part what an editor joined."""
    if isinstance(kept, Story):
        for article in Article.objects.filter(story__in=[kept, gone]):
            trace.change(article, {"locked_fields": sorted({*article.locked_fields, "story"})})


def _keep_name(kept: Model, gone: Model, trace: _Trace) -> None:
    """Whoever asks for the row that went finds the kept one: by address, or by name."""
    if isinstance(kept, Event):
        former, is_new = FormerSlug.objects.get_or_create(slug=gone.slug, defaults={"event": kept})
    elif isinstance(kept, Official) and gone.name != kept.name:
        former, is_new = OfficialAlias.objects.get_or_create(official=kept, name=gone.name)
    else:
        return
    if is_new:
        trace.add(former)


@transaction.atomic
def undo_merge(merge: Merge, by: User | None = None, reason: str = "") -> Model:
    """Put back the row that went and everything that moved. Returns that row."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    model = apps.get_model("articles", merge.object_type)
    kept = model._base_manager.filter(pk=merge.moved["kept"]).first()
    _check_undoable(merge, model, kept)
    for one in merge.moved["added"]:
        apps.get_model(one["model"])._base_manager.filter(pk=one["pk"]).delete()
    gone = restore(model._meta.label, merge.gone_row)
    for label, pks in merge.moved["moved"].items():
        _move_back(label, pks, kept, gone)
    for one in merge.moved["set_aside"]:
        restore(one["model"], one["values"])
    for one in reversed(merge.moved["changed"]):
        _change_back(one)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    kept.refresh_from_db()
    record(kept, UNMERGED, object_key(kept), object_key(gone), by, reason)
    touched = events_touched_by(kept) | events_touched_by(gone)
    refresh_events(touched)
    keep_revisions(touched)
    gone.refresh_from_db()
    return gone


def _check_undoable(merge: Merge, model: type[Model], kept: Model | None) -> None:
    if merge.undone_at:
        raise CannotUndo("This merge was undone before.")
    if kept is None:
        raise CannotUndo(f"{merge.kept_key} is not there any more: undo the merge that took it first.")
    gone = row_of(model._meta.label, merge.gone_row)
    if model._base_manager.filter(pk=gone.pk).exists() or any(
        model._base_manager.filter(**{field.name: getattr(gone, field.name)}).exists()
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    ):
        raise CannotUndo(f"Another {model._meta.verbose_name} is called {merge.gone_key} by now.")


def _move_back(label: str, pks: list[int], kept: Model, gone: Model) -> None:
    """Those rows that still point at the kept one; where an editor has put one elsewhere since, it stays."""
    model_label, name = label.rsplit(".", 1)
    rows = apps.get_model(model_label)._base_manager
    rows.filter(pk__in=pks, **{name: kept}).update(**{name: gone})


def _change_back(change: dict[str, Any]) -> None:
    """Restore the old values unless somebody has set others since."""
    model = apps.get_model(change["model"])
    row = model._base_manager.filter(pk=change["pk"]).first()
    if row is None:
        return
    now = values_of(row)
    if all(now[name] == value for name, value in change["new"].items()):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        old = {name: fields[name].to_python(value) for name, value in change["old"].items()}
        model._base_manager.filter(pk=row.pk).update(**old)
