"""What an event's row keeps of its neighbours, so that lists need no counting: numbers, a day, and its search words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from articles.extraction.search_words import terms_of

from .account import Account, Dispute
from .citation import Citation
from .event import Event, EventAlias, Participation
from .official import OfficialAlias

# SQLite takes many more variables in one statement, but a batch also bounds the memory that titles take.
BATCH = 400

SENTENCES_KEPT = 100_000
"""Characters of evidence an event is found by: some eight hundred sentences."""
TERMS_KEPT = 15_000
"""Most different words an event is found by; a PostgreSQL vector takes about a megabyte."""

KEPT = ["article_count", "story_count", "told_on", "search_text"]

Terms = dict[int, set[str]]


def refresh_events(event_ids: Iterable[int] | None = None) -> None:
    """Bring counts, ``told_on`` and ``search_text`` of the events up to date; without ids, of all events.

    Only rows that differ are written; ``updated_at`` stays, for nobody edited the event.
    """
    if event_ids is None:
        event_ids = Event.objects.values_list("pk", flat=True)
    for batch in _batches(sorted(set(event_ids))):
        _refresh(Event.objects.filter(pk__in=batch).order_by("pk"), batch)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def stale_events() -> Iterator[str]:
    """Slugs of the events whose kept counts or search words are not what they should be."""
    for batch in _batches(sorted(Event.objects.values_list("pk", flat=True))):
        for event in _outdated(Event.objects.filter(pk__in=batch).order_by("pk"), batch):
            yield event.slug


def _refresh(events: QuerySet[Event], ids: list[int]) -> None:
    Event.objects.bulk_update(_outdated(events, ids), KEPT, batch_size=50)


def _outdated(events: QuerySet[Event], ids: list[int]) -> list[Event]:
    """The events whose kept fields differ from what they should be, with the right values set but not saved."""
    articles, stories, told, terms = _sources(ids)
    for finder in (_names, _people, _statements):
        for event_id, found in finder(ids).items():
            terms[event_id] |= found
    changed = []
    for event in events:
        now = [getattr(event, field) for field in KEPT]
        event.article_count = len(articles[event.pk])
        event.story_count = len(stories[event.pk])
        event.told_on = told.get(event.pk)
        event.search_text = search_text_of(event, terms[event.pk])
        if now != [getattr(event, field) for field in KEPT]:
            changed.append(event)
    return changed


def search_text_of(event: Event, others: Iterable[str] = ()) -> str:
    """The terms of the event's own words and of its neighbours, each once, in an order that never varies."""
    own = terms_of([event.title, event.summary, event.city, event.country, event.venue])
    return " ".join(sorted([*own, *sorted(set(others) - own)][:TERMS_KEPT]))


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    """Titles and names come again and again."""
    return frozenset(terms_of([text]))


def _sources(ids: list[int]) -> tuple[dict[int, set], dict[int, set], dict, Terms]:
    """Of the accepted citations: articles, stories (an article outside any is one of its own), first day, title words."""
    articles, stories, told, terms = defaultdict(set), defaultdict(set), {}, defaultdict(set)
    rows = Citation.objects.accepted().filter(event__in=ids).order_by()
    for event_id, article_id, story_id, day, title in rows.values_list(
        "event_id", "article_id", "article__story_id", "article__published_latest", "article__title"
    ).iterator(2_000):
        articles[event_id].add(article_id)
        stories[event_id].add(("story", story_id) if story_id else ("article", article_id))
        if day and (event_id not in told or day < told[event_id]):
            told[event_id] = day
        terms[event_id] |= _terms(title)
    return articles, stories, told, terms


def _statements(ids: list[int]) -> Terms:
    """What each side says, the questions on which they differ, and the sentences the accepted links rest on."""
    terms = defaultdict(set)
    accounts = Account.objects.filter(event__in=ids).order_by().values_list("event_id", "text")
    questions = Dispute.objects.filter(event__in=ids).order_by().values_list("event_id", "question")
    for event_id, text in [*accounts, *questions]:
        terms[event_id] |= terms_of([text])
    cited = Citation.objects.accepted().filter(event__in=ids).exclude(evidence_text=None)
    length = F("evidence_end") - F("evidence_start")
    sentence = Substr("evidence_text__text", F("evidence_start") + 1, length)
    left = dict.fromkeys(ids, SENTENCES_KEPT)
    # the best links first, so that an event with thousands of sources keeps the sentences that say most
    rows = cited.order_by("-score", "pk").values_list("event_id", sentence)
    for event_id, text in rows.iterator(BATCH):
        if len(text) <= left[event_id]:
            left[event_id] -= len(text)
            terms[event_id] |= _terms(text)
    return terms


def _names(ids: list[int]) -> Terms:
    """Aliases and topics."""
    names = defaultdict(set)
    aliases = EventAlias.objects.filter(event__in=ids).order_by().values_list("event_id", "name")
    topics = Event.topics.through.objects.filter(event__in=ids).values_list("event_id", "topic__name")
    for event_id, name in [*aliases, *topics]:
        names[event_id] |= _terms(name)
    return names


def _people(ids: list[int]) -> Terms:
    """Names of the participants in both scripts, with the other names they go by."""
    people = defaultdict(set)
    named = Participation.objects.filter(event__in=ids).order_by()
    for event_id, name, chinese in named.values_list("event_id", "official__name", "official__chinese_name"):
        people[event_id] |= _terms(name) | _terms(chinese)
    aliases = OfficialAlias.objects.filter(official__participations__event__in=ids).order_by()
    for event_id, name in aliases.values_list("official__participations__event_id", "name"):
        people[event_id] |= _terms(name)
    return people
