"""What else a text gives rise to: its inferred date, participants of its events, stories to join or to split.

Each is a ``Proposal`` for an editor. What was decided stays; what was refused for a text is not proposed again for a
text with the same hash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.extraction.annotations import Basis, DocumentDate, EventLink, Extraction, Mention, Relation
from articles.models import (
    Article,
    ArticleText,
    Citation,
    Event,
    Official,
    Participation,
    Proposal,
    Refusal,
    ReviewState,
)

from .company import Company
from .rows import text_digest

Kind = Proposal.Kind

FAR_APART = 30
"""Days between two printings of one story; a piece printed later than this is more often another one."""

MOST_MEMBERS = 50
"""Members of a story that a newcomer's date is compared with."""

DATE_SCORE = 0.7
SPLIT_SCORE = 0.5
PARTICIPANT_SHARE = 0.8
"""Whoever is named in the sentence that reports a meeting was mostly at it, but it may be someone who spoke of it."""

MET = {Event.Kind.DIALOGUE, Event.Kind.ROUND, Event.Kind.SUMMIT, Event.Kind.WORKING_LEVEL, Event.Kind.SIGNING}


def without_refused_dates(extractions: Sequence[Extraction]) -> list[Extraction]:
    """The extractions, without an inferred date where an editor refused that date for a text with this hash."""
    digests = [
        text_digest(extraction.text) if extraction.published.basis is Basis.INFERRED else ""
        for extraction in extractions
    ]
    refused = set()
    if any(digests):
        rows = Proposal.objects.filter(
            state=ReviewState.REFUSED, text_sha256__in=set(digests), kind=Kind.DATE
        )
        refused = set(rows.order_by().values_list("text_sha256", "value"))
        refused |= set(Refusal.objects.of_texts(Kind.DATE, digests).values_list("text_sha256", "value"))
    return [
        replace(extraction, published=DocumentDate())
        if (digest, extraction.published.value or "") in refused
        else extraction
        for digest, extraction in zip(digests, extractions, strict=True)
    ]


Read = tuple[Article, ArticleText, Extraction, Company]
"""An article with its text, what was read from it, and who stands close to it."""


def suggest(article: Article, text: ArticleText, extraction: Extraction, company: Company) -> None:
    """Renew the article's proposals that nobody decided yet."""
    wanted = _wanted([(article, text, extraction, company)])
    article.proposals.proposed().exclude(key__in=wanted).delete()
    _keep(wanted)


def suggest_new(reads: Sequence[Read]) -> None:
    """``suggest`` for articles that the database did not hold before: they have no proposals to renew."""
    _keep(_wanted(reads))


def _wanted(reads: Sequence[Read]) -> dict[str, Proposal]:
    meetings = _meetings_of([extraction for _, _, extraction, _ in reads])
    shared = _shared_stories([article for article, _, _, _ in reads])
    return {
        proposal.key: proposal
        for article, text, extraction, company in reads
        for proposal in (
            *_dates(article, text, extraction),
            *_participants(article, text, extraction, meetings),
            *_joins(article, text, company),
            *(_splits(article, text) if article.story_id in shared else ()),
        )
    }


def _keep(wanted: dict[str, Proposal]) -> None:
    if wanted:
        known = set(Proposal.objects.filter(key__in=wanted).order_by().values_list("key", flat=True))
        known |= set(Refusal.objects.filter(key__in=wanted).order_by().values_list("key", flat=True))
        Proposal.objects.bulk_create(proposal for key, proposal in wanted.items() if key not in known)


def _proposal(
    kind: Kind, article: Article, text: ArticleText, named: Iterable[str], **fields: object
) -> Proposal:
    key = text_digest("\n".join([kind.value, *named]))
    return Proposal(kind=kind, key=key, article=article, text_sha256=text.sha256, **fields)


def _dates(article: Article, text: ArticleText, extraction: Extraction) -> Iterator[Proposal]:
    """A date that stands nowhere and was concluded from the contents."""
    published = extraction.published
    is_free = not any(name.startswith("published") for name in article.locked_fields)
    if published.basis is Basis.INFERRED and published.value and is_free:
        start = text.text.find(published.evidence) if published.evidence else -1
        evidence = _evidence(text, start, start + len(published.evidence or "")) if start >= 0 else {}
        names = (article.key, text.sha256, published.value)
        fields = {"value": published.value, "score": DATE_SCORE, "reason": published.reason or ""}
        yield _proposal(Kind.DATE, article, text, names, **fields, **evidence)


@dataclass(frozen=True, slots=True)
class _Meetings:
    """The rows that reports of meetings name, by slug, and who is known to have been at which."""

    events: dict[str, Event]
    officials: dict[str, Official]
    there: frozenset[tuple[str, str]]


def _reports(extraction: Extraction) -> list[tuple[EventLink, list[Mention]]]:
    """The links that report a meeting, each with the officials named in its sentence."""
    return [
        (link, named)
        for link in extraction.events
        if link.relation is Relation.REPORT and link.evidence and (named := _named_in(extraction, link))
    ]


def _meetings_of(extractions: Iterable[Extraction]) -> _Meetings:
    reports = [report for extraction in extractions for report in _reports(extraction)]
    if not reports:
        return _Meetings({}, {}, frozenset())
    named = {link.event for link, _ in reports}
    slugs = {mention.official for _, mentions in reports for mention in mentions}
    events = Event.objects.filter(slug__in=named, kind__in=MET).defer("search_text")
    there = Participation.objects.filter(event__slug__in=named).order_by()
    return _Meetings(
        {event.slug: event for event in events.order_by()},
        {one.slug: one for one in Official.objects.filter(slug__in=slugs).order_by()},
        frozenset(there.values_list("event__slug", "official__slug")),
    )


def _participants(
    article: Article, text: ArticleText, extraction: Extraction, meetings: _Meetings
) -> Iterator[Proposal]:
    """Officials named in the sentence that reports a meeting and not among those known to have been there."""
    told: set[tuple[str, str | None]] = set(meetings.there)
    for link, mentions in _reports(extraction):
        event = meetings.events.get(link.event)
        for mention in mentions:
            official = meetings.officials.get(mention.official or "")
            if event and official and (link.event, mention.official) not in told:
                told.add((link.event, mention.official))
                yield _participant(article, text, link, mention, event, official)


def _named_in(extraction: Extraction, link: EventLink) -> list[Mention]:
    span = link.evidence
    return [
        mention
        for mention in extraction.people
        if span
        and mention.official
        and span.start <= mention.start
        and mention.end <= span.end
        and "spokes" not in (mention.role or "").lower()
    ]


def _participant(
    article: Article, text: ArticleText, link: EventLink, mention: Mention, event: Event, official: Official
) -> Proposal:
    return _proposal(
        Kind.PARTICIPANT,
        article,
        text,
        (event.slug, official.slug, text.sha256),
        event=event,
        official=official,
        score=round(PARTICIPANT_SHARE * link.score, 4),
        reason=f"{official.name} is named in the sentence that reports the meeting.",
        **_evidence(text, mention.start, mention.end),
    )


def _joins(article: Article, text: ArticleText, company: Company) -> Iterator[Proposal]:
    """Texts that share more than two reports of one event do, and less than two printings of one text."""
    if "story" in article.locked_fields or not company.nearly:
        return
    # asked now: the stories of the others may have become one with this article's
    nearly = Article.objects.filter(pk__in=[other.article_id for other, _ in company.nearly])
    stories = dict(nearly.order_by().values_list("pk", "story_id"))
    for other, share in company.nearly:
        if stories.get(other.article_id) != article.story_id:
            names = sorted([f"{article.key} {text.sha256}", f"{other.article.key} {other.sha256}"])
            reason = f"{share:.0%} of the shorter text stands in the longer one too."
            yield _proposal(
                Kind.JOIN, article, text, names, other=other.article, score=round(share, 4), reason=reason
            )


def _shared_stories(articles: Sequence[Article]) -> set[int | None]:
    """The stories of the articles that others tell too."""
    stories = {article.story_id for article in articles if article.story_id}
    others = Article.objects.filter(story__in=stories).exclude(pk__in=[article.pk for article in articles])
    return set(others.order_by().values_list("story_id", flat=True).distinct()) if stories else set()


def _splits(article: Article, text: ArticleText) -> Iterator[Proposal]:
    """An article printed long before or after all others of its story."""
    day = article.published_earliest
    if day is None or article.story_id is None or "story" in article.locked_fields:
        return
    others = Article.objects.filter(story=article.story_id).exclude(pk=article.pk)
    dated = others.exclude(published_earliest=None).values_list("published_earliest", flat=True)
    nearest = min((abs((day - other).days) for other in dated[:MOST_MEMBERS]), default=0)
    if nearest > FAR_APART:
        reason = f"It was printed {nearest} days before or after every other article of its story."
        yield _proposal(
            Kind.SPLIT, article, text, (article.key, text.sha256), score=SPLIT_SCORE, reason=reason
        )


def _evidence(text: ArticleText, start: int, end: int) -> dict[str, object]:
    return {"evidence_text": text, "evidence_start": start, "evidence_end": end}


def refusals_of(digests: Iterable[str]) -> dict[str, set[int]]:
    """The events that editors refused, by the hash of the text that was said to tell of them."""
    digests = set(digests)
    found: dict[str, set[int]] = defaultdict(set)
    for digest, _, event in _refused(digests):
        found[digest].add(event)
    for digest, event in Refusal.objects.of_texts(Refusal.Kind.CITATION, digests).values_list(
        "text_sha256", "event_id"
    ):
        found[digest].add(event)
    return found


def refused_events(text: ArticleText, article: Article) -> set[int]:
    """Events that an editor refused as told of by another article with the very same text, one since deleted included."""
    gone = Refusal.objects.of_texts(Refusal.Kind.CITATION, [text.sha256])
    return {
        *(event for _, told_by, event in _refused([text.sha256]) if told_by != article.pk),
        *gone.values_list("event_id", flat=True),
    }


def _refused(digests: Iterable[str]) -> list[tuple[str, int, int]]:
    """(hash, article, event) of each refused link of an article that has, or had, a text with one of the hashes.

    Asked in two steps: in one, SQLite goes through every refused link there is to find those of a few texts.
    """
    texts = ArticleText.objects.filter(sha256__in=digests).order_by().values_list("article_id", "sha256")
    digests_of: dict[int, set[str]] = defaultdict(set)
    for article, digest in texts:
        digests_of[article].add(digest)
    links = Citation.objects.filter(article__in=digests_of).order_by()
    return [
        (digest, article, event)
        for article, event, state in links.values_list("article_id", "event_id", "state")
        if state == ReviewState.REFUSED
        for digest in digests_of[article]
    ]
