"""The drill on PostgreSQL: a backup taken while articles come in is put back, digest equal; those of SQLite are refused."""

import os
import subprocess
import sys

import pytest

from articles.ingest.postgres_programs import find_program

from .test_same_content import ROOT, databases, known_of, manage  # noqa: F401 - the fixture

pytestmark = pytest.mark.skipif(find_program("pg_dump") is None, reason="pg_dump is not installed")


def digest_told(line):
    return line.strip().rpartition("Digest: ")[2].rstrip(".")


def test_a_backup_taken_during_an_ingestion_is_put_back_whole(databases, tmp_path):  # noqa: F811
    postgres = databases[1]
    manage(postgres, "load_chronology")
    ingesting = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(ROOT / "fixtures" / "articles")],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": postgres}, stdout=subprocess.PIPE,
    )  # fmt: skip
    ingesting.stdout.readline()  # the first articles are stored
    digest = digest_told(manage(postgres, "backup", tmp_path / "busy.tar.gz"))
    ingesting.communicate()
    assert ingesting.returncode == 0

    manage(postgres, "restore", tmp_path / "busy.tar.gz", "--replace")

    assert manage(postgres, "digest").strip() == digest
    assert manage(postgres, "verify").startswith("All is in order")
    assert known_of(postgres, "articles_event")[0] > 0


def test_a_backup_of_the_other_engine_is_refused(databases, tmp_path):  # noqa: F811
    sqlite, postgres = databases
    manage(sqlite, "backup", tmp_path / "sqlite.tar.gz")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        manage(postgres, "restore", tmp_path / "sqlite.tar.gz", "--replace")
    assert refused.value.returncode == 2
    assert "export" in refused.value.stderr
