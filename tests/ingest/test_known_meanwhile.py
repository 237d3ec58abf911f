"""An event that is accepted while a run goes on is linked to by the articles that come after it."""

from functools import partial

import pytest

from articles.extraction.annotations import Document
from articles.ingest import run as running
from articles.ingest.cluster import Cluster
from articles.ingest.known import Known
from articles.ingest.run import Run, ingest
from articles.linking.snapshot import read_knowledge
from articles.models import Citation, Event, ReviewState

from .bulk_documents import MEETING, some_documents

pytestmark = pytest.mark.django_db

COUNT, ACCEPTED_AT = 12, 8

REPORT = """Envoys end round {number} of talks on {goods}

May 18, 2018

GENEVA - U.S. Treasury Secretary Avery Stone and Chinese Vice Premier Lin Tao ended two days of trade talks in Geneva on Friday. {words}

Lin said that China and the United States had agreed to keep on talking about the trade deficit and about tariffs on {goods}.
"""


def documents(event):
    """The articles; before the third chunk of four is read an editor accepts the event."""
    for number, plain in enumerate(some_documents(COUNT)):
        words = plain.source.removeprefix(MEETING)
        text = REPORT.format(number=number, goods=("soybeans", "steel", "cars")[number % 3], words=words)
        if number == ACCEPTED_AT:
            # as an editor's decision would: the row is saved, and its time with it
            event.state = ReviewState.ACCEPTED
            event.save()
        yield Document(plain.id, text)


@pytest.fixture
def refused(chronology):
    """The round, known to nobody until it is accepted."""
    Event.objects.filter(pk=chronology.pk).update(state=ReviewState.PROPOSED)
    return Event.objects.get(pk=chronology.pk)


@pytest.fixture
def always_asked(monkeypatch):
    """Between any two chunks it is asked whether anything changed."""
    monkeypatch.setattr(running, "Known", partial(Known, every=0.0))


def linked(event, run, **options):
    """Which of the articles, by their number, have a link to the event."""
    reports = list(ingest(documents(event), read_knowledge(), run, together=4, **options))
    keys = set(Citation.objects.filter(event=event).values_list("article__key", flat=True))
    return [number for number, report in enumerate(reports) if report.key in keys]


@pytest.mark.parametrize("workers", [1, 2])
def test_articles_after_it_are_linked_to_an_event_accepted_meanwhile(refused, always_asked, workers):
    run = Run()

    assert linked(refused, run, workers=workers) == list(range(ACCEPTED_AT, COUNT))
    assert run.times_renewed == 1


def test_so_they_are_where_a_cluster_reads(refused, always_asked):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
        ) as local,
        Cluster(local.scheduler_address) as connected,
    ):
        assert linked(refused, Run(), read=connected.read) == list(range(ACCEPTED_AT, COUNT))
