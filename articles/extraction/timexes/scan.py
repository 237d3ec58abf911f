"""Find the time expressions of a body, without reading them against any date.

One walk over the words of the text; a word that can start an expression ("May", "last", "17", "Thursday") has the
patterns that may match there, longest shape first. The cost is that of the walk, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice

from ..body import Body
from .candidates import Candidate
from .siblings import lend_years
from .tense import with_tense
from .triggers import BY_WORD, FOUR_FIGURES, SMALL_NUMBER, Reader
from .widen import widened

DEFAULT_LIMIT = 2000
"""Expressions kept of one text; no article has more, a made-up one might have a hundred thousand."""

MOST_TRIED = 50_000
"""Words at which an expression may start that are looked at. An article has some dozens of them; half a million bare
figures would take seconds. A text with more is told of (``is_cut_short``)."""

_WORD = re.compile(r"([A-Z]?[a-z]+|[A-Z]+|\d+)")
"""Words, and those run together where a space is lost ("By Kent JonesDecember 12, 2025")."""

_READERS: dict[str, tuple[Reader, ...]] = {
    **{form: readers for word, readers in BY_WORD.items() for form in (word, word.title(), word.upper())},
    **{figures: SMALL_NUMBER for number in range(100) for figures in (f"{number}", f"{number:02}")},
    **{f"{number:04}": FOUR_FIGURES for number in range(10_000)},
}
"""The readers of every form of a word that ``_WORD`` can find: most words have none, and one look-up tells."""

_OPENING_REACH = 40
_SINCE = re.compile(r"\bsince[ \n](?:the |early |late |mid-?|about |at least )*$", re.IGNORECASE)
_OPENING = re.compile(
    r"[\"'(]?(?:(?:And|But|Then|Then,|Back|Early|Late)[ \n])?(?:(?:In|On|By|From|During|Between|Early|Late|Early in|Late in)[ \n])?"
    r"(?:(?:the|early|late|mid)[ \n-])?",
    re.IGNORECASE,
)


def scan(body: Body, *, limit: int = DEFAULT_LIMIT) -> tuple[Candidate, ...]:
    """The time expressions of ``body`` in order, at most ``limit``: "on Thursday" gives the candidate "Thursday"."""
    text = body.folded.text
    found: list[Candidate] = []
    consumed = 0
    for start, word in islice(_starting_words(text), MOST_TRIED):
        if start < consumed:
            continue
        candidate = _read(text, start, _READERS[word])
        if candidate is None or candidate.start < consumed:
            continue
        found.append(candidate)
        consumed = candidate.end
        if len(found) >= limit:
            break
    return tuple(_with_context(body, lend_years(text, found)))


def is_cut_short(body: Body) -> bool:
    """True if ``body`` holds more starting words than are looked at: a date behind 50,000 bare figures is not found."""
    text = body.folded.text
    # a word is a character at least, so only a very long text is gone through
    return len(text) > MOST_TRIED and next(islice(_starting_words(text), MOST_TRIED, None), None) is not None


def _starting_words(text: str) -> Iterator[tuple[int, str]]:
    """The words of ``text`` that may start an expression, with their places."""
    pieces = _WORD.split(text)
    # what stands between two words and the words in turn: each ends where the next begins
    ends = [*accumulate(map(len, pieces))]
    words = pieces[1::2]
    for number in [number for number, word in enumerate(words) if word in _READERS]:
        yield ends[2 * number], words[number]


def _with_context(body: Body, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, each with its sentence, its tense and the modifier before it ("late June")."""
    low = 0
    for candidate in _numbered(body, candidates):
        yield widened(body.folded.text, with_tense(body, candidate), low)
        low = candidate.end


def _numbered(body: Body, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, each with the number of its sentence; both lists are in order, so one walk does."""
    sentences, text, number = body.sentences, body.folded.text, 0
    for candidate in candidates:
        while number + 1 < len(sentences) and sentences[number + 1].start <= candidate.start:
            number += 1
        low = max(sentences[number].start if sentences else 0, candidate.start - _OPENING_REACH)
        before = text[low : candidate.start]
        yield candidate._replace(
            sentence=number,
            is_aside=_SINCE.search(before) is not None,
            is_opening=_OPENING.fullmatch(before) is not None,
        )


def _read(text: str, start: int, readers: tuple[Reader, ...]) -> Candidate | None:
    is_joined = start > 0 and text[start - 1].isalnum()
    if is_joined and not (text[start].isupper() and (text[start - 1].islower() or text[start - 1].isdigit())):
        return None
    for reader in readers:
        candidate = reader(text, start)
        if candidate is not None:
            return candidate if not is_joined or _is_whole(candidate) else None
    return None


def _is_whole(candidate: Candidate) -> bool:
    """True for day, month and year: only they are believed in the middle of a word."""
    return None not in (candidate.year, candidate.month, candidate.day)


@lru_cache(maxsize=8)
def candidate_timexes(body: Body, limit: int = DEFAULT_LIMIT) -> tuple[Candidate, ...]:
    """``scan`` remembered for the last few bodies: one article is read with several anchors."""
    return scan(body, limit=limit)
