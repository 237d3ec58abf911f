"""Is an article about trade or economic negotiations between the United States and China?

Counted in words: the two sides against any third party, trade against other business, and words of negotiation near both
sides. A market report that names tariffs, a defence visit that names trade, or the EU's talks with Beijing are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from articles.extraction.annotations import Mention, Side
from articles.extraction.body import Body

from .side_words import (
    BOTH_SIDES,
    CHINA,
    ELSE,
    ELSE_PHRASES,
    KINDS,
    MARKETS,
    TALKS,
    THIRD_PARTIES,
    TRADE,
    TRADE_OFFICES,
    US,
)

_WORD = re.compile(r"((?:[A-Z]\.)+[A-Z]?|[A-Za-z]+)")

_HEAD = 1200
"""Characters in which an article says what it is about."""

_LEAD = 250
"""Characters of the first sentence: where a market report says that it is one."""

_BRIEF = 500
"""Characters up to which one word for each side and one of trade are enough."""

_OFTEN = 4
"""Sentences that speak of both sides talking, from which on an article is about that."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was counted in the whole text and at its head."""

    length: int
    us: int
    china: int
    third: int
    third_name: str
    trade: int
    talks: int
    other: int
    markets: int
    both: int
    head_us: int
    head_china: int
    head_third: int
    head_trade: int
    head_other: int
    lead_markets: int
    lead_third: int
    lead_china: int
    strangers: int
    """Mentions of people of neither side."""

    us_officials: int
    china_officials: int
    """Mentions of officials of each side: a market report that tells what both did is about the talks too."""


def is_relevant(
    body: Body, mentions: tuple[Mention, ...] = (), *, title: str | None = None
) -> tuple[bool, str]:
    """Whether the article is about US-China trade or economic negotiations, and why, in a sentence.

    "Chinese and American negotiators end two days of tariff talks" is; "Tokyo and Washington settle on a pact" is not.
    """
    weighed = weigh(body, mentions, title)
    least = 1 if weighed.length <= _BRIEF else 2
    if weighed.us < least or weighed.china < least:
        return False, "The article does not deal with both the United States and China."
    if not weighed.head_us or not weighed.head_china:
        return False, "The article does not begin with both the United States and China."
    if weighed.head_third > min(weighed.head_us, weighed.head_china) and weighed.third > min(
        weighed.us, weighed.china
    ):
        return False, f"The other party is {weighed.third_name} rather than one of the two sides."
    if weighed.lead_third and not weighed.lead_china and weighed.third + weighed.strangers >= weighed.china:
        return False, f"The article begins with {weighed.third_name}, and China comes up in passing."
    if weighed.third > weighed.trade and weighed.third >= min(weighed.us, weighed.china):
        return False, f"The two sides deal with {weighed.third_name} more than with trade."
    if weighed.other > weighed.trade or (
        2 * weighed.other > weighed.trade and weighed.head_other >= weighed.head_trade
    ):
        return False, "The article is about other business of the two sides more than about trade."
    # where both sides meet in sentence after sentence and nothing else is dealt with, one word of trade is enough
    enough = 1 if weighed.both >= _OFTEN and not weighed.other else least
    if weighed.head_trade < enough or not weighed.both:
        return False, "The article names no talks on trade or the economy between the two sides."
    names_negotiators = weighed.both and weighed.us_officials and weighed.china_officials
    if weighed.markets > (1 if weighed.lead_markets else 2) * weighed.talks and not names_negotiators:
        return False, "The article is a market report that names trade measures in passing."
    return True, "The article deals with trade or economic talks between the United States and China."


def weigh(body: Body, mentions: tuple[Mention, ...], title: str | None) -> Weighed:
    """Count the words of both sides, of third parties, of trade, talks, other business and markets."""
    heading = title if title and title[:40] not in body.folded.text[:600] else ""
    return _weigh(body, heading, tuple((mention.start, mention.side) for mention in mentions))


@lru_cache(maxsize=1)  # an undated article is asked twice: before it has a day, and after
def _weigh(body: Body, title: str, sides: tuple[tuple[int, Side | None], ...]) -> Weighed:
    text = body.folded.text
    hits = _hits(text)
    heading = _hits(title) if title else []
    # an official stands for his side wherever he is named
    people = [(start, side.value) for start, side in sides if side in (Side.US, Side.CHINA)]
    told = [side for _, side in sides]
    named = [kind for _, kind in heading]
    whole = Counter([*named, *[kind for _, kind in hits], *[kind for _, kind in people]])
    head = Counter([*named, *[kind for start, kind in [*hits, *people] if start < _HEAD]])
    lead = Counter([*named, *[kind for start, kind in hits if start < _LEAD]])
    third = max(THIRD_PARTIES, key=lambda name: whole[name])
    phrases, head_phrases = _phrases(text)
    return Weighed(
        length=len(text),
        us=whole[US],
        china=whole[CHINA],
        third=whole[third],
        third_name=third,
        trade=whole[TRADE],
        talks=whole[TALKS],
        other=whole[ELSE] + phrases,
        markets=whole[MARKETS],
        both=_both(body, sorted((*hits, *people))),
        head_us=head[US],
        head_china=head[CHINA],
        head_third=head[third],
        head_trade=head[TRADE],
        head_other=head[ELSE] + head_phrases,
        lead_markets=lead[MARKETS],
        lead_third=lead[third],
        lead_china=lead[CHINA],
        strangers=told.count(Side.OTHER),
        us_officials=told.count(Side.US),
        china_officials=told.count(Side.CHINA),
    )


def names_both_sides(words: str, sides: set[Side | None]) -> bool:
    """True if a sentence with people of these sides names both: "China said Mr. Mnuchin…" with his side."""
    kinds = {kind for _, kind in _hits(words)} | {side.value for side in sides if side}
    return US in kinds and CHINA in kinds


@lru_cache(maxsize=2)  # an undated article is asked twice: before it has a day, and after
def _hits(text: str) -> list[tuple[int, str]]:
    """The words of ``text`` that speak for something, with their places: "Beijing" for China, "tariffs" for trade."""
    pieces = _WORD.split(text)
    # what stands between two words and the words in turn: each ends where the next begins
    ends = [*accumulate(map(len, pieces))]
    words = pieces[1::2]
    kinds = {word: kind for word in set(words) if (kind := KINDS.get(word) or KINDS.get(word.lower()))}
    found = [(ends[2 * number], kinds[word]) for number, word in enumerate(words) if word in kinds]
    offices = [number for number, word in enumerate(words) if word in TRADE_OFFICES]
    return [*found, *((ends[2 * number], TRADE) for number in offices)]


@lru_cache(maxsize=1)
def _phrases(text: str) -> tuple[int, int]:
    """How often ``text``, and its head, name other business by more than one word."""
    lowered = text.lower()
    found = [phrase for phrase in ELSE_PHRASES if phrase in lowered]
    return sum(map(lowered.count, found)), sum(lowered.count(phrase, 0, _HEAD) for phrase in found)


def _both(body: Body, hits: list[tuple[int, str]]) -> int:
    """Sentences that speak of talks and name both sides: "Yellen met Vice Premier He" names America by its secretary."""
    count = number = 0
    for sentence in body.sentences:
        kinds = set()
        while number < len(hits) and hits[number][0] < sentence.end:
            kinds.add(hits[number][1])
            number += 1
        if TALKS in kinds and not {US, CHINA} <= kinds:
            words = body.folded.text[sentence.start : sentence.end].lower()
            if any(phrase in words for phrase in BOTH_SIDES):
                kinds |= {US, CHINA}
        count += kinds >= {US, CHINA, TALKS}
    return count
