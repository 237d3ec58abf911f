"""Parts of a sentence that tell what an undated article only recalls, and people who hold no post as it is written."""

from __future__ import annotations

import re

from articles.extraction.annotations import Mention
from articles.extraction.body import Body

from .name_patterns import WORD

_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|few|couple of)"
_RECALLS = re.compile(
    rf"{WORD}(?:since\b(?! then)|{_NUMBER} (?:days|weeks|months) after\b|had\b[^.;]{{0,80}}?,\s(?:just )?(?:a|one) (?:day|week|month) after\b|"
    r"(?:it|this|the (?:call|meeting|visit|trip|session|conversation)) (?:follows|followed|comes after|came after)\b|"
    r"(?:truce|cease-?fire|consensus|agreement|accord|pact|understanding)\b(?: \w+){0,5}? (?:agreed|reached|struck|signed|made|blessed|forged)\b)",
    re.IGNORECASE,
)
_OF_RECALLING = (
    "since", " after", "follow", "truce", "cease", "consensus", "agreement", "accord", "pact", "understanding"
)  # fmt: skip
"""One of these is in every sentence in which ``_RECALLS`` finds anything."""

_CLAUSE_ENDS = re.compile(r",\s(?=[a-z])(?!last |in |on |earlier |late |at |where |when )|;|\s[—–-]\s")

_OUT_OF_OFFICE = re.compile(
    rf"{WORD}(?:president-elect|nominees?|picked|tapped|nominated|chose|chosen|successor|former|ex-|then-|late|incoming|"
    r"candidate|awaiting confirmation)\b(?:[\w'’ .-]|, ){0,40}$",
    re.IGNORECASE,
)
_TO_TAKE_OFFICE = re.compile(
    r"(?:, who |, )?\s?(?:returns? to (?:power|office|the white house)|takes? (?:office|over)|is (?:sworn in|inaugurated|awaiting|still waiting)|"
    r"(?:was|is) (?:then|still) |who vowed during the campaign|awaits)",
    re.IGNORECASE,
)

_SPEAKS = re.compile(
    r"\b(?:an?|first|last|second) [\"“‘]?(?:[\w-]+,? (?:and )?){0,4}(?:phone call|call|conversation)\b(?! (?:for|on|to|it|off|from)\b)|"
    r"\b(?:talked|spoke|conversed) for (?:about |nearly |some |more than )?(?:an?|\w+) (?:hour|minute)|\bcall with\b|\bspoke with\b|\bconversation with\b"
)


def recalling_clause(sentence: str) -> tuple[int, int] | None:
    """Start and end of a clause that recalls: "…, the first contact since the two met in Osaka last month" from "since" on."""
    lowered = sentence.lower()
    if not any(word in lowered for word in _OF_RECALLING):
        return None
    match = _RECALLS.search(sentence)
    if match is None:
        return None
    end = _CLAUSE_ENDS.search(sentence, match.end())
    return match.start(), end.start() if end else len(sentence)


def speaks(words: str) -> bool:
    """True for the beginning of a report of a call: "said he had a long and very good call with", "talked for an hour"."""
    return _SPEAKS.search(words) is not None


def acting(body: Body, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """``mentions`` without those of people introduced as former or future holders of a post: "president-elect Donald Trump"."""
    text = body.text
    out = {
        mention.official
        for mention in mentions
        if mention.official
        and (
            _OUT_OF_OFFICE.search(text[max(0, mention.start - 60) : mention.start])
            or _TO_TAKE_OFFICE.match(text[mention.end : mention.end + 40])
        )
    }
    return tuple(mention for mention in mentions if mention.official not in out) if out else mentions
