"""Where quotations begin and end: pairs of quotation marks, one paragraph at a time.

Curly marks say which way they face; straight ones are read from the characters around them. A quotation that
runs on is opened again in the next paragraph and closed only in the last, so each paragraph holds one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ..annotations import Span
from ..body import Body

_DOUBLE = re.compile(r"\"|''|``|«|»")
_SINGLE = re.compile(r"(?:^|(?<=[\s(\[-]))'(?=[^\W_])")
_SINGLE_END = re.compile(r"(?<=[.,!?;:…])'(?![^\W_])|(?<=[^\W_])'(?=[.,;:!?)\]]|\s*$)")
_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_TOLD_INSIDE = re.compile(r"\b[A-Z][a-z]+ (?:said|says|added|told|went on|laid out)\b")
_BEFORE_OPENING = frozenset(" \n([{-/:'")
LONGEST = 4000
_COLUMNS = re.compile(r"\s\|\s")
"""Links side by side: "« Part 1 | Part 3 »" turns pages."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The inside ``start``–``end`` of marks that reach from ``outer_start`` to ``outer_end``; all in the folded text."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool | None
    """None for a straight mark that could be either."""


def find_quoted(body: Body) -> list[Quoted]:
    """Every quotation of ``body`` in order: in "He said, “Trade must grow,” and left" the words between the marks."""
    found: list[Quoted] = []
    paragraphs = body.paragraphs
    is_running = False
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        inside = _in_paragraph(body, paragraph, following, is_running=is_running)
        found.extend(inside)
        is_running = bool(inside) and not inside[-1].is_closed
    return found


def _in_paragraph(body: Body, paragraph: Span, following: Span | None, *, is_running: bool) -> list[Quoted]:
    text = body.folded.text
    doubles = _doubles(body, paragraph, following, is_running=is_running)
    outside = paragraph.start
    singles: list[Quoted] = []
    for quoted in [*doubles, None]:
        stop = quoted.outer_start if quoted else paragraph.end
        singles.extend(_singles(text, outside, stop))
        outside = quoted.outer_end if quoted else stop
    return sorted([*doubles, *singles], key=lambda quoted: quoted.start)


def _doubles(body: Body, paragraph: Span, following: Span | None, *, is_running: bool) -> list[Quoted]:
    text = body.folded.text
    found: list[Quoted] = []
    opened: _Mark | None = None
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark = _Mark(match.start(), match.end(), _facing(body, match, paragraph, inside=opened is not None))
        if opened is None and not found and is_running and mark.opens is False:
            # the paragraph before ran on, and this one goes on without a mark of its own
            opened = _Mark(paragraph.start, paragraph.start, True)
        opens = mark.opens if mark.opens is not None else opened is None
        if opens:
            opened = mark
        elif opened is not None:
            found.extend(_quoted(text, opened.end, mark.start, opened.start, mark.end))
            opened = None
    if opened is not None and _runs_on(body, opened, paragraph, following):
        found.extend(_quoted(text, opened.end, paragraph.end, opened.start, paragraph.end, is_closed=False))
    return found


def _facing(body: Body, match: re.Match[str], paragraph: Span, *, inside: bool) -> bool | None:
    """True if the mark opens, False if it closes, None if the characters around do not say."""
    text, (start, end) = body.folded.text, match.span()
    original = body.text[body.folded.origin(start)]
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if original == "»" and not inside and before in _BEFORE_OPENING and after.isalnum():
        return True  # »…« in German papers, the other way round in French ones
    if original == "«" and inside and not before.isspace() and not after.isalnum():
        return False
    if original in _OPENING:
        # German marks close with the sign that opens English ones
        return not (inside and original == "“" and not before.isspace() and not after.isalnum())
    if original in _CLOSING:
        return False
    if not inside and before.isdigit() and not after.isalnum():
        return False
    if before in _BEFORE_OPENING and not after.isspace():
        return not (inside and before == "-" and not after.isalnum())
    if before.isspace() and after.isspace():
        return None
    if not before.isspace() and not after.isalnum():
        return False
    return None


def _quoted(
    text: str, start: int, end: int, outer_start: int, outer_end: int, *, is_closed: bool = True
) -> list[Quoted]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end or end - start > LONGEST or _COLUMNS.search(text, start, end):
        return []
    return [Quoted(start, end, outer_start, outer_end, is_closed)]


def _runs_on(body: Body, opened: _Mark, paragraph: Span, following: Span | None) -> bool:
    """True if an unclosed mark is no slip: the text breaks off here, or the next paragraph opens or closes with a mark."""
    text = body.folded.text
    if following is None:
        return not _TOLD_INSIDE.search(text, opened.end, paragraph.end)
    if text.startswith(('"', "''", "«", "``"), following.start):
        return True
    mark = _DOUBLE.search(text, following.start, following.end)
    return mark is not None and _facing(body, mark, following, inside=False) is False


def _singles(text: str, start: int, stop: int) -> list[Quoted]:
    """Quotations in single marks outside of double ones: British papers, and titles."""
    found: list[Quoted] = []
    position = start
    while (opening := _SINGLE.search(text, position, stop)) is not None:
        closing = _SINGLE_END.search(text, opening.end(), stop)
        if closing is None:
            break
        found.extend(_quoted(text, opening.end(), closing.start(), opening.start(), closing.end()))
        position = closing.end()
    return found
