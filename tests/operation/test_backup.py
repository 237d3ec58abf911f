"""The drill: a backup taken while articles come in is put back, and the digest is that of the moment it was taken."""

import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.older import EVENTS, KEPT, TITLES

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = str(ROOT / "fixtures" / "articles")


def environment(database):
    return {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}


def manage(database, *arguments):
    """Exit status, and what was printed to both streams."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(database), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture(scope="module")
def site(shipped_file, tmp_path_factory):
    """A site with the chronology, its backup, and the digest of both."""
    folder = tmp_path_factory.mktemp("site")
    database, backup = folder / "site.sqlite3", folder / "site.tar.gz"
    shutil.copy(shipped_file, database)
    status, told, trouble = manage(database, "backup", backup)
    assert status == 0, trouble
    return database, backup, told.rpartition("Digest: ")[2].rstrip(".")


def test_a_backup_tells_the_digest_of_the_site_and_is_its_owners_only(site):
    database, backup, digest = site
    assert manage(database, "digest")[1] == digest
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_put_into_an_empty_place_has_the_same_digest(site, tmp_path):
    _, backup, digest = site
    elsewhere = tmp_path / "new.sqlite3"
    assert manage(elsewhere, "restore", backup)[0] == 0
    assert manage(elsewhere, "digest")[1] == digest


def test_content_is_replaced_only_on_demand_and_then_whole(site, tmp_path):
    database, backup, digest = site
    changed = shutil.copy(database, tmp_path / "changed.sqlite3")
    title = "SELECT title FROM articles_event ORDER BY id LIMIT 1"
    with closing(
        sqlite3.connect(changed, isolation_level=None)
    ) as site_open:  # all the while, as a web process has it
        said = site_open.execute(title).fetchone()
        site_open.execute("UPDATE articles_event SET title = 'Another round'")
        status, _, trouble = manage(changed, "restore", backup)
        assert (status, len(trouble.splitlines())) == (2, 1)
        assert "--replace" in trouble
        assert site_open.execute(title).fetchone() == ("Another round",)
        assert manage(changed, "restore", backup, "--replace")[0] == 0
        assert site_open.execute(title).fetchone() == said
    assert manage(changed, "digest")[1] == digest


def test_a_backup_taken_during_an_ingestion_is_of_one_moment(site, tmp_path):
    database, _, _ = site
    busy, backup, elsewhere = (tmp_path / name for name in ("busy.sqlite3", "busy.tar.gz", "new.sqlite3"))
    shutil.copy(database, busy)
    ingesting = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", SAMPLES],
        cwd=ROOT,
        env=environment(busy),
        stdout=subprocess.PIPE,
    )
    ingesting.stdout.readline()  # the first articles are stored
    status, told, trouble = manage(busy, "backup", backup)
    ingesting.communicate()
    assert ingesting.returncode == 0
    assert status == 0, trouble
    assert manage(elsewhere, "restore", backup)[0] == 0
    assert manage(elsewhere, "digest")[1] == told.rpartition("Digest: ")[2].rstrip(".")
    assert manage(elsewhere, "verify")[0] == 0


@pytest.mark.parametrize("version", ["0002", "0010"])
def test_a_backup_of_an_older_version_is_put_back_whole_and_brought_up_to_date(site, tmp_path, version):
    old, backup, now = (tmp_path / name for name in ("old.sqlite3", "old.tar.gz", "now.sqlite3"))
    shutil.copy(site[0], now)
    assert manage(old, "migrate", "articles", version, "-v0")[0] == 0
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(EVENTS[version])
        connection.commit()
    assert manage(old, "backup", backup, "--quick")[0] == 0

    status, _, trouble = manage(now, "restore", backup, "--replace")

    assert status == 0, trouble
    with closing(sqlite3.connect(now)) as connection:
        assert connection.execute(TITLES).fetchall() == KEPT
    assert manage(now, "migrate", "--check")[0] == 0
    if version == "0010":
        manage(
            now, "refresh_counts"
        )  # what was written by hand was never counted; search by index, which 0002 lacks, counts anew
    assert manage(now, "verify")[1].startswith("All is in order")


def cut_short(backup):
    backup.write_bytes(backup.read_bytes()[:-20_000])


def change_a_byte(backup):
    with tarfile.open(backup) as packed:
        manifest = packed.extractfile("manifest.json").read()
        content = bytearray(packed.extractfile("database").read())
    content[len(content) // 2] ^= 0xFF
    repacked(backup, manifest, bytes(content))


def of_a_newer_version(backup):
    with tarfile.open(backup) as packed:
        manifest = json.loads(packed.extractfile("manifest.json").read())
        content = packed.extractfile("database").read()
    manifest["migrations"].append("articles.9999_from_the_future")
    repacked(backup, json.dumps(manifest).encode(), content)


def of_the_other_engine(backup):
    with tarfile.open(backup) as packed:
        manifest = json.loads(packed.extractfile("manifest.json").read())
    repacked(backup, json.dumps(manifest | {"engine": "postgresql"}).encode(), b"")


def no_backup_at_all(backup):
    backup.write_text("A letter to the editor.")


def repacked(backup, manifest, content):
    with tarfile.open(backup, "w:gz") as packed:
        for name, body in (("manifest.json", manifest), ("database", content)):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (cut_short, "damaged"),
        (change_a_byte, "checksum"),
        (of_a_newer_version, "newer version"),
        (of_the_other_engine, "postgresql"),
        (no_backup_at_all, "no backup"),
    ],
)
def test_what_is_no_whole_backup_for_this_site_changes_nothing(site, tmp_path, spoil, word):
    database, backup, digest = site
    spoiled = Path(shutil.copy(backup, tmp_path / "spoiled.tar.gz"))
    spoil(spoiled)
    status, _, trouble = manage(database, "restore", spoiled, "--replace")
    assert status == 2
    assert word in trouble
    assert len(trouble.splitlines()) == 1
    assert manage(database, "digest")[1] == digest
    assert [path.name for path in database.parent.iterdir() if path.name.startswith(".restore")] == []


def test_a_backup_is_not_written_over_another_by_mistake(site):
    database, backup, _ = site
    before = backup.read_bytes()
    status, _, trouble = manage(database, "backup", backup)
    assert (status, backup.read_bytes()) == (2, before)
    assert "--replace" in trouble


def test_a_folder_that_is_not_there_is_told_in_one_line(site, tmp_path):
    status, _, trouble = manage(site[0], "backup", tmp_path / "nowhere" / "site.tar.gz")
    assert (status, len(trouble.splitlines())) == (2, 1)
