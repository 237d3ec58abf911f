"""A Dask cluster as its users start it: ``dask scheduler`` and ``dask worker`` in a folder elsewhere, with the code or without."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from .bulk_documents import some_documents

pytest.importorskip("distributed")

DASK = Path(sys.executable).with_name("dask")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def started(folder, *arguments, has_code):
    """The process, in a folder where nothing of the project is to be found unless ``PYTHONPATH`` names it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if has_code:
        environment["PYTHONPATH"] = str(settings.BASE_DIR)
    process = subprocess.Popen(
        [sys.executable, DASK, *arguments, "--no-dashboard"], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def cluster(tmp_path, request):
    """The address of a scheduler with one worker; which of them have the code is the test's parameter."""
    scheduler_has, worker_has = request.param
    port, elsewhere = str(free_port()), tmp_path / "elsewhere"
    elsewhere.mkdir()
    address = f"tcp://127.0.0.1:{port}"
    with (
        started(elsewhere, "scheduler", "--host", "127.0.0.1", "--port", port, has_code=scheduler_has),
        started(elsewhere, "worker", address, "--nthreads", "1", has_code=worker_has),
    ):
        yield address


@pytest.fixture
def ingest(set_up_copy, tmp_path):
    """Runs ``manage.py ingest`` on one article with these options."""
    text = tmp_path / "a.txt"
    text.write_text(some_documents(1)[0].source)

    def run(*options):
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{set_up_copy}"}
        command = [sys.executable, "manage.py", "ingest", str(text), *options]
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60, check=False
        )  # fmt: skip

    return run


@pytest.mark.parametrize("cluster", [(True, True)], indirect=True)
def test_with_the_code_on_scheduler_and_worker_articles_are_read_there(cluster, ingest):
    done = ingest("--dask", cluster)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("1 document: 1 created. In the database: 1 of them.\n")


@pytest.mark.parametrize(
    ("cluster", "who"),
    [((False, True), "The scheduler"), ((True, False), "The worker tcp://127.0.0.1:")],
    indirect=["cluster"],
)
def test_who_lacks_the_code_is_told_in_one_line(cluster, ingest, who):
    done = ingest("--dask", cluster)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"CommandError: {who}")
    assert "does not have this program (ModuleNotFoundError: No module named 'articles')" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tls://127.0.0.1:1", "needs certificates"),
        ("tcp://127.0.0.1:notaport", "is not the address of a Dask scheduler: write tcp://HOST:PORT"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_one_line(ingest, address, words):
    done = ingest("--dask", address)

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
