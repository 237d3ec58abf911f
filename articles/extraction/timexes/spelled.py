"""Full dates in the rarer spellings, read by dateparser.

Only short strings that our own patterns found come here, never a text: a free search takes "a three" and "may we" for
dates. English only, strict, and with a fixed base, so that no reading comes from the clock.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

_BASE = datetime(2000, 1, 1)  # noqa: DTZ001 - a calendar day, no moment
_LONGEST = 40


@lru_cache(maxsize=4096)
def spelled_day(expression: str) -> date | None:
    """The day of a full date: "the 17th day of May, 2018" gives 17 May 2018; None where it is no date."""
    import dateparser  # costs half a second, and most articles have no such spelling

    if len(expression) > _LONGEST:
        return None
    found = dateparser.parse(
        expression.strip(" ,."),
        languages=["en"],
        settings={
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _BASE,
            "PREFER_DATES_FROM": "current_period",
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if found else None
