"""Decisions that ship with the chronology: which links of the sample articles its makers accepted.

They stand in for an editor's work, so that a first look at the site shows sources with their sentences. They are
human decisions: made once, never changed by loading again.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.models import Citation, ReviewState
from articles.models.counts import refresh_events


@transaction.atomic
def load_decisions(file: Path) -> tuple[int, list[str]]:
    """Accept the proposed links that ``file`` names by article title and event.

    Returns how many were new, and the entries that nobody proposed. Links that somebody decided already are left as
    they are.
    """
    accepted, missing = [], []
    for entry in json.loads(file.read_text(encoding="utf-8")):
        # all that match: copies of one story bear one title
        citations = list(Citation.objects.filter(article__title=entry["article"], event__slug=entry["event"]))
        if not citations:
            missing.append(f"“{entry['article']}” and {entry['event']}")
        accepted += [citation for citation in citations if not citation.is_decided]
    for citation in accepted:
        citation.state = ReviewState.ACCEPTED
        citation.decided_at = timezone.now()
        citation.note = "Accepted by the makers of the sample articles."
        citation.save()
    refresh_events({citation.event_id for citation in accepted})
    return len(accepted), missing
