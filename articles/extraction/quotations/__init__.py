"""Direct quotations of a body, each with who said it and for which side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..annotations import Mention, Quotation
from ..body import Body
from ..people.gazetteer import Gazetteer
from .actors import find_actors
from .attribution import Attribution
from .marks import find_quoted
from .scene import Scene

__all__ = ["find_quotations"]

LIMIT = 1000


def find_quotations(
    body: Body,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    day: date | None = None,
    *,
    limit: int = LIMIT,
) -> tuple[Quotation, ...]:
    """The quotations of ``body`` with their speakers, at most ``limit``.

    "“We made headway,” Ross said" gives "We made headway," by Wilbur Ross, for the US.
    """
    quoted = find_quoted(body)[:limit]
    if not quoted:
        return ()
    attribution = Attribution(Scene(body, quoted, find_actors(body, mentions, gazetteer, day)))
    found = []
    for number, quote in enumerate(quoted):
        speaker = attribution.speaker_of(number)
        start, end = body.folded.span(quote.start, quote.end)
        if speaker is None:
            found.append(Quotation(start, end, body.text[start:end]))
            continue
        found.append(
            Quotation(start, end, body.text[start:end], speaker.slug, speaker.name, speaker.side, speaker.cue)
        )
    return tuple(found)
