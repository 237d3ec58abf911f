"""What an event's page says, as plain values: the record that every format, the API and each revision start from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Substr

from .account import Account, Dispute
from .article import Article
from .citation import Citation
from .commitment import Commitment, CommitmentStep
from .edtf import edtf
from .event import Event, Participation
from .official import ReviewState

Contents = dict[str, Any]
"""``{"id": "2018-05-second-round", "title": "…", "date": {"edtf": "2018-05-17/2018-05-18", …}, …}``, ready for JSON."""

SOURCES_KEPT = 300
"""As many as the page shows."""


def contents_of(
    events: QuerySet[Event],
    known_on: date | None = None,
    *,
    unreviewed: bool = False,
    brief: bool = False,
) -> list[Contents]:
    """The contents of the events, in their order: a fixed number of queries, however many events.

    ``known_on`` gives what was known on that day; ``unreviewed`` adds proposed sources, each marked so;
    ``brief`` leaves out accounts, disputes, sources and parts.
    """
    return [_contents(event, known_on, brief) for event in _load(events, known_on, unreviewed, brief)]


def contents_in_order(
    pks: Sequence[int], known_on: date | None = None, *, unreviewed: bool = False, brief: bool = False
) -> list[Contents]:
    """The contents of the events with these row numbers, in the order of the numbers."""
    loaded = {
        event.pk: event for event in _load(Event.objects.filter(pk__in=pks), known_on, unreviewed, brief)
    }
    return [_contents(loaded[pk], known_on, brief) for pk in pks if pk in loaded]


def _load(events: QuerySet[Event], known_on: date | None, unreviewed: bool, brief: bool) -> QuerySet[Event]:
    loaded = events.select_related("series", "parent").defer("search_text", "editor_note", "locked_fields")
    loaded = loaded.prefetch_related("topics", "round_labels", _participations())
    if not brief:
        loaded = loaded.prefetch_related(*_statements(known_on), _parts(known_on), "aliases")
        loaded = loaded.prefetch_related(_commitments(known_on))
        loaded = loaded.prefetch_related(_citations(known_on, unreviewed))
    return loaded


def _evidence_words():
    return Substr("evidence_text__text", F("evidence_start") + 1, F("evidence_end") - F("evidence_start"))


def _participations() -> Prefetch:
    rows = Participation.objects.select_related("official", "source", "evidence_text__article")
    rows = rows.defer("evidence_text__text", "evidence_text__source", "evidence_text__fingerprint")
    return Prefetch("participations", rows.order_by("id").prefetch_related("official__posts"))


def _statements(known_on: date | None) -> list[Prefetch]:
    accounts = Account.objects.known_on(known_on).select_related("speaker", "dispute")
    sources = Article.objects.published_by(known_on).only("pk", "key").order_by("key")
    accounts = accounts.annotate(evidence_words=_evidence_words()).prefetch_related(
        Prefetch("sources", sources)
    )
    return [
        Prefetch("accounts", accounts),
        Prefetch("disputes", Dispute.objects.known_on(known_on)),
    ]


def _parts(known_on: date | None) -> Prefetch:
    return Prefetch("parts", Event.objects.shown().known_on(known_on).chronological().defer("search_text"))


def _commitments(known_on: date | None) -> Prefetch:
    steps = CommitmentStep.objects.known_on(known_on).select_related("source", "happened_at")
    steps = steps.defer("happened_at__search_text").annotate(evidence_words=_evidence_words())
    rows = Commitment.objects.order_by("order", "id")
    return Prefetch("commitments", rows.prefetch_related(Prefetch("steps", steps.order_by("order", "id"))))


def _citations(known_on: date | None, unreviewed: bool) -> Prefetch:
    rows = Citation.objects.shown(unreviewed=unreviewed).known_on(known_on)
    rows = rows.select_related("article__publisher", "article__story")
    rows = rows.annotate(evidence_words=_evidence_words())
    oldest_first = (F("article__published_latest").asc(nulls_last=True), "article__key")
    return Prefetch("citations", rows.order_by(*oldest_first))


def _contents(event: Event, known_on: date | None, brief: bool) -> Contents:
    is_ahead = known_on is not None and (event.latest is None or event.latest > known_on)
    said = "" if is_ahead else event.summary
    contents = {
        "id": event.slug,
        "title": event.title,
        "kind": event.kind,
        "status": None if is_ahead else event.status,
        "review": event.state,
        "date": date_of(event, is_ahead=is_ahead),
        "place": {"city": event.city, "country": event.country, "venue": event.venue},
        "series": {"id": event.series.slug, "name": event.series.name} if event.series else None,
        "part_of": _part_of(event),
        "rounds": sorted(
            ({"label": one.label, "counted_by": one.counted_by} for one in event.round_labels.all()),
            key=lambda one: (one["label"], one["counted_by"]),
        ),
        "topics": [{"id": topic.slug, "name": topic.name} for topic in event.topics.all()],
        "summary": said,
        "outcome": "" if is_ahead else event.outcome,
        "confidence": event.confidence,
        "participants": [
            participant_of(one, event)
            for one in event.participations.all()
            if not is_ahead or _is_named_by(one, known_on)
        ],
        "article_count": event.article_count,
        "story_count": event.story_count,
    }
    return contents if brief else contents | _longer(event, known_on, is_ahead)


def _longer(event: Event, known_on: date | None, is_ahead: bool) -> Contents:
    sources = [source_of(one) for one in list(event.citations.all())[:SOURCES_KEPT]]
    accepted = [one for one in event.citations.all() if one.state == ReviewState.ACCEPTED]
    counted = {} if known_on is None else _counts(accepted)
    return counted | {
        "also_called": [] if is_ahead else [alias.name for alias in event.aliases.all()],
        "parts": [{"id": part.slug, "title": part.title} for part in event.parts.all()],
        "accounts": [account_of(one) for one in event.accounts.all()],
        "disputes": [dispute_of(one, known_on) for one in event.disputes.all()],
        "commitments": [commitment_of(one) for one in event.commitments.all() if one.steps.all()],
        "sources": sources,
    }


def _counts(citations: list[Citation]) -> Contents:
    stories = {
        ("story", one.article.story_id) if one.article.story_id else one.article_id for one in citations
    }
    return {"article_count": len(citations), "story_count": len(stories)}


def date_of(event: Event, *, is_ahead: bool = False) -> Contents:
    """When the event was: EDTF, first and last day, how fine, what each capital's calendar said, and why."""
    return {
        "edtf": edtf(event.earliest, event.latest, about=event.is_about),
        "earliest": _iso(event.earliest),
        "latest": _iso(event.latest),
        "granularity": event.granularity if event.earliest else "",
        "is_about": event.is_about,
        "washington": _iso(event.us_date),
        "beijing": _iso(event.china_date),
        "time": f"{event.start_time:%H:%M}" if event.start_time else None,
        "time_zone": event.time_zone,
        "reason": "" if is_ahead else event.date_reason,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _part_of(event: Event) -> Contents | None:
    whole = event.parent
    if whole is None or not whole.is_published or whole.state != ReviewState.ACCEPTED:
        return None
    return {"id": whole.slug, "title": whole.title}


def _is_named_by(one: Participation, known_on: date) -> bool:
    """True if a source published by that day names the participant: of talks still ahead nobody else is known."""
    articles = [one.source, one.evidence_text.article if one.evidence_text else None]
    return any(
        article is not None and article.published_latest is not None and article.published_latest <= known_on
        for article in articles
    )


def participant_of(one: Participation, event: Event) -> Contents:
    """An official at the event, with the post held on its first day."""
    post = one.official.post_on(event.earliest)
    return {
        "official": one.official.slug,
        "name": one.official.name,
        "side": one.official.side,
        "role": one.role,
        "certainty": one.certainty,
        "post": post.short_title if post else "",
    }


def account_of(one: Account) -> Contents:
    """What one side says, with the sentence it rests on."""
    return {
        "side": one.side,
        "text": one.text,
        "is_quotation": one.is_quotation,
        "said_on": _iso(one.said_on),
        "speaker": one.speaker.slug if one.speaker else None,
        "speaker_name": one.speaker.name if one.speaker else one.speaker_name,
        "dispute": one.dispute.slug if one.dispute else None,
        "modality": one.modality,
        "evidence": one.evidence_words or "",
        "sources": [article.key for article in one.sources.all()],
    }


def dispute_of(one: Dispute, known_on: date | None = None) -> Contents:
    """A question on which the accounts differ; how it ended and our note are of today, not of a day in the past."""
    return {
        "id": one.slug,
        "question": one.question,
        "state": one.state if known_on is None else None,
        "note": one.note if known_on is None else "",
    }


def commitment_of(one: Commitment) -> Contents:
    """What was to be done, by whom, and each step known of it; ``due`` is the deadline as last set."""
    steps = [
        {
            "state": step.state,
            "on": _iso(step.on),
            "text": step.text,
            "due": _iso(step.due_on),
            "event": step.happened_at.slug if step.happened_at and step.happened_at.is_published else None,
            "source": step.source.key if step.source else None,
            "evidence": step.evidence_words or "",
        }
        for step in one.steps.all()
    ]
    due = [step["due"] for step in steps if step["due"]]
    return {
        "id": one.slug,
        "side": one.side,
        "what": one.what,
        "due": due[-1] if due else None,
        "steps": steps,
    }


def source_of(one: Citation) -> Contents:
    """An article that tells of the event, and the sentence it was linked for."""
    return article_of(one.article) | {
        "relation": one.relation,
        "review": one.state,
        "evidence": one.evidence_words or "",
    }


def article_of(article: Article, *, with_story: bool = True) -> Contents:
    """What may be said of any article: never its text, which also lends no title where there is none."""
    return {
        "article": article.key,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher.name if article.publisher else "",
        "url": article.url,
        "language": article.language,
        "published": {
            "edtf": edtf(article.published_earliest, article.published_latest),
            "earliest": _iso(article.published_earliest),
            "latest": _iso(article.published_latest),
            "basis": article.published_basis,
        },
        "story": article.story.key if with_story and article.story else None,
        "licence": article.licence,
    }
