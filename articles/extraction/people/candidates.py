"""Capital words that may be a person's name, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .lexicon import (
    AFTER_NAME,
    AMBIGUOUS_SURNAMES,
    BODY_WORDS,
    CHINESE_SURNAMES,
    FIRST_NAMES,
    HONORIFICS,
    NOT_CHINESE_NAMES,
    NOT_NAMES,
    PARTICLES,
    PRIVATE_HEADS,
    PUBLIC_HEADS,
    word_set,
)
from .surname_he import SAYING, follows_a_woman, is_apposed, opens_chinese_account
from .words import Words

_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ong|ing|ian|iao|uan|uai|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])){1,2}"
)
_BEFORE_PRONOUN = word_set("says said say that if because when while as where why how whether")
_DOTTED_PLACES = word_set("u.s u.k u.n e.u d.c u.s.a p.r.c")
_LONGEST = 5
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


class Candidate(NamedTuple):
    """Words ``first``–``last`` (inclusive), capital and joined."""

    first: int
    last: int
    is_surname: bool
    """True for one word, or one with its particles: "Ross", "von der Leyen"."""


def candidates(words: Words, taken: bytearray) -> Iterator[Candidate]:
    """Stretches of capital words that are no title, place, weekday or institution: "Eswar Prasad", "Ross"."""
    last = -1
    for index, is_capital in enumerate(words.capital):
        if not is_capital or index <= last or taken[index]:
            continue
        last = _run_end(words, index, taken)
        first = index
        while (
            first > 0
            and words.lower[first - 1] in PARTICLES
            and words.is_joined(first - 1)
            and not taken[first - 1]
        ):
            first -= 1
        for piece_first, piece_last in _pieces(words, index, last):
            if words.goes_on(piece_first):
                # "Xi'an" is a city
                continue
            start = first if piece_first == index else piece_first
            yield Candidate(
                start, piece_last, all(words.lower[word] in PARTICLES for word in range(start, piece_last))
            )


def _run_end(words: Words, index: int, taken: bytearray) -> int:
    """The last of the joined capital words from ``index``, with particles and hyphened small letters ("von", "In-kyo")."""
    last, count = index, len(words)
    while last + 1 < count and words.is_joined(last) and not taken[last + 1]:
        following = last + 1
        if words.goes_on(last):
            last = following
            continue
        if "\n" in words.gap(last) and not words.is_wrapped(last):
            break
        if words.is_capital(following):
            if (
                words.gap(last) == "-"
                and words.lower[last] not in FIRST_NAMES
                and not _is_name_hyphen(words, last)
            ):
                break
            last = following
        elif (words.gap(last) == "-" and _is_name_hyphen(words, last)) or (
            words.lower[following] in PARTICLES and _capital_after(words, following)
        ):
            last = following
        else:
            break
    return last


def _is_name_hyphen(words: Words, index: int) -> bool:
    """ "Okonjo-Iweala", "In-kyo": a hyphen within a name, not "Trump-Xi summit" or "US-China"."""
    following = words.lower[index + 1]
    return (
        1 < len(following) < 10
        and following not in NOT_NAMES
        and (words.lower[index] not in NOT_NAMES or _is_syllable(words, index))
        and index > 0
        and words.is_capital(index - 1)
        and words.is_joined(index - 1)
        and not _parts_names(words, index - 1)
    )


def _capital_after(words: Words, index: int) -> bool:
    following = index + 1
    if following >= len(words) or not words.is_joined(index):
        return False
    return words.is_capital(following) or (
        words.lower[following] in PARTICLES and following + 1 < len(words) and words.is_capital(following + 1)
    )


def _pieces(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The run cut at words that are in no name; what an institution's word follows is dropped."""
    start = first
    for index in range(first, last + 2):
        if index <= last and (not _parts_names(words, index) or _is_surname_after(words, start, index)):
            continue
        if start < index:
            institution = (
                index <= last
                and words.lower[index] in BODY_WORDS
                and words.lower[index] not in AFTER_NAME
                and words.is_joined(index - 1)
            )
            if not institution and index - start <= _LONGEST:
                yield start, index - 1
        start = index + 1


def _is_surname_after(words: Words, start: int, index: int) -> bool:
    """ "Theresa May": a month only by itself."""
    return (
        start == index - 1 and words.lower[index] in AMBIGUOUS_SURNAMES and words.lower[start] in FIRST_NAMES
    )


def _may_be_surname_he(words: Words, index: int) -> bool:
    """ "He Weiwen", "Bessent and He": a given name follows, or the capital is no sentence's."""
    if words.tokens[index] != "He":
        return False
    following = index + 1
    if (
        following < len(words)
        and words.gap(index) == " "
        and words.is_capital(following)
        and words.lower[following] not in NOT_NAMES
    ):
        return is_chinese_name(words, index, following)
    if not words.starts_sentence(index) or words.gap(index - 1).startswith(","):
        # "Trump Says He Will Go": in a headline the pronoun is capital too
        return not (is_headline(words, index) and words.lower[index - 1] in _BEFORE_PRONOUN)
    return follows_a_woman(words, index) or is_apposed(words, index) or opens_chinese_account(words, index)


def _is_syllable(words: Words, index: int) -> bool:
    """ "In-kyo" in "Cheong In-kyo": small letters after the hyphen, a capital word before."""
    following, before = index + 1, index - 1
    if (
        words.gap(index) != "-"
        or following >= len(words)
        or not words.tokens[following].islower()
        or len(words.tokens[following]) > 6
    ):
        return False
    return (
        before >= 0
        and words.gap(before) == " "
        and words.is_capital(before)
        and words.lower[before] not in NOT_NAMES
    )


def _parts_names(words: Words, index: int) -> bool:
    lower = words.lower[index]
    if lower == "he":
        return not _may_be_surname_he(words, index)
    if _is_syllable(words, index):
        return False
    if lower == "lago":
        # a surname, but for the estate: "Mar-a-Lago"
        return index > 0 and words.lower[index - 1] == "a"
    if lower in PRIVATE_HEADS and lower not in FIRST_NAMES:
        return True
    if lower in NOT_NAMES or lower in BODY_WORDS or lower in HONORIFICS or lower in _DOTTED_PLACES:
        return True
    return (
        lower in PUBLIC_HEADS or lower.isdigit() or (lower in {"vice", "deputy", "assistant", "s", "former"})
    )


def looks_like_a_person(words: Words, first: int, last: int) -> bool:
    """True if the names themselves or a verb of saying next to them show a person: "Sara Hsu", "said Wendy Cutler"."""
    if last - first + 1 < 2:
        return False
    return (
        is_first_name(words.lower[first])
        or is_chinese_name(words, first, last)
        or is_speaking(words, first, last)
    )


def is_first_name(lower: str) -> bool:
    """True for common given names."""
    return lower in FIRST_NAMES


def is_chinese_name(words: Words, first: int, last: int) -> bool:
    """True for a Chinese surname with a given name in pinyin: "Gao Lingyun"; not "Hong Kong"."""
    surname, given = words.lower[first], "".join(words.lower[first + 1 : last + 1])
    if (
        surname not in CHINESE_SURNAMES
        or f"{surname} {given}" in NOT_CHINESE_NAMES
        or not 2 <= len(given) <= 12
    ):
        return False
    return bool(_PINYIN.fullmatch(given))


def is_speaking(words: Words, first: int, last: int) -> bool:
    """True if a verb of saying stands next to the words: "said Reade", "Reade said"; not "said Acme analyst …"."""
    before, after = first - 1, last + 1
    if after < len(words) and words.is_joined(last) and words.lower[after] in PRIVATE_HEADS:
        return False
    if before >= 0 and words.lower[before] in SAYING and words.is_joined(before):
        return True
    return after < len(words) and words.lower[after] in SAYING and words.is_joined(last)


def is_label(words: Words, index: int) -> bool:
    """True for a speaker's label in a transcript: "MARTIN: …" at the start of a line."""
    line_start = index == 0 or "\n" in words.gap(index - 1)
    return (
        line_start
        and words.gap(index).startswith(":")
        and words.tokens[index].isupper()
        and len(words.tokens[index]) > 2
    )


def is_headline(words: Words, index: int) -> bool:
    """True if the words around are nearly all capital, so that a capital says nothing: "Lutnick, Akazawa Confer by Phone"."""
    around = [
        words.tokens[place]
        for place in range(max(0, index - 4), min(len(words), index + 5))
        if len(words.tokens[place]) > 3
    ]
    return len(around) > 2 and sum(token[0].isupper() for token in around) >= 0.75 * len(around)


def has_suffix(words: Words, last: int) -> bool:
    """True if "Jr." or the like follows: another person than the one named."""
    return last + 1 < len(words) and words.lower[last + 1] in _SUFFIXES and words.gap(last) in {" ", ", "}
