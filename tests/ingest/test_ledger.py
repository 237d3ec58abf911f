"""A run that died goes on where it was; nothing is lost or doubled, whoever died and in whatever order documents come."""

import io
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.ingest import run as running
from articles.ingest.digest import digest
from articles.ingest.documents import Rejected
from articles.ingest.known import Known
from articles.ingest.run import Run, ingest
from articles.ingest.store import Outcome
from articles.linking.snapshot import read_knowledge
from articles.models import Article, ArticleText, Chunk
from tests.factories import make_event

from .bulk_documents import forget_everything, some_documents

pytestmark = pytest.mark.django_db


def stored(documents, **options):
    run = Run()
    reports = list(ingest(documents, read_knowledge(), run, together=4, **options))
    return run, reports


def read_nothing(documents, knowledge):
    for one in documents:
        assert not hasattr(one, "source"), "a document was read again"
        yield one


_contents = []


@pytest.fixture
def undisturbed(chronology):
    """The digest of a run that nothing disturbed, made once; its content is taken away again."""
    if not _contents:
        stored(some_documents())
        _contents.append(digest())
        forget_everything()
    return _contents[0]


def test_a_second_run_reads_nothing(chronology):
    stored(some_documents())

    run, reports = stored(some_documents(), read=read_nothing)

    assert {report.outcome for report in reports} == {Outcome.UNCHANGED}
    assert (run.chunks_before, run.tally.in_database()) == (3, 12)


@pytest.mark.parametrize("before", [1, 5, 11])
def test_a_run_that_was_given_up_is_completed_by_the_next(undisturbed, before):
    reports = ingest(some_documents(), read_knowledge(), Run(), together=4)
    for _ in range(before):
        next(reports)
    reports.close()

    stored(some_documents())

    assert digest() == undisturbed
    assert Article.objects.count() == 12


def test_neither_order_nor_number_of_workers_changes_the_content(undisturbed):
    documents = some_documents()
    random.Random(5).shuffle(documents)

    stored(documents, workers=2)

    assert digest() == undisturbed


def test_a_reading_process_that_is_killed_costs_no_document(undisturbed):
    reports = ingest(some_documents(), read_knowledge(), Run(), together=4, workers=2)
    outcomes = [next(reports).outcome]
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)
    outcomes += [report.outcome for report in reports]

    assert Outcome.REJECTED not in outcomes
    assert digest() == undisturbed


def test_a_chunk_whose_article_is_gone_is_read_again(chronology):
    stored(some_documents())
    Article.objects.filter(texts__source=some_documents()[5].source).delete()

    run, reports = stored(some_documents())

    assert [report.id for report in reports if report.outcome is not Outcome.UNCHANGED] == ["n5"]
    assert run.chunks_before == 2


def test_a_text_that_an_older_version_read_is_read_again(chronology):
    stored(some_documents(4))
    ArticleText.objects.update(extraction_version=0)

    run, reports = stored(some_documents(4))

    assert run.chunks_before == 0
    assert {report.outcome for report in reports} == {Outcome.UPDATED}


@pytest.mark.parametrize(("code", "chunks_before"), [("empty", 1), ("crashed", 0), ("too_slow", 0)])
def test_only_faults_that_may_pass_are_tried_again(chronology, code, chunks_before):
    def reject(documents, knowledge):
        for one in documents:
            yield Rejected(one.id, code, "why") if hasattr(one, "source") else one

    stored(some_documents(2), read=reject)
    run, _ = stored(some_documents(2), read=reject)

    assert run.chunks_before == chunks_before
    assert run.outcomes[Outcome.REJECTED] == 2


def test_a_fault_while_storing_leaves_neither_articles_nor_ledger(chronology, monkeypatch):
    def fail(*arguments):
        raise OSError("no room")

    monkeypatch.setattr(running, "close_chunk", fail)
    monkeypatch.setattr(running, "LONGEST_WAIT", 60)  # on a busy machine too, the chunk is one transaction
    with pytest.raises(OSError, match="no room"):
        stored(some_documents(4))

    assert not Article.objects.exists()
    assert not Chunk.objects.exists()


def test_what_editors_accept_meanwhile_is_known_to_the_documents_after_it(chronology):
    known = Known(read_knowledge(), every=0)
    assert known.renewed() is None

    make_event("Lima round", slug="2019-03-lima-round", search_text="")

    assert "2019-03-lima-round" in {event.slug for event in known.renewed().events}
    assert known.renewed() is None


# ------------------------------------------------------------------------------------------------ killed


def manage(database, *arguments):
    command = [sys.executable, "manage.py", *map(str, arguments)]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )


def test_a_writer_that_is_killed_is_continued_by_the_same_command(set_up_copy, tmp_path):
    lines = tmp_path / "a.jsonl"
    with lines.open("w") as file:
        for document in some_documents(40):
            file.write(
                json.dumps({"id": document.id, "text": document.source, "published": "2018-05-18"}) + "\n"
            )

    process = manage(set_up_copy, "ingest", lines, "--workers", "2")
    assert process.stdout.readline().startswith("created")
    process.kill()
    process.communicate()
    summary = manage(set_up_copy, "ingest", lines).communicate(timeout=120)[0].splitlines()[-1]

    assert summary.endswith("In the database: 40 of them.")
    assert "unchanged" in summary
    call_command("ingest", str(lines), stdout=io.StringIO())
    assert manage(set_up_copy, "digest").communicate(timeout=120)[0].strip() == digest()
