"""PostgreSQL's own programs, run on the site's database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection

DEBIAN = "/usr/lib/postgresql"

LIBPQ = {
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "sslcrl": "PGSSLCRL",
    "sslcrldir": "PGSSLCRLDIR", "sslsni": "PGSSLSNI", "sslcompression": "PGSSLCOMPRESSION",
    "ssl_min_protocol_version": "PGSSLMINPROTOCOLVERSION", "ssl_max_protocol_version": "PGSSLMAXPROTOCOLVERSION",
    "min_protocol_version": "PGMINPROTOCOLVERSION", "max_protocol_version": "PGMAXPROTOCOLVERSION",
    "sslcertmode": "PGSSLCERTMODE", "sslnegotiation": "PGSSLNEGOTIATION", "gssencmode": "PGGSSENCMODE",
    "krbsrvname": "PGKRBSRVNAME", "gsslib": "PGGSSLIB", "gssdelegation": "PGGSSDELEGATION",
    "channel_binding": "PGCHANNELBINDING", "require_auth": "PGREQUIREAUTH",
    "requirepeer": "PGREQUIREPEER", "hostaddr": "PGHOSTADDR", "connect_timeout": "PGCONNECT_TIMEOUT", "options": "PGOPTIONS",
    "target_session_attrs": "PGTARGETSESSIONATTRS", "load_balance_hosts": "PGLOADBALANCEHOSTS", "passfile": "PGPASSFILE",
    "client_encoding": "PGCLIENTENCODING", "application_name": "PGAPPNAME", "service": "PGSERVICE", "servicefile": "PGSERVICEFILE",
}  # fmt: skip
"""What may stand behind ``?`` in the address, and the variable by which the programs are told the same."""

WHY = re.compile(r"(?:ERROR|FATAL|PANIC|error): +([^\n]+)")


class ProgramFault(Exception):
    """The program is not there, or says no."""


def run_program(name: str, *arguments: str) -> str:
    """What ``pg_dump`` or ``pg_restore`` prints, run on the site's database."""
    done = subprocess.run(  # noqa: S603
        command_of(name, *arguments), env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ProgramFault(f"{name} failed: {reason(done.stderr)}")
    return done.stdout


def command_of(name: str, *arguments: str) -> list[str]:
    """How to call the program. Raises ``ProgramFault`` if it is not there."""
    program = find_program(name)
    if program is None:
        raise ProgramFault(
            f"{name} was not found: install PostgreSQL's client programs (Debian: postgresql-client), or use `manage.py export`."
        )
    return [program, "--no-password", *arguments]


def find_program(name: str) -> str | None:
    """The newest one: an older program refuses a newer server."""
    newest = sorted(Path(DEBIAN).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3].split(".")[0]))
    return str(newest[-1]) if newest else shutil.which(name)


def reason(told: str) -> str:
    """Why, from what a program printed: ``relation "x" already exists`` of ``psql:<stdin>:12: ERROR:  relation "x" already exists``."""
    found = WHY.search(told)
    return found[1] if found else (told.strip().splitlines() or ["no reason"])[0]


def environment() -> dict[str, str]:
    """Ours, with the site's database. The password goes here too: others see arguments."""
    given = connection.settings_dict
    options = given.get("OPTIONS", {})
    named = {
        "PGDATABASE": given["NAME"], "PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"], **{LIBPQ[name]: value for name, value in options.items() if name in LIBPQ},
    }  # fmt: skip
    return {**os.environ, **{name: str(value) for name, value in named.items() if value}}
