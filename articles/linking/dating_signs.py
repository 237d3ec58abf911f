"""What an article without a date says of the day it was written: the raw material of ``dating``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from articles.extraction.annotations import Mention, Span
from articles.extraction.body import Body
from articles.extraction.headline import find_dateline
from articles.extraction.stamps import MONTHS, find_stamps
from articles.extraction.timexes import Candidate, Form, Tense, Unit

from .clues import Clues, find_clues
from .dating_clauses import acting, recalling_clause, speaks
from .dating_limits import ceiling_of, floor_of, with_last_lent, with_years_lent
from .dating_terms import is_due, is_set
from .event_index import EventIndex
from .name_patterns import WORD
from .places import find_places

MOST_EXPRESSIONS = 60
"""Time expressions looked at: the first ones of an article say when it was written."""

_FRESH_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH})
_UPDATED = re.compile(
    r"(?:updated?|posted|published)\s?:?\s?(?P<month>[A-Za-z]{3,9})\.?\s?(?P<day>\d{1,2})(?!\d|,?\s?\d{4})",
    re.IGNORECASE,
)
_POST = re.compile(r"[—–-]\s?[^\n@]{0,60}\(@\w{1,30}\)[^\n]{0,40}")
_OPENS = re.compile(
    rf"{WORD}(?:open(?:s|ed|ing)?|beg[aiu]n|begins|beginning|start(?:s|ed|ing)?|kick(?:ed|ing)? off|launched|first day|opening)\b"
)
_CLOSES = re.compile(
    rf"{WORD}(?:end(?:s|ed|ing)?|clos(?:e|es|ed|ing)|wrap(?:s|ped)?(?: it)? up|(?<!can )(?<!could )(?<!to )conclu\w+|finish(?:ed|es)?|complet(?:ed|es)|wound up|second (?:and last )?day|last day|"
    r"(?:was|were|is|are) over|(?:brought|yielded|produced|made|showed?) (?:no|little|some)|(?:headway|progress) came|no (?:outward )?(?:signs?|progress|headway)|once the talks were over|after the talks|joint statement|no (?:deal|accord|agreement)|come to terms|failed to)\b"
)
_GREETING = re.compile(
    r"\b(?:happy|good (?:morning|evening),?|(?:it's|it is|today is)(?: only| already| finally)?|"
    r"(?:higher|lower|up|down|flat|firmer|weaker|mixed|steady) to (?:start|open|begin) this) [a-z]{3,6}day$",
    re.IGNORECASE,
)
"""Up to the weekday of writing: "Happy Friday", "Good morning. It's Monday", "a penny higher to start this Monday"."""

_NO_GREETING = re.compile(r"'s\b| (?:that|who|when)\b")
"""Behind the weekday of "It is Friday's meeting that counts" and "It is Friday that counts"."""

_GREETING_CHARACTERS = 1200
_RELEASE = re.compile(r"\bfor immediate release\b|\breadout of\b|\bmedia note\b", re.IGNORECASE)
_RELEASE_CHARACTERS = 400
_HEAD_CHARACTERS = 2500
_TOP_CHARACTERS = 1000
_WORD = re.compile(r"[a-z]{3,}|\d+")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "single": 1, "second": 2}
_LENGTH = re.compile(
    r"\b(one|two|three|four|single)[- ](?:full )?days? (?:of )?(?:\w+ ){0,2}(?:talks|meetings?|negotiations|discussions|sessions?|consultations|dialogue|round|visit)\b|"
    r"\b(second)(?: and (?:last|final))? day of\b"
)
_ANNOUNCING = 4
"""Sentences in which an article says what is to come."""

_RECALLING = 12
"""Sentences in which what is recalled is told from what is reported."""

_LEAD = 2
"""Number of the last sentence in which "a very good call" is the news."""

_HEADING = 3
"""Sentences that may open or close a meeting without naming a day; further down only the days count."""

_SUMMIT = re.compile(
    rf"{WORD}g-?20\b|\bgroup of 20\b|\bapec\b|\bsummits?\b|\btruce\b|\bceasefire\b|\bpresidents\b|\bleaders\b"
)
_ARRIVED = re.compile(
    rf"{WORD}(?:(?:has|have|had) (?:already )?(?:arrived|landed|flown in|touched down)|arrived in|landed in|flew into)\b"
)


class Line(NamedTuple):
    """One sentence with the time expressions in it (numbers into ``Signs.expressions``)."""

    clues: Clues
    expressions: tuple[int, ...]
    opens: bool
    closes: bool
    arrived: bool
    is_summit: bool
    beside: tuple[int, ...] = ()
    """Expressions of a clause that recalls another event: "…since the two met in Osaka last month"."""

    recalled: frozenset[str] = frozenset()
    """Places and names in that clause; ``clues`` hold those of the rest of the sentence."""

    recalled_officials: frozenset[str] = frozenset()
    """The officials named in that clause alone."""


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day and month that the page prints without a year: "WASHINGTON, May 19 (Xinhua)", "Updated Jun.5"."""

    month: int
    day: int
    text: str
    is_dateline: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """All that speaks for or against a day of writing."""

    expressions: tuple[Candidate, ...]
    starts: tuple[int, ...]
    """Where each expression starts in the body's text."""

    is_due: tuple[bool, ...]
    """True for each expression that names a deadline or the day a rule takes effect: no day of a meeting."""

    weekday: int | None
    """The weekday of writing, where it is greeted: 4 for "Happy Friday"."""

    days_with_weekday: tuple[tuple[Candidate, int], ...]
    """Days without a year that stand beside their weekday: "Thursday, May 17", "Wednesday (June 27)"."""

    lines: tuple[Line, ...]
    officials: frozenset[str]
    printed: PrintedDay | None
    newest_post: date | None
    """The newest day below a message quoted from a social network."""

    newest_post_text: str
    """The string that day was read from."""

    floor: date | None
    """The newest whole date told of as past."""

    ceiling: date | None
    """The oldest whole date told of as still to come."""

    words: frozenset[str]
    """The first five letters of each word of the beginning, whole words, and figures."""

    top_words: frozenset[str]
    """The same of the very first sentences."""

    beginning: str
    """The beginning itself, in lower case."""

    is_release: bool
    """True if it is headed as what an office gives out on the day: "For immediate release", "Readout of…"."""

    days_long: frozenset[int]
    """How many days the meeting is said to last ("two-day talks")."""

    @property
    def has_fresh_word(self) -> bool:
        """True if something in it can only be understood from the day of writing ("Thursday", "last week")."""
        return any(is_fresh(candidate) for candidate in self.expressions)

    def start_of(self, candidate: Candidate) -> int:
        """Where ``candidate``, one of the expressions, starts in the body's text."""
        return self.starts[self.expressions.index(candidate)]


def is_fresh(candidate: Candidate) -> bool:
    """A weekday, "yesterday", "this week", "last month", or a day without its year."""
    if candidate.year is not None:
        return False
    if candidate.form in (Form.WEEKDAY, Form.WEEKDAYS, Form.DAY, Form.DAYS):
        return True
    return candidate.form is Form.SHIFT and candidate.unit in _FRESH_UNITS


def read_signs(
    body: Body, candidates: tuple[Candidate, ...], mentions: tuple[Mention, ...], index: EventIndex
) -> Signs:
    """The signs of ``body``: expressions, sentences, officials, a printed day, and dates it must lie between."""
    printed = _printed_day(body.text)
    mentions = acting(body, mentions)
    told = (candidate for candidate in candidates if not _is_printed(candidate, printed, body))
    expressions = with_years_lent(tuple(islice(told, MOST_EXPRESSIONS)))
    expressions = with_last_lent(expressions, body.folded.text)
    lines = _lines(body, index, mentions, expressions)
    ahead = {
        number
        for line in lines[:_ANNOUNCING]
        if line.clues.ahead and not line.clues.past
        for number in line.expressions
        if expressions[number].tense is not Tense.PAST
    }
    due = tuple(is_due(candidate, body) for candidate in expressions)
    ahead |= {number for number, candidate in enumerate(expressions) if is_set(candidate, body)}
    return Signs(
        expressions,
        tuple(body.folded.span(candidate.start, candidate.end)[0] for candidate in expressions),
        due,
        next((day for one in expressions if (day := _weekday_greeted(one, body)) is not None), None),
        _days_with_weekday(expressions),
        lines,
        frozenset(mention.official for mention in mentions if mention.official),
        printed,
        *_newest_post(body.text),
        floor_of(expressions, ahead, due),
        ceiling_of(expressions, ahead, due),
        _words(body.folded.text[:_HEAD_CHARACTERS]),
        _words(body.folded.text[:_TOP_CHARACTERS]),
        body.folded.text[:_HEAD_CHARACTERS].lower(),
        _RELEASE.search(body.folded.text, 0, _RELEASE_CHARACTERS) is not None,
        _days_long(body),
    )


def _words(text: str) -> frozenset[str]:
    found = frozenset(_WORD.findall(text.lower()))
    return found.union([word[:5] for word in found])


def _days_long(body: Body) -> frozenset[int]:
    text = body.folded.text[:_HEAD_CHARACTERS].lower()
    return frozenset(_NUMBERS[match[1] or match[2]] for match in _LENGTH.finditer(text))


def _weekday_greeted(candidate: Candidate, body: Body) -> int | None:
    """4 for the expression in "Happy Friday and welcome", None for one that no greeting stands before."""
    if candidate.form is not Form.WEEKDAY or candidate.start > _GREETING_CHARACTERS:
        return None
    text = body.folded.text
    if _NO_GREETING.match(text[candidate.end : candidate.end + 10]):
        return None
    return candidate.weekday if _GREETING.search(text[max(0, candidate.start - 30) : candidate.end]) else None


def _days_with_weekday(expressions: tuple[Candidate, ...]) -> tuple[tuple[Candidate, int], ...]:
    found = []
    for candidate, following in zip(expressions, (*expressions[1:], None), strict=False):
        if candidate.form is Form.DAY and candidate.weekday is not None and candidate.year is None:
            found.append((candidate, candidate.weekday))
        elif (
            (
                candidate.form is Form.WEEKDAY
                and candidate.weekday is not None
                and following
                and following.form is Form.DAY
            )
            and following.year is None
            and 0 < following.start - candidate.end <= 3
            and not following.text.startswith("that ")  # "said on Sunday that March 1 was the deadline"
        ):
            found.append((following, candidate.weekday))
    return tuple(found)


def _lines(
    body: Body, index: EventIndex, mentions: tuple[Mention, ...], expressions: tuple[Candidate, ...]
) -> tuple[Line, ...]:
    clues = find_clues(body, index, (), mentions)
    lines: list[Line] = []
    number = 0
    for sentence, clue in zip(
        body.sentences, clues[-len(body.sentences) :] if body.sentences else (), strict=False
    ):
        inside: list[int] = []
        while number < len(expressions) and expressions[number].start < sentence.end:
            if expressions[number].start >= sentence.start:
                inside.append(number)
            number += 1
        lowered = body.folded.text[sentence.start : min(sentence.end, sentence.start + 600)].lower()
        if "phase 1" in lowered:
            spelled = set(index.phrase_pattern.findall(lowered.replace("phase 1", "phase one")))
            clue = clue._replace(phrases=clue.phrases | spelled)
        is_turn = bool(inside) or len(lines) < _HEADING
        line = Line(
            clue if len(lines) > _LEAD or clue.calls else clue._replace(calls=speaks(lowered)),
            tuple(inside),
            is_turn and _OPENS.search(lowered) is not None,
            is_turn and _CLOSES.search(lowered) is not None,
            _ARRIVED.search(lowered) is not None,
            bool(inside) and _SUMMIT.search(lowered) is not None,
        )
        clause = recalling_clause(body.folded.text[sentence.start : min(sentence.end, sentence.start + 2000)])
        if clause and len(lines) < _RECALLING:
            line = _without_clause(line, body, sentence, clause, index, mentions, expressions)
        lines.append(line)
    return tuple(_as_headlined(lines))


def _without_clause(
    line: Line,
    body: Body,
    sentence: Span,
    clause: tuple[int, int],
    index: EventIndex,
    mentions: tuple[Mention, ...],
    expressions: tuple[Candidate, ...],
) -> Line:
    """``line`` with what a clause recalls set apart: places, names, officials and expressions of time."""
    first, last = sentence.start + clause[0], sentence.start + clause[1]
    text = body.folded.text
    own = f"{text[sentence.start : first]} {text[last : sentence.end]}".lower()
    starts = body.folded.span(first, last)
    named = {
        mention.official
        for mention in mentions
        if mention.official
        and line.clues.span
        and line.clues.span.start <= mention.start < line.clues.span.end
        and not starts[0] <= mention.start < starts[1]
    }
    places = find_places(own, index.place_pattern)
    phrases = line.clues.phrases & set(index.phrase_pattern.findall(own))
    beside = tuple(number for number in line.expressions if first <= expressions[number].start < last)
    return line._replace(
        clues=line.clues._replace(places=places, phrases=frozenset(phrases), officials=frozenset(named)),
        expressions=tuple(number for number in line.expressions if number not in beside),
        beside=beside,
        recalled=(line.clues.places - places) | (line.clues.phrases - phrases),
        recalled_officials=line.clues.officials - named,
    )


def _as_headlined(lines: list[Line]) -> list[Line]:
    """The first sentence with the headline's verb, where it has none: "Talks wrap up / Yesterday, the two sat down…"."""
    if len(lines) < 2 or lines[1].opens or lines[1].closes:
        return lines
    return [lines[0], lines[1]._replace(opens=lines[0].opens, closes=lines[0].closes), *lines[2:]]


def _printed_day(text: str) -> PrintedDay | None:
    dateline = find_dateline(text, 20)
    if dateline and dateline.month and dateline.day and dateline.year is None:
        return PrintedDay(dateline.month, dateline.day, dateline.text, is_dateline=True)
    for line in text[:3000].split("\n")[:20]:
        match = _UPDATED.search(line) if len(line) < 120 else None
        if match and (month := MONTHS.get(match["month"].lower())):
            return PrintedDay(month, int(match["day"]), match.group(), is_dateline=False)
    return None


def _is_printed(candidate: Candidate, printed: PrintedDay | None, body: Body) -> bool:
    """True for the expression that the dateline or stamp itself is made of."""
    if printed is None or candidate.month != printed.month or candidate.day != printed.day:
        return False
    around = body.folded.text[max(0, candidate.start - 40) : candidate.end + 40]
    return printed.text[:12] in around or "(" in body.folded.text[candidate.end : candidate.end + 3]


def _newest_post(text: str) -> tuple[date | None, str]:
    """The newest day below a quoted message, with its string: "— Example (@example) May 20, 2018"."""
    newest: tuple[date | None, str] = (None, "")
    for match in _POST.finditer(text):
        for stamp in find_stamps(match.group()):
            if newest[0] is None or stamp.day > newest[0]:
                newest = stamp.day, match.group()[stamp.start : stamp.end]
    return newest
