"""One text with its quotations and actors, as the attribution walks through it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ..annotations import Side, Span
from ..body import Body
from .actors import Actor, Kind
from .cues import OWNER, PREPOSITIONS, REACH, WORD_BEFORE
from .marks import Quoted


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, and the cue that shows so."""

    name: str | None
    slug: str | None
    side: Side | None
    cue: str | None = None
    is_person: bool = True


class Scene:
    """The quotations of ``body`` in order, the actors outside of them, and the speakers settled so far."""

    def __init__(self, body: Body, quoted: list[Quoted], actors: list[Actor]) -> None:
        self.body = body
        self.quoted = quoted
        opening = [quote.start for quote in quoted]
        self.actors = [actor for actor in actors if not _is_quoted(actor, quoted, opening)]
        self._starts = [actor.start for actor in self.actors]
        self.masked = _mask(body.folded.text, quoted)
        self.speakers: list[Speaker | None] = []
        self.pronouns: dict[str, str] = {}
        """What each name was called by: "he" or "she"."""

    def between(self, start: int, end: int) -> list[Actor]:
        """The actors that begin between ``start`` and ``end``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.actors[low:high]

    def first_in(self, start: int, end: int) -> list[Actor]:
        """The first actor between ``start`` and ``end``, in a list; an empty list if there is none."""
        return self.between(start, end)[:1]

    def before(self, position: int, count: int) -> list[Actor]:
        """The last ``count`` actors that begin before ``position``."""
        index = bisect_left(self._starts, position)
        return self.actors[max(0, index - count) : index]

    def is_object(self, actor: Actor) -> bool:
        """True if a preposition or a colon stands before ("with Wang Yang") or something of the actor's follows ("Ross's aide")."""
        if OWNER.match(self.masked, actor.end):
            return True
        before = self.masked[max(0, actor.lead - 30) : actor.lead]
        if before.endswith(": "):
            return True
        match = WORD_BEFORE.search(before)
        # "And" at the head of a sentence joins sentences, not names
        return bool(match and match.group(1) != "And" and match.group(1).lower() in PREPOSITIONS)

    def owns(self, actor: Actor) -> bool:
        """True for a person whose something is spoken of: "Ross's account of the day"."""
        return actor.kind is Kind.PERSON and bool(OWNER.match(self.masked, actor.end))

    def sentence_start(self, position: int) -> int:
        """Where the sentence that holds ``position`` begins, at most ``REACH`` before it."""
        sentences = self.body.sentences
        index = _last_at(sentences, position)
        return max(sentences[index].start, position - REACH) if index >= 0 else 0

    def sentence_end(self, quote: Quoted) -> int:
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
        return min(sentence.end, quote.outer_end + REACH)

    def sentences_before(self, position: int, count: int) -> list[Span]:
        """The last ``count`` sentences that begin before ``position``, nearest first."""
        index = _last_at(self.body.sentences, position - 1)
        return self.body.sentences[max(0, index - count + 1) : index + 1][::-1]

    def last_speaker(self) -> Speaker | None:
        """Who spoke last, as far as settled."""
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
