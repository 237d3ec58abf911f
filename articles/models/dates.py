"""Dates as the site keeps and words them: earliest and latest day, and how fine they are known."""

import calendar
from datetime import date

from django.db import models

from articles.extraction import annotations

DASH = "–"


class Granularity(models.TextChoices):
    """How fine a date is known."""

    DAY = annotations.Granularity.DAY.value, "day"
    MONTH = annotations.Granularity.MONTH.value, "month"
    YEAR = annotations.Granularity.YEAR.value, "year"
    RANGE = annotations.Granularity.RANGE.value, "some days"


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
    """``18 May 2018``, ``18 May``, or ``18``."""
    parts = [str(day.day)]
    if month:
        parts.append(f"{day:%B}")
    if year:
        parts.append(str(day.year))
    return " ".join(parts)


def in_words(earliest: date | None, latest: date | None) -> str:
    """``17–18 May 2018``, ``30 April – 1 May 2019``, ``May 2018``, ``2018``, or an empty string if unknown."""
    if earliest is None or latest is None:
        return ""
    match granularity_between(earliest, latest):
        case Granularity.DAY:
            return day_in_words(latest)
        case Granularity.MONTH:
            return f"{latest:%B %Y}"
        case Granularity.YEAR:
            return str(latest.year)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}{DASH}{day_in_words(latest)}"
    return f"{day_in_words(earliest, year=earliest.year != latest.year)} {DASH} {day_in_words(latest)}"
