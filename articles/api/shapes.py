"""What the API takes and gives, for its description (OpenAPI). The answers themselves are written as they are."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

from articles.models import Article, Citation, Event

SLUG = r"^[-a-zA-Z0-9_]+$"
PLACE = r"^[0-9]{1,7}\.[0-9]{1,5}\.[0-9]{1,15}$"
NUMBER = r"^[0-9]{1,15}$"

Slug = Annotated[str, Field(max_length=100, pattern=SLUG)]
Kind = Literal[tuple(Event.Kind.values)]  # type: ignore[valid-type]
Status = Literal[tuple(Event.Status.values)]  # type: ignore[valid-type]
Outcome = Literal[tuple(Event.Outcome.values)]  # type: ignore[valid-type]
Confidence = Literal[tuple(Event.Confidence.values)]  # type: ignore[valid-type]
Relation = Literal[tuple(Citation.EventRelation.values)]  # type: ignore[valid-type]
ArticleKind = Literal[tuple(Article.Kind.values)]  # type: ignore[valid-type]
Side = Literal["us", "china", "joint", "other"]


class Limited(Schema):
    """How many at once."""

    limit: int = Field(50, ge=1, le=200, description="How many at once.")


class EventFilters(Limited):
    """The timeline's filters, with the same names."""

    q: str = Field("", max_length=200, description="Words to be found.")
    year: str | None = Field(None, pattern="^(19|20|21)[0-9]{2}$")
    month: str | None = Field(None, pattern="^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")
    side: Literal["us", "china", "joint", "both"] | None = Field(
        None, description="Whose account is on record."
    )
    kind: list[Kind] = Field([], description="May be given several times.")
    official: str | None = Field(None, max_length=80, pattern=SLUG)
    topic: str | None = Field(None, max_length=60, pattern=SLUG)
    present: Literal["us", "china", "both"] | None = Field(None, description="Whose officials took part.")
    place: str | None = Field(None, max_length=80, pattern=SLUG)
    status: Status | None = None
    outcome: Outcome | None = None
    confidence: Confidence | None = None
    first: date | None = Field(None, alias="from", description="On or after this day.")
    last: date | None = Field(None, alias="to", description="On or before this day.")
    asof: date | None = Field(None, description="What was known on this day.")
    measures: Literal["hide"] | None = None
    disputed: Literal["1"] | None = None
    unreviewed: Literal["1", "only"] | None = Field(
        None, description="Also (or only) what nobody has reviewed."
    )
    order: Literal["newest", "oldest"] = "newest"
    after: str | None = Field(None, pattern=PLACE, description="Where the piece before ended; see next.")


class OneEvent(Schema):
    """How to see one event."""

    asof: date | None = None
    unreviewed: Literal["1"] | None = None


class ArticleFilters(Limited):
    publisher: str | None = Field(None, max_length=200)
    kind: ArticleKind | None = None
    event: str | None = Field(None, max_length=100, pattern=SLUG)
    story: str | None = Field(None, max_length=40, pattern=SLUG)
    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    after: str | None = Field(None, max_length=16, pattern=SLUG)


class OfficialFilters(Limited):
    side: Literal["us", "china"] | None = None
    after: str | None = Field(None, max_length=80, pattern=SLUG)


class QuotationFilters(Limited):
    speaker: str | None = Field(None, max_length=80, pattern=SLUG)
    side: Side | None = None
    article: str | None = Field(None, max_length=16, pattern=SLUG)
    after: str | None = Field(None, pattern=NUMBER)


class CitationFilters(Limited):
    event: str | None = Field(None, max_length=100, pattern=SLUG)
    article: str | None = Field(None, max_length=16, pattern=SLUG)
    relation: Relation | None = None
    unreviewed: Literal["1"] | None = None
    after: str | None = Field(None, pattern=NUMBER)


class StoryFilters(Limited):
    event: str | None = Field(None, max_length=100, pattern=SLUG)
    after: str | None = Field(None, max_length=40, pattern=SLUG)


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class When(Schema):
    edtf: str
    earliest: date | None
    latest: date | None
    granularity: str
    is_about: bool
    washington: date | None
    beijing: date | None
    time: str | None
    time_zone: str
    reason: str


class Where(Schema):
    city: str
    country: str
    venue: str


class Named(Schema):
    id: str
    name: str


class Titled(Schema):
    id: str
    title: str


class Round(Schema):
    label: str
    counted_by: str


class Participant(Schema):
    official: str
    name: str
    side: str
    role: str
    certainty: str
    post: str


class BriefEvent(Schema):
    """An event in a list."""

    id: str
    url: str
    title: str
    kind: str
    status: str | None
    review: str
    date: When
    place: Where
    series: Named | None
    part_of: Titled | None
    rounds: list[Round]
    topics: list[Named]
    summary: str
    outcome: str
    confidence: str
    participants: list[Participant]
    article_count: int
    story_count: int
    revision: int | None
    revised: str | None


class AccountShape(Schema):
    side: str
    text: str
    is_quotation: bool
    said_on: date | None
    speaker: str | None
    speaker_name: str
    dispute: str | None
    modality: str
    evidence: str
    sources: list[str]


class DisputeShape(Schema):
    id: str
    question: str
    state: str | None
    note: str


class Published(Schema):
    edtf: str
    earliest: date | None
    latest: date | None
    basis: str


class ArticleShape(Schema):
    """A source: what it is, never its text."""

    article: str
    title: str
    byline: str
    publisher: str
    url: str
    language: str
    published: Published
    story: str | None
    licence: str


class SourceShape(ArticleShape):
    relation: str
    review: str
    evidence: str


class StepShape(Schema):
    state: str
    on: date | None
    text: str
    due: date | None
    event: str | None
    source: str | None
    evidence: str


class CommitmentShape(Schema):
    id: str
    side: str
    what: str
    due: date | None
    steps: list[StepShape]


class WholeEvent(BriefEvent):
    """An event with everything its page says."""

    also_called: list[str]
    parts: list[Titled]
    accounts: list[AccountShape]
    disputes: list[DisputeShape]
    commitments: list[CommitmentShape]
    sources: list[SourceShape]
    sources_left_out: int = Field(description="How many more there are; /citations?event=… has all.")


class ToldEvent(Schema):
    event: str
    relation: str
    review: str
    evidence: str
    reasons: list[str]


class ListedArticle(ArticleShape):
    page: str


class WholeArticle(ListedArticle):
    """A source and the events it tells of, each with its sentence."""

    events: list[ToldEvent]


class PostShape(Schema):
    title: str
    organization: str
    start: str | None
    is_start_verified: bool
    end: str | None
    is_end_verified: bool
    source: str


class OfficialShape(Schema):
    id: str
    page: str
    name: str
    family_name: str
    given_name: str
    chinese_name: str
    side: str
    wikidata: str
    also_called: list[str]
    posts: list[PostShape]


class QuotationShape(Schema):
    """Where somebody is quoted; the words only where the whole text may be shown."""

    id: str
    article: str
    version: int
    start: int
    end: int
    speaker: str | None
    speaker_name: str
    side: str
    cue: str
    said: str | None


class CitationShape(Schema):
    id: str
    event: str
    article: str
    relation: str
    review: str
    score: float
    evidence: str
    reasons: list[str]


class StoryShape(Schema):
    id: str
    articles: list[str]


class EventList(Schema):
    items: list[BriefEvent]
    next: str | None


class ArticleList(Schema):
    items: list[ListedArticle]
    next: str | None


class OfficialList(Schema):
    items: list[OfficialShape]
    next: str | None


class QuotationList(Schema):
    items: list[QuotationShape]
    next: str | None


class CitationList(Schema):
    items: list[CitationShape]
    next: str | None


class StoryList(Schema):
    items: list[StoryShape]
    next: str | None
