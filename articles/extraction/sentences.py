"""Paragraphs and sentences of a body, as spans.

Rules, not a model: news abbreviations ("U.S.", "Sept.", "Mr.") do not end a sentence, a closing quotation mark
belongs to the sentence it closes, and a line end after a finished sentence starts a paragraph.
"""

from __future__ import annotations

import re

from .annotations import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Reps|Sens|Lt|Col|Sgt|Capt|Adm|Amb|Hon|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros|No|Nos|"
    r"vs|etc|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Calif|Fla|Va|Pa|Ill|"
    r"Mass|Conn|Ariz|Colo|Tex|approx|est|fig|p|pp|art|Art|Sec|sec|cf|e\.g|i\.e)|(?:\b[A-Z]\.)*\b[A-Z]|\b(?:a|p)\.m)\.$"
)
_END = re.compile(
    r"[.!?…]+[\"'\u201d\u2019»)\]]*(?=\s+[\"'\u201c\u2018«(\[]*[A-Z0-9\u00c0-\u00de]|\s*$|(?<=[.!?][\"\u201d])[A-Z])"
)
_LINE_END = re.compile(r"\n+")
_FINISHED = frozenset(".!?…:;,\"'\u201d\u2019»)]")
_DOTTED_COUNTRY = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C|U\.S\.A|a\.m|p\.m)\.$")
_STARTERS = re.compile(
    r"\s+[\"'\u201c\u2018]?(?:The|A|An|In|On|At|But|And|It|He|She|They|We|I|This|That|These|Those|After|Before|If|As|When|While|For|Its|His|Her|Their|"
    r"However|Meanwhile|Both|Last|Earlier|Later|Since|With|China|Beijing|Washington|Mr)\b"
)


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs of ``text``: blocks parted by a blank line, or lines that end a sentence.

    A block whose lines all look like whole paragraphs ("WASHINGTON (AP) - ….\\nThe …") is split at its line
    ends; a block of wrapped lines stays whole.
    """
    spans: list[Span] = []
    for block in _PARAGRAPH.finditer(text):
        start = block.start()
        for line in _LINE_END.finditer(text, block.start(), block.end()):
            last = line.start()
            while last > start and text[last - 1].isspace():
                last -= 1
            if (last > start and text[last - 1] in _FINISHED) or not _is_wrapped(
                text, line.start(), line.end()
            ):
                spans.append(Span(start, line.start()))
                start = line.end()
        spans.append(Span(start, block.end()))
    return [trimmed for span in spans if (trimmed := _trim(text, span)).start < trimmed.end]


def _is_wrapped(text: str, end: int, start: int) -> bool:
    """True if the line break at ``end`` only wraps a running sentence ("…trade talks\\nin Washington…")."""
    following = text[start : start + 1]
    if following.islower():
        return True
    line_start = text.rfind("\n", 0, end) + 1
    return end - line_start >= 50 and following.isalnum()


def sentence_spans(text: str) -> list[Span]:
    """Spans of the sentences of ``text`` in order, without the white space around them."""
    spans: list[Span] = []
    for paragraph in paragraph_spans(text):
        start = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            if match.end() < paragraph.end and _is_abbreviation(text, start, match):
                continue
            spans.append(Span(start, match.end()))
            start = match.end()
        if start < paragraph.end:
            spans.append(Span(start, paragraph.end))
    return [trimmed for span in spans if (trimmed := _trim(text, span)).start < trimmed.end]


def _is_abbreviation(text: str, sentence_start: int, match: re.Match[str]) -> bool:
    """True if the dot at ``match`` belongs to an abbreviation rather than ending the sentence."""
    if not match.group().startswith(".") or len(match.group()) > 1:
        return False
    before = text[max(sentence_start, match.start() - 12) : match.start() + 1]
    if _DOTTED_COUNTRY.search(before):
        # "…with the U.S. The talks…" ends a sentence, "…the U.S. Treasury…" does not
        return not _STARTERS.match(text, match.end())
    return bool(_ABBREVIATION.search(before))


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def sentence_at(sentences: list[Span], position: int) -> Span | None:
    """The sentence that holds ``position``, or None (between sentences)."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].start <= position:
        return sentences[low]
    return None
