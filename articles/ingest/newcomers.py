"""Stores articles that the database does not hold yet, several at a time: one statement a table, not one an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.extraction.annotations import Extraction
from articles.models import Article, ArticleText, Story

from .company import Company, companies
from .describe import Publishers, describe
from .explanations import explain_proposals
from .findings import keep_findings
from .proposals import propose_new
from .rows import new_text, shown_url
from .stories import index_texts, new_stories, story_of
from .suggestions import suggest_new
from .work import Reading


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A new article with its text and what was read from it; ``company`` is who tells its story already."""

    article: Article
    text: ArticleText
    extraction: Extraction
    company: Company


def store_new(keyed: Sequence[tuple[str, Reading]]) -> list[bool]:
    """Store the readings under their keys; for each, whether its story was there before.

    No two of them may be close: whoever comes second must find the first one stored.
    """
    around = companies([reading.fingerprint for _, reading in keyed])
    stories = _stories(keyed, around)
    publishers = Publishers()
    articles = [
        _article(key, reading, story, publishers)
        for (key, reading), story in zip(keyed, stories, strict=True)
    ]
    Article.objects.bulk_create(articles)
    texts = [
        new_text(article, reading, version=1) for article, (_, reading) in zip(articles, keyed, strict=True)
    ]
    ArticleText.objects.bulk_create(texts)
    newcomers = [
        Newcomer(article, text, reading.extraction, company)
        for article, text, (_, reading), company in zip(articles, texts, keyed, around, strict=True)
    ]
    index_texts([(one.text, reading.fingerprint) for one, (_, reading) in zip(newcomers, keyed, strict=True)])
    _store_found(newcomers)
    return [bool(company.same) for company in around]


def _stories(keyed: Sequence[tuple[str, Reading]], around: Sequence[Company]) -> list[Story | None]:
    """The story of each reading; those that nobody tells yet are made together."""
    alone = [
        reading.fingerprint
        for (_, reading), company in zip(keyed, around, strict=True)
        if reading.fingerprint.size and not company.same
    ]
    made = iter(new_stories(alone))
    return [
        story_of(reading.fingerprint, company.same)
        if company.same or not reading.fingerprint.size
        else next(made)
        for (_, reading), company in zip(keyed, around, strict=True)
    ]


def _article(key: str, reading: Reading, story: Story | None, publishers: Publishers) -> Article:
    document, extraction = reading.document, reading.extraction
    article = Article(key=key, url=shown_url(document.url or extraction.url or ""), story=story)
    describe(article, document, extraction, publishers)
    return article


def _store_found(newcomers: Sequence[Newcomer]) -> None:
    """What was found in the texts, and what it gives rise to."""
    proposed = propose_new([(one.article, one.text, one.extraction) for one in newcomers])
    keep_findings(
        [(one.text, one.extraction, officials) for one, officials in zip(newcomers, proposed, strict=True)]
    )
    explain_proposals([(one.article, one.extraction) for one in newcomers])
    suggest_new([(one.article, one.text, one.extraction, one.company) for one in newcomers])
