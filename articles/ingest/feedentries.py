"""The entries of a feed. Only child processes import this, for the parser below takes hours on some feeds."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge
from articles.extraction.markup import defuse, to_lines

from .apart import bytes_of
from .documents import Rejected
from .feedfiles import feed_module

MOST_ENTRIES = 10_000
"""Entries of one feed that are taken; papers list some dozens."""

LONGEST_TITLE = 1000
"""Characters that are taken of a title. An address is taken whole: cut, it would be another one."""

_BY_NUMBERS = re.compile(r"\s{0,9}(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_BY_NAME = re.compile(r"\s{0,9}(?:\d{1,2} )?[A-Za-z]{3}")
"""How a moment that names a day begins: "2018-05-17T…", "Thu, 17 May…", "17 May…"."""


def read_feed(document: Document, knowledge: Knowledge) -> list[dict[str, object]] | Rejected:
    """The entries of the feed in the document's bytes, as ``feedfiles.entries_in`` gives them."""
    try:
        return _entries(bytes_of(document))
    except MemoryError:
        raise  # the reader knows what to say
    except Exception as error:  # noqa: BLE001 - the package raises whatever a feed drives it to
        return Rejected("", "bad_feed", f"the feed is broken ({type(error).__name__})")


def _entries(data: bytes) -> list[dict[str, object]] | Rejected:
    # as a stream: of a string the package might take it for an address and go there
    feed = feed_module().parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        return Rejected("", "bad_feed", "the feed has no entries, or is broken")
    publisher = plain_text(_title(feed.feed))
    return [_entry(entry, publisher) for entry in feed.entries[:MOST_ENTRIES]]


def _entry(entry: Any, publisher: str) -> dict[str, object]:
    title, body = plain_text(_title(entry)), plain_text(_longest(entry))
    link = str(entry.get("link") or "")
    return {
        "id": str(entry.get("id") or "") or link,
        "text": body if body.startswith(title) else f"{title}\n\n{body}",
        "title": title,
        "url": link,
        "publisher": publisher,
        "published": day_of(entry.get("published_parsed"), str(entry.get("published") or "")),
    }


def _title(thing: Any) -> str:
    return str(thing.get("title") or "")[:LONGEST_TITLE]


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a line for each paragraph: "<p>One<p>Two" is "One" and "Two"."""
    lines = (" ".join(line.split()) for line in to_lines(defuse(markup)[0]).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _longest(entry: Any) -> str:
    """The whole text where the feed gives it, else the summary."""
    whole = [one.get("value") or "" for one in entry.get("content", [])]
    return max([*whole, entry.get("summary") or ""], key=len)


def day_of(moment: tuple[int, ...] | None, told: str) -> str | None:
    """The day of the moment that ``told`` was read as, as it was in Greenwich: (2018, 5, 17, 10, 0, 0) is 2018-05-17.

    None for a day there is not, and for less than a day. Of numbers alone the package makes what it can: 3 March of
    "2018-02-31", and a day of the month it is now of "2018/02". When an entry was changed says nothing of when it
    was published.
    """
    numbers = _BY_NUMBERS.match(told)
    try:
        is_told = date(*map(int, numbers.groups())) if numbers else _BY_NAME.match(told)
        return date(*moment[:3]).isoformat() if moment and is_told else None
    except ValueError:
        return None
