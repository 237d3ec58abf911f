"""The names we know, built once from the officials of a ``Knowledge``, ready to be looked up in any text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..annotations import Side
from ..folding import fold
from ..knowledge import OfficialRecord, PostRecord
from .lexicon import CHINESE_SURNAMES, FORMER, HONORIFICS, NICKNAMES
from .spelling import is_near
from .titles import Title, ranks_and_departments
from .words import Words, cut_words

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

_SYLLABLE = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:[iu]?[aeo](?:ng|[ionru])?|[iu]n?g?|ue|ui|v)")
_UNKNOWN = "·"
_MOST_REMEMBERED = 2000
_MOST_HOLDERS = 100
_HEADS_OF_STATE = frozenset({"president"})


@dataclass(frozen=True, slots=True)
class PostKey:
    """A post as titles are compared with it."""

    ranks: frozenset[str]
    departments: frozenset[str]
    post: PostRecord


class NameHit(NamedTuple):
    """Words ``first``–``last`` (inclusive) are the full name of these officials."""

    first: int
    last: int
    slugs: tuple[str, ...]


class Gazetteer:
    """Names, surnames, misspellings and posts of the officials known. Pickles as the officials alone."""

    def __init__(self, officials: Iterable[OfficialRecord]) -> None:
        self.officials: dict[str, OfficialRecord] = {official.slug: official for official in officials}
        self._full: dict[tuple[str, ...], list[str]] = defaultdict(list)
        surnames: dict[str, list[str]] = defaultdict(list)
        for slug, official in self.officials.items():
            for name in _full_names(official):
                if slug not in self._full[name]:
                    self._full[name].append(slug)
            for surname in _surnames(official):
                surnames[surname].append(slug)
        self.surnames_of: dict[str, frozenset[str]] = {
            slug: frozenset(_surnames(official)) for slug, official in self.officials.items()
        }
        self.by_surname: dict[str, tuple[str, ...]] = {name: tuple(slugs) for name, slugs in surnames.items()}
        self.first_names: frozenset[str] = frozenset(
            _plain(official.given_name) for official in self.officials.values()
        )
        self._holders: dict[
            tuple[frozenset[str], frozenset[str], Side | None, date | None], tuple[str, ...]
        ] = {}
        self._known_words = {word for name in self._full for word in name}

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[tuple[OfficialRecord, ...]]]:
        return Gazetteer, (tuple(self.officials.values()),)

    @cached_property
    def _vocab(self) -> Vocab:
        # imported here: loading spaCy costs seconds, and who only imports this module may never match
        import spacy

        return spacy.blank("en").vocab

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._names_of_rule = dict(enumerate(self._full))
        for rule, name in self._names_of_rule.items():
            matcher.add(f"{rule}", [Doc(self._vocab, words=list(name))])
        return matcher

    def full_names(self, words: Words) -> list[NameHit]:
        """Every full name of an official in ``words``, longest first where two overlap: "Liu He", "ROBERT LIGHTHIZER".

        Initials between the names are passed over ("Wilbur L. Ross").
        """
        from spacy.tokens import Doc

        known = self._known_words
        # of words the matcher cannot need, one stands for a whole run: the vocabulary would keep every word ever read
        places: list[int] = []
        masked: list[str] = []
        for index, (token, lower) in enumerate(zip(words.tokens, words.lower, strict=True)):
            if len(token) == 1 and token.isupper():
                continue
            if lower in known:
                places.append(index)
                masked.append(lower)
            elif masked and masked[-1] is not _UNKNOWN:
                places.append(index)
                masked.append(_UNKNOWN)
        if not places:
            return []
        matches = self._matcher(Doc(self._vocab, words=masked))
        spans = sorted(((start, -end, rule) for rule, start, end in matches))
        hits: list[NameHit] = []
        covered = -1
        for start, negative_end, rule in spans:
            first, last = places[start], places[-negative_end - 1]
            if first <= covered or not _is_one_name(words, first, last):
                continue
            name = self._names_of_rule[int(self._vocab.strings[rule])]
            hits.append(NameHit(first, last, tuple(self._full[name])))
            covered = last
        return hits

    @cached_property
    def _post_keys(self) -> dict[str, tuple[PostKey, ...]]:
        return {slug: tuple(_keys_of(official)) for slug, official in self.officials.items()}

    def fitting_post(self, slug: str, title: Title, day: date | None) -> PostRecord | None:
        """The post of ``slug`` that ``title`` names, held on ``day`` (any day if None)."""
        official = self.officials[slug]
        if title.side is not None and title.side != official.side:
            return None
        for key in self._post_keys[slug]:
            if (day is None or key.post.held_on(day)) and _fits(title, key):
                return key.post
        return None

    def in_office(self, slug: str, day: date | None) -> bool:
        """True if ``slug`` held any post on ``day`` as far as known; without a day, True."""
        return day is None or bool(self.officials[slug].posts_on(day))

    def is_head_of_state(self, slug: str, day: date | None) -> bool:
        """True for the president of either side on ``day``: the one whose bare surname names him."""
        return any(
            key.ranks == _HEADS_OF_STATE and not key.departments and (day is None or key.post.held_on(day))
            for key in self._post_keys[slug]
        )

    def holders(self, title: Title, day: date | None) -> tuple[str, ...]:
        """Who held the post that ``title`` names on ``day`` (ever, if None): "Commerce Minister" in 2018 → Zhong Shan."""
        if title.is_vague:
            return ()
        key = (title.ranks, title.departments, title.side, day)
        if key not in self._holders:
            if len(self._holders) > _MOST_REMEMBERED:
                self._holders.clear()
            found = [slug for slug in self.officials if self.fitting_post(slug, title, day) is not None]
            # what hundreds hold tells nobody from the others
            self._holders[key] = tuple(found) if len(found) <= _MOST_HOLDERS else ()
        return self._holders[key]

    def near_names(self, given: str, family: str) -> set[str]:
        """Officials whose name is a slip or two from "given family": "Lightizer", "Bescent", "Li Chengang"."""
        found: set[str] = set()
        for first, last in ((given, family), (family, given)):
            # one of the two parts has to be right, so no more than these can be near
            near = {
                *self._by_family.get(last, ()),
                *(slug for name in _nicknames(first) for slug in self._by_given.get(name, ())),
            }
            found.update(slug for slug in near if _is_near_name(self.officials[slug], first, last))
        return found

    def near_given(self, word: str, day: date | None) -> tuple[str, ...]:
        """Chinese officials in office whose given name is ``word``, or a slip from it: "Lifeng"."""
        return tuple(
            slug
            for given, slug in self._long_given.get(word[:1], ())
            if is_near(given, word, 1) and self.in_office(slug, day)
        )

    @cached_property
    def _by_family(self) -> dict[str, list[str]]:
        return _grouped((_plain(official.family_name), slug) for slug, official in self.officials.items())

    @cached_property
    def _by_given(self) -> dict[str, list[str]]:
        return _grouped((_plain(official.given_name), slug) for slug, official in self.officials.items())

    @cached_property
    def _long_given(self) -> dict[str, list[tuple[str, str]]]:
        grouped: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, official in self.officials.items():
            given = _plain(official.given_name)
            if official.side is Side.CHINA and len(given) > 5:
                grouped[given[0]].append((given, slug))
        return dict(grouped)


@lru_cache(maxsize=4)
def build_gazetteer(officials: tuple[OfficialRecord, ...]) -> Gazetteer:
    """The gazetteer of ``officials``; the same officials give the same one again."""
    return Gazetteer(officials)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)


def _nicknames(given: str) -> set[str]:
    return {given}.union(*(group for group in NICKNAMES if given in group))


def _plain(name: str) -> str:
    """Letters only, in lower case: "Fo'an" → "foan"."""
    return "".join(character for character in fold(name).text.lower() if character.isalpha())


def _tokens(name: str) -> tuple[str, ...]:
    words = cut_words(fold(name).text)
    return tuple(lower for lower, token in zip(words.lower, words.tokens, strict=True) if len(token) > 1)


def _full_names(official: OfficialRecord) -> Iterator[tuple[str, ...]]:
    """Every way the full name may be printed, as lower-case words."""
    family, given = _tokens(official.family_name), _tokens(official.given_name)
    yield _tokens(official.name)
    for alias in official.aliases:
        words = _tokens(alias)
        if len(words) > 1 and not _is_titled(words):
            yield words
    if official.side is Side.CHINA and official.family_name.lower() in CHINESE_SURNAMES:
        plain = _plain(official.given_name)
        yield (*family, plain)
        if len(plain) > 4:
            yield (plain, *family)
        for cut in _syllable_cuts(plain):
            yield (*family, *cut)
    elif len(given) == 1:
        for group in NICKNAMES:
            if given[0] in group:
                yield from ((nickname, *family) for nickname in sorted(group))


def _is_titled(words: tuple[str, ...]) -> bool:
    """True for aliases such as "Vice Premier Wang" or "Mr. Xi": titles are read from the text itself."""
    return words[0] in HONORIFICS or words[0] in FORMER or bool(ranks_and_departments(words[:-1])[0])


def _syllable_cuts(given: str) -> Iterator[tuple[str, str]]:
    for cut in range(1, len(given)):
        if _SYLLABLE.fullmatch(given, 0, cut) and _SYLLABLE.fullmatch(given, cut):
            yield given[:cut], given[cut:]


def _surnames(official: OfficialRecord) -> set[str]:
    single = {words[0] for alias in official.aliases if len(words := _tokens(alias)) == 1}
    return single | {_tokens(official.family_name)[-1]} if official.family_name else single


def _is_one_name(words: Words, first: int, last: int) -> bool:
    """True if the words are printed as one name: joined, and the first of them capital."""
    if not words.is_capital(first) or (
        last - first == 1 and len(words.tokens[last]) < 3 and not words.is_capital(last)
    ):
        return False
    if (
        not any(words.is_capital(index) for index in range(first + 1, last + 1))
        and len(words.tokens[last]) < 5
    ):
        return False
    if words.tokens[last] == "He" and "\n" in words.gap(last - 1) and not words.is_wrapped(last - 1):
        return False
    return all(words.is_joined(index) for index in range(first, last))


def _keys_of(official: OfficialRecord) -> Iterator[PostKey]:
    for post in official.posts:
        for title in (*post.short_titles, *post.title.split(";")):
            ranks, departments = ranks_and_departments(cut_words(title.strip()).lower)
            if ranks:
                yield PostKey(ranks, departments, post)


def _fits(title: Title, key: PostKey) -> bool:
    if not title.ranks:
        return False
    departments_meet = (
        not title.departments or not key.departments or bool(title.departments & key.departments)
    )
    if title.is_vague:
        return departments_meet
    return title.ranks == key.ranks and departments_meet


def _is_near_name(official: OfficialRecord, given: str, family: str) -> bool:
    known_family, known_given = _plain(official.family_name), _plain(official.given_name)
    same_family, same_given = (
        known_family == family,
        known_given == given or are_nicknames(known_given, given),
    )
    if same_family and same_given:
        return True
    if official.side is Side.CHINA:
        # Chinese names are short and close to each other: one slip in a long given name, nothing else
        return same_family and len(known_given) >= 6 and is_near(known_given, given, 1)
    return (same_given and is_near(known_family, family, 2 if len(known_family) >= 6 else 1)) or (
        same_family and len(known_given) >= 6 and is_near(known_given, given, 2)
    )


def are_nicknames(one: str, other: str) -> bool:
    """True for "steven" and "steve"."""
    return any(one in group and other in group for group in NICKNAMES)
