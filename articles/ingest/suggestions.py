"""What else a text gives rise to: its inferred date, participants of its events, stories to join or to split.

Each is a ``Proposal`` for an editor. What was decided stays; what was refused for a text is not proposed again for a
text with the same hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.extraction.annotations import Basis, DocumentDate, EventLink, Extraction, Mention, Relation
from articles.extraction.fingerprints import Fingerprint
from articles.models import (
    Article,
    ArticleText,
    Citation,
    Event,
    Official,
    Participation,
    Proposal,
    ReviewState,
)

from .stories import near_misses

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


def without_refused_date(extraction: Extraction) -> Extraction:
    """The extraction without its inferred date where an editor refused that date for a text with this hash."""
    if extraction.published.basis is not Basis.INFERRED:
        return extraction
    refused = Proposal.objects.refused_of(text_digest(extraction.text), Kind.DATE)
    if not refused.filter(value=extraction.published.value or "").exists():
        return extraction
    return replace(extraction, published=DocumentDate())


def suggest(article: Article, text: ArticleText, extraction: Extraction, print_: Fingerprint) -> None:
    """Renew the article's proposals that nobody decided yet."""
    wanted = {
        proposal.key: proposal
        for proposal in (
            *_dates(article, text, extraction),
            *_participants(article, text, extraction),
            *_joins(article, text, print_),
            *_splits(article, text),
        )
    }
    known = dict(Proposal.objects.filter(key__in=wanted).values_list("key", "state"))
    stale = article.proposals.proposed().exclude(key__in=wanted)
    stale.delete()
    Proposal.objects.bulk_create(proposal for key, proposal in wanted.items() if key not in known)


def text_digest(text: str) -> str:
    """The hash by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


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


def _participants(article: Article, text: ArticleText, extraction: Extraction) -> Iterator[Proposal]:
    """Officials named in the sentence that reports a meeting and not among those known to have been there."""
    links = [link for link in extraction.events if link.relation is Relation.REPORT and link.evidence]
    named = {link.event: _named_in(extraction, link) for link in links}
    slugs = {mention.official for mentions in named.values() for mention in mentions}
    if not slugs:
        return
    events = {
        event.slug: event for event in Event.objects.filter(slug__in=named, kind__in=MET).defer("search_text")
    }
    officials = {one.slug: one for one in Official.objects.filter(slug__in=slugs)}
    there = set(
        Participation.objects.filter(event__slug__in=named).values_list("event__slug", "official__slug")
    )
    for link in links:
        for mention in named[link.event]:
            slug = mention.official
            if link.event in events and slug in officials and (link.event, slug) not in there:
                there.add((link.event, slug))
                yield _participant(article, text, link, mention, events[link.event], officials[slug])


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


def _joins(article: Article, text: ArticleText, print_: Fingerprint) -> Iterator[Proposal]:
    """Texts that share more than two reports of one event do, and less than two printings of one text."""
    if "story" in article.locked_fields:
        return
    for other, share in near_misses(print_, text):
        if other.article.story_id != article.story_id:
            names = sorted([f"{article.key} {text.sha256}", f"{other.article.key} {other.sha256}"])
            reason = f"{share:.0%} of the shorter text stands in the longer one too."
            yield _proposal(
                Kind.JOIN, article, text, names, other=other.article, score=round(share, 4), reason=reason
            )


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


def refused_events(text: ArticleText, article: Article) -> set[int]:
    """Events that an editor refused as told of by another article with the very same text."""
    refused = Citation.objects.filter(state=ReviewState.REFUSED, article__texts__sha256=text.sha256)
    return set(refused.exclude(article=article).values_list("event_id", flat=True))
