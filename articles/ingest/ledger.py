"""Stretches of documents and the ledger of those that are stored: a run goes on where another one died.

A chunk is known by what is in it, not by where it stood: a file that changed, or another that came before it, makes
other chunks, and their documents are looked up one by one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.annotations import Document
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import ArticleText, Chunk

from .documents import Rejected
from .rows import given_with

Entry = str | list[str]
"""What became of a document: the key of its article, or code and message of why it was rejected."""


PASSING = {"too_slow", "crashed", "internal"}
"""Why a document may have been rejected that need not be so the next time: it is read again."""


@dataclass(frozen=True, slots=True)
class ChunkEnd:
    """Stands among the documents after the last one of a chunk."""

    digest: str


def in_chunks(documents: Iterable[Document | Rejected], most: int) -> Iterator[list[Document | Rejected]]:
    """The documents in lists of ``most``, the last one shorter."""
    chunk: list[Document | Rejected] = []
    for document in documents:
        chunk.append(document)
        if len(chunk) >= most:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def chunk_digest(chunk: Iterable[Document | Rejected]) -> str:
    """The hash by which the chunk is known again: 64 hexadecimal digits."""
    total = hashlib.sha256(f"{EXTRACTION_VERSION}".encode())
    for one in chunk:
        if isinstance(one, Rejected):
            told: object = [one.id, one.code]
        else:
            told = [one.id, one.format.value, given_with(one), one.source]
        total.update(json.dumps(told, sort_keys=True).encode())
    return total.hexdigest()


def entries_of(chunk: Sequence[Document | Rejected], digest: str) -> list[Entry] | None:
    """What became of each document where the chunk is stored and its texts are still the current ones, else None."""
    row = Chunk.objects.filter(digest=digest).first()
    if row is None or len(row.keys) != len(chunk):
        return None
    kept = [entry for entry in row.keys if isinstance(entry, str)]
    # the version is compared here: SQLite would go through all texts of one version to find those of a few articles
    texts = ArticleText.objects.current().filter(article__key__in=kept).order_by()
    columns = texts.values_list("article__key", "source", "extraction_version")
    sources = {key: source for key, source, version in columns if version == EXTRACTION_VERSION}
    are_kept = all(
        entry[0] not in PASSING
        if isinstance(entry, list)
        else isinstance(one, Document) and sources.get(entry) == one.source
        for entry, one in zip(row.keys, chunk, strict=True)
    )
    return row.keys if are_kept else None


def close_chunk(digest: str, entries: list[Entry]) -> None:
    """Note the chunk as stored. To be called in the transaction that stores the last of its documents."""
    rejected = sum(isinstance(entry, list) for entry in entries)
    Chunk.objects.update_or_create(digest=digest, defaults={"keys": entries, "rejected": rejected})
