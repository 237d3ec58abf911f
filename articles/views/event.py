"""An event: what happened, what each side said, who took part, and the sources grouped by story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import CharField, Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import (
    Account,
    AccountSide,
    Article,
    ArticleText,
    Change,
    Citation,
    Dispute,
    Event,
    EventAlias,
    Quotation,
    RoundLabel,
    Topic,
)
from articles.models.article import first_words_of
from articles.models.revision import newest_number

from . import gone
from .asof import forget_later_sources, hidden_counts, is_ahead, read_asof
from .changes import public_changes
from .cite import cite
from .ledger import LedgerRow, ledger_of
from .named import name_participants
from .neighbours import neighbours_of
from .quoted import quotations_by_side
from .sources import SourceGroup, group_sources, read_page, sources_of

HAS_CHANGES = Exists(Change.objects.filter(event=OuterRef("pk")))
ACCOUNT_TOTAL = Subquery(
    Account.objects.filter(event=OuterRef("pk"))
    .order_by()
    .values("event")
    .annotate(total=Count("pk"))
    .values("total")
)
NO_QUOTATIONS: Mapping[str, list[Quotation]] = {}


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's column."""

    side: str
    name: str
    accounts: list[Account]
    quotations: list[Quotation]


@require_safe
def event(request, slug):
    """The event, a permanent redirect from a slug it once had, or why it was withdrawn.

    Proposed links are shown with ``unreviewed=1`` only; proposed events then, and to staff.
    """
    unreviewed = request.GET.get("unreviewed") == "1"
    asof, notes = read_asof(request.GET)
    found = (
        Event.objects.shown(unreviewed=unreviewed or request.user.is_staff)
        .for_event_page(asof)
        .annotate(revision_number=newest_number(), has_changes=HAS_CHANGES, account_total=ACCOUNT_TOTAL)
        .filter(slug=slug)
        .first()
    )
    if found is None:
        return gone.answer(request, "event", slug)
    found.is_ahead = is_ahead(found, asof)
    forget_later_sources(found, asof)
    sources = sources_of(found, asof, unreviewed=unreviewed, page=read_page(request.GET.get("sources", "")))
    name_participants(found, sources.shown)
    ledger, quoted = ledger_of(found, asof), quotations_by_side(sources.shown)
    delegations = delegations_of(found)
    context = {
        "event": found,
        "lanes": lanes_of(found, quoted),
        "disputes": disputes_of(found),
        **names_of(found, articles_on(found, sources.shown, ledger)),
        "ledger": ledger,
        "delegations": delegations,
        "participant_count": sum(len(people) for _, people in delegations),
        "has_evidence": any(
            one.source_id or one.evidence_text_id or one.named for one in found.participations.all()
        ),
        "groups": by_relation(sources.shown),
        "sources": sources,
        "article_count": sources.article_count,
        "independent_count": sources.story_count,
        "proposed_count": sources.proposed_count,
        "unreviewed": unreviewed,
        "asof": asof,
        "leave": query_of(unreviewed=unreviewed),
        "here": query_of(asof=asof),
        "same_query": query_of(unreviewed=unreviewed, asof=asof),
        "notes": [*notes, *gone.merge_note(request, found)],
        "cite": cite(
            found,
            request.build_absolute_uri(found.get_absolute_url()) + (query_of(asof=asof) if asof else ""),
            asof,
            found.revision_number,
        ),
        "changes": public_changes(found) if found.has_changes and not asof else [],
        **hidden_counts(found, asof, sources.accepted_count),
        **neighbours_of(found, asof),
    }
    return render(request, "articles/event.html", context)


def articles_on(event: Event, citations: Iterable[Citation], ledger: Iterable[LedgerRow]) -> list[Article]:
    """Every article the page names: sources of the event, of its accounts, participants and commitments."""
    named = [citation.article for citation in citations]
    for row in ledger:
        named += [step.shown_source for step in row.steps if step.shown_source]
    for account in event.accounts.all():
        named += account.sources.all()
        named += [account.evidence_text.article] if account.evidence_text else []
    for one in event.participations.all():
        named += [one.source] if one.source else []
        named += [one.evidence_text.article] if one.evidence_text else []
    return named


def names_of(event: Event, articles: Iterable[Article]) -> dict[str, list]:
    """``labels`` (label, counted by), ``aliases`` and ``topics`` (slug, name) of the event. One query.

    It gives the articles without a title the words they go by, too.
    """
    empty = Value("", CharField())
    rows = (
        RoundLabel.objects.filter(event=event).order_by().values_list(Value("labels"), "label", "counted_by")
    )
    others = [
        EventAlias.objects.filter(event=event).order_by().values_list(Value("aliases"), "name", empty),
        Topic.objects.filter(events=event).order_by().values_list(Value("topics"), "slug", "name"),
    ]
    untitled = [article for article in articles if not article.title]
    if untitled:
        starts = ArticleText.objects.starts_of(untitled)
        others.append(starts.values_list(Value("starts"), Cast("article_id", CharField()), "start"))
    found: dict[str, list] = {"labels": [], "aliases": [], "topics": [], "starts": []}
    for kind, first, second in sorted(rows.union(*others)):
        found[kind].append(first if kind == "aliases" else (first, second))
    found["topics"].sort(key=lambda topic: topic[1])
    starts_by_article = dict(found.pop("starts"))
    for article in untitled:
        article.first_words = first_words_of(starts_by_article.get(str(article.pk), ""))
    return found


def lanes_of(event: Event, quoted: Mapping[str, list[Quotation]] = NO_QUOTATIONS) -> list[Lane]:
    """Washington, joint, Beijing: the same weight for each, also for the one that is silent."""
    accounts = [account for account in event.accounts.all() if account.dispute_id is None]
    return [
        Lane(side, name, [account for account in accounts if account.side == side], quoted.get(side, []))
        for side, name in AccountSide.choices
    ]


def disputes_of(event: Event) -> list[Dispute]:
    """The questions on which the accounts differ: those that somebody answers."""
    answers: dict[Dispute, list[Account]] = defaultdict(list)
    for account in event.accounts.all():
        if account.dispute is not None:
            answers[account.dispute].append(account)
    return [with_sides(one, answers[one]) for one in sorted(answers, key=lambda one: one.pk)]


def with_sides(dispute: Dispute, answers: list[Account]) -> Dispute:
    """The dispute with ``sides``: for each side that answers, its answers in order."""
    by_side = [(side, [answer for answer in answers if answer.side == side]) for side in AccountSide.values]
    dispute.sides = [(side, accounts) for side, accounts in by_side if accounts]
    return dispute


def delegations_of(event: Event) -> list[tuple[str, list]]:
    """Who took part, by side, leads first."""
    # Of an event that was still ahead, only those are shown whom a source of that time names.
    present = [one for one in event.participations.all() if not event.is_ahead or one.named or one.source]
    rank = {"lead": 0, "host": 1, "delegation": 2}
    present.sort(key=lambda participation: rank[participation.role])
    return [
        (name, [participation for participation in present if participation.official.side == side])
        for side, name in (("us", _("Washington")), ("china", _("Beijing")))
    ]


def by_relation(citations) -> list[tuple[str, list[SourceGroup]]]:
    """Sources under "Reports of it", "Before it", "After it" and "Background"; a story stands where its best print does."""
    headings = {
        Citation.EventRelation.REPORT: _("Reports of it"),
        Citation.EventRelation.PREVIEW: _("Written before it"),
        Citation.EventRelation.AFTERMATH: _("Written after it"),
        Citation.EventRelation.MENTION: _("Mentions it as background"),
    }
    groups = group_sources(citations)
    return [
        (heading, [group for group in groups if group.relation == relation])
        for relation, heading in headings.items()
        if any(group.relation == relation for group in groups)
    ]


def query_of(*, unreviewed: bool = False, asof: date | None = None) -> str:
    """``?unreviewed=1&asof=2018-05-20``, or ``?`` for neither."""
    given = {"unreviewed": "1" if unreviewed else "", "asof": asof or ""}
    return "?" + urlencode({name: value for name, value in given.items() if value})
