"""What stands right beside an expression and says more than the verb: "Thursday's ruling", "was expected Friday".

The verb of a clause tells the tense of its own deed; the object of "will appeal Thursday's ruling" is over, the vote
that "was expected Thursday" is not. Read before the verbs; every pattern looks a bounded stretch.
"""

from __future__ import annotations

import re

from . import verbs
from .candidates import Candidate, Form, Tense
from .clause_verbs import NO_VERB, Verb, verb_after

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LEAN = r"(?:the |a |an |on |this |late |early |at least |about |mid-?)*"

_OVER_NOUN = "|".join(sorted(verbs.OVER_NOUNS))
_OVER_NOUN_AFTER = re.compile(rf"'s[ \n](?:[a-z][a-z-]*[ \n]){{0,3}}(?P<cue>{_OVER_NOUN})\b")
_STAGED_AFTER = re.compile(
    r"'s[ \n](?:[a-z][a-z-]*[ \n]){0,3}(?:rally|protests?|demonstration|speech|remarks|announcement|performance|action)[ \n](?:will|is|are)\b"
)
_OVER_NOUN_BEFORE = re.compile(
    rf"^(?:(?:The|A|An|His|Her|Its|Their|That)(?:[ \n][a-z-]+'s)?|(?:The[ \n])?(?:[A-Z][\w.&-]*[ \n]){{0,3}}[A-Z][\w.&-]*'s?)[ \n](?:[a-z][a-z-]*[ \n])?(?P<cue>{_OVER_NOUN})[ \n](?:on[ \n])?$"
)
_AFTER_POSSESSIVE = re.compile(r"\b(?:After|Following|In the wake of)[ \n]$")

_FIGURES_FOR = re.compile(
    rf"\b(?P<cue>figures|data|numbers|statistics|readings?|index|report|reports)[ \n]for[ \n]{_LEAN}$",
    re.IGNORECASE,
)
_PERIOD = r"\b(?P<period>year|quarter|half|period|three months|months|weeks?|season)[ \n]"
_PERIOD_ENDED = re.compile(
    rf"{_PERIOD}(?:that[ \n])?(?P<cue>ended|ending|ends)[ \n](?:on[ \n])?{_LEAN}$", re.IGNORECASE
)
_SINCE = re.compile(rf"\b(?P<cue>since)[ \n]+{_LEAN}$", re.IGNORECASE)
_AS_OF = re.compile(
    rf"(?:\d|illion|percent|%|outstanding|shares|cents|assets|debt)[ \n](?P<cue>as of)[ \n]+{_LEAN}$"
)

_FROM_FIGURE = re.compile(
    r"\b(?P<cue>from)[ \n](?:[$€£]?\d[\d.,]*)(?:[ \n]?(?:%|percent|per cent|[mb]illion|trillion))*[ \n]in[ \n]$"
)
_MADE_OF = re.compile(
    r"\b(?P<cue>estimate|estimates|statement|decision|agreement|truce|ruling|accord|report|speech|peak|high|low|crisis|crash|attacks?|elections?)[ \n]of[ \n](?:early[ \n]|late[ \n]|mid-?)?$"
)
_AFTER_A_MOVE = re.compile(
    r"\bafter[ \n](?:having[ \n])?(?P<cue>losing|gaining|falling|rising|sliding|slipping|climbing|tumbling|dropping|surging|plunging|jumping|"
    r"shedding|(?P<reaches>closing|ending|finishing|hitting|touching|adding))\b(?P<rest>(?:[^.;,]|[.,](?=\d)){0,60})$"
)
"""Before the day of a move that is over, whatever comes after it: "to start the week higher after losing 1.2 percent on Friday"."""

_REACHED = re.compile(
    r"\d|%|\b(?:percent|per cent|points?|high|highs|higher|low|lows|lower|up|down|flat|firmer|weaker|mixed|record|peak)\b"
)
"""What "closing", "hitting" and the like reach where they tell a move: "after ending 3 cents up", not "after ending her tour"."""

_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:that|will|would|could|should|might|before|ahead|until|till|due|scheduled|slated|planned|(?<!than )expected)\b|"
    r"\bby[ \n]$|\bto[ \n](?!an?\b|the\b|its\b|their\b|near|just\b|about\b|almost\b|below\b|above\b|under\b|over\b)[a-z]"
)
"""Between the move and a day that is not its own: "after rising on hopes that the two sides will meet on Friday"."""

_UNTIL_HAD = re.compile(r"\b(?P<cue>until|till)[ \n]$", re.IGNORECASE)
_HAD_AFTER = re.compile(r"[ \n](?:had|has|have)[ \n]")
_AND_ON = re.compile(r"\band[ \n](?:on[ \n])?$")
_SAID_AFTER = re.compile(
    r"(?:[ \n](?:morning|afternoon|evening|night))?[ \n](?P<cue>said|told|announced|declined|rejected|accused|warned|dismissed|called|signed|met)\b"
)
_MOVED_TO = re.compile(
    r"\b(?P<cue>moved|pushed|delayed|postponed|shifted|deferred|rescheduled|put off|put back|extended)\b[^.;]{0,80}?[ \n](?:to|until|till)[ \n]$"
)
_HAD_BEEN_DUE = re.compile(
    r"\b(?:put off|postponed|delayed|shelved|suspended|scrapped|cancell?ed|called off|averted|dropped|deferred)\b[^.;]{0,90}?\bhad[ \n]been[ \n](?P<cue>due|scheduled|set|planned|expected|slated|to)[ \n][^.;]{0,40}?$"
)
_IN_LIST = re.compile(r"[ \n]*(?:[-•*·–—][ \n]*)?$")

_LISTED_BEFORE = re.compile(rf"{_WEEKDAY},?[ \n](?:and|or)[ \n]$")
_COPULA = re.compile(
    r"\b(?P<cue>is|are)[ \n](?:now[ \n]|forecast[ \n]|predicted[ \n]|planned[ \n])?(?:on[ \n]|for[ \n])?$"
)
_WAS_ARRANGED = re.compile(
    r"\b(?:was|were)[ \n](?:also[ \n]|still[ \n]|not[ \n])?(?P<cue>expected|due|scheduled|slated|set(?=[ \n]for))[ \n](?:for[ \n]|on[ \n]|in[ \n])?$"
)
_WAS_TO = re.compile(
    r"\b(?:was|were)[ \n](?P<cue>to)[ \n](?!have\b)[a-z]+(?:[ \n][\w'.-]+){0,9}?[ \n](?:on[ \n])?$"
)
_PUT_OFF_AFTER = re.compile(
    r"(?:[ \n][\w'.-]+){0,5}?[ \n](?:was|were|has been|have been|had been)[ \n](?P<cue>put off|postponed|cancell?ed|called off|delayed|scrapped|moved)\b"
)
_ARRANGED_BEFORE = re.compile(
    r"\b(?:planned|scheduled|set|due|slated|called)[ \n](?:for|on)[ \n](?:the[ \n])?$"
)
_NAMED_FOR = re.compile(r"\b(?P<cue>announced|proposed|billed|targeted)[ \n]for[ \n]$")
_CLOSED_ON = re.compile(r"\b(?:is|are)[ \n](?:also[ \n])?(?P<cue>closed|shut)[ \n]on[ \n]$")
_IS_THE_DAY = re.compile(
    r"[ \n](?P<cue>is)[ \n](?:also[ \n]|now[ \n])?(?:a|the)[ \n](?:[a-z-]+[ \n]){0,2}?(?:day|holiday|dead-?line|cut-?off|anniversary)\b"
)
_WILL_AFTER = re.compile(r"[ \n](?P<cue>will|is to|are to)[ \n]")
_OPENS = re.compile(r"(?:^|, |- )[Oo]n[ \n]$")
_AHEAD_OF = re.compile(r"\b(?P<cue>ahead of|in advance of|before)[ \n]$", re.IGNORECASE)
_EVE_OF = re.compile(r"\bthe[ \n](?P<cue>eve)[ \n]of[ \n](?:the[ \n])?$")
_BY = re.compile(rf"\bby[ \n]+{_LEAN}$", re.IGNORECASE)

_DAY_FORMS = frozenset({Form.DAY, Form.DAYS, Form.WEEKDAY, Form.WEEKDAYS})
_DEED = re.compile(
    r"\b(?P<cue>[a-z]+)(?:[ \n][\w'.$%&-]+){0,5}?[ \n](?P<preposition>in|on)[ \n](?:early[ \n]|late[ \n]|mid-?)?$"
)
_YET_TO_COME = re.compile(
    r"\b(?:plans?|elections?|meetings?|summits?|talks|votes?|visits?|hearings?|trips?|deadlines?|launch|conference|delivery|"
    r"referendum|to|will|would|if|when|trial|polls?|due|cuts?|increases?|for)\b"
)


def told_beside(before: str, after: str, candidate: Candidate) -> Verb:
    """The direction that words beside the expression tell by themselves: "will study Thursday's proposal" is past."""
    past = _over(before, after, candidate)
    if past is not NO_VERB:
        return past
    if candidate.form not in _DAY_FORMS:
        return NO_VERB
    if after.startswith(":") and _IN_LIST.fullmatch(before):
        return _of_a_list(after)
    if eve := _EVE_OF.search(before):
        return Verb(Tense.UNKNOWN, eve["cue"])  # the nearest: tomorrow's or the latest
    if _ARRANGED_BEFORE.search(before) or _WAS_ARRANGED.search(before):
        put_off = _PUT_OFF_AFTER.match(after)
        if put_off:
            return Verb(Tense.PAST, put_off["cue"])
    return _ahead(before, after)


def _of_a_list(after: str) -> Verb:
    """ "Tuesday: the president speaks" of a calendar lies ahead; "Tuesday: talks collapsed" of a review is over."""
    verb = verb_after(after[1:])
    return verb if verb is not NO_VERB else Verb(Tense.FUTURE, ":")


def _over(before: str, after: str, candidate: Candidate) -> Verb:
    for pattern in (_SINCE, _AS_OF):
        match = pattern.search(before)
        if match:
            return Verb(Tense.PAST, match["cue"].lower(), is_firm=True)
    period = _PERIOD_ENDED.search(before)
    if period:
        tense = Tense.PAST if period["cue"].lower() == "ended" else Tense.FUTURE
        name = f"{period['period'].lower()} {period['cue'].lower()}"
        return Verb(tense, name, is_firm=tense is Tense.PAST)
    if candidate.form is Form.MONTH and (match := _FIGURES_FOR.search(before)):
        return Verb(Tense.PAST, f"{match['cue'].lower()} for")
    if candidate.form is Form.MONTH and (match := _FROM_FIGURE.search(before) or _MADE_OF.search(before)):
        return Verb(Tense.PAST, match["cue"].lower(), is_firm=True)
    if candidate.form in _DAY_FORMS:
        if move := _move_that_is_over(before):
            return Verb(Tense.PAST, move)
        until = _UNTIL_HAD.search(before)
        if until and _HAD_AFTER.match(after):
            return Verb(Tense.PAST, until["cue"].lower())
        said = _SAID_AFTER.match(after) if _AND_ON.search(before) else None
        if said:
            return Verb(Tense.PAST, said["cue"])
    if candidate.form is Form.WEEKDAY and not _STAGED_AFTER.match(after):
        noun = _OVER_NOUN_AFTER.match(after) or _OVER_NOUN_BEFORE.search(before)
        if noun:
            return Verb(Tense.PAST, noun["cue"])
    return NO_VERB


def _move_that_is_over(before: str) -> str:
    """ "losing" for "after losing two pence on", or "" where the day is that of something else."""
    move = _AFTER_A_MOVE.search(before)
    if move is None or _OF_SOMETHING_ELSE.search(move["rest"]):
        return ""
    return "" if move["reaches"] and not _REACHED.search(move["rest"]) else move["cue"]


def _ahead(before: str, after: str) -> Verb:
    ahead = _AHEAD_OF.search(before)
    if ahead and after.startswith("'s"):
        return Verb(Tense.FUTURE, ahead["cue"].lower())
    for pattern in (_MOVED_TO, _HAD_BEEN_DUE):
        if match := pattern.search(before):
            return Verb(Tense.FUTURE, match["cue"])
    listed = _LISTED_BEFORE.search(before)
    near = before[: listed.start()] if listed else before
    for pattern in (_COPULA, _WAS_ARRANGED, _WAS_TO, _NAMED_FOR):
        match = pattern.search(near)
        if match and not (pattern is not _COPULA and re.match(r",?[ \n]but\b", after)):
            return Verb(Tense.FUTURE, match["cue"])
    if closed := _CLOSED_ON.search(before) or _IS_THE_DAY.match(after):
        return Verb(Tense.FUTURE, closed["cue"])
    will = _WILL_AFTER.match(after)
    return Verb(Tense.FUTURE, will["cue"]) if will and _OPENS.search(before) else NO_VERB


def with_firmness(verb: Verb, before: str, candidate: Candidate) -> Verb:
    """``verb``, firm where nearness must not outweigh it: "acquired the mill in December", "expects 400 by Dec. 31"."""
    if verb.is_firm or verb.tense is Tense.UNKNOWN:
        return verb
    if verb.tense is Tense.FUTURE:
        is_firm = candidate.form is Form.DAY and verb.cue in verbs.FORECAST and _BY.search(before) is not None
    else:
        is_firm = candidate.form in (Form.MONTH, Form.DAY) and _is_deed(verb.cue, before)
    return Verb(verb.tense, verb.cue, is_firm=True) if is_firm else verb


def _is_deed(cue: str, before: str) -> bool:
    """True for "acquired the mill in": a deed done; false for "announced a vote in" and other plans."""
    if not cue.islower() or cue in verbs.NO_DEED:
        return False
    at = before.rfind(f" {cue} ")
    if at < 0:
        return False
    match = _DEED.search(before, at)
    return match is not None and match["cue"] == cue and not _YET_TO_COME.search(before, at)
