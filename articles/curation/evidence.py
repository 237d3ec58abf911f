"""The words a row rests on, with what stands around them, without loading whole texts."""

import re
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Substr

AROUND = 240
"""Most characters shown on either side."""

SENTENCE_END = re.compile(r"[.!?]['”’\"]?\s+|\n")


@dataclass(frozen=True, slots=True)
class Context:
    """Evidence in its sentence: ``before`` and ``after`` may be empty."""

    before: str
    words: str
    after: str


def with_context(
    rows: QuerySet, *, text: str = "evidence_text", start: str = "evidence_start", end: str = "evidence_end"
) -> QuerySet:
    """The rows with their evidence and its surroundings cut out by the database: the texts themselves stay there.

    ``text``, ``start`` and ``end`` are the columns that say where it is: those of a mention are called otherwise.
    """
    first, words = Greatest(F(start) - AROUND, Value(0)), f"{text}__text"
    return rows.annotate(
        context_before=Substr(words, first + 1, F(start) - first),
        context_words=Substr(words, F(start) + 1, F(end) - F(start)),
        context_after=Substr(words, F(end) + 1, AROUND),
    )


def context_of(row) -> Context | None:
    """The evidence of a row that came through ``with_context``, cut to its sentence; None where there is none."""
    if not row.context_words:
        return None
    return Context(
        before=last_sentence(row.context_before or ""),
        words=row.context_words,
        after=first_sentence(row.context_after or ""),
    )


def last_sentence(text: str) -> str:
    """What follows the last end of a sentence: ``It rained. On Friday `` gives ``On Friday ``."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def first_sentence(text: str) -> str:
    """What goes before the first end of a sentence, with its stop: `` came. It rained`` gives `` came.``."""
    match = SENTENCE_END.search(text)
    return text[: match.end()].rstrip() if match else text
