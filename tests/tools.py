"""Finds, or installs, what the tests need beside Python: Chromium, PostgreSQL, and TimelineJS to read our files with.

Run by ``make test`` before anything else, so that what is missing is said at once and clearly.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """The path of a Chromium, named by the variable CHROMIUM or found on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def postgres_folder() -> Path | None:
    """The folder with PostgreSQL's programs (initdb, pg_ctl), newest version first."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(versions, key=lambda path: int(path.parent.name), default=None)


TIMELINEJS = "3.9.11"
NODE_FOLDER = Path(__file__).resolve().parent.parent / "var" / "npm"


def timelinejs() -> Path | None:
    """The folder of the TimelineJS package, which only the tests use: fetched by npm, kept out of the repository."""
    folder = NODE_FOLDER / "node_modules" / "@knight-lab" / "timelinejs"
    return folder if (folder / "dist" / "js" / "timeline.js").exists() else None


def fetch_timelinejs() -> Path | None:
    """The same, fetched if it is not there yet; None where npm is missing or does not get through."""
    if not timelinejs() and shutil.which("npm"):
        options = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel", "error"]
        package = f"@knight-lab/timelinejs@{TIMELINEJS}"
        subprocess.run(
            ["npm", "install", "--prefix", str(NODE_FOLDER), *options, package], check=False, timeout=300
        )
    return timelinejs()


WANTED = {"chromium": chromium, "postgresql": postgres_folder}


def install(packages: list[str]) -> None:
    """Install Debian packages, where we may: as root, with apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {' and '.join(packages)} for the tests…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """0 if all is there at the end, else 1 and a line for each thing that is not."""
    missing = [name for name, find in WANTED.items() if not find()]
    if missing:
        install(missing)
    missing = [name for name, find in WANTED.items() if not find()]
    for name in missing:
        hint = (
            "or set CHROMIUM to the path of one" if name == "chromium" else "the server, not only the client"
        )
        print(f"The tests need {name} ({hint}). On Debian or Ubuntu: apt-get install {name}", file=sys.stderr)
    if not fetch_timelinejs():
        print(
            f"The tests need npm, to fetch TimelineJS {TIMELINEJS}. On Debian or Ubuntu: apt-get install npm",
            file=sys.stderr,
        )
        return 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
