"""What went wrong, in the format that was asked for: a program that reads JSON is not answered in HTML."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Journal

from .cells import shield
from .documents import dumps
from .references import in_latex, one_line
from .spreadsheet import line
from .view import SITE, plain


def problem(status: int, detail: str, address: str = "") -> dict[str, str | int]:
    """Problem details (RFC 9457)."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return {**told, "instance": address} if address else told


def _json(status: int, detail: str) -> str:
    return dumps(problem(status, detail)) + "\n"


def _csv(status: int, detail: str) -> str:
    return line(["status", "error"]) + line([str(status), shield(detail)])


def _ics(status: int, detail: str) -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{plain(SITE)}//EN")
    note = Journal()
    note.add("uid", f"error-{status}")
    note.add("summary", f"{status} {HTTPStatus(status).phrase}")
    note.add("description", plain(detail))
    calendar.add_component(note)
    return calendar.to_ical().decode()


def _atom(status: int, detail: str) -> str:
    feed = Atom1Feed(
        title=f"{status} {HTTPStatus(status).phrase}",
        link="/",
        description=plain(detail),
        subtitle=plain(detail),
        author_name=SITE,
    )
    return feed.writeString("utf-8")


def _jsonld(status: int, detail: str) -> str:
    error = {"@type": "Thing", "name": f"{status} {HTTPStatus(status).phrase}", "description": detail}
    failed = {"@type": "Action", "actionStatus": "https://schema.org/FailedActionStatus", "error": error}
    return dumps({"@context": "https://schema.org", **failed}) + "\n"


def _timelinejs(status: int, detail: str) -> str:
    text = {"headline": f"{status} {HTTPStatus(status).phrase}", "text": ""}
    return dumps({"title": {"text": text}, "events": [], "error": problem(status, detail)}) + "\n"


def _bib(status: int, detail: str) -> str:
    return f"@comment{{{status} {HTTPStatus(status).phrase}: {in_latex(detail)}}}\n"


def _ris(status: int, detail: str) -> str:
    return (
        f"TY  - GEN\r\nTI  - {status} {HTTPStatus(status).phrase}\r\nN1  - {one_line(detail)}\r\nER  - \r\n"
    )


def _text(status: int, detail: str) -> str:
    return f"{status} {HTTPStatus(status).phrase}: {detail}\n"


WRITERS: dict[str, Callable[[int, str], str]] = {
    "json": _json,
    "csl.json": _json,
    "csv": _csv,
    "ics": _ics,
    "atom": _atom,
    "jsonld": _jsonld,
    "timelinejs.json": _timelinejs,
    "bib": _bib,
    "ris": _ris,
}


def failure(suffix: str, status: int, detail: str) -> str:
    """The failure in the format of the suffix; plain text for a suffix nobody knows."""
    return WRITERS.get(suffix, _text)(status, detail)
