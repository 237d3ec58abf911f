"""Writes everything a database holds to a folder: the same content, the same bytes."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from articles.formats.cells import shield
from articles.ingest.digest import digest
from articles.models import Article, ArticleText, Change, Citation, Event, Merge, PendingDocument, Proposal
from articles.models.edtf import edtf

from .descriptor import LICENCE, descriptor
from .marks import Marks, merge_with
from .masking import hash_of, masked_hashes, masked_texts
from .records import Record, line, numbered_records
from .tables import TABLES, Table

SUMS = "SHA256SUMS"
DESCRIPTOR = "datapackage.json"
LICENCE_FILE = "LICENCE.txt"

NOT_IN_CELLS = frozenset({"text", "source", "fingerprint", "content", "gone_row", "moved", "mark"})
"""Columns that no spreadsheet shows: whole texts, bytes, what undoing needs."""

WHOLE, MASKED = "whole", "masked"


class NotEmpty(OSError):
    """The folder holds something already."""


@dataclass
class Written:
    """A file of the set: how many rows and bytes it has, and its hash."""

    rows: int = 0
    size: int = 0
    hash: Any = field(default_factory=hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. ``masked_texts``: texts of which only the evidence went out."""

    rows: int
    files: int
    digest: str
    masked_texts: int
    pending: int


def export_set(folder: Path, *, with_texts: bool = False) -> Exported:
    """Write the set into ``folder``, which must be empty or not there: all of it or nothing.

    Without ``with_texts`` the texts that may not be shown are masked and documents added by hand stay out.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(f"{folder} is not empty: a set is written into a folder of its own.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # beside the folder: a name given at the end is given at once only within one file system
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with one_snapshot():
            exported = _Writer(work, with_texts=with_texts).write()
        work.chmod(0o755)
        work.replace(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return exported


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All that is read within is of one moment, while others go on writing."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # IMMEDIATE would keep writers waiting
    try:
        is_outermost = not connection.in_atomic_block
        with transaction.atomic():
            if connection.vendor == "postgresql" and is_outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


class _Writer:
    def __init__(self, folder: Path, *, with_texts: bool) -> None:
        self.folder = folder
        self.with_texts = with_texts
        self.marks = Marks()
        self.files: dict[str, Written] = {}
        self.masked = 0

    def write(self) -> Exported:
        (self.folder / "csv").mkdir()
        for table in TABLES:
            self._write_table(table)
        total = digest()
        texts = WHOLE if self.with_texts else MASKED
        described = json.dumps(descriptor(self.files, texts, total), ensure_ascii=False, indent=1)
        self._write_text(DESCRIPTOR, described + "\n")
        self._write_text(LICENCE_FILE, LICENCE)
        lines = [f"{self.files[name].hash.hexdigest()}  {name}\n" for name in sorted(self.files)]
        (self.folder / SUMS).write_text("".join(lines), encoding="utf-8")
        rows = sum(one.rows for name, one in self.files.items() if name.endswith(".jsonl"))
        left = 0 if self.with_texts else PendingDocument.objects.count()
        return Exported(rows, len(self.files) + 1, total, self.masked, left)

    def _write_table(self, table: Table) -> None:
        exact, sheet = f"{table.name}.jsonl", f"csv/{table.name}.csv"
        with ExitStack() as stack:
            lines = stack.enter_context(self._opened(exact))
            cells = csv.writer(stack.enter_context(self._opened(sheet)), lineterminator="\r\n")
            columns = sheet_columns(table)
            cells.writerow(columns)
            for record in self._records(table):
                lines.write(line(record))
                cells.writerow([_cell(record, column) for column in columns])
                self.files[exact].rows += 1
                self.files[sheet].rows += 1

    def _records(self, table: Table) -> Iterator[Record]:
        for batch in numbered_records(table, self._chosen(table)):
            if not self.with_texts and table.model is ArticleText:
                self._mask(batch)
            elif not self.with_texts and table.model is Proposal:
                self._mask_hashes(batch)
            for number, record in batch:
                self._mark(table, number, record)
                yield record

    def _chosen(self, table: Table) -> QuerySet:
        if table.model is User:
            return table.rows().filter(_who_decided())
        if table.model is PendingDocument and not self.with_texts:
            return table.rows().none()
        return table.rows()

    def _mask(self, batch: list[tuple[int, Record]]) -> None:
        keys = [record["article"] for _, record in batch]
        titles = dict(Article.objects.filter(key__in=keys, licence="").values_list("key", "title"))
        closed = [(number, record) for number, record in batch if record["article"] in titles]
        texts = masked_texts((number, record["text"], titles[record["article"]]) for number, record in closed)
        for (_, record), text in zip(closed, texts, strict=True):
            # the hash is that of what stands here, so that the set is sound in itself
            record |= {"text": text, "sha256": hash_of(text), "source": ""}
        self.masked += len(closed)

    def _mask_hashes(self, batch: list[tuple[int, Record]]) -> None:
        """A proposal names the text it was read from by its hash: here by that of the masked one."""
        hashes = masked_hashes(record["text_sha256"] for _, record in batch)
        for _, record in batch:
            record["text_sha256"] = hashes.get(record["text_sha256"], record["text_sha256"])

    def _mark(self, table: Table, number: int, record: Record) -> None:
        if mark := self.marks.give(table.model, number):
            record["mark"] = mark
        if table.model is Change:
            record["object_key"] = self.marks.in_key(record["object_type"], record["object_key"])
            undone = self.marks.undone.get(number)
            record["undoes"] = self.marks.of(Change, undone) if undone else None
        elif table.model is Merge:
            kind, row, moved = record["object_type"], record["gone_row"], record["moved"]
            record["gone_row"], record["moved"] = merge_with(kind, row, moved, self.marks.of)

    def _write_text(self, name: str, text: str) -> None:
        with self._opened(name) as file:
            file.write(text)

    @contextmanager
    def _opened(self, name: str) -> Iterator[Any]:
        written = self.files[name] = Written()
        with (self.folder / name).open("wb") as file:
            yield _Counted(file, written)


class _Counted:
    """A file that knows its size and hash when it is done."""

    def __init__(self, file: Any, written: Written) -> None:
        self._file, self._written = file, written

    def write(self, text: str) -> int:
        encoded = text.encode()
        self._written.hash.update(encoded)
        self._written.size += len(encoded)
        return int(self._file.write(encoded))


def _who_decided() -> Q:
    """Accounts named by some row. Of them nothing but the name goes out."""
    named = [(Change, "who"), (Merge, "who"), (Citation, "decided_by"), (Proposal, "decided_by")]
    named.append((PendingDocument, "added_by"))
    chosen = Q()
    for model, name in named:
        chosen |= Q(pk__in=model._base_manager.exclude(**{name: None}).order_by().values(name))
    return chosen


def sheet_columns(table: Table) -> list[str]:
    """The columns of the table's CSV file; events have their date as EDTF too."""
    names = [column.name for column in table.columns if column.name not in NOT_IN_CELLS]
    return [*names, "edtf"] if table.model is Event else names


def _cell(record: Record, column: str) -> str:
    if column == "edtf":
        earliest, latest = (
            record[name] and date.fromisoformat(record[name]) for name in ("earliest", "latest")
        )
        return edtf(earliest, latest, about=record["is_about"])
    value = record[column]
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | dict():
            return shield(json.dumps(value, ensure_ascii=False, sort_keys=True))
        case str():
            return shield(value)
    return str(value)
