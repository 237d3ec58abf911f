"""Finds the stored articles that tell the same story, through an index, and keeps them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from articles.extraction.fingerprints import Fingerprint, bands, compare
from articles.linking.stories import story_key
from articles.models import Article, ArticleText, FingerprintBand, Story

from .inserting import insert_rows

CANDIDATES = 200
"""Most texts a new one is compared with. More share a rare band only if one story was printed everywhere, and then the
first of them tell as much."""

LEAST_BANDS = 3
"""Bands that are looked under however many texts have them."""

FEW = 64
"""Texts to which the bands beyond these may lead together."""

ALIKE = 0.16
"""Share of the shorter text from which an editor is asked. Different reports of one event have 0.12 and less in common."""

MOST_ALIKE = 3

_ASKED_AT_ONCE = 500
"""Values in one question: databases take a limited number of variables."""


@dataclass(frozen=True, slots=True)
class Company:
    """The stored articles that a text stands close to.

    ``same`` holds those whose text is a copy or a part of it, ``nearly`` the texts that almost are, with the share
    that the two have in common: the most alike first, and few, for an editor is to look at them. An article whose
    story an editor set by hand is in neither: it stays where the editor put it.
    """

    same: tuple[Article, ...] = ()
    nearly: tuple[tuple[ArticleText, float], ...] = ()


def company_of(fingerprint: Fingerprint, *, besides: int | None = None) -> Company:
    """Who is close to a text with this fingerprint, the text ``besides`` left out."""
    values = bands(fingerprint)
    return _company(fingerprint, rarest(values, _counted(values)), besides)


def _company(fingerprint: Fingerprint, values: Iterable[int], besides: int | None = None) -> Company:
    same: list[int] = []
    shares: dict[int, float] = {}
    for row, packed, locked in _candidates(values, besides):
        if "story" in locked:
            continue
        is_same, share = compare(fingerprint, Fingerprint.from_bytes(bytes(packed)))
        if is_same:
            same.append(row)
        elif share >= ALIKE:
            shares[row] = share
    texts = _texts([*same, *shares])
    nearly = sorted(((texts[row], share) for row, share in shares.items()), key=_most_alike)
    return Company(tuple(texts[row].article for row in same), tuple(nearly[:MOST_ALIKE]))


def _most_alike(one: tuple[ArticleText, float]) -> tuple[float, str]:
    return -one[1], one[0].sha256


def _texts(rows: Sequence[int]) -> dict[int, ArticleText]:
    """The texts with their articles and stories, without what was written in them."""
    if not rows:
        return {}
    texts = ArticleText.objects.filter(pk__in=rows).select_related("article__story").order_by()
    return texts.defer("text", "source", "given", "fingerprint").in_bulk()


def are_close(one: Fingerprint, other: Fingerprint) -> bool:
    """True if either would be company of the other: of those, the second to be stored must find the first."""
    if set(bands(one)).isdisjoint(bands(other)):
        return False
    is_same, share = compare(one, other)
    return is_same or share >= ALIKE


def companies(fingerprints: Sequence[Fingerprint]) -> list[Company]:
    """``company_of`` each. Most texts share a band with no other: that is asked once for all."""
    counts = _counted({value for fingerprint in fingerprints for value in bands(fingerprint)})
    return [
        _company(fingerprint, shared) if (shared := rarest(bands(fingerprint), counts)) else Company()
        for fingerprint in fingerprints
    ]


def _counted(values: Iterable[int]) -> dict[int, int]:
    """How many texts have each band; those that none has are left out."""
    wanted = sorted(values)
    counts: dict[int, int] = {}
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        asked = FingerprintBand.objects.filter(value__in=wanted[start : start + _ASKED_AT_ONCE])
        counts.update(asked.order_by().values_list("value").annotate(Count("pk")))
    return counts


def rarest(values: Iterable[int], counts: Mapping[int, int]) -> list[int]:
    """The bands that candidates are looked for under: the rarest, as long as they lead to few texts.

    A phrase that every agency prints ("did not immediately respond to a request for comment") gives thousands of texts
    a band in common and tells nothing; a copy shares the rare bands too.
    """
    chosen: list[int] = []
    texts = 0
    for value in sorted((one for one in values if one in counts), key=lambda one: (counts[one], one)):
        texts += counts[value]
        if len(chosen) >= LEAST_BANDS and texts > FEW:
            break
        chosen.append(value)
    return chosen


def _candidates(values: Iterable[int], besides: int | None) -> QuerySet[ArticleText]:
    """Rows (text, fingerprint, locked fields of its article) of the current texts that have one of these bands."""
    sharing = FingerprintBand.objects.filter(value__in=values).values("text")
    return (
        ArticleText.objects.filter(pk__in=sharing, is_current=True)
        .exclude(pk=besides)
        .order_by("sha256", "pk")
        .values_list("pk", "fingerprint", "article__locked_fields")[:CANDIDATES]
    )


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
    told = Story.objects.filter(articles__in=[article.pk for article in company])
    keys = {story_key([fingerprint]), *told.order_by().values_list("key", flat=True)}
    smallest, *others = sorted(keys)
    story = Story.objects.filter(key=smallest).first() or Story.objects.create(key=smallest)
    if others:
        _unite(story, others)
    return story


def join_story(article: Article, text: ArticleText, fingerprint: Fingerprint) -> Company:
    """Index the text anew and put its article, which is stored already, into its story. Returns its company."""
    FingerprintBand.objects.filter(text__article=article).delete()
    index_texts([(text, fingerprint)])
    company = company_of(fingerprint, besides=text.pk)
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
