"""SQLite and PostgreSQL keep the same content. Run by ``make postgres``, which starts the server."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]


def manage(database, *arguments):
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    """Addresses of an empty SQLite file and of an empty PostgreSQL database."""
    server = os.environ["DATABASE_URL"]
    name = f"content_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield (
        f"sqlite:///{tmp_path_factory.mktemp('same') / 'content.sqlite3'}",
        server.rpartition("/")[0] + f"/{name}",
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")


def test_the_digest_is_the_same_on_both_and_in_any_order_of_ingestion(databases):
    samples = sorted((ROOT / "fixtures" / "articles").iterdir())
    for database, files in zip(databases, (samples, samples[::-1]), strict=True):
        manage(database, "migrate", "--verbosity", "0")
        manage(database, "load_chronology")
        manage(database, "ingest", *files)
        manage(database, "load_decisions")

    sqlite, postgres = (manage(database, "digest") for database in databases)

    assert sqlite == postgres


@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])
def test_verify_finds_all_in_order_on_both(databases, which):
    assert manage(databases[which], "verify").startswith("All is in order")
