"""English words without their endings: "negotiations", "negotiated" and "negotiating" are all ``negoti``.

Porter's algorithm (1980), in the form that full-text indexes use. It is ours, not the database's, so that SQLite and
PostgreSQL find the same and the page can mark what was found.
"""

from __future__ import annotations

import re
from functools import lru_cache

_C, _V = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_SYLLABLE = re.compile(f"^({_C})?{_V}{_C}")
_ONE_SYLLABLE = re.compile(f"^({_C})?{_V}{_C}({_V})?$")
_TWO_SYLLABLES = re.compile(f"^({_C})?{_V}{_C}{_V}{_C}")
_VOWEL = re.compile(f"^({_C})?[aeiouy]")
_SHORT_END = re.compile(f"^{_C}[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_THIRD = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_FOURTH = dict.fromkeys(
    "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split(),  # noqa: SIM905
    "",
)


def _longest_first(endings: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(endings.items(), key=lambda pair: -len(pair[0])))


_STEPS = (
    (_longest_first(_SECOND), _SYLLABLE),
    (_longest_first(_THIRD), _SYLLABLE),
    (_longest_first(_FOURTH), _TWO_SYLLABLES),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """``tariffs`` → ``tariff``, ``negotiations`` → ``negoti``; words of other letters, and of two, stay as they are."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    # at its beginning a y is a consonant
    shown = word if word[0] != "y" else "Y" + word[1:]
    shown = _without_y(_without_past(_without_plural(shown)))
    for endings, condition in _STEPS:
        shown = _replaced(shown, endings, condition)
        if condition is _TWO_SYLLABLES:
            shown = _without_ion(shown)
    return _tidied(shown).lower()


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")) and len(word) > 3:
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _SYLLABLE.search(word[:-3]) else word
    ending = next((one for one in ("ed", "ing") if word.endswith(one)), None)
    if ending is None or not _VOWEL.search(word[: -len(ending)]):
        return word
    root = word[: -len(ending)]
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _DOUBLE.search(root):
        return root[:-1]
    return root + "e" if _SHORT_END.search(root) else root


def _without_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _VOWEL.search(word[:-1]) else word


def _replaced(word: str, endings: tuple[tuple[str, str], ...], condition: re.Pattern[str]) -> str:
    for ending, other in endings:
        if word.endswith(ending):
            root = word[: -len(ending)]
            return root + other if condition.search(root) else word
    return word


def _without_ion(word: str) -> str:
    if word.endswith(("sion", "tion")) and _TWO_SYLLABLES.search(word[:-3]):
        return word[:-3]
    return word


def _tidied(word: str) -> str:
    if word.endswith("e"):
        root = word[:-1]
        if _TWO_SYLLABLES.search(root) or (_ONE_SYLLABLE.search(root) and not _SHORT_END.search(root)):
            word = root
    return word[:-1] if word.endswith("ll") and _TWO_SYLLABLES.search(word) else word
