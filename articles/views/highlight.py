"""Article text cut into segments, so that a template can mark what was found without any HTML in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

MARKS_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: what kind of finding it is, and what to say of it."""

    start: int
    end: int
    kind: str
    note: str = ""
    id: str = ""
    href: str = ""
    """Where on the page more is said of the finding."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks; ``notes`` are theirs, the innermost first."""

    text: str
    kinds: str = ""
    notes: tuple[str, ...] = ()
    is_evidence: bool = False
    id: str = ""
    """Where a link to this place of the text leads."""
    href: str = ""
    """Where the first stretch of a mark leads; the others are no links, so that a mark is one stop of the Tab key."""
    start: int = 0


def cut(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Segments that joined give back the text. ``cut("on Thursday", [Mark(3, 11, "date")])`` → "on ", "Thursday"."""
    kept = _within(marks, len(text))
    edges = sorted({0, len(text), *(mark.start for mark in kept), *(mark.end for mark in kept)})
    opening = sorted(kept, key=lambda mark: (mark.start, -mark.end))
    segments, running, next_mark = [], [], 0
    for start, end in pairwise(edges):
        running = [mark for mark in running if mark.end > start]
        while next_mark < len(opening) and opening[next_mark].start <= start:
            running.append(opening[next_mark])
            next_mark += 1
        segments.append(_segment(text[start:end], running, start))
    return segments


def _within(marks: Iterable[Mark], length: int) -> list[Mark]:
    sound = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
    # Evidence first: where there are too many marks, what a fact rests on stays visible.
    sound.sort(key=lambda mark: (mark.kind != "evidence", mark.start))
    return sound[:MARKS_SHOWN]


def _segment(text: str, marks: Sequence[Mark], start: int) -> Segment:
    kinds = " ".join(sorted({f"is-{mark.kind}" for mark in marks if mark.kind != "evidence"}))
    inward = [*reversed(marks)]
    notes = tuple(dict.fromkeys(mark.note for mark in inward if mark.note))
    place = next((mark.id for mark in marks if mark.start == start and mark.id), "")
    way = next((mark.href for mark in inward if mark.start == start and mark.href), "")
    return Segment(text, kinds, notes, any(mark.kind == "evidence" for mark in marks), place, way, start)
