"""iCalendar (RFC 5545): every event that has a date, announced rounds and deadlines among them.

A day is a day (``VALUE=DATE``), whatever the reader's zone. Where the time of day is known it stands in the zone of
the place, whose rules come along, and both capitals' clocks are told in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event, Timezone, vDDDTypes

from articles.models.contents import Contents
from articles.models.dates import day_in_words

from .view import SITE, Records, View, plain

WASHINGTON, BEIJING = "America/New_York", "Asia/Shanghai"
STATUS = {
    "announced": "TENTATIVE",
    "scheduled": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
RULES_FROM, RULES_UNTIL = date(2015, 1, 1), date(2038, 1, 1)


def write(records: Records, view: View, zones: frozenset[str] = frozenset()) -> Iterator[bytes]:
    """The calendar, component by component; ``zones`` are those of the places, named before the events come."""
    yield _opening(view)
    for name in sorted({WASHINGTON, BEIJING, *(zones & available_timezones())}):
        yield Timezone.from_tzid(name, first_date=RULES_FROM, last_date=RULES_UNTIL).to_ical()
    for record in records:
        if record["date"]["earliest"]:
            yield entry_of(record, view).to_ical()
        for commitment in record["commitments"]:
            if commitment["due"]:
                yield deadline_of(commitment, record, view).to_ical()
    yield b"END:VCALENDAR\r\n"


def _opening(view: View) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{plain(SITE)}//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", plain(view.title))
    calendar.add("x-wr-calname", plain(view.title))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("source", view.base + view.own_path, parameters={"value": "URI"})
    return calendar.to_ical().removesuffix(b"END:VCALENDAR\r\n")


def entry_of(record: Contents, view: View) -> Event:
    """One VEVENT. An unknown day within a month fills the month, is not busy time, and says so."""
    entry = Event()
    entry.add("uid", f"{record['id']}@{view.host.partition(':')[0]}")
    entry.add("dtstamp", _changed(record, view))
    entry.add("sequence", max(0, (record.get("revision") or 1) - 1))
    entry.add("summary", plain(_summary(record)))
    for name, value in _span(record).items():
        entry.add(name, value)
    entry.add("description", plain(_description(record, view)))
    entry.add("url", view.event(record["id"]))
    entry.add("categories", [record["kind"], *(plain(topic["name"]) for topic in record["topics"])])
    entry.add("status", STATUS.get(record["status"] or "", "TENTATIVE"))
    entry.add("transp", "OPAQUE" if _is_timed(record) else "TRANSPARENT")
    place = ", ".join(filter(None, [record["place"][name] for name in ("venue", "city", "country")]))
    if place:
        entry.add("location", plain(place))
    return entry


def deadline_of(commitment: Contents, record: Contents, view: View) -> Event:
    """The day by which something promised is due, as last set."""
    day = date.fromisoformat(commitment["due"])
    entry = Event()
    entry.add("uid", f"deadline-{commitment['id']}@{view.host.partition(':')[0]}")
    entry.add("dtstamp", _changed(record, view))
    entry.add("sequence", max(0, (record.get("revision") or 1) - 1))
    entry.add("summary", plain(f"Deadline: {commitment['what']}"))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    steps = [
        f"{step['on'] or 'day not known'}, {step['state']}: {step['text']}" for step in commitment["steps"]
    ]
    told = [f"Of: {record['title']}.", *steps, view.event(record["id"])]
    entry.add("description", plain("\n".join(told)))
    entry.add("url", view.event(record["id"]))
    entry.add("categories", ["deadline"])
    entry.add("status", "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _changed(record: Contents, view: View) -> datetime:
    """When the page last came to say something else."""
    changed = datetime.fromisoformat(record["revised"]) if record.get("revised") else view.updated
    return (changed or datetime(2017, 1, 1, tzinfo=UTC)).astimezone(UTC)


def _summary(record: Contents) -> str:
    prefix = f"{record['status'].capitalize()}: " if record["status"] in ("postponed", "cancelled") else ""
    return prefix + record["title"] + (" (day not known)" if _is_coarse(record) else "")


def _is_coarse(record: Contents) -> bool:
    return record["date"]["granularity"] in ("month", "year") or record["date"]["is_about"]


def _is_timed(record: Contents) -> bool:
    day = record["date"]
    return bool(
        day["time"] and day["time_zone"] in available_timezones() and day["earliest"] == day["latest"]
    )


def _span(record: Contents) -> dict[str, date | datetime | timedelta | vDDDTypes]:
    """Begin and end; the end of days is the morning after, as iCalendar has it."""
    day = record["date"]
    first, last = date.fromisoformat(day["earliest"]), date.fromisoformat(day["latest"])
    if _is_timed(record):
        begin = _begin(record)
        return {"dtstart": begin, "duration": timedelta(hours=1)}
    return {"dtstart": first, "dtend": last + timedelta(days=1)}


def _begin(record: Contents) -> datetime:
    day = record["date"]
    clock = time.fromisoformat(day["time"])
    return datetime.combine(date.fromisoformat(day["earliest"]), clock, ZoneInfo(day["time_zone"]))


def _description(record: Contents, view: View) -> str:
    day = record["date"]
    lines = [record["summary"], _capitals(record)]
    if record["outcome"]:
        lines.append(f"Outcome: {record['outcome']}.")
    lines.append(f"Date: {day['edtf']} (EDTF). {day['reason']}".strip())
    lines.append(f"Sources and both sides’ accounts: {view.event(record['id'])}")
    return "\n".join(line for line in lines if line)


def _capitals(record: Contents) -> str:
    """``Washington: 17 May 2018, 20:30. Beijing: 18 May 2018, 08:30.``, as far as the time or a source settles it."""
    if _is_timed(record):
        begin = _begin(record)
        there = [(name, begin.astimezone(ZoneInfo(zone))) for name, zone in _CLOCKS]
        return " ".join(f"{name}: {day_in_words(at.date())}, {at:%H:%M}." for name, at in there)
    known = [("Washington", record["date"]["washington"]), ("Beijing", record["date"]["beijing"])]
    return " ".join(f"{name}: {day_in_words(date.fromisoformat(day))}." for name, day in known if day)


_CLOCKS = [("Washington", WASHINGTON), ("Beijing", BEIJING)]
