"""Surnames standing alone: of somebody named in full in the text, or of who held the post on the day."""

from __future__ import annotations

from datetime import date

from ..annotations import Side
from .candidates import (
    Candidate,
    has_suffix,
    is_first_name,
    is_label,
    is_speaking,
)
from .cast import Cast, Person
from .fullnames import shared_title
from .lexicon import (
    AMBIGUOUS_SURNAMES,
    COMMON_SURNAMES,
    CONNECTORS,
    FEMALE_HONORIFICS,
    FEMALE_NAMES,
    FIRST_NAMES,
    MALE_NAMES,
    NOT_NAMES,
    word_set,
)
from .spelling import is_near
from .surname_he import follows_a_woman, is_surname_he, named_last
from .titles import TITLE_WORDS, Title, title_after, title_before

_NUMBERED = word_set("chapter part section title volume article annex schedule")
_BEFORE_DATES = word_set(
    "in on since until by last early late mid of from to this next and before after through during"
)
_ENCOUNTERS = word_set("met meets meeting saw sees seeing told tells phoned joined with")
"""Words after which comes whom somebody dealt with: "also saw Greer"."""

_FOR_LIFE = frozenset({"ambassador"})
"""Ranks by which people are addressed in later posts too: "Ambassador Bolton" in the White House."""

_POST_WORDS = TITLE_WORDS - CONNECTORS - {"s", "and"}
_ONLY_MALE = MALE_NAMES - FEMALE_NAMES

Found = tuple[Person, str] | None


def resolve_surnames(cast: Cast, candidates: list[Candidate]) -> None:
    """Take in capital words that may be surnames: "Ross", "Mr Zhong", "Vice Premier Wang"."""
    common = [candidate for candidate in candidates if not _resolve(cast, candidate)]
    # the second time backwards: in "Ross, Greer and Bessent" one name proves the next
    for _ in range(2):
        common = [candidate for candidate in common if not _resolve_common(cast, candidate)][::-1]
    for candidate in common:
        title = title_before(cast.words, candidate.first)
        if _is_clearly_a_person(cast, candidate.last, title):
            _leave_open(cast, candidate, cast.words.lower[candidate.last], title)


def _resolve(cast: Cast, candidate: Candidate) -> bool:
    """Take in one surname; False if only the names around it can tell who it is."""
    words, index = cast.words, candidate.last
    surname = words.lower[index]
    bearers = cast.bearers.get(surname, [])
    title = title_before(words, candidate.first) or shared_title(cast, candidate.first)
    if title is None and not bearers and surname in cast.gazetteer.by_surname:
        title = title_after(words, index)
    if _is_no_name(cast, surname, title, index):
        return True
    found = _among_bearers(cast, bearers, title, index)
    if found is None and surname == "he" and follows_a_woman(words, index):
        found = named_last(cast, bearers, index)
    if found is None and (title is not None or not bearers or cast.head_of_state(surname)):
        found = _by_standing(cast, surname, title, index)
    if found is None and not bearers:
        found = _by_given_name(cast, index)
    if found is not None:
        cast.name(candidate.first, index, found[0], title, found[1])
    elif not bearers and _is_courtesy(title) and len(cast.in_office(surname)) == 1:
        return False
    elif bearers or _is_clearly_a_person(cast, index, title):
        _leave_open(cast, candidate, surname, title)
    return True


def _resolve_common(cast: Cast, candidate: Candidate) -> bool:
    """ "Greer, Bessent and …": a common surname among officials is the official's; False if nothing proves it."""
    words, index = cast.words, candidate.last
    surname = words.lower[index]
    title = title_before(words, candidate.first)
    found = _among_bearers(cast, cast.bearers.get(surname, []), title, index)
    if found is None and len(surname) > 3 and _stands_alone(cast, index):
        slug = cast.in_office(surname)[0]
        name = cast.gazetteer.officials[slug].name
        places = {
            place: named.person.slug
            for named in cast.named
            if named.person.slug
            for place in (named.first, named.last)
        }
        if not _neighbours(cast, index).isdisjoint(places):
            found = (
                cast.official(slug, index),
                f"'{words.tokens[index]}' in a list with another official: {name}",
            )
        elif len(set(places.values())) > 1 and _is_at_home(cast, candidate, title, slug):
            found = cast.official(slug, index), f"'{words.tokens[index]}' among other officials: {name}"
    if found is not None:
        cast.name(candidate.first, index, found[0], title, found[1])
    return found is not None


def _is_courtesy(title: Title | None) -> bool:
    """True for no title, for "Mr" and for one that is kept for life, without a word of whose or where."""
    if title is None or not title.ranks:
        return True
    return title.ranks <= _FOR_LIFE and title.side is None and not title.is_former


def _is_at_home(cast: Cast, candidate: Candidate, title: Title | None, slug: str) -> bool:
    """True for "Mr Ross", "Ross said" and "saw Ross" in a text about officials; Chinese surnames are too few for that."""
    official, index = cast.gazetteer.officials[slug], candidate.first
    if official.side is not Side.US or index != candidate.last:
        return False
    if title is not None and title.honorific in FEMALE_HONORIFICS:
        return official.given_name.lower() not in _ONLY_MALE
    if title is not None and title.honorific == "mr":
        return True
    if title is not None and (title.honorific == "dr" or title.ranks):
        return _is_told_no_more_of(cast, index)
    return is_speaking(cast.words, index, index) or _is_met(cast, index)


def _is_told_no_more_of(cast: Cast, index: int) -> bool:
    """False for "Dr. Ross of Yale" and "Ambassador Ross, a retired envoy": who they are is told, and no post with it."""
    words = cast.words
    if is_first_name(words.lower[index]) or title_after(words, index) is not None or words.gap(index) == ", ":
        return False
    return not (
        index + 1 < len(words) and words.is_joined(index) and words.lower[index + 1] in {"of", "at", "from"}
    )


def _is_met(cast: Cast, index: int) -> bool:
    """True for "Sefcovic also saw Greer.": a lone surname as the one dealt with; "with Kelly" may be a first name."""
    words = cast.words
    return (
        index > 0
        and words.tokens[index - 1] in _ENCOUNTERS
        and words.is_joined(index - 1)
        and not is_first_name(words.lower[index])
    )


def _neighbours(cast: Cast, index: int) -> set[int]:
    """The words that a list joins to word ``index``: by a comma, by "and"."""
    words, found = cast.words, set()
    if words.gap(index) == ", ":
        found.add(index + 1)
    if words.gap(index - 1) == ", ":
        found.add(index - 1)
    if index + 2 < len(words) and words.lower[index + 1] == "and":
        found.add(index + 2)
    if index > 1 and words.lower[index - 1] == "and":
        found.add(index - 2)
    return found


def _is_no_name(cast: Cast, surname: str, title: Title | None, index: int) -> bool:
    words = cast.words
    if index > 0 and words.tokens[index].isupper() and words.lower[index - 1] in _NUMBERED:
        return True
    if surname == "he":
        return not is_surname_he(cast, index, title)
    return surname in AMBIGUOUS_SURNAMES and title is None and _is_plain_word(cast, index)


def _is_plain_word(cast: Cast, index: int) -> bool:
    """True for "in May", "May 17", "May talks begin": the word is not used as a name."""
    words = cast.words
    if words.is_possessive(index):
        return False
    if words.starts_sentence(index):
        return True
    after = words.tokens[index + 1] if index + 1 < len(words) else ""
    return words.lower[index - 1] in _BEFORE_DATES or after[:1].isdigit()


def _is_clearly_a_person(cast: Cast, index: int, title: Title | None) -> bool:
    """True for an unknown word after "Mr" or a public title, before "administration", and for a transcript's label."""
    words = cast.words
    following = words.lower[index + 1] if index + 1 < len(words) and words.is_joined(index) else ""
    if is_label(words, index) or (
        following == "administration" and index > 0 and words.lower[index - 1] == "the"
    ):
        return True
    return (
        title is not None
        and (title.names_a_post or title.honorific is not None)
        and following not in _POST_WORDS
    )


def _among_bearers(cast: Cast, bearers: list[Person], title: Title | None, index: int) -> Found:
    """The person named in full in this text who bears the surname, if it is clear which."""
    token = cast.words.tokens[index]
    fitting = [
        person for person in bearers if not person.is_credit and _suits(cast, person, title, token.lower())
    ]
    if title is None and any(person.slug is None for person in fitting) and cast.head_of_state(token.lower()):
        return None
    if len(fitting) > 1:
        known = _holding(cast, fitting, title, cast.day) or _holding(cast, fitting, title, None)
        earlier = [person for person in fitting if person.first_word < index]
        fitting = known if len(known) == 1 else earlier
    if len(fitting) != 1:
        return None
    return fitting[0], f"'{token}' is the surname of {fitting[0].name}, who is named elsewhere in this text"


def _holding(cast: Cast, people: list[Person], title: Title | None, day: date | None) -> list[Person]:
    """Those of ``people`` who hold the post that ``title`` names."""
    if title is None or not title.names_a_post:
        return []
    return [
        person
        for person in people
        if person.slug is not None and cast.gazetteer.fitting_post(person.slug, title, day)
    ]


def _suits(cast: Cast, person: Person, title: Title | None, surname: str) -> bool:
    """False if a title or an honorific shows that somebody else of the surname is meant."""
    if title is None:
        return True
    if title.honorific in FEMALE_HONORIFICS and person.name.split()[0].lower() in _ONLY_MALE:
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
    if (
        person.slug is None
        or title.is_vague
        or cast.gazetteer.fitting_post(person.slug, title, None) is not None
    ):
        return True
    # "Chairman Xi" or "Senator Perdue": a title we do not have is no proof against the only bearer
    others = [slug for slug in cast.gazetteer.by_surname.get(surname, ()) if slug != person.slug]
    return not any(cast.gazetteer.fitting_post(slug, title, cast.day) for slug in others)


def _by_standing(cast: Cast, surname: str, title: Title | None, index: int) -> Found:
    """The official of that surname whom the title, the honorific or his standing shows, on the day."""
    token, officials = cast.words.tokens[index], cast.gazetteer.officials
    # who left office is named too; the posts are looked at last
    slugs = cast.in_office(surname) or list(cast.gazetteer.by_surname.get(surname, ()))
    if title is not None and title.honorific in FEMALE_HONORIFICS:
        slugs = [slug for slug in slugs if officials[slug].given_name.lower() not in _ONLY_MALE]
    if title is not None and title.names_a_post and not title.is_former:
        return _by_post(cast, surname, slugs, title, index)
    is_company = title is not None and not title.is_public and not title.honorific
    if is_company or (token.isupper() and len(token) < 4) or not _stands_alone(cast, index):
        return None
    head = cast.head_of_state(surname)
    if head is not None and head in slugs:
        return cast.official(head, index), f"'{token}' without a first name: the president{cast.say_day()}"
    if len(slugs) == 1 and surname not in COMMON_SURNAMES:
        return cast.official(
            slugs[0], index
        ), f"'{token}': only {officials[slugs[0]].name} among the officials bears that surname"
    return None


def _by_post(cast: Cast, surname: str, slugs: list[str], title: Title, index: int) -> Found:
    """ "Commerce Minister Wang" on a day of 2023: who of that surname held the post."""
    fitting = [slug for slug in slugs if cast.gazetteer.fitting_post(slug, title, cast.day)]
    if not fitting:
        fitting = [slug for slug in cast.gazetteer.holders(title, cast.day) if _is_slip(cast, slug, surname)]
    if len(fitting) != 1:
        return None
    name = cast.gazetteer.officials[fitting[0]].name
    return (
        cast.official(fitting[0], index),
        f"'{cast.words.slice(min(title.first, index), max(title.last, index))}': {name} held that post{cast.say_day()}",
    )


def _is_slip(cast: Cast, slug: str, word: str) -> bool:
    """True if ``word`` is the family or given name of the post's holder, or one letter off."""
    official = cast.gazetteer.officials[slug]
    return any(
        len(name) >= 5 and is_near(name.lower(), word, 1)
        for name in (official.family_name, official.given_name)
    )


def _by_given_name(cast: Cast, index: int) -> Found:
    """ "Vice Premier, his Lifeng": machine translation reads the surname He as a pronoun."""
    words = cast.words
    start = index - 1 if index > 0 and words.lower[index - 1] in {"he", "his", "him"} else index
    title = title_before(words, start, after_comma=True) if len(words.tokens[index]) > 4 else None
    slugs = cast.gazetteer.near_given(words.lower[index], cast.day) if title is not None else ()
    if title is None or len(slugs) != 1 or not cast.gazetteer.fitting_post(slugs[0], title, cast.day):
        return None
    name = cast.gazetteer.officials[slugs[0]].name
    return cast.official(
        slugs[0], index
    ), f"'{words.tokens[index]}' is the given name of {name}, who held that post"


def _stands_alone(cast: Cast, index: int) -> bool:
    """False if a capital word next to it makes it part of another name: "Trump Jr.", "Melania Trump"."""
    words, before = cast.words, index - 1
    if has_suffix(words, index):
        return False
    return (
        before < 0
        or words.gap(before) != " "
        or not words.is_capital(before)
        or words.lower[before] not in FIRST_NAMES - NOT_NAMES
    )


def _leave_open(cast: Cast, candidate: Candidate, surname: str, title: Title | None) -> None:
    """A surname that nobody known can be given: kept as a person of that name, without an official."""
    words = cast.words
    token = words.slice(candidate.first, candidate.last)
    if len(token) < 2 or (is_first_name(surname) and title is None and not is_label(words, candidate.first)):
        return
    bearers = cast.bearers.get(surname, [])
    sides: set[Side | None] = {person.side for person in bearers}
    person = None if bearers else cast.people.get(f"??{surname}")
    if person is None:
        person = Person(
            token, frozenset({surname}), None, sides.pop() if len(sides) == 1 else None, candidate.first
        )
        if not bearers:
            cast.people[f"??{surname}"] = person
    why = (
        f"more than one '{token}' could be meant"
        if bearers
        else f"no official known to us is the '{token}' meant here"
    )
    cast.name(candidate.first, candidate.last, person, title, why)
    person.side = person.stated_side or person.side
