"""Finds the stored articles that tell the same story, through an index, and keeps them together."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from articles.extraction.fingerprints import Fingerprint, bands, containment, same_story
from articles.linking.stories import story_key
from articles.models import Article, ArticleText, FingerprintBand, Story

CANDIDATES = 200
"""Most texts a new one is compared with. More share a band only if one story was printed everywhere, and then the
first of them tell as much."""


ALIKE = 0.16
"""Share of the shorter text from which an editor is asked. Different reports of one event have 0.12 and less in common."""

MOST_ALIKE = 3


def neighbours(fingerprint: Fingerprint, *, besides: int | None = None) -> list[Article]:
    """The stored articles whose current text is a copy or a part of one with this fingerprint.

    An article whose story an editor set by hand is left out: it stays where the editor put it.
    """
    return [
        text.article
        for text in _candidates(fingerprint, besides)
        if "story" not in text.article.locked_fields
        and same_story(fingerprint, Fingerprint.from_bytes(bytes(text.fingerprint)))
    ]


def near_misses(fingerprint: Fingerprint, text: ArticleText) -> list[tuple[ArticleText, float]]:
    """Stored texts that are almost of the same story as ``text``, with the share that the two have in common.

    The most alike first, and few: an editor is to look at them.
    """
    found = []
    for other in _candidates(fingerprint, text.pk):
        theirs = Fingerprint.from_bytes(bytes(other.fingerprint))
        share = containment(fingerprint, theirs)
        if (
            share >= ALIKE
            and not same_story(fingerprint, theirs)
            and "story" not in other.article.locked_fields
        ):
            found.append((other, share))
    return sorted(found, key=lambda one: (-one[1], one[0].sha256))[:MOST_ALIKE]


def _candidates(fingerprint: Fingerprint, besides: int | None) -> QuerySet[ArticleText]:
    """Current texts that share a band with this fingerprint."""
    sharing = FingerprintBand.objects.filter(value__in=bands(fingerprint)).values("text")
    return (
        ArticleText.objects.filter(pk__in=sharing, is_current=True)
        .exclude(pk=besides)
        .select_related("article__story")
        .defer("text", "source")
        .order_by("sha256", "pk")[:CANDIDATES]
    )


def index_text(text: ArticleText, fingerprint: Fingerprint) -> None:
    """Make the text findable for copies that come later."""
    FingerprintBand.objects.bulk_create(
        FingerprintBand(text=text, value=value) for value in set(bands(fingerprint))
    )


def story_of(fingerprint: Fingerprint, company: Iterable[Article]) -> Story | None:
    """The story of a text with these neighbours; None for a text without words.

    Stories are connected components: an article that matches two stories makes them one. Its key is the smallest
    of its members' keys, so that the result does not depend on the order of arrival.
    """
    if not fingerprint.size:
        return None
    keys = {story_key([fingerprint]), *(one.story.key for one in company if one.story)}
    smallest, *others = sorted(keys)
    story = Story.objects.filter(key=smallest).first() or Story.objects.create(key=smallest)
    if others:
        _unite(story, others)
    return story


def join_story(article: Article, text: ArticleText, fingerprint: Fingerprint) -> None:
    """Index the text anew and put its article, which is stored already, into its story."""
    FingerprintBand.objects.filter(text__article=article).delete()
    index_text(text, fingerprint)
    if "story" in article.locked_fields:
        return
    former = article.story
    article.story = story_of(fingerprint, neighbours(fingerprint, besides=text.pk))
    article.save(update_fields=["story"])
    if former and former != article.story:
        Story.objects.filter(pk=former.pk, articles=None).delete()


def _unite(story: Story, others: Iterable[str]) -> None:
    """Move the articles of the stories with the keys ``others`` to ``story``, but for those an editor placed."""
    moving = Article.objects.filter(story__key__in=others).only("pk", "locked_fields")
    # in Python, for SQLite cannot look into JSON lists
    free = [one.pk for one in moving if "story" not in one.locked_fields]
    Article.objects.filter(pk__in=free).update(story=story)
    Story.objects.filter(key__in=others, articles=None).delete()
