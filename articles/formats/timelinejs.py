"""Knight Lab's TimelineJS JSON: what it opens as it is. Undated events have no place on its axis and stay out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.html import escape

from articles.models import Event
from articles.models.contents import Contents
from articles.models.dates import in_words

from .documents import dumps
from .view import SITE, Records, View

SIDES = [("us", "Washington"), ("joint", "Joint text"), ("china", "Beijing")]


def write(records: Records, view: View) -> Iterator[str]:
    """``{"scale": "human", "title": …, "events": [`` – one slide a line – ``]}``."""
    title = {
        "unique_id": "title",
        "text": {
            "headline": escape(view.title),
            "text": f'<p>{escape(SITE)}</p><p><a href="{escape(view.address)}">{escape(view.address)}</a></p>',
        },
    }
    yield f'{{"scale":"human","title":{dumps(title)},"events":['
    comma = "\n"
    for record in records:
        if record["date"]["earliest"]:
            yield comma + dumps(slide_of(record, view))
            comma = ",\n"
    yield "\n]}\n"


def slide_of(record: Contents, view: View) -> dict[str, Any]:
    """One event; its words are escaped, for TimelineJS takes them as HTML."""
    day = record["date"]
    first, last = date.fromisoformat(day["earliest"]), date.fromisoformat(day["latest"])
    slide = {
        "unique_id": record["id"],
        "start_date": _date(first, day["granularity"]),
        "display_date": ("about " if day["is_about"] else "") + in_words(first, last),
        "group": str(Event.Kind(record["kind"]).label),
        "text": {"headline": escape(record["title"]), "text": _text(record, view)},
    }
    if day["granularity"] == "range":
        slide["end_date"] = _date(last, day["granularity"])
    return slide


def _date(day: date, granularity: str) -> dict[str, int]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    kept = {"year": 1, "month": 2}.get(granularity, 3)
    return dict(list(parts.items())[:kept])


def _text(record: Contents, view: View) -> str:
    paragraphs = [escape(record["summary"])] if record["summary"] else []
    for side, name in SIDES:
        said = [one for one in record["accounts"] if one["side"] == side and not one["dispute"]]
        paragraphs += [f"<b>{name}</b>: {_words(one)}" for one in said]
    address = escape(view.event(record["id"]))
    paragraphs.append(f'<a href="{address}">Sources: {record["article_count"]} articles</a>')
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _words(account: Contents) -> str:
    return f"“{escape(account['text'])}”" if account["is_quotation"] else escape(account["text"])
