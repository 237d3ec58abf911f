"""What was expected, what was announced, and what came of it: the table of an event, the deadlines of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from articles.models import Commitment, CommitmentStep, Event, ReviewState

from .filters import days_of

EXPECTED, ANNOUNCED = CommitmentStep.State.EXPECTED, CommitmentStep.State.ANNOUNCED
OPEN = {EXPECTED, ANNOUNCED, CommitmentStep.State.PUT_OFF}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A commitment with its steps in three columns, and the deadline as it stood last."""

    commitment: Commitment
    is_elsewhere: bool
    """True if another event made it, and this one is where something came of it."""
    due_on: date | None = None
    expected: list[CommitmentStep] = field(default_factory=list)
    announced: list[CommitmentStep] = field(default_factory=list)
    outcome: list[CommitmentStep] = field(default_factory=list)

    @property
    def steps(self) -> list[CommitmentStep]:
        """All the steps, column by column."""
        return [*self.expected, *self.announced, *self.outcome]


def ledger_of(event: Event, known_on: date | None = None) -> list[LedgerRow]:
    """The event's own commitments first, then those of other events that came to something here. One query."""
    steps = CommitmentStep.objects.of_event(event).known_on(known_on).with_sources().chronological()
    shown = [_of_that_day(step, known_on) for step in steps if _may_show(step, event)]
    rows = [
        _row(commitment, list(group), event)
        for commitment, group in groupby(shown, key=lambda step: step.commitment)
    ]
    return sorted(rows, key=lambda row: row.is_elsewhere)


def _row(commitment: Commitment, steps: list[CommitmentStep], event: Event) -> LedgerRow:
    deadlines = [step.due_on for step in steps if step.due_on]
    return LedgerRow(
        commitment=commitment,
        is_elsewhere=commitment.event_id != event.pk,
        due_on=deadlines[-1] if deadlines else None,
        expected=[step for step in steps if step.state == EXPECTED],
        announced=[step for step in steps if step.state == ANNOUNCED],
        outcome=[step for step in steps if step.state not in (EXPECTED, ANNOUNCED)],
    )


def _may_show(step: CommitmentStep, event: Event) -> bool:
    """A commitment of an event that readers may not see stays with it."""
    return step.commitment.event_id == event.pk or _is_public(step.commitment.event)


def _is_public(event: Event) -> bool:
    return event.is_published and event.state == ReviewState.ACCEPTED


def _of_that_day(step: CommitmentStep, known_on: date | None) -> CommitmentStep:
    """The step with what a reader may follow: no event that is not public, no source of a later day."""
    step.place = step.happened_at if step.happened_at and _is_public(step.happened_at) else None
    source = step.evidence_text.article if step.evidence_text else step.source
    is_later = known_on and source and (source.published_latest is None or source.published_latest > known_on)
    step.shown_source = None if is_later else source
    return step


OF_DEADLINE = ("due_on", "commitment__what", "commitment__event__slug", "commitment__event__state")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something was due, with the event that set it."""

    day: date
    commitment: Commitment


def deadlines_of(
    months: Iterable[str], is_shown: Callable[[int], bool], known_on: date | None = None
) -> dict[str, tuple[Deadline, ...]]:
    """For each month (``2019-03``) the deadlines that the events shown set for it. One query.

    ``is_shown`` says of a row number whether that event is.
    """
    months = [month for month in months if len(month) == 7]
    if not months:
        return {}
    (first, _), (_, last) = days_of(min(months)), days_of(max(months))
    steps = CommitmentStep.objects.due_between(first, last).known_on(known_on)
    found: dict[str, dict[tuple[date, int], Deadline]] = {}
    for step in steps.select_related("commitment__event").only(*OF_DEADLINE):
        if is_shown(step.commitment.event_id):
            in_month = found.setdefault(f"{step.due_on:%Y-%m}", {})
            in_month[step.due_on, step.commitment_id] = Deadline(step.due_on, step.commitment)
    return {month: tuple(found[month].values()) for month in months if month in found}
