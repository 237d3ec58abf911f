"""A child process that reads documents one at a time, within limits of time and memory.

The parsers below us can take minutes or gigabytes on a hostile page and cannot be interrupted from Python. So the
system ends the child; its document is rejected, and another child goes on with the next one.
"""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from pkgutil import resolve_name
from queue import SimpleQueue
from threading import Thread
from typing import Any

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge

from .documents import Rejected

SECONDS = 20.0
"""Processor time one document may take. Two million characters of ordinary news take about six seconds."""

PATIENCE = 4
"""On a busy machine a document may take this many times as long by the clock on the wall."""

ROOM = 800_000_000
"""Bytes of memory that reading may take beside the programs themselves."""

GIVES_WAY = 5
"""How much reading gives way (``nice``) to who serves pages, and to who stores, on the same machine. On one that is free it
costs nothing; on a full one three times as much goes to the others, and ``PATIENCE`` still suffices."""

ANSWERS_WITHIN = 10.0
"""Seconds that a child without work has to say that it is there; it takes one ten-thousandth of that."""

_READY = "ready"
"""What a child says when it can read, and whenever it is asked."""
_TOO_MUCH_MEMORY = "reading it takes more memory than one document may have"


class ReaderFailed(OSError):
    """The child did not even start: it was ended from outside, or nothing can be read on this machine."""


@dataclass(frozen=True, slots=True)
class Death:
    """Why a child ended. ``is_sure`` where the limits ended it: then it was the document, and nobody from outside."""

    code: str
    message: str
    is_sure: bool = False


class Reader:
    """One child process. Let it ``learn`` what is known, ``give`` it documents, ``take`` what became of each, in order.

    ``read`` is the full name of the function it calls: "articles.ingest.reading.read_article".
    """

    def __init__(self, read: str) -> None:
        # spawn: a forked child would share the parent's database connection
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, read), daemon=True)
        self.process.start()
        theirs.close()
        self.read = read
        self.seconds = SECONDS
        self._is_ready = False
        self._knowledge: Knowledge | None = None

    def learn(self, knowledge: Knowledge) -> None:
        """Read with ``knowledge`` from now on."""
        if self._knowledge is not knowledge:
            self._knowledge = knowledge
            self._send(knowledge)

    def give(self, document: Document, seconds: float) -> None:
        """Let the child read ``document`` when it has read those it was given before."""
        self.seconds = seconds
        self._send((document, seconds))

    def take(self) -> Any:
        """What ``read`` made of the next document, or its ``Death``; None if the child has only just started."""
        try:
            result = self.connection.recv()
        except (EOFError, OSError):
            return self._epitaph()
        if not self._is_ready:
            self._is_ready = result == _READY
            return None
        return result

    def answers(self) -> bool:
        """Whether a child without work can be given some. One that still starts counts as such: ``take`` tells if it fails.

        That its process exists says nothing: one that was just ended exists until the system has seen to it.
        """
        if not self._is_ready:
            return True
        self._send(_READY)
        try:
            return self.connection.poll(ANSWERS_WITHIN) and self.connection.recv() == _READY
        except (EOFError, OSError):
            return False

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()

    def _send(self, message: object) -> None:
        try:
            self.connection.send(message)
        except OSError:
            return  # it died; take() says of what

    def _epitaph(self) -> Death:
        self.process.join(5)
        code = self.process.exitcode or 0
        self.stop()
        if not self._is_ready:
            raise ReaderFailed(f"the reading process does not start (exit status {code})")
        if -code in (signal.SIGPROF, signal.SIGALRM):
            return Death("too_slow", f"reading it took longer than {self.seconds:g} seconds", is_sure=True)
        return Death("crashed", f"the reading process died of it (exit status {code}); please report it")


_resting: dict[str, list[Reader]] = defaultdict(list)
"""Readers without work, by what they call, kept for the next time: starting one takes a second. They end with this process."""


def rested_or_new(read: str) -> Reader:
    """A reader that rested, if there is one of this kind that nobody ended in the meantime, else one that just starts."""
    while True:
        try:
            # taken at once, not looked at first: a worker of a cluster reads in several threads
            reader = _resting[read].pop()
        except IndexError:
            return Reader(read)
        if reader.answers():
            return reader
        reader.stop()


def let_rest(reader: Reader) -> None:
    """Keep a reader that has told of everything it was given."""
    _resting[reader.read].append(reader)


# ------------------------------------------------------------------------------------------------ in the child


def _serve(connection: Connection, name: str) -> None:
    """Read what comes until the parent hangs up or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    read = resolve_name(name)  # loads the text machinery, before the limits begin to count
    came: SimpleQueue[Any] = SimpleQueue()
    done: SimpleQueue[bytes] = SimpleQueue()
    # two threads, so that neither side waits for the other: the parent may give while this one has much to tell
    Thread(target=_receive, args=(connection, came), daemon=True).start()
    _limit_memory()
    _give_way()
    knowledge = Knowledge()
    _say_ready(connection)
    Thread(target=_send_on, args=(connection, done), daemon=True).start()
    while True:
        message = came.get()
        if isinstance(message, Knowledge):
            knowledge = message
            continue
        if message == _READY:
            done.put(bytes(ForkingPickler.dumps(_READY)))
            continue
        document, seconds = message
        try:
            result = bytes(ForkingPickler.dumps(_timed(read, document, knowledge, seconds)))
        except MemoryError:
            result = bytes(ForkingPickler.dumps(Rejected(document.id, "too_big", _TOO_MUCH_MEMORY)))
        done.put(result)


def _say_ready(connection: Connection) -> None:
    """Before the first document is looked at: one that ends this process at once is not to look like a failed start."""
    try:
        connection.send(_READY)
    except OSError:
        os._exit(0)  # the parent hung up meanwhile


def _receive(connection: Connection, came: SimpleQueue[Any]) -> None:
    try:
        while True:
            came.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody waits for what is being read


def _send_on(connection: Connection, done: SimpleQueue[bytes]) -> None:
    try:
        while True:
            connection.send_bytes(done.get())
    except OSError:
        os._exit(0)


def _timed(
    read: Callable[[Document, Knowledge], Any], document: Document, knowledge: Knowledge, seconds: float
) -> Any:
    """``read(document, knowledge)``; nobody handles these signals, so that the system ends the process in C code too."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
    try:
        return read(document, knowledge)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _give_way() -> None:
    if hasattr(os, "nice"):  # not on Windows
        os.nice(GIVES_WAY)


def _limit_memory() -> None:
    """Nothing may grow by more than ``ROOM`` from here. Where the system does not tell sizes (not Linux): no limit."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = pages * resource.getpagesize() + ROOM
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ImportError, OSError):
        return
