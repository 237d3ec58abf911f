"""Sessions that end: after a while without a request, and after a day in any case."""

import time

from django.conf import settings
from django.contrib.auth import logout

SEEN = "seen_at"
BEGAN = "began_at"
PRECISION = 60
"""Seconds: how exactly the last request is remembered, so that not every page writes to the database."""


class EndSessions:
    """Middleware: an editor who was away too long, or logged in too long ago, has to log in again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # readers have no session, and their pages must not depend on one
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._end_or_go_on(request, int(time.time()))
        return self.get_response(request)

    def _end_or_go_on(self, request, now):
        session = request.session
        seen, began = session.get(SEEN, now), session.get(BEGAN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif SEEN not in session or now - seen >= PRECISION:
            session[SEEN], session[BEGAN] = now, began
