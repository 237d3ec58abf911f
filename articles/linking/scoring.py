"""Which known events an article is about, and how sure that is.

Each sentence supports an event by its dates, places, people, names and kind of meeting; never by the number of a
round alone. What the article's first sentences support, near the day of publication, is what it is about; what only
later sentences support is background. Pure: records in, links out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from articles.extraction.annotations import DocumentDate, EventLink, Mention, Relation, Timex
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge

from .clues import LEAD, Clues, find_clues
from .event_index import EventIndex, KnownEvent, build_index
from .places import CAPITALS, GATHERING
from .reasons import explain
from .relations import distance, relate
from .support import NEAR, support_of

_EVEN = 4.1
"""Points at which an article is as likely about an event as not, and the points (``_SPAN``) that change the odds e-fold."""

_SPAN = 0.9
_SPREAD = 0.75
"""What clues in different sentences are worth against clues in one."""

_MAIN = 0.5
"""The least certainty of what an article is about."""

_BESIDE = 0.7
"""The least certainty of a second event, still to come, beside the one reported."""

_SURE = 0.9
"""The least certainty of what is put before events that more is told of."""

_NEWS = 2
"""Days for which what was held is reported beside what is to come."""

_ANNOUNCED = 4.0
"""The least points of one sentence that announces a second event by its date and what else tells it."""

_ANNOUNCED_FULLY = 3.6
"""The same where it tells two of place, people and name: "Liu is to go to Washington for another round, beginning May 8"."""

_ANNOUNCED_ALONE = 3.0
"""The same where its week or month holds no other talks: "higher-level negotiations planned for early October"."""

_SOON = 31
"""Days within which such an announcement is kept."""

_MENTION = 2.8
"""The least points of one sentence that recalls an event."""


@dataclass(slots=True)
class Support:
    """What speaks for one event: the best sentence, its points, and what the points are for."""

    event: KnownEvent
    best: float = 0.0
    clues: Clues | None = None
    head: float = 0.0
    kinds: dict[str, float] = field(default_factory=dict)
    marks: dict[str, float] = field(default_factory=dict)
    sentences: list[Clues] = field(default_factory=list)


def link_events(
    body: Body,
    published: DocumentDate,
    timexes: tuple[Timex, ...],
    mentions: tuple[Mention, ...],
    knowledge: Knowledge,
    *,
    title: str | None = None,
) -> tuple[EventLink, ...]:
    """The events an article is about and those it recalls, the surest first.

    "Talks in Geneva ended on Sunday", published 12 May 2025, links the Geneva round as a report.
    """
    index = build_index(knowledge)
    return link_clues(find_clues(body, index, timexes, mentions, title), published, index)


def link_clues(clues: tuple[Clues, ...], published: DocumentDate, index: EventIndex) -> tuple[EventLink, ...]:
    """``link_events`` for sentences whose clues are known already."""
    return choose_links(gather_support(clues, published, index), published)


def gather_support(clues: tuple[Clues, ...], published: DocumentDate, index: EventIndex) -> list[Support]:
    """All events that something in the article or its date speaks for."""
    near = _near_events(published, index)
    supports: dict[str, Support] = {event.record.slug: Support(event) for event in near}
    for sentence in clues:
        scored = [
            (support_of(sentence, event, published, index), event)
            for event in _candidates(sentence, near, index)
        ]
        for marks, event in _unambiguous(scored):
            support = supports.setdefault(event.record.slug, Support(event))
            _add(support, sentence, marks)
    return list(supports.values())


def _near_events(published: DocumentDate, index: EventIndex) -> list[KnownEvent]:
    if published.earliest is None or published.latest is None:
        return []
    # a page may say that it was published in the year 1, or in 9999
    first = published.earliest - NEAR if published.earliest > date.min + NEAR else date.min
    last = published.latest + NEAR if published.latest < date.max - NEAR else date.max
    return index.between(first, last)


def _candidates(sentence: Clues, near: list[KnownEvent], index: EventIndex) -> Iterable[KnownEvent]:
    """Events that this sentence may speak of: near ones, and those its dates, places and names point to."""
    found = {event.record.slug: event for event in near} if sentence.meets or sentence.phrases else {}
    for timex in sentence.dates[:20]:
        if timex.earliest is not None and timex.latest is not None:
            for event in index.between(timex.earliest, timex.latest):
                found[event.record.slug] = event
    for place in sentence.places:
        if len(index.by_place.get(place, ())) <= 8:
            found.update((event.record.slug, event) for event in index.by_place.get(place, ()))
    for phrase in sentence.phrases:
        found.update((event.record.slug, event) for event in index.by_phrase.get(phrase, ()))
    return found.values()


def _unambiguous(
    scored: list[tuple[dict[str, float], KnownEvent]],
) -> list[tuple[dict[str, float], KnownEvent]]:
    """The events a sentence speaks for; where two are as likely, each gets less.

    A weaker event stays when something is its own: "agreed in Hamburg to meet in Washington on July 19".
    """
    totals = sorted(
        ((sum(marks.values()), number) for number, (marks, _) in enumerate(scored) if marks), reverse=True
    )
    if not totals or totals[0][0] <= 0:
        return []
    top = totals[0][0]
    rivals = {number for total, number in totals if total > top - 0.3}
    chosen = []
    for total, number in totals:
        marks, event = scored[number]
        its_own = marks.get("date", 0) >= 2.0 or marks.get("place", 0) >= 1.4 or marks.get("name", 0) >= 3.0
        if total <= 0 or (total < top - 1.5 and not its_own):
            continue
        if number in rivals and len(rivals) > 1:
            marks = {**marks, "rivals": -1.0}
        chosen.append((marks, event))
    return chosen


def _add(support: Support, sentence: Clues, marks: dict[str, float]) -> None:
    points = sum(marks.values())
    if points <= 0:
        return
    support.sentences.append(sentence)
    for key, value in marks.items():
        support.kinds[key] = max(support.kinds.get(key, -9.0), value * sentence.weight)
    # what is told by its month alone is recalled, not reported
    support.head = max(support.head, (points - marks.get("sole", 0.0)) * sentence.weight)
    if points > support.best:
        support.best, support.clues, support.marks = points, sentence, marks


def main_points(support: Support, published: DocumentDate) -> float:
    """Points for the article being about this event: its date, its best sentence, and what others add to it."""
    together = _SPREAD * sum(
        support.kinds.get(key, 0.0) for key in ("date", "place", "people", "name", "kind")
    )
    points = _nearness(support.event, published) + max(support.head, together)
    gap = distance(published, support.event.record.earliest, support.event.record.latest)
    if gap is not None and gap < 0 and not any(clues.ahead for clues in support.sentences):
        # what has not happened yet can only be announced
        points -= 1.0
    return points


def main_score(support: Support, published: DocumentDate) -> float:
    """How sure it is, 0 to 1, that the article is about this event."""
    return 1 / (1 + math.exp(-(main_points(support, published) - _EVEN) / _SPAN))


def _nearness(event: KnownEvent, published: DocumentDate) -> float:
    """Points for the days between event and publication: news is fresh, and announced shortly before."""
    gap = distance(published, event.record.earliest, event.record.latest)
    if gap is None:
        # without a date nothing tells news from memories: the sentences have to be very clear
        return -0.5
    steps = (
        ((1, 2.5), (3, 2.0), (7, 1.0), (14, 0.0), (30, -1.5))
        if gap >= 0
        else ((3, 1.5), (8, 1.2), (16, 0.6), (45, -1.0))
    )
    return next((points for days, points in steps if abs(gap) <= days), -4.0)


def choose_links(supports: list[Support], published: DocumentDate) -> tuple[EventLink, ...]:
    """Main links for what the article is about, mentions for what it recalls."""
    ranked = sorted(
        ((main_score(support, published), support) for support in supports if support.clues),
        key=lambda pair: (not _is_news(pair[1], pair[0], published), -pair[0], pair[1].event.record.slug),
    )
    links: list[EventLink] = []
    tops: list[Support] = []
    for score, support in ranked:
        if tops and _is_announced(support, published):
            # its own sentence tells it, however much of the article is about the other
            score = max(score, _mention_score(support))
        least = _BESIDE if tops and not _is_alone(support, published) else _MAIN
        if score >= least and _may_be_main(support, tops, published):
            tops.append(support)
            links.append(
                _link(support, relate(support.sentences, support.event, published), score, published)
            )
        elif _is_recalled(support, published):
            links.append(_link(support, Relation.MENTION, _mention_score(support), published))
    return tuple(sorted(links, key=lambda link: (link.relation is Relation.MENTION, -link.score, link.event)))


def _is_news(support: Support, score: float, published: DocumentDate) -> bool:
    """True if the first sentence tells by its day what was held just now: first of all the article is about that.

    "The ministers sat down Friday in Bangkok, four days after their presidents met in Bali", published that Friday.
    """
    clues, record = support.clues, support.event.record
    gap = distance(published, record.earliest, record.latest)
    is_fresh = gap is not None and 0 <= gap <= 1 and record.kind != "measure"
    is_first = clues is not None and clues.weight >= LEAD and support.marks.get("date", 0) >= 2.0
    return is_fresh and is_first and score >= _SURE


def _may_be_main(support: Support, tops: list[Support], published: DocumentDate) -> bool:
    """True for the first event, for one still to come beside one just held, and for one just held beside one to come."""
    record = support.event.record
    if record.kind == "measure":
        return False
    gap = distance(published, record.earliest, record.latest)
    if not tops or gap is None:
        return not tops
    if gap < 0:
        return True
    # which of the two comes first in points says little: the round agreed on, or the call in which it was
    gaps = [distance(published, top.event.record.earliest, top.event.record.latest) for top in tops]
    return (
        gap <= _NEWS
        and support.marks.get("date", 0) >= 2.0
        and all(other is not None and other < 0 for other in gaps)
    )


def _is_announced(support: Support, published: DocumentDate) -> bool:
    """True if one sentence gives the date of an event to come and its place, people or name.

    "Liu He is due in Washington in October for the next round", at the end of a report of other talks.
    """
    clues, marks = support.clues, support.marks
    if clues is None or marks.get("date", 0) <= 0:
        return False
    if _is_alone(support, published):
        return True
    told = sum(marks.get(key, 0) > 0 for key in ("place", "people", "name"))
    if not told or support.best < (_ANNOUNCED if told == 1 else _ANNOUNCED_FULLY):
        return False
    day = published.latest
    return clues.ahead or (
        day is not None and any(timex.earliest is not None and timex.earliest > day for timex in clues.dates)
    )


def _is_alone(support: Support, published: DocumentDate) -> bool:
    """True if one sentence puts talks into a week or month to come that holds no others: "we will meet again next week"."""
    if support.clues is None or not support.clues.ahead or support.marks.get("sole", 0) <= 0:
        return False
    gap = distance(published, support.event.record.earliest, support.event.record.latest)
    return support.best >= _ANNOUNCED_ALONE and gap is not None and -_SOON <= gap < 0


def _is_recalled(support: Support, published: DocumentDate) -> bool:
    """True if one sentence alone tells the event: by a date, its name, or a place where the two sides seldom meet.

    "They spoke at the White House" with the same people as ever recalls no event in particular.
    """
    clues, marks, record = support.clues, support.marks, support.event.record
    if clues is None or support.best < _MENTION:
        return False
    if published.latest is not None and record.earliest > published.latest:
        return marks.get("date", 0) >= 2.0
    if marks.get("date", 0) > 0:
        return True
    seldom = any(
        support.event.places.get(place, 0.0) > GATHERING and place not in CAPITALS for place in clues.places
    )
    looks_back = clues.past or not clues.ahead
    return looks_back and (seldom or marks.get("name", 0) >= 1.5)


def _mention_score(support: Support) -> float:
    return 1 / (1 + math.exp(-(support.best - 2.8) / 1.0))


def _link(support: Support, relation: Relation, score: float, published: DocumentDate) -> EventLink:
    record = support.event.record
    clues = support.clues
    # a headline outside of the body cannot be pointed to: the first sentence that agrees with it is
    spans = (one.span for one in (clues, *support.sentences) if one is not None and one.span is not None)
    return EventLink(
        event=record.slug,
        start=record.earliest,
        end=record.latest,
        relation=relation,
        score=round(min(score, 0.99), 2),
        reasons=explain(support.event, clues, support.marks, relation, published),
        evidence=next(spans, None),
    )
