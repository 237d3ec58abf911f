"""Does one thing to some bytes in a child process, within the limits of ``reader``, and waits for it."""

from __future__ import annotations

from typing import Any

from articles.extraction.annotations import Document
from articles.extraction.reading import Unreadable

from .documents import Rejected
from .reader import Death, let_rest, rested_or_new


def done_apart(read: str, data: bytes, seconds: float) -> Any:
    """What the function with the full name ``read`` makes of ``data``, which ``bytes_of`` gives back to it there.

    Raises ``Unreadable`` where it rejects them, takes longer than ``seconds`` of processor time, or dies of them.
    """
    reader = rested_or_new(read)
    result = None
    try:
        reader.give(Document("", data.decode("latin-1")), seconds)
        while result is None:
            result = reader.take()
    finally:
        # a child that nobody waits for any more (Ctrl-C) is not to answer the next question
        if result is None:
            reader.stop()
    if not isinstance(result, Death):
        let_rest(reader)
    if isinstance(result, Death | Rejected):
        raise Unreadable(result.code, result.message)
    return result


def bytes_of(document: Document) -> bytes:
    """In the child: the bytes that were given to ``done_apart``; readers are given documents, whose source is text."""
    return document.source.encode("latin-1")
