"""Reads documents on a Dask cluster: documents and what is known go out, records come back, this process stores them.

Scheduler and workers need this program at the same version, and no database: reading is a pure function. Each worker
reads in child processes with limits of time and memory, as one machine does, so that no document ends a worker.
"""

from __future__ import annotations

import multiprocessing.process
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge

from .documents import Rejected
from .extras import extra
from .members import CONNECTING, ClusterFailed, check_answer, check_members, one_line
from .work import Result, read_articles

Other = TypeVar("Other")

TOGETHER = 32
"""Most documents that go to a worker at once: half a second of reading, so that sending them costs little."""

LONG = 200_000
"""Characters from which a packet is full, however few its documents: a worker has three of them in memory."""

IN_FLIGHT = 3
"""Packets for each thread of the cluster that are out before the first of them is stored."""

PATIENCE = 60.0
"""Seconds without any worker after which the run is given up; what is stored is stored."""


def distributed() -> Any:
    """The package. Raises ``MissingExtra``."""
    return extra("distributed", "Reading on a cluster")


class Cluster:
    """A connection to the cluster at ``tcp://…``, checked. Use as a context manager."""

    def __init__(self, address: str) -> None:
        self.package = distributed()
        self.address = address

    def __enter__(self) -> Cluster:
        check_answer(self.package, self.address)
        try:
            self.client = self.package.Client(self.address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ImportError, TimeoutError, ValueError) as error:
            raise ClusterFailed(
                f"No Dask scheduler answers at {self.address} ({one_line(error)})."
            ) from error
        try:
            check_members(self.package, self.client, self.address)
        except BaseException:
            self.client.close(timeout=5)
            raise
        return self

    def __exit__(self, *problem: object) -> None:
        self.client.close(timeout=5)

    def threads(self) -> int:
        """Documents that the cluster reads at the same time."""
        return sum(self.client.nthreads().values())

    def read(
        self, documents: Iterator[Document | Knowledge | Other], knowledge: Knowledge
    ) -> Generator[Result | Other, None, None]:
        """As ``read_articles``: each document read, in order; what is no document goes through as it is."""
        return _Post(self, documents, knowledge).results()


def read_packet(documents: Sequence[Document], knowledge: Knowledge) -> list[Result]:
    """The documents read, in order. Runs on a worker."""
    # Dask marks its workers as processes that may have no children. Ours end with them, whatever they end of.
    multiprocessing.process.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    return list(read_articles(documents, knowledge))


@dataclass(slots=True, eq=False)
class _Packet:
    """Documents on their way, or one thing that needs no reading."""

    documents: list[Document] = field(default_factory=list)
    length: int = 0
    future: Any = None
    passing: Any = None


class _Post:
    """Sends packets, a bounded number at a time, and hands on what comes back in the order of sending."""

    def __init__(self, cluster: Cluster, documents: Iterator[Any], knowledge: Knowledge) -> None:
        self.cluster, self.client = cluster, cluster.client
        self.documents = documents
        self.knowledge = self._sent(knowledge)
        self.queue: deque[_Packet] = deque()
        self.packed = _Packet()
        self.is_at_end = False

    def results(self) -> Generator[Any, None, None]:
        try:
            while self._fill():
                packet = self.queue.popleft()
                if packet.future is None:
                    yield packet.passing
                else:
                    yield from self._answer(packet)
        finally:
            self.client.cancel([packet.future for packet in self.queue if packet.future is not None])

    def _sent(self, knowledge: Knowledge) -> Any:
        return self.client.scatter(knowledge, broadcast=True, hash=False)

    def _fill(self) -> bool:
        """Take documents until enough are out; False when everything has been read and handed on."""
        most = IN_FLIGHT * max(1, self.cluster.threads())
        while not self.is_at_end and sum(packet.future is not None for packet in self.queue) < most:
            one = next(self.documents, None)
            if isinstance(one, Document):
                self.packed.documents.append(one)
                self.packed.length += len(one.source)
                if len(self.packed.documents) >= TOGETHER or self.packed.length >= LONG:
                    self._send()
                continue
            self._send()
            if one is None:
                self.is_at_end = True
            elif isinstance(one, Knowledge):
                self.knowledge = self._sent(one)
            else:
                self.queue.append(_Packet(passing=one))
        return bool(self.queue)

    def _send(self) -> None:
        if self.packed.documents:
            packet, self.packed = self.packed, _Packet()
            # not pure: two packets with the same texts are two
            packet.future = self.client.submit(read_packet, packet.documents, self.knowledge, pure=False)
            self.queue.append(packet)

    def _answer(self, packet: _Packet) -> list[Result]:
        """What came back; a packet that ended several workers is rejected. Raises ``ClusterFailed``."""
        package, alone_since = self.cluster.package, monotonic()
        while True:
            try:
                return packet.future.result(timeout=5)
            except package.KilledWorker:
                message = "the workers that read it died; please report it"
                return [Rejected(document.id, "crashed", message) for document in packet.documents]
            except TimeoutError:
                if self._has_workers():
                    alone_since = monotonic()
                elif monotonic() - alone_since > PATIENCE:
                    raise ClusterFailed(f"All workers of {self.cluster.address} are gone.") from None
            except Exception as error:
                # whatever else it is, the cluster failed and not the document: reading turns its faults into records
                raise ClusterFailed(
                    f"The cluster at {self.cluster.address} failed ({one_line(error)})."
                ) from error

    def _has_workers(self) -> bool:
        return self.client.status == "running" and bool(self.client.scheduler_info()["workers"])
