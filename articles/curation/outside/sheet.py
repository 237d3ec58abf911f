"""A spreadsheet of events saved as CSV: ours, TimelineJS's, or anybody's whose columns go by usual names."""

from __future__ import annotations

import csv
import io
import re
from functools import partial

from articles.curation.textfile import BadFile
from articles.formats.cells import as_meant

from .days import Days, NoDay, between, days_of, read_days
from .slides import Read, plain
from .suggested import Fault, Suggested, addresses_in, checked, place_in

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "event", "name", "what"),
    "date": ("edtf", "date", "dates", "when", "day of event"),
    "first": ("earliest", "start", "start date", "first day", "begin", "from"),
    "last": ("latest", "end", "end date", "last day", "until", "to"),
    "year": ("year",),
    "month": ("month",),
    "day": ("day",),
    "end_year": ("end year",),
    "end_month": ("end month",),
    "end_day": ("end day",),
    "about": ("is about", "about", "approximate"),
    "id": ("id", "slug", "unique id"),
    "kind": ("kind", "category", "group", "type"),
    "status": ("status",),
    "outcome": ("outcome", "result"),
    "place": ("place", "location", "where"),
    "venue": ("venue",),
    "city": ("city", "town"),
    "country": ("country",),
    "summary": ("summary", "description", "text", "notes", "details"),
    "sides": ("sides", "side", "parties"),
    "us_people": ("us participants", "us officials"),
    "china_people": ("china participants", "chinese participants", "chinese officials"),
    "people": ("participants", "people", "officials"),
    "us": ("washington account", "us account", "us says", "washington says"),
    "china": ("beijing account", "china account", "china says", "beijing says"),
    "joint": ("joint account", "joint text", "joint says"),
    "sources": (
        "sources",
        "source",
        "source url",
        "source address",
        "reference",
        "link",
        "media",
        "url",
        "address",
    ),
}
"""What a column may be called, the surest name first. Letter case, ``_`` and further spaces do not matter."""

NOT_EVENTS = {"title", "era"}
"""What TimelineJS calls rows that are no events."""

LONGEST_CELL = 1_000_000
Cells = dict[str, str]


def rows_of(text: str) -> list[tuple[int, Read]]:
    """The rows with the numbers that a spreadsheet gives them, each to be read by a call."""
    csv.field_size_limit(LONGEST_CELL)
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        rows = [(number, row) for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadFile(f"Line {reader.line_num} is no CSV: {error}.") from error
    if not rows:
        raise BadFile("The file is empty.")
    names = columns_of(rows[0][1])
    wanted = len(rows[0][1])
    type_at = _called(rows[0][1]).index("type") if "type" in _called(rows[0][1]) else None
    return [
        (number, partial(_read, row, names, wanted))
        for number, row in rows[1:]
        if not _is_no_event(row, type_at)
    ]


def columns_of(head: list[str]) -> dict[str, tuple[int, str]]:
    """Field → where its column stands and what it is called. Raises ``BadFile`` where title or date is missing."""
    known = _called(head)
    found: dict[str, tuple[int, str]] = {}
    for field, names in COLUMNS.items():
        taken = {at for at, _ in found.values()}
        at = next(
            (known.index(name) for name in names if name in known and known.index(name) not in taken), None
        )
        if at is not None:
            found[field] = (at, head[at].strip())
    if "title" not in found:
        raise BadFile(f"No column is called {' or '.join(COLUMNS['title'])}: which one is the title?")
    if not found.keys() & {"date", "first", "year"}:
        raise BadFile("No column is called edtf, date, start or year: which one is the date?")
    return found


def _called(head: list[str]) -> list[str]:
    return [" ".join(re.sub(r"[_\s]+", " ", as_meant(name)).split()).casefold() for name in head]


def _is_no_event(row: list[str], type_at: int | None) -> bool:
    return type_at is not None and type_at < len(row) and row[type_at].strip().casefold() in NOT_EVENTS


def _read(row: list[str], names: dict[str, tuple[int, str]], wanted: int, number: int) -> Suggested | Fault:
    if any(cell.strip() for cell in row[wanted:]):
        return Fault(number, str(wanted + 1), "there are more cells than the head of the table has")
    cells = {field: as_meant(row[at]).strip() if at < len(row) else "" for field, (at, _) in names.items()}
    called = {field: name for field, (_, name) in names.items()}
    days = _days(cells, called, number)
    if isinstance(days, Fault):
        return days
    venue, city, country = place_in(cells.get("place", ""))
    one = Suggested(
        row=number,
        id=cells.get("id", ""),
        title=" ".join(plain(cells["title"]).split())
        if "year" in cells
        else " ".join(cells["title"].split()),
        days=days,
        kind=cells.get("kind", ""),
        status=cells.get("status", ""),
        outcome=cells.get("outcome", ""),
        venue=cells.get("venue") or venue,
        city=cells.get("city") or city,
        country=cells.get("country") or country,
        summary=plain(cells.get("summary", "")) if "year" in cells else cells.get("summary", ""),
        sides=cells.get("sides", ""),
        participants=_people(cells),
        accounts=tuple(
            (side, said)
            for side in ("us", "joint", "china")
            for said in cells.get(side, "").splitlines()
            if said
        ),
        sources=addresses_in(cells.get("sources", "")),
    )
    return checked(one, called)


def _people(cells: Cells) -> tuple[str, ...]:
    named = ";".join(cells.get(name, "") for name in ("us_people", "china_people", "people"))
    return tuple(dict.fromkeys(name.strip() for name in re.split(r"[;|\n]", named) if name.strip()))


def _days(cells: Cells, called: dict[str, str], number: int) -> Days | Fault:
    """From one column, from two, or from TimelineJS's six."""
    field = "date"
    try:
        if cells.get("date"):
            days = read_days(cells["date"])
        elif cells.get("first") or cells.get("last"):
            field = "first"
            first = read_days(cells.get("first", ""))
            field = "last"
            days = between(first, read_days(cells.get("last", "")))
            if days.earliest is None:
                raise NoDay("a last day needs a first day")
        else:
            field = "year"
            days = between(_parts(cells, ""), _parts(cells, "end_"))
    except NoDay as error:
        return Fault(number, called.get(field, field), str(error))
    is_about = cells.get("about", "").casefold() in {"1", "true", "yes", "x"}
    return Days(days.earliest, days.latest, days.is_about or is_about)


def _parts(cells: Cells, which: str) -> Days:
    parts = [cells.get(f"{which}{name}", "") for name in ("year", "month", "day")]
    for part in parts:
        if part and not re.fullmatch(r"\d{1,4}", part):
            raise NoDay(f"“{part[:40]}” is no number")
    if not parts[0]:
        if any(parts):
            raise NoDay("the date has no year")
        return Days()
    return days_of(*(int(part) if part else None for part in parts))
