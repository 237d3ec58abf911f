"""Decisions that ship with the chronology: which links of the sample articles its makers accepted.

They stand in for an editor's work, so that a first look at the site shows sources with their sentences. They are
human decisions: made once, never changed by loading again.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.models import Change, Citation, ReviewState
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

WHY = "Accepted by the makers of the sample articles."


@transaction.atomic
def load_decisions(file: Path) -> tuple[int, list[str]]:
    """Accept the proposed links that ``file`` names by article title and event.

    Returns how many were new, and the entries that nobody proposed. Links that somebody decided already are left as
    they are.
    """
    accepted, missing = [], []
    for entry in json.loads(file.read_text(encoding="utf-8")):
        # all that match: copies of one story bear one title
        found = Citation.objects.filter(article__title=entry["article"], event__slug=entry["event"])
        citations = list(found.select_related("article", "event"))
        if not citations:
            missing.append(f"“{entry['article']}” and {entry['event']}")
        accepted += [citation for citation in citations if not citation.is_decided]
    Change.objects.bulk_create(_log(citation) for citation in accepted)
    for citation in accepted:
        citation.state = ReviewState.ACCEPTED
        citation.decided_at = timezone.now()
        citation.note = WHY
        citation.save()
    touched = {citation.event_id for citation in accepted}
    refresh_events(touched)
    keep_revisions(touched)
    return len(accepted), missing


def _log(citation: Citation) -> Change:
    """The log's row for a decision that ships: made by nobody who has an account here."""
    return Change(
        object_type="citation",
        object_key=f"{citation.event.slug}/{citation.article.key}"[:120],
        event=citation.event,
        field="state",
        old=citation.state,
        new=ReviewState.ACCEPTED,
        reason=WHY,
    )
