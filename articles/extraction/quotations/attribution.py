"""Who said a quotation: the verb of saying next to it and its subject, else whoever spoke before."""

from __future__ import annotations

import re

from .actors import Actor, Kind
from .antecedents import stands_for
from .cues import (
    AFTER_SUBJECT,
    ANY_VERB,
    ASIDE,
    ASIDE_END,
    CUE,
    INVERTED,
    MAIN_VERB,
    NAME,
    PASSIVE,
    PLAIN,
    REACH,
    RELATIVE,
    SIGNED,
    SOMEBODY,
    STRANGER,
    TAKES_OBJECT,
    WEAK,
)
from .marks import Quoted
from .reported import answer_start, as_somebody_put_it, quoted_as_saying
from .scene import Scene, Speaker

_PARAGRAPHS = 12
"""Paragraphs over which one quotation may run until its speaker is named."""


class Attribution:
    """Gives the quotations of a scene their speakers, in order, each with the ones before in mind."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def speaker_of(self, number: int) -> Speaker | None:
        """Who said quotation ``number``: its own sentence first, then the quotation or the sentences before it."""
        speaker = (
            self._reported(number)
            or self._before(number)
            or self._after(number)
            or self._closed_later(number)
            or self._same_sentence(number)
            or self._answer(number)
            or self._earlier(number)
        )
        self.scene.speakers.append(speaker)
        return speaker

    def _reported(self, number: int) -> Speaker | None:
        """ "“…,” as Ross put it"; "“…,” the agency quoted him as saying": whoever else the sentence names."""
        quote = self.scene.quoted[number]
        end = self.scene.sentence_end(quote) if quote.is_closed else quote.outer_end
        start = self._clause_start(number)
        actors = as_somebody_put_it(self.scene, quote.outer_end, end) or quoted_as_saying(
            self.scene, start, quote.outer_start, quote.outer_end, end
        )
        return stands_for(self.scene, actors, "quoted") if actors else None

    def _clause_start(self, number: int) -> int:
        """Where the sentence begins that leads to the quotation, or its part after the quotation before."""
        start = self.scene.sentence_start(self.scene.quoted[number].outer_start)
        return max(start, self.scene.quoted[number - 1].outer_end) if number else start

    def _before(self, number: int) -> Speaker | None:
        """ "Ross told reporters, “…”" """
        quote = self.scene.quoted[number]
        return self._read_clause(self._clause_start(number), quote.outer_start, last_cue=True)

    def _after(self, number: int) -> Speaker | None:
        """ "“…,” Ross said", "“…” talks, state media said"."""
        quote = self.scene.quoted[number]
        if not quote.is_closed:
            return None
        signed = self.scene.first_in(quote.outer_end, quote.outer_end + 60)
        if (
            signed
            and signed[0].kind is Kind.PERSON
            and SIGNED.match(self.scene.masked[quote.outer_end : signed[0].lead])
        ):
            return stands_for(self.scene, signed, "")
        end = self.scene.sentence_end(quote)
        if end <= quote.outer_end:
            return None
        return self._read_clause(quote.outer_end, end, last_cue=False) or self._beside_any_verb(quote)

    def _beside_any_verb(self, quote: Quoted) -> Speaker | None:
        """ "“…,” judges Dina Morales": a name right behind a verb that right follows the mark, whatever the verb."""
        match = ANY_VERB.match(self.scene.masked, quote.outer_end)
        if match is None or self.scene.body.folded.text[quote.end - 1] not in ",?!":
            return None
        known = self.scene.between(match.start("name"), match.end())
        return stands_for(self.scene, known[:1], "") if known else Speaker(match["name"], None, None)

    def _closed_later(self, number: int) -> Speaker | None:
        """Who is named after the last paragraph of a quotation over several: "“…\n\n“…,” Liao said"."""
        for later in range(number, min(number + _PARAGRAPHS, len(self.scene.quoted))):
            if self.scene.quoted[later].is_closed:
                return self._after(later) if later > number else None
        return None

    def _answer(self, number: int) -> Speaker | None:
        """In an answer, "A: China stands by that. “…”", nobody whom the question names; the side that it speaks of."""
        start = answer_start(self.scene, self.scene.quoted[number].outer_start)
        if start is None:
            return None
        told = self.scene.between(start, self.scene.quoted[number].outer_start)
        side = next((actor.side for actor in told if actor.kind is Kind.BODY), None)
        return Speaker(None, None, side, is_person=False)

    def _read_clause(self, start: int, end: int, *, last_cue: bool) -> Speaker | None:
        """The subject of a verb of saying between ``start`` and ``end``."""
        cues = list(CUE.finditer(self.scene.masked, start, end))
        if last_cue:
            # the verb nearest to the mark, and "said" before "wants"
            cues.sort(key=lambda cue: (bool(WEAK.match(cue.group())), -cue.start()))
        for cue in cues:
            if self._is_of_thing(start, cue, end):
                continue
            subject = self._subject(start, cue, end)
            if subject is not None:
                return stands_for(self.scene, subject, cue.group())
            unnamed = self._unnamed(start, cue, end)
            if unnamed is not None:
                return unnamed
        return None

    def _is_of_thing(self, start: int, cue: re.Match[str], end: int) -> bool:
        """True for "announced" in "the tariff which Ross announced in May was “…”": it tells which tariff."""
        before = self.scene.between(start, cue.start())
        told = self.scene.masked[max(start, before[-1].lead - 7) : before[-1].lead] if before else ""
        return (
            told.endswith((" which ", " whom "))
            and MAIN_VERB.search(self.scene.masked, cue.end(), end) is not None
        )

    def _unnamed(self, start: int, cue: re.Match[str], end: int) -> Speaker | None:
        """ "a person who knows the plans said", "said one farmer": somebody, but nobody named before."""
        if AFTER_SUBJECT.match(cue.group()) and (
            cue.group().endswith("to") or SOMEBODY.match(self.scene.masked[cue.end() :].lstrip(), 0, 60)
        ):
            return Speaker(None, None, None, cue.group(), is_person=False)
        before = self.scene.masked[start : cue.start()].strip(" ,\n-")
        if not PLAIN.fullmatch(cue.group()):
            # "Peru's Dina Morales called it “…”": a name that nobody known bears is still the subject
            return _stranger(before, cue.group())
        after = self.scene.masked[cue.end() : min(end, cue.end() + 120)]
        phrase = before or after.strip(" ,.\n")
        match = SOMEBODY.match(phrase)
        if match is None or len(phrase.split()) > (12 if before else 16):
            return None
        handle = next(
            (
                actor
                for actor in self.scene.actors
                if actor.kind is Kind.PERSON and _is_handle_of(phrase, actor.name)
            ),
            None,
        )
        if handle is not None:
            return Speaker(handle.name, handle.slug, handle.side, cue.group())
        named = before and phrase[0].isupper() and match.group() != "The " and len(phrase.split()) <= 4
        name = phrase if named else None
        return Speaker(name, None, None, cue.group(), is_person=False)

    def _subject(self, start: int, cue: re.Match[str], end: int) -> list[Actor] | None:
        if AFTER_SUBJECT.match(cue.group()):
            source = self.scene.first_in(cue.end(), min(end, cue.end() + 120))
            is_next = bool(source) and INVERTED.match(self.scene.masked[cue.end() : source[0].lead])
            return source if is_next else None
        passive = self.scene.first_in(cue.end(), min(end, cue.end() + 80))
        if passive and PASSIVE.match(self.scene.masked[cue.end() : passive[0].lead]):
            return passive
        before = self.scene.between(start, cue.start())
        if before and before[-1].kind is Kind.PERSON and self._is_relative(before[-1], cue):
            return before[-1:]
        subjects = [actor for actor in before if not self.scene.is_object(actor)]
        if subjects:
            return self._before_aside(subjects, cue) or self._with_partner(subjects, before)
        if TAKES_OBJECT.match(cue.group()):
            return before[-1:] or None
        inverted = self.scene.first_in(cue.end(), min(end, cue.end() + 100))
        if (
            inverted
            and inverted[0].kind is not Kind.PRONOUN
            and INVERTED.match(self.scene.masked[cue.end() : inverted[0].lead])
        ):
            return inverted
        if (
            before
            and before[-1].kind is Kind.PERSON
            and SOMEBODY.match(self.scene.masked[start : before[-1].lead].strip(" ,\n"))
        ):
            # "a person close to Trump said"
            return None
        return before[-1:] or None

    def _is_relative(self, actor: Actor, cue: re.Match[str]) -> bool:
        """ "Liu read a letter from Xi, who wrote …": the verb is of whoever stands before "who"."""
        return RELATIVE.fullmatch(self.scene.masked, actor.end, cue.start()) is not None

    def _before_aside(self, subjects: list[Actor], cue: re.Match[str]) -> list[Actor] | None:
        """ "Greer, who sat with He Lifeng, called it …": an aside that ends at the verb began after the subject."""
        if not ASIDE_END.search(self.scene.masked, subjects[0].end, cue.start()):
            return None
        return next(([actor] for actor in subjects if ASIDE.match(self.scene.masked, actor.end)), None)

    def _with_partner(self, subjects: list[Actor], before: list[Actor]) -> list[Actor]:
        """ "Mnuchin and Ross said": both, if the last two are joined by "and"."""
        last = subjects[-1]
        index = before.index(last)
        following = before[index + 1] if index + 1 < len(before) else None
        if (
            following is not None
            and self.scene.masked[last.end : following.lead].strip() in {"and", "and the"}
            and last.kind is Kind.PERSON is following.kind
        ):
            return [last, following]
        return [last]

    def _same_sentence(self, number: int) -> Speaker | None:
        """A quotation in the same paragraph right after another goes on with its speaker."""
        if not number:
            return None
        previous, quote = self.scene.quoted[number - 1], self.scene.quoted[number]
        if (
            "\n\n" in self.scene.masked[previous.outer_end : quote.outer_start]
            or self.scene.speakers[-1] is None
        ):
            return None
        return (
            self.scene.speakers[-1]
            if not self._names_a_subject(previous.outer_end, quote.outer_start)
            else None
        )

    def _names_a_subject(self, start: int, end: int) -> bool:
        between = self.scene.between(
            self.scene.sentence_start(end) if self.scene.sentence_start(end) > start else start, end
        )
        return any(actor.kind is Kind.PERSON and not self.scene.is_object(actor) for actor in between)

    def _earlier(self, number: int) -> Speaker | None:
        """The subject of the quotation's own sentence, the speaker of the paragraph before, or the last speaker."""
        quote = self.scene.quoted[number]
        start = self.scene.sentence_start(quote.outer_start)
        own = [
            actor
            for actor in self.scene.between(start, quote.outer_start)
            if actor.kind in {Kind.PERSON, Kind.BODY} and not self.scene.is_object(actor)
        ] or [actor for actor in self.scene.between(start, quote.outer_start) if self.scene.owns(actor)]
        if own:
            return Speaker(own[0].name, own[0].slug, own[0].side, None, own[0].kind is Kind.PERSON)
        if (
            number
            and quote.outer_start - self.scene.quoted[number - 1].outer_end < REACH
            and self.scene.speakers[-1] is not None
        ):
            return self.scene.speakers[-1]
        return self._speaker_of_sentence_before(start) or self.scene.last_speaker()

    def _speaker_of_sentence_before(self, position: int) -> Speaker | None:
        for sentence in self.scene.sentences_before(position, 2):
            speaker = self._read_clause(
                max(sentence.start, sentence.end - REACH * 2), sentence.end, last_cue=True
            )
            if speaker is not None:
                return speaker
            people = [
                actor
                for actor in self.scene.between(sentence.start, min(sentence.end, sentence.start + REACH * 4))
                if actor.kind is Kind.PERSON and not self.scene.is_object(actor)
            ]
            if people:
                return Speaker(people[0].name, people[0].slug, people[0].side)
        return None


def _stranger(subject: str, cue: str) -> Speaker | None:
    """The bearer of a name that is not known: "Dina Morales of the Lima Institute" before "called it"."""
    match = NAME.fullmatch(subject) or STRANGER.match(subject)
    if match is None or len(subject.split()) > 14:
        return None
    name = match["name"] if match.re is STRANGER else subject
    return Speaker(name, None, None, cue)


def _is_handle_of(phrase: str, name: str) -> bool:
    """True for "@stevenmnuchin1" and "Steven Mnuchin"."""
    surname = name.split()[-1].lower()
    return len(surname) >= 5 and "@" in phrase and surname in phrase.lower()
