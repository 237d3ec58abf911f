"""Finds the stored articles that tell the same story, through an index, and keeps them together."""

from __future__ import annotations

from collections.abc import Iterable

from articles.extraction.fingerprints import Fingerprint, bands, same_story
from articles.linking.stories import story_key
from articles.models import Article, ArticleText, FingerprintBand, Story

CANDIDATES = 200
"""Most texts a new one is compared with. More share a band only if one story was printed everywhere, and then the
first of them tell as much."""


def neighbours(fingerprint: Fingerprint, *, besides: int | None = None) -> list[Article]:
    """The stored articles whose current text is a copy or a part of one with this fingerprint.

    An article whose story an editor set by hand is left out: it stays where the editor put it.
    """
    values = bands(fingerprint)
    candidates = (
        ArticleText.objects.filter(
            pk__in=FingerprintBand.objects.filter(value__in=values).values("text"), is_current=True
        )
        .exclude(pk=besides)
        .select_related("article__story")
        .defer("text", "source")
        .order_by("sha256", "pk")[:CANDIDATES]
    )
    return [
        text.article
        for text in candidates
        if "story" not in text.article.locked_fields
        and same_story(fingerprint, Fingerprint.from_bytes(bytes(text.fingerprint)))
    ]


def join_story(article: Article, text: ArticleText, fingerprint: Fingerprint) -> bool:
    """Put the article into its story and index its text. True if another article tells that story too.

    Stories are connected components: an article that matches two stories makes them one. Its key is the smallest
    of its members' keys, so that the result does not depend on the order of arrival.
    """
    FingerprintBand.objects.filter(text__article=article).delete()
    if not fingerprint.size:
        return False
    FingerprintBand.objects.bulk_create(
        FingerprintBand(text=text, value=value) for value in set(bands(fingerprint))
    )
    if "story" in article.locked_fields:
        return False
    company = neighbours(fingerprint, besides=text.pk)
    own = story_key([fingerprint])
    _unite(article, {own, *(one.story.key for one in company if one.story)})
    return bool(company)


def _unite(article: Article, keys: Iterable[str]) -> None:
    """Make one story of those with these keys and put ``article`` into it."""
    smallest, *others = sorted(keys)
    story, _ = Story.objects.get_or_create(key=smallest)
    former = article.story
    moving = Article.objects.filter(story__key__in=others).only("pk", "locked_fields")
    # in Python, for SQLite cannot look into JSON lists
    free = [one.pk for one in moving if "story" not in one.locked_fields]
    Article.objects.filter(pk__in=free).update(story=story)
    article.story = story
    article.save(update_fields=["story"])
    gone = Story.objects.filter(key__in=[*others, former.key] if former and former != story else others)
    gone.filter(articles=None).delete()
