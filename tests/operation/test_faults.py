"""What is said of faults that no test can bring about, and what PostgreSQL's programs are told."""

import errno
from types import SimpleNamespace

import pytest
from django.db import OperationalError, ProgrammingError

from articles.ingest import postgres_programs
from articles.ingest.errors import environment_fault

CONNECTING = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: FATAL:  '


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (OperationalError("database or disk is full"), "The disk is full"),
        (
            OperationalError(
                'could not extend file "base/5/16384": No space left on device\nHINT:  Check free disk space.'
            ),
            "The disk of the database server is full",
        ),
        (
            OperationalError('could not extend file "base/5/1": wrote only 4096 of 8192 bytes'),
            "The disk of the database server",
        ),
        (
            OperationalError('could not write to file "pg_wal/xlogtemp.7": No space left on device'),
            "The disk of the database server",
        ),
        (ProgrammingError("permission denied for table articles_event"), "has no right to that"),
        (ProgrammingError("must be owner of table articles_event"), "has no right to that"),
        (OSError(errno.EACCES, "Permission denied"), "There is no permission for that"),
        # what a file is called says nothing of what is wrong with it
        (OSError(errno.EACCES, "Permission denied", "blocked/r.jsonl"), "There is no permission for that"),
        (OSError(errno.ENOENT, "No such file or directory", "disk is full.txt"), "There is no such file"),
        (OSError(errno.EIO, "Input/output error", "locked/r.jsonl"), "The environment failed"),
        (OperationalError(f"{CONNECTING}sorry, too many clients already"), "no connection left"),
        (
            OperationalError(f"{CONNECTING}remaining connection slots are reserved for roles"),
            "no connection left",
        ),
        (OperationalError(f'{CONNECTING}database "talks" does not exist'), "Make it (`createdb`)"),
        (OperationalError(f'{CONNECTING}role "talks" does not exist'), "Make it (`createuser`)"),
        (
            OperationalError(f'{CONNECTING}no pg_hba.conf entry for host "10.0.0.7"'),
            "Let the server take this user",
        ),
        (ProgrammingError('relation "articles_event" does not exist'), "Run: manage.py migrate"),
        (OperationalError("no such table: articles_event"), "Run: manage.py migrate"),
        (OSError(errno.EROFS, "Read-only file system"), "That place takes no writes"),
        (OperationalError("attempt to write a readonly database"), "The database cannot be written to"),
        (OperationalError("database is locked"), "locked by another process"),
        (OperationalError("connection is bad: could not translate host name"), "cannot be reached"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_fault_of_the_surroundings_is_named(error, words):
    line = environment_fault(error)
    assert words in line
    assert "\n" not in line


def test_the_programs_of_postgresql_are_told_what_stands_behind_the_question_mark(monkeypatch):
    given = {
        "NAME": "talks", "HOST": "db.internal", "PORT": 5433, "USER": "editor", "PASSWORD": "a secret", "OPTIONS": {
            "sslmode": "verify-full", "sslrootcert": "/etc/ssl/ca.pem", "sslcert": "/etc/ssl/us.pem", "sslkey": "/etc/ssl/us.key",
            "options": "-csearch_path=talks", "connect_timeout": 20, "target_session_attrs": "read-write", "pool": True,
        },
    }  # fmt: skip
    monkeypatch.setattr(postgres_programs, "connection", SimpleNamespace(settings_dict=given))
    told = postgres_programs.environment()
    assert told.items() >= {
        "PGDATABASE": "talks", "PGHOST": "db.internal", "PGPORT": "5433", "PGUSER": "editor", "PGPASSWORD": "a secret",
        "PGSSLMODE": "verify-full", "PGSSLROOTCERT": "/etc/ssl/ca.pem", "PGSSLCERT": "/etc/ssl/us.pem", "PGSSLKEY": "/etc/ssl/us.key",
        "PGOPTIONS": "-csearch_path=talks", "PGCONNECT_TIMEOUT": "20", "PGTARGETSESSIONATTRS": "read-write",
    }.items()  # fmt: skip


def test_every_option_of_the_driver_that_has_a_variable_is_handed_over():
    """Asked of the driver itself: it says which variable stands for which option."""
    psycopg = pytest.importorskip("psycopg")
    known = {
        option.keyword.decode(): option.envvar.decode()
        for option in psycopg.pq.Conninfo.get_defaults()
        if option.envvar
    }
    named = {"dbname", "host", "port", "user", "password"}
    missing = {
        name: variable for name, variable in known.items() if name not in named | set(postgres_programs.LIBPQ)
    }
    assert missing == {}
    assert {
        name: known[name] for name in postgres_programs.LIBPQ if name in known
    }.items() <= postgres_programs.LIBPQ.items()
