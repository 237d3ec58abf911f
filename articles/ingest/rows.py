"""The rows that a reading becomes: its text, its address, what the caller said of it."""

from __future__ import annotations

import hashlib

from articles.extraction.annotations import Document
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import Article, ArticleText

from .work import Reading


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


def shown_url(url: str) -> str:
    """The address if it is one that may be linked to (http or https), else an empty string."""
    return url if url.startswith(("http://", "https://")) and len(url) <= 1000 else ""


def new_text(article: Article, reading: Reading, *, version: int) -> ArticleText:
    """The row, not stored yet, of what was read for the article."""
    document, extraction = reading.document, reading.extraction
    return ArticleText(
        article=article,
        version=version,
        text=extraction.text,
        sha256=text_digest(extraction.text),
        source=document.source,
        source_format=document.format.value,
        given=given_with(document),
        extraction_version=EXTRACTION_VERSION,
        fingerprint=reading.fingerprint.to_bytes(),
        warnings=list(extraction.warnings),
    )


def text_digest(text: str) -> str:
    """The hash by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()
