"""Full names: those of the gazetteer, the same with a slip in the spelling, and strangers'."""

from __future__ import annotations

from ..annotations import Side
from .candidates import Candidate, has_suffix, is_chinese_name, is_headline, looks_like_a_person
from .cast import Cast, Person
from .credits import is_credited
from .gazetteer import NameHit, are_nicknames
from .lexicon import COMMON_SURNAMES, FIRST_NAMES, word_set
from .spelling import is_near
from .titles import Title, title_after, title_before

_SINGLE_POSTS = word_set("secretary representative")
_SHARED_POSTS = word_set("vice assistant spokesperson director")
_PLURALS = word_set(
    "senators sens reps ministers secretaries presidents premiers negotiators officials leaders ambassadors"
)


def add_known(cast: Cast, hit: NameHit) -> None:
    """Take in a full name of the gazetteer: "Wilbur Ross"."""
    suffix = has_suffix(cast.words, hit.last)
    title = title_of(cast, hit.first, hit.last + suffix)
    credited = is_credited(cast.words, hit.first, hit.last, is_known=True)
    slug = _choose(cast, hit.slugs, title)
    # "Wilbur L. Ross Jr., the commerce secretary" is he, "Donald Trump Jr." is not
    is_junior = suffix and not (slug and title and cast.gazetteer.fitting_post(slug, title, None))
    if slug is None or is_junior or _is_contradicted(cast, slug, title):
        _add_stranger(cast, hit.first, hit.last, title, credited)
        return
    if credited:
        official = cast.gazetteer.officials[slug]
        key = f"{slug}/credit"
        person = cast.people.get(key) or cast.enter(
            key, Person(official.name, cast.gazetteer.surnames_of[slug], None, None, hit.first, True)
        )
        cast.name(
            hit.first, hit.last, person, None, f"'{cast.words.slice(hit.first, hit.last)}' signs the page"
        )
        return
    person = cast.people.get(slug) or cast.official(slug, hit.first)
    cast.name(hit.first, hit.last, person, title, _reason(cast, hit, slug))


def add_unknown(cast: Cast, candidate: Candidate) -> bool:
    """Take in several capital words that may be a name: "Eswar Prasad", "Robert Lightizer"; False if they are none."""
    first, last = candidate.first, candidate.last
    title = title_of(cast, first, last)
    slug = _misspelt(cast, first, last, title)
    if slug is not None and not has_suffix(cast.words, last):
        add_known(cast, NameHit(first, last, (slug,)))
        _bear_as_printed(cast, slug, cast.words.lower[last])
        return True
    credited = is_credited(cast.words, first, last)
    is_person = credited or looks_like_a_person(cast.words, first, last) or _proves_a_person(title, first)
    if is_person:
        _add_stranger(cast, first, last, title, credited)
    return is_person


def surname_in(cast: Cast, candidate: Candidate) -> Candidate | None:
    """The surname in several capital words that are no name together: "Lutnick Confer" in a headline."""
    words = cast.words
    first, last = candidate.first, candidate.last
    if _is_known_surname(cast, first) and is_headline(words, first):
        return Candidate(first, first, True)
    if (
        words.tokens[last] == "He"
        and last == first + 1
        and is_headline(words, first)
        and cast.bearers.get("he")
    ):
        # "After Seeing He in Davos": a pronoun would be "Him"
        return Candidate(last, last, True)
    begins = words.starts_sentence(first) and last == first + 1 and words.lower[first] not in FIRST_NAMES
    return Candidate(last, last, True) if begins and _is_known_surname(cast, last) else None


def title_of(cast: Cast, first: int, last: int) -> Title | None:
    """The title printed with the name: before it, after it, or shared with the name before."""
    before = title_before(cast.words, first, after_comma=True)
    if before is not None and (before.ranks or not before.honorific):
        return before
    return title_after(cast.words, last) or before or shared_title(cast, first)


def shared_title(cast: Cast, first: int) -> Title | None:
    """The title of the name before in "Senators Daines and Perdue"."""
    words, index = cast.words, first - 2
    if index < 0 or words.lower[first - 1] != "and":
        return None
    while (
        index > max(0, first - 7)
        and words.is_capital(index)
        and words.lower[index] not in _PLURALS
        and words.is_joined(index - 1)
    ):
        index -= 1
    return title_before(words, index + 1) if words.lower[index] in _PLURALS else None


def _reason(cast: Cast, hit: NameHit, slug: str) -> str:
    official = cast.gazetteer.officials[slug]
    printed = f"'{cast.words.slice(hit.first, hit.last)}'"
    posts = official.posts_on(cast.day) if cast.day else ()
    if cast.day and posts:
        return f"{printed} is {official.name}, {posts[0].title}{cast.say_day()}"
    return f"{printed} is {official.name}" + (
        f", who held no post known to us{cast.say_day()}" if cast.day else ""
    )


def _is_known_surname(cast: Cast, index: int) -> bool:
    surname = cast.words.lower[index]
    return bool(cast.bearers.get(surname)) or (
        surname not in COMMON_SURNAMES and bool(cast.in_office(surname))
    )


def _proves_a_person(title: Title | None, first: int) -> bool:
    return title is not None and (title.last < first or not title.is_public or title.names_a_post)


def _add_stranger(cast: Cast, first: int, last: int, title: Title | None, credited: bool) -> None:
    name = cast.words.slice(first, last)
    key = "?" + " ".join(cast.words.lower[first : last + 1])
    person = cast.people.get(key) or _same_stranger(cast, first, last)
    if person is None:
        person = cast.enter(key, Person(name, _surnames_at(cast, first, last), None, None, first, credited))
    cast.name(first, last, person, title, f"'{name}' is named in full; no official known to us")


def _same_stranger(cast: Cast, first: int, last: int) -> Person | None:
    """The stranger named before in another way: "Jim Mattis", "James N. Mattis"."""
    given = cast.words.lower[first]
    for person in cast.bearers.get(cast.words.lower[last], ()):
        known = person.name.split()[0].lower()
        if person.slug is None and not person.is_credit and (known == given or are_nicknames(known, given)):
            return person
    return None


def _surnames_at(cast: Cast, first: int, last: int) -> frozenset[str]:
    lower = cast.words.lower
    if is_chinese_name(cast.words, first, last):
        return frozenset({lower[first]})
    start = next((index for index in range(first + 1, last + 1) if not cast.words.is_capital(index)), last)
    return frozenset({lower[last], lower[start]})


def _bear_as_printed(cast: Cast, slug: str, surname: str) -> None:
    """A misspelt surname comes again without the first name."""
    person = cast.people.get(slug)
    if (
        person is not None
        and cast.gazetteer.officials[slug].side is Side.US
        and person not in cast.bearers[surname]
    ):
        cast.bearers[surname].append(person)


def _choose(cast: Cast, slugs: tuple[str, ...], title: Title | None) -> str | None:
    """The one of several officials of the same name whose post fits the title or the day."""
    if len(slugs) == 1:
        return slugs[0]
    fitting = [
        slug for slug in slugs if title is not None and cast.gazetteer.fitting_post(slug, title, cast.day)
    ]
    fitting = fitting or [slug for slug in slugs if cast.gazetteer.in_office(slug, cast.day)]
    return fitting[0] if len(fitting) == 1 else None


def _is_contradicted(cast: Cast, slug: str, title: Title | None) -> bool:
    """True if the title printed is another side's: "Korean Trade Minister Wang Yang"."""
    if (
        title is None
        or title.side in {None, cast.gazetteer.officials[slug].side}
        or not title.names_a_post
        or title.is_vague
    ):
        return False
    return not cast.gazetteer.fitting_post(slug, title.of_any_side(), None)


def _misspelt(cast: Cast, first: int, last: int, title: Title | None) -> str | None:
    """The official whose name this is with a slip or two, if title and side do not speak against it."""
    names = [word for word in cast.words.lower[first : last + 1] if len(word) > 1]
    if len(names) < 2:
        return None
    pairs = {(names[0], "".join(names[1:])), (names[0], names[-1])}
    near = {slug for pair in pairs for slug in cast.gazetteer.near_names(*pair)}
    # "John Kelley" is no misspelt John Kelly: without a title only a rare surname proves itself
    fitting = [slug for slug in near if _may_be(cast, slug, title, is_rare=_is_rare(cast, slug, names))]
    if not fitting and title is not None:
        fitting = [
            slug for slug in cast.gazetteer.holders(title, cast.day) if _is_holder(cast, slug, names, title)
        ]
    return fitting[0] if len(fitting) == 1 else None


def _is_holder(cast: Cast, slug: str, names: list[str], title: Title) -> bool:
    """True if who holds the post printed is meant, though one of the names is wrong.

    "Treasury Secretary Janet Bessent" in a translated page: one man holds that post, so the first name is wrong.
    "Commerce Minister Zhong Shang": short Chinese names may be a letter off only where the post says who it is.
    """
    if title.is_former or (not title.departments and title.ranks <= _SINGLE_POSTS):
        return False
    official = cast.gazetteer.officials[slug]
    family, given = official.family_name.lower(), official.given_name.lower()
    if official.side is Side.CHINA:
        # of vice ministers there are several at a time, and their names are close
        return (
            not title.ranks & _SHARED_POSTS and family == names[0] and is_near(given, "".join(names[1:]), 1)
        )
    return title.ranks <= _SINGLE_POSTS and is_near(family, names[-1], 1)


def _is_rare(cast: Cast, slug: str, names: list[str]) -> bool:
    """True if the surname is spelt right, or is nobody else's but for the slip."""
    family = cast.gazetteer.officials[slug].family_name.lower()
    return family in names or family not in COMMON_SURNAMES


def _may_be(cast: Cast, slug: str, title: Title | None, *, is_rare: bool) -> bool:
    if title is None or not title.ranks:
        # a private person's name may lie one letter from an official's: without a title only who is in office
        return title is None and is_rare and cast.day is not None and cast.gazetteer.in_office(slug, cast.day)
    return title.is_public and cast.gazetteer.fitting_post(slug, title, None) is not None
