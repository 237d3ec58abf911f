"""Texts that may not be shown: everything but the sentences readers see is blotted out, letter by letter.

So every span still counts in a text of the same length, evidence keeps its words, and no more than the pages show goes out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from articles.models import Account, Citation, CommitmentStep, Participation, ReviewState
from articles.models.article import FIRST_WORDS

BLOT = "█"
_LETTER = re.compile(r"\S")

Span = tuple[int, int]


def masked(text: str, spans: Iterable[Span]) -> str:
    """``The talks failed. They left.`` with the span (18, 28) → ``███ █████ ███████ They left.``."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        if start < end:
            pieces += [_LETTER.sub(BLOT, text[done:start]), text[start:end]]
            done = end
    return "".join([*pieces, _LETTER.sub(BLOT, text[done:])])


def evidence_in(text_ids: list[int]) -> dict[int, list[Span]]:
    """The sentences of the texts that readers see: what links, participants, accounts and steps rest on."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for model in (Citation, Participation, Account, CommitmentStep):
        rows = model._base_manager.filter(evidence_text__in=text_ids)
        if model is Citation:
            rows = rows.exclude(state=ReviewState.REFUSED)
        for text, start, end in rows.order_by().values_list(
            "evidence_text", "evidence_start", "evidence_end"
        ):
            spans[text].append((start, end))
    return spans


def first_words(text: str, title: str) -> list[Span]:
    """An article without a title is called by its first words."""
    return [] if title else [(0, min(FIRST_WORDS, len(text)))]
