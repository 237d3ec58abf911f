"""Rows of the timeline, each rendered once as long as nothing changes.

Written in Python: a page has sixty of them, and a template takes five times as long for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.extraction.search_words import Wanted, split_at, wanted_in
from articles.models import Event, ReviewState
from articles.views import glossary
from articles.views.filters import Filters
from articles.views.rows import Question, Row, keep_row

from .languages import english, lang, lang_of
from .pages import address_of, answers, dates, who

register = template.Library()

KINDS, STATUSES, OUTCOMES = (dict(one.choices) for one in (Event.Kind, Event.Status, Event.Outcome))
"""What codes are called: Django's own way to ask makes the whole list anew each time."""


@register.simple_tag(takes_context=True)
def event_rows(context, events: Iterable[Event | Row]) -> SafeString:
    """The rows of the events, one after the other; those that were rendered before as they are."""
    filters: Filters = context["filters"]
    wanted = wanted_in(" ".join(filters.words))
    marks = context.get("marks")
    return format_html_join("", "{}", ((_row(event, filters, wanted, marks),) for event in events))


def _row(event: Event | Row, filters: Filters, wanted: list[Wanted], marks) -> SafeString:
    if isinstance(event, Row):
        return event.html
    html = row_of(event, filters.asof, wanted)
    keep_row(event, html, filters, marks)
    return html


def row_of(event: Event, asof: date | None, wanted: list[Wanted]) -> SafeString:
    """``<li class="event">…</li>``: when, what, where accounts differ, who, why it was found, and how well it is sourced."""
    kind = "" if event.is_talks else " slim"
    state = " proposed" if event.state == ReviewState.PROPOSED else ""
    lines = [_when(event), _title(event, asof, wanted), *_told(event, asof, wanted), _meta(event)]
    return format_html(
        '<li class="event{}{}">\n{}</li>\n',
        kind,
        state,
        format_html_join("", "{}\n", ((one,) for one in lines)),
    )


def _when(event: Event) -> SafeString:
    days = _("Not known")
    if event.earliest:
        days = dates(event.earliest, event.latest, year=False, about=event.is_about)
    place = format_html(" <small>{}</small>", glossary.place(event.city)) if event.city else ""
    return format_html('<p class="when">{}{}</p>', days, place)


def _title(event: Event, asof: date | None, wanted: list[Wanted]) -> SafeString:
    return format_html(
        '<h3><a href="{}"{}>{}</a></h3>', address_of(event, asof), lang(), _marked(event.title, wanted)
    )


def _told(event: Event, asof: date | None, wanted: list[Wanted]) -> Iterator[SafeString]:
    if event.is_talks:
        if event.summary and not event.is_ahead:
            yield format_html("<p{}>{}</p>", lang(), _marked(event.summary, wanted))
        for question in event.questions:
            yield _question(question, asof)
        if event.people and not event.is_ahead:
            yield format_html('<p class="people">{}</p>', who(event.people))
    if event.hit:
        label = _("%(label)s:") % {"label": event.hit.label}
        text = _marked(event.hit.text, wanted)
        yield format_html(
            '<p class="match"><b>{}</b> <span dir="auto"{}>{}</span></p>',
            label,
            lang_of(event.hit.text),
            text,
        )


def _question(question: Question, asof: date | None) -> SafeString:
    is_settled = question.state == "settled" and not asof
    return format_html(
        '<p class="differ"><strong>{}</strong> {} {}{}{}</p>',
        _("Accounts differ"),
        english(question.question),
        capfirst(answers(question.answers)),
        _("; settled since") if is_settled else "",
        pgettext("end of sentence", "."),
    )


def _meta(event: Event) -> SafeString:
    return format_html(
        '<p class="meta">{}</p>', format_html_join("", "{}", ((one,) for one in _facts(event)))
    )


def _facts(event: Event) -> Iterator[str]:
    if event.state == ReviewState.PROPOSED:
        yield format_html('<strong class="unreviewed">{}</strong> ', _("Machine-proposed, not reviewed"))
    if event.is_ahead:
        yield _badge(_("Not over on that day"))
    elif event.status != Event.Status.HELD:
        yield _badge(capfirst(STATUSES[event.status]))
    if event.outcome and not event.is_ahead:
        yield _badge(OUTCOMES[event.outcome])
    yield str(KINDS[event.kind]) if event.is_talks else _("Measure")
    for label, counted_by in event.labels:
        words = {"label": glossary.round_label(label), "who": glossary.counter(counted_by)}
        yield " · " + _("%(label)s, %(who)s") % words
    if event.article_count:
        yield _counts(event)


def _badge(words: str) -> SafeString:
    return format_html('<b class="badge">{}</b> ', words)


def _counts(event: Event) -> SafeString:
    words = ngettext(
        "%(count)s&nbsp;article, %(stories)s&nbsp;independent",
        "%(count)s&nbsp;articles, %(stories)s&nbsp;independent",
        event.article_count,
    )
    # the message itself holds signs of HTML; what is put into it are numbers
    message = words.replace("%(count)s", "{0}").replace("%(stories)s", "{1}")
    return format_html(" · {}", format_html(message, event.article_count, event.story_count))


def _marked(text: str, wanted: list[Wanted]) -> str:
    """The text with the words that were searched for marked."""
    if not wanted:
        return escape(text)
    marks = (
        format_html("<mark>{}</mark>" if is_word else "{}", piece)
        for piece, is_word in split_at(text, wanted)
    )
    return format_html_join("", "{}", ((mark,) for mark in marks))
