"""How an article stands to an event: before it, of it, or after it.

The calendar decides first; where publication falls on the days of the event, the wording does.
"""

from __future__ import annotations

import re
from datetime import date

from articles.extraction.annotations import DocumentDate, Relation

from .clues import Clues
from .event_index import KnownEvent
from .name_patterns import WORD

_TO_MEET = (
    r"(?:meet|hold|talks?|rounds?|visit|travel|begin|start|open|resume|sit down|chair|host|lead|attend|sign|arrive|fly|go(?! home| back)|come|take part|"
    r"take place|dialogue|summit|negotiations?|session|discussions|signing|signature)"
)
_MEETING_AHEAD = re.compile(
    rf"{WORD}(?:will|shall|(?:is|are|was|were) (?:to(?! (?:follow|have (?:followed|been)))|due|set|expected|scheduled|slated|planned|poised|likely)|set (?:to|for)|plans? to|due (?:in|to)|"
    rf"ahead of(?! schedule| time)|prepar(?:e|es|ing) for|heading|upcoming|forthcoming)(?:\s+\S{{1,30}}){{0,4}}?\s+{_TO_MEET}\b"
)
_CALLED_OFF = re.compile(
    rf"{WORD}(?:cancel(?:l?ed|s|l?ing)|call(?:ed|s|ing) off|scrapped|dropped|cut short)\b"
)
_TALKED = (
    r"(?:met|opened|began|begun|kicked off|ended|ends?|wound up|wrapped up|wraps? up|closed|closes|received|broke up|broke off|concluded|finished|sat down|spoke|started|completed|"
    r"resumed|over|got under way|discussed|conferred|talked|visited|seated|brought to an end|went over)"
)
_MEETING_PAST = re.compile(
    rf"{WORD}(?:{_TALKED}|(?<!be )held|(?:following|after|since|at the end of) (?:[\w'.-]+ ){{0,4}}(?:talks|meetings?|negotiations|sessions?|discussions)|"
    r"(?:has|have) been (?:visiting|meeting|talking|holding)|(?:second|last|third|final) day|joint statement)\b"
)
_REACTION = re.compile(
    rf"{WORD}(?:after the (?:talks|meeting|round|summit|dialogue)|a day after|days after|in the wake of|since the (?:talks|meeting|round)|analysts?|reaction|"
    r"reacted|welcomed|joint statement|afterwards?|stocks (?:rose|fell|jumped))\b"
)
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
    head = [clues for clues in sentences if clues.weight >= 1.0] or sentences
    told = (
        [clues for clues in head if clues.calls] if event.is_call else head
    )  # else of what was agreed in it
    ahead = _looking_ahead(told)
    if not ahead and published.earliest and published.earliest <= event.record.earliest and not event.is_call:
        ahead = _looking_ahead(sentences)  # the first sentences leave it open
    if gap is not None and gap < 0:
        # the evening before in Washington is the day itself in Beijing
        return Relation.REPORT if gap == -1 and ahead < 0 else Relation.PREVIEW
    if gap is not None and gap > _FRESH:
        return Relation.AFTERMATH
    if gap != _FRESH and ahead > 0:
        return Relation.PREVIEW
    if (
        gap == _FRESH
        and any(_REACTION.search(clues.words) for clues in head)
        and not any(clues.past and clues.meets for clues in head[:1])
    ):
        return Relation.AFTERMATH
    return Relation.REPORT


def tense_of_meeting(words: str) -> Relation | None:
    """Report for "wrapped up two days of talks", preview for "will meet on Monday", None where neither or both is told."""
    # what was called off lies ahead of nobody
    ahead = None if _CALLED_OFF.search(words) else _MEETING_AHEAD.search(words)
    past = _MEETING_PAST.search(words)
    if bool(ahead) == bool(past):
        return None
    return Relation.PREVIEW if ahead else Relation.REPORT


def _looking_ahead(sentences: list[Clues]) -> float:
    """Above 0 if the sentences speak of a meeting to come ("will hold talks"), below 0 of one begun ("opened talks")."""
    points = 0.0
    for clues in sentences:
        tense = tense_of_meeting(clues.words)
        if tense is not None:
            points += clues.weight if tense is Relation.PREVIEW else -clues.weight
    return points
