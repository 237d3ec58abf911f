"""How many readers the site serves at once: gunicorn on the shipped data, clients that ask without pause.

    python -m benchmarks.load [--seconds 20] [--clients 8] [--workers 2] [--no-memory] [--ingest] [--database FILE]

Prints requests a second, percentiles and errors of the timeline (filters, searches and pages of it too), the processor's
time a request, the start and the memory of the web process, and how fast "not modified" is. ``--no-memory`` makes each page
anew; ``--ingest`` reads articles meanwhile. The clients run on the same machine and take their part of it.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from .site import ROOT, ThrowAwaySite

PAGES = (
    "/",
    "/?page=2",
    "/?q=Washington",
    "/?year=2018",
    "/?kind=round",
    "/?q=Liu",
    "/?official=liu-he",
    "/?order=oldest",
)
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """gunicorn on a database. Use as a context manager."""

    def __init__(self, database: Path, workers: int, *, keeps_pages: bool) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ, "DATABASE_URL": f"sqlite:///{database}", "BIND": f"127.0.0.1:{self.port}",
            "WEB_WORKERS": str(workers), "KEEPS_PAGES": str(keeps_pages),
        }  # fmt: skip
        self.started_in = 0.0

    def __enter__(self) -> Server:
        command = [sys.executable, "-m", "gunicorn", "-c", "tradetalks/gunicorn_conf.py"]
        began = time.monotonic()
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        while time.monotonic() - began < 60:
            with contextlib.suppress(OSError):
                ask(self.port, "/healthz")
                self.started_in = time.monotonic() - began
                return self
            time.sleep(0.02)
        raise RuntimeError("the server did not start")

    def __exit__(self, *problem: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def processes(self) -> list[int]:
        """The master and its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def processor_seconds(self) -> float:
        """What all of them have used so far."""
        used = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def megabytes(self) -> list[int]:
        """Resident memory of each."""
        lines = (Path(f"/proc/{pid}/status").read_text() for pid in self.processes())
        return [int(text.split("VmRSS:")[1].split()[0]) // 1024 for text in lines]


def ask(port: int, address: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and ``ETag`` of one answer, read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **(headers or {})})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("ETag", "")


def load(
    server: Server, seconds: float, clients: int, headers: dict[str, dict[str, str]], expected: int
) -> str:
    """One line: what the clients measured, each asking without pause."""
    taken: list[float] = []
    wrong: list[str] = []
    end = time.monotonic() + seconds

    def read(first: int) -> None:
        for page in itertools.islice(itertools.cycle(PAGES), first, None):
            if time.monotonic() > end:
                return
            began = time.perf_counter()
            try:
                status, _ = ask(server.port, page, headers.get(page))
                if status != expected:
                    wrong.append(f"{page}: {status}")
            except OSError as error:
                wrong.append(f"{page}: {error}")
            taken.append((time.perf_counter() - began) * 1000)

    before, began = server.processor_seconds(), time.monotonic()
    readers = [threading.Thread(target=read, args=(number,)) for number in range(clients)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    lasted, worked = time.monotonic() - began, server.processor_seconds() - before
    taken.sort()
    part = {share: taken[min(len(taken) - 1, int(share * len(taken)))] for share in (0.5, 0.95, 0.99)}
    return (
        f"{len(taken) / lasted:7.1f} requests/s   p50 {part[0.5]:.0f}  p95 {part[0.95]:.0f}  p99 {part[0.99]:.0f} ms   "
        f"{1000 * worked / len(taken):.1f} ms of the processor a request   {len(wrong)} errors {wrong[:3] or ''}"
    )


@contextlib.contextmanager
def ingesting(database: Path, folder: Path) -> Iterator[None]:
    """Articles are read and stored meanwhile."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    articles = folder / "articles.jsonl"
    subprocess.run(
        [*manage, "generate", "--articles", "5000", "--jsonl", str(articles)], env=environment, check=True
    )
    process = subprocess.Popen([*manage, "ingest", str(articles)], env=environment, stdout=subprocess.DEVNULL)
    time.sleep(5)  # it reads what it knows first
    try:
        yield
    finally:
        print(
            "ingestion went on to the end"
            if process.poll() is None
            else f"ingestion ended early: {process.poll()}"
        )
        process.terminate()
        process.wait()


@contextlib.contextmanager
def database_for(given: Path | None) -> Iterator[Path]:
    """A copy of the file, or a throw-away site with the shipped data."""
    if given:
        with tempfile.TemporaryDirectory(prefix="tradetalks-benchmark-") as folder:
            yield Path(shutil.copy(given, folder))
        return
    with ThrowAwaySite() as site:
        site.manage("ingest", str(ROOT / "fixtures" / "articles"))
        site.manage("load_decisions")
        yield site.folder / "site.sqlite3"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-memory", action="store_true", help="make each page anew")
    parser.add_argument("--ingest", action="store_true", help="read articles meanwhile")
    parser.add_argument(
        "--database", type=Path, help="a migrated SQLite file instead of the shipped data; it is copied"
    )
    options = parser.parse_args()
    with database_for(options.database) as database:  # noqa: SIM117 (the server stands on it)
        with Server(database, options.workers, keeps_pages=not options.no_memory) as server:
            print(
                f"started in {server.started_in:.1f} s; {server.megabytes()} MB (master, workers) before the first page"
            )
            known = {page: {"If-None-Match": ask(server.port, page)[1]} for page in PAGES for _ in range(3)}
            with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as meanwhile:
                if options.ingest:
                    meanwhile.enter_context(ingesting(database, Path(folder)))
                print("pages       ", load(server, options.seconds, options.clients, {}, 200), flush=True)
                if not options.ingest:
                    print("not modified", load(server, options.seconds / 2, options.clients, known, 304))
            print(f"{server.megabytes()} MB (master, workers) afterwards")


if __name__ == "__main__":
    main()
