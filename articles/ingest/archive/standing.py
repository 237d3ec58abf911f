"""What stood here before a set was loaded: it stays."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, Model

from articles.ingest.chronology.writing import REMOVED
from articles.models import Change, Citation, Event, FormerSlug, Merge

from .neighbours import Neighbours
from .records import Record, line, numbered_records
from .tables import NOT_COMPARED, TABLES, Table

Key = tuple[Any, ...]


def comparable(record: Record) -> str:
    """What the record says, without when and by whom it was written."""
    return line(
        {name: value for name, value in record.items() if name not in NOT_COMPARED and name != "mark"}
    )


class Standing:
    """The rows that were here. New ones have higher numbers than all of them: so no list of them is needed."""

    def __init__(self) -> None:
        self._last = {
            table.model: table.model._base_manager.aggregate(last=Max("pk"))["last"] or 0 for table in TABLES
        }
        self.is_empty = not any(last for model, last in self._last.items() if model is not User)

    def was_here(self, model: type[Model], number: int | None) -> bool:
        """True for the number of a row that stood here before."""
        return number is not None and number <= self._last[model]

    def by_key(self, table: Table, records: list[Record]) -> dict[Key, tuple[int, Record]]:
        """Of a table whose rows have a key: the rows that stand here with the keys of the records."""
        if self._last[table.model] == 0:
            return {}
        same = {
            f"{lookup}__in": sorted({record[name] for record in records})
            for lookup, name in zip(table.key, key_columns(table), strict=True)
        }
        rows = table.model._base_manager.filter(**same, pk__lte=self._last[table.model]).order_by()
        found = {}
        for batch in numbered_records(table, rows):
            found |= {key_of(table, record): (number, record) for number, record in batch}
        return found

    def by_owner(
        self, table: Table, records: list[Record], neighbours: Neighbours
    ) -> dict[Any, dict[str, list[int]]]:
        """Owner that was here → what its parts in the table say, with the numbers of the rows that say so."""
        owners = {self.owner_of(table, record, neighbours) for record in records} - {None}
        model = table.model._meta.get_field(table.owner).related_model
        if model is not None:
            old = {owner for owner in owners if self.was_here(model, owner)}
        else:
            rows = table.model._base_manager.filter(pk__lte=self._last[table.model])
            old = set(rows.filter(**{f"{table.owner}__in": owners}).values_list(table.owner, flat=True))
        parts: dict[Any, dict[str, list[int]]] = {owner: defaultdict(list) for owner in old}
        rows = table.model._base_manager.filter(**{f"{table.owner}__in": old}).order_by("pk")
        for batch in numbered_records(table, rows):
            own = Neighbours(table, [record for _, record in batch])
            for number, record in batch:
                parts[self.owner_of(table, record, own)][comparable(record)].append(number)
        return parts

    @staticmethod
    def owner_of(table: Table, record: Record, neighbours: Neighbours) -> Any:
        """The number of the record's owner, or its name where rows go by a name alone; None if it is not here."""
        model = table.model._meta.get_field(table.owner).related_model
        return neighbours.get(model, record[table.owner]) if model else record[table.owner]

    def taken_away(self, table: Table, records: list[Record]) -> set[str]:
        """The names, of those in the records, that people removed here or merged into others: they do not come back."""
        if self.is_empty:
            return set()
        names = [log_key(table, record) for record in records]
        kind = table.name
        gone = set(
            Change.objects.filter(object_type=kind, object_key__in=names, field=REMOVED).values_list(
                "object_key", flat=True
            )
        )
        merged = Merge.objects.filter(object_type=kind, gone_key__in=names, undone_at=None)
        gone.update(merged.values_list("gone_key", flat=True))
        if table.model is Event:
            gone.update(FormerSlug.objects.filter(slug__in=names).values_list("slug", flat=True))
        return gone


def key_of(table: Table, record: Record) -> Key:
    """What makes the row the same as one that stands here."""
    return (comparable(record),) if table.says_itself else tuple(record[name] for name in key_columns(table))


def key_columns(table: Table) -> list[str]:
    """``["event", "article"]`` for citations."""
    return [lookup.partition("__")[0] for lookup in table.key]


def log_key(table: Table, record: Record) -> str:
    """What the log calls the row: ``geneva-round``, ``geneva-round/3f9a0c…``."""
    parts = key_columns(table) if table.key and not table.is_log else []
    key = "/".join(str(record[name]) for name in parts)
    return key[:120] if table.model is Citation else key
