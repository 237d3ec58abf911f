"""Forms of words that name the speaker by themselves: "quoted him as saying", "as Ross put it", a question's answer."""

from __future__ import annotations

import re

from .actors import Actor, Kind
from .scene import Scene

_QUOTED_AS = re.compile(
    r"\b(?:quot|cit)(?:ed|es|ing) (?P<who>[^\n\"]{1,80}?) as (?:saying|telling|adding|warning|writing|stating)\b"
)
_AS_PUT = re.compile(
    r"[\s,]{0,2}as (?P<who>[^\n\"]{2,80}?) (?:put|puts|said|says|described|called|wrote|phrased|tweeted)\b"
)
_OBJECTS = {"him": "he", "her": "she", "them": "they"}
_NEAR = 60
"""How far the form of words may stand from the quotation, in characters."""

_TURN = re.compile(r"(?:^|(?<=\s))(?P<label>[QA]):\s")
_TURN_REACH = 1500


def quoted_as_saying(scene: Scene, start: int, outer_start: int, outer_end: int, end: int) -> list[Actor]:
    """Who is quoted in "“…,” state television quoted him as saying"; no one if nothing of the kind is said.

    ``start`` to ``outer_start`` is the clause before the quotation, ``outer_end`` to ``end`` the one after it.
    """
    for match in _QUOTED_AS.finditer(scene.masked, start, outer_start):
        if outer_start - match.end() <= _NEAR:
            return _quoted_in(scene, match, start)
    after = _QUOTED_AS.search(scene.masked, outer_end, end)
    return _quoted_in(scene, after, outer_end) if after and after.start() - outer_end <= _NEAR else []


def _quoted_in(scene: Scene, match: re.Match[str], start: int) -> list[Actor]:
    first, last = match.span("who")
    who = match["who"]
    if who in _OBJECTS:
        return [Actor(first, last, Kind.PRONOUN, _OBJECTS[who], lead=first)]
    if who.startswith("by "):
        # "Liao was quoted by the agency as saying": Liao stands before the verb
        return [actor for actor in scene.between(start, match.start()) if not scene.is_object(actor)][-1:]
    return scene.between(first, last)[:1]


def as_somebody_put_it(scene: Scene, outer_end: int, end: int) -> list[Actor]:
    """The press secretary in "“…,” as the press secretary put it", whoever else the sentence names before."""
    match = _AS_PUT.match(scene.masked, outer_end, end)
    return scene.between(*match.span("who"))[:1] if match else []


def answer_start(scene: Scene, position: int) -> int | None:
    """Where the answer ("A: …") that holds ``position`` begins; None outside of questions and answers."""
    turns = list(_TURN.finditer(scene.masked, max(0, position - _TURN_REACH), position))
    return turns[-1].end() if turns and turns[-1]["label"] == "A" else None
