"""Made-up articles about made-up or curated events: plausible words, dates, names, quotations, each where it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from . import vocabulary as words
from .world import Happening, Person


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the text, and what it is: a day, a person's row, an event's row."""

    start: int
    end: int
    of: object


@dataclass(slots=True)
class Story:
    """A made-up article."""

    title: str
    published: date
    text: str = ""
    dates: list[Span] = field(default_factory=list)
    people: list[Span] = field(default_factory=list)
    quotations: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    """The sentence that tells of an event."""


class Pen:
    """Writes a text piece by piece and knows where it is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at = 0

    def put(self, piece: str) -> tuple[int, int]:
        """Where the piece begins and ends."""
        start = self.at
        self.pieces.append(piece)
        self.at += len(piece)
        return start, self.at


def write_story(chance: Random, about: Sequence[Happening], published: date, length: int) -> Story:
    """An article of about ``length`` words on the first of the events; up to three others are its background."""
    main = about[0]
    story = Story(headline(chance, main), published)
    pen = Pen()
    pen.put(f"{story.title}\n\n{published:%B} {published.day}, {published.year}\n\n")
    _tell(pen, story, main, is_background=False)
    _quote(chance, pen, story, main)
    for number, other in enumerate(about[1:4]):
        pen.put("\n\n" if number == 0 else " ")
        _tell(pen, story, other, is_background=True)
    written = len("".join(pen.pieces).split())
    while written < length:
        pen.put("\n\n" if chance.random() < 0.3 else " ")
        sentence = filler(chance)
        pen.put(sentence)
        written += sentence.count(" ") + 1
    story.text = "".join(pen.pieces)
    return story


def headline(chance: Random, event: Happening) -> str:
    """ "Nervous refiners weigh waivers for cotton as talks open in Geneva"."""
    where = f" in {event.city}" if event.city else ""
    return (
        f"{_one(chance, words.KINDS).capitalize()} {_one(chance, words.ACTORS)} watch {_one(chance, words.THINGS)} for "
        f"{_one(chance, words.GOODS)} as sides talk{where}"
    )


def _tell(pen: Pen, story: Story, event: Happening, *, is_background: bool) -> None:
    """One sentence on the event: who, where, when."""
    start = pen.at
    pair = _pair(event.people)
    for number, person in enumerate(pair):
        pen.put(" and " if number else "")
        story.people.append(Span(*pen.put(person.name), person))
    had = " had" if is_background else ""
    pen.put(
        f"{had} met" if pair else f"The two sides{had} met" if event.city else f"The two sides{had} spoke"
    )
    pen.put(f" in {event.city}" if event.city else " by telephone" if pair else "")
    if event.earliest and event.latest:
        pen.put(" in " if event.granularity == "month" else " on ")
        story.dates.append(Span(*pen.put(in_print(event.earliest, event.latest, event.granularity)), event))
    pen.put(
        f", {'in what was called' if is_background else 'for what was billed as'} the {event.kind.replace('-', ' ')}."
    )
    story.sentences.append(Span(start, pen.at, event))


def _pair(people: Iterable[Person]) -> list[Person]:
    """One of each side, where there are such."""
    firsts: dict[str, Person] = {}
    for person in people:
        firsts.setdefault(person.side, person)
    return list(firsts.values())


def _quote(chance: Random, pen: Pen, story: Story, event: Happening) -> None:
    if not event.people:
        return
    speaker = _one(chance, event.people)
    pen.put(" “")
    said = (
        f"We {_one(chance, words.DID)} {_one(chance, words.THINGS)} for {_one(chance, words.GOODS)}, and "
        f"{_one(chance, words.KINDS)} {_one(chance, words.ACTORS)} will see it"
    )
    story.quotations.append(Span(*pen.put(said), speaker))
    pen.put(",” said ")
    story.people.append(Span(*pen.put(speaker.name), speaker))
    pen.put(".")


def in_print(first: date, last: date, granularity: str) -> str:
    """``May 17, 2018``, ``May 17 and 18, 2018``, ``May 30 to June 1, 2018``, ``May 2018``."""
    if granularity == "month":
        return f"{first:%B %Y}"
    if first == last:
        return f"{first:%B} {first.day}, {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return (
            f"{first:%B} {first.day} {'and' if last.day - first.day == 1 else 'to'} {last.day}, {last.year}"
        )
    return f"{first:%B} {first.day} to {last:%B} {last.day}, {last.year}"


def filler(chance: Random) -> str:
    """A sentence that tells of nothing. A word in three is drawn, so that no two articles share a long run of words."""
    return _one(chance, _PATTERNS)(chance)


def _one(chance: Random, choices: Sequence):
    # half the cost of chance.choice, and a big run asks tens of millions of times
    return choices[int(chance.random() * len(choices))]


def _kind(chance: Random) -> str:
    return f"{_one(chance, words.KINDS)} {_one(chance, words.ACTORS)}"


_PATTERNS = (
    lambda c: f"{_kind(c).capitalize()} in {_one(c, words.WHERE)} {_one(c, words.DID)} {_one(c, words.THINGS)} for {_one(c, words.GOODS)}, while {_kind(c)} {_one(c, words.DID)} {_one(c, words.THINGS)}.",
    lambda c: f"For {_one(c, words.ACTORS)} of {_one(c, words.WHERE)}, {_one(c, words.THINGS)} mattered more than {_one(c, words.GOODS)}, and {_kind(c)} {_one(c, words.DID)} both.",
    lambda c: f"{_one(c, words.GOODS).capitalize()} and {_one(c, words.GOODS)} from {_one(c, words.WHERE)} met {_one(c, words.THINGS)} that {_kind(c)} {_one(c, words.DID)}.",
    lambda c: f"Among {_kind(c)}, {_one(c, words.THINGS)} were {_one(c, words.DID)} and {_one(c, words.DID)}; {_one(c, words.ACTORS)} near {_one(c, words.WHERE)} {_one(c, words.DID)} {_one(c, words.GOODS)}.",
    lambda c: f"{_one(c, words.THINGS).capitalize()} on {_one(c, words.GOODS)} reached {_one(c, words.WHERE)}, where {_kind(c)} {_one(c, words.DID)} {_one(c, words.THINGS)} and {_one(c, words.GOODS)}.",
    lambda c: f"Neither {_one(c, words.ACTORS)} nor {_kind(c)} {_one(c, words.DID)} the {_one(c, words.THINGS)}, though {_one(c, words.WHERE)} {_one(c, words.DID)} {_one(c, words.GOODS)}.",
)  # fmt: skip
