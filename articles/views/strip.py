"""The overview strip: a month's events above a line, the articles about them below, drawn as SVG by the server.

Pure geometry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models.dates import MONTHS, year_in_words

from .event_index import Bits, EventIndex, count_articles
from .filters import Filters, days_of, month_in_words

BAR, GAP, HEIGHT, LOWEST = 8, 2, 56, 6
DEPTH, SHALLOWEST = 26, 3
"""Most and least that a month's articles reach below the line."""
TITLED = 90
"""Of more bars none says what it stands for: the page would have too many nodes. The numbers by year say it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with events: where its bar stands, and where it leads."""

    month: str
    label: str
    """Empty where there are too many bars."""
    query: str
    x: int
    y: int
    height: int
    is_selected: bool
    is_context: bool
    """True if the month has measures only."""


@dataclass(frozen=True, slots=True)
class Period:
    """A link to a year, or to a month of it."""

    label: str
    query: str
    count: int
    is_selected: bool
    full_label: str = ""
    """A year with its events and articles; a month with its year."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars, the years under them, and the months of the year that is chosen."""

    width: int
    bars: tuple[Bar, ...]
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    articles: str = ""
    """The path of the marks below the line: one path, for a page of few nodes."""
    shade: tuple[int, int] | None = None
    """Where the chosen span begins, and how wide it is."""
    height: int = HEIGHT
    whole_height: int = HEIGHT + DEPTH
    bar_width: int = BAR


@dataclass(frozen=True, slots=True)
class Months:
    """What the strip draws: counts by month (``2018-05``) and by year, and the years it reaches over."""

    events: Counter[str]
    talks: Counter[str]
    """Without the measures."""
    years: Counter[str]
    articles: Counter[str]
    articles_of_year: Counter[str]
    span: tuple[int, int] | None


def count_months(index: EventIndex, events: Bits) -> Months:
    """The counts of some of the events; the years are those of all, so that the strip does not jump while filtering."""
    months, years = _counts(index, "month", events), _counts(index, "year", events)
    talks = _counts(index, "month", events & ~index.events("kind", "measure"))
    shown = [int(year) for year in _counts(index, "year", index.everything)]
    articles, articles_of_year = count_articles(index, events)
    months = Counter({month: count for month, count in months.items() if len(month) == 7})
    span = (min(shown), max(shown)) if shown else None
    return Months(months, talks, years, articles, articles_of_year, span)


def _counts(index: EventIndex, name: str, events: Bits) -> Counter[str]:
    """How many of the events stand in each month or year; the undated in none."""
    found = (
        (value, (events & bits).bit_count()) for value, bits in index.sets.get(name, {}).items() if value
    )
    return Counter({value: count for value, count in found if count})


def draw_strip(counted: Months, filters: Filters) -> Strip:
    """The strip. A bar leads to its month; the chosen month's bar leads back to all."""
    if counted.span is None:
        return Strip(0, (), (), ())
    first, last = counted.span
    months, articles = counted.events, counted.articles
    drawn = Drawn(filters, max(months.values(), default=1), first, len(months) <= TITLED)
    bars = tuple(
        _bar(month, count, drawn, counted.talks[month], articles[month])
        for month, count in sorted(months.items())
    )
    return Strip(
        width=(last - first + 1) * 12 * (BAR + GAP),
        bars=bars,
        years=tuple(
            _year(year, counted.years, counted.articles_of_year, filters) for year in range(first, last + 1)
        ),
        months=tuple(_month(month, months, filters) for month in sorted(months) if month[:4] == filters.year),
        articles=_below(articles, first),
        shade=_shade(filters, first, last),
    )


def _place(month: str, first_year: int) -> int:
    """Where a month's bar begins: ``2018-02`` in a strip from 2017 → the fourteenth place."""
    return ((int(month[:4]) - first_year) * 12 + int(month[5:]) - 1) * (BAR + GAP) + GAP // 2


def _below(articles: Counter[str], first_year: int) -> str:
    most = max(articles.values(), default=1)
    marks = []
    for month, count in sorted(articles.items()):
        depth = max(SHALLOWEST, round((DEPTH - 2) * count / most))
        marks.append(f"M{_place(month, first_year)} {HEIGHT + 1}h{BAR}v{depth}h-{BAR}z")
    return "".join(marks)


def _shade(filters: Filters, first_year: int, last_year: int) -> tuple[int, int] | None:
    """From the first to the last month chosen, whether by year, by month or by a span of days."""
    if not (filters.year or filters.month or filters.first or filters.last):
        return None
    first, last = days_of(filters.month or filters.year) or filters.span
    begin = _place(f"{first:%Y-%m}", first_year) if first.year >= first_year else 0
    end = (
        _place(f"{last:%Y-%m}", first_year)
        if last.year <= last_year
        else _place(f"{last_year}-12", first_year)
    )
    left = begin - GAP // 2 if begin else 0
    return (left, end + BAR + GAP // 2 - left) if end >= begin else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What all bars have in common."""

    filters: Filters
    highest: int
    first_year: int
    is_titled: bool


def _bar(month: str, count: int, drawn: Drawn, talks: int, articles: int) -> Bar:
    filters = drawn.filters
    height = max(LOWEST, round(HEIGHT * count / drawn.highest))
    is_year = filters.year == month[:4] and not filters.month
    is_selected = filters.month == month or is_year or _is_in_span(month, filters)
    return Bar(
        month=month,
        label=_label(month_in_words(month), count, articles) if drawn.is_titled else "",
        query=_toggled(filters, month),
        x=_place(month, drawn.first_year),
        y=HEIGHT - height,
        height=height,
        is_selected=is_selected,
        is_context=not talks,
    )


def _label(period, count, articles) -> str:
    """``May 2018: 4 events, 23 articles``; the same of a year."""
    events = ngettext("%(month)s: %(count)s event", "%(month)s: %(count)s events", count) % {
        "month": period,
        "count": count,
    }
    if not articles:
        return events
    told = ngettext("%(count)s article", "%(count)s articles", articles) % {"count": articles}
    return _("%(events)s, %(articles)s") % {"events": events, "articles": told}


def _is_in_span(month: str, filters: Filters) -> bool:
    if not (filters.first or filters.last):
        return False
    days = days_of(month)
    first, last = filters.span
    return days is not None and first <= days[1] and days[0] <= last


def _toggled(filters, month) -> str:
    if filters.month == month:
        return filters.query(month="", year="")
    return _query_of_months(filters).replace(ANY_MONTH, month)


ANY_MONTH = "0000-00"


@lru_cache(maxsize=64)
def _query_of_months(filters: Filters) -> str:
    """The query string of any month: spelled out once, not for each of a hundred bars."""
    return filters.query(month=ANY_MONTH, year="")


def _year(year, counts, articles, filters) -> Period:
    is_selected = filters.year == str(year)
    return Period(
        label=str(year),
        query=filters.query(year="" if is_selected and not filters.month else str(year), month=""),
        count=counts[str(year)],
        is_selected=is_selected,
        full_label=_label(year_in_words(year), counts[str(year)], articles[str(year)]),
    )


def _month(month, counts, filters) -> Period:
    name = month_in_words(month)
    return Period(
        label=str(MONTHS[int(month[5:]) - 1])[:3],
        query=_toggled(filters, month),
        count=counts[month],
        is_selected=filters.month == month,
        full_label=name,
    )
