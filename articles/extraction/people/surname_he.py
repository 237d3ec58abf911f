"""The surname He, which looks like a pronoun at the head of a sentence."""

from __future__ import annotations

import re

from ..annotations import Side
from .cast import Cast, Person
from .lexicon import PUBLIC_HEADS, word_set
from .titles import Title
from .words import Words

SAYING = word_set(
    "said says told tells added adds noted notes wrote writes tweeted explained argued warned stressed remarked commented replied asked "
    "continued insisted stated recalled observed predicted announced declared confirmed"
)
"""Verbs of saying next to a name."""

_OFFICIAL_CHINESE = re.compile(
    r"\b(?:Xinhua|CCTV|CGTN|People's Daily|state (?:media|television|broadcaster|news agency)|(?:Commerce|Foreign) Ministry|Chinese (?:statement|readout))"
    r"(?:[^.\n]{0,30}? (?:said|reported|quoted)|[^\w\s])"
)
_REACH = 400
_APPOSING = frozenset({"china", "chinese", "beijing", "vice"})


def is_surname_he(cast: Cast, index: int, title: Title | None) -> bool:
    """ "Vice Premier He", "Bessent and He"; “…,” He told …"; never "He said"."""
    words = cast.words
    if title is not None and (title.names_a_post or title.honorific):
        return True
    if not cast.bearers.get("he") or index == 0 or words.tokens[index] != "He":
        return False
    if words.gap(index - 1) in {" ", ", ", "-", '," ', ",'' ", ",' "} or follows_a_woman(words, index):
        return True
    if is_apposed(words, index):
        return True
    return opens_chinese_account(words, index) and _american_before(cast, index)


def _american_before(cast: Cast, index: int) -> bool:
    """True if who was named last is no Chinese: a pronoun would be his, and China's account is not of him."""
    before = [named for named in cast.named if named.first < index]
    return bool(before) and max(before, key=lambda named: named.first).person.side is Side.US


def named_last(cast: Cast, bearers: list[Person], index: int) -> tuple[Person, str] | None:
    """Of several of the surname the one named last before word ``index``."""
    before = [named for named in cast.named if named.first < index and named.person in bearers]
    if not before:
        return None
    person = max(before, key=lambda named: named.first).person
    return person, f"'{cast.words.tokens[index]}' is the surname of {person.name}, named last before it"


def follows_a_woman(words: Words, index: int) -> bool:
    """ "“…,” she said. He added that …": no pronoun, the speaker is a woman; the verb after it goes on with her words."""
    return (
        index > 1
        and index + 1 < len(words)
        and words.lower[index + 1] in SAYING
        and words.is_joined(index)
        and "she" in words.lower[index - 2 : index]
        and not SAYING.isdisjoint(words.lower[index - 2 : index])
    )


def is_apposed(words: Words, index: int) -> bool:
    """ "He, China's vice premier, told …": a pronoun has no post beside it, a surname has."""
    if words.gap(index) != ", " or words.lower[index + 1] not in _APPOSING:
        return False
    for following in range(index + 1, min(index + 7, len(words))):
        if words.lower[following] in PUBLIC_HEADS:
            return True
        if "," in words.gap(following):
            return False
    return False


def opens_chinese_account(words: Words, index: int) -> bool:
    """ "He “voiced worry,” Xinhua said" at the head of a paragraph: what China's own account says its man said."""
    if "\n" not in words.gap(index - 1) or words.gap(index) not in {' "', " ''"}:
        return False
    start = words.ends[index]
    end = words.text.find("\n", start, start + _REACH)
    return bool(_OFFICIAL_CHINESE.search(words.text, start, end if end >= 0 else start + _REACH))
