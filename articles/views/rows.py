"""Rows of the timeline: what a row shows of an event, and the rows that were rendered before.

An event's row is the same in every filtered list, until readers see a change. A page of sixty rows is mostly rows; a list
that was never asked for before still consists of rows that were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Account, Dispute, Event, Participation, ReviewState, RoundLabel
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
    return not (filters.words or filters.asof)


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


class Presence(NamedTuple):
    """Somebody who took part: ``Presence("lead", "china", "Liu He", "刘鹤")``."""

    role: str
    side: str
    name: str
    chinese_name: str


@dataclass(slots=True)
class Question:
    """A question on which the accounts differ, and who answers it how: ``[("asserts", "us")]``."""

    question: str
    state: str
    answers: list[tuple[str, str]] = field(default_factory=list)


def read_events(pks: Iterable[int], known_on: date | None = None) -> dict[int, Event]:
    """The events with ``labels``, ``questions`` and ``people``: what a row shows, as plain values. Four queries.

    With ``known_on`` only the answers given by that day, and the questions that had any.
    """
    events = Event.objects.for_timeline().in_bulk(list(pks))
    if not events:
        return {}
    labels, questions, people = _labels(events), _questions(events, known_on), _people(events)
    for pk, event in events.items():
        event.labels, event.questions, event.people = labels[pk], questions[pk], people[pk]
    return events


def _labels(events: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    found = defaultdict(list)
    rows = RoundLabel.objects.filter(event__in=events).order_by("pk")
    for pk, label, counted_by in rows.values_list("event_id", "label", "counted_by"):
        found[pk].append((label, counted_by))
    return found


def _questions(events: Iterable[int], known_on: date | None) -> dict[int, list[Question]]:
    if known_on:
        said = Account.objects.known_on(known_on).filter(dispute__event__in=events)
        columns = [
            "dispute__event_id",
            "dispute_id",
            "dispute__question",
            "dispute__state",
            "modality",
            "side",
        ]
        order = ["event_id", "order", "pk"]
    else:
        said = Dispute.objects.filter(event__in=events)
        columns = ["event_id", "pk", "question", "state", "accounts__modality", "accounts__side"]
        order = ["accounts__event_id", "accounts__order", "accounts__pk"]
    found: dict[int, dict[int, Question]] = defaultdict(dict)
    for event, pk, question, state, modality, side in said.order_by(*columns[:2], *order).values_list(
        *columns
    ):
        one = found[event].setdefault(pk, Question(question, state))
        if modality:
            one.answers.append((modality, side))
    return defaultdict(list, {event: list(questions.values()) for event, questions in found.items()})


def _people(events: Iterable[int]) -> dict[int, list[Presence]]:
    found = defaultdict(list)
    rows = Participation.objects.filter(event__in=events).order_by("pk")
    columns = ("role", "official__side", "official__name", "official__chinese_name")
    for event, *one in rows.values_list("event_id", *columns):
        found[event].append(Presence(*one))
    return found
