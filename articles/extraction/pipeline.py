"""The order in which a document is read. No other file knows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .annotations import Basis, Document, DocumentDate, Extraction, Mention
from .body import Body
from .lookalikes import lookalikes
from .page import Page, read_page
from .people import find_people
from .people.gazetteer import Gazetteer
from .quotations import find_quotations
from .timexes import Candidate, candidate_timexes, is_cut_short, resolve
from .undated import read_from_told_day

DateByContents = Callable[[Body, tuple[Candidate, ...], tuple[Mention, ...]], DocumentDate]
"""What dates an article that does not say when it is from (``linking.dating`` knows how)."""

MOST_DATES = 2_000
MOST_PEOPLE = 4_000
MOST_QUOTES = 2_000
"""Most of a kind kept of one document; an article has some dozens, more is a table or an attack."""

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read as far as that goes without knowing the events."""

    body: Body
    extraction: Extraction


def read(document: Document, gazetteer: Gazetteer, date_by_contents: DateByContents) -> Reading:
    """Page, body, document date, dates, people and quotations of one document.

    "…talks ended on Wednesday" in a page of 21 July 2017 gives that day to "Wednesday"; in a page without a date the
    contents are asked first.
    """
    page = read_page(document)
    body = Body(page.text)
    warnings = [*page.warnings, *filter(None, [lookalikes(f"{page.title or ''}\n{body.folded.text}")])]
    candidates = _capped(candidate_timexes(body, MOST_DATES + 1), MOST_DATES, "dates", warnings)
    if len(candidates) < MOST_DATES and is_cut_short(body):
        warnings.append("Very many numbers: the dates at the end of the text were not looked for.")
    published = _stated(document, page)
    found: tuple[Mention, ...] | None = None
    if published.value is None:
        found = tuple(find_people(body, gazetteer, None))
        published = date_by_contents(body, candidates, found[:MOST_PEOPLE])
    day = published.anchor
    dates = resolve(body, candidates, day)
    if day is None:
        dates = read_from_told_day(body, candidates, dates)
    if found is None or day is not None:
        # who held which post depends on the day
        found = tuple(find_people(body, gazetteer, day))
    people = _capped(found, MOST_PEOPLE, "names", warnings)
    quotes = _capped(find_quotations(body, people, gazetteer, day), MOST_QUOTES, "quotations", warnings)
    extraction = Extraction(
        id=document.id,
        text=page.text,
        title=page.title,
        byline=page.byline,
        publisher=page.publisher,
        language=page.language,
        url=page.url,
        published=published,
        dates=dates,
        people=people,
        quotes=quotes,
        warnings=tuple(warnings),
    )
    return Reading(body, extraction)


def _stated(document: Document, page: Page) -> DocumentDate:
    """What the caller gave, else what the page says."""
    if document.published is None:
        return page.stated
    day = document.published
    return DocumentDate(day, day, Basis.GIVEN, None, "The date was given with the document.")


def _capped(
    records: tuple[Record, ...] | list[Record], most: int, name: str, warnings: list[str]
) -> tuple[Record, ...]:
    """At most ``most`` records, with a warning if there were more."""
    if len(records) > most:
        warnings.append(f"Only the first {most} {name} were kept.")
    return tuple(records[:most])
