"""Writes one article with everything read from it, in one short transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import connection, transaction

from articles.extraction.annotations import Document, Extraction, SourceFormat
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import Article, ArticleText
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .describe import describe, described_fields
from .explanations import explain_proposals, proposals_of
from .findings import forget_findings, keep_findings
from .proposals import propose
from .stories import index_text, join_story, neighbours, story_of
from .suggestions import suggest, without_refused_date
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
    reading = replace(reading, extraction=without_refused_date(reading.extraction))
    key = article_key(reading.document, reading.extraction)
    article = Article.objects.filter(key=key).first()
    return _store_new(key, reading) if article is None else _store_known(article, reading, renew=renew)


def _store_new(key: str, reading: Reading) -> Stored:
    """The usual case, kept to few statements: nothing to compare with, nothing to delete."""
    document, extraction = reading.document, reading.extraction
    article = Article(key=key, url=_shown_url(document.url or extraction.url or ""))
    describe(article, document, extraction)
    company = neighbours(reading.fingerprint)
    article.story = story_of(reading.fingerprint, company)
    article.save(force_insert=True)
    text = _new_text(article, reading, version=1)
    text.save(force_insert=True)
    index_text(text, reading.fingerprint)
    keep_findings(text, extraction, propose(article, text, extraction))
    explain_proposals(extraction, article)
    suggest(article, text, extraction, reading.fingerprint)
    return Stored(key, Outcome.DUPLICATE if company else Outcome.CREATED)


def _store_known(article: Article, reading: Reading, *, renew: bool) -> Stored:
    document, extraction = reading.document, reading.extraction
    before = described_fields(article)
    describe(article, document, extraction)
    if before != described_fields(article):
        article.save()
    text, is_text_new = _text_for(article, reading)
    if (
        not renew
        and not is_text_new
        and before == described_fields(article)
        and not _is_given_anew(text, document)
    ):
        return Stored(article.key, Outcome.UNCHANGED)
    text.given = given_with(document)
    text.extraction_version = EXTRACTION_VERSION
    text.warnings = list(extraction.warnings)
    text.save()
    join_story(article, text, reading.fingerprint)
    forgotten = proposals_of(article)
    forget_findings(text)
    keep_findings(text, extraction, propose(article, text, extraction))
    explain_proposals(extraction, article, forgotten)
    suggest(article, text, extraction, reading.fingerprint)
    touched = set(article.citations.accepted().values_list("event_id", flat=True))
    refresh_events(touched)
    keep_revisions(touched)
    return Stored(article.key, Outcome.UPDATED)


def _is_given_anew(text: ArticleText, document: Document) -> bool:
    """True if the caller says something else of the article than last time, or an older version read it."""
    return text.given != given_with(document) or text.extraction_version != EXTRACTION_VERSION


def _wait_for_turn() -> None:
    """One writer at a time: two copies stored at once would not see each other and make two stories.

    SQLite does it by itself (immediate transactions); PostgreSQL is asked for a lock that ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])


_WRITERS_LOCK = 20170719
"""Any number that nothing else in the database locks; the day the first dialogue opened."""


def _shown_url(url: str) -> str:
    """The address if it is one that may be linked to (http or https), else an empty string."""
    return url if url.startswith(("http://", "https://")) and len(url) <= 1000 else ""


def _text_for(article: Article, reading: Reading) -> tuple[ArticleText, bool]:
    """The article's current text row for what was read, and whether the text is a new version."""
    versions = list(article.texts.all())
    current = next((one for one in versions if one.is_current), None)
    if current is not None and current.sha256 == _digest(reading.extraction.text):
        current.source, current.source_format = reading.document.source, reading.document.format.value
        return current, False
    if current is not None:
        ArticleText.objects.filter(pk=current.pk).update(is_current=False)
    return _new_text(article, reading, version=1 + max((one.version for one in versions), default=0)), True


def _new_text(article: Article, reading: Reading, *, version: int) -> ArticleText:
    document, extraction = reading.document, reading.extraction
    return ArticleText(
        article=article,
        version=version,
        text=extraction.text,
        sha256=_digest(extraction.text),
        source=document.source,
        source_format=document.format.value,
        given=given_with(document),
        extraction_version=EXTRACTION_VERSION,
        fingerprint=reading.fingerprint.to_bytes(),
        warnings=list(extraction.warnings),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
