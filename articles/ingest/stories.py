"""Keeps the articles that tell the same story together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articles.extraction.fingerprints import Fingerprint, bands
from articles.linking.stories import story_key
from articles.models import Article, ArticleText, FingerprintBand, Story

from .company import Company, company_of
from .inserting import insert_rows


def index_texts(prints: Iterable[tuple[ArticleText, Fingerprint]]) -> None:
    """Make the texts findable for copies that come later."""
    rows = ((text.pk, value) for text, fingerprint in prints for value in sorted(set(bands(fingerprint))))
    insert_rows(FingerprintBand, ("text", "value"), rows)


def new_stories(fingerprints: Sequence[Fingerprint]) -> list[Story]:
    """The stories of texts that share theirs with nobody."""
    keys = [story_key([fingerprint]) for fingerprint in fingerprints]
    found = {story.key: story for story in Story.objects.filter(key__in=keys)}
    made = Story.objects.bulk_create(Story(key=key) for key in dict.fromkeys(keys) if key not in found)
    found |= {story.key: story for story in made}
    return [found[key] for key in keys]


def story_of(fingerprint: Fingerprint, company: Iterable[Article]) -> Story | None:
    """The story of a text with these neighbours; None for a text without words.

    Stories are connected components: an article that matches two stories makes them one. Its key is the smallest
    of its members' keys, so that the result does not depend on the order of arrival.
    """
    if not fingerprint.size:
        return None
    # asked now: since the company was found, two of its stories may have become one
    told = Story.objects.filter(articles__in=[article.pk for article in company]).order_by().distinct()
    own = story_key([fingerprint])
    stories = {story.key: story for story in (*told, *Story.objects.filter(key=own))}
    smallest = min({own, *stories})
    story = stories.pop(smallest, None) or Story.objects.create(key=smallest)
    if stories:
        _unite(story, stories)
    return story


def join_story(article: Article, text: ArticleText, fingerprint: Fingerprint) -> Company:
    """Index the text anew and put its article, which is stored already, into its story. Returns its company."""
    FingerprintBand.objects.filter(text__article=article).delete()
    # asked before it is indexed: under its own bands a text would be the first of its own company, and the rarest
    company = company_of(fingerprint)
    index_texts([(text, fingerprint)])
    if "story" in article.locked_fields:
        return company
    former = article.story
    article.story = story_of(fingerprint, company.same)
    article.save(update_fields=["story"])
    if former and former != article.story:
        Story.objects.filter(pk=former.pk, articles=None).delete()
    return company


def _unite(story: Story, others: Iterable[str]) -> None:
    """Move the articles of the stories with the keys ``others`` to ``story``, but for those an editor placed."""
    moving = Article.objects.filter(story__key__in=others).only("pk", "locked_fields")
    # in Python, for SQLite cannot look into JSON lists
    free = [one.pk for one in moving if "story" not in one.locked_fields]
    Article.objects.filter(pk__in=free).update(story=story)
    Story.objects.filter(key__in=others, articles=None).delete()
