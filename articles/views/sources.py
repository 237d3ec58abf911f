"""Sources of an event, prints of one story together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Citation

RELATION_RANK = ["report", "preview", "aftermath", "mention"]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """One story: the print that stands for it, and the others."""

    first: Citation
    copies: tuple[Citation, ...]

    @property
    def relation(self) -> str:
        """How the story stands to the event."""
        return self.first.relation


def story_of(citation: Citation) -> tuple[str, int]:
    """Prints of one story share this key; an article without a story is one of its own."""
    article = citation.article
    return ("story", article.story_id) if article.story_id else ("article", article.pk)


def group_sources(citations: Iterable[Citation]) -> list[SourceGroup]:
    """Stories in the order of their first prints. The print closest to the event stands for its story,
    an accepted one before a proposed one, one with evidence before one without."""
    stories: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        stories.setdefault(story_of(citation), []).append(citation)
    groups = []
    for prints in stories.values():
        first = min(prints, key=_standing)
        groups.append(SourceGroup(first, tuple(other for other in prints if other is not first)))
    return groups


def _standing(citation: Citation) -> tuple[bool, int, bool]:
    return (
        citation.state != "accepted",
        RELATION_RANK.index(citation.relation),
        not citation.evidence_words,
    )


def independent_count(citations: Iterable[Citation]) -> int:
    """How many stories: "7 articles, 2 independent"."""
    return len({story_of(citation) for citation in citations})
