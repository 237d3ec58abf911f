"""Which articles are one story.

Pure: fingerprints in, story keys out. The stored side looks up candidates by ``bands`` in an index and asks
``same_story``; this module does the same for a set of documents in memory.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from articles.extraction.fingerprints import Fingerprint, bands, same_story

Id = TypeVar("Id", bound=Hashable)

LEAST_BANDS = 3
"""Bands that are looked under however many texts have them."""

FEW = 64
"""Texts to which the bands beyond these may lead together."""

_CROWD = 50
"""Members of a bucket that a text is compared with. A key shared by more is a set phrase or one story printed
everywhere, and then the first fifty find it as well."""


def group_stories(fingerprints: Mapping[Id, Fingerprint]) -> dict[Id, str]:
    """The story key of each document: {"a": copy, "b": the same, "c": other} gives a and b one key, c another.

    Keys do not depend on the order of the documents, nor on their ids, only on their texts. A document without
    words belongs to no story and is left out.
    """
    # sorting by content makes the result the same whatever order the documents came in
    ids = sorted(
        (key for key, print_ in fingerprints.items() if print_.size),
        key=lambda key: fingerprints[key].to_bytes(),
    )
    leader = list(range(len(ids)))
    buckets: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(ids):
        for band in bands(fingerprints[key]):
            buckets[band].append(number)
    shared = {band: len(members) - 1 for band, members in buckets.items() if len(members) > 1}
    for number, key in enumerate(ids):
        for other in _not_joined(leader, number, rarest(bands(fingerprints[key]), shared), buckets):
            if same_story(fingerprints[key], fingerprints[ids[other]]):
                _join(leader, number, other)
    keys = [story_key([fingerprints[key]]) for key in ids]
    return {key: keys[_leader(leader, number)] for number, key in enumerate(ids)}


def rarest(values: Iterable[int], counts: Mapping[int, int]) -> list[int]:
    """The bands that candidates are looked for under: the rarest, as long as they lead to few texts.

    ``counts`` tells how many other texts have each band. A phrase that every agency prints ("did not immediately respond
    to a request for comment") gives thousands of texts a band in common and tells nothing; a copy shares the rare bands too.
    """
    chosen: list[int] = []
    texts = 0
    for value in sorted((one for one in values if one in counts), key=lambda one: (counts[one], one)):
        texts += counts[value]
        if len(chosen) >= LEAST_BANDS and texts > FEW:
            break
        chosen.append(value)
    return chosen


def _not_joined(
    leader: list[int], number: int, chosen: Iterable[int], buckets: Mapping[int, list[int]]
) -> Iterator[int]:
    """Those under the chosen bands that are not of one group with ``number`` when their turn comes, each once."""
    seen = {number}
    for band in chosen:
        for other in buckets[band][:_CROWD]:
            if other not in seen and _leader(leader, other) != _leader(leader, number):
                yield other
            seen.add(other)


def story_key(members: Iterable[Fingerprint]) -> str:
    """The key of a story with these members: sixteen hexadecimal digits of its smallest member's hash."""
    smallest = min((member.to_bytes() for member in members), default=b"")
    return hashlib.blake2b(smallest, digest_size=8).hexdigest()


def _leader(leader: list[int], member: int) -> int:
    """The first document of the group of ``member``; the way there is shortened for the next call."""
    while leader[member] != member:
        leader[member] = leader[leader[member]]
        member = leader[member]
    return member


def _join(leader: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = first
