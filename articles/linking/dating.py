"""When an undated article was written, told from its contents.

Every day near a known event is tried: are the weekdays, "yesterday", "last month" and the days without a year
then the days of the events spoken of? The day that explains most wins; days that explain as much make an interval;
where little speaks for any day, or as much for another week, the article stays undated.
"""

from __future__ import annotations

from datetime import date, timedelta

from articles.extraction.annotations import Basis, DocumentDate, Mention
from articles.extraction.body import Body
from articles.extraction.knowledge import Knowledge
from articles.extraction.timexes import Candidate

from .dating_case import Case
from .dating_events import likely_events
from .dating_points import Trial, explain
from .dating_search import DaysTried, best_days
from .dating_signs import read_signs
from .event_index import build_index
from .reasons import days as days_in_words
from .relevance import is_relevant

_LEAST = 3.0
"""Points below which nothing is inferred."""

_LEAST_OF_THIN = 4.0
"""The same where no word of time names a day of the event itself."""

_LEAST_OF_LONE = 2.0
_LEAD_OF_LONE = 1.2
"""Points of a day that explains little, but leads all others clearly and is named by words of time."""

_CLEARLY_NAMED = 3.5
"""What an event must have for an article about other business."""

_MARGIN = 0.4
"""Points by which a day must lead all days of other weeks."""

_PLATEAU = 0.3
"""Days this close to the best are as good."""

_LONGEST = 40_000
"""Characters that are asked for signs."""

_WIDEST = 4
"""Days that an inferred interval may span."""


def infer_date(
    body: Body, candidates: tuple[Candidate, ...], mentions: tuple[Mention, ...], knowledge: Knowledge
) -> DocumentDate:
    """The day or days on which ``body`` was written, or an unknown date.

    "…opened trade talks Wednesday" with Wang Yang and Mnuchin in Washington was written on 19 July 2017, when the
    Comprehensive Economic Dialogue was held, a Wednesday. ``candidates`` are its time expressions as
    ``candidate_timexes`` found them, to be read against each day tried.
    """
    index = build_index(knowledge)
    if len(body.text) > _LONGEST:  # an article says at its beginning what it is about
        body = Body(body.text[:_LONGEST])
        mentions = tuple(mention for mention in mentions if mention.end <= _LONGEST)
        candidates = tuple(one for one in candidates if one.end <= len(body.folded.text))
    signs = read_signs(body, candidates, mentions, index)
    officials = [official for official in knowledge.officials if official.slug in signs.officials]
    case = Case(signs, index, officials)
    days = DaysTried(body, case)
    if days.calendar.is_look_back:
        return DocumentDate()
    relevant, _ = is_relevant(body, mentions)
    events = likely_events(signs, index)
    if not relevant:
        # a report on other business is dated by talks only where it clearly names them, by their place and people
        events = [(event, likely) for event, likely in events if likely >= _CLEARLY_NAMED]
    trials = best_days(days, events, _LEAST, _MARGIN)
    least, lead = _LEAST, _MARGIN
    if events and (not trials or trials[0].points < _LEAST):
        least, lead = _LEAST_OF_LONE, _LEAD_OF_LONE
        trials = [trial for trial in best_days(days, events, least, lead) if trial.event]
    if not trials or trials[0].fits <= (0 if least == _LEAST else 1):
        return DocumentDate()
    if trials[0].points < (least if trials[0].fits >= 1 else _LEAST_OF_THIN):
        return DocumentDate()
    best = trials[0]
    rival = max(
        (trial.points for trial in trials if abs((trial.day - best.day).days) > _WIDEST), default=-9.0
    )
    if best.points - rival < lead:
        return DocumentDate()
    explain(best, case, days.read(best.day))
    if not best.why:
        return DocumentDate()  # what cannot be said is not claimed
    return _inferred(best, {trial.day for trial in trials if best.points - trial.points <= _PLATEAU})


def _inferred(best: Trial, equals: set[date]) -> DocumentDate:
    first = last = best.day
    while last + timedelta(1) in equals and (last - first).days < _WIDEST:
        last += timedelta(1)
    while first - timedelta(1) in equals and (last - first).days < _WIDEST:
        first -= timedelta(1)
    when = f"on {days_in_words(first, last)}" if first == last else f"within {days_in_words(first, last)}"
    return DocumentDate(
        first, last, Basis.INFERRED, best.evidence or None, f"{best.why}, so it was written {when}."
    )
