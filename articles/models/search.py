# ruff: noqa: S608 - all names in these statements are constants of this file
"""Full-text search: SQLite's FTS5 or PostgreSQL's tsvector, behind one function.

``Event.search_text`` holds an event's terms; ``counts.py`` alone writes it, triggers (SQLite) or a generated column
(PostgreSQL) keep the index in step with it, whoever writes. The terms are ours (``extraction.search_words``): both
databases only look them up, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection, transaction

from articles.extraction.search_words import Wanted

TABLE = "articles_event"
INDEX = "articles_event_search"

_SQLITE = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(
    search_text, content='{TABLE}', content_rowid='id', detail='none', tokenize="unicode61 remove_diacritics 0")""",
    f"""CREATE TRIGGER IF NOT EXISTS {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN
    INSERT INTO {INDEX}(rowid, search_text) VALUES (new.id, new.search_text);
END""",
    f"""CREATE TRIGGER IF NOT EXISTS {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN
    INSERT INTO {INDEX}({INDEX}, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END""",
    f"""CREATE TRIGGER IF NOT EXISTS {INDEX}_update AFTER UPDATE OF search_text ON {TABLE}
WHEN old.search_text IS NOT new.search_text BEGIN
    INSERT INTO {INDEX}({INDEX}, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO {INDEX}(rowid, search_text) VALUES (new.id, new.search_text);
END""",
)
_SQLITE_AWAY = (
    *(f"DROP TRIGGER IF EXISTS {INDEX}_{name}" for name in ("insert", "delete", "update")),
    f"DROP TABLE IF EXISTS {INDEX}",
)

# A function with its own setting: to the planner a scan of all vectors looks cheap, for it does not count unpacking them.
_POSTGRES = (
    f"""ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS search_vector tsvector
    GENERATED ALWAYS AS (strip(to_tsvector('pg_catalog.simple', search_text))) STORED""",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (search_vector) WITH (fastupdate = off)",
    f"""CREATE OR REPLACE FUNCTION {INDEX}_found(question tsquery) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan = off
    AS $$ SELECT id FROM {TABLE} WHERE search_vector @@ question $$""",
)
_POSTGRES_AWAY = (
    f"DROP FUNCTION IF EXISTS {INDEX}_found(tsquery)",
    f"ALTER TABLE IF EXISTS {TABLE} DROP COLUMN IF EXISTS search_vector",
)

_FOUND = {
    "sqlite": f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s",
    "postgresql": f"SELECT {INDEX}_found(%s::tsquery)",
}


def events_with(wanted: Sequence[Wanted]) -> list[int]:
    """Rows of the events in which everything that is wanted stands somewhere. One query; none for an empty question."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor], [question_for(connection.vendor, wanted)])
        return [row[0] for row in cursor.fetchall()]


def question_for(vendor: str, wanted: Iterable[Wanted]) -> str:
    """The question in the database's own words. Terms are letters and digits only; quoted, none of them is an operator.

    ``tariff``, ``soy`` as a beginning → ``"tariff" AND "soy" *`` or ``'tariff' & 'soy':*``.
    """
    quote, beginning, both = ('"', " *", " AND ") if vendor == "sqlite" else ("'", ":*", " & ")
    return both.join(
        f"{quote}{term}{quote}{beginning if one.is_prefix else ''}" for one in wanted for term in one.terms
    )


def install_search() -> bool:
    """Make the index where it is not whole. On SQLite the triggers go when Django rebuilds the table. True if it did."""
    if _is_whole():
        return False
    _run(_SQLITE if connection.vendor == "sqlite" else _POSTGRES)
    rebuild_search()
    return True


def remove_search() -> None:
    """Take the index away."""
    _run(_SQLITE_AWAY if connection.vendor == "sqlite" else _POSTGRES_AWAY)


def rebuild_search() -> None:
    """Make the whole index anew from the events' terms."""
    anew = {
        "sqlite": f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')",
        "postgresql": f"REINDEX INDEX {INDEX}",
    }
    _run([anew[connection.vendor]])


def search_fault() -> str:
    """What is wrong with the index, or an empty string: missing parts, or other rows than there are events."""
    if not _is_whole():
        return "The search index or one of its triggers is not there."
    counted, events = (_count(table) for table in (_INDEXED[connection.vendor], TABLE))
    if counted != events:
        return f"The search index holds {counted} events instead of {events}."
    return "" if _is_in_step() else "The search index holds other words than its events."


_INDEXED = {"sqlite": f"{INDEX}_docsize", "postgresql": f"{TABLE} WHERE search_vector IS NOT NULL"}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _is_whole() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'trigger') AND name IN (%s, %s, %s, %s)",
                [INDEX, *(f"{INDEX}_{name}" for name in ("insert", "delete", "update"))],
            )
            return bool(cursor.fetchone()[0] == 4)
        cursor.execute("SELECT count(*) FROM pg_class WHERE oid = to_regclass(%s)", [INDEX])
        return bool(cursor.fetchone()[0])


def _is_in_step() -> bool:
    """PostgreSQL makes the column itself; FTS5 compares the index with the table."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic():
            _run([f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)"])
    except DatabaseError:
        return False
    return True


def _run(statements: Iterable[str]) -> None:
    """One by one, in the caller's transaction: sqlite3's own way to run a script would end it."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
