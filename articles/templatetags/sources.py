"""A source in the lists of an event's page. Written in Python: a page has sixty, and a template takes four times as long."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Article, Citation, Publisher, ReviewState

from .languages import english, lang, lang_of
from .pages import address_of, dates, host, safe_url, sentences, side

register = template.Library()

KINDS = dict(Article.Kind.choices)


@register.simple_tag(takes_context=True)
def source(context, citation: Citation, shown_words: str = "") -> SafeString:
    """Headline, where and when it was printed, and the words the link rests on, unless another print has shown them."""
    is_proposed = citation.state == ReviewState.PROPOSED
    words, reasons = citation.evidence_words, citation.reasons
    quoted, why = "", ""
    if words and words != shown_words:
        pattern = '<blockquote class="pin" dir="auto"{}>{}</blockquote>'
        quoted = format_html(pattern, lang(citation.article.language), words)
    if is_proposed and reasons and not shown_words:
        why = format_html('<p class="why"{}>{}</p>', lang(), sentences(reasons))
    lines = [
        _headline(citation.article, context.get("asof")),
        _origin(citation.article, is_proposed),
        quoted,
        why,
    ]
    return format_html_join("", "{}\n", ((line,) for line in lines))


def _headline(article: Article, asof) -> SafeString:
    described = ""
    if article.title_is_description:
        described = format_html(' <span class="small muted">{}</span>', _("(our description)"))
    return format_html(
        '<p><a class="headline" href="{}"><bdi{}>{}</bdi></a>{}</p>',
        address_of(article, asof), lang_of(article.title), str(article), described,
    )  # fmt: skip


def _origin(article: Article, is_proposed: bool) -> SafeString:
    facts = format_html_join("", "{}", ((one,) for one in _facts(article, is_proposed)))
    return format_html('<p class="meta">{}</p>', facts)


def _facts(article: Article, is_proposed: bool) -> Iterator[str]:
    if is_proposed:
        yield format_html('<strong class="unreviewed">{}</strong> ', _("Machine-proposed, not reviewed"))
    if article.kind != Article.Kind.PRESS:
        yield format_html('<b class="badge">{}</b> ', capfirst(KINDS[article.kind]))
    yield _printed_by(article.publisher) if article.publisher else _("Publisher not known")
    yield pgettext("between facts", ", ")
    if article.published_latest:
        yield dates(article.published_earliest, article.published_latest)
        if article.is_dated_by_contents:
            yield " " + _("by its contents")
    else:
        yield _("undated")
    if address := safe_url(article.url):
        yield _original(article, address)


def _printed_by(publisher: Publisher) -> SafeString:
    if not publisher.side:
        return format_html("{}", english(publisher))
    return format_html("{} {} {}", side(publisher.side), english(publisher), _("(state organ)"))


def _original(article: Article, address: str) -> SafeString:
    place = host(article.url)
    label = _("%(host)s: the original of %(title)s") % {"host": place, "title": article}
    return format_html(
        ' · <a href="{}" rel="external noopener" aria-label="{}">{}</a>', address, label, place
    )
