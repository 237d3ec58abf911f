"""Rows of the timeline that were rendered before: an event's row is the same in every filtered list, until readers see a change.

A page of sixty rows is mostly rows; a list that was never asked for before still consists of rows that were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Event, ReviewState
from articles.models.edition import READ, Marks

from .filters import Filters

MOST = 4_000
"""Rows that a process keeps: some four megabytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event in the timeline, as it was rendered, and what decides its month."""

    earliest: date | None
    granularity: str
    html: SafeString


@dataclass(slots=True)
class Rows:
    """The rows of one edition, by language and event."""

    mark: str = ""
    found: dict[tuple[str, int], Row] = field(default_factory=dict)

    def of(self, mark: str) -> dict[tuple[str, int], Row]:
        """The rows of this edition; those of another are forgotten."""
        if self.mark != mark or len(self.found) > MOST:
            self.mark, self.found = mark, {}
        return self.found


_rows = Rows()


def are_alike(filters: Filters) -> bool:
    """True if the rows of such a list are those of every other: nothing searched for is marked, no day is gone back to."""
    return not (filters.words or filters.asof or filters.unreviewed)


def kept_rows(pks: Iterable[int], filters: Filters, marks: Marks | None) -> dict[int, Row]:
    """Of the events with these numbers the rows that are there already. ``marks`` as the request has them: none, no rows."""
    if not marks or READ not in marks or not are_alike(filters):
        return {}
    rows, language = _rows.of(marks[READ]), get_language() or ""
    return {pk: rows[language, pk] for pk in pks if (language, pk) in rows}


def keep_row(event: Event, html: SafeString, filters: Filters, marks: Marks | None) -> None:
    """Keep the row, if it is one that any list shows in the same way."""
    if marks and READ in marks and are_alike(filters) and event.state == ReviewState.ACCEPTED:
        row = Row(event.earliest, event.granularity, html)
        _rows.of(marks[READ])[get_language() or "", event.pk] = row
