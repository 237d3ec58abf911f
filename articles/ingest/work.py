"""Reads documents into extractions, in child processes; the database is not touched here."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from articles.extraction.annotations import Document, Extraction
from articles.extraction.fingerprints import Fingerprint
from articles.extraction.knowledge import Knowledge

from .documents import Rejected
from .reader import SECONDS, Death, Reader, ReaderFailed, let_rest, rested_or_new

AHEAD = 24
"""Most documents that lie with one reader: it goes on while those before them are stored, and the writer sets the pace."""

MOST_TRIES = 2
"""A document that two processes died of, alone, is set aside. One that was ended from outside is read again."""


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
    documents: Iterable[Document | Knowledge | Other],
    knowledge: Knowledge,
    *,
    workers: int = 1,
    read: str = READ_ARTICLE,
    seconds: float = SECONDS,
    ahead: int = AHEAD,
) -> Generator[Result | Other, None, None]:
    """Each document read, in order, in ``workers`` processes; what is no ``Document`` goes through as it is.

    ``read`` is the full name of the function that the processes call with a document and what is known. A
    ``Knowledge`` among the documents is what the documents after it are read with. Each process gets up to ``ahead``
    documents at once; where they come one at a time, as somebody sends them, that should be one.

    A document that takes longer than ``seconds``, or that the process dies of, comes out as ``Rejected``.
    """
    desk = _Desk(iter(documents), knowledge, workers, read, seconds, ahead)
    try:
        while desk.fill():
            yield desk.first()
    finally:
        desk.close()


@dataclass(slots=True, eq=False)
class _Slot(Generic[Other]):
    """A place in the order of arrival. ``result`` is None until it has been read."""

    result: Result | Other | None = None
    document: Document | None = None
    knowledge: Knowledge | None = None
    tries: int = 0


class _Desk(Generic[Other]):
    """Hands documents to readers and puts the results back in order."""

    def __init__(
        self,
        documents: Iterator[Document | Knowledge | Other],
        knowledge: Knowledge,
        workers: int,
        read: str,
        seconds: float,
        ahead: int,
    ) -> None:
        self.documents = documents
        self.knowledge = knowledge
        self.workers, self.ahead = workers, ahead
        self.read, self.seconds = read, seconds
        self.queue: deque[_Slot[Other]] = deque()
        self.given: dict[Reader, deque[_Slot[Other]]] = {}
        self.again: deque[_Slot[Other]] = deque()
        """Documents that lay with a reader that died: each is read alone, to tell which one it died of."""
        self.failed_starts = 0
        """One each may be ended from outside before it began; more, and this machine starts none."""
        self.is_at_end = False

    def fill(self) -> bool:
        """Give the readers what they can hold; False when everything has been read and handed on."""
        self._collect(timeout=0)
        self._give_again()
        while not self.is_at_end and not self.again and self._has_room():
            document = next(self.documents, None)
            if document is None:
                self.is_at_end = True
            elif isinstance(document, Knowledge):
                self.knowledge = document
            elif isinstance(document, Document):
                slot = _Slot[Other](document=document, knowledge=self.knowledge)
                self.queue.append(slot)
                self._give(self._least_busy(), slot)
            else:
                self.queue.append(_Slot[Other](document))
        return bool(self.queue)

    def first(self) -> Result | Other:
        """The result of the document that came first of those not handed on yet; waits for it."""
        while self.queue[0].result is None:
            self._collect(timeout=None)
            if self.queue[0].result is None:
                self.fill()
        result = self.queue.popleft().result
        assert result is not None  # noqa: S101 - for the type checker
        return result

    def close(self) -> None:
        """Let idle readers rest; what busy ones still do nobody waits for."""
        for reader, slots in self.given.items():
            if slots:
                reader.stop()
            else:
                let_rest(reader)

    def _has_room(self) -> bool:
        if len(self.queue) >= 2 * self.ahead * self.workers:
            return False
        return len(self.given) < self.workers or any(len(slots) < self.ahead for slots in self.given.values())

    def _least_busy(self) -> Reader:
        reader = min(self.given, key=lambda one: len(self.given[one]), default=None)
        if reader is None or (self.given[reader] and len(self.given) < self.workers):
            reader = rested_or_new(self.read)
            self.given[reader] = deque()
        return reader

    def _give(self, reader: Reader, slot: _Slot[Other]) -> None:
        assert slot.document is not None and slot.knowledge is not None  # noqa: S101, PT018 - for the type checker
        self.given[reader].append(slot)
        reader.learn(slot.knowledge)
        reader.give(slot.document, self.seconds)

    def _give_again(self) -> None:
        """While documents are read again, nothing else is: each has a reader to itself.

        Who ended one reader may have ended them all: the document is not to be blamed for a second one that was dead before.
        """
        while self.again:
            reader = self._least_busy()
            if self.given[reader]:
                return
            if reader.answers():
                self._give(reader, self.again.popleft())
            else:
                del self.given[reader]
                reader.stop()

    def _collect(self, timeout: float | None) -> None:
        at = {reader.connection: reader for reader, slots in self.given.items() if slots}
        for connection in wait(at, timeout) if at else ():
            reader = at[connection]
            try:
                result = reader.take()
            except ReaderFailed:
                self.failed_starts += 1
                if self.failed_starts > self.workers:
                    raise
                # what lay with it goes to others
                self.again.extend(self.given.pop(reader))
                continue
            if isinstance(result, Death):
                self._mourn(reader, result)
            elif result is not None:
                self.given[reader].popleft().result = result

    def _mourn(self, reader: Reader, death: Death) -> None:
        """Blame the document that lay alone with the reader; several are read again, one by one."""
        slots = self.given.pop(reader)
        reader.stop()
        if len(slots) > 1:
            self.again.extend(slots)
            return
        slot = slots[0]
        slot.tries += 1
        assert slot.document is not None  # noqa: S101 - for the type checker
        if death.is_sure or slot.tries >= MOST_TRIES:
            slot.result = Rejected(slot.document.id, death.code, death.message)
        else:
            self.again.append(slot)
