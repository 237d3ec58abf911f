"""The promises of ``ingest`` for whatever lies in a folder, on our own corpus (the large inputs in ``make soak``)."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time

import pytest
from django.conf import settings

from .bad_input import DAYS, NAMES, cases, write

MOST_SECONDS = 300
MOST_MEGABYTES = 1000

READ_BACK = """
import json
from articles.models import Article, DateMention, OfficialMention
print(json.dumps({
    "articles": Article.objects.count(),
    "days": [[row.text.text, row.value] for row in DateMention.objects.select_related("text")],
    "names": [[row.text.text, row.official.slug] for row in OfficialMention.objects.exclude(official=None).select_related("text", "official")],
}))
"""
OFFICIALS = """
from tests.factories import make_official
make_official("Jordan Vale", slug="jordan-vale")
make_official("Chen Bo", slug="chen-bo", side="china", family_name="Chen", given_name="Bo", name_order="family-first")
"""


def manage(database, *arguments, **options):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.fixture(scope="module")
def ingested(set_up_file, tmp_path_factory):
    """Our corpus, written, and ingested in one run: cases, the finished process, seconds, and the database."""
    folder = tmp_path_factory.mktemp("corpus")
    database = shutil.copy(set_up_file, tmp_path_factory.mktemp("database") / "x.sqlite3")
    written = write(folder, large=os.environ.get("SOAK") == "1")
    assert manage(database, "shell", "-v0", "-c", OFFICIALS).returncode == 0
    begun = time.monotonic()
    process = manage(database, "ingest", str(folder), timeout=2 * MOST_SECONDS)
    return written, process, time.monotonic() - begun, database


def lines_of(process, name):
    return [
        line
        for line in process.stdout.splitlines()
        if re.search(rf"[/]{re.escape(name)}(?::1)?(?: —|$)", line)
    ]


def test_the_run_ends_in_time_within_memory_and_says_honestly_how(ingested):
    written, process, seconds, _ = ingested
    assert seconds < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < MOST_MEGABYTES
    rejected = sum(line.startswith("rejected: ") for line in process.stdout.splitlines())
    assert process.returncode == 1
    assert process.stderr.strip().endswith(f"{rejected} documents were rejected.")
    assert len(written) == sum(process.stdout.count(f"\n{word}: ") for word in ("created", "unchanged", "duplicate story", "rejected")) + 1  # fmt: skip


def test_no_traceback_and_no_control_character_is_printed(ingested):
    _, process, _, _ = ingested
    assert "Traceback" not in process.stdout + process.stderr
    assert all(line.isprintable() for line in (process.stdout + process.stderr).splitlines())
    assert "[internal]" not in process.stdout


def test_each_input_is_named_once_and_becomes_what_it_should(ingested):
    written, process, _, _ = ingested
    wrong = {}
    for case in written:
        lines = lines_of(process, case.name)
        is_rejected = bool(lines) and lines[0].startswith("rejected: ")
        if (
            len(lines) != 1
            or (case.expect == "ingest" and is_rejected)
            or (case.expect == "reject" and not is_rejected)
        ):
            wrong[case.name] = (case.expect, lines)
    assert wrong == {}


def test_every_good_article_keeps_its_days_and_its_people_and_gets_no_others(ingested):
    written, _, _, database = ingested
    found = json.loads(manage(database, "shell", "-v0", "-c", READ_BACK).stdout)
    texts = {}
    for kind in ("days", "names"):
        for text, value in found[kind]:
            texts.setdefault(text, {"days": set(), "names": set()})[kind].add(value)
    good = sum(bool(case.days) for case in written)
    whole = [one for one in texts.values() if set(DAYS) <= one["days"] and set(NAMES) <= one["names"]]
    assert len(whole) >= good
    marked = {text: one for text, one in texts.items() if "The desk marked this copy" in text}
    assert [
        one for one in marked.values() if {day for day in one["days"] if len(day) == 10} != set(DAYS)
    ] == []
    assert [one for one in marked.values() if one["names"] != set(NAMES)] == []


def test_what_is_stored_is_in_order(ingested):
    _, _, _, database = ingested
    checked = manage(database, "verify")
    assert checked.stdout.startswith("All is in order"), checked.stdout[:500]


def test_the_corpus_is_the_same_each_time():
    assert [case.content for case in cases()] == [case.content for case in cases()]
