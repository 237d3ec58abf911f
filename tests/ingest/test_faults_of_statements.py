"""The database fails at its first, second, third … statement: whatever was reported is stored whole, and the next run completes it."""

from contextlib import contextmanager, suppress
from datetime import date

import pytest
from django.db import OperationalError, connection

from articles.extraction.annotations import Document
from articles.ingest.digest import digest
from articles.ingest.integrity import faults
from articles.ingest.reading import read_article
from articles.ingest.run import Run, ingest
from articles.linking.snapshot import read_knowledge
from articles.models import Article, ArticleText, Chunk, Story

pytestmark = pytest.mark.django_db(transaction=True)

MEETING = "Treasury Secretary Avery Stone met Vice Premier Lin Tao in Geneva on Thursday, May 17. “We talked,” Stone said. "
REST = " ".join(
    f"The {number}th barge of steel waits at the quay while a clerk counts its plates."
    for number in range(12)
)
DOCUMENTS = [
    Document("a", MEETING + REST, published=date(2018, 5, 18)),
    Document("b", f"{MEETING}{REST} A clerk added a word.", published=date(2018, 5, 19)),
    Document("c", "China and the United States hold trade talks in Geneva this week.", published=date(2018, 5, 18)),
]  # fmt: skip
"""A report, its copy in another paper, and one of its own."""


class Failing:
    """Fails at statement or commit number ``at``, once; counts them. Without ``at`` it only counts."""

    def __init__(self, at=0):
        self.at, self.count = at, 0

    def step(self):
        self.count += 1
        if self.count == self.at:
            raise OperationalError("the disk is gone")

    def __call__(self, execute, *statement):
        self.step()
        return execute(*statement)


@contextmanager
def failing(at=0):
    fault, commit = Failing(at), connection._commit

    def commit_or_fail():
        fault.step()
        return commit()

    connection._commit = commit_or_fail
    try:
        with connection.execute_wrapper(fault):
            yield fault
    finally:
        del connection._commit


@pytest.fixture
def readings(chronology):
    """What is read from each document, by its name."""
    knowledge = read_knowledge()
    return {document.id: read_article(document, knowledge) for document in DOCUMENTS}


def run(readings, together=1):
    """The reports of a run; readings are at hand, as no child process has a part in this."""

    def read(passing, knowledge):
        for one in passing:
            yield readings[one.id] if isinstance(one, Document) else one

    return ingest(DOCUMENTS, read_knowledge(), Run(), together=together, read=read)


def reported_by(reports):
    """The keys of the articles that were reported before the run ended, well or not."""
    keys = []
    with suppress(OperationalError):
        for report in reports:
            keys.append(report.key)
    return keys


def forget_all():
    for model in (Article, Story, Chunk):
        model.objects.all().delete()


@pytest.mark.parametrize("together", [1, 2])
def test_whatever_statement_fails_articles_are_whole_and_the_next_run_completes_them(readings, together):
    with failing() as undisturbed:
        assert len(reported_by(run(readings, together))) == len(DOCUMENTS)
    wanted = digest()
    for at in range(1, undisturbed.count + 1):
        forget_all()
        with failing(at), suppress(OperationalError):  # it may fail before anything was read
            reported = []
            reported = reported_by(run(readings, together))
        stored = ArticleText.objects.current().filter(article__key__in=reported).count()
        assert stored == len(reported), f"at {at}: what was reported is not stored"
        assert not list(faults()), f"at {at}"
        assert len(reported_by(run(readings, together))) == len(DOCUMENTS)
        assert digest() == wanted, f"at {at}: another content"


@pytest.mark.parametrize("share", [0.01, 0.5, 1])
def test_a_fault_of_the_database_ends_the_run_and_is_not_taken_for_the_articles_own(readings, share):
    with failing() as undisturbed:
        list(run(readings))
    forget_all()
    with failing(max(1, int(undisturbed.count * share))), pytest.raises(OperationalError):
        list(run(readings))
