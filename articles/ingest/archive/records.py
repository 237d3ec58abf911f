"""Rows as records of a set, and back: plain values that JSON holds, neighbours by name."""

from __future__ import annotations

import base64
import binascii
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BinaryField, Field, JSONField, QuerySet

from articles.models import Account

from .tables import Column, Table, in_batches

Record = dict[str, Any]


class BadRecord(ValueError):
    """A record that is no row of its table."""


def line(record: Record) -> str:
    """The record as one line: equal records, equal bytes, whatever order a database keeps JSON's keys in."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def numbered_records(table: Table, rows: QuerySet) -> Iterator[list[tuple[int, Record]]]:
    """The rows' numbers and records, in lists of at most 500: memory does not grow with the table."""
    lookups = [lookup for column in table.columns for lookup in column.lookups]
    found = rows.values_list("pk", *lookups).iterator(chunk_size=500)
    for batch in in_batches(found):
        pairs = [(values[0], _record(table, values[1:])) for values in batch]
        if table.model is Account:
            _add_sources(pairs)
        yield pairs


def _record(table: Table, values: tuple[Any, ...]) -> Record:
    record, at = {}, 0
    for column in table.columns:
        mine = values[at : at + len(column.lookups)]
        at += len(column.lookups)
        record[column.name] = plain(mine[0]) if len(mine) == 1 else _joined(mine)
    return record


def _joined(parts: tuple[Any, ...]) -> str | None:
    """The name of a text: ``3f9a0c…/2``."""
    return None if parts[0] is None else "/".join(str(part) for part in parts)


def plain(value: Any) -> Any:
    """A value as JSON can hold it to the last digit; times in UTC."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def _add_sources(pairs: list[tuple[int, Record]]) -> None:
    """An account's sources stand in its own record: as a table of their own they would need a name for accounts."""
    sources: dict[int, list[str]] = defaultdict(list)
    links = Account.sources.through._base_manager.filter(account__in=[pk for pk, _ in pairs])
    for account, key in links.values_list("account", "article__key"):
        sources[account].append(key)
    for pk, record in pairs:
        record["sources"] = sorted(sources[pk])


def value_of(column: Column, value: Any) -> Any:
    """The other way round, for columns that point at no other row."""
    field = column.field
    if value is None or isinstance(field, JSONField):
        return value
    try:
        if isinstance(field, BinaryField):
            return base64.b64decode(value, validate=True)
        return _checked(field, field.to_python(value))
    except (ValidationError, binascii.Error, TypeError, ValueError) as error:
        raise BadRecord(f"“{value}” is no value of {column.name}") from error


def _checked(field: Field, value: Any) -> Any:
    """Lengths and choices: SQLite would take anything, and the next database would not."""
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        raise ValueError(field.name)
    if value not in ("", None) and field.choices and value not in dict(field.flatchoices):
        raise ValueError(field.name)
    return value
