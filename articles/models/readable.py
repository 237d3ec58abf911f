"""What readers see: the tables and columns whose change makes a page say something else (``edition.READ``)."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

ALL = ("INSERT", "UPDATE", "DELETE")
LATER = ("UPDATE", "DELETE")
"""For what shows nothing by itself when it comes: an article without an accepted link, a quotation of it."""

UNSEEN = {
    "editor_note", "locked_fields", "search_text", "proposal_reason", "proposal_score", "created_at", "fingerprint",
    "source_format", "given", "decided_by_id", "decided_at", "origin",
    "article_published", "story_id",
}  # fmt: skip
"""Columns no reader's page tells of. Of an article's story pages tell where it has a link: the link's copy of it counts."""

READABLE = {
    "Account": ALL, "Account_sources": ALL, "Article": LATER, "ArticleText": LATER, "Change": ALL, "Citation": ALL,
    "Commitment": ALL, "CommitmentStep": ALL, "DateMention": LATER, "Dispute": ALL, "Event": ALL, "EventAlias": ALL,
    "Event_topics": ALL, "FormerSlug": ALL, "Merge": ALL, "Official": ALL, "OfficialAlias": ALL, "OfficialMention": LATER,
    "Participation": ALL, "Post": ALL, "Publisher": LATER, "Quotation": LATER, "Revision": ALL, "RoundLabel": ALL,
    "Series": LATER, "Topic": LATER,
}  # fmt: skip
"""Models, and what of theirs changes pages."""

REVIEWED = {"Citation", "Event", "Official"}
"""Their rows count while they are accepted: what is only proposed comes and goes all the time."""


def readable_tables() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], bool]]:
    """Table, its columns that readers see, the actions that change pages, and whether only accepted rows count.

    Tables and columns that a database of an older version lacks are left out.
    """
    present = set(connection.introspection.table_names())
    for name, actions in READABLE.items():
        model = apps.get_model("articles", name)
        if model._meta.db_table in present:
            yield model._meta.db_table, _columns(model), actions, name in REVIEWED


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, model._meta.db_table)
    known = {column.name for column in described}
    ours = [field.column for field in model._meta.concrete_fields]
    return tuple(name for name in ours if name in known and name not in UNSEEN and name != "id")
