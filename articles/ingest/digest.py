"""One hash over all curated and extracted content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from articles.models import (
    Account,
    Article,
    ArticleText,
    Citation,
    Commitment,
    CommitmentStep,
    DateMention,
    Dispute,
    Event,
    Official,
    OfficialMention,
    Participation,
    Publisher,
    Quotation,
    Series,
    Story,
    Topic,
)

_MODULUS = 1 << 256


def digest() -> str:
    """The hash of the content, 64 hexadecimal digits: the same on every database and for every order of loading.

    Each row is told by natural keys only, hashed, and the hashes are added up, so that rows need no sorting and
    memory stays flat. Row numbers, times of writing and users are not content.
    """
    total = 0
    for kind, rows in _contents():
        for row in rows:
            line = json.dumps([kind, row], ensure_ascii=False, sort_keys=True, default=str)
            total += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
    return f"{total % _MODULUS:064x}"


_SPAN = ("text__article__key", "text__sha256", "start", "end")
_EVIDENCE = ("evidence_text__article__key", "evidence_text__sha256", "evidence_start", "evidence_end")

_PLAIN = {
    Publisher: ("name", "domain", "side"),
    Topic: ("slug", "name"),
    Series: ("slug", "name"),
    Article: (
        "key", "url", "title", "title_is_description", "byline", "publisher__name", "kind", "language", "licence",
        "is_relevant", "published_earliest", "published_latest", "published_basis", "published_evidence",
        "published_reason", "locked_fields",
    ),
    ArticleText: (
        "article__key", "sha256", "source", "source_format", "given", "extraction_version", "is_current", "warnings",
    ),
    DateMention: (*_SPAN, "value", "earliest", "latest", "granularity", "timex", "kind", "reason"),
    OfficialMention: (*_SPAN, "name", "official__slug", "side", "role", "reason"),
    Quotation: (*_SPAN, "speaker__slug", "speaker_name", "side", "cue"),
    Participation: ("event__slug", "official__slug", "role", "certainty", "source__key", *_EVIDENCE),
    Citation: (
        "event__slug", "article__key", "relation", "state", "origin", "score", "reasons", "note", *_EVIDENCE,
    ),
    Dispute: ("slug", "event__slug", "question", "state", "note"),
    Commitment: ("slug", "event__slug", "side", "what", "order"),
    CommitmentStep: (
        "commitment__slug", "order", "state", "on", "text", "due_on", "happened_at__slug", "source__key", *_EVIDENCE,
    ),
}  # fmt: skip
"""Models whose rows are told by these fields alone; the others, with their parts, have a function each."""


def _contents() -> Iterator[tuple[str, Iterable[object]]]:
    for model, fields in _PLAIN.items():
        yield model._meta.model_name, _values(model, *fields)
    yield "story", _stories()
    yield "official", _officials()
    yield "event", _events()
    yield "account", _accounts()


def _values(model: type, *fields: str) -> Iterable[object]:
    return model._default_manager.order_by().values_list(*fields).iterator(chunk_size=2000)


def _stories() -> Iterator[object]:
    for story in Story.objects.prefetch_related("articles").iterator(chunk_size=500):
        if members := sorted(article.key for article in story.articles.all()):
            yield members


def _officials() -> Iterator[object]:
    fields = (
        "slug", "name", "family_name", "given_name", "name_order", "chinese_name", "is_chinese_name_verified", "side",
        "wikidata_id", "state", "proposal_reason", "note", "locked_fields",
    )  # fmt: skip
    for official in Official.objects.prefetch_related("aliases", "posts").iterator(chunk_size=200):
        yield [
            [getattr(official, field) for field in fields],
            sorted((alias.name, alias.is_misspelling) for alias in official.aliases.all()),
            sorted(
                (post.title, post.organization, str(post.start), str(post.end), post.short_titles, post.source_url,
                 post.start_granularity, post.end_granularity, post.is_start_verified, post.is_end_verified)
                for post in official.posts.all()
            ),
        ]  # fmt: skip


def _events() -> Iterator[object]:
    fields = (
        "slug", "title", "kind", "status", "earliest", "latest", "granularity", "is_about", "date_reason", "time_zone",
        "start_time", "us_date", "china_date", "city", "country", "venue", "order", "summary", "outcome", "confidence",
        "editor_note", "state", "proposal_reason", "is_published", "locked_fields",
    )  # fmt: skip
    rows = Event.objects.select_related("series", "parent").prefetch_related(
        "aliases", "topics", "round_labels", "former_slugs"
    )
    for event in rows.iterator(chunk_size=200):
        yield [
            [getattr(event, field) for field in fields],
            event.series.slug if event.series else None,
            event.parent.slug if event.parent else None,
            sorted(alias.name for alias in event.aliases.all()),
            sorted(topic.slug for topic in event.topics.all()),
            sorted((label.label, label.counted_by) for label in event.round_labels.all()),
            sorted(former.slug for former in event.former_slugs.all()),
        ]


def _accounts() -> Iterator[object]:
    rows = Account.objects.select_related("event", "speaker", "dispute", "evidence_text__article")
    for account in rows.prefetch_related("sources").iterator(chunk_size=200):
        text = account.evidence_text
        yield [
            account.event.slug, account.side, account.text, account.is_quotation, account.said_on, account.modality,
            account.speaker.slug if account.speaker else None, account.speaker_name,
            account.dispute.slug if account.dispute else None,
            sorted(article.key for article in account.sources.all()),
            [text.article.key, text.sha256, account.evidence_start, account.evidence_end] if text else None,
        ]  # fmt: skip
