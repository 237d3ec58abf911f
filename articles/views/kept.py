"""Pages that readers have already: answered "not modified" without rendering, or from memory where another reader asked.

One mark says what a page depends on: what readers see of the database (``models.edition``), what the page tells beyond it,
the release, language, address and htmx' part of it. The mark is the page's ``ETag`` and its key in the cache ``pages``.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from articles.models.edition import READ, present_marks
from tradetalks.release import release

from .freshness import weak_etag
from .telling import Telling, nothing_more

LARGEST = 512 * 1024
"""Bytes of a compressed page that is kept; a larger one is made anew each time."""
PART = ("HX-Request", "HX-Target", "HX-History-Restore-Request")
COPIED = ("Content-Type", "Vary", "Link")


def kept(view: Callable, telling: Telling = nothing_more) -> Callable:
    """The view, asked only for what its reader, and no reader before, has seen.

    ``telling`` gives what the page depends on beyond what is reviewed: numbers of what waits, of mentions.
    Whoever logged in gets the page made anew, and so does who asks for what is not reviewed or chooses a language.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **named):
        if not is_for_everybody(request):
            response = view(request, *args, **named)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        etag = mark_of(request, telling, named)
        if not etag:
            return view(request, *args, **named)
        known = get_conditional_response(request, etag)
        return _with_mark(known, etag) if known else _answer(request, view, etag, args, named)

    return wrapped


def is_for_everybody(request: HttpRequest) -> bool:
    """True if every reader would get the same answer: no login, no message, no cookie that the answer will set."""
    return (
        request.method in ("GET", "HEAD")
        and not settings.DEBUG
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
        and not getattr(request, "chosen_language", "")
        and "unreviewed" not in request.GET
    )


def mark_of(request: HttpRequest, telling: Telling, named: dict[str, object]) -> str:
    """The page's ``ETag``; empty where the database keeps no marks. One query."""
    request.marks, told = present_marks(telling(**named))
    if READ not in request.marks:
        return ""
    parts = (request.headers.get(name, "") for name in PART)
    address = (request.scheme, request.get_host(), request.get_full_path())
    return weak_etag(request.marks[READ], *map(str, told), release(), get_language() or "", *address, *parts)


def _answer(request: HttpRequest, view: Callable, etag: str, args, named) -> HttpResponse:
    pages = caches["pages"]
    found = pages.get(etag)
    if found is not None:
        return _with_mark(_unpacked(request, *found), etag)
    response = view(request, *args, **named)
    if response.status_code != 200 or response.streaming or response.cookies:
        return response
    packed = gzip.compress(response.content, compresslevel=6, mtime=0) if settings.KEEPS_PAGES else b""
    if packed and len(packed) <= LARGEST:
        pages.set(etag, (packed, {name: response[name] for name in COPIED if name in response}))
    return _with_mark(response, etag)


def _unpacked(request: HttpRequest, packed: bytes, headers: dict[str, str]) -> HttpResponse:
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(packed), headers=headers)
    return HttpResponse(packed, headers={**headers, "Content-Encoding": "gzip"})


def _with_mark(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding", *PART])
    # kept by whoever likes, asked about each time: an edit is seen at once
    patch_cache_control(response, no_cache=True)
    return response
