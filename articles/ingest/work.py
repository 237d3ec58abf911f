"""Reads documents into extractions, in this process or in several; the database is not touched here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from articles.extraction.annotations import Document, Extraction
from articles.extraction.fingerprints import Fingerprint, fingerprint
from articles.extraction.knowledge import Knowledge
from articles.extraction.reading import Unreadable
from articles.linking.annotate import annotate

from .documents import Rejected

CHUNK = 16
"""Documents a worker gets at a time: enough to hide the cost of handing over, few enough to keep all busy."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with everything read from it."""

    document: Document
    extraction: Extraction
    fingerprint: Fingerprint


Result = Reading | Rejected


def read_article(document: Document | Rejected, knowledge: Knowledge) -> Result:
    """What can be read from ``document``; one that cannot be read comes back as ``Rejected``, with the reason."""
    if isinstance(document, Rejected):
        return document
    try:
        extraction = annotate(document, knowledge)
    except Unreadable as error:
        return Rejected(document.id, error.code, error.message)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop the thousand after it
        return Rejected(
            document.id, "internal", f"Reading failed ({type(error).__name__}: {error}); please report it."
        )
    return Reading(document, extraction, fingerprint(extraction.text))


def read_articles(
    documents: Iterable[Document | Rejected], knowledge: Knowledge, *, workers: int = 1
) -> Iterator[Result]:
    """``read_article`` for each, in order; with ``workers`` over 1 in that many processes."""
    if workers <= 1:
        for document in documents:
            yield read_article(document, knowledge)
        return
    yield from _in_processes(iter(documents), knowledge, workers)


def _in_processes(
    documents: Iterator[Document | Rejected], knowledge: Knowledge, workers: int
) -> Iterator[Result]:
    # spawn: a forked child would share the parent's database connection
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(knowledge,)
    )
    waiting: deque[Future[list[Result]]] = deque()
    with pool:
        while chunk := list(islice(documents, CHUNK)):
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) > 2 * workers:  # back-pressure: the writer sets the pace
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_known: list[Knowledge] = []
"""The worker process's knowledge, set once when it starts."""


def _start(knowledge: Knowledge) -> None:
    _known[:] = [knowledge]


def _read_chunk(chunk: list[Document | Rejected]) -> list[Result]:
    return [read_article(document, _known[0]) for document in chunk]
