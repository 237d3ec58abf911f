"""The ways from a page to its data: links for readers, ``<link>`` for programs, and JSON-LD within the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from articles.formats import linked
from articles.formats.kinds import FORMATS, OFFERED
from articles.formats.people import official_of
from articles.formats.view import View
from articles.models import Event
from articles.models.contents import date_of, participant_of
from articles.models.told_by import article_of
from articles.views.embed import discovery

register = template.Library()

NAMES = (gettext_noop("Calendar"), gettext_noop("Atom feed"))
"""The formats whose names are words, for the translators."""


def _addresses(page: str, key: str, query: str) -> list[tuple[Any, str]]:
    """``(format, address)`` of each suffix a page has."""
    query = "" if query == "?" else query
    if page == "timeline":
        base = "/timeline"
    else:
        argument = "key" if page == "article" else "slug"
        base = reverse(f"articles:{page}", kwargs={argument: key}).rstrip("/")
    return [(FORMATS[suffix], f"{base}.{suffix}{query}") for suffix in OFFERED[page]]


@register.simple_tag
def data_links(page: str, key: str = "", query: str = "") -> SafeString:
    """``<a href="/timeline.csv?year=2018">CSV</a> · …`` for readers."""
    links = [(address, gettext(one.name)) for one, address in _addresses(page, key, query)]
    return format_html_join(" · ", '<a href="{}" rel="alternate nofollow">{}</a>', links)


@register.simple_tag
def data_heads(page: str, key: str = "", query: str = "") -> SafeString:
    """``<link rel="alternate" type="text/csv" …>`` for programs."""
    links = [(one.plain_type, address, one.name) for one, address in _addresses(page, key, query)]
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}" title="{}">', links)


@register.simple_tag(takes_context=True)
def oembed_heads(context) -> SafeString:
    """``<link rel="alternate" type="application/json+oembed" …>``: where others find the frame for this page."""
    found = discovery(context["request"].get_full_path(), context["request"])
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}" title="oEmbed">', found)


def _script(nodes: list[dict[str, Any]]) -> SafeString:
    # data, not script: browsers do not run this type, and a policy without 'unsafe-inline' lets it be
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(linked.in_script(nodes)))  # noqa: S308 (escaped there)


def _view(context) -> View:
    request = context["request"]
    return View("", f"{request.scheme}://{request.get_host()}", request.path)


@register.simple_tag(takes_context=True)
def event_jsonld(context) -> SafeString:
    """The event and its page, from what the page has fetched already: no query."""
    event: Event = context["event"]
    is_ahead = event.is_ahead
    cited = [
        link for _, groups in context["groups"] for group in groups for link in (group.first, *group.copies)
    ]
    parent = event.parent if event.parent and event.parent.is_published else None
    record = {
        "id": event.slug,
        "title": event.title,
        "also_called": [] if is_ahead else list(context["aliases"]),
        "summary": "" if is_ahead else event.summary,
        "status": None if is_ahead else event.status,
        "date": date_of(event, is_ahead=is_ahead),
        "place": {"city": event.city, "country": event.country, "venue": event.venue},
        "part_of": {"id": parent.slug, "title": parent.title} if parent else None,
        "parts": [{"id": part.slug, "title": part.title} for part in context.get("parts") or []],
        "participants": [
            participant_of(one, one.short_post) for _, people in context["delegations"] for one in people
        ],
        "topics": [{"name": name} for _, name in context["topics"]],
        "sources": [article_of(link.article, with_story=False) for link in cited],
    }
    return _script(linked.event_nodes(record, _view(context)))


@register.simple_tag(takes_context=True)
def article_jsonld(context) -> SafeString:
    """The article."""
    return _script([linked.article_node(article_of(context["article"]), _view(context))])


@register.simple_tag(takes_context=True)
def official_jsonld(context) -> SafeString:
    """The official."""
    return _script([linked.person_node(official_of(context["official"]), _view(context))])
