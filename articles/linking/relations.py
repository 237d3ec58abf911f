"""How an article stands to an event: before it, of it, or after it.

The calendar decides first; where publication falls on the days of the event, the wording does.
"""

from __future__ import annotations

from datetime import date

from articles.extraction.annotations import DocumentDate, Relation

from .clues import Clues
from .event_index import KnownEvent

_FRESH = 1
"""Days after the end on which a piece still reports the event rather than its aftermath."""


def distance(published: DocumentDate, first: date, last: date) -> int | None:
    """Days from the event to publication: 2 two days after it ended, -8 eight days before, 0 on its days."""
    if published.earliest is None or published.latest is None:
        return None
    if published.latest < first:
        return (published.latest - first).days
    return max(0, (published.earliest - last).days)


def relate(sentences: list[Clues], event: KnownEvent, published: DocumentDate) -> Relation:
    """Preview, report or aftermath, from the sentences that speak of the event.

    "will meet on July 19" in an article of 11 July is a preview; "ended in discord on Wednesday" a report.
    """
    gap = distance(published, event.record.earliest, event.record.latest)
    if gap is not None and gap < 0:
        return Relation.PREVIEW
    if gap is not None and gap > _FRESH:
        return Relation.AFTERMATH
    head = [clues for clues in sentences if clues.weight >= 1.0] or sentences
    if gap != _FRESH and _looks_ahead(head):
        return Relation.PREVIEW
    if (
        gap == _FRESH
        and any(clues.reacts for clues in head)
        and not any(clues.past and clues.meets for clues in head[:1])
    ):
        return Relation.AFTERMATH
    return Relation.REPORT


def _looks_ahead(sentences: list[Clues]) -> bool:
    """True if the sentences speak of a meeting to come ("will hold talks") and of none that has begun ("opened talks")."""
    ahead = sum(clues.weight for clues in sentences if clues.meeting_ahead and not clues.meeting_past)
    past = sum(clues.weight for clues in sentences if clues.meeting_past and not clues.meeting_ahead)
    return ahead > past
