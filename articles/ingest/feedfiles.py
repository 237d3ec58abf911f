"""RSS and Atom files: each entry as an article. Only bytes that are here are read; nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

from articles.extraction.reading import Unreadable

from .extras import extra

MOST_ENTRIES = 10_000
"""Entries of one feed that are taken; papers list some dozens."""

_BREAKS = {"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr", "table"}
_UNSEEN = {"script", "style"}


def feed_module():
    """The package that reads feeds. Raises ``MissingExtra``."""
    return extra("feedparser", "Reading RSS and Atom files")


def looks_like_feed(head: bytes) -> bool:
    """True for the first bytes of an RSS or Atom file."""
    return any(mark in head[:2000] for mark in (b"<rss", b"<feed", b"<rdf:RDF"))


def begins_as_feed(head: bytes) -> bool:
    """True for the first bytes of a feed that nothing else, as a name, says to be one: its element comes before any other.

    A page may hold ``<rdf:RDF`` too, as licences and blogs put it there.
    """
    left = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    while left.startswith((b"<?", b"<!")):
        _, _, left = left.partition(b"-->" if left.startswith(b"<!--") else b">")
        left = left.lstrip()
    return left.startswith((b"<rss", b"<feed", b"<rdf:RDF"))


def entries_in(data: bytes) -> Iterator[dict[str, object]]:
    """Each entry of the feed as a line of a JSON Lines file would have it: text, title, url, publisher, published.

    Raises ``Unreadable`` for what is no feed, and for one that declares entities.
    """
    if b"<!ENTITY" in data:
        raise Unreadable("bad_feed", "the feed declares entities, which news has no need of")
    if not looks_like_feed(data):
        raise Unreadable("bad_feed", "neither an RSS nor an Atom file")
    # as a stream: of a string the package might take it for an address and go there
    feed = feed_module().parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise Unreadable("bad_feed", "the feed has no entries, or is broken")
    publisher = plain_text(feed.feed.get("title", ""))
    for entry in feed.entries[:MOST_ENTRIES]:
        title, body = plain_text(entry.get("title", "")), plain_text(_longest(entry))
        yield {
            "id": entry.get("id") or entry.get("link") or "",
            "text": body if body.startswith(title) else f"{title}\n\n{body}",
            "title": title,
            "url": entry.get("link", ""),
            "publisher": publisher,
            "published": _day(entry),
        }


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a line for each paragraph: "<p>One<p>Two" is "One" and "Two"."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(" ".join(data.split("\n")))


def _longest(entry) -> str:
    """The whole text where the feed gives it, else the summary."""
    whole = [one.get("value") or "" for one in entry.get("content", [])]
    return max([*whole, entry.get("summary") or ""], key=len)


def _day(entry) -> str | None:
    """The day the entry was published, as it was in Greenwich; when it was changed says nothing of that."""
    moment = entry.get("published_parsed")
    return date(*moment[:3]).isoformat() if moment else None
