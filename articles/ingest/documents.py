"""Turns bytes, and lines of JSON, into documents; ``sources`` says where they come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from articles.extraction.annotations import Document, SourceFormat
from articles.extraction.characters import storable
from articles.extraction.reading import (
    MAX_BYTES,
    Unreadable,
    decode,
    sniff_format,
)

LONGEST_LINE = 2 * MAX_BYTES
"""Longest line of a JSON Lines file, in bytes: escapes can double the size of a text."""

_SAMPLE_LINE = re.compile(r"\n[^\n]{0,40}Sample article written for Tradetalks[^\n]*\bCC0\b[^\n]*\s*$")
"""The last line of our own sample articles says what they are and that they are free to show."""

_SAMPLE_PUBLISHER = re.compile(r"^(?P<name>[^\n]{3,60}) \(sample\)$", re.MULTILINE)
_SAMPLE_DESK = "Tradetalks samples"
"""Whom a sample names as its publisher at its head ("The Harbour Gazette (sample)"), and who it is otherwise."""


_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(?P<url>https?://[^\s<>\"]{1,900}) -->")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says of all its documents."""

    format: str = "auto"
    published: date | None = None
    url: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that cannot be read, and why: ``code`` for programs, ``message`` for people."""

    id: str
    code: str
    message: str


class BadOption(Exception):
    """An option of the command line that cannot be meant."""


def parse_day(value: str) -> date:
    """``2018-05-17`` as a date. Raises ``BadOption`` for anything else, 30 February included."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadOption(
            f"{value!r} is not a date: write a real day as YYYY-MM-DD, for instance 2018-05-17."
        ) from error


def document_of_bytes(data: bytes, name: str, options: Options) -> Document | Rejected:
    """The document in the bytes of one file or of a pasted text."""
    try:
        return _document(data, name, options)
    except Unreadable as error:
        return Rejected(name, error.code, error.message)


def document_of_line(line: bytes, name: str, options: Options) -> Document | Rejected:
    """The document in one line of a JSON Lines file."""
    return _document_of_line(line, name, options)


def _document(data: bytes, name: str, options: Options) -> Document:
    decoded = decode(data, plain=options.plain)
    source_format = (
        SourceFormat(options.format) if options.format != "auto" else sniff_format(decoded.text, name)
    )
    return _marked(
        Document(
            id=name,
            source=decoded.text,
            format=SourceFormat.CLEAN if options.plain else source_format,
            url=options.url or _saved_from(decoded.text),
            published=options.published,
            warnings=decoded.warnings,
        )
    )


def _saved_from(source: str) -> str | None:
    """The address that browsers note at the head of a page they save."""
    found = _SAVED_FROM.search(source, 0, 2000)
    return storable(found["url"]) if found else None


def _marked(document: Document) -> Document:
    """The document with the licence that its last line states, that line taken off (our own samples)."""
    source = document.source
    if document.format is SourceFormat.HTML:
        is_sample = "Sample article written for Tradetalks" in source[-2000:]
        return _as_sample(document, source) if is_sample else document
    match = _SAMPLE_LINE.search(source, max(0, len(source) - 600))
    return _as_sample(document, source[: match.start()].rstrip() + "\n") if match else document


def _as_sample(document: Document, source: str) -> Document:
    named = _SAMPLE_PUBLISHER.search(source, 0, 400)
    publisher = document.publisher or (f"{named['name']} (sample)" if named else _SAMPLE_DESK)
    return replace(document, source=source, licence="CC0-1.0", publisher=publisher)


def documents_of_lines(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | Rejected]:
    """The documents of a JSON Lines file, one at a time: the file may be larger than memory, a line may not."""
    number = 0
    is_empty = True
    while line := stream.readline(LONGEST_LINE):
        number += 1
        is_empty = is_empty and not line.strip()
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            yield Rejected(f"{name}:{number}", "too_big", f"a line of over {LONGEST_LINE:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
        elif line.strip():
            yield _document_of_line(line, f"{name}:{number}", options)
    if is_empty:
        yield Rejected(name, "empty", "the document is empty")


def _document_of_line(line: bytes, place: str, options: Options) -> Document | Rejected:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Rejected(place, "bad_json", f"This line is not a JSON object: {error}.")
    if not isinstance(entry, dict):
        return Rejected(place, "bad_json", "This line is not a JSON object.")
    return document_of_entry(entry, place, options)


def document_of_entry(entry: dict, place: str, options: Options) -> Document | Rejected:
    """The document in an object of JSON with "text" or "html" and, if known, id, url, title, publisher, published."""
    name = storable(str(entry.get("id") or place))
    wrong = [
        key
        for key in ("text", "html", "url", "title", "publisher")
        if not isinstance(entry.get(key, ""), str | None)
    ]
    if wrong or not (entry.get("text") or entry.get("html")):
        message = f'"{wrong[0]}" must be a string.' if wrong else 'The line has neither "text" nor "html".'
        return Rejected(name, "bad_json", message)
    try:
        published = parse_day(entry["published"]) if entry.get("published") else options.published
    except (BadOption, TypeError) as error:
        return Rejected(name, "bad_date", f'"published": {error}')
    return _document_with(entry, name, published, options)


def _document_with(entry: dict, name: str, published: date | None, options: Options) -> Document | Rejected:
    try:
        # the same cleaning as for files: NUL, lone surrogates and control characters never reach the database
        decoded = decode((entry.get("html") or entry["text"]).encode("utf-8", "replace"), plain=options.plain)
    except Unreadable as error:
        return Rejected(name, error.code, error.message)
    source_format = SourceFormat.HTML if entry.get("html") else SourceFormat.TEXT
    return _marked(
        Document(
            id=name,
            source=decoded.text,
            format=SourceFormat.CLEAN if options.plain else source_format,
            url=storable(entry.get("url") or "") or options.url,
            published=published,
            title=storable(entry.get("title") or "") or None,
            publisher=storable(entry.get("publisher") or "") or None,
            warnings=decoded.warnings,
        )
    )
