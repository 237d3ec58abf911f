"""How the API answers: JSON with a tag, or a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles.formats.documents import dumps
from articles.formats.failures import problem
from articles.views.freshness import etag_of, freshness

PROBLEM = "application/problem+json"


class Refused(Exception):
    """The request cannot be answered."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def failed(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """A problem as JSON."""
    body = dumps(problem(status, detail, request.path))
    return HttpResponse(body, status=status, content_type=PROBLEM)


def answered(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    """The content as JSON, or 304 for those who have it already."""
    response = HttpResponse(dumps(content), content_type="application/json")
    changed = int(freshness().changed.timestamp())
    etag = etag_of(response.content)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = "public, max-age=60"
    return get_conditional_response(request, etag, changed, response) or response


def listed(request: HttpRequest, items: list[dict[str, Any]], after: str | None) -> HttpResponse:
    """A piece of a list, and the address of the next one."""
    following = None
    if after is not None:
        kept = [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in ("after", "lang")
        ]
        base = f"{request.scheme}://{request.get_host()}{request.path}"
        following = f"{base}?{urlencode([*kept, ('after', after)])}"
    return answered(request, {"items": items, "next": following})


def only(request: HttpRequest, shape: type) -> None:
    """Refuse parameters that the shape does not know: a misspelt filter must not give everything."""
    known = {field.alias or name for name, field in shape.model_fields.items()} | {"lang"}
    unknown = sorted(set(request.GET) - known)
    if unknown:
        raise Refused(400, f"There is no parameter “{unknown[0][:40]}” here.")


def api_view(view: Callable) -> Callable:
    """HEAD as GET, English whatever the reader speaks, and refusals of the method as a problem, too."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "HEAD":
            request.method = "GET"
        with translation.override("en"):
            response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "GET")
            response = failed(request, 405, "This API is read only.")
            response.headers["Allow"] = ", ".join(sorted({*allowed.split(", "), "GET", "HEAD", "OPTIONS"}))
        return response

    wrapped.csrf_exempt = True
    return wrapped
