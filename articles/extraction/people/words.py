"""A text cut into words, as parallel lists that the name and title finders walk over.

Cut by one linear pattern, not by spaCy's tokenizer: that one is quadratic on long runs without white space, and
here "Trump's", "Trump-Xi" and "U.S.Trade" have to come apart the same way in every text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

_WORD = re.compile(r"((?:[A-Z]\.)+[A-Z]\b|[^\W_]+)")
_PLAIN_WORD = re.compile(r"((?:[A-Z]\.)+[A-Z]\b|[A-Za-z0-9]+)")
"""The same in a text of ASCII alone, as most are: found in half the time."""

_THE_COUNTRY = "US"
_BREAK = re.compile(r"[.!?:;…\"“”«»(\n|•]")
_SPACES = frozenset({" ", "  ", "\n", " \n", "\n ", "-", "'", ""})
_DOTTED = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
        "gen",
        "lt",
        "col",
        "adm",
        "amb",
        "hon",
        "st",
        "u.s",
        "jr",
    }
)
_CLITICS = frozenset({"s", "d", "m", "ll", "re", "ve", "t"})
LONGEST_WORD = 60
WRAPPED_LINE = 50
_NEAR = 300
"""How far a paragraph of short lines is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class Words:
    """``tokens`` with their lower-case forms and places in ``text``."""

    text: str
    tokens: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]

    def __len__(self) -> int:
        return len(self.tokens)

    def is_capital(self, index: int) -> bool:
        """True for "Liu", "LIU" and "McKinney", False for "liu" and "2018"."""
        return self.capital[index]

    def gap(self, index: int) -> str:
        """What stands between word ``index`` and the next one."""
        if index < 0 or index + 1 >= len(self.tokens):
            return "\n\n"
        return self.text[self.ends[index] : self.starts[index + 1]]

    def is_joined(self, index: int) -> bool:
        """True if word ``index`` and the next are of one phrase: "Liu He", "J. Trump", "Mr. Zhong", not "Liu. He"."""
        if index < 0 or index + 1 >= len(self.tokens):
            return False
        gap = self.text[self.ends[index] : self.starts[index + 1]]
        if gap in _SPACES:
            return True
        if len(gap) <= 3 and gap.strip() == "." and "\n\n" not in gap:
            lower = self.lower[index]
            return (len(lower) == 1 and self.is_capital(index)) or lower in _DOTTED or "." in lower
        return False

    def is_wrapped(self, index: int) -> bool:
        """True if the line that ends after word ``index`` is wrapped prose: it is long, or the lines around it are broken too."""
        line = self.text.rfind("\n", 0, self.ends[index]) + 1
        return self.ends[index] - line >= WRAPPED_LINE or _is_narrow_prose(self.text, self.ends[index])

    def starts_sentence(self, index: int) -> bool:
        """True if word ``index`` may be capital only because a sentence or a quotation begins with it."""
        gap = self.gap(index - 1)
        return bool(_BREAK.search(gap)) and not (index > 0 and self.is_joined(index - 1))

    def is_possessive(self, index: int) -> bool:
        """True if "'s" follows word ``index``: "Trump's", "Liu He's"."""
        return index + 1 < len(self.tokens) and self.lower[index + 1] == "s" and self.gap(index) == "'"

    def goes_on(self, index: int) -> bool:
        """True if an apostrophe stands within the word: "Xi'an", "Fo'an"; not "Trump's", "we'll"."""
        following = index + 1
        if self.gap(index) != "'" or not self.tokens[following].islower():
            return False
        return self.lower[following] not in _CLITICS and len(self.tokens[following]) > 1

    def slice(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last`` (inclusive)."""
        return self.text[self.starts[first] : self.ends[last]]


def _is_narrow_prose(text: str, position: int) -> bool:
    """True in a paragraph of short lines that break within sentences, as in a mail: "…and Liu / He met on July / 19".

    Two of them begin small or with a figure, or follow a comma; none but the last ends a sentence.
    """
    near = range(max(0, position - _NEAR), min(len(text), position + _NEAR))
    start = text.rfind("\n\n", near.start, position)
    end = text.find("\n\n", position, near.stop)
    block = text[near.start if start < 0 else start + 2 : near.stop if end < 0 else end]
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if any(line.endswith((".", "!", "?")) for line in lines[:-1]):
        return False
    broken = sum(
        before.endswith(",") or after[0].islower() or after[0].isdigit() for before, after in pairwise(lines)
    )
    return broken >= 2


def cut_words(text: str) -> Words:
    """The words of ``text``: "U.S. Vice-Premier" → "U.S", "Vice", "Premier". Runs over 60 letters are no words."""
    # gaps and words in turn; where each ends follows from the lengths
    pieces = (_PLAIN_WORD if text.isascii() else _WORD).split(text)
    places = [*accumulate(map(len, pieces))]
    tokens, starts, ends = pieces[1::2], places[0:-1:2], places[1::2]
    if tokens and len(max(tokens, key=len)) > LONGEST_WORD:
        kept = [index for index, token in enumerate(tokens) if len(token) <= LONGEST_WORD]
        tokens = [tokens[index] for index in kept]
        starts, ends = [starts[index] for index in kept], [ends[index] for index in kept]
    lower = list(map(str.lower, tokens))
    for index in [index for index, token in enumerate(tokens) if token == _THE_COUNTRY]:
        lower[index] = "u.s"  # the country and "us" the pronoun must not fall together
    return Words(text, tokens, lower, starts, ends, [token[0].isupper() for token in tokens])
