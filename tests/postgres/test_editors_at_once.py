"""Editors' work on SQLite and on PostgreSQL: two who decide at once, and a merge whose process is killed half-way."""

import os
import signal
import subprocess
import sys
import time

import pytest

from .test_same_content import ROOT, databases, manage  # noqa: F401 - the fixture

BOTH = pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])

PREPARE = """
from django.core.management import call_command
from django.contrib.auth.models import User
from tests import factories as make
for name in ("lin", "stone"):
    User.objects.create_user(name)
event = make.make_event("Geneva round", slug="kept")
for number in range(30):
    make.make_citation(event, state="proposed")
gone = make.make_event("Round of Geneva", slug="gone")
for number in range(30):
    make.make_citation(gone, origin="curated")
call_command("refresh_counts", verbosity=0)
"""

DECIDE = """
import sys, time
from django.contrib.auth.models import User
from articles.curation import queue
from articles.models import Citation
tokens = [queue.token_of(one) for one in Citation.objects.filter(event__slug="kept").order_by("pk")]
time.sleep(max(0, {start} - time.time()))
verdict = queue.{verb}(tokens, User.objects.get(username="{who}"))
print(len(verdict.done), len(verdict.late))
"""

MERGE = """
import os, signal
from articles.curation import merging
from articles.models import Event
def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
{deadly}
merging.merge_events(Event.objects.get(slug="kept"), Event.objects.get(slug="gone"), None)
"""

STAND = """
from articles.models import Citation, Event, FormerSlug, Merge
print(Event.objects.count(), Citation.objects.filter(event__slug="gone").count(), FormerSlug.objects.count(), Merge.objects.count())
"""


def start(database, code):
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def run(database, code):
    process = start(database, code)
    said, _ = process.communicate(timeout=120)
    return said.strip(), process.returncode


@BOTH
def test_editors_at_once(databases, which):  # noqa: F811
    database = databases[which]
    run(database, PREPARE)

    # two editors decide the same thirty proposals: one of them does, the other is told thirty times
    begin = time.time() + 6
    pair = [
        start(database, DECIDE.format(start=begin, verb=verb, who=who))
        for verb, who in (("accept", "lin"), ("refuse", "stone"))
    ]
    said = sorted(process.communicate(timeout=120)[0].strip() for process in pair)
    assert said == ["0 30", "30 0"]

    # a merge is killed after everything has moved, before it is written: nothing has moved
    before = run(database, STAND)[0]
    assert before == "2 30 0 0"
    _, status = run(database, MERGE.format(deadly="merging._keep_name = die"))
    assert status == -signal.SIGKILL
    assert run(database, STAND)[0] == before
    assert manage(database, "verify").startswith("All is in order")
    assert run(database, MERGE.format(deadly=""))[1] == 0
    assert run(database, STAND)[0] == "1 0 1 1"
