"""Where the sources of an event name those who took part: for each official one sentence and the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.extraction.sentences import sentence_spans
from articles.models import Article, Citation, Event, OfficialMention, Participation

from .highlight import Mark, Segment, cut

AROUND = 400
"""Characters read on either side of a name: longer than most sentences, shorter than most articles."""
ARTICLES_READ = 100
"""Of an event with more sources the reports are read first."""
MENTIONS_READ = 2_000

RELATION_RANK = {"report": 0, "aftermath": 1, "preview": 2}


@dataclass(frozen=True, slots=True)
class NamingSentence:
    """A sentence of an article, with the name marked in it."""

    article: Article
    start: int
    segments: tuple[Segment, ...]

    @property
    def place(self) -> str:
        """The part of the article's page where the name stands; without a free text, the list of people."""
        return f"at-{self.start}" if self.article.is_text_free else "people"


def name_participants(event: Event, citations: Iterable[Citation]) -> None:
    """Give each participation of the event ``named``: the sentence that names the official, or None.

    Two queries, however many participants and sources. Evidence an editor gave needs no other; a source an
    editor gave is the only one looked into.
    """
    asked = [one for one in event.participations.all() if one.evidence_text_id is None]
    telling = sorted(filter(_tells_of_it, citations), key=lambda link: RELATION_RANK[link.relation])
    cited = {link.article_id: link for link in telling[:ARTICLES_READ]}
    articles = {pk: link.article for pk, link in cited.items()}
    articles |= {one.source_id: one.source for one in asked if one.source is not None}
    chosen = _best_mentions(asked, cited, articles)
    sentences = _sentences_at(chosen.values(), articles)
    for one in event.participations.all():
        one.named = sentences.get(chosen.get(one.pk))


def _tells_of_it(link: Citation) -> bool:
    return link.state == "accepted" and link.relation in RELATION_RANK


def _best_mentions(
    asked: list[Participation], cited: Mapping[int, Citation], articles: Mapping[int, Article]
) -> dict[int, int]:
    """Participation → mention: the best relation, rather not the headline, rather the sentence the link rests on."""
    wanted: dict[int, Participation] = {one.official_id: one for one in asked}
    if not wanted or not articles:
        return {}
    best: dict[int, tuple[tuple[object, ...], int]] = {}
    found = OfficialMention.objects.naming(wanted, articles)
    for pk, official, article, start in found[:MENTIONS_READ]:
        one = wanted[official]
        if article not in cited and article != one.source_id:
            continue
        if one.source_id and article != one.source_id:
            continue
        standing = _standing(cited.get(article), start)
        if one.pk not in best or (standing, pk) < best[one.pk]:
            best[one.pk] = (standing, pk)
    return {participation: pk for participation, (_, pk) in best.items()}


def _standing(link: Citation | None, start: int) -> tuple[object, ...]:
    if link is None:
        return (0, False, False, start)
    is_headline = start < len(link.article.title)
    is_evidence = link.evidence_start is not None and link.evidence_start <= start < link.evidence_end
    return (RELATION_RANK[link.relation], is_headline, not is_evidence, start)


def _sentences_at(mentions: Iterable[int], articles: Mapping[int, Article]) -> dict[int, NamingSentence]:
    pks = set(mentions)
    if not pks:
        return {}
    rows = OfficialMention.objects.filter(pk__in=pks).with_surroundings(AROUND)
    return {
        pk: NamingSentence(
            articles[article], start, tuple(sentence_around(words, start - begin, end - begin))
        )
        for pk, article, start, end, begin, words in rows
    }


def sentence_around(words: str, start: int, end: int) -> list[Segment]:
    """The sentence of ``words`` that holds the span, the span marked; cut sentences begin or end with ``…``.

    ``sentence_around("It rained. Lin Bo came.", 11, 17)`` → "Lin Bo" (marked), " came."
    """
    around = [span for span in sentence_spans(words) if span.start < end and span.end > start]
    first = min((span.start for span in around), default=start)
    last = max((span.end for span in around), default=end)
    segments = cut(words[first:last], [Mark(start - first, end - first, "evidence")])
    before = [Segment("… ")] if first == 0 and len(words) > AROUND and start >= AROUND else []
    after = [Segment(" …")] if last == len(words) and last - end >= AROUND else []
    return [*before, *segments, *after]
