"""How rows are spread, told to the database right after a command filled its tables."""

from __future__ import annotations

from django.db import connection


def learn_spread() -> None:
    """Let PostgreSQL look at its tables, as it would by itself some minutes later.

    Until then it plans as if they were empty, and the first readers wait. SQLite plans by its indexes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
