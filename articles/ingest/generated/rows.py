"""Writes very many rows at once: ``executemany`` on SQLite, COPY on PostgreSQL. No model objects: they cost four fifths."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, JSONField, Max, Model

Values = tuple[object, ...]
BATCH = 5_000


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> int:
    """Insert rows with their primary keys; values as the database takes them (JSON as text). Returns how many.

    Columns that are not named get the defaults of their fields.
    """
    left_out = [field for field in model._meta.concrete_fields if field.column not in columns]
    rest = tuple(_default(field) for field in left_out)
    names = [*columns, *(field.column for field in left_out)]
    filled = (row + rest for row in rows)
    if connection.vendor == "postgresql":
        return _copy(model, names, filled)
    return _execute_many(model, names, filled)


def _copy(model: type[Model], names: Sequence[str], rows: Iterable[Values]) -> int:
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_table(model)} ({_quoted(names)}) FROM STDIN") as copy,
    ):
        for count, row in enumerate(rows, 1):  # noqa: B007 - what is left after the loop is the number
            copy.write_row(row)
    return count


def _execute_many(model: type[Model], names: Sequence[str], rows: Iterable[Values]) -> int:
    places = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {_table(model)} ({_quoted(names)}) VALUES ({places})"  # noqa: S608 - names of models
    left, count = iter(rows), 0
    with connection.cursor() as cursor:
        while batch := list(islice(left, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def _default(field: Field) -> object:
    value = field.get_default()
    return json.dumps(value) if isinstance(field, JSONField) else field.get_db_prep_save(value, connection)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def next_pk(model: type[Model]) -> int:
    """The first free row number."""
    return (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def go_on_counting(models: Iterable[type[Model]]) -> None:
    """Let the database give the numbers that follow those we gave; SQLite does so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
