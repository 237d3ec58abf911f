"""The page's language, the way to the other one, and ``lang`` where words are not in the page's own language."""

from __future__ import annotations

import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from articles.models import Official
from articles.views import glossary, language
from articles.views.filters import excerpt, ignored

register = template.Library()

HAN = re.compile("[\u3400-\u9fff]")

NAMES = {"en": "English", "zh-hans": "中文"}
"""Each language in its own words, short enough for the head of a narrow screen."""


@register.simple_tag
def page_language() -> str:
    """``en`` or ``zh-Hans``, for ``<html lang>``."""
    return language.html_language()


@register.simple_tag(takes_context=True)
def other_languages(context) -> list[dict[str, str]]:
    """The languages the page is not in, each with ``code``, ``name`` and the ``address`` of this view in it."""
    return [one for one in languages(context) if one["tag"] != language.html_language()]


@register.simple_tag(takes_context=True)
def languages(context) -> list[dict[str, str]]:
    """Every language with ``tag``, ``name`` and ``address``; an error page without a request has no address to give."""
    request = context.get("request")
    if request is None:
        return []
    return [
        {
            "tag": language.html_code(code),
            "name": NAMES.get(code, name),
            "address": language.address_in(request, code),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def ignored_language(context) -> str:
    """The note on a ``?lang=`` that is no language of ours: ``lang “tlh” was ignored: …``; else an empty string."""
    request = context.get("request")
    given = "" if request is None else language.unknown_language(request)
    ours = pgettext("between names", ", ").join(html_name(code) for code, _name in settings.LANGUAGES)
    return (
        ignored(
            language.PARAMETER, excerpt([given]), _("the pages speak %(languages)s") % {"languages": ours}
        )
        if given
        else ""
    )


def html_name(code: str) -> str:
    """``zh-hans`` → ``中文 (zh-hans)``."""
    return f"{NAMES.get(code, code)} ({code})"


@register.simple_tag(takes_context=True)
def plain_address(context) -> str:
    """The address of this view without a language: in the reader's own."""
    return language.address_in(context["request"])


@register.simple_tag
def lang(code: str = "en") -> SafeString:
    """`` lang="en"`` for words in English on a Chinese page; nothing where the page's own language is the same."""
    written = language.html_code(code or "en")
    if written.split("-")[0] == (get_language() or "en").split("-")[0]:
        return SafeString("")
    return format_html(' lang="{}"', written)


@register.simple_tag
def page_lang(around: str = "en") -> SafeString:
    """`` lang="zh-Hans"`` for words in the page's own language within a text in another; nothing in a text of the same."""
    return format_html(' lang="{}"', language.html_language()) if lang(around) else SafeString("")


@register.filter
def english(words: object) -> str:
    """Words of the chronology, most of which are English, marked so among Chinese ones: ``<span lang="en">…</span>``."""
    mark = lang_of(str(words)) if words else ""
    return format_html("<span{}>{}</span>", mark, words) if mark else str(words or "")


@register.simple_tag
def lang_of(words: object) -> SafeString:
    """``lang`` of words that may be in either script: ``刘鹤`` is Chinese, ``Liu He`` English."""
    return lang("zh-hans" if HAN.search(str(words or "")) else "en")


for naming in (
    glossary.place,
    glossary.topic,
    glossary.series,
    glossary.counter,
    glossary.round_label,
):
    register.filter(naming.__name__, naming)


@register.simple_tag
def named(official: Official, *, both: bool = True) -> SafeString:
    """An official's name in both scripts, the page's own first: "Liu He 刘鹤" in English, "刘鹤 Liu He" in Chinese.

    With ``both=False`` only the first. A name no Chinese source gives stays in Latin letters.
    """
    return in_scripts(official.name, official.chinese_name, both=both)


def in_scripts(name: str, chinese_name: str, *, both: bool = True) -> SafeString:
    """``named`` for the bare names."""
    if not language.is_chinese():
        second = format_html(' <span lang="zh-Hans">{}</span>', chinese_name)
        return format_html("{}{}", name, second if chinese_name and both else "")
    if not chinese_name:
        return format_html('<span lang="en">{}</span>', name)
    return format_html(
        "{}{}", chinese_name, format_html(' <span class="also" lang="en">{}</span>', name) if both else ""
    )
