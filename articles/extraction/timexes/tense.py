"""The tense of the clause that a time expression stands in.

No parser: the nearest verb to the left within the clause decides, else the nearest to the right. "China said on
Thursday that it will …" is past, "will meet on Thursday, officials said" is future. What has no verb (headlines) is
decided by an infinitive or participle ("Davis to receive Barnier on Monday", "negotiators heading to China on Monday").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..body import Body
from . import verbs
from .candidates import Candidate, Form, Tense, Unit

_REACH = 220
"""Characters looked at on each side, within the sentence: a clause is shorter, and the cost stays bounded."""

_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[;:](?!\d)")
_NEED_TENSE = frozenset(Form) - {Form.YEAR, Form.YEARS, Form.SAME, Form.NUMERIC}
_LEAN = r"(?:the |a |an |on |this |late |early |at least |about |mid-?)*"

_UNTIL = re.compile(
    rf"\b(?P<cue>until|till|through|before|ahead of|effective|no later than|by|from|starting|beginning|as of)[ \n]+{_LEAN}$",
    re.IGNORECASE,
)
_ALWAYS_AHEAD = frozenset({"until", "till", "effective", "no later than"})
_LASTED = frozenset(
    ["became", "was", "were", "been", "had", "lasted", "continued", "remained", "ran", "stayed"]
)
_DEADLINE_BEFORE = re.compile(rf"\bdead-?lines?[ \n](?:of|for|on|is|by)[ \n]+{_LEAN}$", re.IGNORECASE)
_DEADLINE_AFTER = re.compile(
    r"(?:'s)?[ \n](?!was\b|were\b)(?:[A-Za-z.]+[ \n]){0,2}?(?:dead-?lines?|expiry|cut-?off|target date)\b"
)
_ELECTION_AFTER = re.compile(r"[ \n](?:[A-Za-z.]+[ \n])?(?:election|presidential)")
_SINCE = re.compile(
    rf"\b(?:since|dated|back in|as recently as|published|released|issued|signed|updated|posted)[ \n]+{_LEAN}$",
    re.IGNORECASE,
)
_FOR = re.compile(rf"\bfor[ \n]+{_LEAN}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Verb:
    """What a verb says of its clause, and the words that say it."""

    tense: Tense = Tense.UNKNOWN
    cue: str = ""


_NO_VERB = _Verb()


def with_tense(body: Body, candidate: Candidate) -> Candidate:
    """``candidate`` with the tense of its clause, where its reading depends on it."""
    if (
        candidate.form not in _NEED_TENSE
        or (candidate.form is Form.SHIFT and candidate.unit is not Unit.WEEKEND)
        or (candidate.year is not None and candidate.form is not Form.WEEKDAY)
    ):
        return candidate
    text = body.folded.text
    sentence = body.sentence_around(candidate.start)
    low = max(candidate.start - _REACH, sentence.start if sentence else 0)
    high = min(candidate.end + _REACH, sentence.end if sentence else len(text))
    verb = _governing_verb(text[low : candidate.start], text[candidate.end : high], candidate)
    return replace(candidate, tense=verb.tense, cue=verb.cue)


def _governing_verb(before: str, after: str, candidate: Candidate) -> _Verb:
    since = _SINCE.search(before)
    if since:
        return _Verb(Tense.PAST, since.group().split()[0].lower())
    left = _from_left(_TOKEN.findall(before), candidate)
    if _DEADLINE_BEFORE.search(before) or (_DEADLINE_AFTER.match(after) and left.tense is not Tense.PAST):
        return _Verb(Tense.FUTURE, "deadline")
    until = _UNTIL.search(before)
    if until and left.tense is Tense.FUTURE and until["cue"].lower() in ("through", "until", "till"):
        return _Verb(Tense.FUTURE, until["cue"].lower())
    if until and left.tense is not Tense.FUTURE:
        cue = until["cue"].lower()
        if (
            left.cue not in _LASTED
            if cue in _ALWAYS_AHEAD
            else left.tense is Tense.UNKNOWN and cue in ("before", "ahead of", "starting", "beginning")
        ):
            return _Verb(Tense.FUTURE, cue)
    if left.tense is Tense.UNKNOWN and _ELECTION_AFTER.match(after):
        return _Verb(Tense.FUTURE, "election")
    if (
        left.tense is Tense.PAST
        and left.cue in verbs.ARRANGING
        and (candidate.form is not Form.WEEKDAY or _FOR.search(before))
    ):
        return _Verb(Tense.FUTURE, left.cue)
    if left.tense is not Tense.UNKNOWN:
        return left
    right = _from_right(_TOKEN.findall(after))
    if right.tense is Tense.UNKNOWN and until and until["cue"].lower() in ("by", "through", "from"):
        return _Verb(Tense.FUTURE, until["cue"].lower())
    return right


def _from_left(tokens: Sequence[str], candidate: Candidate) -> _Verb:
    """The nearest verb before the expression, up to the start of its clause."""
    infinitive = participle = ""
    following = ""
    for index in range(len(tokens) - 1, -1, -1):
        token, word = tokens[index], tokens[index].lower()
        previous = tokens[index - 1].lower() if index else ""
        if previous == "to" and _may_be_infinitive(token):
            infinitive = infinitive or f"to {word}"
        elif infinitive and word in verbs.INTENT:
            # "had vowed to raise duties Jan. 1" looks back on what was then ahead
            return _Verb(Tense.PAST if _looks_back(word, previous) else Tense.FUTURE, f"{word} {infinitive}")
        elif word in verbs.PRESENT_BE and (participle or (infinitive and following == "to")):
            return _Verb(Tense.FUTURE, f"{word} {participle or infinitive}")
        elif _is_participle(word, previous):
            participle = participle or word
        elif (verb := _verb_at(tokens, index, is_held=bool(infinitive))) is not _NO_VERB:
            return verb
        elif word in verbs.CLAUSE_STARTS or word in ";:":
            break
        following = word
    cue = infinitive or participle
    return _Verb(Tense.FUTURE, cue) if cue else _NO_VERB


def _looks_back(word: str, previous: str) -> bool:
    """True for "had vowed to", "was preparing to"; "was expected to arrive Friday" still looks ahead."""
    return previous == "had" or (previous in ("was", "were") and word.endswith("ing"))


def _is_participle(word: str, previous: str) -> bool:
    """True for "are departing" and, without a verb, "negotiators heading to China"."""
    if word in verbs.HEADLINE_PARTICIPLES:
        return True
    return (
        previous in verbs.PRESENT_BE
        and len(word) > 4
        and word.endswith("ing")
        and word not in verbs.NO_PARTICIPLE
    )


def _from_right(tokens: Sequence[str]) -> _Verb:
    """The nearest verb after the expression: "On Tuesday, China's foreign ministry said …"."""
    for index, token in enumerate(tokens):
        word = token.lower()
        if word in _BREAKS:
            break
        following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        if word in verbs.PRESENT_BE and (
            _is_participle(following, word) or following in verbs.ARRANGED or following == "to"
        ):
            return _Verb(Tense.FUTURE, f"{word} {following}")
        verb = _verb_at(tokens, index, is_held=False)
        if verb is not _NO_VERB:
            return verb
    return _NO_VERB


def _verb_at(tokens: Sequence[str], index: int, *, is_held: bool) -> _Verb:
    """The verb at ``index``, if it tells a tense. ``is_held``: an infinitive hangs on it, so a present form says little."""
    word = tokens[index].lower()
    previous = tokens[index - 1].lower() if index else ""
    following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
    if word in verbs.AHEAD or word.endswith("'ll"):
        if tokens[index] == "May" or (
            word in ("could", "would", "might", "can") and following in ("not", "have")
        ):
            return _Verb(Tense.PAST, f"{word} {following}") if following in ("not", "have") else _NO_VERB
        return _Verb(Tense.FUTURE, word)
    if word.endswith("'d") and not _is_past(following, ""):
        return _Verb(Tense.FUTURE, word)
    if (
        word in verbs.ARRANGED
        and previous == "been"
        and index > 1
        and tokens[index - 2].lower() in ("has", "have")
    ):
        return _Verb(Tense.FUTURE, f"been {word}")
    is_arranged = word in verbs.ARRANGED and previous not in _NOT_ARRANGED_AFTER
    if is_arranged and (previous in verbs.PRESENT_BE or following in ("to", "for", "on", "in", "")):
        return _Verb(Tense.FUTURE, word)
    if previous == "have" and index > 1 and tokens[index - 2].lower() in verbs.AHEAD:
        return _NO_VERB  # "will have left by Friday"
    if _is_past(word, previous):
        return _Verb(Tense.PAST, word)
    if not is_held and word in verbs.PRESENT_AHEAD and previous not in ("the", "a", "its", "their", "his"):
        return _Verb(Tense.FUTURE, word)
    if not is_held and (word, following) in verbs.PHRASES_AHEAD:
        return _Verb(Tense.FUTURE, f"{word} {following}")
    is_plural = previous in verbs.PLURAL_SUBJECTS or (
        previous.endswith("s") and not previous.endswith(("'s", "ss"))
    )
    if not is_held and word in verbs.PLAIN_PRESENT_AHEAD and is_plural:
        return _Verb(Tense.FUTURE, word)
    return _NO_VERB


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
