"""Events and lists for other sites' pages: a frame that needs no script, sets no cookie and has no form; and oEmbed."""

from __future__ import annotations

from functools import wraps
from urllib.parse import urlencode, urlsplit

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from articles.models import Event
from articles.models.contents import contents_in_order, contents_of
from articles.models.keyset import places_after

from . import gone
from .asof import read_asof
from .crossorigin import open_data
from .data import title_of
from .filters import OLDEST, Filters
from .narrowing import narrow, read_strictly
from .revision import readable

SHOWN = 20
"""Events in a frame; the page holds the others."""
WIDTH, EVENT_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT, HIGHEST = 640, 420, 76, 150, 720
NARROWEST, LOWEST = 280, 200

POLICY = {
    **{name: [NONE] for name in ("default-src", "script-src", "connect-src", "font-src", "base-uri")},
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
}
"""``csp_replace`` keeps what is not named: what a frame must not do has to be said."""


def framed(view):
    """For a view that other sites may frame, and only for it: nothing runs, nothing is sent, nothing is remembered."""

    @xframe_options_exempt
    @csp_replace({**POLICY, "form-action": [NONE], "frame-ancestors": ["*"]})
    @require_safe
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        # a language asked for in the address holds for this answer; the cookie that would remember it is not set
        request.chosen_language = ""
        response = view(request, *args, **kwargs)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return wrapped


@framed
def event(request, slug):
    """One event in a frame."""
    asof, _wrong = read_asof(request.GET)
    records = contents_of(Event.objects.shown().filter(slug=slug), asof)
    if not records:
        return _absent(request, slug)
    address = reverse("articles:event", args=[slug]) + (f"?asof={asof}" if asof else "")
    context = {**readable(records[0]), "asof": asof, "page": request.build_absolute_uri(address)}
    return render(request, "embed/event.html", context)


def _absent(request, slug: str) -> HttpResponse:
    try:
        found = gone.find("event", slug)
    except Http404:
        return render(request, "embed/absent.html", {"reason": ""}, status=404)
    if found.now is None:
        return render(request, "embed/absent.html", {"reason": found.reason}, status=410)
    return HttpResponse(
        status=301, headers={"Location": reverse("articles:embed_event", args=[found.now.slug])}
    )


@framed
def timeline(request):
    """The first events of a filtered list in a frame."""
    filters, wrong = read_strictly(request.GET)
    if wrong:
        return render(request, "embed/absent.html", {"reason": ". ".join(wrong) + "."}, status=400)
    events = narrow(filters)
    places = places_after(events, None, SHOWN, oldest_first=filters.order == OLDEST)
    found = contents_in_order([place.pk for place in places], filters.asof, brief=True)
    context = {
        "events": [_row(record, request) for record in found],
        "total": events.count(),
        "shown": len(found),
        "title": heading_of(filters),
        "asof": filters.asof,
        "page": request.build_absolute_uri(reverse("articles:timeline") + filters.query()),
    }
    return render(request, "embed/timeline.html", context)


def heading_of(filters: Filters) -> str:
    """What stands above the list."""
    return title_of(filters) if filters.active else _("US–China trade talks")


def _row(record: dict, request) -> dict[str, object]:
    days = readable({**record, "accounts": [], "disputes": [], "sources": []})
    return {**days, "address": request.build_absolute_uri(reverse("articles:event", args=[record["id"]]))}


@open_data
@require_safe
def oembed(request):
    """oEmbed 1.0: for the address of an event or of a filtered timeline the frame to put into a page."""
    wanted = request.GET.get("format", "json")
    if wanted not in ("json", "xml"):
        return JsonResponse({"error": "format is json or xml"}, status=501)
    try:
        address, title, height = _target(request.GET.get("url", ""), request)
        width = _limit(request, "maxwidth", WIDTH, NARROWEST)
        height = _limit(request, "maxheight", height, LOWEST)
    except Http404 as error:
        return _oembed_answer({"error": str(error)}, wanted, 404)
    except ValueError as error:
        return _oembed_answer({"error": str(error)}, wanted, 400)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Trade talks",
        "provider_url": f"{request.scheme}://{request.get_host()}/",
        "cache_age": 86_400,
        "html": frame(address, title, width, height),
        "width": width,
        "height": height,
    }
    return _oembed_answer(answer, wanted, 200)


def _limit(request, name: str, usual: int, least: int) -> int:
    given = request.GET.get(name, "")
    if not given:
        return usual
    if not given.isascii() or not given.isdecimal() or not 1 <= len(given) <= 6:
        raise ValueError(f"{name} is a number of pixels")
    return max(least, min(usual, int(given)))


def _target(url: str, request) -> tuple[str, str, int]:
    """Address of the frame, title and height for a page of ours. Raises ``Http404`` for every other address."""
    try:
        parts = urlsplit(url)
        match = resolve(parts.path or "/")
    except (ValueError, Resolver404) as error:
        raise Http404("this is no page of this site") from error
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        raise Http404("this is no page of this site")
    base = f"{request.scheme}://{request.get_host()}"
    if match.view_name in ("articles:event", "articles:embed_event"):
        return _event_target(match.kwargs["slug"], base)
    if match.view_name in ("articles:timeline", "articles:embed_timeline"):
        return _list_target(QueryDict(parts.query), base)
    raise Http404("only events and lists of events can be embedded")


def _event_target(slug: str, base: str) -> tuple[str, str, int]:
    found = Event.objects.shown().filter(slug=slug).first() or gone.find("event", slug).now
    if found is None:
        raise Http404("this event was withdrawn")
    with translation.override("en"):
        title = str(found)
    return base + reverse("articles:embed_event", args=[found.slug]), title, EVENT_HEIGHT


def _list_target(parameters: QueryDict, base: str) -> tuple[str, str, int]:
    filters, wrong = read_strictly(parameters)
    if wrong:
        raise ValueError(". ".join(wrong))
    count = min(narrow(filters).count(), SHOWN)
    query = filters.query()
    address = base + reverse("articles:embed_timeline") + ("" if query == "?" else query)
    return address, title_of(filters), min(HIGHEST, HEAD_HEIGHT + ROW_HEIGHT * count)


def frame(address: str, title: str, width: int, height: int) -> str:
    """The HTML to paste. Sandboxed: links in it may open the page, nothing else is allowed."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" '
        'referrerpolicy="strict-origin-when-cross-origin" frameborder="0"></iframe>'
    )


def _oembed_answer(answer: dict, wanted: str, status: int) -> HttpResponse:
    if wanted == "json":
        return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
    fields = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in answer.items())
    document = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{fields}</oembed>\n'
    return HttpResponse(document, status=status, content_type="text/xml; charset=utf-8")


def discovery(path: str, request) -> list[tuple[str, str]]:
    """``(media type, address)`` of the oEmbed answers for a page, for its head."""
    page = f"{request.scheme}://{request.get_host()}{path}"
    endpoint = f"{request.scheme}://{request.get_host()}{reverse('articles:oembed')}"
    return [
        ("application/json+oembed", f"{endpoint}?{urlencode({'url': page})}"),
        ("text/xml+oembed", f"{endpoint}?{urlencode({'url': page, 'format': 'xml'})}"),
    ]
