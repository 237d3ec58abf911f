"""Kills ingestion at seeded moments, over and over, and compares what comes of it with an undisturbed run.

    python -m tests.soak.kill --kills 500 [--pair] [--seed 1]        DATABASE_URL: a throw-away SQLite file unless set

A round: an empty database; ingestion killed ten times (with ``--pair`` beside another one that is let be); ingestion to its end; the
digest must be that of the undisturbed run, and ``verify`` must find all in order. Exit status 1 if a round was otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INGEST = ("ingest", "fixtures/articles")
ROUND = 10


def start(*arguments: str) -> subprocess.Popen:
    """A command of manage.py in a process group of its own, readers included."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(*arguments: str) -> str:
    """What the command prints. Raises ``RuntimeError`` where it fails."""
    process = start(*arguments)
    said, errors = process.communicate(timeout=900)
    if process.returncode:
        raise RuntimeError(f"{arguments[0]}: status {process.returncode}: {errors[-300:]}{said[-300:]}")
    return said


def empty() -> None:
    """An empty database with our tables, and the chronology."""
    finish("migrate", "-v0")
    finish("flush", "--no-input", "-v0")
    finish("load_chronology")


def kill_once(seconds: float, *, pair: bool) -> bool:
    """Ingest and kill after so many seconds; False if it ended before. The other one of a pair must end well."""
    victim, other = start(*INGEST), start(*INGEST) if pair else None
    try:
        victim.communicate(timeout=seconds)
        was_killed = False
    except subprocess.TimeoutExpired:
        os.killpg(victim.pid, signal.SIGKILL)
        victim.communicate()
        was_killed = True
    if other:
        _, errors = other.communicate(timeout=900)
        if other.returncode:
            raise RuntimeError(f"the other one of the pair: status {other.returncode}: {errors[-300:]}")
    return was_killed


def rounds(kills: int, seed: int, *, pair: bool) -> int:
    """How many rounds were bad; a line for each round."""
    rolls, bad, done, number = random.Random(seed), 0, 0, 0
    empty()
    begun = time.monotonic()
    finish(*INGEST)
    took, wanted = time.monotonic() - begun, finish("digest")
    while done < kills:
        number += 1
        empty()
        wrong = ""
        try:
            # later kills of a round find less to do: they come early
            hits = [
                kill_once(took * rolls.uniform(0.2, 1) / (1 + turn / 4), pair=pair)
                for turn in range(min(ROUND, kills - done))
            ]
            done += max(1, sum(hits))
            finish(*INGEST)
            if finish("digest") != wanted:
                wrong = "the digest is another"
            finish("verify")
        except RuntimeError as error:
            wrong, done = str(error), done + 1
        bad += bool(wrong)
        print(f"round {number}: {done} kills so far, {wrong or 'equal'}", flush=True)
    print(f"{number} rounds, {done} kills, {bad} bad rounds")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pair", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tradetalks-kill-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/x.sqlite3")
        return 1 if rounds(options.kills, options.seed, pair=options.pair) else 0


if __name__ == "__main__":
    sys.exit(main())
