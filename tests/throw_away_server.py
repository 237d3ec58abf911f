"""A PostgreSQL server in a temporary folder.

PostgreSQL refuses to run as root; there the server is run by the ``postgres`` user.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""Nothing of it has to outlive the machine."""

CAREFUL = "-c fsync=off"
"""What was committed outlives a server that dies, though not a machine that does."""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class ThrowAwayServer:
    """A server that listens on the loopback address only."""

    def __init__(self, programs: Path, care: str = QUICK) -> None:
        self.programs, self.care = programs, care
        self.port = _free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="tradetalks-postgres-"))

    def __enter__(self) -> "ThrowAwayServer":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        as_here = ["-U", "tradetalks", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "--no-sync", "-D", "data", *as_here)
        self.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.die()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Let it serve what is in its folder."""
        place = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"{place} {self.care}", "start")

    def die(self) -> None:
        """End it at once, as a crash would: what was not committed is lost."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True)

    @property
    def url(self) -> str:
        """The server's address, as DATABASE_URL has it."""
        return f"postgres://tradetalks@127.0.0.1:{self.port}/postgres"
