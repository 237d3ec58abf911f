"""A copy of the text that is easier to match, with a way back to the text itself.

Evidence must point into the stored text, but names and dates hide there behind no-break spaces, soft hyphens,
curly quotes and typographic dashes. ``fold`` maps each such character to a plain one and drops invisible ones;
``Folded.span`` carries a span of the copy back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_ONE_FOR_ONE = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
        " ",
    ),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
"""Characters replaced by exactly one other, so that offsets stay."""

_REPLACED = frozenset(_ONE_FOR_ONE)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Soft hyphen, zero-width characters, direction marks: they may stand within a word."""

_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)

_ZERO_WIDTH_GAP = re.compile("(?<=[a-z.,\u4e00-\u9fff])\u200b(?=[A-Z0-9])")
"""A zero-width space where a space belongs ("Liu\u200bHe"); inside a word it is dropped like the rest."""


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` to match in; ``cuts`` and ``shifts`` say how far the original runs ahead from each place on."""

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, position: int) -> int:
        """The place in the original text of the character at ``position`` of the folded one."""
        if not self.cuts:
            return position
        index = bisect_right(self.cuts, position) - 1
        return position + (self.shifts[index] if index >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that ``start``–``end`` of the folded one came from."""
        if start >= end:
            at = self.origin(start)
            return at, at
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold ``text``: "Liu\\u00a0He" becomes "Liu He", "Mnu\\u00adchin" becomes "Mnuchin"."""
    plain = text
    signs = set(text)
    # a text has a handful of these signs: replacing one after another is far cheaper than translating every letter
    for sign in signs & _REPLACED:
        plain = plain.replace(sign, _ONE_FOR_ONE[sign])
    if signs.isdisjoint(_UNSEEN):
        return Folded(plain)
    plain = _ZERO_WIDTH_GAP.sub(" ", plain)
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    copied = written = removed = 0
    for match in _INVISIBLE.finditer(plain):
        pieces.append(plain[copied : match.start()])
        written += match.start() - copied
        removed += match.end() - match.start()
        cuts.append(written)
        shifts.append(removed)
        copied = match.end()
    if not pieces:
        return Folded(plain)
    pieces.append(plain[copied:])
    return Folded("".join(pieces), tuple(cuts), tuple(shifts))
