"""Revisions: what an event's page said, kept for good each time it came to say something else."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery

from .contents import Contents, contents_of
from .event import Event
from .history import Change

BATCH = 200
"""Events whose contents are in memory at once."""

PRESENTED = {"article_count", "story_count", "sources_left_out"}
"""Numbers that follow from the sources: they alone make no revision."""


class RevisionQuerySet(models.QuerySet):
    def latest_of(self, slugs):
        """``{slug: its newest revision}`` without the contents. One query."""
        newest = self.filter(event_key__in=slugs).order_by("event_key", "number").defer("content")
        return {revision.event_key: revision for revision in newest}


class Revision(models.Model):
    """One state of an event's page. Append-only.

    Named by the event's address, not by its row: a revision outlives a merge, and its address goes on working.
    """

    event_key = models.CharField(max_length=120, help_text="The event's address (its slug).")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="What the page said.")
    sha256 = models.CharField(max_length=64)
    changed = models.JSONField(default=list, blank=True, help_text="What differs from the revision before.")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["event_key", "number"]
        constraints = [models.UniqueConstraint(fields=["event_key", "number"], name="revision_once")]
        indexes = [models.Index(fields=["-at", "-id"], name="revision_newest")]

    def __str__(self):
        return f"{self.event_key}, revision {self.number}"


def newest_number() -> Subquery:
    """The number of an event's newest revision, to be annotated to a query of events: no query of its own."""
    return Subquery(
        Revision.objects.filter(event_key=OuterRef("slug")).order_by("-number").values("number")[:1]
    )


def fingerprint(content: Contents) -> str:
    """The SHA-256 of what a page says: equal contents, equal hash, whatever the database makes of the keys' order."""
    said = {name: value for name, value in content.items() if name not in PRESENTED}
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def keep_revisions(event_ids: Iterable[int] | None = None) -> int:
    """Add a revision for each of the events (all, unless named) that are shown and say something new. Returns how many.

    Called by whoever writes, in the writer's own transaction: the page and its revision stand or fall together.
    """
    if event_ids is None:
        event_ids = Event.objects.shown().values_list("pk", flat=True)
    return sum(len(_keep(batch)) for batch in _batches(sorted(set(event_ids))))


def unkept_events() -> Iterator[str]:
    """Addresses of shown events whose page says something else than their newest revision, or that have none."""
    for batch in _batches(sorted(Event.objects.shown().values_list("pk", flat=True))):
        yield from (content["id"] for content, _, _ in _said_anew(batch))


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _keep(ids: list[int]) -> list[Revision]:
    return Revision.objects.bulk_create([_next(*one) for one in _said_anew(ids)], batch_size=50)


def _said_anew(ids: list[int]) -> list[tuple[Contents, Revision | None, str]]:
    """What pages say now, the revision before, and the new hash: of the events whose hash is another."""
    now = contents_of(Event.objects.shown().filter(pk__in=ids))
    before = Revision.objects.latest_of([content["id"] for content in now])
    return [
        (content, before.get(content["id"]), sha256)
        for content in now
        if (sha256 := fingerprint(content)) != getattr(before.get(content["id"]), "sha256", "")
    ]


def _next(content: Contents, before: Revision | None, sha256: str) -> Revision:
    old: dict[str, Any] = before.content if before else {}
    return Revision(
        event_key=content["id"],
        number=before.number + 1 if before else 1,
        content=content,
        sha256=sha256,
        changed=sorted(name for name in content.keys() - PRESENTED if content[name] != old.get(name))
        if before
        else [],
        reason=_reason_since(before) if before else "",
    )


def _reason_since(before: Revision) -> str:
    """What editors wrote in the log about the event since its last revision, each reason once."""
    logged = Change.objects.filter(event__slug=before.event_key, at__gte=before.at).exclude(reason="")
    return "; ".join(dict.fromkeys(logged.order_by("id").values_list("reason", flat=True)))
