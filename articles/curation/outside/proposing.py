"""Makes proposals of what others' timelines tell. What is here already, was refused or removed is left alone."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from articles.curation.changes import ADDED, REMOVED, in_one_go, record
from articles.models import (
    Account,
    Article,
    Change,
    Citation,
    Event,
    FormerSlug,
    Official,
    OfficialAlias,
    Participation,
    ReviewState,
)
from articles.models.counts import refresh_events
from articles.models.dates import Granularity, granularity_between

from .reading import Told
from .suggested import Suggested, one_of

PROPOSED, KNOWN, REFUSED = "proposed", "known", "refused"

KINDS = {
    **dict.fromkeys(["meeting", "talks", "negotiation", "negotiations", "round"], Event.Kind.ROUND.value),
    **dict.fromkeys(["call", "telephone-call", "video-call"], Event.Kind.PHONE_CALL.value),
    **dict.fromkeys(["tariff", "tariffs", "sanction", "sanctions", "measure"], Event.Kind.MEASURE.value),
    **dict.fromkeys(["statement", "news"], Event.Kind.ANNOUNCEMENT.value),
}
"""Words of others for our kinds. Any other word stands in the editor's note, and the event is an announcement."""

SCORE = 0.4
"""As one article's proposal: one file says so."""


@dataclass
class Imported:
    """What became of the file's events: how many of each outcome, and a line for each."""

    outcomes: Counter = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def propose_events(
    told: Told, by: User | None = None, reason: str = "", *, dry_run: bool = False
) -> Imported:
    """Propose the events that are new here; none of them is published. With ``dry_run`` only say what would happen."""
    imported, new = Imported(), []
    with transaction.atomic(), in_one_go():
        people = _people_by_name()
        for one in told.events:
            slug = slug_for(one)
            outcome, what = _standing(one, slug)
            if not outcome:
                outcome, what = PROPOSED, slug
                new.append(_propose(one, slug, told.name, people, by, reason))
            imported.outcomes[outcome] += 1
            imported.lines.append(f"{outcome}: row {one.row}, {one.title} ({what})")
        refresh_events(new)
        if dry_run:
            transaction.set_rollback(True)
    return imported


def slug_for(one: Suggested) -> str:
    """The proposal's address: the same title and days give the same one, so that a second import finds the first."""
    said = f"{one.title.casefold()}|{one.days.earliest}|{one.days.latest}"
    mark = hashlib.sha256(said.encode()).hexdigest()[:6]
    day = one.days.earliest.isoformat() if one.days.earliest else "undated"
    return f"imported-{day}-{slugify(one.title)[:60].strip('-') or 'event'}-{mark}"


def _standing(one: Suggested, slug: str) -> tuple[str, str]:
    """Whether the event is here already, or was refused: the outcome and the address; two empty texts if it is new."""
    event = _event_called(one, slug)
    if event is not None:
        return (REFUSED if event.state == ReviewState.REFUSED else KNOWN), event.slug
    if Change.objects.filter(object_type="event", object_key=slug, field=REMOVED).exists():
        return REFUSED, slug
    return "", ""


def _event_called(one: Suggested, slug: str) -> Event | None:
    """By the address of its proposal, present or former; by its id in a file of ours; by its title and days."""
    days = {"earliest": one.days.earliest, "latest": one.days.latest}
    former = FormerSlug.objects.filter(slug=slug).select_related("event").first()
    return (
        Event.objects.filter(slug=slug).first()
        or (former.event if former else None)
        or (Event.objects.filter(slug=one.id, title=one.title).first() if one.id else None)
        or (Event.objects.filter(slug=one.id, **days).first() if one.id and one.days.earliest else None)
        or Event.objects.filter(title__iexact=one.title, **days).first()
    )


def _propose(
    one: Suggested, slug: str, name: str, people: dict[str, set[int]], by: User | None, reason: str
) -> int:
    kind = one_of(one.kind, Event.Kind, KINDS)
    found = {person: people.get(person.casefold(), set()) for person in one.participants}
    event = Event.objects.create(
        slug=slug,
        title=one.title,
        kind=kind or Event.Kind.ANNOUNCEMENT,
        status=one_of(one.status, Event.Status) or Event.Status.HELD,
        outcome=one_of(one.outcome, Event.Outcome),
        **_date(one),
        **{part: getattr(one, part) for part in ("venue", "city", "country", "summary")},
        state=ReviewState.PROPOSED,
        is_published=False,
        proposal_reason=_why(one, name),
        proposal_score=SCORE,
        editor_note=_note(one, kind, [person for person, ids in found.items() if len(ids) != 1]),
        # no article gave rise to it: the machine must not word its reason anew
        locked_fields=["proposal_reason"],
    )
    record(event, ADDED, "", str(event), by, reason or f"Imported from {name}, row {one.row}.")
    articles = [_article(url) for url in one.sources]
    _cite(event, articles, f"Named as a source in {name}, row {one.row}.")
    _take_part(event, found, articles)
    for order, (side, said) in enumerate(one.accounts):
        account = Account.objects.create(event=event, side=side, order=order, **_said(said))
        account.sources.add(*articles)
    return event.pk


def _date(one: Suggested) -> dict[str, Any]:
    first, last = one.days.earliest, one.days.latest
    fine = granularity_between(first, last) if first and last else Granularity.DAY
    return {"earliest": first, "latest": last, "granularity": fine, "is_about": one.days.is_about}


def _why(one: Suggested, name: str) -> str:
    """Who says so, on what ground, and what the chronology has on these days: it may be the same."""
    source = f" Its source: {', '.join(one.sources)}" if one.sources else " It names no source."
    there = ""
    if one.days.earliest and (one.days.latest - one.days.earliest).days < 15:
        same = Event.objects.published().filter(earliest__lte=one.days.latest, latest__gte=one.days.earliest)
        titles = list(same.order_by("earliest", "slug").values_list("title", flat=True)[:3])
        there = f" On these days the chronology has: {'; '.join(titles)}." if titles else ""
    return f"Row {one.row} of {name} tells of it.{there}{source}"


def _note(one: Suggested, kind: str, unknown: list[str]) -> str:
    """What the file says and no field of ours holds."""
    notes = []
    if one.kind and not kind:
        notes.append(f"The file calls it “{one.kind}”.")
    for name, choices in (("status", Event.Status), ("outcome", Event.Outcome)):
        if getattr(one, name) and not one_of(getattr(one, name), choices):
            notes.append(f"Its {name} there: “{getattr(one, name)}”.")
    if one.sides:
        notes.append(f"Sides named there: {one.sides}.")
    if unknown:
        notes.append(f"People named there whom we do not know for certain: {', '.join(unknown)}.")
    return "\n".join(notes)


def _people_by_name() -> dict[str, set[int]]:
    """Name → the accepted officials who go by it."""
    people: dict[str, set[int]] = defaultdict(set)
    for pk, *names in Official.objects.accepted().order_by().values_list("pk", "name", "chinese_name"):
        for name in filter(None, names):
            people[name.casefold()].add(pk)
    aliases = OfficialAlias.objects.filter(official__state=ReviewState.ACCEPTED).order_by()
    for pk, name in aliases.values_list("official_id", "name"):
        people[name.casefold()].add(pk)
    return people


def _article(url: str) -> Article:
    """The source: an article of which we may know the address only."""
    found = Article.objects.filter(url=url).first()
    return found or Article.objects.get_or_create(key=Article.key_for(url=url), defaults={"url": url})[0]


def _cite(event: Event, articles: list[Article], why: str) -> None:
    """Sources wait for an editor as the event does. Curated: the article's own reading does not take them away."""
    for article in dict.fromkeys(articles):
        Citation.objects.create(
            event=event,
            article=article,
            relation=Citation.EventRelation.REPORT,
            state=ReviewState.PROPOSED,
            origin=Citation.Origin.CURATED,
            score=SCORE,
            reasons=[why],
        )


def _take_part(event: Event, found: dict[str, set[int]], articles: list[Article]) -> None:
    for official in sorted({next(iter(ids)) for ids in found.values() if len(ids) == 1}):
        Participation.objects.create(
            event=event,
            official_id=official,
            certainty=Participation.Certainty.REPORTED,
            source=articles[0] if articles else None,
        )


def _said(words: str) -> dict[str, Any]:
    """``“We need more days”`` is a quotation, anything else a summary."""
    if words.startswith("“") and words.endswith("”") and len(words) > 2:
        return {"text": words[1:-1], "is_quotation": True}
    return {"text": words}
