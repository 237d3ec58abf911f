"""Which tables a set holds, in the order in which they are loaded, and what names a row in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import F, QuerySet
from django.db.models.expressions import BaseExpression, OrderBy
from django.db.models.functions import Collate

from articles.models import (
    Account,
    Article,
    ArticleText,
    Change,
    Citation,
    Commitment,
    CommitmentStep,
    DateMention,
    Dispute,
    Event,
    EventAlias,
    FormerSlug,
    Merge,
    Official,
    OfficialAlias,
    OfficialMention,
    Participation,
    PendingDocument,
    Post,
    Proposal,
    Publisher,
    Quotation,
    Refusal,
    Revision,
    RoundLabel,
    Series,
    Story,
    Topic,
)

NAMED_BY: dict[type[models.Model], tuple[str, ...]] = {
    User: ("username",),
    Publisher: ("name",),
    Topic: ("slug",),
    Series: ("slug",),
    Story: ("key",),
    Official: ("slug",),
    Event: ("slug",),
    Article: ("key",),
    ArticleText: ("article__key", "version"),
    Dispute: ("slug",),
    Commitment: ("slug",),
}
"""How a row that others point at is named: never by its number, which is another one in each database."""


@dataclass(frozen=True)
class Column:
    """A column of a table, and the lookups that give its value: ``Column(Citation.event, ("event__slug",))``."""

    field: models.Field
    lookups: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def target(self) -> type[models.Model] | None:
        """The model that the column points at, or None for a plain value."""
        return self.field.related_model if self.field.is_relation else None


@dataclass(frozen=True)
class Table:
    """A table of the set.

    ``key``: the lookups that tell one row from all others, if there are such. ``owner``: the column that says to what
    a row belongs; a row comes and goes with its owner. ``order``: what decides further, before the order of writing,
    which readers see in lists. ``left_out``: columns that are made anew from the rest. ``is_log``: rows are only ever
    added, and tell of other rows. ``says_itself``: a row is the same as another only if all of it is.
    """

    model: type[models.Model]
    key: tuple[str, ...] = ()
    owner: str = ""
    order: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    is_log: bool = False
    says_itself: bool = False

    @property
    def name(self) -> str:
        """``officialalias``: what the log calls rows of this kind."""
        return str(self.model._meta.model_name)

    @cached_property
    def columns(self) -> list[Column]:
        """All columns but the row's number and what is made anew."""
        fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        if self.only:
            fields = [field for field in fields if field.name in self.only]
        return [
            Column(field, _lookups(field))
            for field in fields
            if field.name not in self.left_out and not _is_own_kind(field)
        ]

    def rows(self) -> QuerySet:
        """All rows in an order that is the same on every database: by name, then as they were written."""
        return self.model._base_manager.order_by(*self._ordering())

    def _ordering(self) -> Iterator[str | OrderBy]:
        first = _lookups(self.model._meta.get_field(self.owner)) if self.owner else ()
        if not (self.owner or self.order):
            first = self.key
        for lookup in dict.fromkeys([*first, *self.order]):
            yield _by_bytes(self.model, lookup).asc()
        yield "pk"


def _lookups(field: models.Field) -> tuple[str, ...]:
    if not field.is_relation:
        return (field.attname,)
    named = NAMED_BY.get(field.related_model, ("pk",))
    return tuple(f"{field.name}__{lookup}" for lookup in named)


def _is_own_kind(field: models.Field) -> bool:
    """A change that takes back another one: those rows have no names, only marks within the set."""
    return field.related_model is Change


def _by_bytes(model: type[models.Model], lookup: str) -> BaseExpression | F:
    """Sorted by code points everywhere: else PostgreSQL would follow the rules of a language."""
    field: models.Field | None = None
    for part in lookup.split("__"):
        field = (model if field is None else field.related_model)._meta.get_field(part)
    is_text = isinstance(field, models.CharField | models.TextField)
    return Collate(F(lookup), "C") if is_text and connection.vendor == "postgresql" else F(lookup)


TABLES: tuple[Table, ...] = (
    Table(User, key=("username",), only=("username",)),
    Table(Publisher, key=("name",)),
    Table(Topic, key=("slug",)),
    Table(Series, key=("slug",)),
    Table(Story, key=("key",)),
    Table(Official, key=("slug",)),
    Table(OfficialAlias, owner="official"),
    Table(Post, owner="official"),
    Table(
        Event,
        key=("slug",),
        left_out=frozenset({"article_count", "story_count", "told_on", "search_text"}),
    ),
    Table(EventAlias, owner="event"),
    Table(RoundLabel, owner="event"),
    Table(FormerSlug, owner="event"),
    Table(Event.topics.through, owner="event", order=("topic__slug",)),
    Table(Article, key=("key",)),
    Table(ArticleText, owner="article", order=("version",)),
    Table(DateMention, owner="text", order=("start", "end")),
    Table(OfficialMention, owner="text", order=("start", "end")),
    Table(Quotation, owner="text", order=("start", "end")),
    Table(Participation, owner="event"),
    Table(Dispute, owner="event"),
    Table(Account, owner="event", order=("order",)),
    Table(Commitment, owner="event", order=("order",)),
    Table(CommitmentStep, owner="commitment", order=("order",)),
    Table(
        Citation,
        key=("event__slug", "article__key"),
        left_out=frozenset({"article_published", "article_story"}),
    ),
    Table(Proposal, key=("key",)),
    Table(Refusal, key=("kind", "text_sha256", "key", "value"), says_itself=True),
    Table(PendingDocument, key=("added_at", "form", "name"), order=("added_at",)),
    Table(Revision, owner="event_key", order=("number",)),
    Table(Change, key=("at", "object_type", "field"), order=("at",), is_log=True),
    Table(Merge, key=("at", "object_type", "gone_key"), order=("at",), is_log=True),
)

NOT_COMPARED = frozenset(
    {
        "created_at",
        "updated_at",
        "at",
        "added_at",
        "decided_at",
        "decided_by",
        "who",
        "known_by",
        "proposal_score",
    }
)
"""When and by whom, and what is counted: two rows that differ in nothing else say the same."""


def in_batches(rows: Iterable, size: int = 500) -> Iterator[list]:
    """The rows in lists of at most ``size``."""
    batch: list = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def table_of(model: type[models.Model]) -> Table:
    """The table that holds the model's rows."""
    return next(table for table in TABLES if table.model is model)
