"""Asks whether a pinned package has a known vulnerability: exit status 0 none, 1 some (each named), 2 it could not be asked.

python tests/audit.py
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNREACHABLE = (
    "ConnectionError",
    "ServiceError",
    "Max retries",
    "Failed to",
    "timed out",
    "HTTPError",
    "SSLError",
    "Name or service",
)


def audit(name: str) -> int:
    """The exit status for ``requirements/NAME.txt``; what was found goes to standard output."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
    ]
    result = subprocess.run(
        [*command, "-r", str(ROOT / "requirements" / f"{name}.txt")],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    said = result.stdout + result.stderr
    unasked = said.count("could not be audited")
    if result.returncode == 0 and not unasked:
        print(f"requirements/{name}.txt: no known vulnerability.")
        return 0
    if "Found " in said and "known vulnerabilit" in said:
        print(f"requirements/{name}.txt:\n{result.stdout}{result.stderr}")
        return 1
    if unasked:
        print(
            f"requirements/{name}.txt could not be audited: the package index here knows {unasked} of its packages not, or has no list.",
            file=sys.stderr,
        )
        return 2
    reason = next(
        (line for line in said.splitlines() if any(sign in line for sign in UNREACHABLE)),
        said.strip().splitlines()[-1:] or "",
    )
    print(
        f"requirements/{name}.txt could not be audited: the list of vulnerabilities is not reachable from here ({str(reason)[:200]}).",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(max(audit(name) for name in ("runtime", "development")))
