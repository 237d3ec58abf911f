"""Editions: a mark that changes when what the timeline filters by changes, so that a process may keep it in memory.

Triggers set the mark, in the transaction of whoever writes: an edit in the admin, a load, a hand in the database. Their
mark is random, not counted up: a transaction that was rolled back leaves no number that another one could use again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection, models
from django.db.models import Subquery

from .readable import readable_tables

SHOWN, PROPOSED, READ = "shown", "proposed", "read"
"""What readers filter by; what the machine proposes; all that readers see. Apart, for ingestion proposes all the time."""


class Edition(models.Model):
    """The present mark of the events shown, or of those proposed."""

    name = models.CharField(primary_key=True, max_length=20)
    token = models.CharField(max_length=40)
    writer = models.BigIntegerField(
        null=True, help_text="The transaction that set it: PostgreSQL sets it once in each."
    )

    def __str__(self):
        return f"{self.name} {self.token}"


Marks = dict[str, str]


def present_marks(asked: Iterable[Subquery] = ()) -> tuple[Marks, tuple[object, ...]]:
    """The present marks by name (none where no triggers were made), and the values ``asked`` for along with them. One query."""
    rows = list(Edition.objects.values_list("name", "token", *asked))
    return {name: token for name, token, *_ in rows}, rows[0][2:] if rows else ()


def present_edition(*, unreviewed: bool = False, marks: Marks | None = None) -> str:
    """The mark of what is shown now, with ``unreviewed`` also of what is proposed; empty if there is none.

    One query, unless the ``marks`` of this request have been asked for already.
    """
    wanted = {SHOWN, PROPOSED} if unreviewed else {SHOWN}
    rows = present_marks()[0] if marks is None else marks
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
        for name in (SHOWN, PROPOSED, READ):
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
    for table, columns, actions, is_reviewed in readable_tables():
        for action in actions:
            yield _trigger(table, action, READ, _when(action, columns, is_reviewed))


def _conditions(table: str, action: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Which mark an action sets, and when."""
    if table not in _BY_STATE:
        yield SHOWN, _when(action, columns)
        return
    yield SHOWN, _when(action, columns, is_reviewed=True)
    if _BY_STATE[table]:
        changed, accepted = _changed(action, columns), _accepted(action)
        yield PROPOSED, " AND ".join(filter(None, [changed, f"NOT ({accepted})"]))


def _when(action: str, columns: tuple[str, ...], is_reviewed: bool = False) -> str:
    """The condition of a trigger: a column changed, and where rows are reviewed, one of them is or was accepted."""
    accepted = f"({_accepted(action)})" if is_reviewed else ""
    return " AND ".join(filter(None, [_changed(action, columns), accepted]))


def _changed(action: str, columns: tuple[str, ...]) -> str:
    differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
    return f"({changed})" if action == "UPDATE" else ""


def _accepted(action: str) -> str:
    rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[action]
    return " OR ".join(_ACCEPTED.format(row=row) for row in rows)


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
    marked = dict.fromkeys(_FILTERED_BY, (SHOWN, PROPOSED))
    for table, *_ in readable_tables():
        marked[table] = (*marked.get(table, ()), READ)
    for table, marks in marked.items():
        for action in ("INSERT", "UPDATE", "DELETE"):
            for mark in marks:
                yield f"DROP TRIGGER IF EXISTS {_name(table, action, mark)}" + on.format(table=table)
