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
    if _looks_ahead(head) and (gap is None or _may_be_early(event, published)):
        return Relation.PREVIEW
    if (
        gap == _FRESH
        and any(clues.reacts for clues in head)
        and not any(clues.past and clues.meets for clues in head[:1])
    ):
        return Relation.AFTERMATH
    return Relation.REPORT


def _looks_ahead(head: list[Clues]) -> bool:
    """True if more of the first sentences speak of what is to come than of what was."""
    ahead = sum(clues.weight for clues in head if clues.ahead and clues.meets)
    past = sum(clues.weight for clues in head if clues.past and clues.meets and not clues.ahead)
    return ahead > past


def _may_be_early(event: KnownEvent, published: DocumentDate) -> bool:
    """True if the article may be from before the main session: the first half of the event's days."""
    if published.earliest is None:
        return True
    middle = event.record.earliest + (event.record.latest - event.record.earliest) / 2
    return published.earliest < middle or published.earliest <= event.record.earliest
