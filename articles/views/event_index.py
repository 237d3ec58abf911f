"""What the timeline filters by, kept in memory: for each value of each filter the set of its events, as bits of one number.

Event *n* in order of time is bit *n*. To narrow is to AND two numbers, to count is to count bits: microseconds for ten
thousand events. The index lives as long as the edition it was read from (``models.edition``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress

from django.db.models import CharField, Value
from django.utils.text import slugify

from articles.models import Account, Dispute, Event, Official, Participation, Topic
from articles.models.edition import Marks, present_edition

Bits = int
Sets = dict[str, dict[str, Bits]]
"""Filter → value → events."""


DAYS_KEPT = 16
"""Days in the past for which a process keeps what was known."""


@dataclass(frozen=True, slots=True)
class EventIndex:
    """The events that may be shown, oldest first, the undated last."""

    pks: tuple[int, ...] = ()
    numbers: dict[int, int] = field(default_factory=dict)
    """Row number → event."""
    months: tuple[str, ...] = ()
    """``2018-05``; ``2018`` where only the year is known; empty if the event is undated."""
    earliest: tuple[date | None, ...] = ()
    latest: tuple[date | None, ...] = ()
    told_on: tuple[date | None, ...] = ()
    article_planes: tuple[Bits, ...] = ()
    """Accepted sources, digit by digit; not counted as of a day in the past."""
    everything: Bits = 0
    sets: Sets = field(default_factory=dict)
    officials: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Slug → name, side and Chinese name, in order of family names."""
    topics: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """Slug → name of each country and city."""
    days: dict[date, EventIndex] = field(default_factory=dict, compare=False, repr=False)
    """What was known on days that were asked for."""

    @property
    def dated(self) -> int:
        """How many events are dated: they stand first."""
        return len(self.earliest) - self.events("month", "").bit_count()

    @property
    def size(self) -> int:
        """How many events there are."""
        return self.everything.bit_count()

    def events(self, name: str, value: str) -> Bits:
        """The events that fit one value of a filter: ``("kind", "summit")``."""
        return self.sets.get(name, {}).get(value, 0)

    def numbered(self, pks: Iterable[int]) -> Bits:
        """The events with these row numbers, as far as they are shown."""
        return bits_of(self.numbers[pk] for pk in pks if pk in self.numbers)

    def ending_from(self, day: date) -> Bits:
        """The dated events that were not over before ``day``."""
        return bits_of(number for number, last in enumerate(self.latest) if last is not None and last >= day)

    def beginning_by(self, day: date) -> Bits:
        """The dated events that began by ``day``."""
        # in order of time, the undated last
        return (1 << bisect_right(self.earliest, day, hi=self.dated)) - 1

    def known_on(self, day: date | None) -> EventIndex:
        """The index of what was known on ``day``; without a day, this one. One query, none for a day asked for before."""
        if day is None:
            return self
        if day not in self.days:
            # as long as this index is the present one, its days are
            if len(self.days) >= DAYS_KEPT:
                self.days.clear()
            self.days[day] = self._known_on(day)
        return self.days[day]

    def _known_on(self, day: date) -> EventIndex:
        told = bits_of(number for number, one in enumerate(self.told_on) if one is not None and one <= day)
        everything = self.everything & (self.beginning_by(day) | told)
        names = sets_of_accounts(day)
        said = {name: _by_value(rows, self.numbers) for name, rows in names.items()}
        sets = {**self.sets, **{name: _with_both(values) for name, values in said.items()}}
        return replace(self, everything=everything, sets=sets, article_planes=(), days={})


def bits_of(numbers: Iterable[int]) -> Bits:
    """``[0, 2]`` → ``0b101``."""
    numbers = list(numbers)
    marks = bytearray(max(numbers, default=0) // 8 + 1)
    for number in numbers:
        marks[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(marks, "little")


NONE_OR_ONE = bytes.maketrans(b"01", b"\0\1")


def numbers_of(bits: Bits) -> list[int]:
    """``0b101`` → ``[0, 2]``."""
    marks = f"{bits:b}"[::-1].encode().translate(NONE_OR_ONE)
    return list(compress(range(len(marks)), marks))


def month_of(day: date | None, granularity: str) -> str:
    """``2018-05``; ``2018`` where only the year is known; empty without a day."""
    if day is None:
        return ""
    return day.isoformat()[: 4 if granularity == "year" else 7]


_kept: dict[bool, tuple[str, EventIndex]] = {}


def present_index(*, unreviewed: bool = False, marks: Marks | None = None) -> EventIndex:
    """The index of what is shown now, with ``unreviewed`` also of what is proposed.

    One query where this process has read it before and nothing has changed since (none if ``marks`` are known), else four.
    """
    edition = present_edition(unreviewed=unreviewed, marks=marks)
    known, index = _kept.get(unreviewed, ("", EventIndex()))
    if not edition or known != edition:
        index = read_index(unreviewed=unreviewed)
        _kept[unreviewed] = (edition, index)
    return index


COLUMNS = (
    "pk", "kind", "earliest", "latest", "granularity", "city", "country", "status", "outcome", "confidence", "state",
    "told_on", "article_count",
)  # fmt: skip


def read_index(*, unreviewed: bool = False) -> EventIndex:
    """The index, read anew. Three queries, however many events."""
    rows = Event.objects.shown(unreviewed=unreviewed).chronological().values_list(*COLUMNS)
    columns = dict(zip(COLUMNS, zip(*rows.iterator(2_000), strict=True), strict=False)) or dict.fromkeys(
        COLUMNS, ()
    )
    months = tuple(map(month_of, columns["earliest"], columns["granularity"]))
    places = PlaceNames()
    at = [
        places.slugs(city, country) for city, country in zip(columns["city"], columns["country"], strict=True)
    ]
    numbers = {pk: number for number, pk in enumerate(columns["pk"])}
    names, linked = _linked(numbers)
    plain = ("kind", "status", "outcome", "confidence", "state")
    sets: Sets = {name: _valued(enumerate(columns[name])) for name in plain} | linked
    sets["month"] = _valued(enumerate(months))
    sets["year"] = _valued((number, month[:4]) for number, month in enumerate(months))
    sets["place"] = _valued((number, slug) for number, slugs in enumerate(at) for slug in slugs)
    return EventIndex(
        pks=columns["pk"], numbers=numbers, months=months, earliest=columns["earliest"], latest=columns["latest"],
        told_on=columns["told_on"], article_planes=planes_of(columns["article_count"]),
        everything=(1 << len(months)) - 1, sets=sets, places=places.names, **names,
    )  # fmt: skip


class PlaceNames:
    """Slugs of the places met, each made once, and their names."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._slugs: dict[tuple[str, str], tuple[str, ...]] = {}

    def slugs(self, city: str, country: str) -> tuple[str, ...]:
        """``"San Francisco", "United States"`` → ``("san-francisco", "united-states")``."""
        if (city, country) not in self._slugs:
            found = {slugify(name): name for name in (city, country) if slugify(name)}
            self.names |= found
            self._slugs[city, country] = tuple(found)
        return self._slugs[city, country]


def _valued(pairs: Iterable[tuple[int, str]]) -> dict[str, Bits]:
    """(event, value) pairs as value → events."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, value in pairs:
        numbers[value].append(number)
    return {value: bits_of(found) for value, found in numbers.items()}


def _by_value(rows: Iterable[tuple[int, str]], places: dict[int, int]) -> dict[str, Bits]:
    """(row number, value) pairs as value → events; events that are not shown are left out."""
    return _valued((places[pk], value) for pk, value in rows if pk in places)


def _with_both(values: dict[str, Bits]) -> dict[str, Bits]:
    """``both`` beside the sides: the events that have Washington and Beijing."""
    return {**values, "both": values.get("us", 0) & values.get("china", 0)}


def _linked(places: dict[int, int]) -> tuple[dict[str, dict], Sets]:
    """Names of officials and topics, and the sets of what is linked to events. Two queries."""
    officials, topics = _names()
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for kind, event, other, side in _links():
        rows[kind].append((event, side or other))
    present = [(event, int(other)) for event, other in rows["official"]]
    slugs = {pk: slug for pk, slug, *_ in officials}
    sides = {pk: side for pk, _, _, side, _ in officials}
    sets = {
        "official": _by_value(((event, slugs[pk]) for event, pk in present if pk in slugs), places),
        "present": _with_both(
            _by_value(((event, sides[pk]) for event, pk in present if pk in sides), places)
        ),
        "side": _with_both(_by_value(rows["side"], places)),
        "disputed": _by_value(((event, "1") for event, _ in rows["disputed"]), places),
    }
    about = {str(pk): slug for pk, slug, _ in topics}
    sets["topic"] = _by_value(((event, about[other]) for event, other in rows["topic"]), places)
    # only those somebody can be found by; what is linked to proposed events alone filters nothing
    met = {pk for _, pk in present}
    discussed = {other for _, other in rows["topic"]}
    return {
        "officials": {
            slug: (name, side, chinese) for pk, slug, name, side, chinese in officials if pk in met
        },
        "topics": {slug: name for pk, slug, name in topics if str(pk) in discussed},
    }, sets


def _names() -> tuple[list[tuple], list[tuple[int, str, str]]]:
    """Officials (pk, slug, name, side, Chinese name) by family name, and topics (pk, slug, name). One query."""
    empty = Value("", CharField())
    people = Official.objects.accepted().order_by()
    rows = people.values_list(
        Value("official"), "pk", "slug", "name", "side", "chinese_name", "family_name", "given_name"
    )
    topics = Topic.objects.order_by().values_list(
        Value("topic"), "pk", "slug", "name", empty, empty, empty, empty
    )
    found = list(rows.union(topics, all=True))
    officials = sorted(
        (row[1:] for row in found if row[0] == "official"), key=lambda row: (row[5], row[6], row[0])
    )
    return [row[:5] for row in officials], [row[1:4] for row in found if row[0] == "topic"]


def _links() -> Iterable[tuple[str, int, str, str]]:
    """Rows (kind, event, number, side) of who took part, what it was about, and what is on record. One query."""
    empty = Value("", CharField())
    parts = [
        Event.topics.through.objects.values_list(Value("topic"), "event_id", "topic_id", empty),
        Account.objects.order_by().values_list(Value("side"), "event_id", "pk", "side"),
        Dispute.objects.order_by().values_list(Value("disputed"), "event_id", "pk", empty),
    ]
    present = Participation.objects.order_by().values_list(
        Value("official"), "event_id", "official_id", empty
    )
    for kind, event, other, side in present.union(*parts, all=True).iterator(5_000):
        yield kind, event, str(other), side


def sets_of_accounts(day: date) -> dict[str, list[tuple[int, str]]]:
    """(event, value) pairs of the sides on record on ``day``, and of the questions somebody had answered. One query."""
    rows = Account.objects.known_on(day).order_by().values_list("event_id", "side", "dispute_id")
    said = list(rows)
    return {
        "side": [(event, side) for event, side, _ in said],
        "disputed": [(event, "1") for event, _, dispute in said if dispute is not None],
    }


def planes_of(counts: Iterable[int]) -> tuple[Bits, ...]:
    """The counts digit by digit: the events whose count has a 1 there. ``[2, 3]`` → ``(0b10, 0b11)``."""
    counts = list(counts)
    digits = max(counts, default=0).bit_length()
    return tuple(
        bits_of(number for number, count in enumerate(counts) if count >> digit & 1)
        for digit in range(digits)
    )


def count_articles(index: EventIndex, events: Bits) -> tuple[Counter[str], Counter[str]]:
    """Articles about the events of each month, and of each year."""
    found = []
    for name in ("month", "year"):
        counts = {
            value: _sum(index, among)
            for value, bits in index.sets.get(name, {}).items()
            if (among := bits & events)
        }
        found.append(Counter({value: count for value, count in counts.items() if value and count}))
    months, years = found
    return Counter({month: count for month, count in months.items() if len(month) == 7}), years


def _sum(index: EventIndex, events: Bits) -> int:
    """The articles about the events: each digit of their numbers is counted at once."""
    return sum((events & plane).bit_count() << digit for digit, plane in enumerate(index.article_planes))
