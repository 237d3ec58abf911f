"""Who a name in a text is: full names first, then surnames through them, titles and the posts of the day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from ..annotations import Side
from .candidates import (
    Candidate,
    has_suffix,
    is_chinese_name,
    is_first_name,
    is_headline,
    is_label,
    looks_like_a_person,
)
from .credits import is_credited
from .gazetteer import Gazetteer, NameHit, are_nicknames
from .lexicon import (
    AMBIGUOUS_SURNAMES,
    COMMON_SURNAMES,
    FEMALE_HONORIFICS,
    FEMALE_NAMES,
    FIRST_NAMES,
    MALE_NAMES,
    NOT_NAMES,
)
from .spelling import is_near
from .titles import TITLE_WORDS, Title, title_after, title_before
from .words import Words

_PLURALS = frozenset(
    {
        "senators",
        "sens",
        "reps",
        "ministers",
        "secretaries",
        "presidents",
        "premiers",
        "negotiators",
        "officials",
        "leaders",
        "ambassadors",
    }
)
_NUMBERED = frozenset({"chapter", "part", "section", "title", "volume", "article", "annex", "schedule"})
_BEFORE_DATES = frozenset(
    {
        "in",
        "on",
        "since",
        "until",
        "by",
        "last",
        "early",
        "late",
        "mid",
        "of",
        "from",
        "to",
        "this",
        "next",
        "and",
        "before",
        "after",
        "through",
        "during",
    }
)


@dataclass
class Person:
    """Somebody named in full in this text."""

    name: str
    surnames: frozenset[str]
    slug: str | None = None
    side: Side | None = None
    titles: list[Title] = field(default_factory=list)
    first_word: int = 0
    is_credit: bool = False

    @property
    def is_public(self) -> bool:
        """True if a public title was printed with the name."""
        return any(title.names_a_post for title in self.titles)

    @property
    def is_private(self) -> bool:
        """True if only a private calling was printed: "an economist at …"."""
        return not self.is_public and any(
            not title.is_public and title.honorific is None for title in self.titles
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A name at words ``first``–``last`` and the person it is; ``why`` in the words of a reader."""

    first: int
    last: int
    person: Person
    title: Title | None
    why: str


class Resolver:
    """Works one text through; ``add_full``, ``add_unknown`` and ``settle`` have to come before ``resolve_surname``."""

    def __init__(self, words: Words, gazetteer: Gazetteer, day: date | None) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.day = day
        self.named: list[Named] = []
        self._bearers: dict[str, list[Person]] = defaultdict(list)
        self._people: dict[str, Person] = {}

    # full names

    def add_full(self, hit: NameHit) -> None:
        """Take in a full name of the gazetteer: "Wilbur Ross"."""
        title = self._title_of(hit.first, hit.last)
        credited = is_credited(self.words, hit.first, hit.last)
        slug = self._choose(hit.slugs, title)
        if slug is None or has_suffix(self.words, hit.last) or self._is_contradicted(slug, title):
            self._add_stranger(hit.first, hit.last, title, credited)
            return
        official = self.gazetteer.officials[slug]
        person = self._people.get(f"{slug}{'/credit' if credited else ''}")
        if person is None:
            person = Person(
                official.name,
                self.gazetteer.surnames_of[slug],
                None if credited else slug,
                official.side,
                [],
                hit.first,
                credited,
            )
            self._people[f"{slug}{'/credit' if credited else ''}"] = person
            self._bear(person)
        self._name(hit.first, hit.last, person, title, self._reason(hit, slug))

    def _reason(self, hit: NameHit, slug: str) -> str:
        official = self.gazetteer.officials[slug]
        printed = f"'{self.words.slice(hit.first, hit.last)}'"
        posts = official.posts_on(self.day) if self.day else ()
        if self.day is None or not posts:
            return f"{printed} is {official.name}" + (
                "" if self.day is None else f", who held no post known to us on {_say(self.day)}"
            )
        return f"{printed} is {official.name}, {posts[0].title} on {_say(self.day)}"

    def add_unknown(self, candidate: Candidate) -> bool:
        """Take in several capital words that may be a name: "Eswar Prasad", "Robert Lightizer"; False if they are none."""
        first, last = candidate.first, candidate.last
        title = self._title_of(first, last)
        slug = self._misspelt(first, last, title)
        if slug is not None and not has_suffix(self.words, last):
            self.add_full(NameHit(first, last, (slug,)))
            self._bear_as_printed(slug, self.words.lower[last])
            return True
        credited = is_credited(self.words, first, last)
        if not (credited or self._has_evidence(first, last, title)):
            return False
        self._add_stranger(first, last, title, credited)
        return True

    def surname_in(self, candidate: Candidate) -> Candidate | None:
        """The surname in several capital words that are no name together: "Lutnick Confer" in a headline."""
        words = self.words
        first, last = candidate.first, candidate.last
        if self._is_known_surname(first) and is_headline(words, first):
            return Candidate(first, first, True)
        if (
            self._is_known_surname(last)
            and words.starts_sentence(first)
            and last == first + 1
            and words.lower[first] not in FIRST_NAMES
        ):
            return Candidate(last, last, True)
        return None

    def _is_known_surname(self, index: int) -> bool:
        surname = self.words.lower[index]
        if self._bearers.get(surname):
            return True
        return surname not in COMMON_SURNAMES and any(
            self.gazetteer.in_office(slug, self.day) for slug in self.gazetteer.by_surname.get(surname, ())
        )

    def _has_evidence(self, first: int, last: int, title: Title | None) -> bool:
        words = self.words
        if looks_like_a_person(words, first, last):
            return True
        return (
            title is not None
            and last > first
            and (title.last < first or not title.is_public or title.names_a_post)
        )

    def _add_stranger(self, first: int, last: int, title: Title | None, credited: bool) -> None:
        name = self.words.slice(first, last)
        key = "?" + " ".join(self.words.lower[first : last + 1])
        person = self._people.get(key) or self._same_stranger(first, last)
        if person is None:
            person = Person(name, self._surnames_at(first, last), None, None, [], first, credited)
            self._people[key] = person
            self._bear(person)
        self._name(first, last, person, title, f"'{name}' is named in full; no official known to us")

    def _same_stranger(self, first: int, last: int) -> Person | None:
        """The stranger named before in another way: "Jim Mattis", "James N. Mattis"."""
        given = self.words.lower[first]
        for person in self._bearers.get(self.words.lower[last], ()):
            known = person.name.split()[0].lower()
            if (
                person.slug is None
                and not person.is_credit
                and (known == given or are_nicknames(known, given))
            ):
                return person
        return None

    def _surnames_at(self, first: int, last: int) -> frozenset[str]:
        lower = self.words.lower
        if is_chinese_name(self.words, first, last):
            return frozenset({lower[first]})
        start = next(
            (index for index in range(first + 1, last + 1) if not self.words.is_capital(index)), last
        )
        return frozenset({lower[last], lower[start]})

    def _bear(self, person: Person) -> None:
        for surname in person.surnames:
            self._bearers[surname].append(person)

    def _bear_as_printed(self, slug: str, surname: str) -> None:
        """A misspelt surname comes again without the first name."""
        person = self._people.get(slug)
        if (
            person is not None
            and self.gazetteer.officials[slug].side is Side.US
            and person not in self._bearers[surname]
        ):
            self._bearers[surname].append(person)

    def _name(self, first: int, last: int, person: Person, title: Title | None, why: str) -> None:
        if title is not None:
            person.titles.append(title)
        self.named.append(Named(first, last, person, title, why))

    def _title_of(self, first: int, last: int) -> Title | None:
        before = title_before(self.words, first, after_comma=last > first)
        if before is not None and (before.ranks or not before.honorific):
            return before
        return title_after(self.words, last) or before or self._shared_title(first)

    def _shared_title(self, first: int) -> Title | None:
        """The title of the name before in "Senators Daines and Perdue"."""
        words = self.words
        if first < 2 or words.lower[first - 1] != "and" or not self.named:
            return None
        before = self.named[-1]
        if before.last != first - 2 or before.title is None or before.title.last >= before.first:
            return None
        return before.title if words.lower[before.title.last] in _PLURALS else None

    def _choose(self, slugs: tuple[str, ...], title: Title | None) -> str | None:
        """The one of several officials of the same name whose post fits the title or the day."""
        if len(slugs) == 1:
            return slugs[0]
        fitting = [
            slug for slug in slugs if title is not None and self.gazetteer.fitting_post(slug, title, self.day)
        ]
        fitting = fitting or [slug for slug in slugs if self.gazetteer.in_office(slug, self.day)]
        return fitting[0] if len(fitting) == 1 else None

    def _is_contradicted(self, slug: str, title: Title | None) -> bool:
        """True if the title printed is another side's: "Korean Trade Minister Wang Yang"."""
        return (
            title is not None
            and title.side is not None
            and title.names_a_post
            and title.side != self.gazetteer.officials[slug].side
            and (not title.is_vague and not self.gazetteer.fitting_post(slug, _without_side(title), None))
        )

    def _misspelt(self, first: int, last: int, title: Title | None) -> str | None:
        """The official whose name this is with a slip or two, if title and side do not speak against it."""
        if last == first:
            return None
        lower = self.words.lower
        names = [word for word in lower[first : last + 1] if len(word) > 1]
        if len(names) < 2:
            return None
        near = {
            slug
            for pair in ((names[0], "".join(names[1:])), (names[0], names[-1]))
            for slug in self.gazetteer.near_names(*pair)
        }
        fitting = {slug for slug in near if self._may_be(slug, title)}
        return fitting.pop() if len(fitting) == 1 else None

    def _may_be(self, slug: str, title: Title | None) -> bool:
        if title is None or not title.ranks:
            # a private person's name may lie one letter from an official's: without a title only in office
            return title is None and self.gazetteer.in_office(slug, self.day) and self.day is not None
        return title.is_public and self.gazetteer.fitting_post(slug, title, None) is not None

    # between full names and surnames

    def settle_namesakes(self) -> None:
        """Before the surnames: who is printed as an analyst or a farmer is not the official of that name."""
        for person in self._people.values():
            if person.slug is not None and person.is_private:
                person.slug = None

    def settle_posts(self) -> None:
        """After the surnames: who held no post on the day, and is given none in the text, is no official."""
        for person in self._people.values():
            if person.slug is not None and not self._holds_post(person):
                person.slug = None
            if person.slug is None and not person.is_credit:
                person.side = _side_of(person) if person.is_public else None

    def _holds_post(self, person: Person) -> bool:
        """True if the person holds a post on the day, or the text gives a public title without "former"."""
        assert person.slug is not None  # noqa: S101 - callers check; for the type checker
        if self.day is not None and self.gazetteer.in_office(person.slug, self.day):
            return True
        held = [title for title in person.titles if title.names_a_post]
        if self.day is None:
            return not held or any(not title.is_former for title in held)
        return any(not title.is_former for title in held)

    # surnames

    def resolve_surname(self, candidate: Candidate) -> None:
        """Take in one capital word that may be a surname: "Ross", "Mr Zhong", "Vice Premier Wang"."""
        index = candidate.last
        title = title_before(self.words, candidate.first)
        surname = self.words.lower[index]
        if index > 0 and self.words.tokens[index].isupper() and self.words.lower[index - 1] in _NUMBERED:
            return
        if surname == "he" and not self._is_surname_he(index, title):
            return
        if surname in AMBIGUOUS_SURNAMES and title is None and self._is_plain_word(index):
            return
        bearers = self._bearers.get(surname, [])
        person, why = self._bearer(bearers, title, index)
        if person is None and (title is not None or not bearers or self._head_of_state(surname)):
            person, why = self._post_holder(surname, title, index)
        if person is None and not bearers:
            person, why = self._by_given_name(index)
        if person is not None:
            self._name(candidate.first, index, person, title, why)
        elif bearers or self._is_clearly_a_person(index, title):
            self._open(candidate, surname, title, bool(bearers))

    def _is_clearly_a_person(self, index: int, title: Title | None) -> bool:
        """True for an unknown word after "Mr" or a public title, before "administration", and for a label in a transcript."""
        words = self.words
        if is_label(words, index) or (
            index + 1 < len(words)
            and words.lower[index + 1] == "administration"
            and words.lower[index - 1] == "the"
        ):
            return True
        if title is None or not (title.names_a_post or title.honorific):
            return False
        following = index + 1
        return (
            following >= len(self.words)
            or not self.words.is_joined(index)
            or self.words.lower[following] not in TITLE_WORDS
        )

    def _is_plain_word(self, index: int) -> bool:
        """True for "in May", "May 17", "May talks begin": the word is not used as a name."""
        words = self.words
        if words.starts_sentence(index) or words.is_possessive(index):
            return not words.is_possessive(index)
        before, after = words.lower[index - 1], words.tokens[index + 1] if index + 1 < len(words) else ""
        return before in _BEFORE_DATES or after[:1].isdigit()

    def _by_given_name(self, index: int) -> tuple[Person | None, str]:
        """ "Vice Premier, his Lifeng": machine translation reads the surname He as a pronoun."""
        words = self.words
        start = index - 1 if index > 0 and words.lower[index - 1] in {"he", "his", "him"} else index
        slugs = (
            self.gazetteer.near_given(words.lower[index], self.day) if len(words.tokens[index]) > 4 else ()
        )
        title = title_before(words, start, after_comma=True) if len(slugs) == 1 else None
        if title is None or not self.gazetteer.fitting_post(slugs[0], title, self.day):
            return None, ""
        official = self.gazetteer.officials[slugs[0]]
        return self._official(
            slugs[0]
        ), f"'{words.tokens[index]}' is the given name of {official.name}, who held that post"

    def _is_surname_he(self, index: int, title: Title | None) -> bool:
        """ "Vice Premier He", "Bessent and He"; never "He said"."""
        if title is not None and (title.names_a_post or title.honorific):
            return True
        if not self._bearers.get("he") or self.words.starts_sentence(index) or index == 0:
            return False
        return (
            self.words.is_joined(index - 1)
            and self.words.tokens[index] == "He"
            and self.words.gap(index - 1) == " "
        )

    def _bearer(self, bearers: list[Person], title: Title | None, index: int) -> tuple[Person | None, str]:
        """The person named in full in this text who bears the surname, if it is clear which."""
        fitting = [person for person in bearers if not person.is_credit and self._suits(person, title)]
        if (
            title is None
            and any(person.slug is None for person in fitting)
            and self._head_of_state(self.words.lower[index])
        ):
            return None, ""
        if len(fitting) > 1:
            known = self._holding(fitting, title, self.day) or self._holding(fitting, title, None)
            earlier = [person for person in fitting if person.first_word < index]
            fitting = known if len(known) == 1 else earlier if len(earlier) == 1 else fitting
        if len(fitting) != 1:
            return None, ""
        return fitting[
            0
        ], f"'{self.words.tokens[index]}' is the surname of {fitting[0].name}, named in full in this text"

    def _holding(self, people: list[Person], title: Title | None, day: date | None) -> list[Person]:
        """Those of ``people`` who hold the post that ``title`` names."""
        if title is None or not title.names_a_post:
            return []
        return [
            person
            for person in people
            if person.slug is not None and self.gazetteer.fitting_post(person.slug, title, day)
        ]

    def _suits(self, person: Person, title: Title | None) -> bool:
        """False if a title or an honorific shows that somebody else of the surname is meant."""
        if title is None:
            return True
        if (
            title.honorific in FEMALE_HONORIFICS
            and person.name.split()[0].lower() in MALE_NAMES - FEMALE_NAMES
        ):
            return False
        if not title.names_a_post:
            return True
        if (
            title.side is not None
            and person.side is not None
            and title.side != person.side
            and not title.is_vague
        ):
            return False
        if person.slug is None or title.is_vague:
            return True
        if self.gazetteer.fitting_post(person.slug, title, None) is not None:
            return True
        # "Chairman Xi" or "Senator Perdue": a title we do not have is no proof against the only bearer
        surname = self.words.lower[title.last + 1] if title.last + 1 < len(self.words) else ""
        return not any(
            self.gazetteer.fitting_post(slug, title, self.day)
            for slug in self.gazetteer.by_surname.get(surname, ())
            if slug != person.slug
        )

    def _post_holder(self, surname: str, title: Title | None, index: int) -> tuple[Person | None, str]:
        """The official of that surname whom the title, the honorific or his standing shows, on the day."""
        token = self.words.tokens[index]
        slugs = [
            slug
            for slug in self.gazetteer.by_surname.get(surname, ())
            if self.gazetteer.in_office(slug, self.day)
        ]
        if title is not None and title.honorific in FEMALE_HONORIFICS:
            slugs = [
                slug
                for slug in slugs
                if self.gazetteer.officials[slug].given_name.lower() not in MALE_NAMES - FEMALE_NAMES
            ]
        if title is not None and title.names_a_post and not title.is_former:
            return self._by_post(surname, slugs, title, index)
        if title is not None and not title.is_public and not title.honorific:
            return None, ""
        if token.isupper() and len(token) < 4:
            return None, ""
        head = self._head_of_state(surname)
        if head in slugs and head is not None and self._stands_alone(index):
            return self._official(head), f"'{token}' without a first name: the president on that day"
        if len(slugs) == 1 and surname not in COMMON_SURNAMES and self._stands_alone(index):
            return (
                self._official(slugs[0]),
                f"'{token}': only {self.gazetteer.officials[slugs[0]].name} among the officials bears that surname",
            )
        return None, ""

    def _head_of_state(self, surname: str) -> str | None:
        """The president of that surname on the day: in the press the bare "Trump" is he, whoever else is named."""
        heads = [
            slug
            for slug in self.gazetteer.by_surname.get(surname, ())
            if self.gazetteer.is_head_of_state(slug, self.day)
        ]
        return heads[0] if len(heads) == 1 else None

    def _by_post(self, surname: str, slugs: list[str], title: Title, index: int) -> tuple[Person | None, str]:
        words = self.words
        fitting = [slug for slug in slugs if self.gazetteer.fitting_post(slug, title, self.day)]
        if not fitting:
            holders = self.gazetteer.holders(title, self.day)
            fitting = [slug for slug in holders if self._is_slip(slug, surname)]
        if len(fitting) != 1:
            return None, ""
        name = self.gazetteer.officials[fitting[0]].name
        when = f" on {_say(self.day)}" if self.day else ""
        return self._official(fitting[0]), f"'{words.slice(title.first, index)}': {name} held that post{when}"

    def _is_slip(self, slug: str, word: str) -> bool:
        """True if ``word`` is the family or given name of the post's holder, or one letter off."""
        official = self.gazetteer.officials[slug]
        return any(
            len(name) >= 5 and is_near(name.lower(), word, 1)
            for name in (official.family_name, official.given_name)
        )

    def _stands_alone(self, index: int) -> bool:
        """False if a capital word next to it makes it part of another name: "Trump Jr.", "Xi Mingze"."""
        words = self.words
        if words.tokens[index].islower():
            return False
        before = index - 1
        if (
            before >= 0
            and words.gap(before) == " "
            and words.is_capital(before)
            and words.lower[before] in FIRST_NAMES - NOT_NAMES
        ):
            return False
        return not has_suffix(words, index)

    def _official(self, slug: str) -> Person:
        person = self._people.get(slug)
        if person is None or person.slug is None:
            official = self.gazetteer.officials[slug]
            person = Person(official.name, self.gazetteer.surnames_of[slug], slug, official.side)
            self._people[slug] = person
            self._bear(person)
        return person

    def _open(self, candidate: Candidate, surname: str, title: Title | None, has_bearers: bool) -> None:
        """A surname that nobody known can be given: kept as a person of that name, without an official."""
        token = self.words.slice(candidate.first, candidate.last)
        if len(token) < 2 or (
            is_first_name(surname) and title is None and not is_label(self.words, candidate.first)
        ):
            return
        key = f"??{surname}"
        person = self._people.get(key)
        if person is None or has_bearers:
            sides = {person.side for person in self._bearers.get(surname, ())}
            person = Person(token, frozenset({surname}), None, sides.pop() if len(sides) == 1 else None)
            if not has_bearers:
                self._people[key] = person
        if title is not None and title.names_a_post:
            person.titles.append(title)
            person.side = _side_of(person)
        why = f"more than one '{token}' could be meant" if has_bearers else f"'{token}' is nobody known to us"
        self.named.append(Named(candidate.first, candidate.last, person, title, why))


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _without_side(title: Title) -> Title:
    return Title(
        title.first,
        title.last,
        title.ranks,
        title.departments,
        None,
        title.is_public,
        title.is_former,
        title.honorific,
    )


def _side_of(person: Person) -> Side | None:
    for title in person.titles:
        if title.names_a_post and title.side is not None:
            return title.side
    return None
