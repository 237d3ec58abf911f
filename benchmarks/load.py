"""How many readers the site serves at once: gunicorn on the shipped data, clients that ask without pause.

    python -m benchmarks.load [--seconds 20] [--clients 8] [--workers 2] [--no-memory] [--ingest [N]] [--database FILE]

Prints requests a second, percentiles and errors of the timeline (filters, searches and pages of it too), the processor's
time a request, the start and the memory of the web process, and how fast "not modified" is. ``--no-memory`` makes each page
anew; ``--ingest`` compares with articles read meanwhile. The clients run on the same machine and take their part of it.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
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
TURNS = 8
"""Times that ingestion stands still and goes on again."""

MANY = 64
"""Articles stored from which ingestion counts as going on."""


class Server:
    """gunicorn on a database. Use as a context manager."""

    def __init__(self, database: Path, workers: int, *, keeps_pages: bool) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ, "DATABASE_URL": f"sqlite:///{database}", "BIND": f"127.0.0.1:{self.port}",
            "WEB_WORKERS": str(workers), "KEEPS_PAGES": str(keeps_pages),
        }  # fmt: skip
        self.started_in = self.page_in = self.processor = 0.0

    def __enter__(self) -> Server:
        command = [sys.executable, "-m", "gunicorn", "-c", "tradetalks/gunicorn_conf.py"]
        began = time.monotonic()
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        while time.monotonic() - began < 60:
            with contextlib.suppress(OSError):
                ask(self.port, "/healthz")
                self.started_in, self.processor = time.monotonic() - began, self.processor_seconds()
                ask(self.port, PAGES[0])
                self.page_in = time.monotonic() - began
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


@dataclass
class Measured:
    """What the clients measured: milliseconds of each answer, what was wrong, and the processor's time for all of them."""

    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lasted: float = 0.0
    worked: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.taken) / self.lasted

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.taken + other.taken,
            self.wrong + other.wrong,
            self.lasted + other.lasted,
            self.worked + other.worked,
        )

    def __str__(self) -> str:
        ordered = sorted(self.taken)
        part = {
            share: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95, 0.99)
        }
        return (
            f"{self.rate:7.1f} requests/s   p50 {part[0.5]:.0f}  p95 {part[0.95]:.0f}  p99 {part[0.99]:.0f} ms   "
            f"{1000 * self.worked / len(ordered):.1f} ms of the processor a request   "
            f"{len(self.wrong)} errors {self.wrong[:3] or ''}"
        )


def load(
    server: Server, seconds: float, clients: int, headers: dict[str, dict[str, str]], expected: int
) -> Measured:
    """What the clients measured, each asking without pause."""
    found = Measured()
    end = time.monotonic() + seconds

    def read(first: int) -> None:
        for page in itertools.islice(itertools.cycle(PAGES), first, None):
            if time.monotonic() > end:
                return
            began = time.perf_counter()
            try:
                status, _ = ask(server.port, page, headers.get(page))
                if status != expected:
                    found.wrong.append(f"{page}: {status}")
            except OSError as error:
                found.wrong.append(f"{page}: {error}")
            found.taken.append((time.perf_counter() - began) * 1000)

    before, began = server.processor_seconds(), time.monotonic()
    readers = [threading.Thread(target=read, args=(number,)) for number in range(clients)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    found.lasted, found.worked = time.monotonic() - began, server.processor_seconds() - before
    return found


def compare(server: Server, seconds: float, clients: int, ingestion: Ingestion) -> None:
    """Print pages with and without ingestion, in turns: what else the machine does then weighs on both alike."""
    alone, meanwhile = Measured(), Measured()
    stored, used = ingestion.stored(), ingestion.processor_seconds()
    for _ in range(TURNS):
        ingestion.pause()
        alone += load(server, seconds / TURNS, clients, {}, 200)
        ingestion.go_on()
        meanwhile += load(server, seconds / TURNS, clients, {}, 200)
    stored, used = ingestion.stored() - stored, ingestion.processor_seconds() - used
    print("pages       ", alone)
    print("ingesting   ", meanwhile)
    print(
        f"{100 * meanwhile.rate / alone.rate:.0f} % of the requests; meanwhile {stored / meanwhile.lasted:.1f} articles a second"
        f" were stored, with {100 * used / meanwhile.lasted:.0f} % of a processor"
    )


class Ingestion:
    """Articles that are read and stored meanwhile. Use as a context manager."""

    def __init__(self, database: Path, folder: Path, workers: int) -> None:
        self.environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
        self.articles, self.log = folder / "articles.jsonl", folder / "ingest.log"
        self.workers = workers

    def __enter__(self) -> Ingestion:
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run(
            [*manage, "generate", "--articles", "20000", "--jsonl", str(self.articles)],
            env=self.environment,
            check=True,
        )
        self.process = subprocess.Popen(
            [*manage, "ingest", "--workers", str(self.workers), str(self.articles)],
            env=self.environment,
            stdout=self.log.open("w"),
            start_new_session=True,
        )
        while self.stored() < MANY and self.process.poll() is None:
            time.sleep(0.2)  # it reads what it knows first
        return self

    def __exit__(self, *problem: object) -> None:
        self.go_on()
        ended = self.process.poll()
        print("ingestion went on to the end" if ended is None else f"ingestion ended early: {ended}")
        self.process.terminate()
        self.process.wait()

    def pause(self) -> None:
        """Let it stand still."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it work."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGCONT)

    def stored(self) -> int:
        """Documents reported so far."""
        return self.log.read_text().count("\n")

    def processor_seconds(self) -> float:
        """What its processes have used so far."""
        used = 0
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                    if int(fields[2]) == self.process.pid:  # its process group
                        used += sum(map(int, fields[11:15]))
        return used / TICKS


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
    parser.add_argument(
        "--ingest",
        type=int,
        nargs="?",
        const=1,
        metavar="N",
        help="compare with articles read meanwhile by N workers",
    )
    parser.add_argument(
        "--database", type=Path, help="a migrated SQLite file instead of the shipped data; it is copied"
    )
    options = parser.parse_args()
    with database_for(options.database) as database:  # noqa: SIM117 (the server stands on it)
        with Server(database, options.workers, keeps_pages=not options.no_memory) as server:
            print(
                f"answered after {server.started_in:.1f} s ({server.processor:.1f} s of the processor), with the first page after"
                f" {server.page_in:.1f} s; {server.megabytes()} MB (master, workers)"
            )
            known = {page: {"If-None-Match": ask(server.port, page)[1]} for page in PAGES for _ in range(3)}
            if options.ingest:
                with (
                    tempfile.TemporaryDirectory() as folder,
                    Ingestion(database, Path(folder), options.ingest) as ingestion,
                ):
                    compare(server, options.seconds, options.clients, ingestion)
            else:
                print("pages       ", load(server, options.seconds, options.clients, {}, 200), flush=True)
                print("not modified", load(server, options.seconds / 2, options.clients, known, 304))
            print(f"{server.megabytes()} MB (master, workers) afterwards")


if __name__ == "__main__":
    main()
