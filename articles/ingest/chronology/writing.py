"""One row at a time: create it, correct it, or leave it as an editor left it.

The chronology adds rows and corrects fields. It never deletes, and never touches what a human set: fields named in a
row's ``locked_fields``, fields a ``Change`` of a user tells of, citations an editor decided.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from articles.models import Change

REMOVED = "removed"
"""What the log says in place of a field where a whole row was taken away (see ``curation.changes``)."""

UNLOCKED = "locked_fields"
"""What the log says where an editor gave fields back to the machine: what was changed before counts no more."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class ChronologyReport:
    """How many rows were created, updated, found as they should be, or kept as an editor left them."""

    created: int
    updated: int
    unchanged: int
    kept: int
    by_noun: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.created} rows created, {self.updated} updated, {self.unchanged} unchanged, "
            f"{self.kept} kept as editors left them"
        )


class HumanChanges:
    """What users changed, by kind of row: read once, asked for every field."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, str], set[str]] = {}
        self._events: set[tuple[str, int]] = set()
        standing = Change.objects.exclude(who=None).filter(undoes=None, undone_by=None).order_by("pk")
        rows = standing.values_list("object_type", "object_key", "field", "event_id", "old", "new")
        for object_type, key, name, event_id, old, new in rows:
            noun = object_type.lower().rsplit(".", 1)[-1]
            fields = self._fields.setdefault((noun, key), set())
            fields.add(name)
            if name == UNLOCKED:
                fields -= {*old.split(", ")} - {*new.split(", ")}
            if event_id is not None:
                self._events.add((noun, event_id))

    def fields(self, row: Model, key: str) -> set[str]:
        """Names of the fields that a user changed in the row with this natural key."""
        return self._fields.get((row._meta.model_name or "", key), set())

    def removed(self, model: type[Model], key: str) -> bool:
        """True if a user took the row with this key away: then it is not to come back."""
        return REMOVED in self._fields.get((model._meta.model_name or "", key), ())

    def touched(self, model: type[Model], event_id: int) -> bool:
        """True if a user changed a row of this kind that belongs to the event (rows without a key of their own)."""
        return (model._meta.model_name or "", event_id) in self._events


class RowWriter:
    """Writes rows and counts what became of them."""

    def __init__(self) -> None:
        self.changes = HumanChanges()
        self._outcomes: Counter[tuple[str, str]] = Counter()

    def count(self, model: type[Model], outcome: str, number: int = 1) -> None:
        """Notes that ``number`` rows were ``created``, ``updated``, ``unchanged`` or ``kept``."""
        self._outcomes[model._meta.model_name or "", outcome] += number

    def report(self) -> ChronologyReport:
        """All counts so far."""
        totals: Counter[str] = Counter()
        by_noun: dict[str, dict[str, int]] = {}
        for (noun, outcome), number in sorted(self._outcomes.items()):
            totals[outcome] += number
            by_noun.setdefault(noun, {})[outcome] = number
        return ChronologyReport(
            totals["created"], totals["updated"], totals["unchanged"], totals["kept"], by_noun
        )

    def is_removed(self, row: Model | None, model: type[Model], key: str) -> bool:
        """True, and counted as kept, if the row is not there because a user removed it."""
        is_removed = row is None and self.changes.removed(model, key)
        if is_removed:
            self.count(model, "kept")
        return is_removed

    def locked(self, row: Model, key: str) -> set[str]:
        """Fields and relations of the row that belong to its editors."""
        return {*getattr(row, "locked_fields", ()), *self.changes.fields(row, key)}

    def write(
        self,
        row: Row | None,
        model: type[Row],
        identity: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        key: str = "",
        is_kept: bool = False,
    ) -> Row:
        """The row with ``identity``, created or corrected so that it holds ``values`` where no editor set them.

        ``is_kept`` says that a human decided the whole row.
        """
        if row is None:
            row = model(**identity, **values)
            _check(row)
            row.save(force_insert=True)
            self.count(model, "created")
            return row
        wrong = {name for name, value in values.items() if getattr(row, name) != value}
        free = set() if is_kept or not wrong else wrong - self.locked(row, key)
        if free:
            for name in free:
                setattr(row, name, values[name])
            _check(row)
            row.save(update_fields=[*free, *({"updated_at"} if hasattr(row, "updated_at") else ())])
        self.count(model, "updated" if free else "kept" if wrong else "unchanged")
        return row

    def link(self, manager: Any, held: Collection[int], wanted: Collection[Model]) -> None:
        """Adds the wanted rows that are not ``held`` yet to a many-to-many relation (``event.topics``)."""
        missing = [row for row in wanted if row.pk not in held]
        if missing:
            manager.add(*missing)
        self.count(manager.through, "created", len(missing))
        self.count(manager.through, "unchanged", len(wanted) - len(missing))


def _check(row: Model) -> None:
    """Choices, lengths and formats; what it refers to was checked when the files were read."""
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
