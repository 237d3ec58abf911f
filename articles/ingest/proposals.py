"""What the machine proposes: links between an article and events, unknown officials, unknown events.

A decision of an editor is never touched, and what an editor refused is never proposed again. ``explanations`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from articles.extraction.annotations import (
    EventLink,
    EventProposal,
    Extraction,
    Mention,
    Relation,
    Side,
    Span,
)
from articles.models import (
    Article,
    ArticleText,
    Citation,
    Event,
    FormerSlug,
    Merge,
    Official,
    Refusal,
    ReviewState,
)
from articles.models.counts import refresh_events
from articles.models.dates import granularity_between

from .suggestions import refusals_of, refused_events

MOST_OFFICIALS = 20
"""Most unknown officials one article may propose: a page of names is a list, not a report."""


def propose(article: Article, text: ArticleText, extraction: Extraction) -> dict[str, int]:
    """Renew the article's proposals. Returns the row of each proposed official by the name in the text."""
    links = _links(text, extraction, _rows_of([extraction]))
    existing = {citation.event_id: citation for citation in article.citations.all()}
    for event_id in refused_events(text, article) - existing.keys():
        links.pop(event_id, None)
    Citation.objects.bulk_create(
        Citation(event_id=event_id, article=article, **fields)
        for event_id, fields in links.items()
        if event_id not in existing
    )
    for event_id, citation in existing.items():
        if citation.is_decided or citation.state != ReviewState.PROPOSED:
            continue
        if event_id in links:
            _renew(citation, links[event_id])
        else:
            citation.delete()
    return _propose_officials(extraction)


def propose_new(fresh: Sequence[tuple[Article, ArticleText, Extraction]]) -> list[dict[str, int]]:
    """``propose`` for articles that the database did not hold before: nothing there to compare with."""
    rows = _rows_of([extraction for _, _, extraction in fresh])
    refused = refusals_of([text.sha256 for _, text, _ in fresh])
    Citation.objects.bulk_create(
        Citation(event_id=event_id, article=article, **fields)
        for article, text, extraction in fresh
        for event_id, fields in _links(text, extraction, rows).items()
        if event_id not in refused.get(text.sha256, ())
    )
    return [_propose_officials(extraction) for _, _, extraction in fresh]


def _rows_of(extractions: Iterable[Extraction]) -> dict[str, int]:
    """The rows of the events that the extractions are linked to, by slug."""
    slugs = {link.event for extraction in extractions for link in extraction.events}
    return dict(Event.objects.filter(slug__in=slugs).order_by().values_list("slug", "pk"))


def _renew(citation: Citation, fields: dict[str, object]) -> None:
    for name, value in fields.items():
        setattr(citation, name, value)
    citation.save()


def _links(text: ArticleText, extraction: Extraction, rows: dict[str, int]) -> dict[int, dict[str, object]]:
    """Event row → the fields of the citation to propose, for known events and for proposed ones."""
    found: dict[int, dict[str, object]] = {}
    for proposal in extraction.proposals:
        event = _proposed_event(proposal)
        if event and event.state == ReviewState.PROPOSED:
            found[event.pk] = _citation_fields(
                text, proposal.relation, proposal.score, (proposal.reason,), proposal.evidence
            )
    for link in extraction.events:
        if link.event in rows:
            found[rows[link.event]] = _link_fields(text, link)
    return found


def _link_fields(text: ArticleText, link: EventLink) -> dict[str, object]:
    return _citation_fields(text, link.relation, link.score, link.reasons, link.evidence)


def _citation_fields(
    text: ArticleText, relation: Relation, score: float, reasons: tuple[str, ...], evidence: Span | None
) -> dict[str, object]:
    return {
        "relation": relation.value,
        "state": ReviewState.PROPOSED,
        "origin": Citation.Origin.MACHINE,
        "score": round(score, 4),
        "reasons": list(reasons),
        "evidence_text": text if evidence else None,
        "evidence_start": evidence.start if evidence else None,
        "evidence_end": evidence.end if evidence else None,
    }


def _proposed_event(proposal: EventProposal) -> Event | None:
    """The row of a proposed event, None where one was refused and deleted since.

    Its slug says its first day and place, so that several articles meet in one row.
    """
    slug = slugify(f"proposed-{proposal.start.isoformat()}-{proposal.city or proposal.kind}")[:100]
    place = f" in {proposal.city}" if proposal.city else ""
    # an editor merged it into another event, or gave it a better address
    if former := FormerSlug.objects.filter(slug=slug).select_related("event").first():
        return former.event
    if _was_refused(Refusal.Kind.EVENT, slug):
        return None
    event, is_new = Event.objects.get_or_create(
        slug=slug,
        defaults={
            "title": f"{Event.Kind(proposal.kind).label}{place}",
            "kind": proposal.kind,
            "status": Event.Status.ANNOUNCED,
            "earliest": proposal.start,
            "latest": proposal.start,
            "granularity": granularity_between(proposal.start, proposal.start),
            "city": proposal.city or "",
            "state": ReviewState.PROPOSED,
        },
    )
    if is_new:
        refresh_events([event.pk])  # its search words
    return event


def _propose_officials(extraction: Extraction) -> dict[str, int]:
    """Rows for the unknown people with a public post; none for a name an editor refused.

    Only articles about the talks propose anybody: a report on a defence ministers' meeting is no reason to list them.
    """
    if not extraction.relevant:
        return {}
    unknown: dict[str, Mention] = {}
    for mention in extraction.people:
        if mention.proposed and mention.side in (Side.US, Side.CHINA):
            unknown.setdefault(mention.name, mention)
    rows: dict[str, int] = {}
    for name, mention in list(unknown.items())[:MOST_OFFICIALS]:
        slug = Merge.objects.kept_key("official", slugify(name)[:80])
        if slug and not _was_refused(Refusal.Kind.OFFICIAL, slug):
            official, _ = Official.objects.get_or_create(
                slug=slug,
                defaults={"name": name[:120], "side": mention.side, "state": ReviewState.PROPOSED},
            )
            if official.state != ReviewState.REFUSED:
                rows[name] = official.pk
    return rows


def _was_refused(kind: Refusal.Kind, slug: str) -> bool:
    """True if an editor refused it and the row that said so is deleted."""
    return Refusal.objects.filter(kind=kind, value=slug).exists()
