"""Why an event was linked, in plain sentences for the editor who decides."""

from __future__ import annotations

from datetime import date

from articles.extraction.annotations import DocumentDate, Relation, Timex

from .clues import Clues
from .event_index import KnownEvent
from .relations import distance

_RELATIONS = {
    Relation.PREVIEW: "It looks ahead to the event.",
    Relation.REPORT: "It reports the event while it was news.",
    Relation.AFTERMATH: "It deals with what followed the event.",
    Relation.MENTION: "It recalls the event as background.",
}


def explain(
    event: KnownEvent,
    clues: Clues | None,
    marks: dict[str, float],
    relation: Relation,
    published: DocumentDate,
) -> tuple[str, ...]:
    """Sentences such as "The article names 'May 17 and 18', which falls on the days of this event (17-18 May 2018)."."""
    sentences: list[str] = []
    if clues is not None:
        if marks.get("date", 0) > 0:
            sentences.append(_date_reason(event, clues))
        if marks.get("place", 0) > 0:
            names = sorted(
                (name for name in clues.places if name in event.places),
                key=lambda name: (-event.places[name], name),
            )
            sentences.append(f"It names the place: {_as_written(names[0], event)}.")
        if marks.get("people", 0) > 0:
            named = _led(event, clues)
            sentences.append(
                f"It names {_listed(named)}, who took part."
                if named
                else "It speaks of the two heads of state."
            )
        if marks.get("name", 0) > 0:
            names = sorted(
                (name for name in clues.phrases if name in event.phrases),
                key=lambda name: (-event.phrases[name], name),
            )
            sentences.append(f"It uses the name “{names[0]}”.")
    sentences.append(_near_reason(event, published))
    sentences.append(_RELATIONS[relation])
    return tuple(sentence for sentence in sentences if sentence)


def _date_reason(event: KnownEvent, clues: Clues) -> str:
    first, last = event.record.earliest, event.record.latest
    fitting = [t for t in clues.dates if t.earliest and t.latest and t.earliest <= last and t.latest >= first]
    # the finest one says most: "December 1" rather than "last year"
    text = min(fitting or clues.dates, key=_length).text
    return f"The article names “{text}”, which fits the days of this event ({days(first, last)})."


def _length(timex: Timex) -> int:
    return (timex.latest - timex.earliest).days if timex.earliest and timex.latest else 0


def _as_written(name: str, event: KnownEvent) -> str:
    """A lower-case name as the event's own record writes it: "mar-a-lago" as "Mar-a-Lago"."""
    record = event.record
    for text in (record.city, record.country, record.venue, record.title, *record.aliases):
        if (at := text.lower().find(name)) >= 0:
            return text[at : at + len(name)]
    return name.title()


def _led(event: KnownEvent, clues: Clues) -> list[str]:
    known = event.us_leads | event.china_leads | event.others
    return [slug.replace("-", " ").title() for slug in sorted(known & clues.officials)]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _near_reason(event: KnownEvent, published: DocumentDate) -> str:
    gap = distance(published, event.record.earliest, event.record.latest)
    if gap is None or abs(gap) > 45:
        return ""
    if gap == 0:
        return "It was published on the days of the event."
    count = f"{abs(gap)} day{'s' if abs(gap) > 1 else ''}"
    return f"It was published {count} {'after' if gap > 0 else 'before'} the event."


def days(first: date, last: date) -> str:
    """Days in words: "19 July 2017", "17–18 May 2018", "30 April – 1 May 2019"."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
