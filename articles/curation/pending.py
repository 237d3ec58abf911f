"""Adding by hand: what an editor pastes or uploads is kept as it came. Nothing is read here; ``ingest --pending`` reads it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

from django.contrib.auth.models import User
from django.db import transaction

from articles.extraction.reading import MAX_BYTES, Unreadable, refuse_binary
from articles.models import PendingDocument

from .changes import ADDED, record

Form, State = PendingDocument.Form, PendingDocument.State

SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
MOST_FILES = 50
MOST_LINES = 1_000
MOST_BYTES = 50_000_000
"""Of all files that come at once."""

NAME_LENGTH = PendingDocument._meta.get_field("name").max_length


class NotTaken(Exception):
    """A file that is not kept, and why: one line for the editor."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor says of a text: each may be empty."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None


NOTHING_GIVEN = Given()


@transaction.atomic
def add_address(url: str, by: User | None) -> PendingDocument:
    """Keep an address alone. It waits for ``fetch --pending``: no web process asks other sites for anything."""
    row = PendingDocument(form=Form.ADDRESS, name=url[:NAME_LENGTH], url=url, state=State.UNFETCHED)
    return _keep([row], by)[0]


@transaction.atomic
def add_text(text: str, given: Given, by: User | None) -> PendingDocument:
    """Keep a pasted text, with what is said of it."""
    text = text.replace("\r\n", "\n")  # browsers send it so, whatever was pasted
    name = given.title or " ".join(text.split())[:80]
    return _keep([_row(Form.TEXT, name, text.encode("utf-8", "replace"), given)], by)[0]


@transaction.atomic
def add_files(
    files: Iterable[tuple[str, bytes]], by: User | None, given: Given = NOTHING_GIVEN
) -> list[PendingDocument]:
    """Keep files, a .jsonl file line by line. Raises ``NotTaken``, and keeps none, where one of them cannot be meant."""
    rows: list[PendingDocument] = []
    for name, content in files:
        rows += _rows_of(plain_name(name), content, given)
    return _keep(rows, by)


def _rows_of(name: str, content: bytes, given: Given) -> list[PendingDocument]:
    _check(name, content)
    if not name.lower().endswith(".jsonl"):
        return [_row(Form.FILE, name, content, given)]
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise NotTaken(f"{name}: {len(lines):,} lines; at most {MOST_LINES:,} are taken at once.")
    return [_row(Form.LINE, f"{name}:{number}", line, NOTHING_GIVEN) for number, line in lines]


def _check(name: str, content: bytes) -> None:
    if not name.lower().endswith(SUFFIXES):
        raise NotTaken(f"{name}: only {', '.join(SUFFIXES)} files are taken.")
    if not content.strip():
        raise NotTaken(f"{name}: the file is empty.")
    if len(content) > MAX_BYTES:
        raise NotTaken(f"{name}: {len(content):,} bytes; the limit is {MAX_BYTES:,}.")
    try:
        refuse_binary(content)
    except Unreadable as error:
        raise NotTaken(f"{name}: {error.message}.") from error


def plain_name(name: str) -> str:
    """The file's own name, without folders and without what does not print: ``../../talks\\x00.txt`` gives ``talks.txt``."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    printed = "".join(
        char for char in unicodedata.normalize("NFC", last[:1000]) if char.isprintable()
    ).strip()
    stem, dot, suffix = printed.rpartition(".")
    if not dot:
        return printed[: NAME_LENGTH - 20] or "file"
    return f"{stem[: NAME_LENGTH - 30]}.{suffix[:10]}"  # room for the number of a line


def _row(form: str, name: str, content: bytes, given: Given) -> PendingDocument:
    return PendingDocument(
        form=form,
        name=name[:NAME_LENGTH],
        content=content,
        url=given.url,
        title=given.title,
        publisher=given.publisher,
        published=given.published,
    )


def _keep(rows: list[PendingDocument], by: User | None) -> list[PendingDocument]:
    for row in rows:
        row.added_by = by
        row.save(force_insert=True)
        record(row, ADDED, "", str(row), by)
    return rows


@transaction.atomic
def retry(rows: Iterable[PendingDocument], by: User | None, reason: str = "") -> int:
    """Let the next reading, or fetching, take failed documents once more. Returns how many there were."""
    count = 0
    for row in rows:
        state = State.UNFETCHED if row.form == Form.ADDRESS and not row.content else State.WAITING
        again = PendingDocument.objects.filter(pk=row.pk, state=State.FAILED)
        if again.update(
            state=state,
            claim="",
            tries=0,
            taken_at=None,
            outcome="",
            error="",
            error_code="",
            finished_at=None,
        ):
            record(row, "state", State.FAILED, state, by, reason)
            count += 1
    return count
