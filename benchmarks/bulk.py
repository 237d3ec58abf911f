"""Measures bulk ingestion of made-up articles: speed at the start and at the end, memory, size, workers, cluster.

    python -m benchmarks.bulk [--articles N] [--words N] [--workers 1 2] [--dask N] [--filled N]

Takes the database of ``DATABASE_URL`` if that is PostgreSQL (it is emptied!), else SQLite files in a throw-away folder.
Each way of reading starts with an empty site that knows the curated chronology. Articles a second are told by the clock
and, for a machine that others use too, by the processor time of all processes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .site import ROOT

TICKS = os.sysconf("SC_CLK_TCK")
PARTS = 10
"""The first and the last tenth are compared."""


@dataclass
class Measured:
    """What one run showed. ``processor`` holds seconds of the writer and of all who read."""

    seconds: float = 0.0
    marks: list[tuple[float, float]] = field(default_factory=list)
    """Clock and processor time of all processes as each tenth was stored."""
    megabytes: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    digest: str = ""
    bytes_an_article: float = 0.0

    def rate(self, count: int, first: int, last: int, of: int) -> float:
        """Articles a second between two tenths, by the clock (``of`` 0) or by the processor (1)."""
        taken = self.marks[last][of] - self.marks[first][of]
        return count * (last - first) / PARTS / max(taken, 0.001)


class Family:
    """A process with its descendants: their greatest memory and their processor time, ended ones included."""

    def __init__(self, *roots: int) -> None:
        self.roots = roots
        self.megabytes: dict[int, float] = {}
        self.seconds: dict[int, float] = {}

    def look(self) -> float:
        """Look once; returns the processor seconds of all so far."""
        for pid in self._members():
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            self.seconds[pid] = (int(stat[11]) + int(stat[12])) / TICKS
            peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0")
            self.megabytes[pid] = max(self.megabytes.get(pid, 0), int(peak.split()[1]) / 1024)
        return sum(self.seconds.values())

    def _members(self) -> set[int]:
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
        members = set(self.roots)
        while more := {pid for pid, parent in parents.items() if parent in members} - members:
            members |= more
        return members


def ingest(
    arguments: list[str], environment: dict[str, str], count: int, others: tuple[int, ...]
) -> Measured:
    """Run ``ingest`` and watch it. ``others`` are processes that read for it and are no children of it."""
    measured = Measured()
    command = [sys.executable, str(ROOT / "manage.py"), "ingest", *arguments]
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        family = Family(process.pid, *others)
        begun = family.look()
        assert process.stdout is not None  # noqa: S101 - for the type checker
        stored, next_look = 0, 0.0
        for line in process.stdout:
            stored += line.startswith(("created", "duplicate"))
            if stored * PARTS // count >= len(measured.marks) and stored:
                measured.marks.append((time.perf_counter() - start, family.look() - begun))
            if time.perf_counter() > next_look:
                family.look()
                next_look = time.perf_counter() + 1
    measured.seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"ingest ended with status {process.returncode}")
    measured.megabytes = {
        "writer": family.megabytes[process.pid],
        "largest other": max(
            (size for pid, size in family.megabytes.items() if pid != process.pid), default=0
        ),
    }
    writer = family.seconds[process.pid]
    measured.processor = {"writer": writer, "readers": sum(family.seconds.values()) - writer - begun}
    return measured


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a management command prints. Raises ``CalledProcessError`` if it fails."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


SIZE = """
from django.db import connection
with connection.cursor() as cursor:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_database_size(current_database())")
    else:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    print(cursor.fetchone()[0])
"""


def empty_site(folder: Path, name: str) -> dict[str, str]:
    """The environment of an empty site that knows the chronology."""
    url = os.environ.get("DATABASE_URL", "")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if url.startswith("postgres"):
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "flush", "--no-input", "--verbosity", "0")
    else:
        environment["DATABASE_URL"] = f"sqlite:///{folder / name}.sqlite3"
        manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_chronology")
    return environment


@contextmanager
def local_cluster(workers: int, environment: dict[str, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Address and process ids of a scheduler and workers on this machine, one thread each."""
    port = 8786 + os.getpid() % 1000
    address = f"tcp://127.0.0.1:{port}"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--port",
        str(port),
        "--host",
        "127.0.0.1",
    ]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": ROOT}
    with ExitStack() as stack:
        processes = [subprocess.Popen([*dask, "--no-dashboard"], **quiet)]
        processes += [subprocess.Popen(work, **quiet) for _ in range(workers)]
        for process in processes:
            stack.callback(process.wait)
            stack.callback(process.terminate)
        from distributed import Client

        with Client(address, timeout=120, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        yield address, tuple(process.pid for process in processes)


def show(name: str, count: int, measured: Measured) -> None:
    """Print a line of figures, and one of what lies behind them."""
    last = len(measured.marks) - 1
    start, end = (measured.rate(count, *part, of=1) for part in ((0, 3), (last - 3, last)))
    all_seconds = sum(measured.processor.values())
    print(
        f"{name:<12} {count / measured.seconds:7.1f}/s by the clock, {count / all_seconds:7.1f}/s by the processor"
        f" (writer {measured.processor['writer']:.1f} s, readers {measured.processor['readers']:.1f} s);"
        f" end/start {end / start:.2f};"
        f" MB: writer {measured.megabytes['writer']:.0f}, reader {measured.megabytes['largest other']:.0f};"
        f" {measured.bytes_an_article:.0f} bytes an article; digest {measured.digest[:12]}",
        flush=True,
    )
    rates = [measured.rate(count, n, n + 1, of=0) for n in range(last)]
    print(
        "             by the clock, tenth for tenth:", " ".join(f"{rate:.0f}" for rate in rates), flush=True
    )


def main() -> int:
    """1 if the ways of reading did not give the same content, else 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument(
        "--dask", type=int, metavar="N", help="also on a cluster of N workers on this machine"
    )
    parser.add_argument(
        "--filled", type=int, default=0, metavar="N", help="begin with N made-up articles stored already"
    )
    options = parser.parse_args()
    count = options.articles
    load = os.getloadavg()[0]
    print(
        f"{count} articles of {options.words} words; {os.cpu_count()} processors, load {load:.1f}", flush=True
    )
    digests = set()
    with tempfile.TemporaryDirectory(prefix="tradetalks-bulk-") as name, ExitStack() as stack:
        folder = Path(name)
        texts = str(folder / "articles.jsonl")
        environment = empty_site(folder, "generate")
        manage(
            environment, "generate", "--jsonl", texts, "--articles", str(count), "--words", str(options.words)
        )
        ways = [(f"{number} workers", ["--workers", str(number)], ()) for number in options.workers]
        if options.dask:
            address, others = stack.enter_context(local_cluster(options.dask, environment))
            ways.append((f"dask, {options.dask}", ["--dask", address], others))
        for number, (way, arguments, others) in enumerate(ways):
            environment = empty_site(folder, f"site{number}")
            if options.filled:
                manage(
                    environment,
                    "generate",
                    "--add",
                    "--seed",
                    "7",
                    "--events",
                    "500",
                    "--articles",
                    str(options.filled),
                )
            before = int(manage(environment, "shell", "--verbosity", "0", "-c", SIZE))
            measured = ingest([texts, *arguments], environment, count, others)
            after = int(manage(environment, "shell", "--verbosity", "0", "-c", SIZE))
            measured.bytes_an_article = (after - before) / count
            measured.digest = manage(environment, "digest").strip()
            digests.add(measured.digest)
            show(way, count, measured)
    print("The content is the same." if len(digests) == 1 else "The content differs!", flush=True)
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
