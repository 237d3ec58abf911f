"""The server ends a connection, or dies, amid an ingestion: one line, status 2, whole articles; the next run completes them."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest

from tests.throw_away_server import CAREFUL, ThrowAwayServer
from tests.tools import postgres_folder

from .test_same_content import ROOT, databases, manage  # noqa: F401 - the fixture

TEXT = "Delegation number {} of the United States and China talked about tariffs in Oslo on March {}, 2019."


def line(number):
    return json.dumps({"id": f"n{number}", "text": TEXT.format(number, 1 + number)}) + "\n"


@contextmanager
def ingestion_that_waits(database):
    """An ingestion that has stored one article and waits for the next line."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", "-", "--format", "jsonl"], cwd=ROOT, env={**os.environ, "DATABASE_URL": database},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        process.stdin.write(line(0))
        process.stdin.flush()
        assert process.stdout.readline() == "created: n0\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def goes_on(process):
    """Its exit status and what it says of the fault, after it was sent two more documents."""
    out, errors = process.communicate(line(1) + line(2), timeout=120)
    assert "Traceback" not in out + errors
    assert errors.count("\n") == 1, errors
    return process.returncode, errors


def completed(database, tmp_path):
    """The digest after another run over all three documents."""
    file = tmp_path / "all.jsonl"
    file.write_text("".join(map(line, range(3))))
    manage(database, "ingest", file)
    assert manage(database, "verify").startswith("All is in order")
    return manage(database, "digest")


@pytest.fixture(scope="module")
def wanted(databases, tmp_path_factory):  # noqa: F811
    """The digest of an undisturbed run, on SQLite."""
    manage(databases[0], "migrate", "-v0")
    return completed(databases[0], tmp_path_factory.mktemp("undisturbed"))


def test_a_connection_that_the_server_ends_is_a_fault_of_the_environment(databases, wanted, tmp_path):  # noqa: F811
    database = databases[1]
    manage(database, "migrate", "-v0")
    with ingestion_that_waits(database) as process:
        with psycopg.connect(database, autocommit=True) as other:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            assert other.execute(ended).fetchall() == [(True,)]
        status, errors = goes_on(process)
    assert (status, "The database ended the connection" in errors) == (2, True), errors
    assert completed(database, tmp_path) == wanted


def test_a_server_that_dies_and_comes_back_has_whole_articles(wanted, tmp_path):
    with ThrowAwayServer(postgres_folder(), CAREFUL) as server:
        manage(server.url, "migrate", "-v0")
        with ingestion_that_waits(server.url) as process:
            server.die()
            status, errors = goes_on(process)
        server.start()
        assert (status, "The database ended the connection" in errors) == (2, True), errors
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT count(*) FROM articles_article").fetchone() == (1,)
        assert completed(server.url, tmp_path) == wanted
