"""Runs a command with DATABASE_URL set to a throw-away PostgreSQL server, which is gone afterwards.

    python tests/with_postgres.py COMMAND…

PostgreSQL refuses to run as root; there the server is run by the ``postgres`` user.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import postgres_folder


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class ThrowAwayServer:
    """A PostgreSQL server in a temporary folder, listening on the loopback address only."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.port = _free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="tradetalks-postgres-"))

    def __enter__(self) -> "ThrowAwayServer":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", "data", "-U", "tradetalks", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", settings, "start")
        return self

    def __exit__(self, *problem: object) -> None:
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True)

    @property
    def url(self) -> str:
        """The server's address, as DATABASE_URL has it."""
        return f"postgres://tradetalks@127.0.0.1:{self.port}/postgres"


def main(command: list[str]) -> int:
    """The exit status of ``command``."""
    programs = postgres_folder()
    if programs is None:
        print("No PostgreSQL server found. On Debian or Ubuntu: apt-get install postgresql", file=sys.stderr)
        return 1
    with ThrowAwayServer(programs) as server:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
