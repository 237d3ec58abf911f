"""Dates as the site keeps and words them: earliest and latest day, and how fine they are known.

English names the day first, Chinese the year: ``17–18 May 2018``, ``2018年5月17日至18日``.
"""

import calendar
from datetime import date

from django.db import models
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.extraction import annotations

DASH = "–"
MONTHS = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)


class Granularity(models.TextChoices):
    """How fine a date is known."""

    DAY = annotations.Granularity.DAY.value, _("day")
    MONTH = annotations.Granularity.MONTH.value, _("month")
    YEAR = annotations.Granularity.YEAR.value, _("year")
    RANGE = annotations.Granularity.RANGE.value, _("some days")


def granularity_between(earliest: date, latest: date) -> Granularity:
    """Day, whole month, whole year, or some days."""
    if earliest == latest:
        return Granularity.DAY
    if (earliest.month, earliest.day, latest.month, latest.day) == (
        1,
        1,
        12,
        31,
    ) and earliest.year == latest.year:
        return Granularity.YEAR
    last = calendar.monthrange(earliest.year, earliest.month)[1]
    if (earliest.year, earliest.month) == (latest.year, latest.month) and (earliest.day, latest.day) == (
        1,
        last,
    ):
        return Granularity.MONTH
    return Granularity.RANGE


def day_in_words(day: date, *, year: bool = True, month: bool = True) -> str:
    """``18 May 2018``, ``18 May``, or ``18``; ``2018年5月18日``, ``5月18日``, or ``18日``."""
    named = {"day": day.day, "month": MONTHS[day.month - 1], "year": day.year}
    if year:
        return pgettext("date", "%(day)s %(month)s %(year)s") % named
    if month:
        return pgettext("date", "%(day)s %(month)s") % named
    return pgettext("date", "%(day)s") % named


def month_in_words(day: date) -> str:
    """``May 2018``; ``2018年5月``."""
    return pgettext("date", "%(month)s %(year)s") % {"month": MONTHS[day.month - 1], "year": day.year}


def year_in_words(year: int | str) -> str:
    """``2018``; ``2018年``."""
    return pgettext("date", "%(year)s") % {"year": year}


def in_words(earliest: date | None, latest: date | None) -> str:
    """``17–18 May 2018``, ``30 April – 1 May 2019``, ``May 2018``, ``2018``, or an empty string if unknown."""
    if earliest is None or latest is None:
        return ""
    match granularity_between(earliest, latest):
        case Granularity.DAY:
            return day_in_words(latest)
        case Granularity.MONTH:
            return month_in_words(latest)
        case Granularity.YEAR:
            return year_in_words(latest.year)
    return "".join(range_in_words(earliest, latest))


def range_in_words(earliest: date, latest: date, *, year: bool = True) -> tuple[str, str, str]:
    """First day, what stands between, last day: ``17``, ``–``, ``18 May 2018``; ``2018年5月17日``, ``至``, ``18日``.

    What both days share is said once. Without ``year`` it is left out where both days have the same.
    """
    same_year = earliest.year == latest.year
    same_month = same_year and earliest.month == latest.month
    if (get_language() or "en").startswith("zh"):
        first = day_in_words(earliest, year=year or not same_year)
        return first, "至", day_in_words(latest, year=not same_year, month=not same_month)
    first = day_in_words(earliest, year=not same_year, month=not same_month)
    last = day_in_words(latest, year=year or not same_year)
    return first, DASH if same_month else f" {DASH} ", last


def about_in_words(words: str) -> str:
    """``May 2018`` → ``about May 2018``; ``约2018年5月``."""
    return pgettext("date", "about %(date)s") % {"date": words}
