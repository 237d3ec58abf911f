"""Meetings that an article reports or announces and the chronology does not have.

Conservative: one sentence at the head of the article must name both sides, say that they met or will meet, and on
which day; nothing known may lie near that day. Editors decide.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from articles.extraction.annotations import (
    DocumentDate,
    EventLink,
    EventProposal,
    Mention,
    Relation,
    Side,
)
from articles.extraction.body import Body

from .clues import CALL, Clues
from .event_index import EventIndex
from .reasons import days
from .relations import tense_of_meeting
from .relevance import names_both_sides

_TALKS = re.compile(
    r"\b(?:meet|met|sat down|spoke|conferred|talks|negotiations|dialogue|consultations|round of|sessions?|meetings?|summit|"
    r"video (?:call|link|meeting)|phone call|face[- ]to[- ]face)\b"
)
_IN_PERSON = re.compile(r"\b(?:met|meeting|summit|dinner|sat down|spoke|call)\b")
_PLACE = re.compile(r"\b[Ii]n ((?:[A-Z][a-zé'-]+)(?: (?:[A-Z][a-zé'-]+)){0,2})")
_NO_PLACES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Congress|China|Chinese|America|American|Treasury|The|"
    r"Washington's|Beijing's)\b"
)
_SCORE = 0.6
"""A proposal is for an editor to look at; nothing is known to compare it with."""

_FRESH = timedelta(days=14)
_SOON = timedelta(days=30)
_ROOM = timedelta(days=2)
_LONGEST = 4
"""Days that one meeting may last."""

Sides = dict[str, Side | None]
"""Whose official each one named is."""


def propose_events(
    body: Body,
    published: DocumentDate,
    clues: tuple[Clues, ...],
    mentions: tuple[Mention, ...],
    links: tuple[EventLink, ...],
    index: EventIndex,
) -> tuple[EventProposal, ...]:
    """At most one new event: "Mr Wang met Ms Tai in Lima on Friday" where no Lima meeting is known."""
    if any(link.relation is not Relation.MENTION for link in links):
        return ()
    # a spokesman tells of the meeting, he is not at it
    sides = {
        mention.official: mention.side
        for mention in mentions
        if mention.official and "spokes" not in (mention.role or "").lower()
    }
    head = [sentence for sentence in clues if sentence.weight >= 1.0]
    for sentence in head:
        proposal = _proposal(body, sentence, head, published, sides, index) if sentence.span else None
        if proposal is not None:
            return (proposal,)
    return ()


def _proposal(
    body: Body,
    clues: Clues,
    head: list[Clues],
    published: DocumentDate,
    sides: Sides,
    index: EventIndex,
) -> EventProposal | None:
    tense = tense_of_meeting(clues.words) if _TALKS.search(clues.words) else None
    if tense is None or clues.span is None:
        return None
    sentence = body.text[clues.span.start : clues.span.end]
    if not names_both_sides(sentence, {sides.get(slug) for slug in clues.officials}):
        return None
    if clues.officials and clues.officials <= index.heads and not _IN_PERSON.search(clues.words):
        # teams talk "under the guidance of" their presidents
        return None
    when = _when(clues, published, tense)
    if when is None or _is_known(when, index):
        return None
    is_call = CALL.search(clues.words) is not None
    place = None if is_call else _place(sentence, clues, head)
    verb = "announces" if tense is Relation.PREVIEW else "reports"
    where = f" in {place}" if place else ""
    return EventProposal(
        start=when[0],
        end=when[1],
        kind="phone-call" if is_call else "dialogue",
        city=place,
        relation=_relation(when[1], tense, published),
        score=_SCORE,
        reason=f"The article {verb} a meeting of both sides{where} on {days(*when)}, and no known event lies near.",
        participants=_participants(clues, head, sides, index),
        evidence=clues.span,
    )


def _when(clues: Clues, published: DocumentDate, tense: Relation) -> tuple[date, date] | None:
    """The days in the sentence on which they met or will meet: near the article's own, on the right side of it."""
    found = [
        (timex.earliest, timex.latest)
        for timex in clues.dates
        if timex.earliest is not None
        and timex.latest is not None
        and (timex.latest - timex.earliest).days <= _LONGEST
        and _fits(timex.earliest, timex.latest, published, tense)
    ]
    if not found:
        return None
    first, last = min(first for first, _ in found), max(last for _, last in found)
    return (first, last) if (last - first).days <= _LONGEST else found[0]


def _fits(first: date, last: date, published: DocumentDate, tense: Relation) -> bool:
    if published.earliest is None or published.latest is None:
        return True
    if tense is Relation.PREVIEW:
        return published.earliest < first <= published.latest + _SOON
    return first <= published.latest and last >= published.earliest - _FRESH


def _is_known(when: tuple[date, date], index: EventIndex) -> bool:
    """True if talks that are known lie near these days; a tariff of the same week is no meeting."""
    near = index.between(when[0] - _ROOM, when[1] + _ROOM)
    return any(event.record.kind != "measure" for event in near)


def _place(sentence: str, clues: Clues, head: list[Clues]) -> str | None:
    """The place of the meeting: "met in Abu Dhabi on Monday" gives "Abu Dhabi"."""
    for match in _PLACE.finditer(sentence):
        if not _NO_PLACES.match(match[1]):
            return match[1]
    places = clues.places or frozenset().union(*(other.places for other in head))
    return min(places).title() if len(places) == 1 else None


def _participants(clues: Clues, head: list[Clues], sides: Sides, index: EventIndex) -> tuple[str, ...]:
    """Officials of both sides: those of the sentence, else those at the head of the article, heads of state apart."""
    named = clues.officials
    if {Side.US, Side.CHINA} - {sides.get(slug) for slug in named}:
        named = frozenset().union(*(other.officials for other in head)) - index.heads
    return tuple(sorted(slug for slug in named if sides.get(slug) in (Side.US, Side.CHINA)))


def _relation(last: date, tense: Relation, published: DocumentDate) -> Relation:
    if tense is Relation.REPORT and published.earliest is not None and published.earliest > last + _ROOM:
        return Relation.AFTERMATH
    return tense
