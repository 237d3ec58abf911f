"""The tense of the clause that a time expression stands in.

No parser: the nearest verb to the left within the clause decides, else the nearest to the right. "China said on
Thursday that it will …" is past, "will meet on Thursday, officials said" is future. What has no verb (headlines) is
decided by an infinitive or participle ("Davis to receive Barnier on Monday", "negotiators heading to China on Monday").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..body import Body
from .candidates import Candidate, Form, Tense

_REACH = 220
"""Characters looked at on each side, within the sentence: a clause is shorter, and the cost stays bounded."""

_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[,;:()\"]|--?|\.\.\.")
_NEED_TENSE = frozenset(
    {
        Form.DAY,
        Form.DAYS,
        Form.MONTH,
        Form.MONTHS,
        Form.QUARTER,
        Form.HALF,
        Form.SEASON,
        Form.WEEKDAY,
        Form.WEEKDAYS,
    }
)

_FUTURE = frozenset(
    [
        "will",
        "shall",
        "won't",
        "'ll",
        "would-be",
        "upcoming",
        "forthcoming",
        "scheduled",
        "slated",
        "due",
        "poised",
        "planned",
        "expected",
        "likely",
    ]
)
_INTENT = frozenset(
    [
        "agree",
        "agreed",
        "agrees",
        "plan",
        "plans",
        "planned",
        "planning",
        "expect",
        "expects",
        "expected",
        "vow",
        "vowed",
        "vows",
        "hope",
        "hopes",
        "hoped",
        "want",
        "wants",
        "wanted",
        "intend",
        "intends",
        "intended",
        "promise",
        "promised",
        "promises",
        "set",
        "due",
        "scheduled",
        "slated",
        "poised",
        "prepare",
        "prepares",
        "preparing",
        "prepared",
        "decide",
        "decided",
        "decides",
        "likely",
        "ready",
        "invited",
        "arranged",
        "pledged",
        "pledges",
        "pledge",
        "aim",
        "aims",
        "aimed",
        "threatened",
        "threatens",
        "threaten",
        "aiming",
        "hoping",
        "looking",
        "seek",
        "seeks",
        "about",
        "going",
        "supposed",
        "bound",
        "sure",
        "certain",
        "able",
        "willing",
        "slotted",
        "tipped",
        "urged",
        "deadline",
        "deadlines",
        "plan",
        "meant",
        "need",
        "needs",
        "ordered",
        "asked",
        "told",
        "offered",
        "offers",
        "refused",
        "supposed",
        "proposed",
        "proposes",
        "proposing",
        "scheduling",
        "has",
        "have",
    ]
)
"""Words whose infinitive lies ahead: "agreed to meet on Monday", "is set to travel Monday"."""

_PAST_IRREGULAR = frozenset(
    [
        "was",
        "were",
        "had",
        "did",
        "said",
        "told",
        "met",
        "held",
        "began",
        "begun",
        "came",
        "went",
        "gave",
        "took",
        "made",
        "saw",
        "led",
        "left",
        "spoke",
        "wrote",
        "found",
        "got",
        "kept",
        "fell",
        "rose",
        "grew",
        "sent",
        "lost",
        "won",
        "brought",
        "bought",
        "thought",
        "caught",
        "taught",
        "sought",
        "fought",
        "felt",
        "dealt",
        "built",
        "spent",
        "stood",
        "understood",
        "sat",
        "ran",
        "paid",
        "laid",
        "struck",
        "broke",
        "drew",
        "flew",
        "drove",
        "chose",
        "froze",
        "shook",
        "threw",
        "knew",
        "withdrew",
        "became",
        "heard",
        "read",
        "put",
        "cut",
        "hit",
        "shut",
        "let",
        "quit",
        "beat",
        "been",
        "done",
        "gone",
        "seen",
        "taken",
        "given",
        "written",
        "spoken",
        "fallen",
        "risen",
        "grown",
        "known",
        "shown",
        "drawn",
        "sold",
        "stuck",
        "hung",
        "won",
        "spun",
        "swung",
        "sank",
        "shot",
        "lit",
        "slid",
        "shrank",
        "sprang",
        "leapt",
        "bid",
        "told",
        "says",
        "say",
        "tweeted",
        "sold",
        "born",
        "wore",
        "tore",
        "swore",
        "bore",
        "rang",
        "sang",
        "swam",
        "drank",
        "ate",
        "forgot",
        "overcame",
        "undertook",
    ]
)
"""Past forms without -ed; "says" stands for reports too."""

_NOT_PAST = frozenset(
    [
        "need",
        "needed-to",
        "indeed",
        "speed",
        "feed",
        "seed",
        "breed",
        "proceed",
        "succeed",
        "exceed",
        "agreed-to",
        "united",
        "red",
        "bed",
        "hundred",
        "shed",
        "wed",
        "sacred",
        "naked",
        "unprecedented",
        "related",
        "so-called",
        "limited",
        "advanced",
        "detailed",
        "increased",
        "renewed",
        "proposed",
        "continued-to",
        "bred",
        "greed",
        "led-by",
        "embed",
        "sped",
        "creed",
        "freed-to",
    ]
)
"""Words in -ed that are no past verb, or are adjectives before a noun far more often."""

_PRESENT_AHEAD = frozenset(
    [
        "meets",
        "sits",
        "begins",
        "starts",
        "opens",
        "arrives",
        "travels",
        "visits",
        "holds",
        "hosts",
        "heads",
        "leaves",
        "resumes",
        "convenes",
        "kicks",
        "ends",
        "expires",
        "departs",
        "flies",
        "faces",
        "gets",
        "attends",
        "hold",
        "meet",
        "begin",
        "start",
        "resume",
        "sit",
        "expire",
        "arrive",
        "travel",
        "visit",
        "takes",
        "take",
        "goes",
        "go",
        "reopen",
        "reopens",
        "returns",
        "return",
        "end",
        "leave",
        "host",
        "attend",
        "depart",
        "fly",
        "falls",
        "is",
        "are",
        "am",
        "be",
    ]
)
"""Present forms that, with a weekday or a date, tell what is arranged: "before Abe sits down with Trump on Wednesday"."""

_AHEAD_PARTICIPLES = frozenset(
    [
        "heading",
        "departing",
        "arriving",
        "travelling",
        "traveling",
        "leaving",
        "coming",
        "going",
        "visiting",
        "returning",
        "flying",
        "meeting",
        "starting",
        "resuming",
        "beginning",
        "opening",
        "convening",
        "holding",
        "hosting",
        "sending",
        "taking",
        "expiring",
    ]
)
_BE = frozenset(
    [
        "is",
        "are",
        "am",
        "'s",
        "'re",
        "'m",
        "be",
        "isn't",
        "aren't",
        "he's",
        "she's",
        "it's",
        "they're",
        "we're",
        "i'm",
        "you're",
        "that's",
        "there's",
    ]
)
_BOUNDARY = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "while",
        "whereas",
        "because",
        "although",
        "though",
        "but",
        "when",
        "where",
        "if",
        "unless",
        "whether",
    ]
)
_SOFT_BOUNDARY = frozenset(["before", "after", "as", "since", "until", "and", "or"])
_UNTIL = re.compile(
    r"\b(?:until|till|by|through|before|ahead of|from|starting|beginning|effective|as of|no later than|due|come|for|next)[ \n]+(?:the |a |an |late |early |at least |about )?$",
    re.IGNORECASE,
)
_DEADLINE_AFTER = re.compile(
    r"(?:'s)?[ \n](?:[A-Za-z.]+[ \n]){0,2}?(?:deadlines?|expiry|cutoff|cut-off|target date|elections?|presidential)\b"
)
_SINCE = re.compile(
    r"\b(?:since|dated|as early as|back in|as recently as|following|after|published|released|issued|signed|updated|posted|created)[ \n]+(?:the |a |on |late |early |mid-?|an |his |her |their |its )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Reading:
    tense: Tense
    cue: str


_NOTHING = _Reading(Tense.UNKNOWN, "")


def with_tense(body: Body, candidate: Candidate) -> Candidate:
    """``candidate`` with the tense of its clause, where its reading depends on it."""
    if candidate.form not in _NEED_TENSE or (
        candidate.year is not None and candidate.form is not Form.WEEKDAY
    ):
        return candidate
    reading = _read(body, candidate)
    return replace(candidate, tense=reading.tense, cue=reading.cue)


def _read(body: Body, candidate: Candidate) -> _Reading:
    text = body.folded.text
    sentence = body.sentence_around(candidate.start)
    low = max(candidate.start - _REACH, sentence.start if sentence else 0)
    high = min(candidate.end + _REACH, sentence.end if sentence else len(text))
    before, after = text[low : candidate.start], text[candidate.end : high]
    if _SINCE.search(before):
        return _Reading(Tense.PAST, _last_word(before))
    left = _from_left(_TOKEN.findall(before))
    verb = left if left.tense is not Tense.UNKNOWN else _from_right(_TOKEN.findall(after))
    if _DEADLINE_AFTER.match(after):
        return (
            _Reading(Tense.FUTURE, "deadline")
            if verb.tense is not Tense.PAST or left.tense is Tense.UNKNOWN
            else verb
        )
    if _UNTIL.search(before) and (
        left.tense is not Tense.PAST or re.search(r"\b(?:until|till)[ \n]+$", before)
    ):
        word = _last_word(before)
        if word in ("until", "till", "by", "before", "of", "through", "effective") and left.cue not in (
            "was",
            "were",
            "lasted",
            "continued",
            "remained",
        ):
            return _Reading(Tense.FUTURE, word)
    return verb


def _last_word(before: str) -> str:
    words = re.findall(r"[A-Za-z]+", before[-24:])
    while words and words[-1].lower() in ("the", "a", "an", "on", "late", "early"):
        words.pop()
    return words[-1].lower() if words else ""


def _from_left(tokens: list[str]) -> _Reading:
    """The nearest verb before the expression, up to the start of its clause."""
    infinitive = ""
    participle = ""
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index].lower()
        previous = tokens[index - 1].lower() if index else ""
        if word in _FUTURE or word.endswith("'ll"):
            return _Reading(Tense.FUTURE, word)
        if (
            previous == "to"
            and word.isalpha()
            and not tokens[index][0].isupper()
            and word not in ("the", "a", "an", "its", "their")
        ):
            infinitive = f"to {word}"
            continue
        if infinitive and word in _INTENT:
            return _Reading(Tense.FUTURE, f"{word} {infinitive}")
        if word in _BE and infinitive and tokens[index + 1].lower() == "to":
            return _Reading(Tense.FUTURE, f"{word} {infinitive}")
        if word in _BE and participle and not infinitive:
            return _Reading(Tense.FUTURE, f"{word} {participle}")
        if _is_past(word, previous):
            return _Reading(Tense.PAST, word)
        if word in _AHEAD_PARTICIPLES:
            participle = participle or word
            continue
        if not infinitive and word in _PRESENT_AHEAD and word not in _BE:
            return _Reading(Tense.FUTURE, word)
        if word in _BOUNDARY or word in ";:":
            break
    if infinitive:
        return _Reading(Tense.FUTURE, infinitive)
    return _Reading(Tense.FUTURE, participle) if participle else _NOTHING


def _from_right(tokens: list[str]) -> _Reading:
    """The nearest verb after the expression: "On Tuesday, China's foreign ministry said …"."""
    for index, token in enumerate(tokens):
        word = token.lower()
        previous = tokens[index - 1].lower() if index else ""
        following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        if word in _FUTURE or word.endswith("'ll"):
            return _Reading(Tense.FUTURE, word)
        if word in _BE and (following in _AHEAD_PARTICIPLES or following in _INTENT or following == "to"):
            return _Reading(Tense.FUTURE, f"{word} {following}")
        if _is_past(word, previous):
            return _Reading(Tense.PAST, word)
        if index and word in _PRESENT_AHEAD and word not in _BE:
            return _Reading(Tense.FUTURE, word)
    return _NOTHING


def _is_past(word: str, previous: str) -> bool:
    if word in _PAST_IRREGULAR:
        return previous != "to"
    return (
        len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST and previous not in ("to", "the", "a")
    )
