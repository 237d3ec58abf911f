"""Writes the rows of what was found in a text: dates, people, quotations."""

from __future__ import annotations

from articles.extraction.annotations import Extraction
from articles.models import ArticleText, DateMention, Official, OfficialMention, Quotation

FOUND = (DateMention, OfficialMention, Quotation)


def forget_findings(text: ArticleText) -> None:
    """Delete the machine-made rows of a text, before they are made anew."""
    for model in FOUND:
        model.objects.filter(text=text).delete()


def keep_findings(text: ArticleText, extraction: Extraction, proposed: dict[str, int]) -> None:
    """Store the machine-made rows of a text. ``proposed`` maps a proposed official's name to its row."""
    slugs = {one.official for one in extraction.people} | {one.speaker for one in extraction.quotes}
    officials = dict(Official.objects.filter(slug__in=slugs - {None}).values_list("slug", "pk"))
    DateMention.objects.bulk_create(
        DateMention(
            text=text, start=one.start, end=one.end, value=one.value or "", earliest=one.earliest, latest=one.latest,
            granularity=one.granularity or "", timex=one.timex or "", kind=one.kind, reason=one.reason,
        )
        for one in extraction.dates
    )  # fmt: skip
    OfficialMention.objects.bulk_create(
        OfficialMention(
            text=text, start=one.start, end=one.end, name=one.name[:160], side=one.side or "", role=(one.role or "")[:300],
            official_id=officials.get(one.official or "") or proposed.get(one.name), reason=one.reason,
        )
        for one in extraction.people
    )  # fmt: skip
    Quotation.objects.bulk_create(
        Quotation(
            text=text, start=one.start, end=one.end, speaker_id=officials.get(one.speaker or ""),
            speaker_name=(one.speaker_name or "")[:160], side=one.side or "", cue=(one.cue or "")[:60],
        )
        for one in extraction.quotes
    )  # fmt: skip
