"""A server that answers and says no: one line that names what is wrong and what to do, status 2."""

import os
import subprocess
import sys
import time

import psycopg
import pytest

from .test_same_content import ROOT

pytestmark = pytest.mark.database


def refused(database, *command):
    """The one line of a command that ends with status 2."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env={**os.environ, "DATABASE_URL": database},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.fixture
def server():
    """The server's address up to the database's name."""
    return os.environ["DATABASE_URL"].rpartition("/")[0]


@pytest.fixture
def poor():
    """The address by which somebody asks who may have one connection and owns nothing."""
    database = os.environ["DATABASE_URL"]
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE ROLE poor LOGIN CONNECTION LIMIT 1")
        yield database.replace("tradetalks@", "poor@")
        connection.execute("DROP ROLE poor")


@pytest.mark.parametrize("command", ["digest", "migrate"])
def test_a_database_that_is_not_there_is_not_said_to_need_migrations(server, command):
    line = refused(f"{server}/nowhere", command)
    assert "The database cannot be reached" in line
    assert 'database "nowhere" does not exist' in line
    assert "createdb" in line
    assert "manage.py migrate" not in line


def test_a_user_that_is_not_there_is_named(server):
    line = refused(server.replace("tradetalks@", "nobody@") + "/postgres", "digest")
    assert 'role "nobody" does not exist' in line
    assert "createuser" in line


def test_a_wrong_password_is_named(tmp_path):
    database = os.environ["DATABASE_URL"]
    with psycopg.connect(database, autocommit=True) as connection:
        (file,) = connection.execute("SHOW hba_file").fetchone()
        (before,) = connection.execute("SELECT pg_read_file(%s)", [file]).fetchone()
        connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        asks = "host all guarded 127.0.0.1/32 scram-sha-256\n" + before
        write = "COPY (SELECT unnest(string_to_array(%s, E'\\n'))) TO %s"
        try:
            connection.execute(psycopg.sql.SQL(write.replace("%s", "{}")).format(asks, file))
            connection.execute("SELECT pg_reload_conf()")
            line = _when_asked(database.replace("tradetalks@", "guarded:wrong@"))
        finally:
            connection.execute(psycopg.sql.SQL(write.replace("%s", "{}")).format(before, file))
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP ROLE guarded")
    assert "password authentication failed" in line
    assert "Look at user and password in DATABASE_URL" in line


def _when_asked(database):
    """What a command says once the server has read anew whom it asks for a password; it may take its time."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            psycopg.connect(database).close()
        except psycopg.OperationalError:
            return refused(database, "digest")
        time.sleep(0.05)
    raise AssertionError("the server asks for no password")


def test_a_right_that_is_missing_is_named(poor):
    line = refused(poor, "migrate")
    assert "permission denied for schema public" in line
    assert "has no right to that" in line


def test_connections_that_are_all_taken_are_named(poor):
    with psycopg.connect(poor):
        line = refused(poor, "digest")
    assert "no connection left" in line
    assert "max_connections" in line
