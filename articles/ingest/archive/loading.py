"""Loads a set: what is new here is added, what is here stays as it is, and where the two differ that is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from articles.extraction.fingerprints import Fingerprint
from articles.ingest.digest import digest
from articles.ingest.statistics import learn_spread
from articles.ingest.store import wait_for_turn
from articles.ingest.stories import index_texts
from articles.models import Account, ArticleText, Citation, Event, Participation
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .history import History
from .marks import Numbers
from .neighbours import Neighbours, Unknown
from .reading import BadSet, Set, open_set
from .records import BadRecord, Record, value_of
from .standing import Standing, comparable, key_columns, key_of, log_key
from .tables import TABLES, Table, in_batches

MOST_NAMED = 1000
"""Conflicts that are named; further ones are counted."""

Batch = list[tuple[int, Record]]
"""Line numbers and records."""


@dataclass
class Loaded:
    """What became of the set's rows.

    ``left``: equal rows stand here. ``conflicting``: others stand here, and stay; ``conflicts`` has a line for each.
    ``dropped``: parts of such rows, and the log about them.
    """

    added: int = 0
    left: int = 0
    conflicting: int = 0
    dropped: int = 0
    conflicts: list[str] = field(default_factory=list)
    digest: str = ""
    is_equal: bool = False
    is_masked: bool = False


def load_set(folder: Path) -> Loaded:
    """Load the set in ``folder``: all that can be taken over or, with an error, nothing. Raises ``BadSet``."""
    opened = open_set(folder)
    try:
        with transaction.atomic():
            wait_for_turn()
            return _Loader(opened).load()
    except (IntegrityError, DataError) as error:
        reason = str(error).strip().splitlines()[0]
        raise BadSet(
            f"A row of the set contradicts what is here, so nothing was loaded ({reason})."
        ) from error


class _Loader:
    def __init__(self, opened: Set) -> None:
        self.set = opened
        self.loaded = Loaded(is_masked=opened.is_masked)
        self.numbers = Numbers()
        self.standing = Standing()
        self.history = History(self.numbers, self.standing)
        self.touched: set[int] = set()

    def load(self) -> Loaded:
        for table in TABLES:
            for batch in in_batches(self.set.records(table)):
                self._load(table, batch)
            if table.model is Event:
                self._set_parents(table)
        self.history.tie()
        refresh_events()
        keep_revisions(self.touched)
        learn_spread()
        self.loaded.digest = digest()
        self.loaded.is_equal = self.loaded.digest == self.set.digest
        return self.loaded

    def _load(self, table: Table, batch: Batch) -> None:
        for number, record in batch:
            _check_columns(table, number, record)
        neighbours = Neighbours(table, [record for _, record in batch])
        new = self._new_parts(table, batch, neighbours) if table.owner else self._new_rows(table, batch)
        self._insert(table, new, neighbours)

    def _new_rows(self, table: Table, batch: Batch) -> Batch:
        """Of a table whose rows stand for themselves: the records of rows that are not here."""
        records = [record for _, record in batch]
        here = self.standing.by_key(table, records)
        gone = self.standing.taken_away(
            table, [record for record in records if key_of(table, record) not in here]
        )
        new = []
        for number, record in batch:
            number_here, row = here.get(key_of(table, record), (None, None))
            if row is not None:
                self._compare(table, record, number_here, row)
            elif table.is_log and self.history.is_told_here(table, record):
                self.loaded.dropped += 1
            elif not table.is_log and log_key(table, record) in gone:
                self._conflict(table, log_key(table, record), "was taken away or merged here")
            else:
                new.append((number, record))
        return new

    def _compare(self, table: Table, record: Record, number: int, row: Record) -> None:
        self.numbers.learn(record.get("mark", ""), number)
        said, says = comparable(record), comparable(row)
        if table.is_log or said == says:
            self.loaded.left += 1
            return
        differing = [
            name for name in row if comparable({name: record.get(name)}) != comparable({name: row[name]})
        ]
        self._conflict(table, log_key(table, record), f"says something else here ({', '.join(differing)})")

    def _new_parts(self, table: Table, batch: Batch, neighbours: Neighbours) -> Batch:
        """Of a table whose rows belong to others: the records whose owner is here only since now."""
        here = self.standing.by_owner(table, [record for _, record in batch], neighbours)
        new = []
        for number, record in batch:
            owner = self.standing.owner_of(table, record, neighbours)
            if owner is None:
                self.loaded.dropped += 1
            elif owner not in here:
                new.append((number, record))
            elif same := here[owner].get(comparable(record)):
                self.numbers.learn(record.get("mark", ""), same.pop(0))
                self.loaded.left += 1
            else:
                self._conflict(table, record[table.owner], "has another one here, or none")
        return new

    def _conflict(self, table: Table, name: str, what: str) -> None:
        self.loaded.conflicting += 1
        if len(self.loaded.conflicts) < MOST_NAMED:
            self.loaded.conflicts.append(f"{table.model._meta.verbose_name} {name}: {what}")

    def _insert(self, table: Table, batch: Batch, neighbours: Neighbours) -> None:
        rows, taken = [], []
        for number, record in batch:
            try:
                rows.append(self._row(table, record, neighbours))
                taken.append(record)
            except Unknown as error:
                self._conflict(table, log_key(table, record) or record.get(table.owner, ""), str(error))
            except BadRecord as error:
                raise BadSet(f"{table.name}.jsonl, line {number}: {error}.") from error
        _insert_as_they_are(table.model, rows)
        self.loaded.added += len(rows)
        for row, record in zip(rows, taken, strict=True):
            self._after(row, record)
        if table.model is ArticleText:
            _index(table, rows)
        if table.model is Account:
            _link_sources(rows, taken, neighbours)

    def _row(self, table: Table, record: Record, neighbours: Neighbours) -> Model:
        if table.is_log:
            record = self.history.taken_over(table, record)
        values: dict[str, Any] = {}
        for column in table.columns:
            value = record.get(column.name)
            if column.name not in record or column.target is table.model:
                continue  # an older set knows less; the parents of events come when all are there
            if column.target and value is not None:
                is_log_of = table.is_log and column.target is Event
                value = neighbours.get(Event, value) if is_log_of else neighbours.number(column.target, value)
            elif not column.target:
                value = value_of(column, value)
            values[column.field.attname] = value
        if table.model is User:
            values |= {"password": make_password(None), "is_active": False}
        return table.model(**values)

    def _after(self, row: Model, record: Record) -> None:
        self.numbers.learn(record.get("mark", ""), row.pk)
        self.history.remember(row.pk, record)
        if isinstance(row, Citation | Participation) and self.standing.was_here(Event, row.event_id):
            self.touched.add(row.event_id)

    def _set_parents(self, table: Table) -> None:
        children = (pair for pair in self.set.records(table) if pair[1].get("parent"))
        for batch in in_batches(children):
            slugs = [{"parent": record[name]} for _, record in batch for name in ("slug", "parent")]
            rows = Neighbours(table, slugs)
            for _, record in batch:
                child, parent = (rows.get(Event, record[name]) for name in ("slug", "parent"))
                if child is None or self.standing.was_here(Event, child):
                    continue
                if parent is None:
                    self._conflict(table, record["slug"], f"is part of {record['parent']}, which is not here")
                else:
                    Event.objects.filter(pk=child).update(parent=parent)


def _check_columns(table: Table, number: int, record: Record) -> None:
    known = {column.name for column in table.columns} | {"mark", "undoes", "sources"}
    for name in sorted(record.keys() - known):
        raise BadSet(
            f"{table.name}.jsonl, line {number}: “{name}” is not known: bring this program up to date."
        )
    for name in [*key_columns(table), *([table.owner] if table.owner else [])]:
        if not isinstance(record.get(name), str):
            raise BadSet(f"{table.name}.jsonl, line {number}: {name} is missing.")


def _insert_as_they_are(model: type[Model], rows: list[Model]) -> None:
    """Insert the rows and give them their numbers. ``raw``: else times of writing would be those of loading."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    size = max(1, connection.ops.bulk_batch_size(fields, rows)) if rows else 1
    for start in range(0, len(rows), size):
        some = rows[start : start + size]
        returned = model._base_manager._insert(
            some, fields=fields, returning_fields=[model._meta.pk], using=connection.alias, raw=True
        )
        for row, (number,) in zip(some, returned, strict=True):
            row.pk = number


def _index(table: Table, texts: list[Model]) -> None:
    """Make current texts findable for copies again."""
    try:
        index_texts(
            (text, Fingerprint.from_bytes(bytes(text.fingerprint))) for text in texts if text.is_current
        )
    except ValueError as error:
        raise BadSet(f"{table.name}.jsonl: a text has no readable fingerprint ({error}).") from error


def _link_sources(accounts: list[Model], records: list[Record], neighbours: Neighbours) -> None:
    through = Account.sources.through
    through._base_manager.bulk_create(
        [
            through(account_id=account.pk, article_id=article)
            for account, record in zip(accounts, records, strict=True)
            for key in record.get("sources", [])
            if (article := neighbours.get(Account.sources.rel.model, key)) is not None
        ],
        batch_size=400,
    )
