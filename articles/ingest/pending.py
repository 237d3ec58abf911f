"""Takes the documents that editors added by hand, and writes down what became of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from articles.extraction.annotations import Document
from articles.models import Article, PendingDocument

from .documents import Options, Rejected, document_of_bytes, document_of_line
from .run import Report

State = PendingDocument.State

LONGEST = timedelta(minutes=15)
"""After this a document that was taken and not settled counts as left lying: its run died."""

MOST_TRIES = 2
"""A document that two runs died of is set aside."""


class Taking:
    """One run's hold on pending documents. Two runs at once never take the same one."""

    def __init__(self) -> None:
        self.claim = uuid.uuid4().hex
        self._rows: dict[str, int] = {}

    def documents(self) -> Iterator[Document | Rejected]:
        """The waiting documents, oldest first, each marked as taken before it is handed on."""
        pick_up_left()
        while (row := self._next()) is not None:
            name = f"#{row.pk} {row.name}"
            self._rows[name] = row.pk
            yield replace(_read(row), id=name)

    def _next(self) -> PendingDocument | None:
        waiting = PendingDocument.objects.waiting().values_list("pk", flat=True)
        while (pk := waiting.first()) is not None:
            # the condition is asked again as it is written: of two runs one comes too late and looks for another
            mine = PendingDocument.objects.filter(pk=pk, state=State.WAITING).update(
                state=State.TAKEN, claim=self.claim, taken_at=timezone.now(), tries=F("tries") + 1
            )
            if mine:
                return PendingDocument.objects.get(pk=pk)
        return None

    def settle(self, report: Report) -> None:
        """Write down what became of the document: its article, or why it was rejected."""
        values = {"finished_at": timezone.now(), "outcome": report.outcome.value, "claim": ""}
        if report.error:
            values |= {"state": State.FAILED, "error": report.error.message, "error_code": report.error.code}
        else:
            article = Article.objects.filter(key=report.key).first()
            values |= {"state": State.STORED, "article": article, "error": "", "error_code": ""}
        held = PendingDocument.objects.filter(pk=self._rows[report.id], claim=self.claim)
        held.update(**values)

    def let_go(self) -> None:
        """Put back what this run took and did not settle."""
        held = PendingDocument.objects.filter(claim=self.claim, state=State.TAKEN)
        held.update(state=State.WAITING, claim="", tries=F("tries") - 1)


def pick_up_left() -> None:
    """Put back what dead runs had taken; what two of them died of is set aside with that reason."""
    left = PendingDocument.objects.filter(state=State.TAKEN, taken_at__lt=timezone.now() - LONGEST)
    left.filter(tries__gte=MOST_TRIES).update(
        state=State.FAILED,
        claim="",
        finished_at=timezone.now(),
        error_code="died",
        error=f"The program ended {MOST_TRIES} times while it was reading this.",
    )
    left.filter(tries__lt=MOST_TRIES).update(state=State.WAITING, claim="")


def _read(row: PendingDocument) -> Document | Rejected:
    """The row as a document, with what the editor said of it."""
    options = Options(url=row.url or None, published=row.published)
    if row.form == PendingDocument.Form.LINE:
        return document_of_line(bytes(row.content), row.name, options)
    document = document_of_bytes(bytes(row.content), row.name, options)
    if isinstance(document, Rejected):
        return document
    return replace(
        document,
        title=row.title or document.title,
        publisher=row.publisher or document.publisher,
    )
