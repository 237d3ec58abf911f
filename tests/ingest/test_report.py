"""``ingest --report``: a line as each article is stored, the stories of the end, and little room however long the run."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.ingest.reading import read_article
from articles.ingest.reportfile import ReportFile
from articles.ingest.run import Report
from articles.ingest.store import Outcome
from articles.ingest.tally import Tally
from articles.linking.snapshot import read_knowledge
from articles.management.commands import ingest as command
from articles.models import Article, Story
from tests.factories import make_article

from .bulk_documents import some_documents


def lines_of(documents):
    return [
        json.dumps({"id": one.id, "text": one.source, "publisher": one.publisher}) + "\n" for one in documents
    ]


def records_in(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def copies(tmp_path):
    """A report and its copy, once in either order."""
    _, first, copy = lines_of(some_documents(3))
    (tmp_path / "there.jsonl").write_text(first + copy)
    (tmp_path / "back.jsonl").write_text(copy + first)
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("together", [1, 32])
@pytest.mark.parametrize("name", ["there.jsonl", "back.jsonl"])
def test_the_stories_are_those_of_the_end_whichever_came_first(copies, monkeypatch, name, together):
    monkeypatch.setattr(command, "TOGETHER", together)

    call_command("ingest", copies / name, report=str(copies / "r"), stdout=io.StringIO())

    records = records_in(copies / "r")
    assert [record["outcome"] for record in records] == ["created", "duplicate story"]
    assert {record["story"] for record in records} == {Story.objects.get().key}
    assert {record["article"] for record in records} == set(Article.objects.values_list("key", flat=True))
    assert all(record["text"].startswith("Treasury Secretary") for record in records)
    assert sorted(path.name for path in copies.iterdir()) == ["back.jsonl", "r", "there.jsonl"]


@pytest.mark.django_db
def test_a_story_that_is_renamed_later_is_renamed_in_the_lines_before(copies):
    call_command("ingest", copies / "there.jsonl", stdout=io.StringIO())
    keys = list(Article.objects.values_list("key", flat=True))
    with ReportFile(str(copies / "r")) as report_file:
        for key in keys:
            report_file.add(Report(key, Outcome.UNCHANGED, key=key))
        report_file.flush()
        before = {record["story"] for record in records_in(copies / "r")}
        Story.objects.update(key="renamed")
        report_file.finish()

    assert "renamed" not in before
    assert [record["story"] for record in records_in(copies / "r")] == ["renamed", "renamed"]


@pytest.mark.django_db
def test_a_link_or_a_device_as_a_report_stays_what_it_is(copies):
    (copies / "link").symlink_to(copies / "r")

    call_command("ingest", copies / "there.jsonl", report=str(copies / "link"), stdout=io.StringIO())
    call_command("ingest", copies / "there.jsonl", report=os.devnull, stdout=io.StringIO())

    assert (copies / "link").is_symlink()
    assert len(records_in(copies / "r")) == 2


@pytest.mark.django_db
def test_a_run_that_does_not_begin_leaves_the_report_of_the_last_one(copies):
    (copies / "r").write_text("{}\n")

    with pytest.raises(CommandError):
        call_command(
            "ingest", copies / "there.jsonl", report=str(copies / "r"), dask="tcp://127.0.0.1:nothing"
        )

    assert records_in(copies / "r") == [{}]


def test_a_run_that_is_killed_leaves_the_lines_of_what_it_stored(set_up_copy, tmp_path):
    path = tmp_path / "r"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", "-", "--report", str(path)], cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{set_up_copy}"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    process.stdin.write(lines_of(some_documents(1))[0])
    process.stdin.flush()
    assert process.stdout.readline() == "created: n0\n"
    until = time.monotonic() + 10
    while not path.read_text() and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)

    (record,) = records_in(path)
    assert (record["id"], record["outcome"]) == ("n0", "created")
    assert record["story"]


@pytest.mark.django_db
def test_who_reads_a_named_pipe_gets_all_lines_when_the_run_is_over(copies):
    os.mkfifo(copies / "pipe")
    with subprocess.Popen(["cat", copies / "pipe"], stdout=subprocess.PIPE) as reader:
        call_command("ingest", copies / "there.jsonl", report=str(copies / "pipe"), stdout=io.StringIO())
        written, _ = reader.communicate(timeout=20)

    assert [json.loads(line)["outcome"] for line in written.splitlines()] == ["created", "duplicate story"]


@pytest.mark.django_db
def test_what_was_stored_is_in_the_report_also_if_nobody_hears_of_it(copies):
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        call_command("ingest", copies / "there.jsonl", report=str(copies / "r"), stdout=Gone())

    assert [record["outcome"] for record in records_in(copies / "r")] == ["created", "duplicate story"]
    assert Article.objects.count() == 2


def test_a_run_whose_output_nobody_reads_on_ends_as_other_programs_do(set_up_copy, tmp_path):
    (tmp_path / "many.jsonl").write_text("".join(lines_of(some_documents(320))))
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(tmp_path / "many.jsonl"), "--report", str(tmp_path / "r")],
        cwd=settings.BASE_DIR, env={**os.environ, "DATABASE_URL": f"sqlite:///{set_up_copy}"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "created: n0\n"
    process.stdout.close()
    said = process.stderr.read()

    assert (process.wait(timeout=60), said) == (141, "")
    assert len(records_in(tmp_path / "r")) in range(1, 320)


@pytest.mark.django_db
def test_a_long_run_keeps_no_records(chronology, tmp_path):
    reading = read_article(some_documents(1)[0], read_knowledge())
    tracemalloc.start()
    with ReportFile(str(tmp_path / "r")) as report_file:
        for _ in range(120):
            for number in range(32):
                report_file.add(Report(f"n{number}", Outcome.CREATED, extraction=reading.extraction))
            report_file.flush()
        report_file.finish()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    written = (tmp_path / "r").stat().st_size
    assert written > 8_000_000
    assert most < written / 2


@pytest.mark.django_db
def test_an_article_counts_once_and_is_asked_back_from_the_database(chronology, copies):
    call_command("ingest", copies / "there.jsonl", stdout=io.StringIO())
    keys = list(Article.objects.values_list("key", flat=True))
    tally = Tally()

    tally.note(keys)
    tally.note(keys)
    assert (tally.count, tally.in_database()) == (2, 2)

    tally.note(["gone already"])
    tally.note(["gone already", keys[1]])
    Article.objects.filter(key=keys[0]).delete()
    assert (tally.count, tally.in_database()) == (3, 1)

    make_article(key="gone already")
    tally.note(["gone already"])
    assert (tally.count, tally.in_database()) == (3, 2)


@pytest.mark.django_db
def test_numbers_far_apart_take_little_room():
    articles = [make_article(pk=number) for number in (1, 2**40, 2**62)]
    tally = Tally()

    tally.note(article.key for article in articles)

    assert (tally.count, tally.in_database()) == (3, 3)
