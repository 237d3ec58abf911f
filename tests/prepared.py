"""Databases that take long to make, made once in a run and copied: set up and empty, or with the chronology that ships.

Both are made by the program's own commands (``migrate``, ``load_chronology``); of several test processes, whoever comes first
makes them, the others wait.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def manage(address: str, *arguments: str) -> None:
    """The command on the database with that address; it must succeed."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def set_up_file(folder: Path) -> Path:
    """An SQLite file in ``folder`` after all migrations, without content."""
    return _file(folder / "set-up.sqlite3", None, "migrate", "-v0")


def shipped_file(folder: Path) -> Path:
    """An SQLite file in ``folder`` with the chronology that ships with the site."""
    return _file(folder / "shipped.sqlite3", set_up_file(folder), "load_chronology", "-v0")


def _file(path: Path, start: Path | None, *arguments: str) -> Path:
    with _alone(path.with_suffix(".lock")):
        if not path.exists():
            making = path.with_suffix(".making")
            if start:
                shutil.copy(start, making)
            manage(f"sqlite:///{making}", *arguments)
            with closing(sqlite3.connect(making)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            making.rename(path)
    return path


def set_up_database(folder: Path, server: str) -> str:
    """The name of a PostgreSQL database after all migrations, to be copied as a template, on the server of that address."""
    import psycopg

    name = f"set_up_{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    with _alone(folder / f"{name}.lock"), psycopg.connect(server, autocommit=True) as connection:
        done = folder / f"{name}.done"
        if not done.exists():
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
            manage(f"{server.rpartition('/')[0]}/{name}", "migrate", "-v0")
            done.touch()
    return name
