"""What pages tell beyond what is reviewed, as a few numbers: they change whenever such a page says something else.

Each number is a query to be asked as a part of another one (``models.edition.present_marks``).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Aggregate, Count, Max, QuerySet, Subquery, Value

from articles.models import Article, ArticleText, Citation, Official, OfficialMention, Quotation

Telling = Callable[..., tuple[Subquery, ...]]


def nothing_more(**named: object) -> tuple[Subquery, ...]:
    """Of most pages: they tell of what is reviewed only."""
    return ()


def waiting_for(slug: str) -> tuple[Subquery, ...]:
    """Of an event's page: the links that are proposed to it."""
    return _count_and_newest(Citation.objects.proposed().filter(event__slug=slug))


def told_of_article(key: str) -> tuple[Subquery, ...]:
    """Of an article's page: its links, its text, and the other prints of its story."""
    return (
        *_count_and_newest(Citation.objects.filter(article__key=key)),
        _of(ArticleText.objects.filter(article__key=key), Max("pk")),
        Subquery(Article.objects.filter(key=key).values("story")[:1]),
        *_count_and_newest(Article.objects.filter(story__articles__key=key)),
    )


def named_in_articles(slug: str) -> tuple[Subquery, ...]:
    """Of an official's page: the newest mention and the newest quotation."""
    official = Subquery(Official.objects.filter(slug=slug).order_by().values("pk")[:1])
    mentions = OfficialMention.objects.filter(official=official).order_by("-pk").values("pk")[:1]
    quoted = Quotation.objects.filter(speaker=official).order_by("-pk").values("pk")[:1]
    return Subquery(mentions), Subquery(quoted)


def stored() -> tuple[Subquery, ...]:
    """Of the page about the site: how much is stored, and how much of it waits."""
    return (
        *_count_and_newest(Citation.objects.proposed()),
        _of(Article.objects.all(), Max("pk")),
        _of(ArticleText.objects.all(), Max("pk")),
    )


def _count_and_newest(rows: QuerySet) -> tuple[Subquery, Subquery]:
    return _of(rows, Count("pk")), _of(rows, Max("pk"))


def _of(rows: QuerySet, number: Aggregate) -> Subquery:
    """A number of all the rows, as a part of another query."""
    everything = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(everything.annotate(number=number).values("number"))
