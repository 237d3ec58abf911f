"""What an event's row says of its sources: counts, and the text that the pages' filter searches."""

from collections import defaultdict
from collections.abc import Iterable

from articles.models import Citation, Event, ReviewState

BATCH = 500
FIELDS = ("article_count", "story_count", "search_text")


def refresh_events(events: Iterable[int] | None = None) -> int:
    """Writes ``article_count``, ``story_count`` and ``search_text`` of these events (primary keys; None = all).

    Returns how many rows differed. Nothing else is written, not even ``updated_at``: these columns are derived.
    """
    keys = sorted(set(events)) if events is not None else sorted(Event.objects.values_list("pk", flat=True))
    return sum(_refresh(keys[first : first + BATCH]) for first in range(0, len(keys), BATCH))


def _refresh(keys: list[int]) -> int:
    sources = _accepted_sources(keys)
    stale = []
    rows = Event.objects.filter(pk__in=keys).prefetch_related(
        "aliases", "topics", "participations__official__aliases"
    )
    for event in rows:
        cited = sources[event.pk]
        counts = len(cited), len({story or f"article {article}" for article, story, _ in cited})
        text = _search_text(event, [title for _, _, title in cited])
        if (event.article_count, event.story_count, event.search_text) != (*counts, text):
            event.article_count, event.story_count = counts
            event.search_text = text
            stale.append(event)
    Event.objects.bulk_update(stale, FIELDS, batch_size=100)
    return len(stale)


def _accepted_sources(keys: list[int]) -> dict[int, list[tuple[int, int | None, str]]]:
    """Event → its accepted sources: article, story, title."""
    sources: dict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
    rows = Citation.objects.filter(event__in=keys, state=ReviewState.ACCEPTED).order_by("article_id")
    for event, article, story, title in rows.values_list(
        "event_id", "article_id", "article__story_id", "article__title"
    ):
        sources[event].append((article, story, title))
    return sources


def _search_text(event: Event, titles: Iterable[str]) -> str:
    words = [event.title, event.summary, event.city, event.country, event.venue]
    words += sorted(alias.name for alias in event.aliases.all())
    words += sorted(topic.name for topic in event.topics.all())
    officials = (participation.official for participation in event.participations.all())
    for official in sorted(officials, key=lambda official: official.slug):
        words += [
            official.name,
            official.chinese_name,
            *sorted(alias.name for alias in official.aliases.all()),
        ]
    return "\n".join(word.casefold() for word in dict.fromkeys([*words, *sorted(titles)]) if word)
