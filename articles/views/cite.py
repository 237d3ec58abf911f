"""How to cite an event's page. The event, the address and the day of its last change in, plain text out.

The manners are English ones, and so are the words, whatever language the page is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from articles.models import Event
from articles.models.dates import day_in_words

SITE = "Trade talks: A sourced chronology of the US–China trade talks"


@dataclass(frozen=True, slots=True)
class CiteBox:
    """The texts to copy, and the permanent address they end with."""

    apa: str
    chicago: str
    address: str


@override("en")
def cite(event: Event, address: str, known_on: date | None = None) -> CiteBox:
    """Citations in the manner of APA and Chicago; they name the day the entry was last changed, or what it is a view of."""
    changed = event.updated_at.date()
    when = "" if event.earliest is None else f", {event.dates_in_words}"
    view = f" [as known on {day_in_words(known_on)}]" if known_on else ""
    return CiteBox(
        apa=f"{SITE}. ({changed.year}, {changed:%B} {changed.day}). {event.title}{when}{view}. {address}",
        chicago=f"“{event.title}{when}{view}.” {SITE}. Last modified {changed:%B} {changed.day}, {changed.year}. {address}.",
        address=address,
    )
