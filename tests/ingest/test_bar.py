"""On a terminal a run shows how far it is, how fast it goes and how long yet; afterwards how fast it was."""

import fcntl
import gzip
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import call_command
from tqdm import tqdm

from articles.ingest.documents import Options
from articles.ingest.meter import Meter
from articles.ingest.sources import documents_from, measure
from articles.management.commands import ingest as command

from .bulk_documents import some_documents

COUNT = 6
LINES = "".join(
    json.dumps({"id": one.id, "text": one.source}) + "\n" for one in some_documents(COUNT)
).encode()
FEED = (
    '<rss version="2.0"><channel><title>Gazette</title>'
    + "".join(
        f"<item><title>Report {one.id}</title><guid>{one.id}</guid><description>{one.source}</description></item>"
        for one in some_documents(COUNT)
    )
    + "</channel></rss>"
)


class Terminal(io.StringIO):
    """What would stand on a terminal."""

    def isatty(self):
        return True


class Input:
    """Standard input with these bytes, as a file or through a pipe."""

    def __init__(self, stream):
        self.buffer = stream


@pytest.fixture
def drawn(monkeypatch):
    """Runs ``ingest`` on a terminal; the states of its bar, which is drawn anew after each article."""

    def run(path):
        terminal = Terminal()
        monkeypatch.setattr(command, "tqdm", lambda *given, **options: tqdm(*given, mininterval=0, **options))
        command.tqdm.external_write_mode = tqdm.external_write_mode
        # here and not before: pytest puts its own in place when a test begins
        monkeypatch.setattr(sys, "stderr", terminal)
        call_command("ingest", path, stdout=io.StringIO())
        return [state.strip() for state in terminal.getvalue().split("\r") if "/s" in state]

    return run


@pytest.fixture
def sources(tmp_path):
    """The same articles in each form that there is."""
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES))
    (tmp_path / "a.rss").write_text(FEED)
    return tmp_path


@pytest.mark.django_db
def test_where_the_sources_tell_how_many_the_bar_counts_articles(sources, drawn):
    states = drawn(sources / "a.jsonl")

    assert re.search(rf"100%\|.*\| {COUNT}/{COUNT} \[\d\d:\d\d<00:00, .* articles/s\]", states[-1])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.rss"])
def test_where_they_do_not_it_goes_by_bytes_and_tells_rate_and_time_left(sources, drawn, name):
    size = (sources / name).stat().st_size

    states = drawn(sources / name)

    shown = tqdm.format_sizeof(size)
    assert re.search(rf"100%\|.*\| {shown}/{shown} \[\d\d:\d\d<00:00, .*B/s, {COUNT} articles\]", states[-1])
    assert any(re.search(r"\[\d\d:\d\d<\d\d:\d\d, .*B/s, [1-6] articles\]", state) for state in states)


@pytest.mark.django_db
def test_a_file_as_standard_input_has_an_end_to_show(sources, drawn, monkeypatch):
    with (sources / "a.jsonl.gz").open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", Input(stream))
        states = drawn("-")

    assert re.search(rf"100%\|.*B/s, {COUNT} articles\]", states[-1])


@pytest.mark.django_db
def test_of_a_pipe_nobody_knows_the_end_and_the_bar_counts_articles(drawn, monkeypatch):
    theirs, ours = os.pipe()
    with os.fdopen(ours, "wb") as sender:
        sender.write(LINES)
    with os.fdopen(theirs, "rb") as stream:
        monkeypatch.setattr(sys, "stdin", Input(stream))
        states = drawn("-")

    assert re.fullmatch(rf"{COUNT} articles \[\d\d:\d\d, .* articles/s\]", states[-1])


@pytest.mark.django_db
@pytest.mark.parametrize(("many", "is_told"), [(COUNT, True), (COUNT + 1, False)])
def test_a_run_of_many_tells_how_fast_it_was(sources, monkeypatch, many, is_told):
    monkeypatch.setattr(command, "MANY", many)
    errors = io.StringIO()

    call_command("ingest", sources / "a.jsonl", stdout=io.StringIO(), stderr=errors)

    assert bool(re.fullmatch(r"\d+\.\d documents a second in \d+ seconds\.\n", errors.getvalue())) is is_told


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.rss"])
def test_bytes_are_counted_as_they_are_read_and_all_of_them_in_the_end(sources, name):
    meter = Meter()
    measure([str(sources), "-"], io.BytesIO(b""), meter)
    assert meter.total is None
    path = sources / name
    measure([str(path)], io.BytesIO(), meter)
    assert (meter.total, meter.passed()) == (path.stat().st_size, 0)

    passed = [meter.passed() for _ in documents_from([str(path)], Options(), io.BytesIO(), meter)]

    assert passed == sorted(passed)
    assert meter.passed() == meter.total


def whole(descriptor):
    """All that was written to the terminal."""
    shown = b""
    with suppress(OSError):  # what a terminal says of which the other end is closed
        while data := os.read(descriptor, 4096):
            shown += data
    return shown.decode()


def test_a_real_terminal_shows_the_bar_and_nothing_else_gets_it(sources, set_up_copy):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(sources / "a.jsonl.gz")], cwd=settings.BASE_DIR, stderr=theirs,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{set_up_copy}"}, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    shown = whole(ours)
    os.close(ours)

    assert process.returncode == 0
    assert re.search(rf"100%\|.*B/s, {COUNT} articles\]", shown)
    assert "%|" not in out
    assert out.count("\n") == COUNT + 1
