"""What the machine does to ingestion: full disks, limits, locks, lost files. Exit status 2, one line, nothing half stored."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings

ARTICLE = (
    "Trade envoys meet in Oslo\n\nThe envoys of the United States and China met on March 4, 2019 to talk about tariffs. "
    "A second day of trade talks was held on June 11, 2019. {}\n"
)
COUNT = 6


@pytest.fixture
def database(set_up_copy):
    return set_up_copy.rename(set_up_copy.with_name("x.sqlite3"))


@pytest.fixture
def folder(tmp_path):
    """A folder with articles of some length."""
    path = tmp_path / "articles"
    path.mkdir()
    for number in range(COUNT):
        (path / f"{number:02d}.txt").write_text(
            ARTICLE.format(f"Report {number}. ") + f"No. {number} went on. " * 3000
        )
    return path


def environment(database):
    return {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}


def run(database, *arguments, limit=None, first=()):
    """The command, finished, started by ``first``; with ``limit`` no file it writes may grow beyond that many bytes."""

    def before():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*first, sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR, env=environment(database), preexec_fn=before, capture_output=True, text=True, check=False,
    )  # fmt: skip


def one_clear_line(process, words):
    assert process.returncode == 2, (process.stdout[-300:], process.stderr[-300:])
    assert process.stderr.count("\n") == 1
    assert "Traceback" not in process.stderr
    assert words in process.stderr


def whole_articles(database):
    """How many articles are stored; each with its text and its dates, in a file that is sound."""
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        articles = connection.execute("select count(*) from articles_article").fetchone()[0]
        read = connection.execute("select count(distinct text_id) from articles_datemention").fetchone()[0]
    assert articles == read
    return articles


def test_a_file_that_may_not_grow_ends_the_run_and_a_second_run_completes_it(database, folder):
    # less than what the write-ahead log takes; the database itself is larger already, but is only read until then
    process = run(database, "ingest", str(folder), limit=120_000)

    one_clear_line(process, "The disk")
    reported = process.stdout.count("created: ") + process.stdout.count("duplicate story: ")
    assert whole_articles(database) >= reported
    again = run(database, "ingest", str(folder))
    assert (again.returncode, whole_articles(database)) == (0, COUNT)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_ends_the_run_and_a_second_run_completes_it(database, folder, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    size = database.stat().st_size + 120_000
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=False
    ).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        small = disk / "x.sqlite3"
        small.write_bytes(database.read_bytes())
        one_clear_line(run(small, "ingest", str(folder)), "The disk")
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        assert run(small, "ingest", str(folder)).returncode == 0
        assert whole_articles(small) == COUNT
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_lock_is_waited_for(database, folder):
    keeper = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    keeper.execute("begin immediate")
    threading.Timer(6, keeper.rollback).start()

    process = run(database, "ingest", str(folder))

    assert (process.returncode, whole_articles(database)) == (0, COUNT)


def test_a_lock_that_stays_is_named(database, folder):
    keeper = sqlite3.connect(database, isolation_level=None)
    keeper.execute("begin immediate")

    one_clear_line(run(database, "ingest", str(folder)), "locked by another process")

    keeper.rollback()
    assert whole_articles(database) == 0


def test_a_database_that_is_removed_meanwhile_is_no_success(database, folder):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", "-", "--format", "jsonl"],
        cwd=settings.BASE_DIR, env=environment(database), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    process.stdin.write(json.dumps({"id": "a", "text": ARTICLE.format("One.")}) + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "created: a\n"
    for path in database.parent.glob("x.sqlite3*"):
        path.unlink()
    _, errors = process.communicate(
        json.dumps({"id": "b", "text": ARTICLE.format("Two.")}) + "\n", timeout=120
    )
    assert process.returncode == 2
    assert errors.count("\n") == 1
    assert not database.exists()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.write_bytes(b"no database at all" * 500), "not a database"),
        (lambda path: path.write_bytes(b""), "not set up"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be reached"),
        (
            lambda path: (path.unlink(), path.parent.joinpath("x.sqlite3").symlink_to("/nowhere/x")),
            "cannot be reached",
        ),
    ],
    ids=["another file", "an empty file", "a folder", "a lost link"],
)
@pytest.mark.parametrize("command", ["ingest", "digest", "verify"])
def test_what_is_no_database_of_ours_is_named(database, folder, harm, words, command):
    harm(database)
    one_clear_line(run(database, command, *([str(folder)] if command == "ingest" else [])), words)


BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
"""Goes before a command that shall keep to the rights of files, as root does not."""


def test_a_database_that_may_only_be_read_is_named_and_still_read(database, folder):
    if BOUND and (not shutil.which(BOUND[0]) or subprocess.run([*BOUND, "true"], check=False).returncode):
        pytest.skip("root keeps its power here")
    before = run(database, "digest").stdout
    database.chmod(0o444)
    one_clear_line(run(database, "ingest", str(folder), first=BOUND), "database")
    assert run(database, "digest", first=BOUND).stdout == before


def test_a_kill_amid_the_work_leaves_whole_articles_and_the_next_run_the_same_content(
    set_up_file, tmp_path, folder
):
    """The short kill test: seeded moments; ``make soak`` has hundreds."""
    undisturbed, killed = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    for path in (undisturbed, killed):
        path.write_bytes(set_up_file.read_bytes())
    begun = time.monotonic()
    assert run(undisturbed, "ingest", str(folder)).returncode == 0
    took = time.monotonic() - begun
    for share in (0.5, 0.8):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "ingest", str(folder)],
            cwd=settings.BASE_DIR, env=environment(killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(took * share)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        whole_articles(killed)
    assert run(killed, "ingest", str(folder)).returncode == 0
    assert run(killed, "digest").stdout == run(undisturbed, "digest").stdout
    assert run(killed, "verify").stdout.startswith("All is in order")
