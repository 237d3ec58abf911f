"""WARC files: the pages that a crawler kept, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from articles.extraction.reading import MAX_BYTES, Unreadable

from .extras import extra
from .packed import unpacked

KINDS = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types that may be articles; pictures, sheets and scripts are passed over."""


def warc_module():
    """The package that takes WARC files apart. Raises ``MissingExtra``."""
    return extra("warcio.archiveiterator", "Reading WARC files")


def pages_in(stream: BinaryIO) -> Iterator[tuple[str, str, bytes]]:
    """Address, media type and bytes of each page that was answered with success; bytes over the limit are cut by one.

    Raises ``Unreadable`` where the file is broken or unpacks to too much.
    """
    iterator = warc_module().ArchiveIterator(unpacked(stream))
    try:
        for record in iterator:
            if record.rec_type not in ("response", "resource"):
                continue
            kind = _kind(record)
            if kind in KINDS and _is_success(record):
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield address.strip("<>"), kind, record.content_stream().read(MAX_BYTES + 1)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("broken", f"not a WARC file, or a broken one ({type(error).__name__})") from error


def _kind(record) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _is_success(record) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"
