"""What a text looks like to another copy of itself.

News comes in copies: the same agency report printed whole, cut to fit, with another headline, or as the next
write-through with half of its paragraphs new. Two texts of one story share long runs of words. The unit here is a
*shingle*, five words in a row. A ``Fingerprint`` keeps two things of a text's shingles:

* ``sketch``: the smallest hashes, enough to tell how much of the shorter text is part of the longer one
  (containment; Jaccard would punish an agency brief for being short);
* ``keys``: a winnowed choice (Schleimer, Wilkerson, Aiken 2003: the smallest hash of every window). Any run of 24
  equal words puts an equal key into both texts, whatever their lengths, which MinHash bands cannot promise for a
  brief inside a long piece. A database index on the keys finds the candidates, ``same_story`` decides.

Hashes come from CRC-32 and integer arithmetic, so that they are the same in every process and Python version.
"""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .folding import fold

SHINGLE = 5
"""Words in a shingle. Three find too many set phrases ("the two sides agreed to"), seven miss rewrites."""

_WINDOW = 20
"""Shingles in a winnowing window: a shared run of ``_WINDOW + SHINGLE - 1`` words is certain to be found."""

_KEYS = 192
"""Most index keys kept of a text (about 2,000 words fill it); the smallest are kept, so that copies keep the same."""

_SKETCH = 1024
"""Most shingle hashes kept of a text, four bytes each."""

_SAME = 0.28
"""Share of the shorter text that must be part of the longer one. Versions of one agency story have 0.36 and more,
different reports of one event 0.12 and less (they share a quotation or a name with its title)."""

_SHARED = 12
"""Fewest shingles in common: one shared sentence does not make two briefs one story."""

_WORD = re.compile(r"\w+")
_HEADER = struct.Struct("<BIHH")
_VERSION = 1
_FULL = 0xFFFFFFFF
_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The shingles of a text in short. ``size`` counts its distinct shingles; both tuples are sorted."""

    size: int
    sketch: tuple[int, ...]
    keys: tuple[int, ...]

    @property
    def reach(self) -> int:
        """The largest hash the sketch speaks for: everything up to it that the text has is in the sketch."""
        return self.sketch[-1] if len(self.sketch) == _SKETCH else _FULL

    def to_bytes(self) -> bytes:
        """The fingerprint as bytes for a database column; ``from_bytes`` reads them back."""
        header = _HEADER.pack(_VERSION, min(self.size, _FULL), len(self.sketch), len(self.keys))
        return header + struct.pack(f"<{len(self.sketch)}I{len(self.keys)}q", *self.sketch, *self.keys)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Fingerprint:
        """The fingerprint that ``to_bytes`` packed; ValueError for anything else."""
        if len(packed) < _HEADER.size or packed[0] != _VERSION:
            raise ValueError("not a fingerprint of this version")
        _, size, sketched, keyed = _HEADER.unpack_from(packed)
        if len(packed) != _HEADER.size + 4 * sketched + 8 * keyed:
            raise ValueError("a fingerprint cut short")
        sketch = np.frombuffer(packed, "<u4", sketched, _HEADER.size)
        keys = np.frombuffer(packed, "<i8", keyed, _HEADER.size + 4 * sketched)
        return cls(size, tuple(sketch.tolist()), tuple(keys.tolist()))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a clean body. Case, punctuation, quotes, dashes and line ends do not count.

    A text of fewer than five words is one shingle, the empty text has none.
    """
    hashes = _shingle_hashes(_WORD.findall(fold(text).text.lower()))
    distinct = _distinct(hashes)
    sketch = _distinct(distinct >> np.uint64(32))[:_SKETCH]
    keys = np.sort(_winnowed(hashes).view(np.int64))
    return Fingerprint(len(distinct), tuple(sketch.tolist()), tuple(keys.tolist()))


def bands(print_: Fingerprint) -> tuple[int, ...]:
    """The signed 64-bit keys under which a fingerprint is indexed: texts of one story share at least one."""
    return print_.keys


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """How much of the shorter text is part of the longer one, 0 to 1, as far as both sketches reach."""
    return compare(a, b)[1]


def same_story(a: Fingerprint, b: Fingerprint) -> bool:
    """True if one text is a copy, a cut, or a version of the other. The order of the two does not matter."""
    return compare(a, b)[0]


def compare(a: Fingerprint, b: Fingerprint) -> tuple[bool, float]:
    """``same_story`` and ``containment`` of two texts, counted once."""
    return next(comparisons(a, [b]))


def comparisons(one: Fingerprint, others: Iterable[Fingerprint]) -> Iterator[tuple[bool, float]]:
    """``compare`` one text with each of the others."""
    sketch = frozenset(one.sketch)
    for other in others:
        shared, smaller = _overlap(one, sketch, other)
        yield _is_same(one, other, shared, smaller), shared / smaller if smaller else 0.0


def _is_same(a: Fingerprint, b: Fingerprint, shared: int, smaller: int) -> bool:
    if not a.size or not b.size:
        return False
    if min(a.size, b.size) <= _SHARED:
        # a text this short is the same story only if all of it stands in the other one
        return shared == smaller > 0 and a.size == b.size
    needed = _SHARED if len(a.sketch) == a.size and len(b.sketch) == b.size else 3
    return shared >= needed and shared >= _SAME * smaller


def _overlap(a: Fingerprint, sketch: frozenset[int], b: Fingerprint) -> tuple[int, int]:
    """Hashes in both sketches and hashes in the smaller one, both counted up to where both reach.

    ``sketch`` is that of ``a``.
    """
    both = sketch.intersection(b.sketch)
    reach = min(a.reach, b.reach)
    if reach == _FULL:
        return len(both), min(len(a.sketch), len(b.sketch))
    smaller = min(bisect_right(a.sketch, reach), bisect_right(b.sketch, reach))
    return sum(value <= reach for value in both), smaller


def _shingle_hashes(words: list[str]) -> _Hashes:
    """A 64-bit hash of each five words in a row."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    # one encoding for all words, which hold no space
    encoded = " ".join(words).encode("utf-8", "replace").split(b" ")
    crc = np.fromiter(map(zlib.crc32, encoded), np.uint64, len(words))
    if len(words) < SHINGLE:
        crc = np.concatenate([crc, np.zeros(SHINGLE - len(words), dtype=np.uint64)])
    count = len(crc) - SHINGLE + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        hashes = _mixed(hashes ^ crc[place : place + count])
    return hashes


def _mixed(values: _Hashes) -> _Hashes:
    """Each value stirred (the finalizer of SplitMix64), so that every bit depends on every bit."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _winnowed(hashes: _Hashes) -> _Hashes:
    """The smallest hash of each window, each once, at most ``_KEYS`` of them."""
    if len(hashes) <= _WINDOW:
        return _distinct(hashes)[:1]
    # the smallest of 2, 4, 8, 16 neighbours, then of the window: five passes instead of one a place
    smallest, reach = hashes, 1
    while reach < _WINDOW:
        step = min(reach, _WINDOW - reach)
        smallest, reach = np.minimum(smallest[:-step], smallest[step:]), reach + step
    return _distinct(smallest)[:_KEYS]


def _distinct(values: _Hashes) -> _Hashes:
    """The values sorted, each once."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
