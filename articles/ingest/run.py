"""A run of ingestion: documents in, outcomes out, and a count that is read back from the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Protocol

from django.db import transaction

from articles.extraction.annotations import Document, Extraction
from articles.extraction.knowledge import Knowledge
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import ArticleText

from .documents import Rejected
from .inserting import keep_indexes_at_hand
from .known import Known
from .ledger import ChunkEnd, Entry, chunk_digest, close_chunk, entries_of, in_chunks
from .store import Outcome, Stored, document_of, store, store_all, unchanged
from .tally import Tally
from .work import AHEAD, Reading, Result, read_articles

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
    tally: Tally = field(default_factory=Tally)
    """The articles that it reported as stored."""
    has_ledger: bool = False
    chunks_before: int = 0
    """Chunks that the ledger knew."""
    times_renewed: int = 0
    """How often what is known changed meanwhile."""
    entries: list[Entry] = field(default_factory=list)
    """What became of the documents of the chunk that is being stored."""

    def note(self, report: Report) -> None:
        """Remember, where a ledger is kept, what it will say of the document."""
        if self.has_ledger:
            error = report.error
            self.entries.append([error.code, error.message] if error else report.key or "")


Passing = Result | Report | ChunkEnd
"""What comes out of reading: what was read, what needed no reading, and where a chunk ends."""


class Read(Protocol):
    """Reads documents in order, wherever; what is no document goes through as it is. See ``read_articles``."""

    def __call__(
        self, documents: Iterator[Document | Knowledge | Report | ChunkEnd], knowledge: Knowledge, /
    ) -> Generator[Passing, None, None]: ...


def ingest(
    documents: Iterable[Document | Rejected],
    knowledge: Knowledge,
    run: Run,
    *,
    workers: int = 1,
    dry_run: bool = False,
    together: int = 1,
    read: Read | None = None,
    finished: Callable[[], AbstractContextManager[None]] = nullcontext,
    note: Callable[[Sequence[Report]], None] | None = None,
) -> Generator[Report, None, None]:
    """Store each document and report on it, in order. ``run`` counts along. Close it where you may leave it early.

    ``together`` articles are stored in one transaction, which is far quicker; each is reported when all of them are
    stored. Where documents come as somebody sends them, that should be one. ``read`` reads them elsewhere than in
    ``workers`` processes of this machine. What is stored together is stored and reported ``finished()``, see ``Told``;
    ``note`` hears of all of it at once, before the first of it is reported: whoever is told may go away.

    Raises ``django.db.DatabaseError`` or ``OSError`` where the environment fails; what was reported before is stored.
    """
    if together == 1 or dry_run:
        asked = (told for document in documents for told in _told_apart([document]))
    else:
        run.has_ledger = True
        keep_indexes_at_hand()
        asked = _told_apart_in_chunks(documents, Known(knowledge), run, together)
    read = read or partial(read_articles, workers=workers, ahead=1 if together == 1 else AHEAD)
    # closed here, whatever happens: at the end of the program the readers' pipes may be gone before their owner
    with closing(read(asked, knowledge)) as results:
        # a chunk and its end go together: then nobody finds all its articles without it
        for batch in _in_batches(results, 1 if together == 1 or dry_run else together + 1):
            with finished():
                reports = _reports(batch, run, dry_run=dry_run)
                run.tally.note(report.key for report in reports if report.key)
                if note:
                    note(reports)
                for report in reports:
                    run.outcomes[report.outcome] += 1
                    yield report


def _in_batches(results: Iterator[Passing], most: int) -> Iterator[list[Passing]]:
    """The results in lists of at most ``most``; an end of a chunk, or whoever comes after a long wait, ends its list."""
    batch: list[Passing] = []
    begun = 0.0
    for result in results:
        begun = begun if batch else monotonic()
        batch.append(result)
        if len(batch) >= most or isinstance(result, ChunkEnd) or monotonic() - begun >= LONGEST_WAIT:
            yield batch
            batch = []
    if batch:
        yield batch


def reextract(
    knowledge: Knowledge, run: Run, *, everything: bool = False, workers: int = 1
) -> Generator[Report, None, None]:
    """Read the stored texts again that an older version read (or ``everything``) and renew their machine-made rows.

    Decisions, locks and what editors typed stay. Texts of which no source is kept (they came masked) are left alone.
    """
    texts = ArticleText.objects
    texts = texts.current().exclude(source="") if everything else texts.stale(EXTRACTION_VERSION)
    keys = list(texts.order_by("article__key").values_list("pk", flat=True))
    with closing(read_articles(_stored_documents(keys), knowledge, workers=workers)) as results:
        for result in results:
            report = _rejected(result) if isinstance(result, Rejected) else _renewed(result)
            run.outcomes[report.outcome] += 1
            yield report


def _stored_documents(keys: list[int]) -> Iterator[Document]:
    for key in keys:
        yield document_of(ArticleText.objects.select_related("article").get(pk=key))


def _renewed(reading: Reading) -> Report:
    stored = store(reading, renew=True)
    return Report(stored.key, stored.outcome, key=stored.key, extraction=reading.extraction)


def _rejected(result: Rejected) -> Report:
    return Report(result.id, Outcome.REJECTED, error=result)


def _told_apart(documents: Sequence[Document | Rejected]) -> Iterator[Document | Report]:
    """The documents that must be read; for the others (rejected, stored as they are) the report right away."""
    stored = iter(unchanged([document for document in documents if isinstance(document, Document)]))
    for document in documents:
        if isinstance(document, Rejected):
            yield _rejected(document)
        elif same := next(stored):
            yield Report(document.id, same.outcome, key=same.key)
        else:
            yield document


def _told_apart_in_chunks(
    documents: Iterable[Document | Rejected], known: Known, run: Run, together: int
) -> Iterator[Document | Knowledge | Report | ChunkEnd]:
    """``_told_apart``, with what is known where it changed and the end of each chunk that the ledger lacks."""
    for chunk in in_chunks(documents, together):
        digest = chunk_digest(chunk)
        entries = entries_of(chunk, digest)
        if entries is not None:
            run.chunks_before += 1
            yield from map(_as_before, chunk, entries)
            continue
        if renewed := known.renewed():
            run.times_renewed += 1
            yield renewed
        yield from _told_apart(chunk)
        yield ChunkEnd(digest)


def _as_before(document: Document | Rejected, entry: Entry) -> Report:
    if isinstance(entry, str):
        return Report(document.id, Outcome.UNCHANGED, key=entry)
    return _rejected(Rejected(document.id, *entry))


def _reports(batch: Sequence[Passing], run: Run, *, dry_run: bool) -> list[Report]:
    """What became of each of the batch; stored, and noted in the ledger, all of it or nothing."""
    readings = [result for result in batch if isinstance(result, Reading)]
    if dry_run:
        stored = iter([_tried(reading) for reading in readings])
        return [_report(result, stored, dry_run=True) for result in batch if not isinstance(result, ChunkEnd)]
    reports = []
    with transaction.atomic():
        stored = iter(store_all(readings))
        for result in batch:
            if isinstance(result, ChunkEnd):
                close_chunk(result.digest, run.entries)
                run.entries = []
            else:
                reports.append(_report(result, stored))
                run.note(reports[-1])
    return reports


def _report(result: Result | Report, stored: Iterator[Stored], *, dry_run: bool = False) -> Report:
    if isinstance(result, Report):
        return result
    if isinstance(result, Rejected):
        return _rejected(result)
    became = next(stored)
    key = None if dry_run else became.key
    return Report(result.document.id, became.outcome, key=key, extraction=result.extraction)


def _tried(reading: Reading) -> Stored:
    """What storing would do; nothing stays."""
    with transaction.atomic():
        stored = store(reading)
        transaction.set_rollback(True)
    return stored
