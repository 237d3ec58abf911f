"""The overview strip: one bar a month, drawn as SVG by the server. Pure geometry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from articles.models.dates import MONTHS

from .facets import Row
from .filters import Filters, days_of, month_in_words

BAR, GAP, HEIGHT, LOWEST = 8, 2, 56, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with events: where its bar stands, and where it leads."""

    month: str
    label: str
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


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars, the years under them, and the months of the year that is chosen."""

    width: int
    bars: tuple[Bar, ...]
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    height: int = HEIGHT
    bar_width: int = BAR


def draw_strip(rows: Iterable[Row], filters: Filters, all_rows: Iterable[Row]) -> Strip:
    """The strip of the dated rows, as wide as the years of ``all_rows``, so that it does not jump while filtering.

    A bar leads to its month; the chosen month's bar leads back to all.
    """
    rows = [row for row in rows if row.month]
    span = sorted({row.year for row in all_rows if row.month})
    if not span:
        return Strip(0, (), (), ())
    months = Counter(row.month for row in rows if len(row.month) == 7)
    talks = Counter(row.month for row in rows if row.kind != "measure")
    years = Counter(row.year for row in rows)
    first, last = int(span[0]), int(span[-1])
    highest = max(months.values(), default=1)
    bars = tuple(
        _bar(month, count, highest, first, filters, talks[month]) for month, count in sorted(months.items())
    )
    return Strip(
        width=(last - first + 1) * 12 * (BAR + GAP),
        bars=bars,
        years=tuple(_year(year, years, filters) for year in range(first, last + 1)),
        months=tuple(_month(month, months, filters) for month in sorted(months) if month[:4] == filters.year),
    )


def _bar(month, count, highest, first_year, filters, talks) -> Bar:
    position = (int(month[:4]) - first_year) * 12 + int(month[5:]) - 1
    height = max(LOWEST, round(HEIGHT * count / highest))
    is_year = filters.year == month[:4] and not filters.month
    is_selected = filters.month == month or is_year or _is_in_span(month, filters)
    return Bar(
        month=month,
        label=ngettext("%(month)s: %(count)s event", "%(month)s: %(count)s events", count)
        % {"month": month_in_words(month), "count": count},
        query=_toggled(filters, month),
        x=position * (BAR + GAP) + GAP // 2,
        y=HEIGHT - height,
        height=height,
        is_selected=is_selected,
        is_context=not talks,
    )


def _is_in_span(month: str, filters: Filters) -> bool:
    days = days_of(month)
    first, last = filters.span
    return bool(filters.first or filters.last) and days is not None and first <= days[1] and days[0] <= last


def _toggled(filters, month) -> str:
    if filters.month == month:
        return filters.query(month="", year="")
    return filters.query(month=month, year="")


def _year(year, counts, filters) -> Period:
    is_selected = filters.year == str(year)
    return Period(
        label=str(year),
        query=filters.query(year="" if is_selected and not filters.month else str(year), month=""),
        count=counts[str(year)],
        is_selected=is_selected,
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
