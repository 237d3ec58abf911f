"""What one document does to the process that reads it does not reach the others."""

import multiprocessing
import os
import signal
import time

import pytest

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge
from articles.ingest import reader, work
from articles.ingest.documents import Rejected
from articles.ingest.reader import GIVES_WAY, Reader, ReaderFailed
from articles.ingest.work import read_articles

NOTHING = Knowledge()


def test_a_rested_reader_that_another_thread_takes_first_is_no_fault(monkeypatch):
    class Taken(list):
        def __bool__(self):
            return True

    monkeypatch.setattr(reader, "Reader", str.upper)
    monkeypatch.setitem(reader._resting, "read", Taken())
    assert reader.rested_or_new("read") == "READ"


BEHAVE = f"{__name__}.behave"


def behave(document, knowledge):
    """Stands for reading: does what the document says. Runs in the child process."""
    match document.source.split():
        case ["compute"]:
            while True:
                pass
        case ["wait"]:
            time.sleep(60)
        case ["swell"]:
            return len(bytearray(4_000_000_000))
        case ["stop", status]:
            os._exit(int(status))
        case ["pause", seconds]:
            time.sleep(float(seconds))
        case ["priority"]:
            return os.getpriority(os.PRIO_PROCESS, 0)
    return f"read {document.id}"


def run(*sources, seconds=0.3, **options):
    documents = [Document(str(number), source) for number, source in enumerate(sources)]
    return list(read_articles(documents, NOTHING, read=BEHAVE, seconds=seconds, **options))


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("compute", "too_slow", "longer than 0.3 seconds"),
        ("wait", "too_slow", "longer than 0.3 seconds"),
        ("swell", "too_big", "more memory"),
        ("stop 3", "crashed", "exit status 3"),
    ],
)
def test_a_document_that_harms_its_reader_is_rejected_and_the_next_one_is_read(source, code, words):
    before, rejected, after = run("good", source, "good")

    assert (before, after) == ("read 0", "read 2")
    assert isinstance(rejected, Rejected)
    assert (rejected.id, rejected.code) == ("1", code)
    assert words in rejected.message


def test_results_come_in_the_order_of_the_documents_whoever_is_faster():
    assert run("pause 0.3", "good", "stop 1", "good", workers=2)[0::3] == ["read 0", "read 3"]


def test_what_is_no_document_goes_through_in_its_place():
    stored = Rejected("b", "empty", "the document is empty")
    found = read_articles([Document("a", "good"), stored, Document("c", "good")], NOTHING, read=BEHAVE)

    assert list(found) == ["read a", stored, "read c"]


def test_a_run_that_is_given_up_leaves_no_reader_behind():
    documents = (Document(str(number), "pause 30") for number in range(2))
    results = read_articles([Document("a", "good"), *documents], NOTHING, read=BEHAVE)
    next(results)
    start = time.monotonic()

    results.close()

    assert time.monotonic() - start < 5


def test_a_reader_ends_with_its_parent():
    reader = Reader(BEHAVE)
    reader.connection.close()
    reader.process.join(20)

    assert reader.process.exitcode == 0


def test_a_reader_that_cannot_start_is_a_fault_of_the_environment():
    reader = Reader(BEHAVE)
    reader.process.kill()
    reader.give(Document("a", "good"), 1)

    with pytest.raises(ReaderFailed):
        reader.take()


@pytest.fixture
def ended_at_start(monkeypatch):
    """Set how many readers somebody from outside ends before they can begin: ``ended_at_start(2)``."""

    def end(number):
        doomed = iter(range(number))

        def start(read):
            reader = Reader(read)
            if next(doomed, None) is not None:
                reader.process.kill()
            return reader

        monkeypatch.setattr(work, "rested_or_new", start)

    return end


@pytest.mark.parametrize("workers", [1, 2])
def test_readers_ended_before_they_begin_cost_no_document(ended_at_start, workers):
    ended_at_start(workers)

    assert run("good", "good", "good", workers=workers) == ["read 0", "read 1", "read 2"]


def end_all_readers():
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)


def test_a_document_is_not_blamed_for_a_reader_that_was_ended_while_it_had_no_work():
    run("pause 0.3", "pause 0.3", workers=2)  # two readers are ready now
    results = read_articles(
        [Document("0", "good"), Document("1", "pause 1")], NOTHING, read=BEHAVE, workers=2
    )
    next(results)

    end_all_readers()  # the one without work, too

    assert list(results) == ["read 1"]


def test_a_rested_reader_that_was_just_ended_is_not_taken():
    run("good")
    rested = reader.rested_or_new(BEHAVE)
    reader.let_rest(rested)

    end_all_readers()
    taken = reader.rested_or_new(BEHAVE)

    assert taken is not rested
    taken.stop()


def test_a_rested_reader_that_does_not_answer_is_not_taken(monkeypatch):
    run("good")
    rested = reader.rested_or_new(BEHAVE)
    reader.let_rest(rested)
    monkeypatch.setattr(reader, "ANSWERS_WITHIN", 0.1)
    os.kill(rested.process.pid, signal.SIGSTOP)

    taken = reader.rested_or_new(BEHAVE)

    assert taken is not rested
    assert rested.process.exitcode == -signal.SIGKILL
    taken.stop()


def test_a_machine_that_starts_no_reader_is_told_at_once(ended_at_start):
    ended_at_start(1_000)

    with pytest.raises(ReaderFailed):
        run("good", "good", workers=2)


def test_reading_gives_way_to_who_serves_pages_and_to_who_stores():
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert run("priority") == [min(19, ours + GIVES_WAY)]
