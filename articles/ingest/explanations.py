"""Why an official or an event is proposed, told from all articles that speak of it.

The words depend on the set of articles only, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from articles.extraction.annotations import Extraction
from articles.models import Article, Citation, Event, Official, OfficialMention, ReviewState


@dataclass(frozen=True, slots=True)
class Proposed:
    """Rows of proposed events and officials."""

    events: frozenset[int] = frozenset()
    officials: frozenset[int] = frozenset()


def proposals_of(articles: Sequence[Article]) -> Proposed:
    """The proposed events and officials that the stored articles speak of."""
    events = Citation.objects.filter(article__in=articles, event__state=ReviewState.PROPOSED)
    officials = OfficialMention.objects.filter(
        text__article__in=articles, text__is_current=True, official__state=ReviewState.PROPOSED
    )
    return Proposed(
        frozenset(events.order_by().values_list("event", flat=True)),
        frozenset(officials.order_by().values_list("official", flat=True)),
    )


NONE = Proposed()


def explain_proposals(read: Sequence[tuple[Article, Extraction]], former: Proposed = NONE) -> None:
    """Bring the reasons of the articles' proposals up to date, and of those they spoke of before (``former``).

    A proposal that no article supports any more goes, unless an editor touched it.
    """
    proposing = [
        article
        for article, extraction in read
        if extraction.proposals or any(one.proposed for one in extraction.people)
    ]
    if former == NONE and not proposing:
        return
    now = proposals_of([article for article, _ in read] if former != NONE else proposing)
    _explain_events(now.events | former.events)
    _explain_officials(now.officials | former.officials)


def _explain_events(event_ids: frozenset[int]) -> None:
    """Say how many articles report each: an event that several stories agree on is worth a look first."""
    proposed = Event.objects.proposed().filter(pk__in=event_ids)
    counted = proposed.annotate(
        reports=Count("citations"), stories=Count("citations__article__story", distinct=True)
    )
    for event in counted:
        if "proposal_reason" in event.locked_fields:
            continue  # proposed from a file of others, which says why
        if not event.reports and not event.locked_fields:
            event.delete()
            continue
        articles = (
            "One article reports"
            if event.reports == 1
            else f"{event.reports} articles ({event.stories} independent) report"
        )
        reason = f"{articles} a meeting of both sides on {event.dates_in_words} that no known event explains."
        score = _weight(event.stories)
        if (event.proposal_reason, event.proposal_score) != (reason, score):
            event.proposal_reason, event.proposal_score = reason, score
            event.save(update_fields=["proposal_reason", "proposal_score", "updated_at"])


def _explain_officials(official_ids: frozenset[int]) -> None:
    """Say where each post was read: in the first article by permanent id."""
    for official in Official.objects.proposed().filter(pk__in=official_ids):
        mentions = OfficialMention.objects.filter(official=official, text__is_current=True)
        first = (
            mentions.exclude(role="")
            .select_related("text__article")
            .defer("text__text", "text__source", "text__given", "text__fingerprint")
            .order_by("text__article__key", "start")
            .first()
        )
        if first is None:
            if not official.locked_fields and not mentions.exists():
                official.delete()
            continue
        reason = f"Named as “{first.role}” in “{first.text.article}”."
        side = official.side if "side" in official.locked_fields else first.side
        score = _weight(mentions.order_by().values("text__article").distinct()[:_ENOUGH].count())
        if (official.proposal_reason, official.side, official.proposal_score) != (reason, side, score):
            official.proposal_reason, official.side, official.proposal_score = reason, side, score
            official.save(update_fields=["proposal_reason", "side", "proposal_score", "updated_at"])


_ENOUGH = 20
"""Witnesses after which more do not count: somebody may be named in every article there is."""


def _weight(witnesses: int) -> float:
    """How much speaks for a proposal that so many stories or articles make: 0.4 for one, 0.64 for two, 0.99 for nine."""
    return round(1 - 0.6**witnesses, 4)
