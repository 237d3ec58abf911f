"""Writes made-up articles: text, story, fingerprint, what is found in it, and the links to events."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from articles.extraction.fingerprints import bands, fingerprint
from articles.extraction.version import EXTRACTION_VERSION
from articles.models import (
    Article,
    ArticleText,
    Citation,
    DateMention,
    FingerprintBand,
    OfficialMention,
    Publisher,
    Quotation,
    Story,
)

from .prose import Span
from .prose import Story as Prose
from .rows import Values, insert_rows, next_pk
from .world import Happening

MODELS = (Story, Article, ArticleText, FingerprintBand, DateMention, OfficialMention, Quotation, Citation)
COLUMNS: dict[type, list[str]] = {
    Story: ["id", "key"],
    Article: [
        "id", "key", "url", "title", "title_is_description", "byline", "publisher_id", "kind", "language", "licence",
        "is_relevant", "published_earliest", "published_latest", "published_granularity", "published_basis",
        "published_evidence", "published_reason", "story_id", "locked_fields", "created_at", "updated_at",
    ],
    ArticleText: [
        "id", "article_id", "version", "text", "sha256", "source", "source_format", "given", "extraction_version",
        "is_current", "fingerprint", "warnings", "created_at",
    ],
    FingerprintBand: ["id", "text_id", "value"],
    DateMention: [
        "id", "text_id", "start", "end", "value", "earliest", "latest", "granularity", "timex", "kind", "reason",
    ],
    OfficialMention: ["id", "text_id", "start", "end", "name", "official_id", "side", "role", "reason"],
    Quotation: ["id", "text_id", "start", "end", "speaker_id", "speaker_name", "side", "cue"],
    Citation: [
        "id", "event_id", "article_id", "relation", "state", "origin", "score", "reasons", "decided_at", "note",
        "evidence_text_id", "evidence_start", "evidence_end",
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """An article to be written to the database: its number, its words, and all events it is linked to."""

    number: int
    prose: Prose
    events: tuple[Happening, ...]
    copy_of: int | None = None
    """The number of the article whose story it prints again."""


class ArticleRows:
    """Collects rows of pieces and writes them table by table, a batch at a time."""

    def __init__(self, chance: Random, seed: int, now: object) -> None:
        self.chance, self.seed, self.now = chance, seed, now
        self.publishers = list(Publisher.objects.order_by("pk").values_list("pk", flat=True))
        self.next = {model: next_pk(model) for model in MODELS}
        self.first_article = self.next[Article]
        self.rows: dict[type, list[Values]] = {model: [] for model in MODELS}
        self.story_of: dict[int, int] = {}

    def write(
        self, pieces: Iterable[Piece], batch: int = 2_000, tell: Callable[[int], None] = lambda n: None
    ) -> None:
        """Insert all pieces; ``tell`` is called with the number written so far."""
        for written, piece in enumerate(pieces, 1):
            self._add(piece)
            if written % batch == 0:
                self._flush()
                tell(written)
        self._flush()

    def _flush(self) -> None:
        for model in MODELS:
            insert_rows(model, COLUMNS[model], self.rows[model])
            self.rows[model] = []

    def _put(self, model: type, *values: object) -> int:
        pk = self.next[model]
        self.next[model] += 1
        self.rows[model].append((pk, *values))
        return pk

    def _add(self, piece: Piece) -> None:
        prose, day = piece.prose, piece.prose.published
        article_pk = self.next[Article]
        url = f"https://news.example/{self.seed}/{article_pk}"
        self._put(
            Article, Article.key_for(url=url), url, prose.title, False, "",
            self.publishers[article_pk % len(self.publishers)],
            "official" if self.chance.random() < 0.06 else "press", "en", "CC0-1.0", True, day, day, "day", "stated",
            f"{day:%B} {day.day}, {day.year}", "The page says so.", self._story(piece), "[]", self.now, self.now,
        )  # fmt: skip
        mark = fingerprint(prose.text)
        text_pk = self._put(
            ArticleText, article_pk, 1, prose.text, hashlib.sha256(prose.text.encode()).hexdigest(), prose.text, "text",
            json.dumps({"url": url}), EXTRACTION_VERSION, True, mark.to_bytes(), "[]", self.now,
        )  # fmt: skip
        for value in dict.fromkeys(bands(mark)):
            self._put(FingerprintBand, text_pk, value)
        self._add_findings(prose, text_pk)
        self._add_citations(piece, article_pk, text_pk)

    def _story(self, piece: Piece) -> int:
        """Copies share a story with the article they print again."""
        if piece.copy_of in self.story_of:
            return self.story_of[piece.copy_of]
        key = hashlib.sha256(f"{self.seed} {self.next[Story]}".encode()).hexdigest()[:16]
        self.story_of[piece.number] = self._put(Story, key)
        return self.story_of[piece.number]

    def _add_findings(self, prose: Prose, text_pk: int) -> None:
        for span in prose.dates:
            event = span.of
            days = (
                f"{event.earliest}/{event.latest}" if event.latest != event.earliest else str(event.earliest)
            )
            value = f"{event.earliest:%Y-%m}" if event.granularity == "month" else days
            self._put(
                DateMention, text_pk, span.start, span.end, value, event.earliest, event.latest,
                event.granularity, value[:24], "explicit", "The date is written out.",
            )  # fmt: skip
        for span in prose.people:
            one = span.of
            self._put(
                OfficialMention,
                text_pk,
                span.start,
                span.end,
                one.name,
                one.pk,
                one.side,
                "",
                "The full name.",
            )
        for span in prose.quotations:
            one = span.of
            self._put(Quotation, text_pk, span.start, span.end, one.pk, one.name, one.side, "said")

    def _add_citations(self, piece: Piece, article_pk: int, text_pk: int) -> None:
        sentences: dict[int, Span] = {span.of.pk: span for span in piece.prose.sentences}
        for number, event in enumerate(piece.events):
            span = sentences.get(event.pk)
            state = self.chance.choices(("accepted", "proposed", "refused"), (62, 30, 8))[0]
            score = round(self.chance.uniform(0.6, 0.99) if number == 0 else self.chance.uniform(0.2, 0.7), 4)
            self._put(
                Citation, event.pk, article_pk, self._relation(piece, number), state, "machine", score,
                '["The place and the day are named."]', None if state == "proposed" else self.now, "",
                *((text_pk, span.start, span.end) if span else (None, None, None)),
            )  # fmt: skip

    def _relation(self, piece: Piece, number: int) -> str:
        main = piece.events[0]
        if number or main.latest is None or main.earliest is None:
            return "mention"
        if piece.prose.published < main.earliest:
            return "preview"
        return "report" if (piece.prose.published - main.latest).days <= 3 else "aftermath"


def chosen_events(
    chance: Random, happenings: list[Happening], weights: list[float], articles: int, citations: int
) -> Iterator[tuple[Happening, ...]]:
    """For each article the events it tells of, the first of them its subject. Some events are told of far more often."""
    for number in range(articles):
        share = citations * (number + 1) // articles - citations * number // articles
        wanted = min(share, len(happenings))
        found: dict[int, Happening] = {}
        while len(found) < wanted:
            for one in chance.choices(happenings, cum_weights=weights, k=wanted - len(found)):
                found[one.pk] = one
        yield tuple(found.values())
