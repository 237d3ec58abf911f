"""Readers at a served site, while nothing else happens and while articles are stored: no answer may be a failure.

python -m tests.soak.load [--seconds 20] [--clients 8] [--port 8199]
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATHS = [
    "/",
    "/?year=2019",
    "/?q=tariffs",
    "/officials/",
    "/disputes/",
    "/compare/",
    "/api/v1/events",
    "/timeline.json",
    "/?kind=round&order=oldest",
]


def read(port: int, seconds: float, seed: int, times: list[float], failures: list[str]) -> None:
    """One reader: page after page until the time is over."""
    rolls, end = random.Random(seed), time.monotonic() + seconds
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < end:
        path, begun = rolls.choice(PATHS), time.monotonic()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 500:
                failures.append(f"{path}: {answer.status}")
        except (OSError, http.client.HTTPException) as error:
            failures.append(f"{path}: {error}")
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        times.append(time.monotonic() - begun)


def measured(label: str, port: int, seconds: float, clients: int) -> int:
    """Print requests a second and the slowest ones; give the number of failures."""
    times: list[float] = []
    failures: list[str] = []
    readers = [
        threading.Thread(target=read, args=(port, seconds, seed, times, failures)) for seed in range(clients)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    times.sort()
    at = [times[min(len(times) - 1, int(share * len(times)))] * 1000 for share in (0.5, 0.95, 0.99)]
    print(
        f"{label}: {len(times) / seconds:.1f} requests/s, p50 {at[0]:.0f}, p95 {at[1]:.0f}, p99 {at[2]:.0f} ms, {len(failures)} failures"
    )
    for failure in failures[:5]:
        print(f"  {failure}")
    return len(failures)


def served(port: int) -> subprocess.Popen:
    """The site, served by two workers; waits until it answers."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tradetalks.wsgi",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(120):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/robots.txt")
            return process
        except OSError:
            time.sleep(0.5)
    process.terminate()
    raise RuntimeError("the site does not start")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--port", type=int, default=8199)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tradetalks-load-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/x.sqlite3"
        for arguments in (["migrate", "-v0"], ["load_chronology", "-v0"]):
            subprocess.run(
                [sys.executable, "manage.py", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True
            )
        site = served(options.port)
        try:
            failures = measured("at rest", options.port, options.seconds, options.clients)
            command = [sys.executable, "manage.py", "ingest", "fixtures/articles"]
            writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
            failures += measured("while articles are stored", options.port, options.seconds, options.clients)
            failures += writer.wait() != 0
        finally:
            site.terminate()
            site.wait()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
