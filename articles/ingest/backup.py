"""A backup: one file with the whole database as it was at one moment, and what tells whether the file is whole.

A ``.tar.gz`` of ``manifest.json`` and the database: on SQLite a copy made by its online backup, on PostgreSQL a dump by
``pg_dump`` of one snapshot. Both are taken while others read and write.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from articles.extraction.version import EXTRACTION_VERSION
from tradetalks.release import release

from .digest import digest
from .postgres_programs import run_program

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database"
PIECE = 1 << 20


class BackupFault(Exception):
    """The backup cannot be taken or used; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    format: int
    engine: str
    taken_at: str
    sha256: str
    size: int
    digest: str
    """Of all content; empty where nobody asked for it."""
    migrations: list[str]
    extraction_version: int
    release: str


def back_up(target: Path, *, replace: bool = False, with_digest: bool = True) -> Manifest:
    """Write the backup. It appears under its name when it is whole, readable by its owner only.

    Raises ``BackupFault`` if the file is there and is not to be replaced, or if a program is missing or fails.
    """
    if target.exists() and not replace:
        raise BackupFault(f"{target} is there already: name another file, or say --replace.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        copy, archive = Path(folder) / DATABASE, Path(folder) / "archive"
        taken_at = datetime.now(UTC).isoformat(timespec="seconds")
        found = _copy_sqlite(copy, with_digest) if connection.vendor == "sqlite" else _dump(copy, with_digest)
        manifest = Manifest(
            FORMAT, connection.vendor, taken_at, sha256_of(copy), copy.stat().st_size, found, applied_migrations(),
            EXTRACTION_VERSION, release(),
        )  # fmt: skip
        _pack(archive, manifest, copy)
        os.replace(archive, target)
    return manifest


def applied_migrations() -> list[str]:
    """``["articles.0001_initial", …]``: those of this database."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _copy_sqlite(copy: Path, with_digest: bool) -> str:
    with closing(sqlite3.connect(copy)) as there:
        with open_sqlite() as here:
            here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return digest_of_file(copy) if with_digest else ""


@contextmanager
def open_sqlite() -> Iterator[sqlite3.Connection]:
    """A connection of its own to the site's SQLite file: Django's may be in a transaction."""
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(name, timeout=20, uri=str(name).startswith("file:"))) as opened:
        yield opened


def digest_of_file(copy: Path) -> str:
    """The digest of a SQLite file that is not the site's own. Asked of a process of its own, which leaves ours alone."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{copy.resolve()}"}
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "digest"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupFault(
            f"The copy cannot be read: {(done.stderr.strip().splitlines() or ['no reason'])[-1]}"
        )
    return done.stdout.strip()


def _dump(copy: Path, with_digest: bool) -> str:
    """One snapshot for both, so that the digest is that of what was dumped."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        run_program("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={copy}")
        return digest() if with_digest else ""


def sha256_of(path: Path) -> str:
    """The hash of a file, however large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(archive: Path, manifest: Manifest, copy: Path) -> None:
    told = json.dumps(asdict(manifest), indent=1).encode()
    with open(archive, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as packed:
            head = tarfile.TarInfo(MANIFEST)
            head.size, head.mode = len(told), 0o600
            packed.addfile(head, io.BytesIO(told))
            body = tarfile.TarInfo(DATABASE)
            body.size, body.mode = copy.stat().st_size, 0o600
            with copy.open("rb") as content:
                packed.addfile(body, content)
        file.flush()
        os.fsync(file.fileno())
