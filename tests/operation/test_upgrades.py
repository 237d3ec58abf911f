"""A site of an older version is brought up to date with all it holds, whoever ends the upgrade amid its work."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(file, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env={**os.environ, "DATABASE_URL": f"sqlite:///{file}"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def manage(file, *arguments):
    process = start(file, *arguments)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def schema(file):
    """What the tables look like, and which migrations they have seen."""
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        return made.fetchall(), sorted(connection.execute("SELECT app, name FROM django_migrations"))


def test_an_upgrade_that_was_killed_is_completed_by_the_next_one(set_up_file, tmp_path):
    file = tmp_path / "x.sqlite3"
    for amid in ("Applying articles.0001", "Applying articles.0006", "Applying articles.0010"):
        process = start(file, "migrate", "-v2")
        for line in process.stdout:
            if amid in line:
                break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    manage(file, "migrate")
    assert schema(file) == schema(set_up_file)


def tables(connection, of="main"):
    """The tables with our content, with their columns."""
    names = connection.execute(
        f"SELECT name FROM {of}.sqlite_master WHERE type = 'table' AND name GLOB 'articles_*' AND name NOT LIKE '%search%'"  # noqa: S608
    ).fetchall()
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA {of}.table_info({name})")] for (name,) in names
    }


def fill(old, now):
    """Put what the newer file holds into the older one, as far as it has places for it; the rows of each table."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ATTACH ? AS now", [str(now)])
        there, counts = tables(connection, "now"), {}
        for name, columns in tables(connection).items():
            if name not in there:
                continue
            both = ", ".join(f'"{column}"' for column in columns if column in there[name])
            connection.execute(f"DELETE FROM main.{name}")  # noqa: S608
            connection.execute(f"INSERT INTO main.{name} ({both}) SELECT {both} FROM now.{name}")  # noqa: S608
            counts[name] = connection.execute(f"SELECT count(*) FROM main.{name}").fetchone()[0]  # noqa: S608
        connection.commit()
    return counts


@pytest.mark.parametrize("version", ["0001", "0008"])
def test_an_older_site_keeps_its_content(version, shipped_file, tmp_path):
    now, old = tmp_path / "now.sqlite3", tmp_path / "old.sqlite3"
    now.write_bytes(shipped_file.read_bytes())
    manage(now, "ingest", str(ROOT / "fixtures" / "articles"))
    manage(old, "migrate", "articles", version, "-v0")
    counts = fill(old, now)

    manage(old, "migrate", "-v0")

    with closing(sqlite3.connect(old)) as connection:
        kept = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counts}  # noqa: S608
    assert kept == counts
    assert counts["articles_event"] > 100
    assert counts["articles_article"] > 10
    manage(old, "load_chronology")  # what the older version had no place for
    assert manage(old, "verify").startswith("All is in order")
