"""What an event's row keeps of its neighbours, so that lists need no counting: two numbers and its search words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from .account import Account, Dispute
from .citation import Citation
from .event import Event, EventAlias, Participation
from .official import OfficialAlias

# SQLite takes many more variables in one statement, but a batch also bounds the memory that titles take.
BATCH = 400

SENTENCES_KEPT = 4_000
"""Characters of evidence an event is found by. Ten thousand events of this size are searched in a quarter of a second."""

KEPT = ["article_count", "story_count", "search_text"]

Words = dict[int, list[str]]


def refresh_events(event_ids: Iterable[int] | None = None) -> None:
    """Bring ``article_count``, ``story_count`` and ``search_text`` of the events up to date; without ids, of all events.

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
    articles, stories, words = _sources(ids)
    for finder in (_names, _people, _statements):
        for event_id, found in finder(ids).items():
            words[event_id].extend(found)
    changed = []
    for event in events:
        now = [getattr(event, field) for field in KEPT]
        event.article_count = len(articles[event.pk])
        event.story_count = len(stories[event.pk])
        event.search_text = search_words(event, words[event.pk])
        if now != [getattr(event, field) for field in KEPT]:
            changed.append(event)
    return changed


def search_words(event: Event, others: Iterable[str]) -> str:
    """The event's own words and those of its neighbours, casefolded, each phrase once, in an order that never varies."""
    own = [event.title, event.summary, event.city, event.country, event.venue]
    phrases = dict.fromkeys(phrase.casefold() for phrase in [*own, *sorted(others)] if phrase)
    return " ".join(phrases)


def _sources(ids: list[int]) -> tuple[dict[int, set], dict[int, set], Words]:
    """Articles, stories and titles of the accepted citations; an article outside any story is a story of its own."""
    articles, stories, titles = defaultdict(set), defaultdict(set), defaultdict(list)
    rows = Citation.objects.accepted().filter(event__in=ids).order_by()
    for event_id, article_id, story_id, title in rows.values_list(
        "event_id", "article_id", "article__story_id", "article__title"
    ):
        articles[event_id].add(article_id)
        stories[event_id].add(("story", story_id) if story_id else ("article", article_id))
        titles[event_id].append(title)
    return articles, stories, titles


def _statements(ids: list[int]) -> Words:
    """What each side says, the questions on which they differ, and the sentences the accepted links rest on."""
    words = defaultdict(list)
    accounts = Account.objects.filter(event__in=ids).order_by().values_list("event_id", "text")
    questions = Dispute.objects.filter(event__in=ids).order_by().values_list("event_id", "question")
    for event_id, text in [*accounts, *questions]:
        words[event_id].append(text)
    cited = Citation.objects.accepted().filter(event__in=ids).exclude(evidence_text=None)
    length = F("evidence_end") - F("evidence_start")
    sentence = Substr("evidence_text__text", F("evidence_start") + 1, length)
    left = dict.fromkeys(ids, SENTENCES_KEPT)
    # the best links first, so that an event with thousands of sources keeps the sentences that say most
    rows = cited.order_by("-score", "pk").values_list("event_id", sentence)
    for event_id, text in rows.iterator(BATCH):
        if len(text) <= left[event_id] and text not in words[event_id]:
            left[event_id] -= len(text)
            words[event_id].append(text)
    return words


def _names(ids: list[int]) -> Words:
    """Aliases and topics."""
    names = defaultdict(list)
    aliases = EventAlias.objects.filter(event__in=ids).order_by().values_list("event_id", "name")
    topics = Event.topics.through.objects.filter(event__in=ids).values_list("event_id", "topic__name")
    for event_id, name in [*aliases, *topics]:
        names[event_id].append(name)
    return names


def _people(ids: list[int]) -> Words:
    """Names of the participants in both scripts, with the other names they go by."""
    people = defaultdict(list)
    named = Participation.objects.filter(event__in=ids).order_by()
    for event_id, name, chinese in named.values_list("event_id", "official__name", "official__chinese_name"):
        people[event_id] += [name, chinese]
    aliases = OfficialAlias.objects.filter(official__participations__event__in=ids).order_by()
    for event_id, name in aliases.values_list("official__participations__event_id", "name"):
        people[event_id].append(name)
    return people
