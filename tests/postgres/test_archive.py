"""The whole content from SQLite to PostgreSQL and back: equal digests, equal bytes."""

import os
import subprocess
import sys
from pathlib import Path

from .test_same_content import ROOT, databases, known_of, manage  # noqa: F401 - the fixture

PREPARE = "from tests.archive.rows import make_everything; make_everything()"


def prepare(database):
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PREPARE]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_content_goes_to_postgresql_and_back(databases, set_up_copy, tmp_path):  # noqa: F811
    sqlite, postgres = databases
    back = f"sqlite:///{set_up_copy}"
    prepare(sqlite)
    sets = [Path(tmp_path / name) for name in ("first", "second", "third")]

    manage(sqlite, "export", sets[0], "--with-texts")
    said = manage(postgres, "load", sets[0])
    manage(postgres, "export", sets[1], "--with-texts")
    manage(back, "load", sets[1])
    manage(back, "export", sets[2], "--with-texts")

    assert "The content equals the one that was exported." in said
    assert len({manage(database, "digest") for database in (sqlite, postgres, back)}) == 1
    assert files_of(sets[0]) == files_of(sets[1]) == files_of(sets[2])
    for database in (postgres, back):
        assert manage(database, "verify").startswith("All is in order")
    assert "0 rows added" in manage(postgres, "load", sets[0])
    assert known_of(postgres, "articles_event")[0] > 0
