"""Standard input has no name that says what it holds: its first bytes do, and nothing more is kept of them."""

from __future__ import annotations

import io
import json
from typing import BinaryIO

from .documents import LONGEST_LINE
from .feedfiles import begins_as_feed
from .packed import unpacked

_BLANK = 1000
"""Bytes of empty lines that may come before what there is to tell a stream by."""


class Begun(io.RawIOBase):
    """A stream of which ``head`` was read already, from its beginning again."""

    def __init__(self, head: bytes, rest: io.BufferedReader) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        # what has come and no more: who sends documents one by one does not wait for the next to be sent
        data = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def told_kind(stream: BinaryIO) -> tuple[str, BinaryIO]:
    """jsonl, warc, feed, or "auto" (one document), by how the stream begins; and the whole of it, unpacked.

    Where the first line is an object without text, or a broken one, the second tells; one too long for any document is
    a line among others.

    Raises ``Unreadable`` for a packed stream that is broken.
    """
    rest = unpacked(stream)
    head = _to_next_line(rest)
    if head.lstrip(_BEFORE).startswith(b"<") and len(head) < _MARKUP:
        head += rest.read(_MARKUP - len(head))
    kind = _kind_by(head)
    if kind == "auto" and _begins_as_object(head):
        # a bad line is to be told as one, and no reason to take all that follow for its text
        next_line = b"" if len(head) >= LONGEST_LINE else _to_next_line(rest)
        kind = "jsonl" if len(head) >= LONGEST_LINE or _begins_as_object(next_line) else kind
        head += next_line
    return kind, io.BufferedReader(Begun(head, rest), 1 << 16)


def _to_next_line(stream: io.BufferedReader) -> bytes:
    """The next line that is not blank, with the blank ones before it."""
    lines = b""
    while not lines.strip() and len(lines) < _BLANK and (line := stream.readline(LONGEST_LINE)):
        lines += line
    return lines


def _begins_as_object(line: bytes) -> bool:
    return line.lstrip(_BEFORE).startswith(b'{"')


_BEFORE = b"\xef\xbb\xbf \t\r\n"
_MARKUP = 2000
"""Bytes by which pages and feeds, which are read as a whole anyway, are told apart."""


def _kind_by(head: bytes) -> str:
    if head.startswith(b"WARC/"):
        return "warc"
    if begins_as_feed(head):
        return "feed"
    return "jsonl" if _is_entry(head) else "auto"


def _is_entry(head: bytes) -> bool:
    """True for a line of JSON Lines: an object with "text" or "html"; a text may begin with a brace too."""
    if not head.lstrip(_BEFORE).startswith(b"{"):
        return False
    try:
        entry = json.loads(head.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and not entry.keys().isdisjoint(("text", "html"))
