"""A document read and linked: the whole way from bytes decoded to proposals, as one pure function."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from articles.extraction.annotations import Document, Extraction
from articles.extraction.knowledge import Knowledge
from articles.extraction.people.gazetteer import Gazetteer, build_gazetteer
from articles.extraction.pipeline import read

from .clues import find_clues
from .dating import infer_date
from .event_index import build_index
from .proposals import propose_events
from .relevance import is_relevant
from .scoring import link_clues


def annotate(document: Document, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> Extraction:
    """All that is read from ``document`` and the events it is linked to.

    A page headed "July 21, 2017" that says the talks "ended on Wednesday" comes back with that day, its people,
    and the Comprehensive Economic Dialogue as its event. The same input always gives the same output.
    """
    names = gazetteer if gazetteer is not None else _gazetteer_of(knowledge)
    reading = read(document, names, partial(infer_date, knowledge=knowledge))
    body, found = reading.body, reading.extraction
    relevant, _ = is_relevant(body, found.people, title=found.title)
    if not relevant:
        # an article about other business may recall a summit, but no editor looks for it there
        return found
    index = build_index(knowledge)
    clues = find_clues(body, index, found.dates, found.people, found.title)
    links = link_clues(clues, found.published, index)
    proposals = propose_events(body, found.published, clues, found.people, links, index)
    return replace(found, relevant=True, events=links, proposals=proposals)


@lru_cache(maxsize=4)
def _gazetteer_of(knowledge: Knowledge) -> Gazetteer:
    """``build_gazetteer``, remembered by what is known as a whole: that is looked up faster than by all officials."""
    return build_gazetteer(knowledge.officials)
