"""Where documents come from: files, folders, patterns, standard input; JSON Lines, web archives, feeds, saved pages."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
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
from .feedfiles import entries_in, feed_module, looks_like_feed
from .packed import unpacked
from .streams import told_kind
from .webarchives import pages_in, warc_module

FORMATS = ("auto", "text", "html", "jsonl", "warc", "feed")
"""What --format may say."""

_BY_SUFFIX = {
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson": "jsonl",
    ".ndjson.gz": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".rss": "feed",
    ".atom": "feed",
}
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", *_BY_SUFFIX)
"""What a folder is searched for; also ``.xml`` files that are feeds."""

_BESIDE = ("_files", ".files", "_file")
"""How browsers name the folder of a saved page's pictures and frames: "page.html" and "page_files"."""


def documents_from(paths: Iterable[str], options: Options, stdin: BinaryIO) -> Iterator[Document | Rejected]:
    """The documents under ``paths`` in the order given; folders recursively, in name order; ``-`` is ``stdin``."""
    for path in paths:
        if path == "-":
            yield from _documents_of_stream(stdin, options)
        else:
            yield from _documents_at(path, options)


def check_extras(paths: Iterable[str], options: Options) -> None:
    """Raise ``MissingExtra`` if a package is missing that one of these sources needs: before anything is stored."""
    kinds = {options.format} | {
        _kind_of(str(file), options) for path in paths if path != "-" for file in _files_at(path)
    }
    if "warc" in kinds:
        warc_module()
    if "feed" in kinds:
        feed_module()


def expected(paths: Iterable[str], options: Options) -> int | None:
    """How many documents the sources hold, for a bar that shows the time left; None where only reading them tells."""
    total = 0
    for path in paths:
        for file in _files_at(path) if path != "-" else ():
            kind = _kind_of(str(file), options)
            if kind in ("warc", "feed") or file.suffix == ".gz":
                return None
            total += _lines_in(file) if kind == "jsonl" else 1
        if path == "-":
            return None
    return total


def _lines_in(file: Path) -> int:
    try:
        with open_regular(file) as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except (Unreadable, OSError):
        return 1


def _documents_at(path: str, options: Options) -> Iterator[Document | Rejected]:
    if _leads_back(Path(path)):
        yield Rejected(path, "loop", "a link to the folder that it lies in")
    elif Path(path).is_dir():
        files = _files_under(Path(path))
        if not files:
            yield Rejected(path, "empty_folder", f"No {', '.join(SUFFIXES)} files in this folder.")
        for file in files:
            yield from _documents_of_file(str(file), options)
    elif _is_pattern(path):
        found = sorted(glob.glob(path, recursive=True))
        if not found:
            yield Rejected(path, "missing", "no file fits this pattern")
        for one in found:
            yield from _documents_at(one, options)
    else:
        yield from _documents_of_file(path, options)


def _leads_back(path: Path) -> bool:
    """True for a link to a folder above it: what it names is named by that folder already."""
    if "\0" in str(path) or not (path.is_symlink() and path.is_dir()):
        return False
    return path.parent.resolve().is_relative_to(path.resolve())


def _is_pattern(path: str) -> bool:
    """True for "2018/*.html" where no file has that very name."""
    return glob.has_magic(path) and "\0" not in path and not Path(path).exists()


def _files_at(path: str) -> list[Path]:
    if "\0" in path or _leads_back(Path(path)):
        return []
    if Path(path).is_dir():
        return _files_under(Path(path))
    if _is_pattern(path):
        return [file for one in sorted(glob.glob(path, recursive=True)) for file in _files_at(one)]
    return [Path(path)]


def _files_under(folder: Path) -> list[Path]:
    """The files of the folder that may hold articles, in name order, without what belongs to a saved page."""
    found = sorted(path for path in folder.rglob("*") if _may_hold_articles(path))
    pages = {path.with_suffix("") for path in found if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    beside = {page.with_name(page.name + ending) for page in pages for ending in _BESIDE}
    return [path for path in found if beside.isdisjoint(path.parents)]


def _may_hold_articles(path: Path) -> bool:
    name = path.name.lower()
    if name.endswith(".xml"):
        return looks_like_feed(_head(path))
    return name.endswith(SUFFIXES) and not path.is_dir()


def _head(path: Path) -> bytes:
    try:
        with open_regular(path) as stream:
            return stream.read(2000)
    except (Unreadable, OSError):
        return b""


def _kind_of(path: str, options: Options) -> str:
    """How the file is to be taken apart: jsonl, warc, feed, or as one document."""
    if options.format != "auto":
        return options.format
    name = path.lower()
    for suffix, kind in _BY_SUFFIX.items():
        if name.endswith(suffix):
            return kind
    return "feed" if name.endswith(".xml") and looks_like_feed(_head(Path(path))) else "auto"


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


def _documents_of_file(path: str, options: Options) -> Iterator[Document | Rejected]:
    name = path.encode("utf-8", "backslashreplace").decode()  # a name on disk may be no valid text
    yield from _guarded(_documents_in(path, name, _kind_of(path, options), options), name)


def _documents_in(path: str, name: str, kind: str, options: Options) -> Iterator[Document | Rejected]:
    if kind == "jsonl":
        with open_regular(path) as stream:
            yield from documents_of_lines(unpacked(stream), name, options)
    elif kind == "warc":
        with open_regular(path) as stream:
            yield from _documents_of_archive(stream, name, options)
    elif kind == "feed":
        yield from _documents_of_feed(read_bytes_from(path), name, options)
    else:
        yield document_of_bytes(read_bytes_from(path), name, options)


def _guarded(documents: Iterator[Document | Rejected], name: str) -> Iterator[Document | Rejected]:
    """The documents and, where their source cannot be read on, why."""
    try:
        yield from documents
    except Unreadable as error:
        yield Rejected(name, error.code, error.message)


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
