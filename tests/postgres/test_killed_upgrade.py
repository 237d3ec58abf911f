"""An upgrade of PostgreSQL that is killed again and again is completed by the next one: same tables, content whole."""

import os
import signal
import subprocess
import sys
from uuid import uuid4

import psycopg
import pytest

from tests.older import EVENTS, KEPT, TITLES
from tests.prepared import set_up_database

from .test_same_content import ROOT, manage

AMID = [
    "Applying articles.0003",
    "Applying articles.0006",
    "Applying articles.0008",
    "Applying articles.0010",
    "Running post-migrate handlers",
]
"""Lines of ``migrate -v2`` at which it is killed; at the last all tables are there, and the triggers are not."""

SCHEMA = {
    "columns": """SELECT table_name, column_name, ordinal_position, data_type, character_maximum_length, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "migrations": "SELECT app, name FROM django_migrations",
    "permissions": "SELECT codename FROM auth_permission",
    "roles": """SELECT auth_group.name, codename FROM auth_group JOIN auth_group_permissions ON group_id = auth_group.id
        JOIN auth_permission ON permission_id = auth_permission.id""",
}


def asked(database, query):
    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()


def schema(database):
    """Everything that migrating makes: tables, indexes, triggers, the migrations it has seen, the groups' rights."""
    return {what: sorted(map(str, asked(database, query))) for what, query in SCHEMA.items()}


def killed(database, amid):
    """Upgrade, and end it without warning when it says that; True if it was at work then."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "-v2"], cwd=ROOT, env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with process:
        reached = any(amid in line for line in process.stdout)
        process.send_signal(signal.SIGKILL)
    return reached and process.returncode == -signal.SIGKILL


@pytest.fixture
def older(empty):
    """A site that stands at an older version, with events in it."""
    manage(empty, "migrate", "articles", "0002", "-v0")
    with psycopg.connect(empty) as connection:
        connection.execute(EVENTS["0002"])
    return empty


@pytest.fixture
def empty():
    server, name = os.environ["DATABASE_URL"], f"upgrade_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.database
def test_an_upgrade_that_was_killed_is_completed_by_the_next_one(older, shared_folder):
    server = os.environ["DATABASE_URL"]
    undisturbed = f"{server.rpartition('/')[0]}/{set_up_database(shared_folder, server)}"
    assert [killed(older, amid) for amid in AMID] == [True] * len(AMID)
    assert asked(older, TITLES) == KEPT

    manage(older, "migrate")

    assert schema(older) == schema(undisturbed)
    assert asked(older, TITLES) == KEPT
    assert manage(older, "verify").startswith("All is in order")
