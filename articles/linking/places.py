"""Where an article says that something happened.

A foreign city or country speaks for itself: "Geneva", "in Spain". The two capitals do not: "Washington says" is a
government. They count as places only with a word of place ("talks in Washington", "flew to Beijing",
"the Beijing round", "Washington, D.C.", "China's capital").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.extraction.knowledge import EventRecord

from .name_patterns import WORD, any_of

CAPITALS = frozenset({"washington", "beijing"})

HOME_COUNTRIES = frozenset({"united states", "china"})
"""An event in one of these is not told from others by its country."""

_ALSO_CALLED: dict[str, tuple[str, ...]] = {
    # other names the press uses for the place of a meeting; misspellings seen in print included
    "palm beach": ("mar-a-lago", "mar a lago", "florida"),
    "buenos aires": ("buenos aries",),
    "woodside": ("filoli", "san francisco"),
    "seogwipo": ("jeju",),
    "busan": ("gimhae", "gyeongju"),
    "guangzhou": ("guangdong",),
    "zurich": ("zürich",),
    "geneva": ("genf",),
    "united kingdom": ("britain", "uk"),
    "united arab emirates": ("uae",),
    "south korea": ("korea",),
    "argentina": ("argentine capital",),
}

GATHERING = 0.5
"""What the name of a gathering tells: there is one every year."""

_GATHERINGS: dict[str, tuple[str, ...]] = {
    # meetings of many nations, on whose margins the two sides meet: "since the G20 truce last month"
    "g20": ("g20", "g-20", "group of 20", "group of twenty"),
    "apec": ("apec", "asia-pacific economic cooperation"),
    "davos": ("davos", "world economic forum"),
    "wto": ("wto ministerial", "world trade organization ministerial"),
}

_TALKS = (
    r"(?:\s+(?:trade|economic|high-level|top-level|vice-ministerial))?\s+"
    r"(?:talks|round|meetings?|summit|sessions?|trip|visit|dinner|negotiations|consultations|dialogue|signing|ceremony)\b"
)
_CAPITAL = re.compile(
    rf"(?<!embassy )\b(?:in|to|into|at|from|near|outside|around|reach(?:ed|es|ing)?|lea(?:ve|ves|ving)|left|visit(?:s|ed|ing)?)\s+"
    rf"(?:central\s+|downtown\s+)?(?P<cued>washington|beijing)\b(?!'s\b)"
    rf"|\b(?P<talks>washington|beijing)(?={_TALKS})"
    rf"|\b(?P<named>washington)(?=,?\s+d\.?\s?c\b)"
    rf"|\b(?P<chinese>(?:china's|chinese)\s+capital)\b"
    rf"|\b(?P<american>(?:u\.?s\.?|american|america's)\s+capital)\b"
)
_HOUSES = {
    "oval office": "washington",
    "white house": "washington",
    "treasury building": "washington",
    "department of the treasury": "washington",
    "treasury department": "washington",
    "eisenhower executive office building": "washington",
    "great hall of the people": "beijing",
    "diaoyutai": "beijing",
    "zhongnanhai": "beijing",
}
"""Buildings that stand for a city, when people meet there."""

_HOUSE = re.compile(
    rf"{WORD}(?:in|at|to|inside|outside|beside)\s+(?:the\s+)?(?P<house>{'|'.join(map(re.escape, _HOUSES))})\b"
)


def place_names(event: EventRecord) -> dict[str, float]:
    """The lower-case names an event's place may go by, each with how well it tells the event from others.

    Hamburg, Germany gives {"hamburg": 1.0, "germany": 0.7}; Shanghai, China gives {"shanghai": 1.0}; a dinner at the
    G20 in Buenos Aires also "g20" and "group of 20".
    """
    told = f"{event.title} {event.venue} {' '.join(event.aliases)}".lower()
    names = {name: GATHERING for key, group in _GATHERINGS.items() if key in told for name in group}
    country, city = event.country.lower(), event.city.lower()
    if country and country not in HOME_COUNTRIES:
        names[country] = 0.7
        names.update(dict.fromkeys(_ALSO_CALLED.get(country, ()), 0.7))
    if city:
        names[city] = 1.0
        names.update(dict.fromkeys(_ALSO_CALLED.get(city, ()), 0.9))
    return names


def place_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for all names but the two capitals, which need a word of place beside them."""
    return re.compile(rf"{WORD}(?:{any_of(name for name in names if name not in CAPITALS)})\b")


def find_places(lowered: str, pattern: re.Pattern[str]) -> frozenset[str]:
    """Names of places in one lower-cased sentence: "talks in washington ended" gives {"washington"}."""
    found = set(pattern.findall(lowered))
    names_capital = "washington" in lowered or "beijing" in lowered or "capital" in lowered
    for match in _CAPITAL.finditer(lowered) if names_capital else ():
        if match["chinese"]:
            found.add("beijing")
        elif match["american"]:
            found.add("washington")
        else:
            found.add(match["cued"] or match["talks"] or match["named"])
    found.update(_HOUSES[match["house"]] for match in _HOUSE.finditer(lowered))
    return frozenset(found)
