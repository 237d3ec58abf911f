"""A run that is told to stop finishes what it is storing, says so, and is completed by the next one."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.ingest.stopping import Told

TEXT = (
    "Envoys number {} of the United States and China talked about tariffs in Oslo on March {}, 2019. "
    "Nobody of the delegation number {} wanted to say more."
)
TOLD = [(signal.SIGTERM, 143), (signal.SIGINT, 130)]


@pytest.fixture
def database(set_up_copy):
    return set_up_copy.rename(set_up_copy.with_name("x.sqlite3"))


def start(database, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def finish(database, *arguments):
    process = start(database, *arguments)
    process.out, process.errors = process.communicate(timeout=120)
    return process


def lines(count):
    texts = [TEXT.format(number, 1 + number % 28, number) for number in range(count)]
    return [json.dumps({"id": f"n{number}", "text": text}) + "\n" for number, text in enumerate(texts)]


@pytest.mark.parametrize(("told", "status"), TOLD, ids=["kill", "Ctrl-C"])
def test_who_waits_for_documents_stops_at_once_with_one_line(database, told, status):
    process = start(database, "ingest", "-", "--format", "jsonl")
    process.stdin.write(lines(1)[0])
    process.stdin.flush()
    assert process.stdout.readline() == "created: n0\n"

    os.killpg(process.pid, told)  # the readers too, as a service manager does
    _, errors = process.communicate(timeout=30)

    assert process.returncode == status
    assert "Stopped. What was reported is stored" in errors
    assert errors.count("\n") == 1


def test_what_a_stopped_run_reported_is_stored_and_the_next_run_completes_it(database, set_up_file, tmp_path):
    undisturbed, file = tmp_path / "u.sqlite3", tmp_path / "many.jsonl"
    undisturbed.write_bytes(set_up_file.read_bytes())
    file.write_text("".join(lines(80)))
    process = start(database, "ingest", str(file))
    first = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=60)

    assert process.returncode == 143
    reported = [line for line in (first + rest).splitlines() if line.startswith(("created", "duplicate"))]
    again = finish(database, "ingest", str(file))
    assert again.returncode == 0
    assert again.out.count("unchanged: ") >= len(reported)
    assert finish(undisturbed, "ingest", str(file)).returncode == 0
    assert finish(database, "digest").out == finish(undisturbed, "digest").out


@pytest.mark.parametrize("command", ["verify", "reextract", "digest"])
def test_other_commands_end_without_a_traceback(database, command):
    process = start(database, command)
    time.sleep(0.4)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)

    assert "Traceback" not in errors
    assert process.returncode in (0, 143, -signal.SIGTERM)  # it may have been quicker, or not even begun


def finish_something(told, done):
    """Something that must be finished, in which we are told to stop, twice."""
    with Told() as stop, stop.finished():
        os.kill(os.getpid(), told)
        done.append("after the first time")
        os.kill(os.getpid(), told)
        done.append("after the second time")


@pytest.mark.parametrize("told", [told for told, _ in TOLD])
def test_nobody_is_stopped_amid_what_is_finished_unless_told_twice(told):
    done = []
    with pytest.raises(KeyboardInterrupt):
        finish_something(told, done)
    assert done == ["after the first time"]


def test_afterwards_signals_do_what_they_did():
    before = signal.getsignal(signal.SIGTERM)
    with Told() as stop, stop.finished():
        pass
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.django_db
def test_a_run_within_another_program_leaves_its_signals_alone(tmp_path):
    before = signal.getsignal(signal.SIGINT)
    (tmp_path / "a.jsonl").write_text(lines(1)[0])
    call_command("ingest", str(tmp_path / "a.jsonl"), verbosity=0)
    assert signal.getsignal(signal.SIGINT) is before
    assert connection.is_usable()
