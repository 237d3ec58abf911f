"""What a command said to be stored outlives a power cut: SQLite waits for the disk at each commit."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FULL = 2

PROGRAM = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection

def look(execute, sql, params, many, context):
    seen.add(context["connection"].connection.execute("PRAGMA synchronous").fetchone()[0])
    return execute(sql, params, many, context)

for line in sys.argv[1:]:
    seen = set()
    with connection.execute_wrapper(look):
        call_command(*line.split("|"))
    print("seen:", line.partition("|")[0], *seen)
"""
"""Runs commands and says with which care their connections, also those made anew meanwhile, wait for the disk."""


def test_the_connection_of_a_command_that_writes_waits_for_the_disk(set_up_copy):
    lines = [f"ingest|{ROOT / 'fixtures' / 'articles'}", "reextract|--all", "refresh_counts"]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{set_up_copy}",
        "DJANGO_SETTINGS_MODULE": "tradetalks.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *lines],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seen = [line for line in done.stdout.splitlines() if line.startswith("seen:")]
    assert seen == [f"seen: {line.partition('|')[0]} {FULL}" for line in lines]
