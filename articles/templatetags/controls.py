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
    return format_html_join("", "{}", ((_bar(one, strip.bar_width),) for one in strip.bars))


def _bar(bar: Bar, width: int) -> SafeString:
    mark = ' class="{}"'
    mark = (
        format_html(mark, "on" if bar.is_selected else "context") if bar.is_selected or bar.is_context else ""
    )
    title = format_html("<title>{}</title>", bar.label) if bar.label else ""
    return format_html(
        '<a href="{}" tabindex="-1"{}>{}<rect x="{}" y="{}" width="{}" height="{}"/></a>',
        bar.query, mark, title, bar.x, bar.y, width, bar.height,
    )  # fmt: skip


@register.simple_tag
def options(choices: Iterable[Choice]) -> SafeString:
    """``<option value="soybeans" selected>Soybeans (12)</option>`` for each."""
    rows = ((one.value, _selected(one), one.label, one.count) for one in choices)
    return format_html_join("", '<option value="{}"{}>{} ({})</option>', rows)


def _selected(choice: Choice) -> str:
    return " selected" if choice.is_chosen else ""
