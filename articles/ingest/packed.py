"""Packed files, unpacked while they are read, with a limit on what may come out of them."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from articles.extraction.reading import Unreadable

MOST_UNPACKED = 100
"""Bytes that one packed byte may become. News packs to a tenth; a thousandfold is made to fill a disk."""

SMALL = 1_000_000
"""Bytes that any file may become, however small it is."""


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream. Reading more than its file may hold, or a broken file, is ``Unreadable``."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = _Counted(packed)
        self._stream = gzip.GzipFile(fileobj=self._packed)
        self._came = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            data = self._stream.read(min(len(buffer), 1 << 16))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("broken", "the packed file is broken or ends too early") from error
        self._came += len(data)
        # by what was taken so far, not by the size of a file: a pipe has none
        if self._came > max(SMALL, MOST_UNPACKED * self._packed.count):
            raise Unreadable("too_big", "it unpacks to far more than news does")
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """The bytes of a stream, counted as they are taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The bytes of a gzip stream, unpacked while they are read; any other stream as it is."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    if peekable.peek(2)[:2] != b"\x1f\x8b":
        return peekable
    return io.BufferedReader(Unpacked(peekable), 1 << 16)
