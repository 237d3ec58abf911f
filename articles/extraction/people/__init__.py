"""People named in a body, and which of them are officials.

``find_people`` is the door: gazetteer first, then full names and the surnames that follow from them, titles
before a name, appositions after it, and the posts held on the day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..annotations import Mention
from ..body import Body
from .candidates import Candidate, candidates
from .cast import Cast, Named
from .fullnames import add_known, add_unknown, surname_in
from .gazetteer import Gazetteer, NameHit, build_gazetteer
from .surnames import resolve_surnames
from .titles import Title
from .words import Words, cut_words

__all__ = ["Gazetteer", "build_gazetteer", "find_people"]

LIMIT = 2000


class _CapitalWords(NamedTuple):
    """A text's words, the full names of officials among them, and other capital words that may be names."""

    words: Words
    hits: list[NameHit]
    others: tuple[Candidate, ...]


def find_people(
    body: Body, gazetteer: Gazetteer, day: date | None, *, limit: int = LIMIT
) -> tuple[Mention, ...]:
    """Every mention of a person in ``body``, read as of ``day``, at most ``limit``.

    "Commerce Minister Wang met Ross" on a day of 2023 gives Wang Wentao; in 2018 nobody known.
    """
    words, hits, others = _capital_words(body, gazetteer, limit)
    cast = Cast(words, gazetteer, day)
    for hit in hits:
        add_known(cast, hit)
    surnames = _add_candidates(cast, others, limit)
    cast.settle_namesakes()
    resolve_surnames(cast, surnames)
    cast.settle_posts()
    named = sorted(cast.named, key=lambda name: name.first)[:limit]
    return tuple(_mention(body, cast, name) for name in named)


@lru_cache(maxsize=1)
def _capital_words(body: Body, gazetteer: Gazetteer, limit: int) -> _CapitalWords:
    """What does not hang on the day. An article without a date is asked twice: before it has one, and after."""
    words = cut_words(body.folded.text)
    hits = gazetteer.full_names(words)[:limit]
    taken = bytearray(len(words))
    for hit in hits:
        taken[hit.first : hit.last + 1] = b"\x01" * (hit.last + 1 - hit.first)
    return _CapitalWords(words, hits, tuple(candidates(words, taken)))


def _add_candidates(cast: Cast, others: tuple[Candidate, ...], limit: int) -> list[Candidate]:
    """Take in the strangers named in full; what is left are surnames, or nothing."""
    surnames: list[Candidate] = []
    unproven: list[Candidate] = []
    for candidate in others:
        if len(cast.named) + len(surnames) >= limit:
            break
        if candidate.is_surname:
            surnames.append(candidate)
        elif not add_unknown(cast, candidate):
            unproven.append(candidate)
    surnames.extend(surname for candidate in unproven if (surname := surname_in(cast, candidate)))
    return sorted(surnames, key=lambda candidate: candidate.first)


def _mention(body: Body, cast: Cast, named: Named) -> Mention:
    words = cast.words
    start, end = body.folded.span(words.starts[named.first], words.ends[named.last])
    person = named.person
    return Mention(
        start=start,
        end=end,
        text=body.text[start:end],
        name=person.name,
        official=person.slug,
        side=person.side,
        role=_role(words, named.title or (person.titles[0] if person.titles else None)),
        reason=person.why_not or named.why,
        proposed=person.slug is None and cast.is_proposed(person),
    )


def _role(words: Words, title: Title | None) -> str | None:
    """The title as printed: "Chinese Vice Premier"; "Mr" alone is none."""
    if title is None or (title.honorific and not title.ranks):
        return None
    return " ".join(words.slice(title.first, title.last).split())
