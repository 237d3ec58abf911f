"""Meetings that an article reports and the chronology does not have.

Conservative: the two sides must both be named, by officials, in one sentence at the head of the article that says in
the past tense on which day they met; and nothing known may lie near that day with the same people.
"""

from __future__ import annotations

import re
from datetime import timedelta

from articles.extraction.annotations import (
    DocumentDate,
    EventLink,
    EventProposal,
    Mention,
    Relation,
    Side,
    Span,
    Timex,
)
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge

from .clues import CALL, Clues, find_clues
from .event_index import EventIndex, build_index
from .reasons import days

_MET = re.compile(
    r"\b(?:met|held (?:\w+ ){0,3}(?:talks|meetings?|consultations|calls?)|sat down|spoke|conferred|(?:began|opened|started|wrapped up|concluded|"
    r"ended|finished) (?:\w+ ){0,6}(?:talks|negotiations|dialogue|meetings?|consultations|round)|(?:talks|negotiations|dialogue|meetings?|round) "
    r"(?:\w+ ){0,4}(?:began|opened|started|ended|closed|concluded)|video (?:call|meeting)|phone call)\b"
)
_PLACE = re.compile(r"\b[Ii]n ((?:[A-Z][a-zé'-]+)(?: (?:[A-Z][a-zé'-]+)){0,2})")
_NO_PLACES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Congress|Chinese|American|Treasury|The)\b"
)
_IN_PERSON = re.compile(r"\b(?:met|meeting|summit|dinner|sat down|spoke|call)\b")
_SCORE = 0.6
"""A proposal is for an editor to look at; nothing is known to compare it with."""

_FRESH = timedelta(days=14)
_ROOM = timedelta(days=2)


def propose_events(
    body: Body,
    published: DocumentDate,
    timexes: tuple[Timex, ...],
    mentions: tuple[Mention, ...],
    links: tuple[EventLink, ...],
    knowledge: Knowledge,
) -> tuple[EventProposal, ...]:
    """At most one new event: "Mr Wang met Ms Tai in Lima on Friday" where no Lima meeting is known."""
    if published.latest is None or any(link.relation is not Relation.MENTION for link in links):
        return ()
    index = build_index(knowledge)
    for clues in find_clues(body, index, timexes, mentions):
        if clues.span is None or clues.weight < 1.0 or (clues.ahead and not clues.past):
            continue
        proposal = _proposal(body, clues, clues.span, published, mentions, index)
        if proposal is not None:
            return (proposal,)
    return ()


def _proposal(
    body: Body,
    clues: Clues,
    span: Span,
    published: DocumentDate,
    mentions: tuple[Mention, ...],
    index: EventIndex,
) -> EventProposal | None:
    sentence = body.text[span.start : span.end]
    if not _MET.search(sentence.lower()):
        return None
    present = [mention for mention in mentions if span.start <= mention.start < span.end and mention.official]
    ours = {mention.official for mention in present if mention.side is Side.US}
    theirs = {mention.official for mention in present if mention.side is Side.CHINA}
    day = _day(clues, published)
    published_from = published.earliest
    if (
        not ours
        or not theirs
        or day is None
        or published_from is None
        or day.earliest is None
        or day.latest is None
    ):
        return None
    if ours | theirs <= index.heads and not _IN_PERSON.search(sentence.lower()):
        # teams talk "under the guidance of" their presidents
        return None
    if index.between(day.earliest - _ROOM, day.latest + _ROOM):
        return None
    place = _place(sentence)
    when = days(day.earliest, day.latest)
    return EventProposal(
        start=day.earliest,
        end=day.latest,
        kind="phone-call" if CALL.search(sentence.lower()) else "dialogue",
        city=place,
        relation=Relation.REPORT if day.latest >= published_from - _ROOM else Relation.AFTERMATH,
        score=_SCORE,
        reason=f"The article reports a meeting of both sides{f' in {place}' if place else ''} on {when} (“{day.text}”), "
        "and no known event lies near that day.",
        participants=tuple(sorted(slug for slug in ours | theirs if slug)),
        evidence=span,
    )


def _day(clues: Clues, published: DocumentDate) -> Timex | None:
    """The day in the sentence on which they met: a day or two, not later than the article and not long before."""
    if published.earliest is None or published.latest is None:
        return None
    for timex in clues.dates:
        if timex.earliest is None or timex.latest is None or (timex.latest - timex.earliest).days > 4:
            continue
        if timex.earliest <= published.latest and timex.latest >= published.earliest - _FRESH:
            return timex
    return None


def _place(sentence: str) -> str | None:
    """The first capitalised place after "in": "met in Abu Dhabi on Monday" gives "Abu Dhabi"."""
    for match in _PLACE.finditer(sentence):
        if not _NO_PLACES.match(match[1]):
            return match[1]
    return None
