"""What the sources of an event quote each side with, read by the machine: from texts everybody may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.models import Citation, Quotation, ReviewState

QUOTATIONS_SHOWN = 40
TELLING = {Citation.EventRelation.REPORT, Citation.EventRelation.AFTERMATH}
SHORTEST = 20
"""Characters: shorter ones are single words in quotation marks."""


def quotations_by_side(citations: Iterable[Citation]) -> dict[str, list[Quotation]]:
    """Side → quotations in accepted reports of the event and after it, oldest article first; each words once.

    One query, none where no text of theirs is free.
    """
    free = {
        link.article_id: link.article
        for link in citations
        if link.state == ReviewState.ACCEPTED and link.relation in TELLING and link.article.is_text_free
    }
    if not free:
        return {}
    rows = Quotation.objects.filter(text__is_current=True, text__article__in=free).exclude(side="")
    rows = (
        rows.that_may_be_shown().select_related("speaker").order_by("text__article__published_latest", "pk")
    )
    found: dict[str, dict[str, Quotation]] = defaultdict(dict)
    for one in rows[:QUOTATIONS_SHOWN]:
        # the page finds out once by which words an article without a title goes
        one.text.article = free[one.text.article_id]
        if len(one.said) >= SHORTEST and (one.speaker or one.speaker_name):
            found[one.side].setdefault(one.said.casefold(), one)
    return {side: list(quotations.values()) for side, quotations in found.items()}
