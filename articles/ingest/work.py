"""Reads documents into extractions, in child processes; the database is not touched here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from articles.extraction.annotations import Document, Extraction
from articles.extraction.fingerprints import Fingerprint
from articles.extraction.knowledge import Knowledge

from .documents import Rejected
from .reader import SECONDS, Reader

AHEAD = 32
"""Most documents, for each worker, that are read before the one before them is stored: the writer sets the pace."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with everything read from it."""

    document: Document
    extraction: Extraction
    fingerprint: Fingerprint


Result = Reading | Rejected
Other = TypeVar("Other")


READ_ARTICLE = "articles.ingest.reading.read_article"
"""A name, for this process stores articles and loads none of the text machinery."""


def read_articles(
    documents: Iterable[Document | Other],
    knowledge: Knowledge,
    *,
    workers: int = 1,
    read: str = READ_ARTICLE,
    seconds: float = SECONDS,
) -> Iterator[Result | Other]:
    """Each document read, in order, in ``workers`` processes; what is no ``Document`` goes through as it is.

    ``read`` is the full name of the function that the processes call with a document and what is known.

    A document that takes longer than ``seconds``, or that the process dies of, comes out as ``Rejected``.
    """
    desk = _Desk(iter(documents), knowledge, workers, read, seconds)
    try:
        while desk.fill():
            yield desk.first()
    finally:
        desk.close()


@dataclass(slots=True)
class _Slot(Generic[Other]):
    """A place in the order of arrival. ``result`` is None while a reader is at it."""

    result: Result | Other | None = None


_resting: list[Reader] = []
"""Readers without work, kept for the next run of this process: starting one takes a second. They end with it."""


class _Desk(Generic[Other]):
    """Hands documents to readers and puts the results back in order."""

    def __init__(
        self,
        documents: Iterator[Document | Other],
        knowledge: Knowledge,
        workers: int,
        read: str,
        seconds: float,
    ) -> None:
        self.documents = documents
        self.knowledge = knowledge
        self.workers = workers
        self.read, self.seconds = read, seconds
        self.queue: deque[_Slot[Other]] = deque()
        self.busy: dict[Reader, _Slot[Other]] = {}
        self.idle: list[Reader] = []

    def fill(self) -> bool:
        """Give every idle reader something to do; False when everything has been read and handed on."""
        self._collect(timeout=0)
        while len(self.busy) < self.workers and len(self.queue) < AHEAD * self.workers:
            document = next(self.documents, None)
            if document is None:
                break
            slot = _Slot[Other]()
            self.queue.append(slot)
            if isinstance(document, Document):
                reader = self._free_reader()
                self.busy[reader] = slot
                reader.give(document, self.seconds)
            else:
                slot.result = document
        return bool(self.queue)

    def first(self) -> Result | Other:
        """The result of the document that came first of those not handed on yet; waits for it."""
        while self.queue[0].result is None:
            self._collect(timeout=None)
            self.fill()
        result = self.queue.popleft().result
        assert result is not None  # noqa: S101 - for the type checker
        return result

    def close(self) -> None:
        """Let idle readers rest; what busy ones still do nobody waits for."""
        _resting.extend(self.idle)
        for reader in self.busy:
            reader.stop()

    def _collect(self, timeout: float | None) -> None:
        at = {reader.connection: reader for reader in self.busy}
        for connection in wait(at, timeout) if at else ():
            reader = at[connection]
            result = reader.take()
            if result is not None:
                self.busy.pop(reader).result = result
                if reader.is_alive:
                    self.idle.append(reader)

    def _free_reader(self) -> Reader:
        reader = self.idle.pop() if self.idle else _rested(self.read) or Reader(self.read)
        reader.learn(self.knowledge)
        return reader


def _rested(read: str) -> Reader | None:
    """A reader that rested, if there is one of this kind that nobody ended in the meantime."""
    while _resting:
        reader = _resting.pop()
        if reader.read == read and reader.is_alive:
            return reader
        reader.stop()
    return None
