"""A backup of any version takes the place of what is there, all of it or nothing, and leaves what is not ours alone."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from articles.ingest.postgres_programs import find_program
from articles.ingest.postgres_restore import _beginning
from tests.older import EVENTS, KEPT, TITLES
from tests.prepared import set_up_database
from tradetalks.release import release

from .test_same_content import ROOT, manage

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(find_program("pg_dump") is None, reason="pg_dump is not installed"),
]


def ask(database, *queries):
    """The rows of the last query."""
    with psycopg.connect(database, autocommit=True) as connection:
        for query in queries:
            answer = connection.execute(query)
        return answer.fetchall() if answer.description else None


@contextmanager
def databases_of(server):
    """Makes databases, copies of the named one or not set up at all; they are gone afterwards."""
    made = []

    def new(template=""):
        name = f"restore_{uuid4().hex[:8]}"
        ask(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        made.append(name)
        return f"{server.rpartition('/')[0]}/{name}"

    yield new
    for name in made:
        ask(server, f"DROP DATABASE {name}")


@pytest.fixture
def make():
    with databases_of(os.environ["DATABASE_URL"]) as new:
        yield new


@pytest.fixture(scope="module")
def now(shared_folder, tmp_path_factory):
    """The name of a site of this version with a made-up event and article, and its backup."""
    server = os.environ["DATABASE_URL"]
    with databases_of(server) as new:
        database = new(set_up_database(shared_folder, server))
        manage(database, "generate", "--events", "1", "--articles", "1", "--words", "50")
        backup = tmp_path_factory.mktemp("now") / "now.tar.gz"
        manage(database, "backup", backup)
        yield database.rpartition("/")[2], backup


@pytest.fixture
def site(make, now):
    """The same site after an edit that no backup holds."""
    database = make(now[0])
    ask(database, "UPDATE articles_event SET title = 'Here before'")
    return database


@pytest.fixture
def backup(now, tmp_path):
    """A copy of the site's backup: the test may spoil it."""
    return Path(shutil.copy(now[1], tmp_path / "now.tar.gz"))


def backup_at(version, database, folder):
    """The backup of a site that stood at that migration."""
    manage(database, "migrate", "articles", version, "-v0")
    ask(database, EVENTS[version])
    manage(database, "backup", folder / "old.tar.gz", "--quick")
    return folder / "old.tar.gz"


def refused(database, backup):
    """The one line that says why the backup could not be put back."""
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", backup, "--replace"], cwd=ROOT, env={**os.environ, "DATABASE_URL": database},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("version", ["0002", "0010"])
def test_a_backup_of_an_older_version_is_put_back_whole_and_brought_up_to_date(make, site, version, tmp_path):
    backup = backup_at(version, make(), tmp_path)

    manage(site, "restore", backup, "--replace")

    assert ask(site, TITLES) == KEPT
    manage(site, "migrate", "--check")
    if version == "0010":
        manage(
            site, "refresh_counts"
        )  # what was written by hand was never counted; search by index, which 0002 lacks, counts anew
    assert manage(site, "verify").startswith("All is in order")


def test_tables_of_a_newer_version_are_gone_and_those_of_others_stay(site, backup):
    ask(
        site, "CREATE TABLE articles_future (event_id bigint REFERENCES articles_event)", "CREATE TABLE ledger_of_others (sum int)",
        "CREATE FUNCTION articles_future_mark() RETURNS int LANGUAGE sql AS 'SELECT 1'", "INSERT INTO ledger_of_others VALUES (7)",
    )  # fmt: skip

    manage(site, "restore", backup, "--replace")

    assert ask(site, "SELECT to_regclass('articles_future'), to_regproc('articles_future_mark')") == [
        (None, None)
    ]
    assert ask(site, "SELECT sum FROM ledger_of_others") == [(7,)]
    assert ask(site, TITLES) != [("Here before",)]
    assert manage(site, "verify").startswith("All is in order")


def test_an_owner_who_may_do_no_more_than_own_the_database_can_restore(make, tmp_path):
    """An extension that the administrator put into the same schema stays his."""
    database, role = make(), f"owner_{uuid4().hex[:8]}"
    name = database.rpartition("/")[2]
    ask(
        database, f"CREATE ROLE {role} LOGIN", f"ALTER DATABASE {name} OWNER TO {role}", "CREATE EXTENSION pg_trgm",
        "COMMENT ON SCHEMA public IS 'where all is'",
    )  # fmt: skip
    own = database.replace("tradetalks@", f"{role}@")
    try:
        manage(own, "migrate", "-v0")
        manage(own, "generate", "--events", "1", "--articles", "0")
        manage(own, "backup", tmp_path / "own.tar.gz")
        digest = manage(own, "digest")
        ask(own, "UPDATE articles_event SET title = 'Here before'")
        manage(own, "restore", tmp_path / "own.tar.gz", "--replace")
        assert manage(own, "digest") == digest
        assert manage(own, "migrate", "--check") == ""
    finally:
        ask(database, f"REASSIGN OWNED BY {role} TO tradetalks", f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def change(backup, manifest=None, dump=None):
    """Put another manifest or another dump into the backup, with a checksum that hides it."""
    with tarfile.open(backup) as packed:
        told = json.loads(packed.extractfile("manifest.json").read())
        content = packed.extractfile("database").read()
    content = dump(content) if dump else content
    told |= {"sha256": hashlib.sha256(content).hexdigest(), **(manifest or {})}
    with tarfile.open(backup, "w:gz") as packed:
        for name, body in (("manifest.json", json.dumps(told).encode()), ("database", content)):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))


def _a_byte_amid(dump):
    middle = len(dump) * 2 // 3
    return dump[:middle] + bytes([dump[middle] ^ 0xFF]) * 40 + dump[middle + 40 :]


@pytest.mark.parametrize(
    "spoil",
    [_a_byte_amid, lambda dump: dump[: len(dump) // 2], lambda dump: b"no dump at all"],
    ids=["bytes", "cut", "other"],
)
def test_a_damaged_dump_leaves_all_as_it_was(site, backup, spoil):
    before = manage(site, "digest")
    change(backup, dump=spoil)

    assert "failed" in refused(site, backup)

    assert manage(site, "digest") == before


def test_a_database_that_says_no_amid_the_work_keeps_what_it_had(site, backup):
    no = """CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN IF tg_tag = 'CREATE INDEX' THEN RAISE EXCEPTION 'not in this house'; END IF; END $$"""
    ask(site, no, "CREATE EVENT TRIGGER no ON ddl_command_start EXECUTE FUNCTION no()")

    assert "psql failed, and all is as it was: not in this house" in refused(site, backup)

    assert ask(site, TITLES) == [("Here before",)]
    manage(site, "migrate", "--check")


def waits_for_a_lock(connection):
    """Whether somebody in that database does."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return connection.execute(asked).fetchone() != (0,)


def is_at_work(connection):
    """Whether psql is still there."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'psql'"
    return connection.execute(asked).fetchone() != (0,)


def test_a_restore_that_is_killed_amid_its_work_leaves_all_as_it_was(site, backup):
    with psycopg.connect(site, autocommit=True) as watching, psycopg.connect(site) as reading:
        reading.execute(TITLES)  # whoever reads is not disturbed: the restore waits
        process = subprocess.Popen(
            [sys.executable, "manage.py", "restore", backup, "--replace"], cwd=ROOT, env={**os.environ, "DATABASE_URL": site},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 60
        while not waits_for_a_lock(watching) and time.monotonic() < until:
            time.sleep(0.05)
        assert process.poll() is None
        process.kill()
        process.wait()
        reading.rollback()
        while is_at_work(watching) and time.monotonic() < until:
            time.sleep(0.05)
    assert ask(site, TITLES) == [("Here before",)]
    manage(site, "migrate", "--check")


def test_a_backup_of_another_schema_is_refused(make, site, tmp_path):
    elsewhere = make()
    ask(elsewhere, "CREATE SCHEMA talks")
    manage(f"{elsewhere}?options=-csearch_path%3Dtalks", "migrate", "-v0")
    manage(f"{elsewhere}?options=-csearch_path%3Dtalks", "backup", tmp_path / "talks.tar.gz", "--quick")
    assert "(public)" in refused(site, tmp_path / "talks.tar.gz")
    assert ask(site, TITLES) == [("Here before",)]


def test_content_with_another_digest_than_was_backed_up_is_told(site, backup):
    change(backup, manifest={"digest": "0" * 16, "release": release.__wrapped__()})  # as the code is now
    assert "another digest" in refused(site, backup)


def test_a_setting_that_an_older_server_does_not_know_is_left_out():
    script = b"\\restrict x\nSET lock_timeout = 0;\nSET transaction_timeout = 0;\nBEGIN;\n\nSET later = 1;\n"
    lines = list(_beginning(io.BytesIO(script), {b"lock_timeout"}))
    assert lines == [b"\\restrict x\n", b"SET lock_timeout = 0;\n", b"BEGIN;\n"]
