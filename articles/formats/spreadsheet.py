"""CSV: one line an event, RFC 4180, UTF-8, an EDTF column, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from articles.models.contents import Contents

from .cells import shield
from .view import Records, View, safe_link

COLUMNS = [
    *("id", "title", "kind", "status", "edtf", "earliest", "latest", "granularity", "is_about"),
    *("washington_date", "beijing_date", "time", "time_zone", "date_reason", "city", "country", "venue"),
    *("series", "part_of", "rounds", "topics", "outcome", "confidence", "summary"),
    *("us_participants", "china_participants", "washington_account", "joint_account", "beijing_account"),
    *("disputes", "articles", "stories", "sources", "sources_left_out", "review", "revision", "url"),
]
SEVERAL = "; "


def write(records: Records, view: View) -> Iterator[str]:
    """The header, then a line for each record."""
    yield line(COLUMNS)
    for record in records:
        row = row_of(record, view)
        yield line([shield(row[name]) for name in COLUMNS])


def line(cells: list[str]) -> str:
    """The cells as one line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def row_of(record: Contents, view: View) -> dict[str, str]:
    """Column → cell, not yet shielded."""
    day, place = record["date"], record["place"]
    return {
        **{name: record[name] or "" for name in ("id", "title", "kind", "status", "outcome", "confidence")},
        **{name: record[name] or "" for name in ("summary", "review")},
        **{
            name: day[name] or ""
            for name in ("edtf", "earliest", "latest", "granularity", "time", "time_zone")
        },
        "is_about": "1" if day["is_about"] else "0",
        "washington_date": day["washington"] or "",
        "beijing_date": day["beijing"] or "",
        "date_reason": day["reason"],
        **place,
        "series": record["series"]["name"] if record["series"] else "",
        "part_of": record["part_of"]["id"] if record["part_of"] else "",
        "rounds": SEVERAL.join(f"{one['label']} ({one['counted_by']})" for one in record["rounds"]),
        "topics": SEVERAL.join(topic["name"] for topic in record["topics"]),
        "us_participants": _people(record, "us"),
        "china_participants": _people(record, "china"),
        "washington_account": _accounts(record, "us"),
        "joint_account": _accounts(record, "joint"),
        "beijing_account": _accounts(record, "china"),
        "disputes": SEVERAL.join(one["question"] for one in record["disputes"]),
        "articles": str(record["article_count"]),
        "stories": str(record["story_count"]),
        "sources": " ".join(_addresses(record, view)),
        "sources_left_out": str(record["sources_left_out"]),
        "revision": str(record.get("revision") or ""),
        "url": view.event(record["id"]),
    }


def _people(record: Contents, side: str) -> str:
    return SEVERAL.join(one["name"] for one in record["participants"] if one["side"] == side)


def _accounts(record: Contents, side: str) -> str:
    return "\n".join(
        f"“{one['text']}”" if one["is_quotation"] else one["text"]
        for one in record["accounts"]
        if one["side"] == side and not one["dispute"]
    )


def _addresses(record: Contents, view: View) -> Iterator[str]:
    for source in record["sources"]:
        yield safe_link(source["url"]).replace(" ", "%20") or view.article(source["article"])
