"""Writes a made-up world's rows: publishers, topics, series, officials, events, and what each side says of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from django.utils.text import slugify

from articles.models import (
    Account,
    Dispute,
    Event,
    EventAlias,
    Official,
    OfficialAlias,
    Participation,
    Post,
    Publisher,
    RoundLabel,
    Series,
    Topic,
)

from . import vocabulary as words
from .rows import Values, insert_rows, next_pk
from .world import Happening, Person, World

SAID = ("called the exchange candid", "spoke of progress", "warned against new lists", "asked for patience",
        "promised purchases", "named no date", "denied that a sum was offered", "expects another meeting")  # fmt: skip


def write_world(chance: Random, world: World, now: object) -> list[type]:
    """Insert everything but the articles. Returns the models whose rows got numbers of ours."""
    publishers = {name: pk for pk, name in Publisher.objects.values_list("pk", "name")}
    new = [name for name in world.publishers if name not in publishers]
    first = next_pk(Publisher)
    insert_rows(
        Publisher,
        ["id", "name", "domain", "side"],
        ((first + number, name, f"{slugify(name)}.example", "") for number, name in enumerate(new)),
    )
    _write_officials(world.people, now)
    _write_events(chance, world.happenings, now)
    _write_statements(chance, [one for one in world.happenings if one.kind != "measure"])
    return [
        *(Publisher, Official, OfficialAlias, Post, Event, Event.topics.through, EventAlias, RoundLabel),
        *(Participation, Dispute, Account),
    ]


def _write_officials(people: list[Person], now: object) -> None:
    columns = ["id", "slug", "name", "family_name", "given_name", "name_order", "chinese_name",
               "is_chinese_name_verified", "side", "created_at", "updated_at"]  # fmt: skip
    insert_rows(Official, columns, (
        (one.pk, one.slug, one.name, one.family, one.given, "given-first" if one.side == "us" else "family-first",
         one.chinese, True, one.side, now, now)
        for one in people
    ))  # fmt: skip
    first = next_pk(OfficialAlias)
    insert_rows(
        OfficialAlias,
        ["id", "official_id", "name", "is_misspelling"],
        (
            (first + number, one.pk, f"{one.given[0]}. {one.family}", False)
            for number, one in enumerate(people)
        ),
    )
    columns = ["id", "official_id", "title", "short_titles", "organization", "start", "start_granularity",
               "is_start_verified", "end", "end_granularity", "is_end_verified", "source_url"]  # fmt: skip
    posts = [(one.pk, post) for one in people for post in one.posts]
    insert_rows(Post, columns, (
        (pk, official, title, f'["{short}"]', organization, start, "day", True, end, "day", end is not None, "")
        for pk, (official, (title, short, organization, start, end)) in enumerate(posts, next_pk(Post))
    ))  # fmt: skip


def _write_events(chance: Random, events: list[Happening], now: object) -> None:
    series = _vocabulary(Series, words.SERIES)
    columns = ["id", "slug", "title", "kind", "status", "earliest", "latest", "granularity", "is_about", "city",
               "country", "order", "series_id", "summary", "outcome", "confidence", "state", "proposal_reason",
               "is_published", "created_at", "updated_at"]  # fmt: skip
    insert_rows(Event, columns, (
        (one.pk, one.slug, one.title, one.kind, one.status, one.earliest, one.latest, one.granularity,
         one.granularity == "month", one.city, one.country, one.order,
         None if one.series is None else series[one.series], one.summary, one.outcome, one.confidence, one.state,
         "Several articles name the day and the place." if one.state == "proposed" else "", one.state == "accepted",
         now, now)
        for one in events
    ))  # fmt: skip
    topics = _vocabulary(Topic, words.TOPICS)
    through = Event.topics.through
    about = ((one.pk, topics[topic]) for one in events for topic in one.topics)
    insert_rows(through, ["id", "event_id", "topic_id"], _numbered(through, about))
    named = ((one.pk, f"the {one.city} file of {one.earliest:%B %Y}") for one in events
             if one.earliest and one.city and chance.random() < 0.1)  # fmt: skip
    insert_rows(EventAlias, ["id", "event_id", "name"], _numbered(EventAlias, named))
    labels = ((one.pk, f"{1 + chance.randrange(30)}th round", "Ministry of Commerce") for one in events
              if one.kind == "round" and chance.random() < 0.5)  # fmt: skip
    insert_rows(RoundLabel, ["id", "event_id", "label", "counted_by"], _numbered(RoundLabel, labels))
    present = (
        (one.pk, person.pk, "lead" if number < 2 else "delegation", chance.choice(("confirmed", "reported")))
        for one in events
        for number, person in enumerate(one.people)
    )
    columns = ["id", "event_id", "official_id", "role", "certainty"]
    insert_rows(Participation, columns, _numbered(Participation, present))


def _write_statements(chance: Random, events: list[Happening]) -> None:
    """What each side says; on one event in twelve a question to which the answers differ."""
    disputed = [one for one in events if chance.random() < 0.08]
    asked = {one.pk: pk for pk, one in enumerate(disputed, next_pk(Dispute))}
    insert_rows(Dispute, ["id", "slug", "event_id", "question", "state", "note"], (
        (asked[one.pk], f"{one.slug}-question", one.pk, f"Were {chance.choice(words.THINGS)} agreed?",
         chance.choice(("open", "settled", "walked-back")), "")
        for one in disputed
    ))  # fmt: skip
    columns = ["id", "event_id", "side", "text", "is_quotation", "said_on", "speaker_id", "speaker_name", "dispute_id",
               "modality", "order"]  # fmt: skip
    insert_rows(Account, columns, _numbered(Account, _accounts(chance, events, asked)))


def _accounts(chance: Random, events: list[Happening], asked: dict[int, int]) -> Iterator[Values]:
    for one in events:
        for side, organ in (
            ("us", "The Treasury"),
            ("china", "The Ministry of Commerce"),
            ("joint", "The two sides"),
        ):
            if chance.random() < (0.15 if side == "joint" else 0.6):
                speaker = next((person.pk for person in one.people if person.side == side), None)
                text = f"{organ} {chance.choice(SAID)} on {chance.choice(words.THINGS)} for {chance.choice(words.GOODS)}."
                yield (one.pk, side, text, False, one.latest, speaker, "" if speaker else organ, None, "", 0)
        if one.pk in asked:
            for side, modality in (("us", "asserts"), ("china", "denies")):
                text = f"It {'was' if side == 'us' else 'was not'} so, said a statement on {chance.choice(words.THINGS)}."
                yield (one.pk, side, text, False, one.latest, None, "A spokesman", asked[one.pk], modality, 1)


def _vocabulary(model: type, names: tuple[str, ...]) -> list[int]:
    """The rows of topics or series by these names, made where they are missing."""
    return [
        model.objects.get_or_create(slug=slugify(name)[:60], defaults={"name": name})[0].pk for name in names
    ]


def _numbered(model: type, rows: Iterator[Values]) -> Iterator[Values]:
    return ((pk, *row) for pk, row in enumerate(rows, next_pk(model)))
