"""An event: what happened, what each side said, who took part, and the sources grouped by story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.models import Account, AccountSide, Article, Citation, Event, FormerSlug

from .asof import forget_later_sources, hidden_counts, look_back, read_asof
from .changes import public_changes
from .cite import cite
from .named import name_participants
from .sources import SourceGroup, group_sources, independent_count

AROUND = timedelta(days=30)
SOURCES_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's column."""

    side: str
    name: str
    accounts: list[Account]


@require_safe
def event(request, slug):
    """The event, or a permanent redirect from a slug it once had.

    Proposed links are shown with ``unreviewed=1`` only; proposed events then, and to staff.
    """
    unreviewed = request.GET.get("unreviewed") == "1"
    asof, notes = read_asof(request.GET)
    found = (
        Event.objects.shown(unreviewed=unreviewed or request.user.is_staff)
        .for_event_page(asof)
        .filter(slug=slug)
        .first()
    )
    if found is None:
        return to_present_slug(slug)
    look_back([found], asof)
    forget_later_sources(found, asof)
    citations = Citation.objects.shown(unreviewed=True).known_on(asof).filter(event=found).with_sources()
    citations = list(citations[: SOURCES_SHOWN + 1])
    shown = [citation for citation in citations if unreviewed or citation.state == "accepted"][:SOURCES_SHOWN]
    name_participants(found, shown)
    Article.objects.name_untitled(articles_on(found, citations))
    delegations = delegations_of(found)
    context = {
        "event": found,
        "lanes": lanes_of(found),
        "disputes": [with_sides(dispute, found) for dispute in found.disputes.all()],
        "delegations": delegations,
        "participant_count": sum(len(people) for _, people in delegations),
        "has_evidence": any(
            one.source_id or one.evidence_text_id or one.named for one in found.participations.all()
        ),
        "groups": by_relation(shown),
        "article_count": len(shown),
        "independent_count": independent_count(shown),
        "are_sources_cut": len(citations) > SOURCES_SHOWN,
        "proposed_count": sum(citation.state == "proposed" for citation in citations),
        "unreviewed": unreviewed,
        "asof": asof,
        "leave": query_of(unreviewed=unreviewed),
        "here": query_of(asof=asof),
        "notes": notes,
        "cite": cite(
            found,
            request.build_absolute_uri(found.get_absolute_url()) + (query_of(asof=asof) if asof else ""),
            asof,
        ),
        "parts": found.parts.shown().known_on(asof).chronological(),
        "changes": [] if asof else public_changes(found),
        **hidden_counts(found, asof),
        **neighbours_of(found, asof),
    }
    return render(request, "articles/event.html", context)


def to_present_slug(slug):
    """A permanent redirect to the published event that once had this slug, or 404."""
    former = (
        FormerSlug.objects.filter(slug=slug, event__in=Event.objects.shown()).select_related("event").first()
    )
    if former is None:
        raise Http404("no such event")
    return redirect(former.event, permanent=True)


def articles_on(event: Event, citations) -> list[Article]:
    """Every article the page names: sources of the event, of its accounts and of its participants."""
    named = [citation.article for citation in citations]
    for account in [*event.accounts.all(), *(a for d in event.disputes.all() for a in d.accounts.all())]:
        named += account.sources.all()
        named += [account.evidence_text.article] if account.evidence_text else []
    for one in event.participations.all():
        named += [one.source] if one.source else []
        named += [one.evidence_text.article] if one.evidence_text else []
    return named


def lanes_of(event: Event) -> list[Lane]:
    """Washington, joint, Beijing: the same weight for each, also for the one that is silent."""
    accounts = [account for account in event.accounts.all() if account.dispute_id is None]
    return [
        Lane(side, name, [account for account in accounts if account.side == side])
        for side, name in with_posts_on(accounts, event)
    ]


def with_posts_on(accounts, event):
    """Give each account's speaker the post held that day (``account.post``); returns the sides in page order."""
    for account in accounts:
        day = account.said_on or event.latest
        account.post = account.speaker.post_on(day) if account.speaker else None
    return AccountSide.choices


def with_sides(dispute, event):
    """The dispute with ``sides``: for each side that answers, its answers in order, each with the speaker's post."""
    answers = list(dispute.accounts.all())
    by_side = [
        (side, [answer for answer in answers if answer.side == side])
        for side, _ in with_posts_on(answers, event)
    ]
    dispute.sides = [(side, accounts) for side, accounts in by_side if accounts]
    return dispute


def delegations_of(event: Event) -> list[tuple[str, list]]:
    """Who took part, by side, leads first, each with the post held on the first day (``participation.post``)."""
    # Of an event that was still ahead, only those are shown whom a source of that time names.
    present = [one for one in event.participations.all() if not event.is_ahead or one.named or one.source]
    for participation in present:
        participation.post = participation.official.post_on(event.earliest)
    rank = {"lead": 0, "host": 1, "delegation": 2}
    present.sort(key=lambda participation: rank[participation.role])
    return [
        (name, [participation for participation in present if participation.official.side == side])
        for side, name in (("us", "Washington"), ("china", "Beijing"))
    ]


def by_relation(citations) -> list[tuple[str, list[SourceGroup]]]:
    """Sources under "Reports of it", "Before it", "After it" and "Background"; a story stands where its best print does."""
    headings = {
        Citation.EventRelation.REPORT: "Reports of it",
        Citation.EventRelation.PREVIEW: "Written before it",
        Citation.EventRelation.AFTERMATH: "Written after it",
        Citation.EventRelation.MENTION: "Mentions it as background",
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


def neighbours_of(event: Event, asof: date | None = None) -> dict[str, object]:
    """The talks before and after it, the events of 30 days around it, and its place in its series."""
    if event.earliest is None:
        return {"previous": None, "next": None, "around": [], "series_events": []}
    shown = Event.objects.shown().known_on(asof)
    talks = shown.exclude(kind=Event.Kind.MEASURE)
    window = (event.earliest - AROUND, event.latest + AROUND)
    around = shown.filter(earliest__range=window).exclude(pk=event.pk).chronological()[:20]
    return {
        "previous": talks.before(event).first(),
        "next": talks.after(event).first(),
        "around": [other for other in around if other.pk != event.pk],
        "series_events": shown.filter(series=event.series_id).chronological() if event.series_id else [],
    }
