"""SQLite and PostgreSQL keep the same content. Run by ``make postgres``, which starts the server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.prepared import set_up_database

ROOT = Path(__file__).resolve().parents[2]


def manage(database, *arguments):
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def known_of(database, table):
    """How many rows PostgreSQL believes a table to have when it plans, and how many pages it knows all to see.

    -1 rows if it never looked.
    """
    with psycopg.connect(database) as connection:
        query = "SELECT reltuples, relallvisible FROM pg_class WHERE relname = %s"
        return connection.execute(query, [table]).fetchone()


@pytest.fixture(scope="module")
def databases(set_up_file, shared_folder, tmp_path_factory):
    """Addresses of an SQLite file and of a PostgreSQL database, both set up and without content."""
    server = os.environ["DATABASE_URL"]
    name = f"content_{uuid4().hex[:8]}"
    set_up = set_up_database(shared_folder, server)
    file = shutil.copy(set_up_file, tmp_path_factory.mktemp("same") / "content.sqlite3")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {set_up}")
    yield f"sqlite:///{file}", server.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")


def test_the_digest_is_the_same_on_both_and_in_any_order_of_ingestion(databases):
    samples = sorted((ROOT / "fixtures" / "articles").iterdir())
    for database, files in zip(databases, (samples, samples[::-1]), strict=True):
        manage(database, "load_chronology")
        manage(database, "ingest", *files)
        manage(database, "load_decisions")

    sqlite, postgres = (manage(database, "digest") for database in databases)

    assert sqlite == postgres


@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])
def test_verify_finds_all_in_order_on_both(databases, which):
    assert manage(databases[which], "verify").startswith("All is in order")


def test_what_was_generated_is_planned_for_at_once(databases):
    postgres = databases[1]
    with psycopg.connect(postgres, autocommit=True) as connection:
        name = connection.info.dbname
        # the tests' server does not wait for its disk, and what is not there yet is not noted as seen by all
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit TO on")
    manage(postgres, "generate", "--add", "--events", "20", "--articles", "30", "--words", "50")
    assert known_of(postgres, "articles_articletext")[0] >= 30
    rows, visible_pages = known_of(postgres, "articles_citation")
    assert rows > 0
    assert visible_pages > 0
