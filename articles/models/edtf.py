"""Dates as EDTF (ISO 8601-2) writes them: the day, month or year as fine as it is known, and whether it is about."""

from datetime import date

from .dates import Granularity, granularity_between


def edtf(earliest: date | None, latest: date | None, *, about: bool = False) -> str:
    """``2018-05-17``, ``2018-05-17/2018-05-18``, ``2018-05``, ``2018``, about then ``2018-05~``; empty if not known."""
    if earliest is None or latest is None:
        return ""
    mark = "~" if about else ""
    match granularity_between(earliest, latest):
        case Granularity.DAY:
            return f"{earliest.isoformat()}{mark}"
        case Granularity.MONTH:
            return f"{earliest.isoformat()[:7]}{mark}"
        case Granularity.YEAR:
            return f"{earliest.year:04}{mark}"
    return f"{earliest.isoformat()}{mark}/{latest.isoformat()}{mark}"
