"""One document read: clean body, what stands around it, and the date it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .annotations import Basis, Document, DocumentDate, SourceFormat
from .boilerplate import read_layout
from .characters import storable
from .document_date import stated_date, url_date, usable_url
from .headline import Headline, read_headline
from .html import read_html
from .language import recognize_language
from .reading import Unreadable

_LONGEST_TITLE = 300
_LONGEST_NAME = 200
_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Page:
    """What one document holds. ``text`` is what every offset counts in."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    stated: DocumentDate = field(default_factory=DocumentDate)
    warnings: tuple[str, ...] = ()


def read_page(document: Document) -> Page:
    """Read ``document``; what the caller gave (day, title, publisher, address) goes before what the page says.

    "Talks open in Geneva\\n\\nMay 10, 2025\\n\\nThe two sides…" has a title, a stated date and a body.
    """
    if document.format is SourceFormat.HTML:
        page = _read_web_page(document)
    elif document.format is SourceFormat.CLEAN:
        page = _read_clean(document)
    else:
        page = _read_text(document)
    if not any(character.isalnum() for character in page.text):
        raise Unreadable("no_text", "there is no article in it")
    return page


def _read_web_page(document: Document) -> Page:
    web = read_html(document.source)
    return _page(
        document,
        web.text,
        Headline(web.title, web.byline, web.publisher),
        web.published,
        web.url,
        web.language,
        web.warnings,
    )


def _read_clean(document: Document) -> Page:
    layout = read_layout(document.source)
    return _page(document, document.source, Headline(), stated_date(layout))


def _read_text(document: Document) -> Page:
    layout = read_layout(document.source)
    return _page(document, layout.body, read_headline(layout), stated_date(layout))


def _page(
    document: Document,
    text: str,
    headline: Headline,
    found: DocumentDate,
    canonical: str | None = None,
    language: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Page:
    url = usable_url(document.url) or usable_url(canonical)
    return Page(
        text,
        _one_line(document.title or headline.title, _LONGEST_TITLE),
        _one_line(headline.byline, _LONGEST_NAME),
        _one_line(document.publisher or headline.publisher, _LONGEST_NAME),
        language or recognize_language(text),
        url,
        _strongest(document, found, url),
        warnings,
    )


def _strongest(document: Document, found: DocumentDate, url: str | None) -> DocumentDate:
    """Given, stated, address, metadata: the first that is there."""
    if document.published:
        return DocumentDate(
            document.published, document.published, Basis.GIVEN, None, "The day was given with the document."
        )
    if found.basis is Basis.STATED:
        return found
    by_address = url_date(url)
    return by_address if by_address.earliest else found


def _one_line(value: str | None, longest: int) -> str | None:
    """``value`` on one line, without what cannot be stored or turns the reading direction of what follows."""
    if not value:
        return None
    plain = " ".join(_DIRECTION_OVERRIDES.sub("", storable(value)).split())
    return (plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…") or None
