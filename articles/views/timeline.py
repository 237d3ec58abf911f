"""The timeline: find the events the filters leave, group them by month, render page or fragment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.extraction.search_words import wanted_in
from articles.models import Event
from articles.models.edition import Marks, present_marks
from articles.models.search import events_with

from . import filters as asked
from . import glossary
from .asof import look_back
from .choices import choices_of
from .event_index import Bits, EventIndex, month_of, numbers_of, present_index
from .facets import count_facets
from .filters import OLDEST, Filters, excerpt, ignored, month_in_words, read_filters
from .hits import explain_hits
from .language import first_name
from .ledger import Deadline, deadlines_of
from .rows import Row, kept_rows, read_events
from .strip import count_months, draw_strip

PAGE_SIZE = 60
PAGE_SIZE_OF_SEARCH = 40
"""A line that says why it was found is half as long again."""


@dataclass(frozen=True, slots=True)
class Month:
    """A section of the timeline."""

    id: str
    heading: str
    events: list[Event | Row]
    is_continued: bool = False
    code: str = ""
    deadlines: tuple[Deadline, ...] = ()


@require_safe
def timeline(request):
    """All events, newest first, narrowed by GET parameters.

    htmx gets the part it asked for (the list, or the next block of it); a history restore gets the whole page.
    """
    filters, notes = read_filters(request.GET)
    marks = getattr(request, "marks", None)
    if marks is None:
        marks, _nothing = present_marks()
    index = present_index(unreviewed=bool(filters.unreviewed), marks=marks)
    index = index.known_on(filters.asof)
    filters, notes = drop_unknown(filters, notes, index)
    facets = count_facets(index, filters, found_by_words(index, filters))
    ordered = in_order(index, facets.shown, filters)
    pages = Paginator(ordered, PAGE_SIZE_OF_SEARCH if filters.words else PAGE_SIZE)
    page = pages.get_page(filters.page)
    if filters.page > pages.num_pages:
        notes.append(
            _("There is no page %(asked)s; this is page %(shown)s")
            % {"asked": filters.page, "shown": page.number}
        )
    before = index.months[ordered[page.start_index() - 2]] if page.number > 1 else None
    events = load_events([index.pks[number] for number in page.object_list], filters, marks)
    months = in_months(events, before, page.number)
    chips = asked.in_words(filters, names_in(index))
    context = {
        "filters": filters,
        "marks": marks,
        "asof": filters.asof,
        "leave": filters.query(asof=None),
        "notes": notes,
        "total": index.size,
        "found": len(ordered),
        "page": page,
        "first": page.start_index(),
        "last": page.end_index(),
        "months": with_deadlines(months, index, facets.shown, filters),
        "strip": draw_strip(count_months(index, facets.period), filters),
        "choices": choices_of(index, facets, filters),
        "chips": chips,
        "ways_out": ways_out(filters, facets, chips),
        "culprits": [(label, query) for name, label, query in chips if not facets.alone[name]],
        "next_query": filters.query(page=page.next_page_number()) if page.has_next() else "",
        "previous_query": filters.query(page=page.previous_page_number()) if page.has_previous() else "",
        "other_order": filters.query(order="" if filters.order == OLDEST else OLDEST),
        "reviewed_query": filters.query(unreviewed="" if filters.unreviewed else "1"),
        "title": title_of(chips),
    }
    response = render(request, template_for(request), context)
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-History-Restore-Request"])
    return response


def names_in(index) -> dict[str, dict[str, str]]:
    """Slug → name in the page's language, of officials, topics and places."""
    return {
        "official": {
            slug: first_name(name, chinese) for slug, (name, side, chinese) in index.officials.items()
        },
        "topic": {slug: glossary.topic(name) for slug, name in index.topics.items()},
        "place": {slug: glossary.place(name) for slug, name in index.places.items()},
    }


def template_for(request) -> str:
    """The whole page, or the fragment htmx swaps."""
    if not request.htmx or request.htmx.history_restore_request:
        return "articles/timeline.html"
    return "articles/_more.html" if request.htmx.target == "more" else "articles/_timeline.html"


def drop_unknown(filters, notes, index):
    """Officials, topics and places that are in no event filter nothing; a note says so."""
    known = {
        "official": (index.officials, _("nobody of that name took part")),
        "topic": (index.topics, _("no event is about it")),
        "place": (index.places, _("no event was there")),
    }
    changes, notes = {}, [*notes]
    for name, (values, why) in known.items():
        asked_for = getattr(filters, name)
        if asked_for and asked_for not in values:
            changes[name] = ""
            notes.append(ignored(name, excerpt([asked_for]), why))
    return (replace(filters, **changes), notes) if changes else (filters, notes)


def found_by_words(index: EventIndex, filters: Filters) -> Bits | None:
    """The events in which the words stand; None where no words are asked for, or signs only."""
    wanted = wanted_in(filters.q)
    return index.numbered(events_with(wanted)) if wanted else None


def in_order(index: EventIndex, events: Bits, filters: Filters) -> list[int]:
    """The events' numbers. They are kept oldest first with the undated last; newest first keeps the undated last."""
    if filters.order == OLDEST:
        return numbers_of(events)
    undated = index.events("month", "")
    return numbers_of(events & ~undated)[::-1] + numbers_of(events & undated)


def load_events(pks: list[int], filters: Filters, marks: Marks | None = None) -> list[Event | Row]:
    """The events, in the order of their row numbers, each with ``hit``: why a search found it.

    Those whose row was rendered before come as that row.
    """
    rows = kept_rows(pks, filters, marks)
    events = read_events([pk for pk in pks if pk not in rows], filters.asof)
    present = [events[pk] for pk in pks if pk in events]
    explain_hits(present, filters.words, filters.asof)
    look_back(present, filters.asof)
    both = {**events, **rows}
    return [both[pk] for pk in pks if pk in both]


def in_months(events: list[Event | Row], month_before: str | None, page: int) -> list[Month]:
    """The events grouped by month; a month may go on from the page before."""
    months = []
    for month, group in groupby(events, key=lambda event: month_of(event.earliest, event.granularity)):
        is_continued = month_before == month and not months
        months.append(
            Month(
                id=f"m-{month or 'undated'}" + (f"-page-{page}" if is_continued else ""),
                heading=heading_of(month),
                events=list(group),
                is_continued=is_continued,
                code=month,
            )
        )
    return months


def with_deadlines(months: list[Month], index: EventIndex, shown: Bits, filters: Filters) -> list[Month]:
    """The months with what fell due in them, of the events that the filters leave."""
    codes = [month.code for month in months if not month.is_continued]
    found = deadlines_of(codes, lambda pk: bool(index.numbered([pk]) & shown), filters.asof)
    return [
        replace(month, deadlines=() if month.is_continued else found.get(month.code, ())) for month in months
    ]


def heading_of(month: str) -> str:
    """``May 2018``; ``2018, month not known``; ``Date not known``."""
    if not month:
        return _("Date not known")
    if len(month) == 7:
        return month_in_words(month)
    return _("%(year)s, month not known") % {"year": month}


def ways_out(filters: Filters, facets, chips):
    """For an empty list: each filter that, dropped alone, leaves something, with the count."""
    if facets.shown:
        return []
    counts = {name: events.bit_count() for name, events in facets.without.items()}
    seen = {}
    for name, label, query in chips:
        whole = filters.query(kind=()) if name == "kind" else query
        seen.setdefault(name, (label, whole, counts.get(name, 0)))
    return sorted((way for way in seen.values() if way[2]), key=lambda way: -way[2])


def title_of(chips) -> str:
    """``Liu He, 2018 – Timeline``: unique for each view of the list."""
    return pgettext("between names", ", ").join(label for name, label, query in chips)
