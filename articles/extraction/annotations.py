"""The records that extraction hands on, and the closed sets of words used in them.

Every ``start``/``end`` counts characters of ``Extraction.text``; ``end`` is exclusive. Models import these
enums, never the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """Whose official, account or statement. ``other`` is a third country."""

    US = "us"
    CHINA = "china"
    JOINT = "joint"
    OTHER = "other"


class Granularity(StrEnum):
    """How fine a date is known; ``range`` is any interval that is none of the named calendar units."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class TimexKind(StrEnum):
    """explicit: the string holds the year; partial: day or month without it; relative: needs the anchor."""

    EXPLICIT = "explicit"
    PARTIAL = "partial"
    RELATIVE = "relative"


class Basis(StrEnum):
    """What a document date rests on, strongest first."""

    GIVEN = "given"
    STATED = "stated"
    URL = "url"
    METADATA = "metadata"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How an article stands to an event: before it, of it, after it, or as background."""

    PREVIEW = "preview"
    REPORT = "report"
    AFTERMATH = "aftermath"
    MENTION = "mention"


class SourceFormat(StrEnum):
    """What the bytes of a document are; ``clean`` is a body to be kept character for character."""

    TEXT = "text"
    HTML = "html"
    CLEAN = "clean"


class Span(NamedTuple):
    """A stretch of the text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One input document, decoded. ``published`` and the others are what the caller gave, not what was found."""

    id: str
    source: str
    format: SourceFormat = SourceFormat.TEXT
    url: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    warnings: tuple[str, ...] = ()
    """What had to be mended while the bytes were decoded."""


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When an article was published. ``evidence`` is the string it was read from, ``reason`` a sentence for people."""

    earliest: date | None = None
    latest: date | None = None
    basis: Basis = Basis.UNKNOWN
    evidence: str | None = None
    reason: str | None = None

    @property
    def value(self) -> str | None:
        """``2017-07-21``, an interval ``2018-05-14/2018-05-16``, or None."""
        if self.earliest is None or self.latest is None:
            return None
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"

    @property
    def anchor(self) -> date | None:
        """The day relative expressions are read against: the last day the article may be from."""
        return self.latest


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. ``value`` is ours (days, months, years, intervals), ``timex`` the TIMEX3 value.

    ``value`` is None where it cannot be known (a relative expression in an undated article).
    """

    start: int
    end: int
    text: str
    kind: TimexKind
    value: str | None = None
    earliest: date | None = None
    latest: date | None = None
    granularity: Granularity | None = None
    timex: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name in the text. ``official`` is the slug of a known official, or None."""

    start: int
    end: int
    text: str
    name: str
    official: str | None = None
    side: Side | None = None
    role: str | None = None
    reason: str = ""
    proposed: bool = False
    """True for an unknown person with a public post of either side: a *proposed official*."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The inside of a pair of quotation marks, with who said it where that can be told."""

    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_name: str | None = None
    side: Side | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class EventLink:
    """A proposal that the article is about an event, with a score in [0, 1] and plain reasons."""

    event: str
    start: date
    end: date
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class EventProposal:
    """A meeting of both sides that the article reports and no known event explains.

    ``kind`` is a kind of event ("round", "phone-call"), ``participants`` are slugs of officials.
    """

    start: date
    end: date
    kind: str
    city: str | None
    relation: Relation
    score: float
    reason: str
    participants: tuple[str, ...] = ()
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is read from one document (DESIGN: the extraction record)."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    relevant: bool = False
    published: DocumentDate = field(default_factory=DocumentDate)
    dates: tuple[Timex, ...] = ()
    people: tuple[Mention, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    events: tuple[EventLink, ...] = ()
    proposals: tuple[EventProposal, ...] = ()
    warnings: tuple[str, ...] = ()
