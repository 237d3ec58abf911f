"""The words a text is found by, and where in it a search found them. One rule for index, question and page.

A *term* is what the index holds: a word without its ending ("tariffs" → ``tariff``), lower case, without accents; and
the whole word beside it, for those who search for a beginning (``negotiat*``). Of
Chinese, which has no spaces, each sign and each pair of signs is a term, so that 刘鹤 is found in a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .stemming import stem

LONGEST = 40
"""Letters of a term that count; longer runs are addresses and garbage."""

_SIGNS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    f"(?P<signs>[{_SIGNS}]+)|(?P<initials>(?<![^\\W_])(?:[^\\W\\d_]\\.){{2,}})|[^\\W_{_SIGNS}]+"
)
_GENITIVE = re.compile(r"['’]s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and its terms: without its ending and whole, or the signs and their pairs."""

    start: int
    end: int
    terms: tuple[str, ...]
    signs: str = ""
    """The run of Chinese signs, if it is one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a reader searches for: all of ``terms`` must be there; with ``is_prefix`` words that begin so."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    signs: str = ""

    def is_met_by(self, word: Word) -> bool:
        """True if the word of a text is one that is searched for."""
        if self.signs:
            return self.signs in word.signs
        if self.is_prefix:
            return word.terms[-1].startswith(self.terms[0])
        return word.terms[0] == self.terms[0]


def words_in(text: str) -> Iterator[Word]:
    """The words of ``text``: "U.S. tariffs, 刘鹤" → ``us``; ``tariff``, ``tariffs``; 刘, 鹤, 刘鹤."""
    for found in _WORD.finditer(_GENITIVE.sub("  ", text)):
        start, end = found.span()
        if found["signs"]:
            yield Word(start, end, signs_terms(found[0]), found[0])
        elif found["initials"]:
            yield Word(start, end, (found[0].replace(".", "").casefold()[:LONGEST],))
        else:
            yield Word(start, end, terms_of_word(found[0]))


def terms_of(texts: Iterable[str]) -> set[str]:
    """All terms of the texts: ``["Trade talks", "talks"]`` → ``{"trade", "talk", "talks"}``."""
    return {term for text in texts for word in words_in(text) for term in word.terms}


def wanted_in(question: str) -> list[Wanted]:
    """What a question asks for: ``soy* 刘鹤`` → words that begin with "soy", and the pair of signs. Signs of
    punctuation ask for nothing, whatever they mean to a database."""
    wanted = []
    for word in words_in(question):
        if word.signs:
            pairs = word.terms if len(word.signs) == 1 else tuple(t for t in word.terms if len(t) == 2)
            wanted.append(Wanted(pairs, signs=word.signs))
        elif question[word.end : word.end + 1] == "*":
            wanted.append(Wanted((_plain(question[word.start : word.end]),), is_prefix=True))
        else:
            wanted.append(Wanted(word.terms[:1]))
    return list(dict.fromkeys(wanted))


@lru_cache(maxsize=20_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """``Négotiations`` → ``negoti``, ``negotiations``."""
    whole = _plain(word)
    return tuple(dict.fromkeys([stem(whole), whole]))


def _plain(word: str) -> str:
    """Lower case, without accents, at most ``LONGEST`` letters."""
    if word.isascii():
        return word[:LONGEST].lower()
    # cut first: normalizing a run of marks costs its square
    parts = unicodedata.normalize("NFKD", word[:LONGEST]).casefold()
    return "".join(sign for sign in parts if sign.isalnum())[:LONGEST] or word[:LONGEST].casefold()


def signs_terms(signs: str) -> tuple[str, ...]:
    """刘鹤 → 刘, 鹤, 刘鹤."""
    return tuple(dict.fromkeys([*signs, *(signs[at : at + 2] for at in range(len(signs) - 1))]))


def split_at(text: str, wanted: Iterable[Wanted]) -> list[tuple[str, bool]]:
    """``text`` in pieces, True for those that were searched for: ``[("The ", False), ("talks", True)]``."""
    wanted = list(wanted)
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in _marks(text, wanted) if wanted else ():
        if start > done:
            pieces.append((text[done:start], False))
        pieces.append((text[start:end], True))
        done = end
    return [*pieces, (text[done:], False)] if done < len(text) else pieces


def _marks(text: str, wanted: list[Wanted]) -> Iterator[tuple[int, int]]:
    for word in words_in(text):
        met = [one for one in wanted if one.is_met_by(word)]
        if met and not word.signs:
            yield word.start, word.end
        elif met:
            runs = "|".join(sorted((one.signs for one in met), key=len, reverse=True))
            for found in re.finditer(runs, word.signs):
                yield word.start + found.start(), word.start + found.end()


def how_many(text: str, wanted: Iterable[Wanted]) -> int:
    """How many of the things searched for stand in ``text``."""
    words = list(words_in(text))
    return sum(any(one.is_met_by(word) for word in words) for one in wanted)
