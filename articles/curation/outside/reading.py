"""Which kind of timeline a file is, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from articles.curation.textfile import BadFile, text_of

from . import sheet, slides
from .suggested import Fault, Suggested

MOST_EVENTS = 20_000


@dataclass
class Told:
    """All that a file tells, and what in it cannot be taken."""

    name: str
    events: list[Suggested] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_events(content: bytes, name: str) -> Told:
    """The events of a TimelineJS file (JSON or the CSV of its spreadsheet) or of a plain spreadsheet saved as CSV.

    Raises ``BadFile``. Single rows that cannot be taken are among the faults.
    """
    text = text_of(content)
    if "\x00" in text:
        raise BadFile("There is a NUL character: this is no text.")
    told = Told(PurePath(name).name)
    rows = slides.rows_of(text) if text.lstrip()[:1] in ("{", "[") else sheet.rows_of(text)
    if len(rows) > MOST_EVENTS:
        raise BadFile(
            f"The file has {len(rows):,} events; at most {MOST_EVENTS:,} are taken at once: split it."
        )
    for number, read in rows:
        found = read(number)
        (told.faults if isinstance(found, Fault) else told.events).append(found)
    return told
