"""The people of one text while it is read: who bears which surname, and who was named where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from ..annotations import Side
from .gazetteer import Gazetteer
from .lexicon import VAGUE_HEADS
from .titles import Title
from .words import Words

_NEEDS_DEPARTMENT = VAGUE_HEADS | {"president", "chair", "director", "vice"}
_SINGLE_POSTS = frozenset({"secretary", "minister", "president"})


@dataclass
class Person:
    """Somebody named in this text."""

    name: str
    surnames: frozenset[str]
    slug: str | None = None
    side: Side | None = None
    first_word: int = 0
    is_credit: bool = False
    titles: list[Title] = field(default_factory=list)
    why_not: str = ""
    """Why a name of the gazetteer is not taken for the official, once that is settled."""

    @property
    def is_public(self) -> bool:
        """True if a public title was printed with the name."""
        return any(title.names_a_post for title in self.titles)

    @property
    def is_private(self) -> bool:
        """True if only a private calling was printed: "an economist at …"."""
        return not self.is_public and any(
            not title.is_public and title.honorific is None and not title.is_former for title in self.titles
        )

    @property
    def stated_side(self) -> Side | None:
        """The side that the printed titles say, if they say one."""
        return next(
            (title.side for title in self.titles if title.names_a_post and title.side is not None), None
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A name at words ``first``–``last`` and the person it is; ``why`` in the words of a reader."""

    first: int
    last: int
    person: Person
    title: Title | None
    why: str


class Cast:
    """Everybody found so far in ``words``, read with ``gazetteer`` as of ``day``."""

    def __init__(self, words: Words, gazetteer: Gazetteer, day: date | None) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.day = day
        self.named: list[Named] = []
        self.people: dict[str, Person] = {}
        self.bearers: dict[str, list[Person]] = defaultdict(list)

    def enter(self, key: str, person: Person) -> Person:
        """Take in a person under ``key`` as a bearer of the surnames."""
        self.people[key] = person
        for surname in person.surnames:
            self.bearers[surname].append(person)
        return person

    def name(self, first: int, last: int, person: Person, title: Title | None, why: str) -> None:
        """Note that words ``first``–``last`` name ``person``."""
        if title is not None:
            person.titles.append(title)
        self.named.append(Named(first, last, person, title, why))

    def official(self, slug: str, first_word: int) -> Person:
        """The official ``slug`` as a person of this text, entered if new."""
        person = self.people.get(slug)
        if person is None or person.slug is None:
            official = self.gazetteer.officials[slug]
            person = self.enter(
                slug, Person(official.name, self.gazetteer.surnames_of[slug], slug, official.side, first_word)
            )
        return person

    def head_of_state(self, surname: str) -> str | None:
        """The president of that surname on the day: in the press the bare "Trump" is he, whoever else is named."""
        heads = [
            slug
            for slug in self.gazetteer.by_surname.get(surname, ())
            if self.gazetteer.is_head_of_state(slug, self.day)
        ]
        return heads[0] if len(heads) == 1 else None

    def in_office(self, surname: str) -> list[str]:
        """The officials of that surname who hold a post on the day."""
        return [
            slug
            for slug in self.gazetteer.by_surname.get(surname, ())
            if self.gazetteer.in_office(slug, self.day)
        ]

    def settle_namesakes(self) -> None:
        """Before the surnames: who is printed as an analyst or a farmer is not the official of that name."""
        for person in self.people.values():
            if person.slug is not None and person.is_private:
                person.slug = None
                person.why_not = (
                    f"a namesake of the official {person.name}: no public post is printed with the name"
                )

    def settle_posts(self) -> None:
        """After the surnames: who held no post on the day, and is given none in the text, is no official."""
        for person in self.people.values():
            if person.slug is not None and not self._holds_post(person, person.slug):
                person.slug = None
                person.why_not = f"{person.name} held no post known to us{self.say_day()}"
            elif person.slug is None and not person.is_credit:
                person.side = person.stated_side

    def _holds_post(self, person: Person, slug: str) -> bool:
        """True if the person holds a post on the day, or the text gives a public title without "former"."""
        if self.day is not None and self.gazetteer.in_office(slug, self.day):
            return True
        held = [title for title in person.titles if title.names_a_post]
        if self.day is None and not held:
            return True
        return any(not title.is_former for title in held)

    def is_proposed(self, person: Person) -> bool:
        """True for somebody unknown with a public post of either side, unless a known official holds that very post."""
        held = [title for title in person.titles if title.names_a_post]
        if (
            not held
            or person.is_credit
            or person.side not in (Side.US, Side.CHINA)
            or any(title.is_former for title in held)
        ):
            return False
        if all(title.ranks <= _NEEDS_DEPARTMENT and not title.departments for title in held):
            return False
        return not any(
            title.ranks & _SINGLE_POSTS and self.gazetteer.holders(title, self.day) for title in held
        )

    def say_day(self) -> str:
        """ " on 28 August 2023" for a reason, or nothing if the day is unknown."""
        return f" on {self.day.day} {self.day:%B %Y}" if self.day else ""
