"""People named in a body, and which of them are officials.

``find_people`` is the door: gazetteer first, then full names and the surnames that follow from them, titles
before a name, appositions after it, and the posts held on the day.
"""

from __future__ import annotations

from datetime import date

from ..annotations import Mention, Side
from ..body import Body
from .candidates import Candidate, candidates
from .gazetteer import Gazetteer, build_gazetteer
from .resolution import Named, Resolver
from .titles import Title
from .words import Words, cut_words

__all__ = ["Gazetteer", "build_gazetteer", "find_people"]

LIMIT = 2000


def find_people(
    body: Body, gazetteer: Gazetteer, day: date | None, *, limit: int = LIMIT
) -> tuple[Mention, ...]:
    """Every mention of a person in ``body``, read as of ``day``, at most ``limit``.

    "Commerce Minister Wang met Ross" on a day of 2023 gives Wang Wentao; in 2018 nobody known.
    """
    words = cut_words(body.folded.text)
    resolver = Resolver(words, gazetteer, day)
    taken = bytearray(len(words))
    for hit in gazetteer.full_names(words)[:limit]:
        resolver.add_full(hit)
        taken[hit.first : hit.last + 1] = b"\x01" * (hit.last + 1 - hit.first)
    surnames: list[Candidate] = []
    unproven: list[Candidate] = []
    for candidate in candidates(words, taken):
        if len(resolver.named) + len(surnames) >= limit:
            break
        if candidate.is_surname:
            surnames.append(candidate)
        elif not resolver.add_unknown(candidate):
            unproven.append(candidate)
    resolver.settle_namesakes()
    surnames.extend(surname for candidate in unproven if (surname := resolver.surname_in(candidate)))
    for candidate in surnames:
        resolver.resolve_surname(candidate)
    resolver.settle_posts()
    named = sorted(resolver.named, key=lambda name: name.first)[:limit]
    return tuple(_mention(body, words, name) for name in named)


def _mention(body: Body, words: Words, named: Named) -> Mention:
    start, end = body.folded.span(words.starts[named.first], words.ends[named.last])
    person = named.person
    side = person.side
    proposed = (
        person.slug is None and person.is_public and side in (Side.US, Side.CHINA) and not person.is_credit
    )
    return Mention(
        start,
        end,
        body.text[start:end],
        person.name,
        person.slug,
        side,
        _role(words, named.title or (person.titles[0] if person.titles else None)),
        named.why,
        proposed and all(not title.is_former for title in person.titles if title.names_a_post),
    )


def _role(words: Words, title: Title | None) -> str | None:
    if title is None or (title.honorific and not title.ranks):
        return None
    return " ".join(words.slice(title.first, title.last).split())
