"""Who said a quotation: the verb of saying next to it and its subject, else whoever spoke before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from ..annotations import Side, Span
from ..body import Body
from ..people.lexicon import FEMALE_NAMES, MALE_NAMES, word_set
from .actors import Actor, Kind
from .marks import Quoted

_CUE = re.compile(
    r"\b(?:sa(?:id|ys|y|ying)|t(?:old|ells|elling)|add(?:ed|s|ing)|wr(?:ote|ites|iting)|tweet(?:ed|s|ing)|explain(?:ed|s|ing)|argu(?:ed|es|ing)|warn(?:ed|s|ing)|stress(?:ed|es|ing)|"
    r"remark(?:ed|s|ing)|comment(?:ed|s|ing)|repl(?:ied|ies|ying)|respond(?:ed|s|ing)|ask(?:ed|s|ing)|continu(?:ed|es|ing)|insist(?:ed|s|ing)|stat(?:ed|es|ing)|not(?:ed|es|ing)|observ(?:ed|es|ing)|"
    r"predict(?:ed|s)|announc(?:ed|es|ing)|declar(?:ed|es|ing)|confirm(?:ed|s|ing)|call(?:ed|s|ing)|describ(?:ed|es|ing)|demand(?:ed|s|ing)|urg(?:ed|es|ing)|vow(?:ed|s|ing)|pledg(?:ed|es|ing)|promis(?:ed|es|ing)|"
    r"accus(?:ed|es|ing)|report(?:ed|s|ing)|read|reads|put it|went on|goes on|recall(?:ed|s|ing)|post(?:ed|s|ing)|cit(?:ed|es|ing)|claim(?:ed|s|ing)|express(?:ed|es|ing)|hop(?:ed|es|ing)|conclud(?:ed|es|ing)|"
    r"reiterat(?:ed|es|ing)|emphasi[sz](?:ed|es|ing)|acknowledg(?:ed|es|ing)|admit(?:ted|s|ting)|caution(?:ed|s|ing)|hail(?:ed|s|ing)|prais(?:ed|es|ing)|criti(?:cized|cised|cizes|cises|cizing)|blast(?:ed|s)|slammed|denounced|"
    r"condemned|rejected|dismissed|signal(?:ed|led|s)|suggest(?:ed|s|ing)|quipped|joked|boasted|complained|lamented|protested|testified|conceded|maintained|affirmed|proposed|labeled|labelled|dubbed|branded|"
    r"characteri[sz]ed|welcomed|threatened|undertook|agreed|spoke of|speaks of|speaking of|talked of|wants|wanted|seeks|sought|message|words|commentary|[Aa]ccording to|conveys|view of|quoted|opined|mused|told of|laid out|let it be known|writes|disclosed|revealed|advised|assured|countered|retorted|shouted|cried|summed up)\b"
)
_AFTER_SUBJECT = re.compile(r"[Aa]ccording to|view of|words of|message of|spoke by")
_PREPOSITIONS = word_set(
    "with by of to from for under between against after at over in on and about alongside including before than into toward towards through"
)
_INVERTED = re.compile(
    r"\s*(?:(?!that\b|it\b|he\b|she\b|they\b|there\b|in\b|on\b|at\b|to\b)[\w.'-]+\s+){0,7}$"
)
_WEAK = re.compile(
    r"want|sought|seek|agree|undert|hop(?:ed|es|ing)|demand|promis|pledg|welcom|threat|cit(?:ed|es|ing)|view of|words|message|express|call|describ|report|sugges|signal"
)
_ASIDE = re.compile(
    r",\s*(?:who|whose|which|the|a|an|speaking|citing|in|on|at|as|present|standing|flanked|for|after|before|when|while|his|her|its|China's|head|chief|editor)\b"
)
_WORD_BEFORE = re.compile(r"([\w']+) (?:the |a |an |its |his |her )?$")
_OWNER = re.compile(
    r"'s? (?!(?:letter|tweet|message|post|statement|words|remarks|speech|comments?|reply|answer)\b)"
)
_SIGNED = re.compile(r"\s?(?:--?|\(|~)\s?(?:the |says |by )?$")
_PERSONAL = re.compile(r"letter|tweet|post$")
_REACH = 400


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, and the cue that shows so."""

    name: str | None
    slug: str | None
    side: Side | None
    cue: str | None = None
    is_person: bool = True


class Attribution:
    """Reads one text's quotations in order, each with the ones before in mind."""

    def __init__(self, body: Body, quoted: list[Quoted], actors: list[Actor]) -> None:
        self.body = body
        self.quoted = quoted
        opening = [quote.start for quote in quoted]
        self.actors = [actor for actor in actors if not _is_quoted(actor, quoted, opening)]
        self._starts = [actor.start for actor in self.actors]
        self._masked = _mask(body.folded.text, quoted)
        self.speakers: list[Speaker | None] = []

    def speaker_of(self, number: int) -> Speaker | None:
        """Who said quotation ``number``: its own sentence first, then the quotation or the sentences before it."""
        speaker = (
            self._before(number)
            or self._after(number)
            or self._same_sentence(number)
            or self._earlier(number)
        )
        self.speakers.append(speaker)
        return speaker

    # the sentence of the quotation

    def _before(self, number: int) -> Speaker | None:
        """ "Ross told reporters, “…”" """
        quote = self.quoted[number]
        start = self._sentence_start(quote.outer_start)
        if number and self.quoted[number - 1].outer_end > start:
            start = self.quoted[number - 1].outer_end
        return self._read_clause(start, quote.outer_start, last_cue=True)

    def _after(self, number: int) -> Speaker | None:
        """ "“…,” Ross said", "“…” talks, state media said"."""
        quote = self.quoted[number]
        if not quote.is_closed:
            return None
        signed = self._first_in(quote.outer_end, quote.outer_end + 60)
        if (
            signed
            and signed[0].kind is Kind.PERSON
            and _SIGNED.match(self._masked[quote.outer_end : signed[0].lead])
        ):
            return self._speaker(signed, "")
        end = self._sentence_end(quote)
        return self._read_clause(quote.outer_end, end, last_cue=False) if end > quote.outer_end else None

    def _sentence_start(self, position: int) -> int:
        sentences = self.body.sentences
        index = _last_at(sentences, position)
        return max(sentences[index].start, position - _REACH) if index >= 0 else 0

    def _sentence_end(self, quote: Quoted) -> int:
        """The end of the sentence that goes on after the closing mark; the mark itself if none does."""
        sentences, text = self.body.sentences, self.body.folded.text
        index = _last_at(sentences, quote.outer_end)
        if index < 0:
            return quote.outer_end
        sentence = sentences[index]
        if sentence.end <= quote.outer_end + 1:
            following = sentences[index + 1] if index + 1 < len(sentences) else None
            # "“How long?” Ross said": the sentence was cut after the question mark
            if (
                following is None
                or text[quote.end - 1] not in "?!…,-"
                or "\n" in text[quote.outer_end : following.start]
            ):
                return quote.outer_end
            sentence = following
        elif sentence.start >= quote.outer_end and text[quote.end - 1] not in "?!…,-":
            return quote.outer_end
        return min(sentence.end, quote.outer_end + _REACH)

    def _read_clause(self, start: int, end: int, *, last_cue: bool) -> Speaker | None:
        """The subject of a verb of saying between ``start`` and ``end``."""
        cues = list(_CUE.finditer(self._masked, start, end))
        if last_cue:
            # the verb nearest to the mark, and "said" before "wants"
            cues.sort(key=lambda cue: (bool(_WEAK.match(cue.group())), -cue.start()))
        for cue in cues:
            subject = self._subject(start, cue, end)
            if subject is not None:
                return self._speaker(subject, cue.group())
        return None

    def _subject(self, start: int, cue: re.Match[str], end: int) -> list[Actor] | None:
        if _AFTER_SUBJECT.match(cue.group()):
            return self._first_in(cue.end(), min(end, cue.end() + 120))
        before = self._between(start, cue.start())
        subjects = [actor for actor in before if not self._is_object(actor)]
        if subjects:
            return self._before_aside(subjects, cue) or self._with_partner(subjects, before)
        inverted = self._first_in(cue.end(), min(end, cue.end() + 100))
        if inverted and _INVERTED.match(self._masked[cue.end() : inverted[0].lead]):
            return inverted
        return before[-1:] or None

    def _before_aside(self, subjects: list[Actor], cue: re.Match[str]) -> list[Actor] | None:
        """ "Greer, who sat with He Lifeng, called it …": an aside that ends at the verb began after the subject."""
        if not self._masked[subjects[0].end : cue.start()].rstrip().endswith(","):
            return None
        return next(([actor] for actor in subjects if _ASIDE.match(self._masked, actor.end)), None)

    def _with_partner(self, subjects: list[Actor], before: list[Actor]) -> list[Actor]:
        """ "Mnuchin and Ross said": both, if the last two are joined by "and"."""
        last = subjects[-1]
        index = before.index(last)
        following = before[index + 1] if index + 1 < len(before) else None
        if (
            following is not None
            and self._masked[last.end : following.lead].strip() in {"and", "and the"}
            and last.kind is Kind.PERSON is following.kind
        ):
            return [last, following]
        return [last]

    def _is_object(self, actor: Actor) -> bool:
        """True if a preposition stands before ("with Wang Yang") or something of the actor's follows ("Ross's aide")."""
        if _OWNER.match(self._masked, actor.end):
            return True
        match = _WORD_BEFORE.search(self._masked[max(0, actor.lead - 30) : actor.lead])
        # "And" at the head of a sentence joins sentences, not names
        return bool(match and match.group(1) != "And" and match.group(1).lower() in _PREPOSITIONS)

    def _between(self, start: int, end: int) -> list[Actor]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.actors[low:high]

    def _first_in(self, start: int, end: int) -> list[Actor]:
        return self._between(start, end)[:1]

    # what an actor stands for

    def _speaker(self, actors: list[Actor], cue: str) -> Speaker | None:
        if len(actors) == 2:
            first, second = actors
            side = first.side if first.side == second.side else Side.JOINT
            return Speaker(f"{first.name} and {second.name}", None, side, cue)
        actor = actors[0]
        if actor.kind is Kind.PERSON and _OWNER.match(self._masked, actor.end):
            # "Ross's spokesman said": somebody of his side
            return Speaker(None, None, actor.side, cue)
        if actor.kind is Kind.PRONOUN or (actor.kind is Kind.ROLE and actor.slug is None):
            return self._antecedent(actor, cue)
        if actor.kind is Kind.PAPER:
            return self._author(actor, cue)
        return Speaker(actor.name, actor.slug, actor.side, cue, actor.kind is not Kind.BODY)

    def _antecedent(self, actor: Actor, cue: str) -> Speaker | None:
        """Whom "he", "she" or "the president" means: the last speaker, or the first person of the sentence before."""
        if actor.name.lower() in {"it", "they"}:
            return self._author(actor, cue)
        last = self._speaker_just_before(actor)
        if last is not None:
            return replace(last, cue=cue)
        for candidate in self._last_people(actor.start):
            if _agrees(actor.name.lower(), candidate.name) and (
                actor.side is None or candidate.side in (None, actor.side)
            ):
                return Speaker(candidate.name, candidate.slug, candidate.side, cue)
        return None

    def _speaker_just_before(self, actor: Actor) -> Speaker | None:
        """The speaker of the quotation before, if no other person was made a subject since."""
        number = len(self.speakers)
        if actor.kind is not Kind.PRONOUN or not number or self.speakers[-1] is None:
            return None
        last, since = self.speakers[-1], self._sentence_end(self.quoted[number - 1])
        if (
            not last.is_person
            or not _agrees(actor.name.lower(), last.name or "")
            or actor.start - since > _REACH * 4
        ):
            return None
        others = [
            other
            for other in self._between(since, actor.start)
            if other.kind is Kind.PERSON and not self._is_object(other)
        ]
        return None if others else last

    def _last_people(self, position: int) -> list[Actor]:
        """People before ``position``: subjects of the nearest sentences first."""
        index = bisect_left(self._starts, position)
        people = [
            actor
            for actor in self.actors[max(0, index - 40) : index]
            if actor.kind is Kind.PERSON or (actor.kind is Kind.ROLE and actor.slug)
        ]
        grouped: dict[int, list[Actor]] = {}
        for actor in people:
            grouped.setdefault(self._sentence_start(actor.start + 1), []).append(actor)
        ordered: list[Actor] = []
        for start in sorted(grouped, reverse=True):
            ordered.extend(sorted(grouped[start], key=lambda actor: (self._is_object(actor), actor.start)))
        return ordered

    def _author(self, actor: Actor, cue: str) -> Speaker | None:
        """Whom "the statement", "the agency" or "it" means: the body named last, else the last speaker."""
        if _PERSONAL.search(actor.name):
            people = self._last_people(actor.start)
            return (
                Speaker(people[0].name, people[0].slug, people[0].side, cue)
                if people
                else self._last_speaker()
            )
        index = bisect_left(self._starts, actor.start)
        for candidate in reversed(self.actors[max(0, index - 30) : index]):
            if candidate.kind is Kind.BODY and not _is_place(candidate.name):
                return Speaker(candidate.name, None, candidate.side, cue, is_person=False)
        return self._last_speaker()

    # nothing in the sentence itself

    def _same_sentence(self, number: int) -> Speaker | None:
        """A quotation in the same paragraph right after another goes on with its speaker."""
        if not number:
            return None
        previous, quote = self.quoted[number - 1], self.quoted[number]
        if "\n\n" in self._masked[previous.outer_end : quote.outer_start] or self.speakers[-1] is None:
            return None
        return self.speakers[-1] if not self._names_a_subject(previous.outer_end, quote.outer_start) else None

    def _names_a_subject(self, start: int, end: int) -> bool:
        between = self._between(
            self._sentence_start(end) if self._sentence_start(end) > start else start, end
        )
        return any(actor.kind is Kind.PERSON and not self._is_object(actor) for actor in between)

    def _earlier(self, number: int) -> Speaker | None:
        """The subject of the quotation's own sentence, the speaker of the paragraph before, or the last speaker."""
        quote = self.quoted[number]
        start = self._sentence_start(quote.outer_start)
        own = [
            actor
            for actor in self._between(start, quote.outer_start)
            if actor.kind in {Kind.PERSON, Kind.BODY} and not self._is_object(actor)
        ]
        if own:
            return Speaker(own[0].name, own[0].slug, own[0].side, None, own[0].kind is Kind.PERSON)
        if (
            number
            and quote.outer_start - self.quoted[number - 1].outer_end < _REACH
            and self.speakers[-1] is not None
        ):
            return self.speakers[-1]
        return self._speaker_of_sentence_before(start) or self._last_speaker()

    def _speaker_of_sentence_before(self, position: int) -> Speaker | None:
        sentences = self.body.sentences
        index = _last_at(sentences, position - 1)
        for sentence in reversed(sentences[max(0, index - 1) : index + 1]):
            speaker = self._read_clause(
                max(sentence.start, sentence.end - _REACH * 2), sentence.end, last_cue=True
            )
            if speaker is not None:
                return speaker
            people = [
                actor
                for actor in self._between(sentence.start, sentence.end)
                if actor.kind is Kind.PERSON and not self._is_object(actor)
            ]
            if people:
                return Speaker(people[0].name, people[0].slug, people[0].side)
        return None

    def _last_speaker(self) -> Speaker | None:
        return next((speaker for speaker in reversed(self.speakers) if speaker is not None), None)


def _is_quoted(actor: Actor, quoted: list[Quoted], opening: list[int]) -> bool:
    index = bisect_left(opening, actor.start + 1) - 1
    return index >= 0 and actor.start < quoted[index].end


def _mask(text: str, quoted: list[Quoted]) -> str:
    """The text with the insides of quotations blanked: verbs in them are not cues."""
    pieces, copied = [], 0
    for quote in quoted:
        pieces.append(text[copied : quote.start])
        pieces.append(" " * (quote.end - quote.start))
        copied = quote.end
    pieces.append(text[copied:])
    return "".join(pieces)


def _last_at(sentences: list[Span], position: int) -> int:
    """The index of the last sentence that starts at or before ``position``, -1 if none does."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].start <= position:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _agrees(pronoun: str, name: str) -> bool:
    first = name.split()[0].lower()
    if pronoun == "she":
        return first not in MALE_NAMES - FEMALE_NAMES
    if pronoun == "he":
        return first not in FEMALE_NAMES - MALE_NAMES
    return True


def _is_place(name: str) -> bool:
    return name in {
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
