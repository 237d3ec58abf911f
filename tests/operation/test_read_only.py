"""A site whose database lies on a disk that takes no writes is read; what would write says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = "from django.test import Client; c = Client(); print(*(c.get(p, headers={'host': 'localhost'}).status_code for p in ('/', '/timeline.json', '/readyz')))"


def manage(file, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env={**os.environ, "DATABASE_URL": f"sqlite:///{file}?immutable=1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def sealed(set_up_file, tmp_path):
    """A database on a disk that takes no writes; where none may be mounted, in a file that nobody may write to."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=50m", "tmpfs", str(disk)]
    is_mounted = os.geteuid() == 0 and not subprocess.run(mount, check=False).returncode
    file = disk / "x.sqlite3"
    file.write_bytes(set_up_file.read_bytes())
    if is_mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    else:
        file.chmod(0o444)
    yield file
    if is_mounted:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_pages_are_served_and_nothing_is_written(sealed):
    asked = manage(sealed, "shell", "-v0", "-c", PAGES)
    assert asked.stdout.split() == ["200", "200", "200"], asked.stderr[-300:]

    stored = manage(sealed, "ingest", str(ROOT / "fixtures" / "articles"))
    assert stored.returncode == 2
    assert "cannot be written to" in stored.stderr
    assert stored.stderr.count("\n") == 1
    assert [path.name for path in sealed.parent.iterdir()] == ["x.sqlite3"]
