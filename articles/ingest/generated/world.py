"""Who and what there is: publishers, officials with their posts, events with accounts and disputes. Plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from . import vocabulary as words

FIRST, LAST = date(2017, 4, 1), date(2026, 6, 30)
KINDS = (
    ("round", 22), ("working-level", 22), ("phone-call", 20), ("dialogue", 10), ("summit", 4), ("signing", 3),
    ("announcement", 9), ("measure", 10),
)  # fmt: skip
NAMES = {
    "round": "Round of talks", "working-level": "Working-level meeting", "phone-call": "Call", "dialogue": "Dialogue",
    "summit": "Summit", "signing": "Signing", "announcement": "Announcement", "measure": "Tariff list",
}  # fmt: skip
OUTCOMES = ("", "", "agreement", "partial", "truce", "ongoing", "ongoing", "no-deal", "collapse")


@dataclass(frozen=True, slots=True)
class Person:
    """An official."""

    pk: int
    slug: str
    name: str
    family: str
    given: str
    chinese: str
    side: str
    posts: tuple[tuple[str, str, str, date, date | None], ...] = ()
    """Title, short title, organization, first and last day."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, as articles tell of it and as its row says."""

    pk: int
    slug: str
    title: str
    kind: str
    earliest: date | None
    latest: date | None
    granularity: str
    city: str
    country: str
    people: tuple[Person, ...]
    status: str = "held"
    outcome: str = ""
    summary: str = ""
    state: str = "accepted"
    confidence: str = "high"
    topics: tuple[int, ...] = ()
    series: int | None = None
    order: int = 0


@dataclass(slots=True)
class World:
    """All of it."""

    publishers: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


def make_world(chance: Random, count: int, first_person: int = 1, first_event: int = 1) -> World:
    """A world with ``count`` events; rows are numbered from ``first_person`` and ``first_event`` on."""
    people = [
        make_person(chance, first_person + number, "us" if number % 2 else "china")
        for number in range(max(8, min(120, count // 30)))
    ]
    happenings = [make_happening(chance, first_event + number, people) for number in range(count)]
    return World(list(words.PAPERS), people, happenings)


def make_person(chance: Random, pk: int, side: str) -> Person:
    """ "Grant Thornton", or "Gao Haifeng" with 高海峰; the posts follow one another."""
    chinese = ""
    if side == "us":
        given, family = chance.choice(words.US_GIVEN), chance.choice(words.US_FAMILY)
        name = f"{given} {family}"
    else:
        (family, sign), (given, signs) = chance.choice(words.CHINA_FAMILY), chance.choice(words.CHINA_GIVEN)
        name, chinese = f"{family} {given}", sign + signs
    posts = []
    start = FIRST - timedelta(days=chance.randrange(700))
    for title, short, organization in chance.sample(words.POSTS[side], chance.randrange(1, 4)):
        end = start + timedelta(days=chance.randrange(500, 1500))
        posts.append((title, short, organization, start, end if end < LAST else None))
        start = end + timedelta(days=1)
        if end >= LAST:
            break
    slug = f"{name.casefold().replace(' ', '-')}-{pk}"
    return Person(pk, slug, name, family, given, chinese, side, tuple(posts))


def make_happening(chance: Random, pk: int, people: list[Person]) -> Happening:
    """One event on some day of nine years; a few have only a month, a few no date at all."""
    kind = chance.choices([name for name, _ in KINDS], [weight for _, weight in KINDS])[0]
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    earliest, latest, granularity = _date(chance, day, kind)
    city, country = ("", "") if kind == "phone-call" else chance.choice(words.PLACES)
    goods, thing = chance.choice(words.GOODS), chance.choice(words.THINGS)
    present = (
        [] if kind == "measure" else chance.sample(people, min(len(people), chance.choice((0, 2, 3, 4, 6))))
    )
    where = f" in {city}" if city and kind not in ("measure", "announcement") else ""
    is_proposed = chance.random() < 0.08
    return Happening(
        pk=pk, slug=f"{day:%Y-%m}-{kind}-{pk}", title=f"{NAMES[kind]}{where} on {thing} for {goods}"[:200], kind=kind,
        earliest=earliest, latest=latest, granularity=granularity, city=city, country=country, people=tuple(present),
        status=chance.choices(("held", "announced", "scheduled", "postponed", "cancelled"), (90, 3, 2, 3, 2))[0],
        outcome="" if kind == "measure" else chance.choice(OUTCOMES),
        summary=_summary(chance, goods, thing), state="proposed" if is_proposed else "accepted",
        confidence=chance.choices(("high", "medium", "low"), (70, 22, 8))[0],
        topics=tuple(chance.sample(range(len(words.TOPICS)), chance.randrange(1, 4))),
        series=chance.randrange(len(words.SERIES)) if chance.random() < 0.3 else None, order=chance.randrange(3),
    )  # fmt: skip


def _date(chance: Random, day: date, kind: str) -> tuple[date | None, date | None, str]:
    kind_of_date = chance.random()
    if kind_of_date < 0.005:
        return None, None, "day"
    if kind_of_date < 0.04:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day.replace(day=1), following - timedelta(days=1), "month"
    if kind in ("round", "dialogue", "working-level") and kind_of_date < 0.4:
        return day, day + timedelta(days=chance.randrange(1, 4)), "range"
    return day, day, "day"


def _summary(chance: Random, goods: str, thing: str) -> str:
    other, more = chance.choice(words.THINGS), chance.choice(words.GOODS)
    return (
        f"The delegations went through {thing} for {goods}. {chance.choice(words.KINDS).capitalize()} "
        f"{chance.choice(words.ACTORS)} {chance.choice(words.DID)} what was said of {other}; {more} were left for later."
    )
