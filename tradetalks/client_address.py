"""Whose request it is, where the site stands behind a proxy and where it does not."""

from django.conf import settings


def client_address(request):
    """The address a request comes from: ``"203.0.113.7"``.

    Behind a proxy it is what our own proxy saw, the last of ``X-Forwarded-For``: those before it anybody may have written.
    Without one the header counts for nothing.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return direct
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return seen or direct
