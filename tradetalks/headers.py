"""Headers that every answer has, also those that no view makes: files, redirects, refusals and failures."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

POLICY = "Content-Security-Policy"
RESOURCE = "Cross-Origin-Resource-Policy"

EVERYWHERE = {
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
            "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
            "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
        )
    ),
    "X-Permitted-Cross-Domain-Policies": "none",
}  # fmt: skip
"""Nothing here needs a device, a payment or the reader's place."""

BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""A redirect, or a file opened by itself, a drawing for instance, runs and loads nothing."""


class EverywhereHeaders:
    """Middleware, the outermost: adds what is missing and leaves alone what a view said for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        # only Django's own pages for developers go without: they are made of inline styles
        if POLICY not in response.headers and not settings.DEBUG:
            response.headers[POLICY] = BARE_POLICY
        if "frame-ancestors *" not in response.headers.get(POLICY, ""):
            response.headers.setdefault("X-Frame-Options", "DENY")
        is_file = request.path_info.startswith(f"/{settings.STATIC_URL.lstrip('/')}")
        # our frames on other sites are sandboxed: to the browser their styles come from nowhere
        response.headers.setdefault(RESOURCE, "cross-origin" if is_file else "same-origin")
        return response
