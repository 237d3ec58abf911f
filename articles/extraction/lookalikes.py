"""Words that look Latin and are not: a Cyrillic "Н" in "Не" makes another name than "He", which nobody sees.

Such a name is linked to nobody; the warning tells an editor why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, pairwise

_CYRILLIC = "АВЕЅІЈКМНОРСТУХԌԚԜаеосрухіјѕһԁӏԛԝѵү"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορικυϲϳ"
_TWINS = f"{_CYRILLIC}{_GREEK}"
"""Letters that one takes for Latin ones; what nobody takes for one (я, λ, Ω, the μ of μm) deceives nobody."""

_TWIN = re.compile(f"[{_TWINS}]")
_LATIN = "A-Za-z\u00c0-\u024f"
_WORD = re.compile(f"[{_LATIN}\u0370-\u03ff\u0400-\u052f]+")
_MIXED = re.compile(f"(?=[{_TWINS}]*[{_LATIN}])[{_LATIN}]*[{_TWINS}][{_LATIN}{_TWINS}]*")
_ALL_TWINS = re.compile(f"[{_TWINS}]{{2,}}")
_ALL_LATIN = re.compile(f"[{_LATIN}]+")

MOST_NAMED = 3
LONGEST_NAMED = 40


def lookalikes(text: str) -> str | None:
    """A warning that names the first words with letters that only look Latin, or None: "look-alike letters: Liu Не".

    A word counts that mixes such letters with Latin ones, and a capitalised one wholly of them beside a Latin name.
    """
    if not _TWIN.search(text):
        return None
    named = list(islice(dict.fromkeys(chain(_mixed(text), _beside_names(text))), MOST_NAMED + 1))
    if not named:
        return None
    words = ", ".join(word[:LONGEST_NAMED] for word in named[:MOST_NAMED])
    return f"look-alike letters: {words}{', …' if len(named) > MOST_NAMED else ''}"


def _mixed(text: str) -> Iterator[str]:
    """Words like "Мnuchin" with a Cyrillic М; neither "μm" nor "kΩ" nor an ending in another script: "iPhoneов"."""
    for word in _WORD.findall(text):
        if len(word) > 1 and _MIXED.fullmatch(word) and not _is_formula(word):
            yield word


def _is_formula(word: str) -> bool:
    """True for a Greek letter that stands for a quantity: "αs", "ρV"."""
    return len(word) < 3 and not any(letter in _CYRILLIC for letter in word)


def _beside_names(text: str) -> Iterator[str]:
    """Pairs like "Liu Не": a Latin name and a capitalised word all of whose letters only look Latin.

    Beside more words of its own script such a word is just a word of that script.
    """
    words = chain(_WORD.finditer(text), [None])
    before: re.Match[str] | None = None
    for word, after in pairwise(words):
        if word is None:
            return
        if _deceives(word[0]):
            left = before if before and _is_joined(text, before, word) else None
            right = after if after and _is_joined(text, word, after) else None
            beside = [one for one in (left, right) if one]
            if any(one[0][0].isupper() for one in beside) and all(map(_is_latin, beside)):
                yield (
                    text[(left or word).start() : word.end()]
                    if left
                    else text[word.start() : beside[0].end()]
                )
        before = word


def _deceives(word: str) -> bool:
    return word[0].isupper() and _ALL_TWINS.fullmatch(word) is not None


def _is_latin(word: re.Match[str]) -> bool:
    return _ALL_LATIN.fullmatch(word[0]) is not None


def _is_joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return text[first.end() : second.start()] == " "
