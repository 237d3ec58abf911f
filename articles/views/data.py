"""The pages as data: the same address with a suffix (``/timeline.csv?kind=round``, ``/events/….ics``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import wraps

from django.db.models import Max
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.formats import calendar, documents, feed, linked, references, spreadsheet, timelinejs
from articles.formats.failures import failure
from articles.formats.kinds import FORMATS, OFFERED
from articles.formats.people import official_of
from articles.formats.view import View
from articles.models import Article, Citation, Event, Official, Revision
from articles.models.contents import Contents, contents_in_order, contents_of
from articles.models.keyset import pieces
from articles.models.told_by import Wanted, article_of, every_source

from . import gone
from .asof import read_asof
from .crossorigin import open_data
from .filters import OLDEST, Filters, excerpt
from .freshness import etag_of, freshness, weak_etag
from .narrowing import narrow, read_strictly

WRITERS = {
    "json": documents.write,
    "csv": spreadsheet.write,
    "jsonld": linked.write,
    "timelinejs.json": timelinejs.write,
}
"""Formats that are nothing but their records, one after the other."""
NEEDED = {
    "csv": {"evidence": False},
    "jsonld": {"evidence": False},
    "ics": {"kept": 0},
    "timelinejs.json": {"kept": 0},
}
"""What a format needs of the sources, where it is less than all: what is not written need not be read."""
CHUNK = 32_768
"""Characters sent at once: each chunk goes through every middleware, and is compressed by itself."""


class Refused(Exception):
    """The request cannot be answered; the answer says so in the format asked for."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def answers_in_format(page: str) -> Callable:
    """For a view of a page's data: what fails is said in the suffix's format, what it gives can be asked for anew."""

    def decorator(view: Callable) -> Callable:
        @open_data
        @require_safe
        @wraps(view)
        def wrapped(request, suffix: str, **named):
            with translation.override("en"):
                try:
                    if suffix not in OFFERED[page]:
                        offered = ", ".join(f".{one}" for one in OFFERED[page])
                        raise Refused(
                            404, f"There is no .{excerpt([suffix])} of this page; there is {offered}."
                        )
                    return view(request, suffix, **named)
                except Refused as refusal:
                    return _failed(suffix, refusal.status, refusal.detail)
                except Http404:
                    return _failed(suffix, 404, "There is nothing under this address.")

        return wrapped

    return decorator


def _failed(suffix: str, status: int, detail: str) -> HttpResponse:
    media_type = FORMATS[suffix].media_type if suffix in FORMATS else "text/plain; charset=utf-8"
    if suffix in ("json", "csl.json"):
        media_type = "application/problem+json"
    return HttpResponse(failure(suffix, status, detail), status=status, content_type=media_type)


def _streamed(request, suffix: str, name: str, chunks: Iterable[str | bytes]) -> HttpResponse:
    """The chunks as they come; nothing at all if the asker has them already."""
    now = freshness()
    etag = weak_etag(now.mark, request.get_full_path(), request.get_host())
    changed = int(now.changed.timestamp())
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(changed),
        "Content-Disposition": f'inline; filename="{name}.{suffix}"',
    }
    media_type = FORMATS[suffix].media_type
    response = StreamingHttpResponse(_gathered(chunks), content_type=media_type, headers=headers)
    return get_conditional_response(request, etag, changed, response) or response


def _whole(request, suffix: str, name: str, body: str) -> HttpResponse:
    response = HttpResponse(body, content_type=FORMATS[suffix].media_type)
    etag = etag_of(response.content)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{suffix}"'
    return get_conditional_response(request, etag, None, response) or response


def _gathered(chunks: Iterable[str | bytes]) -> Iterator[bytes]:
    """The head of the file at once, then its records by the handful.

    Files say the same to everybody. The language is set for each handful: between two of them others may be served.
    """
    iterator, enough = iter(chunks), 1
    while handful := _handful(iterator, enough):
        yield handful
        enough = CHUNK


def _handful(iterator: Iterator[str | bytes], enough: int) -> bytes:
    found, length = [], 0
    with translation.override("en"):
        while length < enough and (chunk := next(iterator, None)) is not None:
            found.append(chunk if isinstance(chunk, bytes) else chunk.encode())
            length += len(chunk)
    return b"".join(found)


@answers_in_format("timeline")
def timeline(request, suffix):
    """All events the filters leave, in any of the list formats."""
    filters, wrong = read_strictly(request.GET)
    if wrong:
        raise Refused(400, ". ".join(wrong) + ".")
    view = view_of(request, title_of(filters), reverse("articles:timeline") + _query(filters), filters.asof)
    return _list(request, suffix, filters, view, "timeline")


def _query(filters: Filters) -> str:
    query = filters.query()
    return "" if query == "?" else query


def title_of(filters: Filters) -> str:
    """``US–China trade talks: kind round, year 2018``."""
    named = [f"{name} {_value(getattr(filters, name))}" for name in filters.active]
    return "US–China trade talks" + (f": {', '.join(named)}" if named else "")


def _value(value: object) -> str:
    return " or ".join(value) if isinstance(value, tuple) else str(value)


def view_of(request, title: str, path: str, known_on: date | None = None) -> View:
    """The page these data stand for, as the formats need to know it."""
    base = f"{request.scheme}://{request.get_host()}"
    return View(title, base, path, own_path=request.get_full_path(), known_on=known_on)


def _list(request, suffix: str, filters: Filters, view: View, name: str) -> HttpResponse:
    events = narrow(filters)
    if suffix == "atom":
        revisions = Revision.objects.filter(event_key__in=events.values("slug")).order_by("-at", "-id")
        return _whole(request, suffix, name, feed.write(revisions[: feed.ENTRIES], view))
    records = records_of(events, filters, **NEEDED.get(suffix, {}))
    if suffix == "ics":
        zones = frozenset(events.exclude(time_zone="").order_by().values_list("time_zone", flat=True))
        return _streamed(request, suffix, name, calendar.write(records, view, zones))
    return _streamed(request, suffix, name, WRITERS[suffix](records, view))


def records_of(events, filters: Filters, **needed) -> Iterator[Contents]:
    """The contents of the events in order, read piece by piece: a million cost no more memory than a hundred."""
    needed["unreviewed"] = bool(filters.unreviewed)
    for pks in pieces(events, oldest_first=filters.order == OLDEST):
        yield from with_revisions(contents_in_order(pks, filters.asof, **needed))


def with_revisions(records: list[Contents]) -> list[Contents]:
    """Each record with ``revision`` and ``revised``: which state of the page it is, and since when. One query."""
    rows = Revision.objects.filter(event_key__in=[record["id"] for record in records]).order_by()
    newest = {
        row["event_key"]: row
        for row in rows.values("event_key").annotate(revision=Max("number"), revised=Max("at"))
    }
    for record in records:
        row = newest.get(record["id"])
        record["revision"] = row["revision"] if row else None
        record["revised"] = row["revised"].isoformat() if row else None
    return records


def _asked(request) -> tuple[date | None, bool]:
    """``asof`` and ``unreviewed``; everything else cannot be followed here."""
    asof, wrong = read_asof(request.GET)
    known = {"asof", "unreviewed", "lang"}
    wrong += [f"there is no parameter “{excerpt([name])}” here" for name in request.GET if name not in known]
    if request.GET.get("unreviewed", "") not in ("", "1"):
        wrong.append("unreviewed is 1 or nothing")
    if wrong:
        raise Refused(400, ". ".join(wrong) + ".")
    return asof, request.GET.get("unreviewed") == "1"


def _elsewhere(request, object_type: str, key: str, suffix: str) -> HttpResponse:
    found = gone.answer(request, object_type, key, suffix=suffix)
    if isinstance(found, HttpResponsePermanentRedirect):
        return found
    raise Refused(410, f"Withdrawn. {gone.find(object_type, key).reason or 'No reason was written down.'}")


@answers_in_format("event")
def event(request, suffix, slug):
    """One event in any format; its sources in those of reference managers."""
    asof, unreviewed = _asked(request)
    found = Event.objects.shown(unreviewed=unreviewed).filter(slug=slug)
    records = with_revisions(contents_of(found, asof, unreviewed=unreviewed))
    if not records:
        return _elsewhere(request, "event", slug, suffix)
    record = records[0]
    view = view_of(request, record["title"], reverse("articles:event", args=[slug]), asof)
    if suffix in references.WRITERS and record["sources_left_out"]:
        every = every_source(found.get(), Wanted(asof, unreviewed, evidence=False))
        return _streamed(request, suffix, slug, references.WRITERS[suffix](every, view))
    return _whole(request, suffix, slug, event_in(suffix, record, view))


def event_in(suffix: str, record: Contents, view: View) -> str:
    """One event's record in a format."""
    if suffix in references.WRITERS:
        return "".join(references.WRITERS[suffix](record["sources"], view))
    match suffix:
        case "json":
            return "".join(documents.write_one("event", {"url": view.address, **record}, view))
        case "jsonld":
            return linked.document(linked.event_nodes(record, view))
        case "atom":
            revisions = Revision.objects.filter(event_key=record["id"]).order_by("-number")
            return feed.write(revisions[: feed.ENTRIES], view)
        case "ics":
            zones = frozenset({record["date"]["time_zone"]})
            return b"".join(calendar.write([record], view, zones)).decode()
    return "".join(WRITERS[suffix]([record], view))


@answers_in_format("official")
def official(request, suffix, slug):
    """An official; in the formats of lists the events attended."""
    asof, unreviewed = _asked(request)
    found = Official.objects.accepted().prefetch_related("posts", "aliases").filter(slug=slug).first()
    if found is None:
        return _elsewhere(request, "official", slug, suffix)
    filters = Filters(official=slug, asof=asof, unreviewed="1" if unreviewed else "")
    view = view_of(request, found.name, found.get_absolute_url(), asof)
    person = official_of(found)
    if suffix == "json":
        attended = [_brief(record, view) for record in records_of(narrow(filters), filters)]
        body = documents.write_one("official", {"url": view.address, **person, "events": attended}, view)
        return _whole(request, suffix, slug, "".join(body))
    if suffix == "jsonld":
        return _whole(request, suffix, slug, linked.document([linked.person_node(person, view)]))
    return _list(request, suffix, filters, view, slug)


def _brief(record: Contents, view: View) -> Contents:
    kept = {name: record[name] for name in ("id", "title", "kind", "status", "date", "place")}
    return {"url": view.event(record["id"]), **kept}


@answers_in_format("article")
def article(request, suffix, key):
    """A source: what it is, and which events it tells of. Never its text."""
    asof, unreviewed = _asked(request)
    found = Article.objects.select_related("publisher", "story").filter(key=key).first()
    if found is None:
        return _elsewhere(request, "article", key, suffix)
    record = article_of(found)
    view = view_of(request, found.title or key, found.get_absolute_url(), asof)
    if suffix in references.WRITERS:
        return _whole(request, suffix, key, "".join(references.WRITERS[suffix]([record], view)))
    if suffix == "jsonld":
        return _whole(request, suffix, key, linked.document([linked.article_node(record, view)]))
    links = Citation.objects.shown(unreviewed=unreviewed).filter(article=found).known_on(asof).with_sources()
    links = links.filter(event__in=Event.objects.shown(unreviewed=unreviewed))
    told = [
        {
            "event": link.event.slug,
            "url": view.event(link.event.slug),
            "relation": link.relation,
            "review": link.state,
            "evidence": link.evidence_words or "",
            "reasons": link.reasons,
        }
        for link in links
    ]
    body = documents.write_one("article", {"page": view.address, **record, "events": told}, view)
    return _whole(request, suffix, key, "".join(body))


@answers_in_format("revision")
def revision(request, suffix, slug, number):
    """One revision of an event's page, as it was kept, with its hash."""
    _asked(request)
    if not Event.objects.shown().filter(slug=slug).exists():
        found = gone.find("event", slug)
        if found.now is None:
            raise Refused(410, f"Withdrawn. {found.reason or 'No reason was written down.'}")
    kept = get_object_or_404(Revision, event_key=slug, number=number)
    view = view_of(request, kept.content["title"], reverse("articles:revision", args=[slug, number]))
    record = {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "sha256": kept.sha256,
        "changed": kept.changed,
        "reason": kept.reason,
        "content": kept.content,
    }
    return _whole(request, suffix, f"{slug}-{number}", "".join(documents.write_one("revision", record, view)))
