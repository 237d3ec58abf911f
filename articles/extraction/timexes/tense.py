"""The tense of the clause that a time expression stands in.

No parser: the nearest verb to the left within the clause decides, else the nearest to the right. "China said on
Thursday that it will …" is past, "will meet on Thursday, officials said" is future. What has no verb (headlines) is
decided by an infinitive or participle ("Davis to receive Barnier on Monday", "negotiators heading to China on Monday").
"""

from __future__ import annotations

import re

from ..body import Body
from . import verbs
from .beside import told_beside, with_firmness
from .candidates import Candidate, Form, Tense, Unit
from .clause_verbs import NO_VERB, Verb, verb_after, verb_before

_REACH = 220
"""Characters looked at on each side, within the sentence: a clause is shorter, and the cost stays bounded."""

_NEAR = 60
"""Characters before the expression in which a word next to it stands, articles between them."""

_NEED_TENSE = frozenset(Form) - {Form.YEAR, Form.YEARS, Form.SAME, Form.COUNTED, Form.NUMERIC}
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
_DEADLINE_TOLD = re.compile(
    r"[ \n](?:was|were|would be)[ \n](?:a|the|his|its|their|an)[ \n][\"']?(?:[a-z]+[ \n]){0,2}?(?:dead-?line|cut-?off|target)\b"
)
_HAS_UNTIL = re.compile(
    rf"\b(?:has|have)[ \n](?:time[ \n]|only[ \n]|just[ \n])?(?:until|till)[ \n]+{_LEAN}$", re.IGNORECASE
)
_ELECTION_AFTER = re.compile(r"[ \n](?:[A-Za-z.]+[ \n])?(?:election|presidential)")
_SINCE = re.compile(
    rf"\b(?<!be )(?:since|dated|back in|as recently as|published|released|issued|signed|updated|posted)[ \n]+{_LEAN}$",
    re.IGNORECASE,
)
_FOR = re.compile(rf"\bfor[ \n]+{_LEAN}$", re.IGNORECASE)


_BY_THEN = re.compile(r"(?:^|[,;] (?:and |but )?)by $", re.IGNORECASE)
"""Before the day that opens a clause of its own: "…ended on Friday, and by Wednesday they meet again"."""


_FIGURES_AFTER = re.compile(r"(?:'s)?[ \n](?:[a-z]+[ \n])?(?:figures|data|numbers|statistics|results)\b")
"""Behind a month that is over, whenever its figures come: "October figures will be out on Monday"."""

GIVEN_UP = "once planned"
"""The cue of a day for which something was once planned: no term, and no day of what was held."""

_ONCE_PLANNED = re.compile(
    r"\b(?:once|originally|initially|formerly|previously|at first) (?:been )?"
    r"(?:planned|foreseen|scheduled|due|set|slated|expected|intended|threatened|announced)[ \n](?:[a-z]+[ \n]){0,3}$",
    re.IGNORECASE,
)
"""Before a day for which something was once planned: it may be over or still to come."""


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
    before, after = text[low : candidate.start], text[candidate.end : high]
    if _ONCE_PLANNED.search(before):
        return candidate._replace(tense=Tense.UNKNOWN, cue=GIVEN_UP)
    verb = told_beside(before, after, candidate)
    if verb is NO_VERB:
        verb = with_firmness(_governing_verb(before, after, candidate), before, candidate)
    if candidate.form is Form.MONTH and _FIGURES_AFTER.match(after):
        verb = Verb(Tense.PAST, "figures")
    return candidate._replace(tense=verb.tense, cue=verb.cue, is_firm=verb.is_firm)


def _governing_verb(before: str, after: str, candidate: Candidate) -> Verb:
    """The verb of the clause, corrected by the words next to the expression ("since", "until", "deadline")."""
    near = before[-_NEAR:]
    since = _SINCE.search(near)
    if since:
        return Verb(Tense.PAST, since.group().split()[0].lower())
    left = verb_before(before)
    if candidate.form is Form.WEEKDAY and _BY_THEN.search(near) and verb_after(after).tense is not Tense.PAST:
        return Verb(Tense.FUTURE, "by")
    beside = _word_beside(near, after, left, candidate)
    if beside:
        return Verb(Tense.FUTURE, beside)
    if left.tense is Tense.PAST and _is_arranged(left.cue, near, after, candidate):
        return Verb(Tense.FUTURE, left.cue)
    if left.tense is not Tense.UNKNOWN:
        return left
    right = verb_after(after)
    until = _UNTIL.search(near)
    is_range = candidate.form in (Form.DAYS, Form.MONTHS, Form.WEEKDAYS)
    if (
        right.tense is Tense.UNKNOWN
        and until
        and not is_range
        and until["cue"].lower() in ("by", "through", "from", "before")
    ):
        return Verb(Tense.FUTURE, until["cue"].lower())
    return right


def _is_arranged(cue: str, near: str, after: str, candidate: Candidate) -> bool:
    """True for "arranged a visit in May" and "kept the figures for Friday", not for "reported 40 cases for Sunday"."""
    if candidate.form is not Form.WEEKDAY:
        return cue in verbs.ARRANGING
    if not _FOR.search(near):
        return False
    return cue in verbs.ARRANGING or (cue in verbs.ARRANGED_FOR and not after.startswith("'s"))


def _word_beside(before: str, after: str, left: Verb, candidate: Candidate) -> str:
    """The word next to the expression that says it lies ahead, given the verb to the left; or "" ."""
    if before.endswith("that ") and _DEADLINE_TOLD.match(after):
        return "deadline"  # "said that March 1 was a hard deadline": still ahead for him who said so
    if _DEADLINE_BEFORE.search(before) or (_DEADLINE_AFTER.match(after) and left.tense is not Tense.PAST):
        return "deadline"
    until = _UNTIL.search(before)
    cue = until["cue"].lower() if until else ""
    if left.tense is Tense.FUTURE:
        return cue if cue in ("through", "until", "till") else ""
    if cue in _ALWAYS_AHEAD and (left.cue not in _LASTED or _HAS_UNTIL.search(before)):
        return cue
    if left.tense is Tense.PAST:
        return ""
    if cue in ("starting", "beginning") or (cue in ("before", "ahead of") and candidate.form is Form.WEEKDAY):
        return cue
    return "election" if _ELECTION_AFTER.match(after) else ""
