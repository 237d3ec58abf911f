"""RSS and Atom files: each entry as an article. Only bytes that are here are read; nothing is fetched."""

from __future__ import annotations

import re

from articles.extraction.reading import MAX_BYTES, Unreadable

from .apart import done_apart
from .extras import extra

SECONDS = 10.0
"""Processor time one feed may take. A thousand entries take about half a second."""

_READ_FEED = "articles.ingest.feedentries.read_feed"
_GIANT_TAG = re.compile(rb"<[A-Za-z][^<>]{20000}")
"""Parsers below us are quadratic in the attributes of one tag."""


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


def entries_in(data: bytes) -> list[dict[str, object]]:
    """Each entry of the feed as a line of a JSON Lines file would have it: text, title, url, publisher, published.

    Raises ``Unreadable`` for what is no feed, for one that declares entities, and for one that takes too long to read.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("too_big", f"{len(data):,} bytes; the limit is {MAX_BYTES:,}")
    if b"<!ENTITY" in data:
        raise Unreadable("bad_feed", "the feed declares entities, which news has no need of")
    if not looks_like_feed(data):
        raise Unreadable("bad_feed", "neither an RSS nor an Atom file")
    if _GIANT_TAG.search(data):
        raise Unreadable("bad_feed", "the feed has a tag of over 20,000 characters")
    feed_module()
    entries: list[dict[str, object]] = done_apart(_READ_FEED, data, SECONDS)
    return entries
