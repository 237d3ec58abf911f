"""A throw-away site with the curated chronology, and the project's own commands run against it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class ThrowAwaySite:
    """Use as a context manager: a migrated SQLite database in a temporary folder, with the chronology loaded."""

    def __enter__(self) -> ThrowAwaySite:
        self._folder = tempfile.TemporaryDirectory(prefix="tradetalks-benchmark-")
        self.folder = Path(self._folder.name)
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_chronology")
        return self

    def __exit__(self, *problem: object) -> None:
        self._folder.cleanup()

    def manage(self, *arguments: str) -> str:
        """What a management command prints. Raises ``CalledProcessError`` if it fails."""
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}"}
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
