""" "As known on" a day: what was published later is hidden, and the page says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count
from django.http import QueryDict

from articles.models import Citation, Event

from .filters import DayField, FilterForm, excerpt, ignored


def read_asof(parameters: QueryDict) -> tuple[date | None, list[str]]:
    """The day asked for by ``asof``, and a sentence if what was given is no day."""
    given = parameters.get("asof", "")
    form = FilterForm({"asof": given})
    form.is_valid()
    if "asof" in form.errors:
        return None, [ignored("asof", excerpt([given]), DayField.LOOKS)]
    return form.cleaned_data["asof"], []


def is_ahead(event: Event, known_on: date | None) -> bool:
    """True if on that day the event was not over, so that what came of it could not be known."""
    return known_on is not None and (event.latest is None or event.latest > known_on)


def look_back(events: Iterable[Event], known_on: date | None) -> None:
    """Give each event ``is_ahead``, and the counts of the sources published by that day. At most one query."""
    events = list(events)
    for event in events:
        event.is_ahead = is_ahead(event, known_on)
    if known_on is None or not events:
        return
    counts = Citation.objects.accepted().known_on(known_on).filter(event__in=events).order_by()
    found = counts.values("event").annotate(
        articles=Count("event"),
        stories=Count("article_story", distinct=True),
        in_stories=Count("article_story"),
    )
    rows = {row["event"]: row for row in found}
    for event in events:
        row = rows.get(event.pk, {"articles": 0, "stories": 0, "in_stories": 0})
        event.article_count = row["articles"]
        event.story_count = row["stories"] + row["articles"] - row["in_stories"]


def hidden_counts(event: Event, known_on: date | None, source_count: int) -> dict[str, int]:
    """How many accounts and sources are not shown, because they came later or nobody knows when. No query: ``event`` comes with ``account_total``."""
    if known_on is None:
        return {}
    return {
        "hidden_accounts": (event.account_total or 0) - len(event.accounts.all()),
        "hidden_sources": max(0, event.article_count - source_count),
    }


def forget_later_sources(event: Event, known_on: date | None) -> None:
    """Participants keep a source or a sentence only if it was published by that day."""
    for one in event.participations.all():
        if known_on is None:
            return
        if one.source is not None and not _is_known(one.source, known_on):
            one.source = None
        if one.evidence_text is not None and not _is_known(one.evidence_text.article, known_on):
            one.evidence_text = one.evidence_start = one.evidence_end = None


def _is_known(article, known_on: date) -> bool:
    return article.published_latest is not None and article.published_latest <= known_on
