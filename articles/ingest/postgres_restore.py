"""A dump put in the place of what a PostgreSQL database holds of ours, in one transaction."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.apps import apps
from django.db import connection

from .postgres_programs import ProgramFault, command_of, environment, reason, run_program

# A table of another version has no model here, so names decide. CASCADE: what others built on our tables goes with them, and
# comes again if it was backed up. Not named are sequences that are a part of their table ('i') and what belongs to an extension ('e').
OURS = r"""
WITH place AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = current_schema())
SELECT format('DROP %%s IF EXISTS %%I.%%I CASCADE;',
         CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, nspname, relname)
  FROM pg_class AS thing JOIN place ON relnamespace = place.oid
 WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relname ~ %(names)s
   AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = thing.oid AND deptype IN ('i', 'e'))
UNION ALL
SELECT format('DROP FUNCTION IF EXISTS %%I.%%I(%%s) CASCADE;', nspname, proname, pg_get_function_identity_arguments(pg_proc.oid))
  FROM pg_proc JOIN place ON pronamespace = place.oid WHERE prokind = 'f' AND proname ~ %(names)s
"""
"""What removes each table, view, sequence and function of ours: ``DROP TABLE IF EXISTS public.articles_event CASCADE;``"""

SETTING = re.compile(rb"SET (\w+) = ")
BEGIN = b"BEGIN;\n"
PIECE = 1 << 20


def put_postgres(copy: Path) -> None:
    """Make the database what the dump holds, whatever version it is of. What is not ours, and not in the dump, stays.

    Raises ``ProgramFault``, with all as it was, if the dump is damaged, the database says no, or a program is missing.
    """
    wanted = copy.with_suffix(".list")
    wanted.write_text(_list_of(copy))
    with connection.cursor() as cursor:
        cursor.execute(OURS, {"names": _our_names()})
        drops = [drop for (drop,) in cursor.fetchall()]
        cursor.execute("SELECT name FROM pg_settings")
        settings = {name.encode() for (name,) in cursor.fetchall()}
    connection.close()
    _carry(copy, wanted, drops, settings)


def _our_names() -> str:
    r"""``^(articles|auth|axes|django)_``: how the tables and functions of our packages begin, those of any version."""
    return f"^({'|'.join(sorted({model._meta.db_table.partition('_')[0] for model in apps.get_models()}))})_"


def _list_of(copy: Path) -> str:
    """What the dump holds, without the extensions that are here: those are another's, who installed them.

    Raises ``ProgramFault`` for a dump that has its tables elsewhere: the site would not see them.
    """
    told = run_program("pg_restore", "--list", str(copy))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), array(SELECT extname::text FROM pg_extension)")
        schema, extensions = cursor.fetchone()
    if f" TABLE {schema} django_migrations " not in told:
        raise ProgramFault(f"The backup has no tables in the schema that this site uses ({schema}).")
    names = "|".join(map(re.escape, extensions))
    here = re.compile(rf" (?:EXTENSION -|COMMENT - EXTENSION) (?:{names}) ")
    return "".join(line for line in told.splitlines(keepends=True) if not here.search(line))


def _carry(copy: Path, wanted: Path, drops: list[str], settings: set[bytes]) -> None:
    """Let ``psql`` run the dump. It begins and, at its very end, commits: if either program ends before, nothing has happened."""
    load = command_of("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-")
    dump = command_of(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", f"--use-list={wanted}",
        "--file=-", str(copy),
    )  # fmt: skip
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as told:
        with (
            subprocess.Popen(  # noqa: S603
                load, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
            ) as loading,
            subprocess.Popen(dump, stdout=subprocess.PIPE, stderr=told) as dumping,  # noqa: S603
        ):
            _pump(dumping.stdout, loading.stdin, drops, settings)
        said.seek(0)
        told.seek(0)
        # where psql went away, pg_restore was ended by the broken pipe: that is no reason
        if dumping.returncode not in (0, -signal.SIGPIPE):
            raise ProgramFault(f"pg_restore failed, and all is as it was: {reason(told.read())}")
        if loading.returncode or dumping.returncode:
            raise ProgramFault(f"psql failed, and all is as it was: {reason(said.read())}")


def _pump(source: IO[bytes], target: IO[bytes], drops: list[str], settings: set[bytes]) -> None:
    try:
        for line in _beginning(source, settings):
            target.write(line)
            if line == BEGIN:
                target.write("".join(f"{drop}\n" for drop in drops).encode())
        shutil.copyfileobj(source, target, PIECE)
    except BrokenPipeError:
        pass  # psql has gone and said why
    finally:
        with suppress(BrokenPipeError):
            target.close()


def _beginning(source: IO[bytes], settings: set[bytes]) -> Iterator[bytes]:
    """The lines up to ``BEGIN``, without what an older server would not know (``SET transaction_timeout = 0`` before version 17)."""
    for line in source:
        setting = SETTING.match(line)
        if not setting or setting[1] in settings:
            yield line
        if line == BEGIN:
            return
