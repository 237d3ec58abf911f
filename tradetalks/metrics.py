"""``/metrics``: how it goes, in Prometheus' text format. Off until a token or addresses are set.

Under gunicorn each worker writes its numbers into files in ``PROMETHEUS_MULTIPROC_DIR``, and whichever is asked adds them up.
"""

import hmac
import os
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from .client_address import client_address
from .holdings import Holdings

ADDRESS = "/metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10)

OWN = CollectorRegistry()
requests = Histogram(
    "tradetalks_request_seconds",
    "Time to answer.",
    ("method", "view", "status"),
    buckets=BUCKETS,
    registry=OWN,
)


def observe(method: str, view: str, status: int, seconds: float) -> None:
    """Count a request: ``GET``, ``articles:timeline``, 200, 0.04."""
    requests.labels(method, view, status).observe(seconds)


class Metrics:
    """Middleware: answers the address for those who may ask; for others there is nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not (settings.METRICS_TOKEN or settings.METRICS_ALLOW):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == ADDRESS and may_ask(request):
            return HttpResponse(
                exposition(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
            )
        return self.get_response(request)


def may_ask(request: HttpRequest) -> bool:
    """True with the token, or from one of the addresses."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    is_known = kind.lower() == "bearer" and bool(settings.METRICS_TOKEN)
    if is_known and hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode()):
        return True
    return client_address(request) in settings.METRICS_ALLOW


def exposition() -> bytes:
    """All numbers: of the requests of every worker, and of what the database holds."""
    registry = OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    held = CollectorRegistry()
    held.register(Holdings())
    return generate_latest(registry) + generate_latest(held)
