"""Days an article names that are no days of a meeting: terms, and whole dates for which something is set."""

from __future__ import annotations

import re

from articles.extraction.body import Body
from articles.extraction.timexes import Candidate, Tense
from articles.extraction.timexes.tense import GIVEN_UP

_DUE_BEFORE = re.compile(
    r"\b(?:by|until|(?:cut-?off|deadline)(?: of| on| to)?|before (?:a|the)|due (?:to (?:lapse|expire|end|start|take effect) )?on|expires? on|lapses? on|effective|valid from|takes? (?:effect|office) on|"
    r"(?:duties|tariffs?|hike|rise|increase)\b[^.]{0,20} (?:for|on|from|to))\s(?:a |the |its |about )?$",
    re.IGNORECASE,
)
_DUE_AFTER = re.compile(r"\s(?:U\.?S\.? |tariff |trade )?(?:deadline|cut-?off|target date)\b", re.IGNORECASE)
_SET_BEFORE = re.compile(
    r"\b(?:by (?:the )?(?:end|start|middle|close) of|(?:set|scheduled|slated|planned|due|expected|expires?|ends?|runs?) (?:for|on|in|to|until))\s(?:early |late |mid-?)?$",
    re.IGNORECASE,
)
"""Before a whole date that lies ahead: "is set for Feb. 6, 2019", "by the end of February 2026"."""

_MOVED = re.compile(
    r"\b(?:cut-?off|deadline|date)\b[^.]{0,15}\b(?:to|until)\s$|\btakes? office on\s$", re.IGNORECASE
)
_PUT_OFF = r"(?:moved?|moving|push(?:ed|ing)?|put off|put back|delay(?:ed|ing)?|postpon(?:ed|ing)|shift(?:ed|ing)?|deferred|extended)\b"
_WITHIN = r"(?:[^.;\n]|\.(?=[A-Z]\.| [a-z\d]))"
"""A character within a sentence: the dots of "Oct. 1" and "the U.S. duties" end none."""

_PUT_OFF_BEFORE = re.compile(rf"\b{_PUT_OFF}{_WITHIN}{{0,70}}\b(?:from|to|until) $")
"""Before both days of "had moved the rise from Oct. 1 to Oct. 15": terms, however long ago they were set."""

_MEETING = r"(?:talks|negotiations|discussions|meetings?|visits?|trips?|stay|sessions?|rounds?|summits?)\b"
_MEETING_PUT_OFF = re.compile(
    rf"\b(?:{_MEETING} (?:(?:was|were|is|are|has|have|had|been|be|being|will|also|then) ){{1,3}}{_PUT_OFF}|"
    rf"{_MEETING} {_PUT_OFF}(?= (?:from|to|until|by) )|{_PUT_OFF} (?:the|their|its|his|her|a|an|all) (?:[a-z-]+ ){{0,2}}?{_MEETING}(?!'| deadline| cut))"
    rf"{_WITHIN}{{0,70}}\b(?:to|until) $"
)
"""Before the second day of "the talks were moved from May 3 to May 8": they were held on it."""

_CONTEXT = 110
"""Characters before a day in which it is told that something was put off."""


def is_due(candidate: Candidate, body: Body) -> bool:
    """True for "the March 1 deadline" and "by May 14", but not for "by April 9, he had put the duties on hold"."""
    text = body.folded.text
    if _DUE_AFTER.match(text[candidate.end : candidate.end + 25]):
        return True
    context = max(0, candidate.start - _CONTEXT), candidate.start
    if _PUT_OFF_BEFORE.search(text, *context):
        return _MEETING_PUT_OFF.search(text, *context) is None
    before = text[max(0, candidate.start - 45) : candidate.start]
    return (
        candidate.cue != GIVEN_UP
        and bool(_DUE_BEFORE.search(before))
        and (candidate.tense is not Tense.PAST or bool(_MOVED.search(before)))
    )


def is_set(candidate: Candidate, body: Body) -> bool:
    """True for a whole date that something is set for: "the hearing is set for Feb. 6, 2019"."""
    before = body.folded.text[max(0, candidate.start - 45) : candidate.start]
    return (
        candidate.year is not None and candidate.tense is not Tense.PAST and bool(_SET_BEFORE.search(before))
    )
