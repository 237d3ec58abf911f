"""Runs a command with DATABASE_URL set to a throw-away PostgreSQL server, which is gone afterwards.

python tests/with_postgres.py COMMAND…
"""

import os
import signal
import subprocess
import sys

from throw_away_server import ThrowAwayServer
from tools import postgres_folder


def main(command: list[str]) -> int:
    """The exit status of ``command``."""
    programs = postgres_folder()
    if programs is None:
        print("No PostgreSQL server found. On Debian or Ubuntu: apt-get install postgresql", file=sys.stderr)
        return 1
    # told to stop, the server is stopped too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ThrowAwayServer(programs) as server:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
