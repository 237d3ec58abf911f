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

from articles.models import Event

from . import filters as asked
from . import glossary
from .asof import look_back
from .choices import choices_of
from .facets import count_facets, load_index, month_of
from .filters import OLDEST, Filters, excerpt, ignored, month_in_words, read_filters
from .hits import explain_hits
from .language import first_name
from .strip import draw_strip

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Month:
    """A section of the timeline."""

    id: str
    heading: str
    events: list[Event]
    is_continued: bool = False


@require_safe
def timeline(request):
    """All events, newest first, narrowed by GET parameters.

    htmx gets the part it asked for (the list, or the next block of it); a history restore gets the whole page.
    """
    filters, notes = read_filters(request.GET)
    index = load_index(filters)
    filters, notes = drop_unknown(filters, notes, index)
    facets = count_facets(index.rows, filters)
    ordered = in_order(facets.shown, filters)
    pages = Paginator(ordered, PAGE_SIZE)
    page = pages.get_page(filters.page)
    if filters.page > pages.num_pages:
        notes.append(
            _("There is no page %(asked)s; this is page %(shown)s")
            % {"asked": filters.page, "shown": page.number}
        )
    before = ordered[page.start_index() - 2] if page.number > 1 else None
    chips = asked.in_words(filters, names_in(index))
    context = {
        "filters": filters,
        "asof": filters.asof,
        "leave": filters.query(asof=None),
        "notes": notes,
        "total": len(index.rows),
        "found": len(ordered),
        "page": page,
        "first": page.start_index(),
        "last": page.end_index(),
        "months": in_months(
            load_events(page.object_list, filters), before.month if before else None, page.number
        ),
        "strip": draw_strip(facets.period, filters, index.rows),
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


def in_order(rows, filters: Filters):
    """Rows come oldest first with the undated last; newest first keeps the undated last."""
    if filters.order == OLDEST:
        return rows
    dated = [row for row in rows if row.month]
    return dated[::-1] + [row for row in rows if not row.month]


def load_events(rows, filters: Filters) -> list[Event]:
    """The events of the rows, in the rows' order, each with ``hit``: why a search found it."""
    events = Event.objects.for_timeline(filters.asof).in_bulk([row.pk for row in rows])
    present = [events[row.pk] for row in rows if row.pk in events]
    explain_hits(present, filters.words, filters.asof)
    look_back(present, filters.asof)
    return present


def in_months(events: list[Event], month_before: str | None, page: int) -> list[Month]:
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
            )
        )
    return months


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
    counts = {name: len(rows) for name, rows in facets.without.items()}
    seen = {}
    for name, label, query in chips:
        whole = filters.query(kind=()) if name == "kind" else query
        seen.setdefault(name, (label, whole, counts.get(name, 0)))
    return sorted((way for way in seen.values() if way[2]), key=lambda way: -way[2])


def title_of(chips) -> str:
    """``Liu He, 2018 – Timeline``: unique for each view of the list."""
    return pgettext("between names", ", ").join(label for name, label, query in chips)
