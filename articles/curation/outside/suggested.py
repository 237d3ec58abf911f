"""An event as a file of others tells it, and what may be wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.models import Event

from .days import Days


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken: which, in which column, and why."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Suggested:
    """An event of the file: ``Suggested(2, "Geneva round", Days(…), city="Geneva", sources=("https://…",))``."""

    row: int
    title: str
    days: Days
    id: str = ""
    kind: str = ""
    status: str = ""
    outcome: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    summary: str = ""
    sides: str = ""
    participants: tuple[str, ...] = ()
    accounts: tuple[tuple[str, str], ...] = ()
    """Side and what it says."""
    sources: tuple[str, ...] = ()


def checked(one: Suggested, columns: dict[str, str]) -> Suggested | Fault:
    """The event, or what is too long or missing in it. ``columns`` says what the file calls a field."""
    if not one.title:
        return Fault(one.row, columns.get("title", "title"), "the event has no title")
    for name in ("title", "venue", "city", "country"):
        most = Event._meta.get_field(name).max_length
        if len(getattr(one, name)) > most:
            return Fault(one.row, columns.get(name, name), f"longer than {most} characters")
    for url in one.sources:
        if len(url) > 1000:
            return Fault(
                one.row, columns.get("sources", "source"), "the address is longer than 1000 characters"
            )
    return one


_URL = re.compile(r"https?://[^\s<>\"']+")


def addresses_in(words: str) -> tuple[str, ...]:
    """The web addresses in a cell, each once: ``https://a.example; https://b.example`` gives two."""
    return tuple(dict.fromkeys(url.rstrip(".,;)") for url in _URL.findall(words)))


def place_in(words: str) -> tuple[str, str, str]:
    """Venue, city and country of ``Diaoyutai, Beijing, China``; one name alone is a city."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    match parts:
        case []:
            return "", "", ""
        case [city]:
            return "", city, ""
    return ", ".join(parts[:-2]), parts[-2], parts[-1]


def one_of(words: str, choices: type, also: dict[str, str] | None = None) -> str:
    """The choice that the words name by value or label: ``Phone call`` → ``phone-call``; else an empty string."""
    said = re.sub(r"[\s_-]+", "-", words.strip().casefold())
    known = {re.sub(r"[\s_-]+", "-", str(label).casefold()): value for value, label in choices.choices}
    known |= {value: value for value in choices.values} | (also or {})
    return known.get(said, "")
