"""What is known, read anew while a long run goes on: editors accept events meanwhile."""

from __future__ import annotations

from time import monotonic

from django.db.models import Count, Max

from articles.extraction.knowledge import Knowledge
from articles.linking.snapshot import read_knowledge
from articles.models import Event, EventAlias, Official, OfficialAlias, Participation, Post, ReviewState

EVERY = 20.0
"""Seconds between two questions whether anything changed."""


class Known:
    """What was known at the start, and ``renewed`` as often as it is asked."""

    def __init__(self, knowledge: Knowledge, every: float = EVERY) -> None:
        self.knowledge = knowledge
        self.every = every
        self._mark = _mark()
        self._asked = monotonic()

    def renewed(self) -> Knowledge | None:
        """What is known now if that is another thing than last time, else None. Mostly no query."""
        if monotonic() - self._asked < self.every:
            return None
        self._asked = monotonic()
        mark = _mark()
        if mark == self._mark:
            return None
        self._mark = mark
        knowledge = read_knowledge()
        if knowledge == self.knowledge:
            return None
        self.knowledge = knowledge
        return knowledge


def _mark() -> list[object]:
    """Changes with almost everything that is known of accepted rows, and costs little to ask."""
    accepted = Event.objects.filter(state=ReviewState.ACCEPTED).order_by()
    officials = Official.objects.filter(state=ReviewState.ACCEPTED).order_by()
    return [
        sorted(accepted.aggregate(Max("updated_at"), Count("pk")).items()),
        sorted(officials.aggregate(Max("updated_at"), Count("pk")).items()),
        *(
            sorted(model.objects.order_by().aggregate(Max("pk"), Count("pk")).items())
            for model in (EventAlias, OfficialAlias, Participation, Post)
        ),
    ]
