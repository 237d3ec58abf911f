"""Knight Lab's TimelineJS JSON, ours and others': each slide but the title is an event."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.html import strip_tags

from articles.curation.textfile import BadFile

from .days import Days, NoDay, between, days_of
from .suggested import Fault, Suggested, addresses_in, checked

_BLOCK = re.compile(r"</(?:p|div|li|h[1-6])>|<br ?/?>", re.IGNORECASE)
_LINK = re.compile(r"href=[\"'](https?://[^\"'<>\s]{1,2000})", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp[34])(?:$|\?)", re.IGNORECASE)

Read = Callable[[int], Suggested | Fault]


def rows_of(text: str) -> list[tuple[int, Read]]:
    """The slides with their numbers, counted from 1, each to be read by a call."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"This is no JSON: {error}.") from error
    slides = told.get("events") if isinstance(told, dict) else told
    if not isinstance(slides, list):
        raise BadFile("This is no TimelineJS file: it has no list called events.")
    return [(number, partial(_read, slide)) for number, slide in enumerate(slides, 1)]


def _read(slide: Any, number: int) -> Suggested | Fault:
    if not isinstance(slide, dict):
        return Fault(number, "events", "an object is expected")
    try:
        days = _days(slide)
    except NoDay as error:
        return Fault(number, "start_date" if "start_date" in slide else "date", str(error))
    words = _dict(slide.get("text"))
    body, media = _text(words.get("text")), _dict(slide.get("media"))
    one = Suggested(
        row=number,
        id=_text(slide.get("unique_id")),
        title=" ".join(plain(words.get("headline")).split()),
        days=days,
        kind=_text(slide.get("group")),
        summary=plain(body),
        sources=_sources(body, media),
    )
    return checked(one, {"title": "text.headline", "sources": "media.url"})


def _days(slide: dict[str, Any]) -> Days:
    if not slide.get("start_date"):
        raise NoDay("the slide has no start_date")
    days = between(_day(slide["start_date"]), _day(slide.get("end_date")))
    is_about = _text(slide.get("display_date")).casefold().startswith("about ")
    return Days(days.earliest, days.latest, is_about)


def _day(told: Any) -> Days:
    if not told:
        return Days()
    parts = []
    for name in ("year", "month", "day"):
        value = _dict(told).get(name)
        if value in (None, ""):
            parts.append(None)
            continue
        if isinstance(value, float) or not re.fullmatch(r"\d{1,4}", str(value).strip()):
            raise NoDay(f"“{str(value)[:40]}” is no {name}")
        parts.append(int(value))
    if parts[0] is None:
        raise NoDay("the date has no year")
    return days_of(*parts)


def _sources(body: str, media: dict[str, Any]) -> tuple[str, ...]:
    found = [html.unescape(link) for link in _LINK.findall(body)]
    for name in ("url", "link"):
        found += [url for url in addresses_in(_text(media.get(name))) if not _PICTURE.search(url)]
    return tuple(dict.fromkeys(found))[:10]


def plain(markup: Any) -> str:
    """``<p>They met.</p><p>Again &amp; again.</p>`` → two lines without markup."""
    broken = _BLOCK.sub("\n", _text(markup))
    lines = (" ".join(line.split()) for line in html.unescape(strip_tags(broken)).split("\n"))
    return "\n".join(line for line in lines if line)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
