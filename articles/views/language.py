"""Which language the interface speaks to a reader: the address says, else what they chose before, else their browser."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

PARAMETER = "lang"
"""``?lang=zh-hans``: a parameter, not a prefix, so that an event has one permanent address in every language."""


class LanguageMiddleware(LocaleMiddleware):
    """``?lang=zh-hans`` decides and is remembered in a cookie; without it cookie and ``Accept-Language`` decide.

    A word that is no language of ours changes nothing.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language for this request."""
        super().process_request(request)
        request.chosen_language = chosen_language(request)
        if request.chosen_language:
            translation.activate(request.chosen_language)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say the language and what it depends on; remember it where the reader has just chosen."""
        response = super().process_response(request, response)
        # HX-Request: what htmx gets of a page has marks of its own
        patch_vary_headers(response, ["Accept-Language", "Cookie", "HX-Request"])
        if getattr(request, "chosen_language", ""):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                request.chosen_language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                path=settings.LANGUAGE_COOKIE_PATH,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response


def chosen_language(request: HttpRequest) -> str:
    """``?lang=zh-hans`` → ``zh-hans``; an empty string for no parameter and for no language of ours."""
    given = request.GET.get(PARAMETER, "").lower()
    return given if given in dict(settings.LANGUAGES) else ""


def unknown_language(request: HttpRequest) -> str:
    """``?lang=tlh`` → ``tlh``; an empty string for none, for one of ours, and where the parameters are too many to read."""
    given = dict(_asked(request)).get(PARAMETER, [""])[-1]
    return "" if given.lower() in dict(settings.LANGUAGES) else given


def address_in(request: HttpRequest, code: str = "") -> str:
    """This very view in another language: ``/?year=2018`` → ``/?year=2018&lang=zh-hans``; without a code in the reader's own."""
    kept = [(name, value) for name, values in _asked(request) for value in values if name != PARAMETER]
    if code:
        kept.append((PARAMETER, code))
    return request.path + (f"?{urlencode(kept)}" if kept else "")


def _asked(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """The parameters; none where there are too many to read, for the page that refuses them asks this too."""
    try:
        return list(request.GET.lists())
    except TooManyFieldsSent:
        return []


def html_language() -> str:
    """The page's language as HTML writes it: ``en``, ``zh-Hans``."""
    return html_code(translation.get_language() or settings.LANGUAGE_CODE)


def html_code(code: str) -> str:
    """``zh-hans`` → ``zh-Hans``; ``en`` stays."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


def first_name(name: str, chinese_name: str) -> str:
    """The name by which a page in its language calls a person: Liu He, on a Chinese page 刘鹤."""
    return chinese_name if chinese_name and is_chinese() else name


def is_chinese() -> bool:
    """True where the page is in Chinese, so that names come in Chinese first."""
    return (translation.get_language() or "").startswith("zh")
