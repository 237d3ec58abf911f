"""Whom a pronoun, a role or a paper without a name stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from ..annotations import Side
from ..people.lexicon import FEMALE_NAMES, MALE_NAMES, NOT_NAMES
from .actors import Actor, Kind
from .cues import BYSTANDER, CUE, FOR, OWNER, PERSONAL, REACH, STRANGER
from .scene import Scene, Speaker

_PLACES = frozenset(
    {
        "Washington",
        "Beijing",
        "China",
        "the United States",
        "United States",
        "the U.S.",
        "the US",
        "London",
        "Tokyo",
    }
)

_HE_HIMSELF = re.compile(
    r"\s*(?:[A-Z][a-z]+ [^.,;\n]{0,60}, (?:[^.,;\n]{0,40}, )?he|He|[^.,;\n]{0,60}, she|She) (?!said\b|told\b)"
)
"""A sentence with a pronoun for a subject, perhaps behind the time and the place: "In the evening, at a dinner, he …"."""

_OFFICIAL = re.compile(
    r"\b(?:(?P<us>(?:administration|White House|U\.S\.|US|American|Treasury|USTR)(?: [a-z]+)? official)|"
    r"(?P<china>(?:Chinese|ministry|Beijing)(?: [a-z]+)? official))\b"
)


def stands_for(scene: Scene, actors: list[Actor], cue: str) -> Speaker | None:
    """The speaker that the subject of ``cue`` means: "he", "the trade representative", "Mnuchin and Ross"."""
    if len(actors) == 2:
        first, second = actors
        side = first.side if first.side == second.side else Side.JOINT
        return Speaker(f"{first.name} and {second.name}", None, side, cue)
    actor = actors[0]
    if actor.kind is Kind.PERSON and OWNER.match(scene.masked, actor.end):
        # "Ross's spokesman said": somebody of his side
        return Speaker(None, None, actor.side, cue, is_person=False)
    if actor.kind is Kind.PAPER:
        return _author(scene, actor, cue)
    if actor.kind is Kind.ROLE and actor.slug is None and actor.name.endswith("official"):
        return _unnamed_official(scene, actor, cue)
    if actor.kind is Kind.PRONOUN or (actor.kind is Kind.ROLE and actor.slug is None):
        speaker = _antecedent(scene, actor, cue)
        if speaker is not None and speaker.name and actor.name.lower() in {"he", "she"}:
            scene.pronouns.setdefault(speaker.name, actor.name.lower())
        return speaker
    return Speaker(actor.name, actor.slug, actor.side, cue, actor.kind is not Kind.BODY)


def _unnamed_official(scene: Scene, actor: Actor, cue: str) -> Speaker:
    """ "the official" goes on where "a senior U.S. official" spoke before."""
    last = scene.last_speaker()
    if last is not None and last.slug is None and last.side is not None:
        return replace(last, cue=cue)
    side = actor.side or _side_of_official(scene.body.folded.text, actor.start)
    return Speaker(None, None, side, cue, is_person=False)


def _side_of_official(text: str, position: int) -> Side | None:
    """Whose "the official" is, from how he was brought in: "a senior administration official", also between marks."""
    found = [match.lastgroup for match in _OFFICIAL.finditer(text, max(0, position - REACH * 5), position)]
    return None if not found else Side.US if found[-1] == "us" else Side.CHINA


def _antecedent(scene: Scene, actor: Actor, cue: str) -> Speaker | None:
    """Whom "he", "she" or "the president" means: the last speaker, or the first person of the sentence before."""
    if actor.name.lower() in {"it", "they"}:
        return _author(scene, actor, cue)
    last = _speaker_just_before(scene, actor)
    if last is not None:
        return replace(last, cue=cue)
    latter = _latter(scene, actor)
    if latter is not None:
        return Speaker(latter.name, latter.slug, latter.side, cue)
    if _is_of_somebody(scene, actor):
        return Speaker(None, None, None, cue, is_person=False)
    stranger = _stranger_before(scene, actor)
    if stranger is not None:
        return Speaker(stranger, None, None, cue)
    for candidate in _last_people(scene, actor.start):
        if _agrees(scene, actor.name.lower(), candidate.name) and (
            actor.side is None or candidate.side in (None, actor.side)
        ):
            return Speaker(candidate.name, candidate.slug, candidate.side, cue)
    return None


def _latter(scene: Scene, actor: Actor) -> Actor | None:
    """The second of the two people before in "The latter was glad, he said"."""
    start = scene.sentence_start(actor.start)
    if not scene.masked.startswith(("The latter", "the latter"), start):
        return None
    before = scene.sentences_before(start, 1)
    people = [
        person
        for person in (scene.between(before[0].start, before[0].end) if before else [])
        if person.kind is Kind.PERSON
    ]
    return people[-1] if len(people) > 1 else None


def _stranger_before(scene: Scene, actor: Actor) -> str | None:
    """Somebody nobody knows, who was the subject of the sentence before: "Dina Morales of the Lima Institute called …"."""
    before = (
        scene.sentences_before(scene.sentence_start(actor.start), 1) if actor.kind is Kind.PRONOUN else []
    )
    match = STRANGER.match(scene.masked, before[0].start, before[0].end) if before else None
    if match is None or not NOT_NAMES.isdisjoint(match["name"].lower().split()):
        return None
    cue = CUE.search(scene.masked, match.end(), min(before[0].end, match.end() + REACH))
    if cue is None or any(one.kind is Kind.PERSON for one in scene.between(match.start(), cue.start())):
        return None
    return match["name"]


def _is_of_somebody(scene: Scene, actor: Actor) -> bool:
    """True for "he" after a sentence about somebody without a name: "A guard at the gate, who saw them, shrugged."."""
    if actor.name.lower() not in {"he", "she"}:
        return False
    before = scene.sentences_before(scene.sentence_start(actor.start), 1)
    return bool(before) and BYSTANDER.match(scene.masked, before[0].start, before[0].end) is not None


def _speaker_just_before(scene: Scene, actor: Actor) -> Speaker | None:
    """The speaker of the quotation before, if no other person was made a subject since."""
    number = len(scene.speakers)
    if actor.kind is not Kind.PRONOUN or not number or scene.speakers[-1] is None:
        return None
    last, since = scene.speakers[-1], scene.sentence_end(scene.quoted[number - 1])
    if (
        not last.is_person
        or not _agrees(scene, actor.name.lower(), last.name or "")
        or actor.start - since > REACH * 4
    ):
        return None
    others = [
        other
        for other in scene.between(since, actor.start)
        if other.kind is Kind.PERSON and not scene.is_object(other)
    ]
    return None if others else last


def _last_people(scene: Scene, position: int) -> list[Actor]:
    """People before ``position``: subjects of the nearest sentences first.

    Not those whom a sentence names that has "he" for a subject ("He brought greetings from his president"), nor those
    of a clause that tells of a thing ("the tariff which Ross announced").
    """
    people = [
        actor
        for actor in scene.before(position, 40)
        if actor.kind is Kind.PERSON or (actor.kind is Kind.ROLE and actor.slug)
    ]
    grouped: dict[int, list[Actor]] = {}
    for actor in people:
        start = scene.sentence_start(actor.start + 1)
        is_aside = scene.masked.endswith((" which ", " whom "), max(0, actor.lead - 7), actor.lead)
        if not is_aside and not _HE_HIMSELF.match(scene.masked, start, actor.lead):
            grouped.setdefault(start, []).append(actor)
    ordered: list[Actor] = []
    for start in sorted(grouped, reverse=True):
        ordered.extend(sorted(grouped[start], key=lambda actor: (scene.is_object(actor), actor.start)))
    return ordered


def _author(scene: Scene, actor: Actor, cue: str) -> Speaker | None:
    """Whom "the statement", "the agency" or "it" means: the body named last, else the last speaker."""
    if "spokes" in actor.name:
        return _spokesperson(scene, actor, cue)
    if PERSONAL.search(actor.name):
        people = _last_people(scene, actor.start)
        return (
            Speaker(people[0].name, people[0].slug, people[0].side, cue) if people else scene.last_speaker()
        )
    for candidate in reversed(scene.before(actor.start, 30)):
        if candidate.kind is Kind.BODY and candidate.name not in _PLACES:
            return Speaker(candidate.name, None, candidate.side, cue, is_person=False)
    return scene.last_speaker()


def _spokesperson(scene: Scene, actor: Actor, cue: str) -> Speaker | None:
    """ "a spokesman for the ministry" speaks for its side; "the spokesman" alone is who spoke before."""
    principal = scene.first_in(actor.end, actor.end + 60)
    if principal and FOR.match(scene.masked[actor.end : principal[0].lead]):
        name = principal[0].name if principal[0].kind is Kind.BODY else None
        return Speaker(name, None, principal[0].side, cue, is_person=False)
    last = scene.last_speaker()
    if last is not None and not actor.name.lower().startswith("a "):
        return replace(last, cue=cue)
    named = [person for person in _last_people(scene, actor.start) if person.side is not None][:1]
    if named and actor.name.lower().startswith("the "):
        return Speaker(named[0].name, named[0].slug, named[0].side, cue)
    return Speaker(None, None, None, cue, is_person=False)


def _agrees(scene: Scene, pronoun: str, name: str) -> bool:
    if scene.pronouns.get(name, pronoun) != pronoun:
        # a name that says nothing of the sex: "he" once, so never "she"
        return False
    first = name.split(" ")[0].lower()
    if pronoun == "she":
        return first not in MALE_NAMES - FEMALE_NAMES
    if pronoun == "he":
        return first not in FEMALE_NAMES - MALE_NAMES
    return True
