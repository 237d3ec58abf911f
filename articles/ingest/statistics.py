"""How rows are spread, told to the database right after a command filled its tables."""

from __future__ import annotations

from django.db import connection, transaction


def learn_spread() -> None:
    """Let PostgreSQL look at its tables, as it would by itself some minutes later.

    Until then it plans as if they were empty, and looks up each row that an index alone would tell of: the first
    readers wait. SQLite plans by its indexes.
    """
    if connection.vendor == "postgresql":
        _execute("ANALYZE")
        # which rows everybody sees is noted outside a transaction only; where that fails, all is stored nevertheless
        transaction.on_commit(lambda: _execute("VACUUM"), robust=True)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
