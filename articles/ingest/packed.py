"""Packed files, unpacked while they are read, with a limit on what may come out of them."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from typing import BinaryIO

from articles.extraction.reading import Unreadable

MOST_UNPACKED = 100
"""Bytes that one packed byte may become. News packs to a tenth; a thousandfold is made to fill a disk."""

SMALL = 50_000_000
"""Bytes that any file may become, however small it is."""


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream. Reading more than its file may hold, or a broken file, is ``Unreadable``."""

    def __init__(self, packed: BinaryIO) -> None:
        self._stream = gzip.GzipFile(fileobj=packed)
        self._left = max(SMALL, MOST_UNPACKED * _size_of(packed))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            data = self._stream.read(min(len(buffer), 1 << 16))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("broken", "the packed file is broken or ends too early") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("too_big", "it unpacks to far more than news does")
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The bytes of a gzip stream, unpacked while they are read; any other stream as it is."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    if peekable.peek(2)[:2] != b"\x1f\x8b":
        return peekable
    return io.BufferedReader(Unpacked(peekable), 1 << 16)


def _size_of(stream: BinaryIO) -> int:
    """Bytes of the stream's file; 0 where it is no file."""
    try:
        return os.fstat(stream.fileno()).st_size
    except OSError:  # io.UnsupportedOperation is one
        return 0
