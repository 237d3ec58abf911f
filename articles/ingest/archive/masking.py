"""Texts that may not be shown: everything but the sentences readers see is blotted out, letter by letter.

So every span still counts in a text of the same length, evidence keeps its words, and no more than the pages show goes out.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from articles.models import Account, ArticleText, Citation, CommitmentStep, Participation, ReviewState
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


def masked_texts(texts: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """Each text masked. Its row's number says where its evidence is; an article without a title goes by its first words."""
    rows = list(texts)
    spans = evidence_in([number for number, _, _ in rows])
    for number, text, title in rows:
        yield masked(text, spans[number] + first_words(text, title))


def masked_hashes(hashes: Iterable[str]) -> dict[str, str]:
    """The hash of a text that may not be shown → the hash of what goes out in its place."""
    rows = ArticleText.objects.filter(sha256__in=set(hashes), article__licence="").order_by("pk")
    known = list(rows.values_list("pk", "text", "article__title", "sha256"))
    texts = masked_texts((number, text, title) for number, text, title, _ in known)
    return {row[3]: hash_of(text) for row, text in zip(known, texts, strict=True)}


def hash_of(text: str) -> str:
    """The SHA-256 by which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


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
