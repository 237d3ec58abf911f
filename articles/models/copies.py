# ruff: noqa: S608 - all names in these statements are constants of this file
"""What a link keeps of its article: the day it was published and its story, so that a day in the past is found by index.

An event may be told of by ten thousand articles: to ask each when it was published takes a hundred times as long as
to read their days in a row. Triggers keep the copies, in the transaction of whoever writes: a link that is made or
moved, an article that gets another date or story.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Q

from .citation import Citation

LINKS, ARTICLES = "articles_citation", "articles_article"
NAME = "articles_copies"
COPIED = {"article_published": "published_latest", "article_story": "story_id"}
"""Column of the link, and the article's own."""


def _is_other(vendor: str, link: str, article: str) -> str:
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"{link}.{own} {differs} {article}.{theirs}" for own, theirs in COPIED.items())


def _taken(article: str) -> str:
    """``article_published = (SELECT published_latest …), …``: both from the article of that number."""
    return ", ".join(
        f"{own} = (SELECT {theirs} FROM {ARTICLES} WHERE id = {article})" for own, theirs in COPIED.items()
    )


_GIVEN = ", ".join(f"{own} = NEW.{theirs}" for own, theirs in COPIED.items())
_OWN, _THEIRS = ", ".join(COPIED), ", ".join(COPIED.values())

_SQLITE = {
    f"{NAME}_made": f"AFTER INSERT ON {LINKS} BEGIN UPDATE {LINKS} SET {_taken('NEW.article_id')} WHERE id = NEW.id; END",
    f"{NAME}_moved": f"""AFTER UPDATE OF article_id, {_OWN} ON {LINKS}
WHEN EXISTS (SELECT 1 FROM {ARTICLES} a WHERE a.id = NEW.article_id AND ({_is_other("sqlite", "NEW", "a")}))
BEGIN UPDATE {LINKS} SET {_taken("NEW.article_id")} WHERE id = NEW.id; END""",
    f"{NAME}_dated": f"""AFTER UPDATE OF {_THEIRS} ON {ARTICLES}
WHEN {" OR ".join(f"OLD.{one} IS NOT NEW.{one}" for one in COPIED.values())}
BEGIN UPDATE {LINKS} SET {_GIVEN} WHERE article_id = NEW.id; END""",
    f"{NAME}_added": f"""AFTER INSERT ON {ARTICLES}
BEGIN UPDATE {LINKS} SET {_GIVEN} WHERE article_id = NEW.id; END""",
}  # fmt: skip

_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION {NAME}_take() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    SELECT {_THEIRS} INTO {", ".join(f"NEW.{own}" for own in COPIED)} FROM {ARTICLES} WHERE id = NEW.article_id;
    RETURN NEW;
END $$""",
    f"""CREATE OR REPLACE FUNCTION {NAME}_give() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE {LINKS} SET {_GIVEN} WHERE article_id = NEW.id;
    RETURN NULL;
END $$""",
)
_POSTGRES = {
    f"{NAME}_made": f"BEFORE INSERT ON {LINKS} FOR EACH ROW EXECUTE FUNCTION {NAME}_take()",
    f"{NAME}_moved": f"BEFORE UPDATE OF article_id, {_OWN} ON {LINKS} FOR EACH ROW EXECUTE FUNCTION {NAME}_take()",
    f"{NAME}_dated": f"""AFTER UPDATE OF {_THEIRS} ON {ARTICLES} FOR EACH ROW
WHEN ({" OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in COPIED.values())})
EXECUTE FUNCTION {NAME}_give()""",
    f"{NAME}_added": f"AFTER INSERT ON {ARTICLES} FOR EACH ROW EXECUTE FUNCTION {NAME}_give()",
}

_TABLE_OF = {"made": LINKS, "moved": LINKS, "dated": ARTICLES, "added": ARTICLES}


def install_copies() -> bool:
    """Make the triggers where they are not all there, and the copies anew. True if it did.

    A database that was migrated back to a time before them has no room for them.
    """
    if not _has_room():
        return False
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    if _present() >= wanted.keys():
        return False
    remove_copies()
    made = [f"CREATE TRIGGER {name} {rest}" for name, rest in wanted.items()]
    _run([*(_FUNCTIONS if connection.vendor == "postgresql" else ()), *made, _fill()])
    return True


def remove_copies() -> None:
    """Take the triggers away."""
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    _run(
        f"DROP TRIGGER IF EXISTS {NAME}_{what}" + on.format(table=table) for what, table in _TABLE_OF.items()
    )
    if connection.vendor == "postgresql":
        _run(f"DROP FUNCTION IF EXISTS {NAME}_{what}()" for what in ("take", "give"))


def wrong_copies() -> list[int]:
    """The links whose copies are not what their articles say, the first hundred of them."""
    same = Q()
    for own, theirs in COPIED.items():
        theirs = f"article__{theirs}"
        same &= Q(**{own: F(theirs)}) | Q(**{own: None, theirs: None})
    return list(Citation.objects.exclude(same).order_by("pk").values_list("pk", flat=True)[:100])


def _fill() -> str:
    wrong = f"EXISTS (SELECT 1 FROM {ARTICLES} a WHERE a.id = article_id AND ({_is_other(connection.vendor, LINKS, 'a')}))"
    return f"UPDATE {LINKS} SET {_taken('article_id')} WHERE {wrong}"


def _has_room() -> bool:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, LINKS)
    return COPIED.keys() <= {column.name for column in described}


def _present() -> set[str]:
    """Names of the triggers that are there."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
