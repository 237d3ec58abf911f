"""How often articles name an official, month by month, drawn as SVG by the server. Pure geometry over two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .filters import month_in_words

BAR, GAP, HEIGHT, LOWEST = 8, 2, 40, 5
TITLED = 90
"""Of more bars none says what it stands for: the page would have too many nodes. The years say it in numbers."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month in which articles name the official."""

    month: str
    label: str
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Course:
    """The bars, the years under them with their counts, and the whole in words."""

    width: int
    bars: tuple[MonthBar, ...]
    years: tuple[tuple[int, int], ...]
    words: str
    height: int = HEIGHT
    bar_width: int = BAR


def draw_course(rows: Iterable[tuple[date, int]]) -> Course | None:
    """Days and articles: ``[(date(2018, 5, 3), 1), (date(2018, 5, 9), 3)]`` → one bar in May of 2018; None for no rows."""
    counts: Counter[date] = Counter()
    for day, count in rows:
        counts[day.replace(day=1)] += count
    if not counts:
        return None
    first, last = min(counts).year, max(counts).year
    highest = max(counts.values())
    is_titled = len(counts) <= TITLED
    bars = tuple(_bar(month, count, highest, first, is_titled) for month, count in sorted(counts.items()))
    years = tuple(
        (year, sum(count for month, count in counts.items() if month.year == year))
        for year in range(first, last + 1)
    )
    total, most = sum(counts.values()), max(counts, key=lambda month: (counts[month], month))
    words = _("Named in %(articles)s.")
    if highest > 1:
        words = _("Named in %(articles)s, most in %(month)s (%(count)s).")
    named = {
        "articles": _articles(total),
        "month": month_in_words(f"{most:%Y-%m}"),
        "count": counts[most],
    }
    return Course(len(years) * 12 * (BAR + GAP), bars, years, words % named)


def _bar(month: date, count: int, highest: int, first_year: int, is_titled: bool) -> MonthBar:
    height = max(LOWEST, round(HEIGHT * count / highest))
    position = (month.year - first_year) * 12 + month.month - 1
    code = f"{month:%Y-%m}"
    label = ""
    if is_titled:
        label = _("%(month)s: %(articles)s") % {"month": month_in_words(code), "articles": _articles(count)}
    return MonthBar(code, label, position * (BAR + GAP) + GAP // 2, HEIGHT - height, height)


def _articles(count: int) -> str:
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
