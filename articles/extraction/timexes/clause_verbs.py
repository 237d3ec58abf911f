"""The verb that governs a place of a sentence: the nearest before it within the clause, or the nearest after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import verbs
from .candidates import Tense

_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[;:](?!\d)")


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb says of its clause, and the words that say it."""

    tense: Tense = Tense.UNKNOWN
    cue: str = ""
    is_firm: bool = False
    """True where the nearer of two readings must not outweigh the tense."""


NO_VERB = Verb()


def verb_before(text: str) -> Verb:
    """The nearest verb before the expression, up to the start of its clause."""
    tokens = _TOKEN.findall(text)
    infinitive = participle = ""
    following = ""
    for index in range(len(tokens) - 1, -1, -1):
        token, word = tokens[index], tokens[index].lower()
        previous = tokens[index - 1].lower() if index else ""
        if previous in ("also", "now") and index > 1:
            previous = tokens[index - 2].lower()  # "you're also sending somebody on Sunday?"
        if previous == "to" and _may_be_infinitive(token):
            infinitive = infinitive or f"to {word}"
        elif infinitive and word in verbs.INTENT:
            # "had vowed to raise duties Jan. 1" looks back on what was then ahead
            return Verb(Tense.PAST if _looks_back(word, previous) else Tense.FUTURE, f"{word} {infinitive}")
        elif (word in verbs.PRESENT_BE or word.endswith(("'re", "'m"))) and (
            participle or (infinitive and following == "to")
        ):
            return Verb(Tense.FUTURE, f"{word} {participle or infinitive}")
        elif word in ("was", "were") and following == "to" and infinitive not in ("", "to have", "to be"):
            return Verb(Tense.FUTURE, f"{word} {infinitive}")
        elif _is_participle(word, previous):
            participle = participle or word
        elif (verb := _verb_at(tokens, index, is_held=bool(infinitive))) is not NO_VERB:
            return verb
        elif word in verbs.CLAUSE_STARTS or word in ";:":
            break
        following = word
    cue = infinitive or participle
    return Verb(Tense.FUTURE, cue) if cue else NO_VERB


def _looks_back(word: str, previous: str) -> bool:
    """True for "had vowed to", "was preparing to"; "was expected to arrive Friday" still looks ahead."""
    return previous == "had" or (previous in ("was", "were") and word.endswith("ing"))


def _is_participle(word: str, previous: str) -> bool:
    """True for "are departing" and, without a verb, "negotiators heading to China"."""
    if word in verbs.HEADLINE_PARTICIPLES:
        return True
    return (
        (previous in verbs.PRESENT_BE or previous.endswith(("'re", "'m")))
        and len(word) > 4
        and word.endswith("ing")
        and word not in verbs.NO_PARTICIPLE
    )


def verb_after(text: str) -> Verb:
    """The nearest verb after the expression: "On Tuesday, China's foreign ministry said …"."""
    tokens = _TOKEN.findall(text.removeprefix("'s"))
    for index, token in enumerate(tokens):
        word = token.lower()
        if word in _BREAKS:
            break
        following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        if word in verbs.PRESENT_BE and (
            _is_participle(following, word) or following in verbs.ARRANGED or following == "to"
        ):
            return Verb(Tense.FUTURE, f"{word} {following}")
        verb = _verb_at(tokens, index, is_held=False)
        if verb is not NO_VERB:
            return verb
    return NO_VERB


def _verb_at(tokens: Sequence[str], index: int, *, is_held: bool) -> Verb:
    """The verb at ``index``, if it tells a tense. ``is_held``: an infinitive hangs on it, so a present form says little."""
    word, previous, following = _words_at(tokens, index)
    if word == "would" and following == "not" and not _SAID.isdisjoint(map(str.lower, tokens[:index])):
        return Verb(Tense.FUTURE, "would not")  # "said it would not stop"; "would not comment" is past
    ahead = _auxiliary(tokens[index], following) or _arranged(tokens, index)
    if ahead is not None:
        return ahead
    if previous == "have" and index > 1 and tokens[index - 2].lower() in verbs.AHEAD:
        return NO_VERB  # "will have left by Friday"
    if [token.lower() for token in tokens[max(0, index - 3) : index]] in (
        ["was", "to", "have"],
        ["were", "to", "have"],
    ):
        return Verb(
            Tense.UNKNOWN, "to have"
        )  # "were to have kicked in on Sunday": called off, before that day or after
    if _is_past(word, previous):
        return Verb(Tense.PAST, word)
    return NO_VERB if is_held else _present(word, previous, following, tokens[index - 1] if index else "")


def _words_at(tokens: Sequence[str], index: int) -> tuple[str, str, str]:
    """The word at ``index`` in small letters, with those before and after it."""
    previous = tokens[index - 1].lower() if index else ""
    following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
    return tokens[index].lower(), previous, following


def _auxiliary(written: str, following: str) -> Verb | None:
    """ "will", "he'll", "he'd" look ahead; "could not" and "would have" back; "May" says nothing."""
    word = written.lower()
    if word.endswith("'d"):
        return None if _is_past(following, "") else Verb(Tense.FUTURE, word)
    if word not in verbs.AHEAD and not word.endswith("'ll"):
        return None
    if word in ("could", "would", "might", "can") and following in ("not", "have"):
        return Verb(Tense.PAST, f"{word} {following}")
    return NO_VERB if written == "May" else Verb(Tense.FUTURE, word)


def _arranged(tokens: Sequence[str], index: int) -> Verb | None:
    """ "is due", "talks scheduled for", "has been set": arranged, so ahead."""
    word, previous, following = _words_at(tokens, index)
    if word not in verbs.ARRANGED:
        return None
    if previous == "been" and index > 1 and tokens[index - 2].lower() in ("has", "have"):
        return Verb(Tense.FUTURE, f"been {word}")
    is_open = previous in verbs.PRESENT_BE or following in ("to", "for", "on", "in", "")
    return Verb(Tense.FUTURE, word) if is_open and previous not in _NOT_ARRANGED_AFTER else None


def _present(word: str, previous: str, following: str, written_before: str) -> Verb:
    """Present forms that tell what is arranged: "before Abe sits down with him on Wednesday", "talks resume Friday"."""
    if word in verbs.PRESENT_AHEAD and previous not in ("the", "a", "its", "their", "his"):
        return Verb(Tense.FUTURE, word)
    if word in verbs.FORECAST or (word in verbs.NOUN_LIKE_AHEAD and _is_subject(previous, written_before)):
        return Verb(Tense.FUTURE, word)
    if (word, following) in verbs.PHRASES_AHEAD:
        return Verb(Tense.FUTURE, f"{word} {following}")
    if word == "ends" and previous == "and":
        return Verb(Tense.FUTURE, word)  # "opened on Thursday and ends on Saturday"
    is_plural = previous in verbs.PLURAL_SUBJECTS or (
        previous.endswith("s") and not previous.endswith(("'s", "ss"))
    )
    return Verb(Tense.FUTURE, word) if is_plural and word in verbs.PLAIN_PRESENT_AHEAD else NO_VERB


def _is_subject(word: str, written: str) -> bool:
    """True if the word before "votes" or "returns" makes them verbs: "the Senate votes", "she returns"."""
    return written[:1].isupper() or word in ("he", "she", "it", "who", "which")


_SAID = frozenset(
    {"said", "says", "told", "announced", "insisted", "promised", "warned", "vowed", "added", "wrote"}
)

_BREAKS = frozenset({";", ":", "upcoming", "forthcoming"})
"""What ends the look to the right: another clause, or an adjective of another noun."""

_PASSIVE = frozenset({"to", "be", "being", "is", "are", "gets", "get"})
_NOT_ARRANGED_AFTER = frozenset({"than", "as", "was", "were", "been", "had", "be", "a", "the"})
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "all",
        "some",
        "any",
        "both",
        "each",
        "about",
        "further",
        "high",
    }
)


def _may_be_infinitive(token: str) -> bool:
    """True if the word after "to" may be a verb: "to meet" yes, "to China", "to terms", "to the" no."""
    if not token[0].islower() or token in _ARTICLES:
        return False
    return not token.endswith("s") or token.endswith(("ss", "us"))


def _is_past(word: str, previous: str) -> bool:
    if previous in _PASSIVE:
        return False  # "will be made public Monday": the auxiliary further left decides
    if word in verbs.IRREGULAR_PAST:
        return True
    return (
        len(word) > 3
        and word.endswith("ed")
        and word not in verbs.NO_PAST
        and previous not in ("the", "a", "an", "than", "as")
    )
