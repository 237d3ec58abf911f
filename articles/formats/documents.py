"""JSON: the records as they are, in an envelope that says whose they are and under which licence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .view import LICENCE, LICENCE_NOTE, SCHEMA_VERSION, SITE, Records, View


def dumps(value: Any) -> str:
    """JSON as everything here writes it: UTF-8, compact."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def envelope(view: View) -> dict[str, Any]:
    """What every document begins with."""
    return {
        "schema_version": SCHEMA_VERSION,
        "site": SITE,
        "title": view.title,
        "page": view.address,
        "licence": LICENCE,
        "licence_note": LICENCE_NOTE,
        "as_known_on": view.known_on.isoformat() if view.known_on else None,
    }


def write(records: Records, view: View) -> Iterator[str]:
    """``{"schema_version": 1, …, "events": [`` – one record a line – ``]}``."""
    yield dumps(envelope(view))[:-1] + ',"events":['
    comma = "\n"
    for record in records:
        yield comma + dumps({"url": view.event(record["id"]), **record})
        comma = ",\n"
    yield "\n]}\n"


def write_one(name: str, record: dict[str, Any], view: View) -> Iterator[str]:
    """The envelope with one record under its name: ``"event": {…}``."""
    yield dumps({**envelope(view), name: record}) + "\n"
