"""What editors make of proposed document dates, participants, and stories to join or to split."""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.extraction.annotations import Basis
from articles.models import Article, Change, Event, Participation, Proposal, ReviewState
from articles.models.counts import refresh_events
from articles.models.dates import granularity_between
from articles.models.revision import keep_revisions

from .changes import ADDED, record, record_changes, snapshot, unsaved_change
from .locks import DOCUMENT_DATE, lock_fields
from .merging import merge_stories, split_story

Kind = Proposal.Kind

BATCH = 500

READ_BY_EDITOR = "Set by an editor."


@transaction.atomic
def accept_proposals(proposals: Iterable[Proposal], by: User | None, reason: str = "") -> int:
    """Do what is proposed. Returns how many of them were not accepted before."""
    decided = _decide(proposals, ReviewState.ACCEPTED, by, reason)
    for proposal in decided:
        ACCEPTING[Kind(proposal.kind)](proposal, by, reason or proposal.reason)
    touched = {proposal.event_id for proposal in decided if proposal.event_id}
    refresh_events(touched)
    keep_revisions(touched)
    return len(decided)


@transaction.atomic
def refuse_proposals(proposals: Iterable[Proposal], by: User | None, reason: str = "") -> int:
    """Refuse them for good: the same text will not give rise to them again. Returns how many were not refused before."""
    decided = _decide(proposals, ReviewState.REFUSED, by, reason)
    for proposal in decided:
        if proposal.kind == Kind.DATE:
            _take_date_away(proposal, by, reason)
    return len(decided)


@transaction.atomic
def correct_date(
    proposal: Proposal, by: User | None, *, earliest: date, latest: date | None = None, reason: str = ""
) -> Article:
    """Give the article another date than the proposed one and lock it. ``latest`` is ``earliest`` unless given."""
    latest = latest or earliest
    _decide([proposal], ReviewState.REFUSED, by, reason)
    article = Article.objects.select_for_update(of=("self",)).get(pk=proposal.article_id)
    values = {
        "published_earliest": earliest,
        "published_latest": latest,
        "published_granularity": granularity_between(earliest, latest),
        "published_basis": Basis.GIVEN.value,
        "published_evidence": "",
        "published_reason": reason or READ_BY_EDITOR,
    }
    _set(article, values, by, reason, is_locked=True)
    return article


@transaction.atomic
def correct_participant(
    proposal: Proposal,
    by: User | None,
    *,
    event: Event | None = None,
    role: str = "",
    certainty: str = "",
    reason: str = "",
) -> Participation:
    """Accept the participant with another role, or at another event; the proposal that was wrong stays, refused."""
    is_other = event is not None and event.pk != proposal.event_id
    _decide([proposal], ReviewState.REFUSED if is_other else ReviewState.ACCEPTED, by, reason)
    participation = _add_participant(proposal, by, reason, event=event, role=role, certainty=certainty)
    refresh_events({participation.event_id})
    keep_revisions({participation.event_id})
    return participation


def _decide(proposals: Iterable[Proposal], state: str, by: User | None, reason: str) -> list[Proposal]:
    ids = [proposal.pk for proposal in proposals]
    decided: list[Proposal] = []
    for start in range(0, len(ids), BATCH):
        rows = Proposal.objects.filter(pk__in=ids[start : start + BATCH]).exclude(state=state)
        rows = rows.select_for_update(of=("self",)).select_related("article__story", "event", "official")
        decided += rows.defer("event__search_text").order_by("pk")
    Change.objects.bulk_create(
        [unsaved_change(one, "state", one.state, state, by, reason) for one in decided], batch_size=BATCH
    )
    for start in range(0, len(decided), BATCH):
        batch = [proposal.pk for proposal in decided[start : start + BATCH]]
        Proposal.objects.filter(pk__in=batch).update(state=state, decided_by=by, decided_at=timezone.now())
    return decided


def _vouch_for_date(proposal: Proposal, by: User | None, reason: str) -> None:
    """The date stands already; from now on the machine leaves it alone."""
    article = proposal.article
    lock_fields(article, ["published_earliest"])
    article.save(update_fields=["locked_fields"])


def _take_date_away(proposal: Proposal, by: User | None, reason: str) -> None:
    """An article whose only date was the refused one is undated again."""
    article = proposal.article
    if article.published_basis != Basis.INFERRED or set(article.locked_fields) & DOCUMENT_DATE:
        return
    empty = {"published_earliest": None, "published_latest": None, "published_basis": Basis.UNKNOWN.value}
    texts = dict.fromkeys(["published_granularity", "published_evidence", "published_reason"], "")
    _set(article, empty | texts, by, reason, is_locked=False)


def _set(
    article: Article, values: dict[str, object], by: User | None, reason: str, *, is_locked: bool
) -> None:
    before = snapshot(article)
    for name, value in values.items():
        setattr(article, name, value)
    if is_locked:
        lock_fields(article, ["published_earliest"])
    article.save(update_fields=[*values, "locked_fields", "updated_at"])
    record_changes(article, before, snapshot(article), by, reason)


def _add_participant(
    proposal: Proposal,
    by: User | None,
    reason: str,
    *,
    event: Event | None = None,
    role: str = "",
    certainty: str = "",
) -> Participation:
    participation, is_new = Participation.objects.get_or_create(
        event=event or proposal.event,
        official=proposal.official,
        defaults={
            "role": role or Participation.Role.DELEGATION,
            "certainty": certainty or Participation.Certainty.REPORTED,
            "source": proposal.article,
            "evidence_text": proposal.evidence_text,
            "evidence_start": proposal.evidence_start,
            "evidence_end": proposal.evidence_end,
        },
    )
    if is_new:
        record(participation, ADDED, "", str(participation), by, reason)
    return participation


def _join(proposal: Proposal, by: User | None, reason: str) -> None:
    # asked anew: an earlier one of the same lot may have joined them already
    articles = Article.objects.filter(pk__in=[proposal.article_id, proposal.other_id]).select_related("story")
    stories = {article.story for article in articles if article.story}
    if len(stories) == 2:
        kept, gone = sorted(stories, key=lambda story: story.key)
        merge_stories(kept, gone, by, reason)


def _split(proposal: Proposal, by: User | None, reason: str) -> None:
    split_story([proposal.article], by, reason)


ACCEPTING: dict[Kind, Callable[[Proposal, User | None, str], object]] = {
    Kind.DATE: _vouch_for_date,
    Kind.PARTICIPANT: _add_participant,
    Kind.JOIN: _join,
    Kind.SPLIT: _split,
}
