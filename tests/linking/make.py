"""Data for the linking tests, made in plain sight: a short chronology and articles with their dates and people marked."""

from __future__ import annotations

from datetime import date

from articles.extraction.annotations import DocumentDate, Granularity, Mention, Side, Timex, TimexKind
from articles.extraction.body import Body
from articles.extraction.knowledge import EventRecord, Knowledge, OfficialRecord, PostRecord

US = (
    "steven-mnuchin",
    "wilbur-ross",
    "robert-lighthizer",
    "donald-trump",
    "katherine-tai",
    "david-malpass",
    "scott-bessent",
)
CHINA = ("liu-he", "wang-yang", "xi-jinping", "wang-shouwen", "he-lifeng")


def make_event(slug: str, kind: str, first: str, last: str | None = None, **more: object) -> EventRecord:
    """An event of these days."""
    return EventRecord(slug, slug, kind, date.fromisoformat(first), date.fromisoformat(last or first), **more)  # type: ignore[arg-type]


def make_knowledge() -> Knowledge:
    """Ten events of the talks, as far as linking looks at them."""
    officials = tuple(_official(slug) for slug in US + CHINA)
    mnuchin_liu = ("steven-mnuchin", "liu-he")
    rounds = ("robert-lighthizer", "steven-mnuchin", "liu-he")
    heads = ("donald-trump", "xi-jinping")
    events = (
        make_event("florida", "summit", "2017-04-06", "2017-04-07", city="Palm Beach", country="United States", leads=heads),
        make_event(
            "dialogue",
            "dialogue",
            "2017-07-19",
            city="Washington",
            country="United States",
            leads=("steven-mnuchin", "wilbur-ross", "wang-yang"),
            aliases=("Comprehensive Economic Dialogue",),
        ),
        make_event(
            "beijing", "round", "2018-05-03", "2018-05-04", city="Beijing", country="China", leads=mnuchin_liu,
            aliases=("first round", "second round (Chinese count)"),
        ),
        make_event(
            "washington", "round", "2018-05-15", "2018-05-19", city="Washington", country="United States", leads=mnuchin_liu,
            aliases=("second round",),
        ),
        make_event(
            "deputies", "working-level", "2018-08-22", "2018-08-23", city="Washington", country="United States",
            leads=("david-malpass", "wang-shouwen"),
        ),
        make_event("osaka", "summit", "2019-06-29", city="Osaka", country="Japan", leads=heads),
        make_event("shanghai", "round", "2019-07-30", "2019-07-31", city="Shanghai", country="China", leads=rounds),
        make_event("call", "phone-call", "2021-10-08", "2021-10-09", leads=("katherine-tai", "liu-he")),
        make_event("geneva", "round", "2025-05-10", "2025-05-12", city="Geneva", country="Switzerland", leads=("scott-bessent", "he-lifeng"),
                   aliases=("Geneva truce",)),
        make_event("duties", "measure", "2018-08-23", aliases=("List 2",)),
    )  # fmt: skip
    return Knowledge(officials, events)


def _official(slug: str) -> OfficialRecord:
    name = slug.replace("-", " ").title()
    side = Side.US if slug in US else Side.CHINA
    return OfficialRecord(slug, name, "", "", side, posts=(PostRecord("Negotiator"),))


def day(value: str | None) -> DocumentDate:
    """A document date: "2017-07-21", "2018-05-14/2018-05-16", or None for unknown."""
    if value is None:
        return DocumentDate()
    first, _, last = value.partition("/")
    return DocumentDate(date.fromisoformat(first), date.fromisoformat(last or first))


def make_timexes(text: str, **values: str) -> tuple[Timex, ...]:
    """``make_timexes("on Wednesday", Wednesday="2017-07-19")``; underscores in a name stand for spaces."""
    found = []
    for name, value in values.items():
        words = name.replace("_", " ")
        first, _, last = value.partition("/")
        start = text.index(words)
        earliest, latest = date.fromisoformat(first), date.fromisoformat(last or first)
        grain = (
            Granularity.DAY
            if earliest == latest
            else Granularity.MONTH
            if (latest - earliest).days > 26
            else Granularity.WEEK
            if earliest.weekday() == 0 and (latest - earliest).days == 6
            else Granularity.RANGE
        )
        found.append(
            Timex(start, start + len(words), words, TimexKind.RELATIVE, value, earliest, latest, grain)
        )
    return tuple(sorted(found, key=lambda timex: timex.start))


def make_mentions(text: str) -> tuple[Mention, ...]:
    """A mention for every official of ``make_knowledge`` whose full name stands in the text."""
    found = []
    for slug in US + CHINA:
        name = slug.replace("-", " ").title()
        if (start := text.find(name)) >= 0:
            side = Side.US if slug in US else Side.CHINA
            found.append(Mention(start, start + len(name), name, name, slug, side))
    return tuple(sorted(found, key=lambda mention: mention.start))


def make_body(text: str) -> Body:
    """The body of a text."""
    return Body(text)
