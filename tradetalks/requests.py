"""Each request: its id, one line in the log if that is wanted, and its part of the metrics."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}

request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("tradetalks.requests")


class Requests:
    """Middleware: gives the request an id, which every log line of it and the answer carry, and says how it went.

    The log names the view and the path, neither the reader's address nor what they searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._observe = None
        if settings.METRICS_TOKEN or settings.METRICS_ALLOW:
            from .metrics import observe

            self._observe = observe

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        name = given if SAFE.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(name)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        response.headers[HEADER] = name
        return response

    def _tell(self, request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        method = request.method if request.method in METHODS else "other"
        view = request.resolver_match.view_name if request.resolver_match else "none"
        if self._observe:
            self._observe(method, view or "unnamed", response.status_code, seconds)
        told = {"method": method, "view": view, "path": request.path, "status": response.status_code}
        took = {"milliseconds": round(seconds * 1000, 1)}
        log.info("%s %s %s", method, request.path, response.status_code, extra={"told": told | took})


class WithRequestId(logging.Filter):
    """Gives each line the id of the request it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
