"""Reads the chronology's JSON files and checks what they refer to, before a row is touched."""

import calendar
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from articles.models import Granularity

Entry = Mapping[str, Any]

KEY_OF_FILE = {
    "publishers": "name",
    "topics": "slug",
    "series": "slug",
    "sources": "url",
    "officials": "slug",
    "events": "slug",
    "disputes": "slug",
    "commitments": "slug",
}


class ChronologyError(Exception):
    """The chronology cannot be loaded: one line that names the file and the entry."""


@dataclass(frozen=True)
class Chronology:
    """The files' entries by their keys: ``events["2018-05-washington-round"]``."""

    publishers: Mapping[str, Entry]
    topics: Mapping[str, Entry]
    series: Mapping[str, Entry]
    sources: Mapping[str, Entry]
    officials: Mapping[str, Entry]
    events: Mapping[str, Entry]
    disputes: Mapping[str, Entry]
    commitments: Mapping[str, Entry]


def read_chronology(folder: Path | str) -> Chronology:
    """All files of ``fixtures/chronology``; ChronologyError where one is missing, broken, or refers to nothing."""
    folder = Path(folder)
    chronology = Chronology(
        **{name: _entries(folder / f"{name}.json", key) for name, key in KEY_OF_FILE.items()}
    )
    _check_references(chronology)
    return chronology


def _entries(path: Path, key: str) -> dict[str, Entry]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ChronologyError(f"{path.name}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ChronologyError(f"{path.name}: not valid JSON ({error})") from error
    if not isinstance(rows, list):
        raise ChronologyError(f"{path.name}: a list of entries is expected")
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, start=1):
        name = row.get(key) if isinstance(row, dict) else None
        if not isinstance(name, str) or not name:
            raise ChronologyError(f"{path.name}, entry {number}: no {key}")
        if name in entries:
            raise ChronologyError(f"{path.name}, {name}: there twice")
        entries[name] = row
    return entries


def _check_references(chronology: Chronology) -> None:
    for url, source in chronology.sources.items():
        _known("sources", url, "publisher", [source.get("publisher")], chronology.publishers)
    for slug, event in chronology.events.items():
        optional = {name: [event[name]] if event.get(name) else [] for name in ("series", "parent")}
        _known("events", slug, "series", optional["series"], chronology.series)
        _known("events", slug, "parent", optional["parent"], chronology.events)
        if event.get("parent") and chronology.events[event["parent"]].get("parent"):
            raise ChronologyError(f"events.json, {slug}: its parent is a part itself")
        _known("events", slug, "topic", event.get("topics", ()), chronology.topics)
        _known("events", slug, "source", event.get("sources", ()), chronology.sources)
        participants = [row.get("official") for row in event.get("participants", ())]
        _known("events", slug, "official", participants, chronology.officials)
        for account in event.get("accounts", ()):
            _check_account("events", slug, account, chronology)
    for slug, dispute in chronology.disputes.items():
        _known("disputes", slug, "event", [dispute.get("event")], chronology.events)
        for account in dispute.get("answers", ()):
            _check_account("disputes", slug, account, chronology)
    for slug, commitment in chronology.commitments.items():
        _known("commitments", slug, "event", [commitment.get("event")], chronology.events)
        for step in commitment.get("steps", ()):
            _known("commitments", slug, "source", [step.get("source")], chronology.sources)
            optional = [step["happened_at"]] if step.get("happened_at") else []
            _known("commitments", slug, "event", optional, chronology.events)


def _check_account(file: str, slug: str, account: Entry, chronology: Chronology) -> None:
    _known(file, slug, "source", account.get("sources", ()), chronology.sources)
    _known(
        file, slug, "official", [account["speaker"]] if account.get("speaker") else [], chronology.officials
    )


def _known(file: str, entry: str, noun: str, names: Iterable[Any], known: Mapping[str, Entry]) -> None:
    for name in names:
        if name not in known:
            raise ChronologyError(f"{file}.json, {entry}: unknown {noun} {name!r}")


def day_of(value: str | None, *, is_end: bool = False) -> date | None:
    """``2018-04-05`` → that day; ``2018-04`` → 1 April (30 April as an end); ``2018`` → 1 January (31 December)."""
    if not value:
        return None
    year, month, day = (*map(int, value.split("-")), None, None)[:3]
    if month is None:
        return date(year, 12, 31) if is_end else date(year, 1, 1)
    if day is None:
        return date(year, month, calendar.monthrange(year, month)[1] if is_end else 1)
    return date(year, month, day)


def granularity_of(value: str | None) -> str:
    """``2018-04`` → month, ``2018`` → year, ``2018-04-05`` or nothing → day."""
    return {4: Granularity.YEAR, 7: Granularity.MONTH}.get(len(value or ""), Granularity.DAY)
