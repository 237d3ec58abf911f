"""Runs all benchmarks, prints each figure beside the last committed one, and fails on a drop.

    python -m benchmarks [--show KIND] [--commit] [--rivals]

``--show`` lists the errors of one kind (dates, people, events, …); ``--commit`` writes figures that rose
into figures.json, where they become the new floors; ``--rivals`` installs other date finders into a throw-away
environment and prints their figures beside ours.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from . import calibration, gold, rivals, speed, timex
from .site import SHARED, ThrowAwaySite

COMMITTED = Path(__file__).parent / "figures.json"

SPEED_SLACK = 0.5
"""A shared machine halves a speed easily; only a worse drop tells of the program."""


def measure(show: str | None, *, with_rivals: bool) -> dict[str, float]:
    """All figures, measured now. Prints the tables that have no floors: calibration and rivals."""
    with ThrowAwaySite() as site:
        measured = {**gold.figures(site, show=show), **timex.figures(site), **speed.figures(site)}
        print("links by score: band, links, right, mean score")
        for band, links, right, mean in calibration.table(site):
            print(f"  {band}  {links:>4}  {right:>4}  {right / links:.2f} right, said {mean:.2f}")
        if with_rivals:
            for system, figures in rivals.table(site).items():
                for name, figure in figures.items():
                    print(f"  {system:<18} {name:<42} {figure:.4f}  ours {measured[name]:.4f}")
    return measured


def has_dropped(name: str, figure: float, floor: float) -> bool:
    """True if ``figure`` is worse than ``floor`` allows."""
    if name == "speed: megabytes":
        return figure > floor / SPEED_SLACK
    if name.startswith("speed"):
        return figure < floor * SPEED_SLACK
    return figure < floor


def _raised(measured: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors that rise; memory is a ceiling, which sinks."""
    best = {name: max(figure, floors.get(name, figure)) for name, figure in measured.items()}
    megabytes = "speed: megabytes"
    return {**best, megabytes: min(measured[megabytes], floors.get(megabytes, measured[megabytes]))}


def main() -> int:
    """1 if a figure dropped, else 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--show",
        help="list the errors of one kind: published, dates, people, relevant, events, duplicates, quotes, all",
    )
    parser.add_argument("--commit", action="store_true", help="write better figures into figures.json")
    parser.add_argument("--rivals", action="store_true", help="measure other date finders in the same run")
    options = parser.parse_args()
    if not SHARED.exists():
        print("The development data (../shared) is not here; nothing to measure.", file=sys.stderr)
        return 1
    floors = json.loads(COMMITTED.read_text()) if COMMITTED.exists() else {}
    measured = measure(options.show, with_rivals=options.rivals)
    dropped = [
        name for name, figure in measured.items() if has_dropped(name, figure, floors.get(name, figure))
    ]
    for name, figure in measured.items():
        note = "DROPPED" if name in dropped else ""
        print(f"{name:<46} {figure:>10} {floors.get(name, '—'):>10}  {note}")
    if options.commit:
        measured_on = {"measured on": f"{datetime.now(UTC).date()}"}  # the about page says when
        COMMITTED.write_text(
            json.dumps({**floors, **_raised(measured, floors), **measured_on}, indent=1) + "\n"
        )
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
