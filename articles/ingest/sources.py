"""Where documents come from: files, folders, patterns, standard input; JSON Lines, web archives, feeds, saved pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from articles.extraction.annotations import Document
from articles.extraction.reading import MAX_BYTES, Unreadable, open_regular, read_bytes_from

from .documents import (
    Options,
    Rejected,
    document_of_bytes,
    document_of_entry,
    documents_of_lines,
)
from .feedfiles import entries_in, feed_module
from .folders import KIND_BY_SUFFIX, found_at, is_feed
from .meter import Meter
from .packed import unpacked
from .streams import told_kind
from .webarchives import pages_in, warc_module

FORMATS = ("auto", "text", "html", "jsonl", "warc", "feed")
"""What --format may say."""

MOST_NAMED = 1000
"""Rejected documents of one file that are named each; where it begins with as many, the rest of it is not read."""


def documents_from(
    paths: Iterable[str], options: Options, stdin: BinaryIO, meter: Meter | None = None
) -> Iterator[Document | Rejected]:
    """The documents under ``paths`` in the order given; folders recursively, in name order; ``-`` is ``stdin``.

    ``meter`` tells meanwhile how far reading them has come.
    """
    meter = meter or Meter()
    for path in paths:
        if path == "-":
            with meter.follow(stdin):
                yield from _documents_of_stream(stdin, options)
        else:
            yield from _documents_at(path, options, meter)


def check_extras(paths: Iterable[str], options: Options) -> None:
    """Raise ``MissingExtra`` if a package is missing that one of these sources needs: before anything is stored."""
    kinds = {options.format} | {
        _kind_of(found.path, options)
        for path in paths
        if path != "-"
        for found in found_at(path)
        if not found.code
    }
    if "warc" in kinds:
        warc_module()
    if "feed" in kinds:
        feed_module()


def expected(paths: Iterable[str], options: Options) -> int | None:
    """How many documents the sources hold, for a bar that shows the time left; None where only reading them tells."""
    total = 0
    for path in paths:
        for found in found_at(path) if path != "-" else ():
            kind = "" if found.code else _kind_of(found.path, options)
            if kind in ("warc", "feed") or (kind == "jsonl" and found.path.endswith(".gz")):
                return None
            total += _lines_in(found.path) if kind == "jsonl" else 1
        if path == "-":
            return None
    return total


def measure(paths: Sequence[str], stdin: BinaryIO, meter: Meter) -> None:
    """Let the meter know how many bytes there are to read."""
    files = (found.path for path in paths if path != "-" for found in found_at(path) if not found.code)
    meter.expect(files, [stdin for path in paths if path == "-"])


def _lines_in(file: str) -> int:
    try:
        with open_regular(file) as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except (Unreadable, OSError):
        return 1


def _documents_at(path: str, options: Options, meter: Meter) -> Iterator[Document | Rejected]:
    for found in found_at(path):
        if found.code:
            yield Rejected(_printable_name(found.path), found.code, found.message)
        else:
            yield from _documents_of_file(found.path, options, meter)


def _kind_of(path: str, options: Options) -> str:
    """How the file is to be taken apart: jsonl, warc, feed, or as one document."""
    if options.format != "auto":
        return options.format
    name = path.lower()
    for suffix, kind in KIND_BY_SUFFIX.items():
        if name.endswith(suffix):
            return kind
    return "feed" if name.endswith(".xml") and is_feed(path) else "auto"


def _documents_of_stream(stream: BinaryIO, options: Options) -> Iterator[Document | Rejected]:
    yield from _guarded(_documents_in_stream(stream, options), "-")


def _documents_in_stream(stream: BinaryIO, options: Options) -> Iterator[Document | Rejected]:
    kind = options.format
    if kind == "auto":
        kind, stream = told_kind(stream)
    if kind == "jsonl":
        yield from documents_of_lines(unpacked(stream), "-", options)
    elif kind == "warc":
        yield from _documents_of_archive(stream, "-", options)
    elif kind == "feed":
        yield from _documents_of_feed(stream.read(MAX_BYTES + 1), "-", options)
    else:
        yield document_of_bytes(stream.read(MAX_BYTES + 1), "-", options)


def _documents_of_file(path: str, options: Options, meter: Meter) -> Iterator[Document | Rejected]:
    name = _printable_name(path)
    yield from _guarded(_documents_in(path, name, _kind_of(path, options), options, meter), name)


def _documents_in(
    path: str, name: str, kind: str, options: Options, meter: Meter
) -> Iterator[Document | Rejected]:
    if kind in ("jsonl", "warc"):
        with open_regular(path) as stream, meter.follow(stream):
            if kind == "jsonl":
                yield from documents_of_lines(unpacked(stream), name, options)
            else:
                yield from _documents_of_archive(stream, name, options)
        return
    content = read_bytes_from(path)
    meter.pass_bytes(len(content))
    if kind == "feed":
        yield from _documents_of_feed(content, name, options)
    else:
        yield document_of_bytes(content, name, options)


def _printable_name(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()  # a name on disk may be no valid text


def _guarded(documents: Iterator[Document | Rejected], name: str) -> Iterator[Document | Rejected]:
    """The documents and, where their source cannot be read on, why. Of very many bad ones the rest is one."""
    bad = 0
    has_good = False
    try:
        for document in documents:
            if bad == MOST_NAMED and not has_good:
                message = f"none of its first {bad:,} documents can be read; the rest is left alone"
                yield Rejected(name, "too_many", message)
                return
            is_bad = isinstance(document, Rejected)
            bad, has_good = bad + is_bad, has_good or not is_bad
            if not is_bad or bad <= MOST_NAMED:
                yield document
    except Unreadable as error:
        yield Rejected(name, error.code, error.message)
    if bad > MOST_NAMED:
        more = bad - MOST_NAMED
        noun = "document" if more == 1 else "documents"
        yield Rejected(name, "too_many", f"{more:,} more {noun} in it cannot be read")


def _documents_of_archive(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | Rejected]:
    number = 0
    for number, (address, kind, data) in enumerate(pages_in(stream), 1):
        place = f"{name}:{number}"
        page_format = "text" if kind == "text/plain" else "html"
        yield document_of_bytes(
            data, place, Options(page_format, options.published, address or None, options.plain)
        )
    if number == 0:
        yield Rejected(name, "empty", "no page in this web archive")


def _documents_of_feed(data: bytes, name: str, options: Options) -> Iterator[Document | Rejected]:
    for number, entry in enumerate(entries_in(data), 1):
        yield document_of_entry(entry, f"{name}:{number}", options)
