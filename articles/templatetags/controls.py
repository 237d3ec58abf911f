"""The strip's bars and the lists of choices: hundreds of small parts on each page, made in Python for their number."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.views.choices import Choice
from articles.views.strip import Bar, Strip

register = template.Library()


@register.simple_tag
def bars(strip: Strip) -> SafeString:
    """A link for each month: ``<a href="?month=2018-05" tabindex="-1"><rect …/></a>``."""
    rows = (
        (bar.query, _mark(bar), _title(bar), bar.x, bar.y, strip.bar_width, bar.height) for bar in strip.bars
    )
    pattern = '<a href="{}" tabindex="-1"{}>{}<rect x="{}" y="{}" width="{}" height="{}"/></a>'
    return format_html_join("", pattern, rows)


def _mark(bar: Bar) -> str:
    if not (bar.is_selected or bar.is_context):
        return ""
    return format_html(' class="{}"', "on" if bar.is_selected else "context")


def _title(bar: Bar) -> str:
    return format_html("<title>{}</title>", bar.label) if bar.label else ""


@register.simple_tag
def options(choices: Iterable[Choice]) -> SafeString:
    """``<option value="soybeans" selected>Soybeans (12)</option>`` for each."""
    rows = ((one.value, _selected(one), one.label, one.count) for one in choices)
    return format_html_join("", '<option value="{}"{}>{} ({})</option>', rows)


def _selected(choice: Choice) -> str:
    return " selected" if choice.is_chosen else ""
