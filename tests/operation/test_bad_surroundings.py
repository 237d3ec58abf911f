"""Wrong addresses, unreachable servers, full disks, missing rights: one clear line and exit status 2, nothing half-done."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = str(ROOT / "fixtures" / "articles")
COMMANDS = (
    ["migrate"],
    ["load_chronology"],
    ["load_decisions"],
    ["digest"],
    ["verify"],
    ["reextract"],
    ["rebuild_search"],
    ["refresh_counts"],
    ["ensure_roles"],
    ["ingest", SAMPLES],
    ["backup", "{folder}/x.tar.gz"],
    ["generate", "--events", "1"],
)


def manage(database, *arguments, largest_file=None):
    """Exit status, and the lines of what was printed as an error."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file,) * 2)) if largest_file else None
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": database}, capture_output=True, text=True, check=False,
        preexec_fn=limit,
    )  # fmt: skip
    return done.returncode, done.stderr.strip().splitlines()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_says_in_one_line_that_the_database_cannot_be_reached(command, tmp_path):
    words = [word.format(folder=tmp_path) for word in command]
    status, lines = manage("sqlite:////nowhere/at/all/site.sqlite3", *words)
    assert status == 2
    assert len(lines) == 1
    assert "database cannot be reached" in lines[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "DATABASE_URL is not understood"),
        ("oracle+odd://x", "DATABASE_URL"),
        ("postgres://u@h:notaport/talks", "DATABASE_URL is not understood"),
        ("postgres://u@[::1/talks", "DATABASE_URL is not understood"),
        ("postgres://nobody@127.0.0.1:1/nothing", "cannot be reached"),
        ("postgres://nobody@host.invalid/nothing", "cannot be reached"),
    ],
)
def test_a_wrong_address_or_a_server_that_does_not_answer_is_told_in_one_line(address, words):
    status, lines = manage(address, "digest")
    assert status == 2
    assert len(lines) == 1
    assert words in lines[0]


def test_a_file_that_is_no_database_is_told_in_one_line_and_left_alone(tmp_path):
    letter = tmp_path / "letter.sqlite3"
    letter.write_text("Dear editor, this is a letter. " * 100)
    status, lines = manage(f"sqlite:///{letter}", "migrate")
    assert (status, len(lines)) == (2, 1)
    assert letter.read_text().startswith("Dear editor")


@pytest.mark.parametrize(
    "command", [["load_chronology"], ["generate", "--events", "2000"]], ids=lambda one: one[0]
)
def test_a_disk_that_is_full_leaves_all_as_it_was(set_up_copy, command):
    database = set_up_copy
    before = digest_of(database)
    status, lines = manage(f"sqlite:///{database}", *command, largest_file=database.stat().st_size)
    assert (status, len(lines)) == (2, 1)
    assert "disk" in lines[0]
    assert digest_of(database) == before


def test_a_backup_onto_a_full_disk_leaves_nothing_behind(set_up_file, tmp_path):
    status, lines = manage(
        f"sqlite:///{set_up_file}", "backup", str(tmp_path / "x.tar.gz"), largest_file=100_000
    )
    assert (status, len(lines)) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def digest_of(database):
    done = subprocess.run(
        [sys.executable, "manage.py", "digest"], cwd=ROOT, env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "nonsense", "DATABASE_URL is not understood"),
        ("DATABASE_URL", "postgres://u@h:notaport/talks", "DATABASE_URL is not understood"),
        (
            "BIND",
            "127.0.0.1:notaport",
            "BIND='127.0.0.1:notaport' is nowhere to listen at: 'notaport' is not a valid port",
        ),
        ("BIND", "127.0.0.1:99999", "ports end at 65535"),
        ("BIND", "192.0.2.55:8000", "Cannot assign requested address"),
        ("BIND", "host.invalid:8000", "BIND='host.invalid:8000' is nowhere to listen at"),
        ("BIND", "unix:/nowhere/at/all/web.sock", "/nowhere/at/all is no folder"),
        ("WEB_WORKERS", "many", "WEB_WORKERS='many' is not a whole number"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name"),
    ],
)
def test_a_wrong_setting_ends_the_server_with_one_line(name, value, words):
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "tradetalks/gunicorn_conf.py"],
        cwd=ROOT, env={**os.environ, "BIND": "127.0.0.1:0", name: value}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert words in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_report_that_cannot_be_written_is_said_before_anything_is_stored(set_up_copy):
    status, lines = manage(f"sqlite:///{set_up_copy}", "ingest", "--report", "/nowhere/report.jsonl", SAMPLES)
    assert status == 2
    assert lines == [
        "CommandError: --report: There is no such file or folder"
        " ([Errno 2] No such file or directory: '/nowhere/report.jsonl')."
    ]
