"""HTML to a clean body and what the page says of itself, through trafilatura and htmldate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import htmldate
import lxml.etree
import lxml.html
import trafilatura

from . import furniture
from .annotations import Basis, DocumentDate
from .boilerplate import read_layout
from .characters import tidy
from .document_date import stated_date, usable_url
from .headline import read_headline
from .language import recognize_language
from .markup import count_tags, defuse, to_lines
from .reading import Unreadable
from .stamps import find_stamps

_LARGEST_MARKUP = 1_500_000
_MOST_TAGS = 12_000
"""Beyond either, trafilatura takes minutes; such a page is read line by line."""

_SHORTEST_BODY = 120


@dataclass(frozen=True, slots=True)
class WebPage:
    """The text of a page and what the page states about it."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published: DocumentDate = field(default_factory=DocumentDate)
    warnings: tuple[str, ...] = ()


def read_html(markup: str) -> WebPage:
    """The article in ``markup``: ``<h1>Talks open</h1><p>The two sides met.</p>`` has a title and a text.

    A page without text is ``Unreadable("no_text")``.
    """
    markup, warnings = defuse(markup)
    lines = to_lines(markup)
    tree = None
    if len(markup) <= _LARGEST_MARKUP and count_tags(markup) <= _MOST_TAGS:
        tree = _parse(markup)
    else:
        warnings = (*warnings, "a very large page: read line by line")
    page = _from_lines(lines) if tree is None else _from_tree(tree, lines)
    if not any(character.isalnum() for character in page.text):
        raise Unreadable("no_text", "the page has no text")
    text, notes = tidy(page.text)
    return WebPage(
        text,
        page.title,
        page.byline,
        page.publisher,
        page.language or recognize_language(text),
        page.url,
        page.published,
        (*warnings, *page.warnings, *notes),
    )


def _parse(markup: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.document_fromstring(markup)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _from_lines(lines: str) -> WebPage:
    layout = read_layout(lines)
    headline = read_headline(layout)
    return WebPage(
        layout.body, headline.title, headline.byline, headline.publisher, published=stated_date(layout)
    )


def _from_tree(tree: lxml.html.HtmlElement, lines: str) -> WebPage:
    plain = _from_lines(lines)
    metadata = _metadata_date(tree)
    url = usable_url(
        _first(tree, "//link[@rel='canonical']/@href") or _first(tree, "//meta[@property='og:url']/@content")
    )
    language = _language(tree)
    title = _first(tree, "//title/text()")
    found = _extracted(tree, fast=len(lines) > 300_000)
    body = _without_furniture(found.get("text") or "")
    if len(body) < _SHORTEST_BODY and len(plain.text) > len(body):
        body = plain.text
    # htmldate's guess, made within trafilatura, is the weakest source: it may be any date of the page
    published = _agreed(plain.published, metadata)
    return WebPage(
        body,
        found.get("title") or plain.title or (title.strip() if title else None),
        found.get("author") or plain.byline,
        found.get("sitename") or plain.publisher,
        language,
        url,
        published,
    )


def _extracted(tree: lxml.html.HtmlElement, *, fast: bool) -> dict[str, str | None]:
    """Text, title, author and sitename as trafilatura finds them; an empty dict where it finds nothing."""
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        fast=fast,
        date_extraction_params=dict(_DATE_OPTIONS),
    )
    if found is None:
        return {}
    return {name: getattr(found, name) for name in ("text", "title", "author", "sitename")}


def _without_furniture(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not furniture.is_furniture(line.strip()))


def _first(tree: lxml.html.HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0])[:2000] if found else None


def _language(tree: lxml.html.HtmlElement) -> str | None:
    declared = (_first(tree, "//html/@lang") or _first(tree, "//html/@xml:lang") or "").strip().lower()
    return declared[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].{1,20})?", declared) else None


# ------------------------------------------------------------------------------------------------ metadata

_DATE_OPTIONS: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2099-12-31",
}
"""With a fixed last day, so that htmldate never looks at the clock."""

_NAMED_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "date.published", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date", "originalpublicationdate", "article_date_original", "rnews:datepublished",
)  # fmt: skip
_LINKED_DATE = re.compile(r"\"datePublished\"\s{0,5}:\s{0,5}\"([^\"\\]{8,40})\"")


def _metadata_date(tree: lxml.html.HtmlElement) -> DocumentDate:
    """The day of publication from ``<meta>``, linked data or ``<time pubdate>``, with the string it was read from."""
    named: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]")[:500]:
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        named.setdefault(key.lower(), element.get("content", "")[:100])
    for name in _NAMED_DATES:
        if published := _metadata(named.get(name, ""), name):
            return published
    for script in tree.xpath("//script[contains(@type,'ld+json')]/text()")[:20]:
        if (match := _LINKED_DATE.search(script)) and (
            published := _metadata(match.group(1), "datePublished")
        ):
            return published
    for value in tree.xpath(
        "//time[@pubdate or @itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
    )[:3]:
        if published := _metadata(str(value)[:100], "datePublished"):
            return published
    return _from_htmldate(tree)


def _metadata(value: str, name: str) -> DocumentDate | None:
    stamps = find_stamps(value)
    if not stamps:
        return None
    return DocumentDate(
        stamps[0].day,
        stamps[0].day,
        Basis.METADATA,
        value.strip(),
        f"The page's metadata ({name}) say “{value.strip()}”.",
    )


def _from_htmldate(tree: lxml.html.HtmlElement) -> DocumentDate:
    try:
        found = htmldate.find_date(tree, **_DATE_OPTIONS)
    except (ValueError, lxml.etree.LxmlError, RecursionError):
        return DocumentDate()
    stamps = find_stamps(found or "")
    if not stamps:
        return DocumentDate()
    return DocumentDate(
        stamps[0].day, stamps[0].day, Basis.METADATA, found, f"The page's markup dates it {found}."
    )


def _agreed(stated: DocumentDate, metadata: DocumentDate) -> DocumentDate:
    """The visible line, unless metadata contradict it: what stands at the top of a page may be the day it was viewed."""
    if stated.earliest and metadata.earliest and abs((stated.earliest - metadata.earliest).days) > 2:
        return metadata
    return stated if stated.earliest else metadata
