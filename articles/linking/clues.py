"""What each sentence of an article says about meetings: the raw material of linking."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from articles.extraction.annotations import Mention, Span, Timex
from articles.extraction.body import Body

from .event_index import EventIndex
from .name_patterns import WORD
from .places import find_places

MEETING = re.compile(
    rf"{WORD}(?:talks?|talked|rounds?|negotiat\w+|meet|meets|meetings?|met|summits?|dialogues?|consult\w*|discuss\w*|sessions?|gather\w*|"
    r"visit\w*|trip|sat down|sit down|sits down|dinner|calls?|called|spoke|spoken|telephon\w*|conversations?|conferr?\w*|encounter\w*|"
    r"sign(?:s|ed|ing|ature)?|truce|cease-?fire|host(?:s|ed|ing)?|travel\w*|(?:see|saw|seen|seeing) each other|face[- ]to[- ]face|delegations?|"
    r"got together|come together|came together|exchanges|exchanged (?:\w+ )?views|accord|framework|joint statement|agree\w*|(?:come|came) to terms|deal)\b"
)
CALL = re.compile(
    rf"{WORD}(?:phoned?|phones|telephon\w*|tele-?conference|by video|video (?:link|call|conference|meeting|connection|talks?)|videoconference|"
    r"virtual(?:ly)?|(?:phone |video )calls?|held a call|in a call|on a call|spoke (?:by|on|over|via)|(?:speak|speaks|speaking|spoken|talk|talks|talking|talked) (?:by|over (?:the )?|on the )(?:tele)?phone|conference call|"
    r"(?:a|the|this|last|first|second|third|latest|\w{3,6}day|\w{3,6}day's|have|hold|held|during|after) call(?!\w| (?:for|on|to|it|off|from)\b))\b"
)
_OF_CALLS = ("call", "phon", "video", "virtual", "conference")
"""One of these is in every sentence that ``CALL`` finds anything in."""

KIND_WORD = re.compile(rf"{WORD}(?:dialogue|summit|round)\b")
"""Kinds of event whose name is the word the press uses."""

SIGNING = re.compile(rf"{WORD}sign(?:s|ed|ing|ature|atures)?\b")
AHEAD = re.compile(
    rf"{WORD}(?:will|shall|(?:is|are|was|were) to|(?:set|due|expected|scheduled|slated|planned|poised|likely|ready|preparing|about|hopes?|hoping) (?:to|for|in)|"
    r"due in|plans? (?:to|for)|planning to|heading|ahead of|upcoming|forthcoming|prepar(?:e|es|ing) (?:for|to)|next (?:week|month|round)|"
    r"get ready|to be held|awaits?|would|might|means? to|at some (?:later )?(?:time|point)|tomorrow|invited)\b"
)
PAST = re.compile(
    rf"{WORD}(?:ended|closed|wrapped up|wrap up|concluded|finished|completed|met|held|opened|began|begun|started|kicked off|sat down|spoke|"
    r"went|came|over|resumed|arrived at|agreed|reached|following|after|brought|said after|hosted|visited|broke down|collapsed|"
    r"talked|discussed|conferred|signed|settled|struck|announced|released|yielded|produced|yield|closes?|today)\b"
)
_SIDE = r"(?:the )?(?:u\.?s\b\.?|united states|america|washington|china|beijing)"
HEADS = re.compile(
    rf"{WORD}(?:(?:the|their|both|our) (?:two )?|two )(?:countries' |nations' |sides' )?(?:presidents|leaders|heads of state)\b"
    rf"(?! of (?!(?:(?:the|these|those|our|their) )?(?:two|both)\b|the world's (?:[\w-]+ ){{0,4}}(?:econom|power)|{_SIDE} and {_SIDE}))"
)
"""Both heads of state, without their names: "will be put before the two presidents in South Korea".

"The leaders of both countries" are the same, "the leaders of the House and Senate" are others.
"""

_DATELINE = re.compile(r"[a-z][a-z./, ]{2,40}(?:\([a-z ]{2,30}\) ?)?(?:--?|•) ")
"""The city a report was sent from, lower-cased: "washington/london - when…". It need not be where they met."""

_OFFICE = re.compile(
    r"\b(?:team|side|head|leads?|leader|director|chief|member|chairs?|chairman|representative)\s+(?:in|of|for|at|to)\s+(?:the\s+)?"
    r"(?:[\w.-]+\s+){0,3}$"
)

_HEAD = 5
"""Sentences in which an article says what it is about."""

LEAD = 1.2
"""Weight of the headline and the first sentence."""

_LINE = 60
"""Characters below which a sentence is a heading or a credit."""


class Clues(NamedTuple):
    """One sentence, ``words`` its lower-cased text. ``span`` is None for a title that stands outside of the body."""

    span: Span | None
    words: str
    weight: float
    dates: tuple[Timex, ...] = ()
    officials: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    dateline: bool = False
    meets: bool = False
    calls: bool = False
    signs: bool = False
    kinds: frozenset[str] = frozenset()
    heads: bool = False
    ahead: bool = False
    past: bool = False


def find_clues(
    body: Body,
    index: EventIndex,
    timexes: tuple[Timex, ...],
    mentions: tuple[Mention, ...],
    title: str | None = None,
) -> tuple[Clues, ...]:
    """The clues of each sentence, the title first: "Talks in Geneva ended Sunday" has a place, a date, a meeting."""
    found = []
    if title and title.strip()[:60] not in body.text[:400]:
        found.append(_wording(title.lower(), None, LEAD, index))
    dates, people = iter(sorted(timexes, key=_start)), iter(sorted(mentions, key=_start))
    date, person = next(dates, None), next(people, None)
    for clues in _wordings(body, index):
        start, end = (clues.span.start, clues.span.end) if clues.span else (0, 0)
        inside: list[Timex] = []
        while date is not None and date.start < end:
            if date.start >= start and date.earliest is not None:
                inside.append(date)
            date = next(dates, None)
        named: set[str] = set()
        while person is not None and person.start < end:
            if person.start >= start and person.official:
                named.add(person.official)
            person = next(people, None)
        if inside or named:
            clues = clues._replace(dates=tuple(inside), officials=frozenset(named))
        found.append(clues)
    return tuple(found)


def _start(record: Timex | Mention) -> int:
    return record.start


@lru_cache(maxsize=1)
def _wordings(body: Body, index: EventIndex) -> tuple[Clues, ...]:
    """What the words of each sentence say by themselves. An article is asked twice: when it is dated and when it is linked."""
    found = []
    number = 0
    for sentence in body.sentences:
        lowered = body.folded.text[sentence.start : sentence.end].lower()
        span = Span(*body.folded.span(sentence.start, sentence.end))
        found.append(_wording(lowered, span, _weight(number), index))
        # headings, credits and captions do not use up the head of the article
        number += len(lowered) >= _LINE
    return tuple(found)


def _weight(number: int) -> float:
    """How much the sentence speaks for the whole article: the first ones most."""
    if number < _HEAD:
        return 1.0 if number else LEAD
    return 0.75 if number < 2 * _HEAD else 0.5


def _names(lowered: str, index: EventIndex) -> frozenset[str]:
    """Names of events, but not where they only tell an office: "Liu, who leads the Chinese side of the dialogue"."""
    return frozenset(
        match.group()
        for match in index.phrase_pattern.finditer(lowered)
        if not _OFFICE.search(lowered, max(0, match.start() - 70), match.start())
    )


def _wording(lowered: str, span: Span | None, weight: float, index: EventIndex) -> Clues:
    calls = any(part in lowered for part in _OF_CALLS) and CALL.search(lowered) is not None
    return Clues(
        span=span,
        words=lowered,
        weight=weight,
        places=find_places(lowered, index.place_pattern),
        phrases=_names(lowered, index),
        dateline=_DATELINE.match(lowered) is not None,
        meets=calls or MEETING.search(lowered) is not None,
        calls=calls,
        kinds=frozenset(KIND_WORD.findall(lowered)),
        signs=SIGNING.search(lowered) is not None,
        heads=("presidents" in lowered or "leaders" in lowered or "heads of" in lowered)
        and HEADS.search(lowered) is not None,
        ahead=AHEAD.search(lowered) is not None,
        past=PAST.search(lowered) is not None,
    )
