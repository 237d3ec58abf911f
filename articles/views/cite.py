"""How to cite an event's page, or a quotation on it. Titles, addresses and days in, plain text out.

The manners are English ones, and so are the words, whatever language the page is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from articles.formats.references import in_latex
from articles.formats.view import SITE
from articles.models import Event
from articles.models.dates import day_in_words, in_words


@dataclass(frozen=True, slots=True)
class CiteBox:
    """The texts to copy, and the permanent address they end with."""

    apa: str
    chicago: str
    address: str
    bluebook: str = ""
    gbt: str = ""
    bibtex: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a page at one revision, and within it perhaps somebody's words."""

    key: str
    title: str
    address: str
    changed: date
    revision: int | None = None
    author: str = ""
    said_on: date | None = None
    words: str = ""

    @property
    def state(self) -> str:
        """``revision 7``, or nothing where no revision is kept."""
        return f"revision {self.revision}" if self.revision else ""


@override("en")
def cite(event: Event, address: str, known_on: date | None = None, revision: int | None = None) -> CiteBox:
    """Citations of the page; they name its revision and the day it was last changed, or what it is a view of."""
    when = "" if event.earliest is None else f", {event.dates_in_words}"
    view = f" [as known on {day_in_words(known_on)}]" if known_on else ""
    title = f"{event.title}{when}{view}"
    changed = event.updated_at.date()
    return boxed(Cited(event.slug, title, address, changed, None if known_on else revision))


@override("en")
def cite_revision(content: dict[str, Any], number: int, changed: date, address: str) -> CiteBox:
    """Citations of the page as it was at a revision."""
    return boxed(Cited(content["id"], titled(content), address, changed, number))


@override("en")
def cite_quotation(
    account: dict[str, Any], content: dict[str, Any], number: int, changed: date, address: str
):
    """Citations of what somebody said, as the page quotes it at a revision."""
    said_on = date.fromisoformat(account["said_on"]) if account["said_on"] else None
    cited = Cited(
        content["id"], titled(content), address, changed, number,
        author=account["speaker_name"], said_on=said_on, words=account["text"],
    )  # fmt: skip
    return boxed(cited)


def titled(content: dict[str, Any]) -> str:
    """``Second round, 17–18 May 2018``."""
    days = [content["date"][name] for name in ("earliest", "latest")]
    if None in days:
        return content["title"]
    words = in_words(*(date.fromisoformat(day) for day in days))
    return f"{content['title']}, {'about ' if content['date']['is_about'] else ''}{words}"


def boxed(cited: Cited) -> CiteBox:
    """The five manners."""
    return CiteBox(
        apa=_apa(cited),
        chicago=_chicago(cited),
        bluebook=_bluebook(cited),
        gbt=_gbt(cited),
        bibtex=_bibtex(cited),
        address=cited.address,
    )


def _american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _apa(cited: Cited) -> str:
    state = f" ({cited.state.capitalize()})" if cited.state else ""
    changed = f"({cited.changed.year}, {cited.changed:%B} {cited.changed.day})"
    if cited.words:
        said = f", {_american(cited.said_on)}" if cited.said_on else ""
        author = cited.author or "Unnamed speaker"
        return (
            f"“{cited.words}” ({author}{said}). In {SITE}. {changed}. {cited.title}{state}. {cited.address}"
        )
    return f"{SITE}. {changed}. {cited.title}{state}. {cited.address}"


def _chicago(cited: Cited) -> str:
    state = f" {cited.state.capitalize()}, last" if cited.state else " Last"
    modified = f"{state} modified {_american(cited.changed)}. {cited.address}."
    if cited.words:
        said = f", {_american(cited.said_on)}" if cited.said_on else ""
        author = cited.author or "Unnamed speaker"
        return f"{author}, “{cited.words}”{said}, quoted in “{cited.title}.” {SITE}.{modified}"
    return f"“{cited.title}.” {SITE}.{modified}"


def _bluebook(cited: Cited) -> str:
    state = f"{cited.state}, " if cited.state else ""
    page = (
        f"{cited.title}, {SITE.upper()} ({state}last updated {_abbreviated(cited.changed)}), {cited.address}"
    )
    if not cited.words:
        return f"{page}."
    author = cited.author or "Unnamed speaker"
    said = f" ({_abbreviated(cited.said_on)})" if cited.said_on else ""
    return f"{author}, “{cited.words}”{said}, quoted in {page}."


def _gbt(cited: Cited) -> str:
    """GB/T 7714, as Chinese journals ask for it: the day in brackets is that of the state cited."""
    state = f": {cited.state}" if cited.state else ""
    where = f"({cited.changed.isoformat()}). {cited.address}."
    if not cited.words:
        return f"{SITE}. {cited.title}{state}[EB/OL]. {where}"
    said = f" ({cited.said_on.isoformat()})" if cited.said_on else ""
    author = cited.author or "Unnamed speaker"
    return f"{author}. “{cited.words}”{said}[EB/OL]//{SITE}. {cited.title}{state}. {where}"


MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
"""As the Bluebook shortens them."""


def _abbreviated(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _bibtex(cited: Cited) -> str:
    number = f"-r{cited.revision}" if cited.revision else ""
    kind = f"quoted in {cited.title}" if cited.words else ""
    fields = {
        "author": f"{{{in_latex(cited.author)}}}"
        if cited.words and cited.author
        else f"{{{in_latex(SITE)}}}",
        "title": f"{{{in_latex(f'“{cited.words}”' if cited.words else cited.title)}}}",
        "note": in_latex("; ".join(filter(None, [kind, cited.state]))),
        "year": str(cited.said_on.year if cited.said_on else cited.changed.year),
        "urldate": cited.changed.isoformat(),
        "url": cited.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    quoted = f"-{cited.address.rpartition('#')[2]}" if cited.words else ""
    return f"@misc{{{cited.key}{number}{quoted},\n" + ",\n".join(lines) + "\n}"
