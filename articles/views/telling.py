"""What pages tell beyond what is reviewed, as a few numbers: they change whenever such a page says something else."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Aggregate, Count, Max, OuterRef, QuerySet, Subquery, Value

from articles.models import Article, ArticleText, Citation, Edition, Official, OfficialMention, Quotation
from articles.models.edition import READ

Telling = Callable[..., tuple[object, ...]]


def nothing_more(**named: object) -> tuple[object, ...]:
    """Of most pages: they tell of what is reviewed only."""
    return ()


def waiting_for(slug: str) -> tuple[object, ...]:
    """Of an event's page: the links that are proposed to it. One query."""
    waiting = Citation.objects.proposed().filter(event__slug=slug).order_by()
    return tuple(waiting.aggregate(Count("pk"), Max("pk")).values())


def told_of_article(key: str) -> tuple[object, ...]:
    """Of an article's page: its links, its text, and the other prints of its story. One query."""
    rows = Article.objects.filter(key=key).order_by()
    return (
        rows.values_list(
            _of(Citation.objects.filter(article=OuterRef("pk")), Count("pk")),
            _of(Citation.objects.filter(article=OuterRef("pk")), Max("pk")),
            _of(ArticleText.objects.filter(article=OuterRef("pk")), Max("pk")),
            _of(Article.objects.filter(story=OuterRef("story")), Count("pk")),
            _of(Article.objects.filter(story=OuterRef("story")), Max("pk")),
        ).first()
        or ()
    )


def named_in_articles(slug: str) -> tuple[object, ...]:
    """Of an official's page: the newest mention and the newest quotation. One query."""
    mentions = OfficialMention.objects.filter(official=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    quoted = Quotation.objects.filter(speaker=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = Official.objects.filter(slug=slug).order_by()
    return rows.values_list(Subquery(mentions), Subquery(quoted)).first() or ()


def stored() -> tuple[object, ...]:
    """Of the page about the site: how much is stored, and how much of it waits. One query."""
    rows = Edition.objects.filter(name=READ)
    return (
        rows.values_list(
            _of(Citation.objects.proposed(), Count("pk")),
            _of(Article.objects.all(), Max("pk")),
            _of(ArticleText.objects.all(), Max("pk")),
        ).first()
        or ()
    )


def _of(rows: QuerySet, number: Aggregate) -> Subquery:
    """A number of all the rows, as a part of another query."""
    everything = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(everything.annotate(number=number).values("number"))
