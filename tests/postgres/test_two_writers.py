"""Two ingests at once both finish, and the content is that of one run. On SQLite and on PostgreSQL."""

import os
import subprocess
import sys

import pytest

from .test_same_content import ROOT, databases, manage  # noqa: F401 - the fixture


@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])
def test_two_ingests_at_once_leave_the_content_of_one(databases, which):  # noqa: F811
    database = databases[which]
    manage(database, "load_chronology")
    folder = str(ROOT / "fixtures" / "articles")
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", "ingest", folder]
    pair = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]

    statuses = [process.wait(timeout=300) for process in pair]

    digest = manage(database, "digest")
    manage(database, "reextract", "--all")
    assert statuses == [0, 0]
    assert manage(database, "digest") == digest
    assert manage(database, "verify").startswith("All is in order")
