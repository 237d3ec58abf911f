"""Hostile and broken input: each class of fault once. Nothing is lost, nothing is invented, nothing stops the rest."""

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleText, DateMention, Official, OfficialMention
from tests.factories import make_event, make_official

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Trade envoys meet in Oslo\n\n"
    "Jordan Vale and Chen Bo met on March 4, 2019 to talk about tariffs between the United States and China. "
    "A second day of trade talks was held on June 11, 2019 in the same house by the water.\n\n"
    "Neither side said when the Chinese and American negotiators would meet again.\n"
)
DAYS = {"2019-03-04", "2019-06-11"}
NAMES = {"jordan-vale", "chen-bo"}


@pytest.fixture(autouse=True)
def officials():
    make_official(slug="jordan-vale", name="Jordan Vale", family_name="Vale", given_name="Jordan", side="us")
    make_official(slug="chen-bo", name="Chen Bo", family_name="Chen", given_name="Bo", side="china")


def ingest(*paths, **options):
    """What the command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command("ingest", *map(str, paths), stdout=out, **options)
    except CommandError as error:
        return out.getvalue() + str(error), error.returncode
    return out.getvalue(), 0


def days_and_names():
    return (
        set(DateMention.objects.values_list("value", flat=True)),
        set(OfficialMention.objects.exclude(official=None).values_list("official__slug", flat=True)),
    )


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("Jordan Vale", "Jordan\u00a0Vale").replace("March 4", "March\u00a04"),
        ARTICLE.replace("Chen Bo", "Chen\u200bBo").replace("June 11", "June\u200911"),
        ARTICLE.replace("Vale", "Va\u00adle").replace("2019", "20\u206019"),
        ARTICLE.replace("Chen Bo", "Chen\nBo").replace("March 4", "March\n4"),
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("\n", "\u2029"),
        "\ufeff" + ARTICLE,
        ARTICLE.replace("Chen Bo", "Chen\x00 Bo\x07\x1b"),
        ARTICLE.replace("Trade", "\u202eTr\u2066ade\ufdd0"),
        ARTICLE + "=" * 30_000 + "\n" + "(" * 20_000,
        ARTICLE + "e" + "\u0301\u0323" * 60_000,
        ARTICLE + "31 June 2019, 30 February 2019, 99 March 2019 and 12/13/99999 are no days.",
        ARTICLE + "The sides may march on in August company; a second delegation sat in the sun.",
        f"<html><body>{'<div>' * 400}<p>{ARTICLE}</p>{'</div>' * 400}</body></html>",
        f"<html><body><p {'a=1 ' * 20_000}>{ARTICLE}</p></body></html>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{ARTICLE}</p></body></html>",
        f"<html><body><script>alert(1)</script><p onclick=x()>{ARTICLE}</p><iframe src=//x></iframe></body></html>",
    ],
)  # fmt: skip
def test_names_and_days_survive_and_none_is_invented(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())

    output, status = ingest(path)

    days, names = days_and_names()
    assert (status, names) == (0, NAMES), output
    assert {day for day in days if len(day) == 10} == DAYS
    assert "alert(1)" not in ArticleText.objects.get().text


def test_a_name_in_letters_of_another_alphabet_is_nobody_we_know(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE.replace("Jordan Vale", "Jordan Val\u0435"))

    ingest(path)

    assert days_and_names()[1] == {"chen-bo"}


def test_days_and_names_beyond_measure_are_cut_and_the_reader_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE + "The tariff talks of May 5, 2019 and May 6, 2019 went on. " * 2_000)
    officials = Official.objects.count()

    ingest(path)

    assert DateMention.objects.count() <= 2_000
    assert any("2000 dates" in warning for warning in ArticleText.objects.get().warnings)
    assert Official.objects.count() - officials < 10


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("packed.txt", b"\x1f\x8b\x08\x00" + bytes(2000)),
        ("pickle.txt", b"\x80\x04\x95cos\nsystem\n."),
        ("noise.txt", bytes(range(256)) * 100),
        ("blank.txt", b"\n" * 100_000),
        ("invisible.txt", "\u200b\u2060".encode() * 1000),
        ("feed.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>"),
        ("script.html", b"<html><script>document.write('talks')</script></html>"),
        ("runs.html", b"<" * 200_000),
    ],
)  # fmt: skip
def test_what_is_no_article_is_rejected_by_name_with_status_1(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    output, status = ingest(tmp_path / name)

    assert status == 1
    assert f"rejected: {tmp_path / name} — " in output
    assert not Article.objects.exists()


def test_a_folder_of_traps_gives_its_good_article_and_one_line_for_each_trap(tmp_path):
    (tmp_path / "good.txt").write_text(ARTICLE)
    (tmp_path / "a\x1b[2J\n.txt").write_text("")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(20 << 30)
    os.symlink(tmp_path, tmp_path / "loop")

    output, status = ingest(tmp_path)

    assert (status, Article.objects.count()) == (1, 1)
    assert output.count("rejected: ") == 4
    assert "\x1b" not in output
    assert all(line.isprintable() for line in output.splitlines())


def test_bad_lines_are_named_by_number_and_the_good_ones_are_stored(tmp_path):
    good = json.dumps({"id": "good", "text": ARTICLE, "title": "Talks \ud800\x00\u202e"})
    lines = ['{"text": ', "[" * 5000, '{"text": 5}', '{"text": "x", "published": "2019-02-31"}', good, "\xff"]
    (tmp_path / "a.jsonl").write_bytes("\n".join(lines).encode("latin-1"))

    output, status = ingest(tmp_path / "a.jsonl")

    assert (status, Article.objects.count()) == (1, 1)
    assert [number for number in range(1, 7) if f"rejected: {tmp_path}/a.jsonl:{number} " in output] == [1, 2, 3, 4, 6]  # fmt: skip


def test_the_same_file_many_times_over_is_one_article(tmp_path):
    make_event()
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)

    ingest(path)
    output, status = ingest(path, path, path)

    assert (status, Article.objects.count()) == (0, 1)
    assert "3 unchanged" in output


# ------------------------------------------------------------------------------------------------ crashes


def manage(database: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_closed_standard_input_is_one_line_and_files_are_read_without_it(tmp_path, set_up_file, command):
    (tmp_path / "a.txt").write_text(ARTICLE)
    results = [
        subprocess.run(
            ["sh", "-c", 'exec "$0" "$@" <&-', sys.executable, "manage.py", command, path],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite:///{shutil.copy(set_up_file, tmp_path / 'x.sqlite3')}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        for path in ("-", str(tmp_path / "a.txt"))
    ]
    assert [result.returncode for result in results] == [2, 0]
    assert results[0].stderr.count("\n") == 1
    assert "Standard input is closed" in results[0].stderr
    assert results[1].stderr == ""


@pytest.fixture
def running(set_up_copy):
    """An ingestion that has said that it stored its first article and waits for more, and its database."""
    process = manage(set_up_copy, "ingest", "-", "--format", "jsonl")
    for number in range(3):
        process.stdin.write(json.dumps({"id": f"n{number}", "text": f"Report {number}. {ARTICLE}"}) + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "created: n0\n"
    yield process, set_up_copy
    process.kill()
    process.communicate()


def test_what_was_said_to_be_stored_outlives_a_kill_and_a_second_run_completes_it(running):
    process, database = running

    process.send_signal(signal.SIGKILL)
    process.wait()

    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        stored = connection.execute("select count(*) from articles_article").fetchone()[0]
        whole = connection.execute("select count(distinct text_id) from articles_datemention").fetchone()[0]
    assert stored == whole >= 1


def test_a_database_that_is_removed_meanwhile_is_not_called_a_success(running):
    process, database = running

    database.unlink()
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 2
    assert "was removed" in errors
    assert "Traceback" not in errors
    assert errors.count("\n") == 1
