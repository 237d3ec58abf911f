"""What a document says of its article, set on the article's row."""

from __future__ import annotations

from articles.extraction.annotations import Basis, Document, DocumentDate, Extraction
from articles.models import Article, Merge, Publisher
from articles.models.dates import granularity_between

DESCRIBED = (
    "title", "byline", "publisher_id", "language", "is_relevant", "licence", "kind",
    "published_earliest", "published_latest", "published_granularity", "published_basis",
    "published_evidence", "published_reason",
)  # fmt: skip
"""The fields of an article that reading a document sets, unless an editor locked them."""


def described_fields(article: Article) -> tuple[object, ...]:
    """The values of ``DESCRIBED``, to tell whether anything changed."""
    return tuple(getattr(article, field) for field in DESCRIBED)


class Publishers:
    """Rows of publishers by name, each looked up once."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def row_of(self, name: str | None) -> int | None:
        """The row of "Example News", made if it is new; None for no name."""
        short = (name or "").strip()[:200]
        if not short:
            return None
        if short not in self._rows:
            kept = Merge.objects.kept_key("publisher", short)
            self._rows[short] = Publisher.objects.get_or_create(name=kept)[0].pk
        return self._rows[short]


def describe(article: Article, document: Document, extraction: Extraction, publishers: Publishers) -> None:
    """Set what the document says of the article; what an editor set stays, and nothing known is forgotten."""
    found = {
        "title": (extraction.title or document.title or "")[:500],
        "byline": (extraction.byline or "")[:300],
        "publisher_id": publishers.row_of(extraction.publisher or document.publisher),
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
