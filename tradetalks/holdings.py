"""What the database holds, as gauges for ``/metrics``: how much is stored, what waits, what ingestion left behind.

Each number is found by an index. Counting a big table takes time all the same: a count that took long is not taken again
before a hundred times that has passed, so that whoever asks every second costs a process one part in a hundred at most.
"""

from collections.abc import Callable, Iterator
from time import monotonic

from django.db import DatabaseError
from django.db.models import Count, Sum
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from articles.extraction.version import EXTRACTION_VERSION

LONG = 0.05
"""Seconds from which on a count took long."""
REST = 100

_kept: dict[str, tuple[float, Metric]] = {}
"""The counts that took long, and until when they stand."""


class Holdings(Collector):
    """Asked of the database at each scrape."""

    def collect(self) -> Iterator[Metric]:
        """The gauges; ``tradetalks_database_up`` alone where the database does not answer."""
        up = GaugeMetricFamily("tradetalks_database_up", "1 if the database answers.")
        try:
            found = [*_content(), *_ingestion()]
        except DatabaseError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from found


def _content() -> Iterator[Metric]:
    """What editors and readers have: articles, what is reviewed and what is the queue, the edition."""
    from articles.models import Article, Citation, Edition, Event, Official, PendingDocument, Proposal

    yield _one("tradetalks_articles", "Articles stored.", Article.objects.count)
    counted = {
        "events": (Event, "Events by state of review."),
        "officials": (Official, "Officials by state of review."),
        "citations": (Citation, "Links between events and articles by state of review."),
        "proposals": (Proposal, "Other proposals by state of review: those proposed are the queue."),
        "pending_documents": (PendingDocument, "Documents added by hand, by how far they are."),
    }
    for name, (model, words) in counted.items():
        yield _by_state(f"tradetalks_{name}", words, model)
    editions = InfoMetricFamily(
        "tradetalks_edition", "The marks of what readers see: they change when it does."
    )
    editions.add_metric([], dict(Edition.objects.values_list("name", "token")))
    yield editions


def _ingestion() -> Iterator[Metric]:
    """How ingestion goes: when a text last came, what was turned away, what wants reading again, what was fetched."""
    from articles.models import ArticleText, Chunk, Visit

    newest = GaugeMetricFamily(
        "tradetalks_newest_text_timestamp_seconds", "When the newest text was stored, in Unix time."
    )
    for stored_at in ArticleText.objects.order_by("-pk").values_list("created_at", flat=True)[:1]:
        newest.add_metric([], stored_at.timestamp())
    yield newest
    yield _one(
        "tradetalks_stale_texts",
        "Texts that an older version read: for the command reextract.",
        ArticleText.objects.stale(EXTRACTION_VERSION).count,
    )
    yield _one(
        "tradetalks_ledger_chunks", "Stretches of documents that are known as ingested.", Chunk.objects.count
    )
    yield _one(
        "tradetalks_ledger_rejected_documents",
        "Documents of those stretches that were rejected.",
        lambda: Chunk.objects.filter(rejected__gt=0).aggregate(sum=Sum("rejected"))["sum"] or 0,
    )
    yield _one("tradetalks_visits", "Addresses that were asked for their pages.", Visit.objects.count)


def _one(name: str, words: str, count: Callable[[], int]) -> Metric:
    return _unless_kept(name, lambda: GaugeMetricFamily(name, words, value=count()))


def _by_state(name: str, words: str, model: type) -> Metric:
    def ask() -> Metric:
        gauge = GaugeMetricFamily(name, words, labels=["state"])
        for row in model.objects.order_by().values("state").annotate(count=Count("pk")):
            gauge.add_metric([row["state"]], row["count"])
        return gauge

    return _unless_kept(name, ask)


def _unless_kept(name: str, ask: Callable[[], Metric]) -> Metric:
    began = monotonic()
    until, metric = _kept.get(name, (0.0, None))
    if metric is not None and began < until:
        return metric
    metric = ask()
    ended = monotonic()
    _kept.pop(name, None)
    if ended - began > LONG:
        _kept[name] = ended + REST * (ended - began), metric
    return metric
