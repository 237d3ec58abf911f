"""A backup put back: looked at first, all or nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import DatabaseError

from articles.models import Article, Event
from tradetalks.release import release

from .backup import (
    DATABASE,
    FORMAT,
    MANIFEST,
    PIECE,
    BackupFault,
    Manifest,
    digest_of_file,
    open_sqlite,
    sha256_of,
)
from .postgres_programs import run_program
from .statistics import learn_spread

LARGEST_MANIFEST = 1 << 20


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Make the site's database what the backup holds, and bring it up to this version.

    Raises ``BackupFault``, with nothing changed, if the backup is not whole or not for this site, or if there is content
    and it is not to be replaced.
    """
    with _unpacked(source) as (manifest, copy):
        _check(manifest, copy)
        if not replace and _has_content():
            raise BackupFault("The database holds content: say --replace to put the backup in its place.")
        connection.close()
        if connection.vendor == "sqlite":
            _put_sqlite(copy)
        else:
            run_program(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
                f"--dbname={connection.settings_dict['NAME']}", str(copy),
            )  # fmt: skip
    # also for the triggers and for fresh marks: whoever keeps pages must ask anew
    call_command("migrate", verbosity=0)
    learn_spread()
    return manifest


@contextmanager
def _unpacked(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and the database in a folder beside the site's own, which holds as much."""
    with _opened(source) as packed, tempfile.TemporaryDirectory(prefix=".restore-", dir=_room()) as folder:
        copy = Path(folder) / DATABASE
        try:
            manifest = _manifest_in(packed)
            _extract(packed, copy)
        except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as error:
            raise BackupFault(f"{source} is damaged: {error}.") from error
        yield manifest, copy


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        packed = tarfile.open(source, "r:gz")  # noqa: SIM115 (it is closed where it is used)
    except tarfile.TarError as error:
        raise BackupFault(f"{source} is no backup: {error}.") from error
    with packed:
        yield packed


def _room() -> Path | None:
    if connection.vendor != "sqlite":
        return None
    return Path(connection.settings_dict["NAME"]).resolve().parent


def _manifest_in(packed: tarfile.TarFile) -> Manifest:
    member = packed.next()
    if member is None or member.name != MANIFEST or member.size > LARGEST_MANIFEST:
        raise BackupFault("This is no backup of ours: it does not begin with a manifest.")
    told = json.loads(packed.extractfile(member).read())
    if told.get("format") != FORMAT:
        raise BackupFault(f"The backup has format {told.get('format')}, this version reads {FORMAT}.")
    return Manifest(**told)


def _extract(packed: tarfile.TarFile, copy: Path) -> None:
    member = packed.next()
    if member is None or member.name != DATABASE or not member.isreg():
        raise BackupFault("This is no backup of ours: the database is missing.")
    with copy.open("wb") as file, packed.extractfile(member) as content:
        while piece := content.read(PIECE):
            file.write(piece)


def _check(manifest: Manifest, copy: Path) -> None:
    if manifest.engine != connection.vendor:
        raise BackupFault(
            f"The backup is one of {manifest.engine}, this site's database is {connection.vendor}: "
            "`manage.py export` and `load` carry content from one to the other."
        )
    if sha256_of(copy) != manifest.sha256:
        raise BackupFault("The backup is damaged: its checksum is not the one it was made with.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest.migrations) - known)
    if newer:
        raise BackupFault(f"The backup was made by a newer version: this one does not know {newer[-1]}.")
    if manifest.engine == "sqlite":
        _check_sqlite(manifest, copy)


def _check_sqlite(manifest: Manifest, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        (verdict,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise BackupFault(f"The database in the backup is damaged: {verdict}.")
    # another release may tell content in another way
    if manifest.digest and manifest.release == release() and digest_of_file(copy) != manifest.digest:
        raise BackupFault("The content of the backup is not what it was made of: the digests differ.")


def _has_content() -> bool:
    try:
        return Event.objects.exists() or Article.objects.exists()
    except DatabaseError:
        return False  # no tables yet


def _put_sqlite(copy: Path) -> None:
    """In one transaction, through SQLite: who reads meanwhile reads the old content to the end, and a crash changes nothing.

    A file renamed into place would leave processes that have the old one open writing to a file without a name.
    """
    target = Path(connection.settings_dict["NAME"])
    if not target.exists():
        os.replace(copy, target)
        return
    with closing(sqlite3.connect(copy)) as content, open_sqlite() as site:
        content.backup(site)
