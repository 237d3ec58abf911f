"""A run of ingestion: documents in, outcomes out, and a count that is read back from the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from django.db import connection, transaction

from articles.extraction.annotations import Document, Extraction
from articles.extraction.knowledge import Knowledge
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import Article, ArticleText

from .documents import Rejected
from .store import Outcome, Stored, document_of, store, store_all, unchanged
from .work import Reading, Result, read_articles

TOGETHER = 32
"""Articles stored in one transaction where they lie ready. More are hardly quicker; a kill undoes no more than these."""

LONGEST_WAIT = 1.0
"""Seconds after which what was read is stored, however few there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one document. ``extraction`` is None where it was not read (unchanged, rejected)."""

    id: str
    outcome: Outcome
    key: str | None = None
    error: Rejected | None = None
    extraction: Extraction | None = None


@dataclass
class Run:
    """Counts a run keeps while it goes."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)

    def stored_articles(self) -> int:
        """How many of the run's articles the database holds, asked of the database itself.

        Raises ``FileNotFoundError`` if its file has been removed in the meantime.
        """
        _connect_anew()
        keys = sorted(self.keys)
        chunks = [keys[start : start + 500] for start in range(0, len(keys), 500)]
        return sum(Article.objects.filter(key__in=chunk).count() for chunk in chunks)


def _connect_anew() -> None:
    """Ask through a new connection: what a removed file held is still there for the old one."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        path = Path(connection.settings_dict["NAME"])
        if not path.exists():
            raise FileNotFoundError(f"the database file {path.name} was removed while articles were stored")
    connection.close()


def ingest(
    documents: Iterable[Document | Rejected],
    knowledge: Knowledge,
    run: Run,
    *,
    workers: int = 1,
    dry_run: bool = False,
    together: int = 1,
) -> Iterator[Report]:
    """Store each document and report on it, in order. ``run`` counts along.

    ``together`` articles are stored in one transaction, which is far quicker; each is reported when all of them are
    stored. Where documents come as somebody sends them, that should be one.

    Raises ``django.db.DatabaseError`` or ``OSError`` where the environment fails; what was reported before is stored.
    """
    results = read_articles(_told_apart(documents), knowledge, workers=workers)
    for batch in _in_batches(results, 1 if dry_run else together):
        for report in _reports(batch, dry_run=dry_run):
            run.outcomes[report.outcome] += 1
            if report.key:
                run.keys.add(report.key)
            yield report


def _in_batches(results: Iterator[Result | Report], most: int) -> Iterator[list[Result | Report]]:
    """The results in lists of at most ``most``; whoever comes after the first has waited long ends its list."""
    batch: list[Result | Report] = []
    begun = 0.0
    for result in results:
        begun = begun if batch else monotonic()
        batch.append(result)
        if len(batch) >= most or monotonic() - begun >= LONGEST_WAIT:
            yield batch
            batch = []
    if batch:
        yield batch


def reextract(
    knowledge: Knowledge, run: Run, *, everything: bool = False, workers: int = 1
) -> Iterator[Report]:
    """Read the stored texts again that an older version read (or ``everything``) and renew their machine-made rows.

    Decisions, locks and what editors typed stay. Texts of which no source is kept (they came masked) are left alone.
    """
    texts = ArticleText.objects.current().exclude(source="")
    if not everything:
        texts = texts.filter(extraction_version__lt=EXTRACTION_VERSION)
    keys = list(texts.order_by("article__key").values_list("pk", flat=True))
    for result in read_articles(_stored_documents(keys), knowledge, workers=workers):
        report = _rejected(result) if isinstance(result, Rejected) else _renewed(result)
        run.outcomes[report.outcome] += 1
        if report.key:
            run.keys.add(report.key)
        yield report


def _stored_documents(keys: list[int]) -> Iterator[Document]:
    for key in keys:
        yield document_of(ArticleText.objects.select_related("article").get(pk=key))


def _renewed(reading: Reading) -> Report:
    stored = store(reading, renew=True)
    return Report(stored.key, stored.outcome, key=stored.key, extraction=reading.extraction)


def _rejected(result: Rejected) -> Report:
    return Report(result.id, Outcome.REJECTED, error=result)


def _told_apart(documents: Iterable[Document | Rejected]) -> Iterator[Document | Report]:
    """The documents that must be read; for the others (rejected, stored as they are) the report right away."""
    for document in documents:
        if isinstance(document, Rejected):
            yield _rejected(document)
        elif stored := unchanged(document):
            yield Report(document.id, stored.outcome, key=stored.key)
        else:
            yield document


def _reports(batch: Sequence[Result | Report], *, dry_run: bool) -> Iterator[Report]:
    readings = [result for result in batch if isinstance(result, Reading)]
    stored = iter([_tried(reading) for reading in readings] if dry_run else store_all(readings))
    for result in batch:
        if isinstance(result, Report):
            yield result
        elif isinstance(result, Rejected):
            yield _rejected(result)
        else:
            became = next(stored)
            key = None if dry_run else became.key
            yield Report(result.document.id, became.outcome, key=key, extraction=result.extraction)


def _tried(reading: Reading) -> Stored:
    """What storing would do; nothing stays."""
    with transaction.atomic():
        stored = store(reading)
        transaction.set_rollback(True)
    return stored
