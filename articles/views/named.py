"""Where the sources of an event name those who took part: for each official one sentence and the way to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.extraction.sentences import sentence_spans
from articles.models import Article, Citation, Event, OfficialMention

from .highlight import Mark, Segment, cut

AROUND = 400
"""Characters read on either side of a name: longer than most sentences, shorter than most articles."""
ARTICLES_READ = 100
"""Of an event with more sources the reports are read first."""

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

    One query, however many participants and sources. Evidence an editor gave needs no other; a source an
    editor gave is the only one looked into.
    """
    asked = [one for one in event.participations.all() if one.evidence_text_id is None]
    telling = sorted(filter(_tells_of_it, citations), key=lambda link: RELATION_RANK[link.relation])
    articles = {link.article_id: link.article for link in telling[:ARTICLES_READ]}
    wanted = [(list(articles), [one.official_id for one in asked if one.source is None])]
    for one in asked:
        if one.source is not None:
            articles[one.source.pk] = one.source
            wanted.append(([one.source.pk], [one.official_id]))
    best = OfficialMention.objects.best_of(event, [pair for pair in wanted if all(pair)])
    sentences = {
        official: NamingSentence(
            articles[article], start, tuple(sentence_around(words, start - begin, end - begin))
        )
        for official, article, start, end, begin, words in best.with_surroundings(AROUND)
    }
    for one in event.participations.all():
        one.named = sentences.get(one.official_id)


def _tells_of_it(link: Citation) -> bool:
    return link.state == "accepted" and link.relation in RELATION_RANK


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
