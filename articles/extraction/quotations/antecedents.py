"""Whom a pronoun, a role or a paper without a name stands for."""

from __future__ import annotations

from dataclasses import replace

from ..annotations import Side
from ..people.lexicon import FEMALE_NAMES, MALE_NAMES
from .actors import Actor, Kind
from .cues import FOR, OWNER, PERSONAL, REACH
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
        return _antecedent(scene, actor, cue)
    return Speaker(actor.name, actor.slug, actor.side, cue, actor.kind is not Kind.BODY)


def _unnamed_official(scene: Scene, actor: Actor, cue: str) -> Speaker:
    """ "the official" goes on where "a senior U.S. official" spoke before."""
    last = scene.last_speaker()
    if last is not None and last.slug is None:
        return replace(last, cue=cue)
    return Speaker(None, None, actor.side, cue, is_person=False)


def _antecedent(scene: Scene, actor: Actor, cue: str) -> Speaker | None:
    """Whom "he", "she" or "the president" means: the last speaker, or the first person of the sentence before."""
    if actor.name.lower() in {"it", "they"}:
        return _author(scene, actor, cue)
    last = _speaker_just_before(scene, actor)
    if last is not None:
        return replace(last, cue=cue)
    for candidate in _last_people(scene, actor.start):
        if _agrees(actor.name.lower(), candidate.name) and (
            actor.side is None or candidate.side in (None, actor.side)
        ):
            return Speaker(candidate.name, candidate.slug, candidate.side, cue)
    return None


def _speaker_just_before(scene: Scene, actor: Actor) -> Speaker | None:
    """The speaker of the quotation before, if no other person was made a subject since."""
    number = len(scene.speakers)
    if actor.kind is not Kind.PRONOUN or not number or scene.speakers[-1] is None:
        return None
    last, since = scene.speakers[-1], scene.sentence_end(scene.quoted[number - 1])
    if (
        not last.is_person
        or not _agrees(actor.name.lower(), last.name or "")
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
    """People before ``position``: subjects of the nearest sentences first."""
    people = [
        actor
        for actor in scene.before(position, 40)
        if actor.kind is Kind.PERSON or (actor.kind is Kind.ROLE and actor.slug)
    ]
    grouped: dict[int, list[Actor]] = {}
    for actor in people:
        grouped.setdefault(scene.sentence_start(actor.start + 1), []).append(actor)
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


def _agrees(pronoun: str, name: str) -> bool:
    first = name.split()[0].lower()
    if pronoun == "she":
        return first not in MALE_NAMES - FEMALE_NAMES
    if pronoun == "he":
        return first not in FEMALE_NAMES - MALE_NAMES
    return True
