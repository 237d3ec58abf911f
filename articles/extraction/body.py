"""A body with the views of it that every finder needs, each computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .annotations import Span
from .folding import Folded, fold
from .sentences import paragraph_spans, sentence_at, sentence_spans


@dataclass(frozen=True)
class Body:
    """A clean body. Finders match in ``folded.text`` and carry spans back with ``folded.span``."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        """The matching copy of the text."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentence spans, in ``folded.text``."""
        return sentence_spans(self.folded.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Paragraph spans, in ``folded.text``."""
        return paragraph_spans(self.folded.text)

    def sentence_around(self, position: int) -> Span | None:
        """The sentence (in ``folded.text``) that holds ``position`` of ``folded.text``."""
        return sentence_at(self.sentences, position)
