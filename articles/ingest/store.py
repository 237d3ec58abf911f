"""Writes one article with everything read from it, in one short transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection, transaction

from articles.extraction.annotations import Basis, Document, DocumentDate, Extraction, SourceFormat
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import (
    Article,
    ArticleText,
    DateMention,
    Merge,
    Official,
    OfficialMention,
    Publisher,
    Quotation,
)
from articles.models.counts import refresh_events
from articles.models.dates import granularity_between

from .proposals import propose
from .stories import join_story
from .work import Reading


class Outcome(StrEnum):
    """What became of a document."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate story"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it stands in the database now."""

    key: str
    outcome: Outcome


def article_key(document: Document, extraction: Extraction | None = None) -> str:
    """The permanent id a document's article has: by its address, else by its text as read."""
    url = document.url or (extraction.url if extraction else None) or ""
    return Article.key_for(url=_shown_url(url), source=document.source.strip())


def unchanged(document: Document) -> Stored | None:
    """The stored article if ``document`` has nothing new to say, else None. Saves reading it again."""
    current = (
        ArticleText.objects.current()
        .select_related("article")
        .filter(article__key=article_key(document), extraction_version=EXTRACTION_VERSION)
        .first()
    )
    if current is None or current.source != document.source or current.source_format != document.format.value:
        return None
    if current.given != given_with(document):
        return None
    return Stored(current.article.key, Outcome.UNCHANGED)


def given_with(document: Document) -> dict[str, str]:
    """What the caller said of the document, as it is kept: enough to read the stored source again just so."""
    given = {
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "publisher": document.publisher,
        "licence": document.licence,
    }
    return {name: value for name, value in given.items() if value}


def document_of(text: ArticleText) -> Document:
    """The document a stored text was read from. ``text.article`` should be at hand."""
    given = text.given
    return Document(
        id=text.article.key,
        source=text.source,
        format=SourceFormat(text.source_format),
        url=given.get("url"),
        published=date.fromisoformat(given["published"]) if "published" in given else None,
        title=given.get("title"),
        publisher=given.get("publisher"),
        licence=given.get("licence"),
    )


@transaction.atomic
def store(reading: Reading, *, renew: bool = False) -> Stored:
    """Store the article, its text, what was found in it, its story and its proposals: all of it or nothing.

    An article that says nothing new is left alone, unless ``renew`` asks for its machine-made rows to be made anew.
    """
    _wait_for_turn()
    document, extraction = reading.document, reading.extraction
    article, is_new = Article.objects.select_for_update().get_or_create(
        key=article_key(document, extraction),
        defaults={"url": _shown_url(document.url or extraction.url or "")},
    )
    before = None if is_new else _fields(article)
    _describe(article, document, extraction)
    if before != _fields(article):
        article.save()
    text, is_text_new = _keep_text(article, reading)
    if (
        not renew
        and not is_text_new
        and before == _fields(article)
        and text.given == given_with(document)
        and text.extraction_version == EXTRACTION_VERSION
    ):
        return Stored(article.key, Outcome.UNCHANGED)
    text.given = given_with(document)
    text.extraction_version = EXTRACTION_VERSION
    text.warnings = list(extraction.warnings)
    text.save()
    has_company = join_story(article, text, reading.fingerprint)
    proposed = propose(article, text, extraction)
    _keep_findings(text, extraction, proposed)
    refresh_events(article.citations.accepted().values_list("event_id", flat=True))
    if not is_new:
        return Stored(article.key, Outcome.UPDATED)
    return Stored(article.key, Outcome.DUPLICATE if has_company else Outcome.CREATED)


def _wait_for_turn() -> None:
    """One writer at a time: two copies stored at once would not see each other and make two stories.

    SQLite does it by itself (immediate transactions); PostgreSQL is asked for a lock that ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])


_WRITERS_LOCK = 20170719
"""Any number that nothing else in the database locks; the day the first dialogue opened."""

_DESCRIBED = (
    "title", "byline", "publisher_id", "language", "is_relevant", "licence", "kind",
    "published_earliest", "published_latest", "published_granularity", "published_basis",
    "published_evidence", "published_reason",
)  # fmt: skip
"""The fields of an article that reading a document sets, unless an editor locked them."""


def _fields(article: Article) -> tuple:
    return tuple(getattr(article, field) for field in _DESCRIBED)


def _describe(article: Article, document: Document, extraction: Extraction) -> None:
    """Set what the document says of the article; what an editor set stays, and nothing known is forgotten."""
    found = {
        "title": (document.title or extraction.title or "")[:500],
        "byline": (extraction.byline or "")[:300],
        "publisher_id": _publisher_id(document.publisher or extraction.publisher),
        "language": (extraction.language or "")[:12],
        "is_relevant": extraction.relevant,
        "licence": document.licence or "",
        "kind": Article.Kind.SAMPLE if document.licence and not document.url else "",
        **_date_fields(extraction.published),
    }
    for field, value in found.items():
        lock = field.removesuffix("_id") if field == "publisher_id" else field
        if lock in article.locked_fields or (
            field.startswith("published_") and "published" in article.locked_fields
        ):
            continue
        if value in ("", None) and not field.startswith("published_"):
            continue
        if field.startswith("published_") and extraction.published.basis is Basis.UNKNOWN:
            continue
        setattr(article, field, value)


def _date_fields(published: DocumentDate) -> dict[str, object]:
    earliest, latest = published.earliest, published.latest
    return {
        "published_earliest": earliest,
        "published_latest": latest,
        "published_granularity": granularity_between(earliest, latest) if earliest and latest else "",
        "published_basis": published.basis.value,
        "published_evidence": (published.evidence or "")[:300],
        "published_reason": published.reason or "",
    }


def _publisher_id(name: str | None) -> int | None:
    if not name or not name.strip():
        return None
    kept = Merge.objects.kept_key("publisher", name.strip()[:200])
    return Publisher.objects.get_or_create(name=kept)[0].pk


def _shown_url(url: str) -> str:
    """The address if it is one that may be linked to (http or https), else an empty string."""
    return url if url.startswith(("http://", "https://")) and len(url) <= 1000 else ""


def _keep_text(article: Article, reading: Reading) -> tuple[ArticleText, bool]:
    """The article's current text row for what was read, and whether the text is a new version."""
    text, document = reading.extraction.text, reading.document
    digest = hashlib.sha256(text.encode()).hexdigest()
    versions = list(article.texts.all())
    current = next((one for one in versions if one.is_current), None)
    if current is not None and current.sha256 == digest:
        current.source, current.source_format = document.source, document.format.value
        return current, False
    if current is not None:
        ArticleText.objects.filter(pk=current.pk).update(is_current=False)
    return ArticleText(
        article=article,
        version=1 + max((one.version for one in versions), default=0),
        text=text,
        sha256=digest,
        source=document.source,
        source_format=document.format.value,
        extraction_version=0,
        fingerprint=reading.fingerprint.to_bytes(),
    ), True


def _keep_findings(text: ArticleText, extraction: Extraction, proposed: dict[str, int]) -> None:
    """Replace the machine-made rows of a text. ``proposed`` maps a proposed official's name to its row."""
    slugs = {one.official for one in extraction.people} | {one.speaker for one in extraction.quotes}
    officials = dict(Official.objects.filter(slug__in=slugs - {None}).values_list("slug", "pk"))
    for model in (DateMention, OfficialMention, Quotation):
        model.objects.filter(text=text).delete()
    DateMention.objects.bulk_create(
        DateMention(
            text=text, start=one.start, end=one.end, value=one.value or "", earliest=one.earliest, latest=one.latest,
            granularity=one.granularity or "", timex=one.timex or "", kind=one.kind, reason=one.reason,
        )
        for one in extraction.dates
    )  # fmt: skip
    OfficialMention.objects.bulk_create(
        OfficialMention(
            text=text, start=one.start, end=one.end, name=one.name[:160], side=one.side or "", role=(one.role or "")[:300],
            official_id=officials.get(one.official or "") or proposed.get(one.name), reason=one.reason,
        )
        for one in extraction.people
    )  # fmt: skip
    Quotation.objects.bulk_create(
        Quotation(
            text=text, start=one.start, end=one.end, speaker_id=officials.get(one.speaker or ""),
            speaker_name=(one.speaker_name or "")[:160], side=one.side or "", cue=(one.cue or "")[:60],
        )
        for one in extraction.quotes
    )  # fmt: skip
