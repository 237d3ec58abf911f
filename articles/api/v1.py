"""Version 1: events, articles, officials, quotations, citations, stories. Only GET; ids are for good."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.db.models import Exists, F, OuterRef, Prefetch
from django.db.models.functions import Substr
from django.http import Http404
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from articles.formats.people import official_of, quotation_of
from articles.models import Article, Citation, Event, Official, Quotation, ReviewState, Story
from articles.models.contents import contents_in_order, contents_of
from articles.models.keyset import Place, places_after
from articles.models.told_by import article_of
from articles.views.data import view_of, with_revisions
from articles.views.filters import Filters
from articles.views.narrowing import narrow, unknown_values

from . import shapes
from .answers import Refused, answered, failed, listed, only

api = NinjaAPI(
    title="Trade talks",
    version="1",
    description="A sourced chronology of the US–China trade talks. Facts and our words: CC0. Read only.",
    docs_url=None,
    urls_namespace="api-1",
)
PROBLEMS = {400: shapes.Problem, 404: shapes.Problem, 405: shapes.Problem, 422: shapes.Problem}
GivenSlug = Annotated[str, Path(max_length=100, pattern=shapes.SLUG)]


@api.exception_handler(Refused)
def _refused(request, refusal):
    return failed(request, refusal.status, refusal.detail)


@api.exception_handler(Http404)
def _absent(request, _error):
    return failed(request, 404, "There is nothing under this address.")


@api.exception_handler(ValidationError)
def _malformed(request, error):
    told = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors
    )
    return failed(request, 422, told[:600])


def _in_years_kept(day: date | None) -> str:
    """A day as the filters take it; far ones stand for the ends of the calendar they know."""
    return min(max(day, date(1900, 1, 1)), date(2199, 12, 31)).isoformat() if day else ""


def filters_of(given: shapes.EventFilters) -> Filters:
    """The timeline's own record of filters."""
    plain = ("q", "side", "official", "topic", "present", "place", "status", "outcome", "confidence")
    plain += ("measures", "disputed", "unreviewed", "order", "month")
    values = {name: getattr(given, name) or "" for name in plain}
    return Filters(
        **values,
        year=(given.month or "")[:4] or given.year or "",
        kind=tuple(dict.fromkeys(given.kind)),
        first=_in_years_kept(given.first),
        last=_in_years_kept(given.last),
        asof=given.asof,
    )


def place_of(after: str | None) -> Place | None:
    """``737000.0.12`` (day as a number, order, row) → where the piece before ended."""
    if not after:
        return None
    day, order, pk = (int(part) for part in after.split("."))
    return Place(date.fromordinal(min(day, date.max.toordinal())) if day else None, order, pk)


def mark_of(place: Place) -> str:
    """The other way round."""
    return f"{place.earliest.toordinal() if place.earliest else 0}.{place.order}.{place.pk}"


@api.get("/events", response={200: shapes.EventList, **PROBLEMS}, tags=["events"], summary="Events")
def events(request, given: Query[shapes.EventFilters]):
    """Events in order, a piece at a time; the filters are those of the timeline."""
    only(request, shapes.EventFilters)
    filters = filters_of(given)
    if missing := unknown_values(filters):
        raise Refused(404, ". ".join(missing).replace(" was ignored: ", ": ") + ".")
    oldest = given.order == "oldest"
    found = places_after(narrow(filters), place_of(given.after), given.limit + 1, oldest_first=oldest)
    shown = found[: given.limit]
    records = contents_in_order([place.pk for place in shown], given.asof, brief=True)
    view = view_of(request, "", "/")
    items = [{"url": view.event(one["id"]), **one} for one in with_revisions(records)]
    return listed(request, items, mark_of(shown[-1]) if len(found) > given.limit else None)


@api.get(
    "/events/{slug}", response={200: shapes.WholeEvent, **PROBLEMS}, tags=["events"], summary="One event"
)
def event(request, slug: GivenSlug, given: Query[shapes.OneEvent]):
    """Everything the event's page says."""
    only(request, shapes.OneEvent)
    unreviewed = given.unreviewed == "1"
    found = Event.objects.shown(unreviewed=unreviewed).filter(slug=slug)
    records = with_revisions(contents_of(found, given.asof, unreviewed=unreviewed))
    if not records:
        raise Http404
    return answered(request, {"url": view_of(request, "", "/").event(slug), **records[0]})


@api.get("/articles", response={200: shapes.ArticleList, **PROBLEMS}, tags=["articles"], summary="Articles")
def articles(request, given: Query[shapes.ArticleFilters]):
    """Sources in the order of their ids."""
    only(request, shapes.ArticleFilters)
    rows = Article.objects.select_related("publisher", "story").order_by("key")
    equal = {"kind": given.kind, "publisher__name": given.publisher, "story__key": given.story}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if given.event:
        rows = rows.filter(pk__in=_links_to(given.event).values("article"))
    if given.first:
        rows = rows.filter(published_latest__gte=given.first)
    if given.last:
        rows = rows.filter(published_earliest__lte=given.last)
    found = _piece(rows, "key", given)
    view = view_of(request, "", "/")
    items = [{"page": view.article(one.key), **article_of(one)} for one in found[: given.limit]]
    return listed(request, items, _last(found, given, "key"))


def _links_to(slug: str):
    """The accepted links of a shown event."""
    event = Event.objects.shown().filter(slug=slug).values_list("pk", flat=True).first()
    return Citation.objects.accepted().filter(event=event)


def _piece(rows, column: str, given) -> list:
    """The rows after ``given.after``, one more than asked for."""
    if given.after:
        rows = rows.filter(**{f"{column}__gt": given.after})
    return list(rows[: given.limit + 1])


def _last(found: list, given, column: str) -> str | None:
    return str(getattr(found[given.limit - 1], column)) if len(found) > given.limit else None


@api.get(
    "/articles/{key}",
    response={200: shapes.WholeArticle, **PROBLEMS},
    tags=["articles"],
    summary="One article",
)
def article(request, key: GivenSlug):
    """What is known of a source, and the events it tells of with the sentence for each."""
    only(request, shapes.Schema)
    found = Article.objects.select_related("publisher", "story").filter(key=key).first()
    if found is None:
        raise Http404
    links = Citation.objects.accepted().filter(article=found, event__in=Event.objects.shown()).with_sources()
    told = [
        {
            "event": link.event.slug,
            "relation": link.relation,
            "review": link.state,
            "evidence": link.evidence_words or "",
            "reasons": link.reasons,
        }
        for link in links
    ]
    page = view_of(request, "", "/").article(key)
    return answered(request, {"page": page, **article_of(found), "events": told})


@api.get(
    "/officials", response={200: shapes.OfficialList, **PROBLEMS}, tags=["officials"], summary="Officials"
)
def officials(request, given: Query[shapes.OfficialFilters]):
    """Officials in the order of their ids, with the posts they held."""
    only(request, shapes.OfficialFilters)
    rows = Official.objects.accepted().prefetch_related("posts", "aliases").order_by("slug")
    if given.side:
        rows = rows.filter(side=given.side)
    found = _piece(rows, "slug", given)
    view = view_of(request, "", "/")
    items = [{"page": view.official(one.slug), **official_of(one)} for one in found[: given.limit]]
    return listed(request, items, _last(found, given, "slug"))


@api.get(
    "/officials/{slug}",
    response={200: shapes.OfficialShape, **PROBLEMS},
    tags=["officials"],
    summary="One official",
)
def official(request, slug: GivenSlug):
    """Names in both scripts, and posts."""
    only(request, shapes.Schema)
    found = Official.objects.accepted().prefetch_related("posts", "aliases").filter(slug=slug).first()
    if found is None:
        raise Http404
    return answered(request, {"page": view_of(request, "", "/").official(slug), **official_of(found)})


@api.get(
    "/quotations", response={200: shapes.QuotationList, **PROBLEMS}, tags=["quotations"], summary="Quotations"
)
def quotations(request, given: Query[shapes.QuotationFilters]):
    """Where somebody is quoted. The words are given only where the licence lets the whole text be shown."""
    only(request, shapes.QuotationFilters)
    rows = Quotation.objects.filter(text__is_current=True, text__article__is_relevant=True)
    equal = {"speaker__slug": given.speaker, "side": given.side, "text__article__key": given.article}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    rows = rows.select_related("speaker", "text__article").order_by("pk")
    rows = rows.defer("text__text", "text__source", "text__fingerprint", "text__given")
    words = Substr("text__text", F("start") + 1, F("end") - F("start"))
    found = _piece(rows.annotate(words_said=words), "pk", given)
    items = [quotation_of(one) for one in found[: given.limit]]
    return listed(request, items, _last(found, given, "pk"))


@api.get(
    "/citations", response={200: shapes.CitationList, **PROBLEMS}, tags=["citations"], summary="Citations"
)
def citations(request, given: Query[shapes.CitationFilters]):
    """Which article tells of which event, by which sentence, on what grounds."""
    only(request, shapes.CitationFilters)
    unreviewed = given.unreviewed == "1"
    equal = {"event__slug": given.event, "article__key": given.article, "relation": given.relation}
    rows = _links_in_order(unreviewed).filter(**{name: value for name, value in equal.items() if value})
    # sources come in a second step: a database may sort all links of an event, and would join theirs to each before
    chosen = _piece(rows.order_by("pk").values_list("pk", flat=True), "pk", given)
    found = list(
        Citation.objects.filter(pk__in=chosen).with_sources().defer("event__search_text").order_by("pk")
    )
    items = [_citation_of(one) for one in found[: given.limit]]
    return listed(request, items, _last(found, given, "pk"))


def _links_in_order(unreviewed: bool):
    """The links shown, asked for in a way that lets a database walk them by row: there may be a million to sort."""
    hidden = {*ReviewState.values} - {ReviewState.ACCEPTED, *([ReviewState.PROPOSED] if unreviewed else [])}
    events = Event.objects.shown(unreviewed=unreviewed).filter(pk=OuterRef("event_id"))
    return Citation.objects.exclude(state__in=sorted(hidden)).filter(Exists(events))


def _citation_of(one: Citation) -> dict[str, object]:
    return {
        "id": f"{one.event.slug}/{one.article.key}",
        "event": one.event.slug,
        "article": one.article.key,
        "relation": one.relation,
        "review": one.state,
        "score": one.score,
        "evidence": one.evidence_words or "",
        "reasons": one.reasons,
    }


def _stories():
    keys = Article.objects.only("pk", "key", "story_id").order_by("key")
    return Story.objects.prefetch_related(Prefetch("articles", keys)).order_by("key")


def _story_of(one: Story) -> dict[str, object]:
    return {"id": one.key, "articles": [article.key for article in one.articles.all()]}


@api.get("/stories", response={200: shapes.StoryList, **PROBLEMS}, tags=["stories"], summary="Stories")
def stories(request, given: Query[shapes.StoryFilters]):
    """Articles that are one text printed several times."""
    only(request, shapes.StoryFilters)
    rows = _stories()
    if given.event:
        rows = rows.filter(pk__in=_links_to(given.event).values("article_story"))
    found = _piece(rows, "key", given)
    return listed(request, [_story_of(one) for one in found[: given.limit]], _last(found, given, "key"))


@api.get(
    "/stories/{key}", response={200: shapes.StoryShape, **PROBLEMS}, tags=["stories"], summary="One story"
)
def story(request, key: GivenSlug):
    """The prints of one story."""
    only(request, shapes.Schema)
    found = _stories().filter(key=key).first()
    if found is None:
        raise Http404
    return answered(request, _story_of(found))
