"""How far reading the sources has come, in bytes: where only reading them tells how many articles they hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO


class Meter:
    """The bytes of files, packed as they lie there: ``total`` of them (None where a pipe is among them), ``passed`` so far."""

    def __init__(self) -> None:
        self.total: int | None = None
        self._before = 0
        self._stream: BinaryIO | None = None

    def expect(self, files: Iterable[str], streams: Iterable[BinaryIO]) -> None:
        """These files, and these streams from where they stand, are all that is to be read."""
        lengths = [_length_of(stream) for stream in streams]
        known = [length for length in lengths if length is not None]
        self.total = sum(map(_size_of, files)) + sum(known) if len(known) == len(lengths) else None

    @contextmanager
    def follow(self, stream: BinaryIO) -> Iterator[BinaryIO]:
        """While entered, where ``stream`` stands counts; afterwards all that was read of it."""
        begun = _place_in(stream)
        self._before -= begun
        self._stream = stream
        try:
            yield stream
        finally:
            self._stream = None
            self._before += max(begun, _place_in(stream))

    def pass_bytes(self, count: int) -> None:
        """A file of so many bytes was read as a whole."""
        self._before += count

    def passed(self) -> int:
        """Bytes read, never more than ``total``: a file may grow while it is read."""
        passed = self._before + (_place_in(self._stream) if self._stream else 0)
        return passed if self.total is None else min(passed, self.total)


def _place_in(stream: BinaryIO) -> int:
    try:
        return 0 if stream.closed else stream.tell()
    except (OSError, ValueError):  # a pipe stands nowhere
        return 0


def _length_of(stream: BinaryIO) -> int | None:
    """Bytes from where the stream stands to its end; None for a pipe."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size - _place_in(stream) if stat.S_ISREG(status.st_mode) else None


def _size_of(file: str) -> int:
    try:
        return os.stat(file).st_size
    except (OSError, ValueError):
        return 0
