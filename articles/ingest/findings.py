"""Writes the rows of what was found in a text: dates, people, quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.extraction.annotations import Extraction
from articles.models import ArticleText, DateMention, Official, OfficialMention, Quotation

from .inserting import insert_rows

FOUND = (DateMention, OfficialMention, Quotation)

_SPAN = ("text", "start", "end")
_OF_DATES = (*_SPAN, "value", "earliest", "latest", "granularity", "timex", "kind", "reason")
_OF_PEOPLE = (*_SPAN, "name", "official", "side", "role", "reason")
_OF_QUOTES = (*_SPAN, "speaker", "speaker_name", "side", "cue")

Found = tuple[ArticleText, Extraction, dict[str, int]]
"""A text, what was read from it, and the row of each official it proposes, by name."""


def forget_findings(text: ArticleText) -> None:
    """Delete the machine-made rows of a text, before they are made anew."""
    for model in FOUND:
        model.objects.filter(text=text).delete()


def keep_findings(founds: Sequence[Found]) -> None:
    """Store the machine-made rows of the texts."""
    slugs = {one.official for _, extraction, _ in founds for one in extraction.people}
    slugs |= {one.speaker for _, extraction, _ in founds for one in extraction.quotes}
    known = Official.objects.filter(slug__in=slugs - {None}).order_by()
    officials = dict(known.values_list("slug", "pk"))
    insert_rows(DateMention, _OF_DATES, _dates(founds))
    insert_rows(OfficialMention, _OF_PEOPLE, _people(founds, officials))
    insert_rows(Quotation, _OF_QUOTES, _quotes(founds, officials))


def _dates(founds: Sequence[Found]) -> Iterator[tuple[object, ...]]:
    for text, extraction, _ in founds:
        for one in extraction.dates:
            yield (
                text.pk, one.start, one.end, one.value or "", one.earliest, one.latest, one.granularity or "",
                one.timex or "", one.kind, one.reason,
            )  # fmt: skip


def _people(founds: Sequence[Found], officials: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for text, extraction, proposed in founds:
        for one in extraction.people:
            official = officials.get(one.official or "") or proposed.get(one.name)
            yield (
                text.pk, one.start, one.end, one.name[:160], official, one.side or "", (one.role or "")[:300], one.reason,
            )  # fmt: skip


def _quotes(founds: Sequence[Found], officials: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for text, extraction, _ in founds:
        for one in extraction.quotes:
            yield (
                text.pk, one.start, one.end, officials.get(one.speaker or ""), (one.speaker_name or "")[:160],
                one.side or "", (one.cue or "")[:60],
            )  # fmt: skip
