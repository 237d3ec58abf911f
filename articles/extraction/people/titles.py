"""Titles before a name and appositions after it, read into rank, department, side and whether still held.

"former U.S. Treasury Secretary", "China's vice-premier", ", a trade policy professor at …": they tell
officials from analysts, and one Wang from the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..annotations import Side
from .lexicon import (
    CHINA_WORDS,
    CONNECTORS,
    DEPARTMENTS,
    FILLERS,
    FORMER,
    HONORIFICS,
    MODIFIERS,
    NOT_NAMES,
    OTHER_NATIONS,
    PRIVATE_BODIES,
    PRIVATE_HEADS,
    PUBLIC_HEADS,
    US_WORDS,
    VAGUE_HEADS,
    word_set,
)
from .words import Words

_NATIONS = US_WORDS | CHINA_WORDS | OTHER_NATIONS
TITLE_WORDS = (
    frozenset(PUBLIC_HEADS)
    | frozenset(MODIFIERS)
    | frozenset(DEPARTMENTS)
    | FILLERS
    | CONNECTORS
    | _NATIONS
    | FORMER
)
"""Every word that may stand inside a title before a name."""
_LONGEST = 16
_EDGE = CONNECTORS | {"s", "day", "then", "fellow", "current", "veteran", "longtime", "line", "body"}
_BY_NATURE_US = frozenset(
    {
        "white",
        "senate",
        "republican",
        "democratic",
        "gop",
        "ustr",
        "usda",
        "congressman",
        "congresswoman",
        "senator",
        "sen",
        "sens",
        "senators",
        "rep",
        "reps",
        "fed",
        "reserve",
    }
)
_BY_NATURE_CHINA = frozenset({"politburo", "pboc", "ndrc", "mofcom", "cppcc"})
_STATE_BODIES = frozenset(
    {
        "state",
        "national",
        "central",
        "people",
        "peoples",
        "federal",
        "white",
        "security",
        "economic",
        "european",
    }
)
_COMPANY_RANKS = frozenset(
    {
        "president",
        "chair",
        "director",
        "chief",
        "head",
        "spokesperson",
        "member",
        "representative",
        "secretary",
        "governor",
    }
)
_DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december when after before while but and as if with for in on at by that meanwhile both since until from to of"
)
_POSITIONS = word_set(
    "left right center centre second third l r c rear front foreground background middle from"
)
_STOPS = word_set("who which whose said says told added where when")


@dataclass(frozen=True, slots=True)
class Title:
    """What was printed with a name: words ``first``–``last`` (inclusive), and what they mean."""

    first: int
    last: int
    ranks: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    side: Side | None = None
    is_public: bool = False
    is_former: bool = False
    honorific: str | None = None

    @property
    def is_vague(self) -> bool:
        """True for "the Treasury chief" or "China's negotiator", which fit many posts."""
        return self.ranks <= VAGUE_HEADS

    def of_any_side(self) -> Title:
        """The same title without its side."""
        return replace(self, side=None)

    @property
    def names_a_post(self) -> bool:
        """True if the words say an office, not only "Mr"."""
        return self.is_public and bool(self.ranks)


def title_before(words: Words, index: int, *, after_comma: bool = False) -> Title | None:
    """The title that ends right before word ``index``: "Chinese Vice Premier" before "Liu".

    With ``after_comma`` also "Vice Premier of the People's Republic, Liu He".
    """
    position, honorific = index - 1, None
    if position >= 0 and words.lower[position] in HONORIFICS and words.is_joined(position):
        honorific = words.lower[position]
        position -= 1
    if position < 0 or not (
        words.is_joined(position) or (after_comma and words.gap(position) in {", ", ","})
    ):
        return Title(index - 1, index - 1, honorific=honorific) if honorific else None
    if words.lower[position] in CONNECTORS:
        return Title(index - 1, index - 1, honorific=honorific) if honorific else None
    if words.lower[position] in PRIVATE_HEADS:
        return _private_before(words, position)
    first = _walk_left(words, position)
    title = read_title(words, first, position, honorific) if first <= position else None
    if title is not None and title.is_public and _has_company_before(words, title):
        return Title(
            title.first, title.last, title.ranks, title.departments, None, False, title.is_former, honorific
        )
    if title is None and honorific:
        return Title(index - 1, index - 1, honorific=honorific)
    return title


def _walk_left(words: Words, position: int) -> int:
    """The first word of the stretch of title words that ends at ``position``; past it if there is none."""
    first, has_head = position + 1, False
    for index in range(position, max(-1, position - _LONGEST), -1):
        lower = words.lower[index]
        if lower not in TITLE_WORDS or (index < position and not words.is_joined(index)):
            break
        if lower in CONNECTORS and has_head:
            break
        has_head = has_head or (lower in PUBLIC_HEADS and not (lower == "general" and index == position))
        first = index
    while first <= position and words.lower[first] in _EDGE:
        first += 1
    return first if has_head else position + 1


def _private_before(words: Words, position: int) -> Title:
    """ "Longbow Research analyst": the capital words before a private head belong to it."""
    first = position
    while first > 0 and position - first < 6 and words.is_joined(first - 1) and words.is_capital(first - 1):
        first -= 1
    return Title(first, position, is_former=not FORMER.isdisjoint(words.lower[max(first - 4, 0) : first + 1]))


def _has_company_before(words: Words, title: Title) -> bool:
    """ "Acme Chairman": a capital word that is no title word makes the rank a company's."""
    before = title.first - 1
    if (
        title.side is not None
        or before < 0
        or not title.ranks & _COMPANY_RANKS
        or title.departments - {"trade", "industry"}
    ):
        return False
    if not words.is_joined(before) or not words.is_capital(before):
        return False
    lower = words.lower[before]
    if lower in PRIVATE_BODIES:
        return True
    if words.starts_sentence(before):
        return lower not in NOT_NAMES and not lower.endswith(("ing", "ed", "ly"))
    return lower not in _DATES


def title_after(words: Words, index: int) -> Title | None:
    """The apposition after word ``index``: ", a trade expert at …", ", center, Director General of …"."""
    first = index + 1
    # "Jr.," has a full stop of its own
    if not words.gap(index).removeprefix(".").startswith((",", " (", " -")) or first >= len(words):
        return None
    last = _segment_end(words, first)
    if (
        last < len(words) - 1
        and all(words.lower[i] in _POSITIONS or words.lower[i].isdigit() for i in range(first, last + 1))
        and "," in words.gap(last)
    ):
        first = last + 1
        last = _segment_end(words, first)
    head = _head_in(words, first, last)
    if (
        head is None
        or _begins_a_name(words, head + 1, last)
        or (head == last and _names_the_next(words, last))
    ):
        return None
    return read_title(words, first, last)


def _segment_end(words: Words, first: int) -> int:
    """The last word of the phrase that begins at ``first``: up to a comma, a stop or a verb of saying."""
    last = first
    while (
        last - first < _LONGEST
        and last + 1 < len(words)
        and words.is_joined(last)
        and words.lower[last + 1] not in _STOPS
    ):
        last += 1
    return last


def _head_in(words: Words, first: int, last: int) -> int | None:
    """The word an apposition turns on, if nothing before it shows that another name stands in between."""
    for index in range(first, min(last, first + 8) + 1):
        lower = words.lower[index]
        if lower in PRIVATE_HEADS:
            return index
        if lower in PUBLIC_HEADS and lower not in {"general", "assistant"}:
            return index
        if (
            lower == "assistant"
            and index < last
            and words.lower[index + 1] in {"to", "secretary", "minister", "ustr"}
        ):
            return index
        if lower in {"and", "but", "while"} or (
            words.is_capital(index)
            and lower not in TITLE_WORDS
            and lower not in NOT_NAMES
            and index > first + 3
        ):
            return None
    return None


def _begins_a_name(words: Words, index: int, last: int) -> bool:
    """True if a capital word that is no title word follows the head: a list goes on ("…, Trade Minister Zhong")."""
    if index > last:
        return False
    lower = words.lower[index]
    return (
        words.is_capital(index)
        and lower not in TITLE_WORDS
        and lower not in NOT_NAMES
        and lower not in PRIVATE_HEADS
    )


def _names_the_next(words: Words, last: int) -> bool:
    return words.is_joined(last) and last + 1 < len(words) and words.is_capital(last + 1)


def read_title(words: Words, first: int, last: int, honorific: str | None = None) -> Title | None:
    """Read words ``first``–``last`` as a title; None if no head stands in them."""
    lowers = words.lower[first : last + 1]
    ranks, departments = ranks_and_departments(lowers)
    has_private = _is_private(lowers)
    if not ranks and not has_private:
        return None
    side = _side_of(lowers)
    is_public = (
        bool(ranks)
        and not has_private
        and not (ranks <= _COMPANY_RANKS | {"vice", "assistant"} and _has_private_body(lowers))
    )
    former = bool(FORMER.intersection(lowers)) or _is_former_before(words, first)
    return Title(first, last, ranks, departments, side, is_public, former, honorific)


def _is_former_before(words: Words, first: int) -> bool:
    """ "former", or "then-" with its hyphen: "and then President Trump spoke" says nothing."""
    if first == 0:
        return False
    return words.lower[first - 1] in FORMER or (
        words.lower[first - 1] == "then" and words.gap(first - 1) == "-"
    )


def _is_private(lowers: list[str]) -> bool:
    """True if the first thing the words say is a private calling: "chief economist at …", not "assistant to … and critic"."""
    seen = False
    for lower in lowers:
        if lower in PRIVATE_HEADS:
            return True
        if seen and (lower in CONNECTORS or lower == "and"):
            return False
        seen = seen or lower in PUBLIC_HEADS
    return False


def _has_private_body(lowers: list[str]) -> bool:
    return bool(PRIVATE_BODIES.intersection(lowers)) and not _STATE_BODIES.intersection(lowers)


def ranks_and_departments(lowers: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """ "deputy trade representative" → ({vice, representative}, {trade}).

    Heads after "to" or "of" are not the person's own ("assistant to the president").
    """
    ranks: set[str] = set()
    departments: set[str] = set()
    closed = has_head = has_modifier = False
    for lower in lowers:
        if lower in CONNECTORS or lower == "and":
            closed = closed or has_head
        if not closed and lower in MODIFIERS:
            ranks.add(MODIFIERS[lower])
            has_modifier = True
        if not closed and lower in PUBLIC_HEADS:
            ranks.update(
                PUBLIC_HEADS[
                    "representative" if lower in {"rep", "reps"} and "trade" in departments else lower
                ]
            )
            has_head = has_head or bool(PUBLIC_HEADS[lower])
        if lower in DEPARTMENTS:
            departments.add(DEPARTMENTS[lower])
        if lower == "staff":
            departments.add("staff")
    if not has_head and not (has_modifier and "assistant" in ranks):
        return frozenset(), frozenset()
    if "premier" in ranks:
        ranks.discard("minister")
    if "assistant" in ranks and len(ranks) > 1 and ranks & {"adviser", "chair"}:
        ranks.discard("assistant")
    return frozenset(ranks), frozenset(departments)


def _side_of(lowers: list[str]) -> Side | None:
    """Whose post it is: the first nation named, not the one an envoy is sent *to*."""
    if (
        not {"international", "permanent"}.isdisjoint(lowers)
        and "trade" in lowers
        and "representative" in lowers
    ):
        return Side.CHINA if US_WORDS.isdisjoint(lowers) else Side.US
    sent = False
    for position, lower in enumerate(lowers):
        sent = sent or (lower in {"to", "with"} and position > 0)
        if sent:
            continue
        if lower in US_WORDS or lower in _BY_NATURE_US:
            return Side.US
        if lower in CHINA_WORDS or lower in _BY_NATURE_CHINA:
            return Side.CHINA
        if lower in OTHER_NATIONS:
            return Side.OTHER
    if "treasury" in lowers or ("trade" in lowers and "representative" in lowers):
        return Side.US
    if {"house", "speaker"}.issubset(lowers):
        return Side.US
    if {"prime", "brexit", "pm"}.intersection(lowers) and "deputy" not in lowers and "vice" not in lowers:
        return Side.OTHER
    return None
