"""Makes a site's content of any size by chance: the same seed and numbers, the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from django.db import connection, transaction

from articles.ingest.statistics import learn_spread
from articles.models import Article, Event, Official
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .article_rows import MODELS, ArticleRows, Piece, chosen_events
from .chronology_rows import write_world
from .prose import Story, write_story
from .rows import go_on_counting, next_pk
from .world import FIRST, LAST, Happening, Person, World, make_world

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
"""When the made-up rows say they were written: no clock, so that the same seed makes the same rows."""

COPIES = 0.25
"""Share of articles that print an earlier one again."""
REMEMBERED = 500
"""How many articles back a copy may reach."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of what is made; ``words`` is the length of an article."""

    events: int
    articles: int
    citations: int
    words: int = 400


class TooFewEvents(ValueError):
    """So many links between so few events and articles do not exist."""


def is_empty() -> bool:
    """True if nothing was ever loaded."""
    return not (Event.objects.exists() or Article.objects.exists() or Official.objects.exists())


@transaction.atomic
def generate(size: Size, seed: int, tell: Callable[[str], None] = lambda line: None) -> None:
    """Fill the database: all of it or, where something fails, nothing."""
    if size.citations > 0 and (not size.articles or size.citations > size.articles * size.events // 2):
        raise TooFewEvents(f"{size.citations} citations need more articles or events.")
    chance = Random(seed)  # noqa: S311 - not for secrets
    now = connection.ops.adapt_datetimefield_value(NOW)
    world = make_world(chance, size.events, next_pk(Official), next_pk(Event))
    models = write_world(chance, world, now)
    tell(f"{size.events} events are written.")
    rows = ArticleRows(chance, seed, now)
    rows.write(pieces(chance, world, size), tell=lambda written: tell(f"{written} articles are written."))
    go_on_counting([*models, *MODELS])
    tell("Counting, indexing words, keeping what each page says.")
    refresh_events()
    keep_revisions()
    learn_spread()


def pieces(chance: Random, world: World, size: Size) -> Iterator[Piece]:
    """The articles, one after another; a quarter print an earlier one again, shortened."""
    weights = _weights(chance, len(world.happenings))
    told = chosen_events(chance, world.happenings, weights, size.articles, size.citations)
    before: list[Piece] = []
    for number, events in enumerate(told):
        if before and events and chance.random() < COPIES:
            original = before[int(chance.random() * len(before))]
            # it tells of what the other tells of, so that its sentences are evidence for its own links
            piece = Piece(
                number, _shortened(original.prose, chance), _same(original.events, events), original.number
            )
        else:
            day = _published(chance, events[0] if events else None)
            piece = Piece(number, _prose(chance, events, day, size.words), events)
            before = [*before[-REMEMBERED:], piece] if number % 4 == 0 else before
        yield piece


def _prose(chance: Random, events: tuple[Happening, ...], day: date, words: int) -> Story:
    if events:
        return write_story(chance, events, day, words)
    return Story("Quiet week for trade", day, "Nothing was said of the talks this week.")


def _shortened(prose: Story, chance: Random) -> Story:
    """The first paragraphs, three fifths of the text at least; what was found in the rest is gone."""
    end = prose.text.find(".", int(len(prose.text) * chance.uniform(0.6, 0.95))) + 1 or len(prose.text)
    kept = {
        name: [span for span in getattr(prose, name) if span.end <= end]
        for name in ("dates", "people", "quotations", "sentences")
    }
    return Story(prose.title, prose.published + timedelta(days=chance.randrange(2)), prose.text[:end], **kept)


def _same(originals: tuple[Happening, ...], others: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """As many events as ``others`` has, those of the original first."""
    both = {event.pk: event for event in (*originals, *others)}
    return tuple(both.values())[: len(others)]


def _weights(chance: Random, count: int) -> list[float]:
    """A few events are told of everywhere, most hardly ever (Zipf); which ones, is chance."""
    ranks = list(range(count))
    chance.shuffle(ranks)
    return list(accumulate((rank + 3) ** -0.8 for rank in ranks))


def _published(chance: Random, event: Happening | None) -> date:
    if event is None or event.latest is None:
        return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    return event.latest + timedelta(days=chance.choice((-6, -2, 0, 0, 1, 1, 1, 2, 3, 7, 14, 40)))


def write_texts(target: Path, size: Size, seed: int, *, as_lines: bool) -> int:
    """Write articles for ``ingest`` to read: a file of JSON Lines, or a folder of text files. Returns how many.

    They tell of the events and officials in the database; where it holds none, of a made-up world.
    """
    chance = Random(seed)  # noqa: S311
    world = stored_world() or make_world(chance, max(size.events, 200))
    if not as_lines:
        target.mkdir(parents=True, exist_ok=True)
        for piece in pieces(chance, world, size):
            (target / f"{piece.number:07}.txt").write_text(piece.prose.text, encoding="utf-8")
        return size.articles
    with target.open("w", encoding="utf-8") as file:
        for piece in pieces(chance, world, size):
            url = f"https://news.example/{seed}/{piece.number}"
            record = {"id": f"{seed}-{piece.number}", "text": piece.prose.text, "url": url}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return size.articles


def stored_world() -> World | None:
    """The events and officials of the database, as far as articles tell of them."""
    events = Event.objects.shown().exclude(earliest=None).prefetch_related("participations__official")
    people: dict[int, Person] = {}
    happenings = []
    for event in events.order_by("pk"):
        for one in event.participations.all():
            official = one.official
            people[official.pk] = Person(
                official.pk, official.slug, official.name, official.family_name, official.given_name,
                official.chinese_name, official.side,
            )  # fmt: skip
        present = tuple(people[one.official_id] for one in event.participations.all())
        happenings.append(
            Happening(
                event.pk,
                event.slug,
                event.title,
                event.kind,
                event.earliest,
                event.latest,
                event.granularity,
                event.city,
                event.country,
                present,
            )
        )
    return World([], list(people.values()), happenings) if happenings else None
