"""Data may be read by pages of other sites: anybody may, so no cookie is needed and none is allowed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

API = "/api/"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Accept",
    "Access-Control-Max-Age": "86400",
}


def open_data(view: Callable) -> Callable:
    """Mark a view whose answers pages of other sites may read."""
    view.is_open_data = True
    return view


class CrossOriginMiddleware:
    """Adds the headers to the API and to views marked ``open_data``, and answers browsers that ask first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "is_open_data", False):
            for name, value in HEADERS.items():
                response.headers[name] = value
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Note what is open; answer OPTIONS here, before a view that takes GET only refuses it."""
        request.is_open_data = request.path.startswith(API) or getattr(view, "is_open_data", False)
        if not request.is_open_data or request.method != "OPTIONS":
            return None
        response = HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS", **PREFLIGHT})
        patch_vary_headers(response, ["Access-Control-Request-Headers"])
        return response
