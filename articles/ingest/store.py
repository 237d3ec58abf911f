"""Writes articles with everything read from them, in one short transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import connection, transaction

from articles.extraction.annotations import Document, Extraction, SourceFormat
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import Article, ArticleText
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .company import are_close
from .describe import Publishers, describe, described_fields
from .explanations import explain_proposals, proposals_of
from .findings import forget_findings, keep_findings
from .newcomers import store_new
from .proposals import propose
from .rows import given_with, new_text, shown_url, text_digest
from .stories import join_story
from .suggestions import suggest, without_refused_dates
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
    return Article.key_for(url=shown_url(url), source=document.source.strip())


def unchanged(documents: Sequence[Document]) -> list[Stored | None]:
    """For each document the stored article if it has nothing new to say, else None. Saves reading it again."""
    keys = [article_key(document) for document in documents]
    # the version is compared here: SQLite would go through all texts of one version to find those of a few articles
    texts = ArticleText.objects.filter(article__key__in=set(keys), is_current=True)
    columns = ("article__key", "source", "source_format", "given", "extraction_version")
    known = {key: told for key, *told in texts.order_by().values_list(*columns)}
    return [
        Stored(key, Outcome.UNCHANGED)
        if known.get(key)
        == [document.source, document.format.value, given_with(document), EXTRACTION_VERSION]
        else None
        for key, document in zip(keys, documents, strict=True)
    ]


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


def store(reading: Reading, *, renew: bool = False) -> Stored:
    """``store_all`` for a single reading."""
    return store_all([reading], renew=renew)[0]


@transaction.atomic
def store_all(readings: Sequence[Reading], *, renew: bool = False) -> list[Stored]:
    """Store the articles, their texts, what was found in them, their stories and proposals: all of it or nothing.

    An article that says nothing new is left alone, unless ``renew`` asks for its machine-made rows to be made anew.
    What comes of it is the same as if they were stored one by one, in the order given.
    """
    if not readings:
        return []
    wait_for_turn()
    keyed = _keyed(readings)
    known = set(Article.objects.filter(key__in=[key for key, _ in keyed]).values_list("key", flat=True))
    stored: list[Stored] = []
    fresh: list[tuple[str, Reading]] = []
    for key, reading in keyed:
        if key in known or any(are_close(reading.fingerprint, other.fingerprint) for _, other in fresh):
            stored += _store_new(fresh)
            fresh = []
        if key in known:
            article = Article.objects.get(key=key)
            stored.append(_store_known(article, reading, renew=renew))
        else:
            known.add(key)
            fresh.append((key, reading))
    return stored + _store_new(fresh)


def _keyed(readings: Sequence[Reading]) -> list[tuple[str, Reading]]:
    extractions = without_refused_dates([reading.extraction for reading in readings])
    return [
        (article_key(reading.document, extraction), replace(reading, extraction=extraction))
        for reading, extraction in zip(readings, extractions, strict=True)
    ]


def _store_new(fresh: Sequence[tuple[str, Reading]]) -> list[Stored]:
    if not fresh:
        return []
    return [
        Stored(key, Outcome.DUPLICATE if was_told else Outcome.CREATED)
        for (key, _), was_told in zip(fresh, store_new(fresh), strict=True)
    ]


def _store_known(article: Article, reading: Reading, *, renew: bool) -> Stored:
    document, extraction = reading.document, reading.extraction
    before = described_fields(article)
    describe(article, document, extraction, Publishers())
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
    company = join_story(article, text, reading.fingerprint)
    forgotten = proposals_of([article])
    forget_findings(text)
    keep_findings([(text, extraction, propose(article, text, extraction))])
    explain_proposals([(article, extraction)], forgotten)
    suggest(article, text, extraction, company)
    touched = set(article.citations.accepted().order_by().values_list("event_id", flat=True))
    refresh_events(touched)
    keep_revisions(touched)
    return Stored(article.key, Outcome.UPDATED)


def _is_given_anew(text: ArticleText, document: Document) -> bool:
    """True if the caller says something else of the article than last time, or an older version read it."""
    return text.given != given_with(document) or text.extraction_version != EXTRACTION_VERSION


def wait_for_turn() -> None:
    """One writer at a time: two copies stored at once would not see each other and make two stories.

    SQLite does it by itself (immediate transactions); PostgreSQL is asked for a lock that ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])


_WRITERS_LOCK = 20170719
"""Any number that nothing else in the database locks; the day the first dialogue opened."""


def _text_for(article: Article, reading: Reading) -> tuple[ArticleText, bool]:
    """The article's current text row for what was read, and whether the text is a new version."""
    versions = list(article.texts.all())
    current = next((one for one in versions if one.is_current), None)
    if current is not None and current.sha256 == text_digest(reading.extraction.text):
        current.source, current.source_format = reading.document.source, reading.document.format.value
        return current, False
    if current is not None:
        ArticleText.objects.filter(pk=current.pk).update(is_current=False)
    return new_text(article, reading, version=1 + max((one.version for one in versions), default=0)), True
