"""Writes many rows of one table at once, without making an object of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db import connection, models

AT_HAND = 64
"""Megabytes of the file that SQLite keeps in memory while many articles are stored. Its own choice is 2; an article
writes to some sixty places of the index of copies, which has 150 MB at 100,000 articles."""


def keep_indexes_at_hand() -> None:
    """Give this connection's SQLite memory for storing much; PostgreSQL has memory of its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {-1024 * AT_HAND}")


def insert_rows(
    model: type[models.Model], fields: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    """Insert ``rows``, each with a value for every one of ``fields`` of ``model``.

    For rows made by the machine in dozens an article (bands, mentions): a model's object for each costs more time
    than all the rest of storing it. The fields not named must have a default in the database, as ``id`` has.
    """
    meta, quote = model._meta, connection.ops.quote_name
    columns = ", ".join(quote(meta.get_field(name).column) for name in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        # names come from the models, values go as parameters
        statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
        cursor.executemany(statement, [tuple(map(_stored, row)) for row in rows])


def _stored(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value  # PostgreSQL's driver would write the name
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
