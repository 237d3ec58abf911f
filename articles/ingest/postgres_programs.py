"""PostgreSQL's own programs, run on the site's database."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

DEBIAN = "/usr/lib/postgresql"


class ProgramFault(Exception):
    """The program is not there, or says no."""


def run_program(name: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore`` on the site's database. The password goes by the environment: others see arguments."""
    program = find_program(name)
    if program is None:
        raise ProgramFault(
            f"{name} was not found: install PostgreSQL's client programs (Debian: postgresql-client), or use `manage.py export`."
        )
    command = [program, "--no-password", *arguments]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ProgramFault(f"{name} failed: {(done.stderr.strip().splitlines() or ['no reason'])[0]}")


def find_program(name: str) -> str | None:
    """The newest one: an older program refuses a newer server."""
    newest = sorted(Path(DEBIAN).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3].split(".")[0]))
    return str(newest[-1]) if newest else shutil.which(name)


def _environment() -> dict[str, str]:
    given = connection.settings_dict
    named = {
        "PGDATABASE": given["NAME"], "PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"], "PGSSLMODE": given.get("OPTIONS", {}).get("sslmode"),
    }  # fmt: skip
    return {**os.environ, **{name: str(value) for name, value in named.items() if value}}
