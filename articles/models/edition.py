"""Editions: a mark that changes when what the timeline filters by changes, so that a process may keep it in memory.

Triggers set the mark, in the transaction of whoever writes: an edit in the admin, a load, a hand in the database. Their
mark is random, not counted up: a transaction that was rolled back leaves no number that another one could use again.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models

SHOWN, PROPOSED = "shown", "proposed"
"""What readers see; what the machine proposes. Apart, for ingestion proposes all the time."""


class Edition(models.Model):
    """The present mark of the events shown, or of those proposed."""

    name = models.CharField(primary_key=True, max_length=20)
    token = models.CharField(max_length=40)
    writer = models.BigIntegerField(
        null=True, help_text="The transaction that set it: PostgreSQL sets it once in each."
    )

    def __str__(self):
        return f"{self.name} {self.token}"


def present_edition(*, unreviewed: bool = False) -> str:
    """The mark of what is shown now, with ``unreviewed`` also of what is proposed; empty if there is none. One query."""
    wanted = {SHOWN, PROPOSED} if unreviewed else {SHOWN}
    rows = dict(Edition.objects.values_list("name", "token"))
    return " ".join(f"{name} {rows[name]}" for name in sorted(wanted)) if wanted <= rows.keys() else ""


_ACCEPTED = "{row}.state = 'accepted'"
_FILTERED_BY = {
    "articles_event": (
        "kind", "status", "earliest", "latest", "granularity", "city", "country", "order", "outcome", "confidence",
        "state", "is_published", "told_on", "article_count",
    ),
    "articles_event_topics": ("event_id", "topic_id"),
    "articles_topic": ("slug", "name"),
    "articles_official": ("slug", "name", "family_name", "given_name", "side", "state"),
    "articles_participation": ("event_id", "official_id"),
    "articles_account": ("event_id", "dispute_id", "side", "said_on", "known_by", "evidence_text_id"),
    "articles_account_sources": ("account_id", "article_id"),
    "articles_dispute": ("event_id",),
    "articles_article": ("published_latest",),
}  # fmt: skip
"""Tables and columns that decide where an event stands and which filters it fits."""

_BY_STATE = {"articles_event": PROPOSED, "articles_official": None}
"""Tables with rows that are only proposed, and the mark that those set."""
_UPDATED_ONLY = {"articles_article"}
"""New articles change nothing until a link to them is accepted, and then the event changes."""


def install_editions() -> None:
    """Make the triggers (anew: Django drops them on SQLite when it rebuilds a table) and set fresh marks."""
    with connection.cursor() as cursor:
        for statement in [*_function(), *_triggers()]:
            cursor.execute(statement)
        for name in (SHOWN, PROPOSED):
            cursor.execute(_mark(name))


def remove_editions() -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for statement in _drops():
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS articles_edition_mark()")


def _mark(name: str) -> str:
    mark, writer = "md5(random()::text || clock_timestamp()::text)", "txid_current()"
    if connection.vendor == "sqlite":
        mark, writer = "lower(hex(randomblob(8)))", "NULL"
    return (
        f"INSERT INTO articles_edition (name, token, writer) VALUES ('{name}', {mark}, {writer}) "  # noqa: S608
        "ON CONFLICT (name) DO UPDATE SET token = excluded.token, writer = excluded.writer"
    )


def _function() -> list[str]:
    if connection.vendor != "postgresql":
        return []
    body = _mark("' || TG_ARGV[0] || '").replace("'' || TG_ARGV[0] || ''", "TG_ARGV[0]")
    return [
        f"""CREATE OR REPLACE FUNCTION articles_edition_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM articles_edition WHERE name = TG_ARGV[0] AND writer = txid_current()) THEN
        {body};
    END IF;
    RETURN NULL;
END $$"""  # noqa: S608
    ]


def _triggers() -> Iterator[str]:
    yield from _drops()
    for table, columns in _FILTERED_BY.items():
        for action in ("UPDATE",) if table in _UPDATED_ONLY else ("INSERT", "UPDATE", "DELETE"):
            for name, condition in _conditions(table, action, columns):
                yield _trigger(table, action, name, condition)


def _conditions(table: str, action: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Which mark an action sets, and when."""
    rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[action]
    differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
    when = f"({changed})" if action == "UPDATE" else ""
    if table not in _BY_STATE:
        yield SHOWN, when
        return
    accepted = " OR ".join(_ACCEPTED.format(row=row) for row in rows)
    yield SHOWN, " AND ".join(filter(None, [when, f"({accepted})"]))
    if _BY_STATE[table]:
        yield PROPOSED, " AND ".join(filter(None, [when, f"NOT ({accepted})"]))


def _name(table: str, action: str, mark: str) -> str:
    return f"edition_{mark}_{table.removeprefix('articles_')}_{action.lower()}"


def _trigger(table: str, action: str, mark: str, condition: str) -> str:
    when = f"WHEN ({condition})" if condition else ""
    head = f"CREATE TRIGGER {_name(table, action, mark)} AFTER {action} ON {table} FOR EACH ROW {when}"
    if connection.vendor == "sqlite":
        return f"{head} BEGIN {_mark(mark)}; END"
    return f"{head} EXECUTE FUNCTION articles_edition_mark('{mark}')"


def _drops() -> Iterator[str]:
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    for table in _FILTERED_BY:
        for action in ("INSERT", "UPDATE", "DELETE"):
            for mark in (SHOWN, PROPOSED):
                yield f"DROP TRIGGER IF EXISTS {_name(table, action, mark)}" + on.format(table=table)
