"""When what the site says last changed, without reading it: for ``ETag`` and ``Last-Modified`` of what is streamed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import NamedTuple

from articles.models import ArticleText, Change, Citation, Event, Revision
from articles.models.edition import present_marks

BEGINNING = datetime(2017, 1, 1, tzinfo=UTC)


class Freshness(NamedTuple):
    """A mark that changes with the content, and the time of the last change."""

    mark: str
    changed: datetime


def freshness() -> Freshness:
    """The present mark and time. Six small queries, none of which reads a list.

    Triggers set the marks of the database: a name that a hand changed there is another state, too.
    """
    newest = [
        _newest(Revision, "at"),
        _newest(Change, "at"),
        _newest(ArticleText, "created_at"),
        _newest(Event, "updated_at"),
    ]
    last_link = Citation.objects.order_by("-pk").values_list("pk", flat=True).first()
    mark = f"{newest} {last_link} {sorted(present_marks()[0].items())}"
    return Freshness(mark, max((at for _, at in newest if at), default=BEGINNING))


def _newest(model, field: str) -> tuple[int, datetime | None]:
    row = model.objects.order_by("-pk").values_list("pk", field).first()
    return row or (0, None)


def weak_etag(*parts: str) -> str:
    """``W/"3f9a…"`` of what an answer depends on."""
    return f'W/"{hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]}"'


def etag_of(body: bytes) -> str:
    """The strong tag of an answer that is there in full."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
