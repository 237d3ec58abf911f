"""What an event's page says, as plain values: the record that every format, the API and each revision start from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Substr

from .account import Account, Dispute
from .article import Article
from .commitment import Commitment, CommitmentStep
from .edtf import edtf
from .event import Event, Participation
from .official import Post, ReviewState
from .told_by import ToldBy, Wanted, told_by

Contents = dict[str, Any]
"""``{"id": "2018-05-second-round", "title": "…", "date": {"edtf": "2018-05-17/2018-05-18", …}, …}``, ready for JSON."""

SOURCES_KEPT = 300
"""As many as the page shows."""
SOURCES_IN_LISTS = 50
"""As many as a list gives of each event: a spreadsheet's cell holds no more addresses."""

UNREAD = ("search_text", "editor_note", "locked_fields", "proposal_reason")
"""What no page says: long, and of no use here."""


def contents_of(
    events: QuerySet[Event],
    known_on: date | None = None,
    *,
    unreviewed: bool = False,
    brief: bool = False,
    kept: int = SOURCES_KEPT,
    evidence: bool = True,
) -> list[Contents]:
    """The contents of the events, in their order: a fixed number of queries, however many events.

    ``known_on`` gives what was known on that day; ``unreviewed`` adds proposed sources, each marked so;
    ``brief`` leaves out accounts, disputes, sources and parts. Of the sources the first ``kept`` come along, without
    ``evidence`` their sentences do not; ``sources_left_out`` says how many more there are.
    """
    loaded = list(_load(events, known_on, brief))
    return _told(loaded, Wanted(known_on, unreviewed, kept, evidence), brief)


def contents_in_order(
    pks: Sequence[int],
    known_on: date | None = None,
    *,
    unreviewed: bool = False,
    brief: bool = False,
    kept: int = SOURCES_IN_LISTS,
    evidence: bool = True,
) -> list[Contents]:
    """The contents of the events with these row numbers, in the order of the numbers; else as ``contents_of``."""
    loaded = {event.pk: event for event in _load(Event.objects.filter(pk__in=pks), known_on, brief)}
    events = [loaded[pk] for pk in pks if pk in loaded]
    return _told(events, Wanted(known_on, unreviewed, kept, evidence), brief)


def _told(events: list[Event], wanted: Wanted, brief: bool) -> list[Contents]:
    day = wanted.known_on
    if brief:
        return [_contents(event, day) for event in events]
    sources = told_by(events, wanted)
    return [_contents(event, day) | _longer(event, day, sources[event.pk]) for event in events]


def _load(events: QuerySet[Event], known_on: date | None, brief: bool) -> QuerySet[Event]:
    loaded = events.select_related("series", "parent")
    loaded = loaded.defer(*UNREAD, *(f"parent__{name}" for name in UNREAD))
    loaded = loaded.prefetch_related(_rows("topics"), _rows("round_labels"), _participations(known_on))
    if not brief:
        loaded = loaded.prefetch_related(*_statements(known_on), _parts(known_on), _rows("aliases"))
        loaded = loaded.prefetch_related(_commitments(known_on))
    return loaded


def _rows(name: str, rows: QuerySet | None = None) -> Prefetch:
    """The rows as a plain list under ``read_<name>``: a manager for each of ten thousand events costs more than they."""
    return Prefetch(name, rows, to_attr=f"read_{name}")


def _evidence_words():
    return Substr("evidence_text__text", F("evidence_start") + 1, F("evidence_end") - F("evidence_start"))


def _participations(known_on: date | None) -> Prefetch:
    """Who took part; on a day in the past also what says so."""
    rows = Participation.objects.order_by("id").prefetch_related("official__posts")
    if known_on is not None:
        rows = rows.select_related("source", "evidence_text__article")
        rows = rows.defer("evidence_text__text", "evidence_text__source", "evidence_text__fingerprint")
    return _rows("participations", rows)


def _statements(known_on: date | None) -> list[Prefetch]:
    accounts = Account.objects.known_on(known_on).select_related("speaker", "dispute")
    sources = Article.objects.published_by(known_on).only("pk", "key").order_by("key")
    accounts = accounts.annotate(evidence_words=_evidence_words())
    return [
        _rows("accounts", accounts.prefetch_related(_rows("sources", sources))),
        _rows("disputes", Dispute.objects.known_on(known_on)),
    ]


def _parts(known_on: date | None) -> Prefetch:
    parts = Event.objects.shown().known_on(known_on).chronological()
    return _rows("parts", parts.only("slug", "title", "parent_id"))


def _commitments(known_on: date | None) -> Prefetch:
    steps = CommitmentStep.objects.known_on(known_on).select_related("source", "happened_at")
    steps = steps.defer(*(f"happened_at__{name}" for name in UNREAD)).annotate(
        evidence_words=_evidence_words()
    )
    rows = Commitment.objects.order_by("order", "id")
    return _rows("commitments", rows.prefetch_related(_rows("steps", steps.order_by("order", "id"))))


def _contents(event: Event, known_on: date | None) -> Contents:
    is_ahead = _is_ahead(event, known_on)
    said = "" if is_ahead else event.summary
    return {
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
            ({"label": one.label, "counted_by": one.counted_by} for one in event.read_round_labels),
            key=lambda one: (one["label"], one["counted_by"]),
        ),
        "topics": [{"id": topic.slug, "name": topic.name} for topic in event.read_topics],
        "summary": said,
        "outcome": "" if is_ahead else event.outcome,
        "confidence": event.confidence,
        "participants": [
            participant_of(one, _short_title(one.official.post_on(event.earliest)))
            for one in event.read_participations
            if not is_ahead or _is_named_by(one, known_on)
        ],
        "article_count": event.article_count,
        "story_count": event.story_count,
    }


def _longer(event: Event, known_on: date | None, told: ToldBy) -> Contents:
    counted = {} if known_on is None else {"article_count": told.accepted, "story_count": told.stories}
    return counted | {
        "also_called": [] if _is_ahead(event, known_on) else [alias.name for alias in event.read_aliases],
        "parts": [{"id": part.slug, "title": part.title} for part in event.read_parts],
        "accounts": [account_of(one) for one in event.read_accounts],
        "disputes": [dispute_of(one, known_on) for one in event.read_disputes],
        "commitments": [commitment_of(one) for one in event.read_commitments if one.read_steps],
        "sources": told.sources,
        "sources_left_out": max(0, told.total - len(told.sources)),
    }


def _is_ahead(event: Event, known_on: date | None) -> bool:
    """True if on that day the event was still to come, or not over."""
    return known_on is not None and (event.latest is None or event.latest > known_on)


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


def _short_title(post: Post | None) -> str:
    return post.short_title if post else ""


def participant_of(one: Participation, post: str | None) -> Contents:
    """An official at the event, with what the press called the post held on its first day."""
    return {
        "official": one.official.slug,
        "name": one.official.name,
        "side": one.official.side,
        "role": one.role,
        "certainty": one.certainty,
        "post": post or "",
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
        "sources": [article.key for article in one.read_sources],
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
        for step in one.read_steps
    ]
    due = [step["due"] for step in steps if step["due"]]
    return {
        "id": one.slug,
        "side": one.side,
        "what": one.what,
        "due": due[-1] if due else None,
        "steps": steps,
    }
