"""The extraction record: what the commands print, as plain values for JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from .annotations import DocumentDate, EventLink, EventProposal, Extraction, Mention, Quotation, Span, Timex


def to_record(extraction: Extraction, story: str | None = None) -> dict[str, Any]:
    """One document as a JSON object: ``{"id": "a.txt", "title": "Talks end", …, "story": "5d3c…", "warnings": []}``."""
    return {
        "id": extraction.id,
        "title": extraction.title,
        "byline": extraction.byline,
        "publisher": extraction.publisher,
        "language": extraction.language,
        "url": extraction.url,
        "relevant": extraction.relevant,
        "published": _published(extraction.published),
        "text": extraction.text,
        "dates": [_timex(timex) for timex in extraction.dates],
        "people": [_mention(mention) for mention in extraction.people],
        "quotes": [_quotation(quotation) for quotation in extraction.quotes],
        "events": [_link(link) for link in extraction.events],
        "proposals": [_proposal(proposal) for proposal in extraction.proposals],
        "story": story,
        "warnings": list(extraction.warnings),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _published(published: DocumentDate) -> dict[str, Any]:
    return {
        "value": published.value,
        "earliest": _day(published.earliest),
        "latest": _day(published.latest),
        "basis": published.basis.value,
        "evidence": published.evidence,
        "reason": published.reason,
    }


def _timex(timex: Timex) -> dict[str, Any]:
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "value": timex.value,
        "earliest": _day(timex.earliest),
        "latest": _day(timex.latest),
        "granularity": timex.granularity.value if timex.granularity else None,
        "timex": timex.timex,
        "kind": timex.kind.value,
        "reason": timex.reason,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "name": mention.name,
        "official": mention.official,
        "side": mention.side.value if mention.side else None,
        "role": mention.role,
        "reason": mention.reason,
        "proposed": mention.proposed,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "speaker": quotation.speaker,
        "speaker_name": quotation.speaker_name,
        "side": quotation.side.value if quotation.side else None,
        "cue": quotation.cue,
    }


def _link(link: EventLink) -> dict[str, Any]:
    return {
        "event": link.event,
        "start": link.start.isoformat(),
        "end": link.end.isoformat(),
        "relation": link.relation.value,
        "score": link.score,
        "reasons": list(link.reasons),
        "evidence": _span(link.evidence),
    }


def _proposal(proposal: EventProposal) -> dict[str, Any]:
    return {
        "start": proposal.start.isoformat(),
        "end": proposal.end.isoformat(),
        "kind": proposal.kind,
        "city": proposal.city,
        "relation": proposal.relation.value,
        "score": proposal.score,
        "reason": proposal.reason,
        "participants": list(proposal.participants),
        "evidence": _span(proposal.evidence),
    }
