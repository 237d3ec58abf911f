"""Measures bulk ingestion of made-up articles: speed at the start and at the end, memory, size, workers, cluster.

    python -m benchmarks.bulk --all --articles 100000          (everything: both databases, 1 and 2 workers, a cluster of 2)
    python -m benchmarks.bulk --articles 3000 --undated --runs 3  (work in which reading takes most of the time)
    python -m benchmarks.bulk --articles 3000 --extract --runs 3  (reading alone: ``extract``, which stores nothing)
    python -m benchmarks.bulk [--articles N] [--words N] [--workers 1 2] [--dask N] [--filled N] [--runs N]
                              [--databases sqlite postgresql]

SQLite files lie in a throw-away folder, PostgreSQL is a throw-away server, or that of ``DATABASE_URL`` (it is emptied!).
Each way of reading starts with an empty site that knows the curated chronology. Articles a second are told by the clock
and, for a machine that others use too, by the processor time of all processes; of several runs the middle one counts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
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
FIFTH = PARTS // 5
"""The first fifth and the last are compared."""


@dataclass
class Measured:
    """What one run showed. ``processor`` holds seconds of the writer and of all who read."""

    seconds: float = 0.0
    marks: list[tuple[float, float]] = field(default_factory=list)
    """Clock and processor time of all processes as each tenth was stored."""
    megabytes: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    digest: str = ""
    size: int = 0
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


def empty_site(url: str, filled: int) -> dict[str, str]:
    """The environment of a site that knows the chronology, and ``filled`` made-up articles."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": url}
    manage(environment, "migrate", "--verbosity", "0")
    if url.startswith("postgres"):
        manage(environment, "flush", "--no-input", "--verbosity", "0")
        manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_chronology")
    if filled:
        some = ("--seed", "7", "--events", "500", "--articles", str(filled))
        manage(environment, "generate", "--add", *some)
    return environment


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: that of ``DATABASE_URL``, or one that is gone afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    from tests.throw_away_server import ThrowAwayServer
    from tests.tools import postgres_folder

    programs = postgres_folder()
    if programs is None:
        raise SystemExit("No PostgreSQL server found. On Debian or Ubuntu: apt-get install postgresql")
    with ThrowAwayServer(programs) as throw_away:
        yield throw_away.url


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
    # as docs/operations.md starts them
    plain = {**environment, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": plain, "cwd": ROOT}
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


def leave_out_days(texts: Path) -> None:
    """Take the day of printing, which stands below the headline, out of every article: it must be concluded then."""
    entries = [json.loads(line) for line in texts.read_text().splitlines()]
    with texts.open("w") as file:
        for entry in entries:
            headline, day, rest = entry["text"].split("\n\n", 2)
            assert day[-4:].isdigit(), day  # noqa: S101 - what generate writes
            file.write(json.dumps({**entry, "text": f"{headline}\n\n{rest}"}) + "\n")


Way = tuple[str, int]
"""How articles are read: ("workers", 2) or ("dask", 2)."""


def extract(texts: str, workers: int, environment: dict[str, str]) -> float:
    """Seconds that reading alone took, the start of the program included."""
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "manage.py"), "extract", texts, "--workers", str(workers)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare_extracting(
    texts: str, count: int, environment: dict[str, str], workers: list[int], runs: int
) -> None:
    """Print how fast so many workers read, the runs of each in turn."""
    found: dict[int, list[float]] = {number: [] for number in workers}
    for _ in range(runs):
        for number in workers:
            found[number].append(extract(texts, number, environment))
            print(f"extract, workers {number}: {count / found[number][-1]:.1f} articles a second", flush=True)
    middle = {number: count / statistics.median(seconds) for number, seconds in found.items()}
    print("\n| read by | articles/s | against 1 worker |\n|---|---|---|")
    for number, rate in middle.items():
        print(f"| extract, workers {number} | {rate:.1f} | {_ratio(rate, middle.get(1))} |")


def run(way: Way, texts: str, count: int, url: str, filled: int) -> Measured:
    """Ingest the texts into an empty site in this way."""
    kind, number = way
    environment = empty_site(url, filled)
    before = int(manage(environment, "shell", "--verbosity", "0", "-c", SIZE))
    if kind == "dask":
        with local_cluster(number, environment) as (address, others):
            measured = ingest([texts, "--dask", address], environment, count, others)
    else:
        measured = ingest([texts, "--workers", str(number)], environment, count, ())
    measured.size = int(manage(environment, "shell", "--verbosity", "0", "-c", SIZE))
    measured.bytes_an_article = (measured.size - before) / count
    measured.digest = manage(environment, "digest").strip()
    return measured


def show(name: str, count: int, measured: Measured) -> None:
    """Print what one run showed."""
    last = len(measured.marks) - 1
    ends = [
        measured.rate(count, last - FIFTH, last, of) / measured.rate(count, 0, FIFTH, of) for of in (0, 1)
    ]
    all_seconds = sum(measured.processor.values())
    print(
        f"{name}\n"
        f"  {count / measured.seconds:.1f} articles a second by the clock, {count / all_seconds:.1f} by the processor"
        f" (writer {measured.processor['writer']:.1f} s, readers {measured.processor['readers']:.1f} s)\n"
        f"  last fifth against first: {ends[0]:.2f} by the clock, {ends[1]:.2f} by the processor; tenth for tenth"
        f" {' '.join(f'{measured.rate(count, n, n + 1, of=0):.0f}' for n in range(last))}\n"
        f"  MB: writer {measured.megabytes['writer']:.0f}, largest reader {measured.megabytes['largest other']:.0f};"
        f" database {measured.size / 1e6:.0f} MB, {measured.bytes_an_article:.0f} bytes an article;"
        f" digest {measured.digest[:12]}",
        flush=True,
    )


def sum_up(runs: dict[tuple[str, Way], list[Measured]], count: int) -> None:
    """Print the middle of the runs side by side, and how the ways compare."""
    middle = {key: count / statistics.median(one.seconds for one in found) for key, found in runs.items()}
    print(
        "\n| database | read by | articles/s | against 1 worker | against as many workers |\n|---|---|---|---|---|"
    )
    for (database, way), rate in middle.items():
        one, same = (middle.get((database, ("workers", number))) for number in (1, way[1]))
        print(
            f"| {database} | {way[0]} {way[1]} | {rate:.1f} | {_ratio(rate, one)} |"
            f" {_ratio(rate, same) if way[0] == 'dask' else ''} |"
        )


def _ratio(rate: float, other: float | None) -> str:
    return f"{rate / other:.2f}" if other else ""


def read_arguments() -> argparse.Namespace:
    """What is to be measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument(
        "--undated", action="store_true", help="articles that do not say when they were printed"
    )
    parser.add_argument("--extract", action="store_true", help="only read the articles, and store nothing")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument(
        "--dask", type=int, metavar="N", help="also on a cluster of N workers on this machine"
    )
    parser.add_argument(
        "--databases", nargs="+", choices=("sqlite", "postgresql"), help="default: that of DATABASE_URL"
    )
    parser.add_argument(
        "--all", action="store_true", help="--workers 1 2 --dask 2 --databases sqlite postgresql"
    )
    parser.add_argument("--runs", type=int, default=1, help="of each way")
    parser.add_argument(
        "--filled", type=int, default=0, metavar="N", help="begin with N made-up articles stored already"
    )
    options = parser.parse_args()
    if options.all:
        options.workers, options.dask, options.databases = [1, 2], 2, ["sqlite", "postgresql"]
    if not options.databases:
        is_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
        options.databases = ["postgresql" if is_postgres else "sqlite"]
    return options


def main() -> int:
    """1 if the ways of reading did not give the same content, else 0."""
    options = read_arguments()
    count = options.articles
    load = os.getloadavg()[0]
    print(
        f"{count} {'undated ' if options.undated else ''}articles of {options.words} words; {os.cpu_count()} processors, load {load:.1f}",
        flush=True,
    )
    ways: list[Way] = [("workers", number) for number in options.workers]
    ways += [("dask", options.dask)] if options.dask else []
    runs: dict[tuple[str, Way], list[Measured]] = {}
    with tempfile.TemporaryDirectory(prefix="tradetalks-bulk-") as name, ExitStack() as stack:
        folder = Path(name)
        texts = str(folder / "articles.jsonl")
        size = ("--articles", str(count), "--words", str(options.words))
        site = empty_site(f"sqlite:///{folder / 'generate.sqlite3'}", 0)
        manage(site, "generate", "--jsonl", texts, *size)
        if options.undated:
            leave_out_days(Path(texts))
        if options.extract:
            compare_extracting(texts, count, site, options.workers, options.runs)
            return 0
        postgres = stack.enter_context(server()) if "postgresql" in options.databases else ""
        for number in range(options.runs):
            for database in options.databases:
                for way in ways:
                    file = folder / f"{way[0]}{way[1]}.sqlite3"
                    url = postgres if database == "postgresql" else f"sqlite:///{file}"
                    measured = run(way, texts, count, url, options.filled)
                    show(f"{database}, {way[0]} {way[1]}, run {number + 1}", count, measured)
                    runs.setdefault((database, way), []).append(measured)
                    for rest in folder.glob(f"{file.name}*"):
                        rest.unlink()
    sum_up(runs, count)
    digests = {one.digest for found in runs.values() for one in found}
    print("The content is the same." if len(digests) == 1 else "The content differs!", flush=True)
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
