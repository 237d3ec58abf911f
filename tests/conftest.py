"""What all tests share: databases that are made once, and passwords that are hashed once and not a million times."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from tests import prepared

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "databases"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that share what a fixture makes for their whole module go to one process, where it is made once.

    Those that ask the database are marked so: they are run on PostgreSQL too.
    """
    for item in items:
        found = item._fixtureinfo.name2fixturedefs.values()
        if any(definition.scope == "module" for definitions in found for definition in definitions):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
        if DATABASE_FIXTURES & set(item.fixturenames) or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes():
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A folder of this run that all its processes (pytest-xdist's workers) see."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def set_up_file(shared_folder) -> Path:
    """An SQLite file that is set up and empty: to be copied, not to be written to."""
    return prepared.set_up_file(shared_folder)


@pytest.fixture(scope="session")
def shipped_file(shared_folder) -> Path:
    """An SQLite file with the chronology that ships: to be copied, not to be written to."""
    return prepared.shipped_file(shared_folder)


@pytest.fixture
def set_up_copy(set_up_file, tmp_path) -> Path:
    """A set up and empty SQLite file of the test's own."""
    return Path(shutil.copy(set_up_file, tmp_path / "site.sqlite3"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request):
    """The tests' database begins as a copy of the one that is set up; Django finds all migrations done."""
    if connection.vendor == "postgresql":
        folder = request.getfixturevalue("shared_folder")
        name = prepared.set_up_database(folder, os.environ["DATABASE_URL"])
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield
        return
    # A database in memory lives while somebody holds it: this connection does until Django's own is there.
    memory = f"file:memorydb_{connection.alias}?mode=memory&cache=shared"
    with (
        closing(sqlite3.connect(memory, uri=True)) as held,
        closing(sqlite3.connect(request.getfixturevalue("set_up_file"))) as made,
    ):
        made.backup(held)
        yield
