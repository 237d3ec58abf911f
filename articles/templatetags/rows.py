"""Rows of the timeline, each rendered once as long as nothing changes."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from articles.views.rows import Row, keep_row

register = template.Library()


@register.simple_tag(takes_context=True)
def event_row(context, event) -> SafeString:
    """The row of an event; one that was rendered before as it is."""
    if isinstance(event, Row):
        return event.html
    html = context.template.engine.get_template("articles/_event_row.html").render(context)
    keep_row(event, html, context["filters"], getattr(context["request"], "marks", None))
    return html
