"""A set that is not what was written is refused with one line and status 2, and nothing of it is loaded."""

import errno
import gc
import hashlib
import json
import os
import tracemalloc

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.ingest.archive import export_set, writing
from articles.ingest.archive.masking import BLOT, masked
from articles.models import Event, Publisher
from tests import factories as make


@pytest.fixture
def folder(db, tmp_path):
    """A small whole set; the database is empty again."""
    make.make_event("Geneva round", slug="geneva")
    make.make_official()
    export_set(tmp_path / "set", with_texts=True)
    Event.objects.all().delete()
    return tmp_path / "set"


def sign(folder):
    """Write the checksums anew, as whoever made the set by a program of their own would."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in paths
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))


def refusal(folder):
    with pytest.raises(CommandError) as caught:
        call_command("load", folder)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    assert not Event.objects.exists()
    return str(caught.value)


def test_a_changed_file_is_named(folder):
    (folder / "event.jsonl").write_text((folder / "event.jsonl").read_text().replace("Geneva", "Geneve"))

    assert refusal(folder).startswith("event.jsonl is not what was written")


def test_a_changed_spreadsheet_is_named_too(folder):
    (folder / "csv" / "event.csv").write_text("nothing")

    assert refusal(folder).startswith("csv/event.csv is not what was written")


@pytest.mark.parametrize("name", ["event.jsonl", "datapackage.json", "SHA256SUMS"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()

    assert name in refusal(folder)


def test_a_set_without_a_table_is_not_whole(folder):
    (folder / "event.jsonl").unlink()
    sign(folder)

    assert refusal(folder) == "SHA256SUMS does not name event.jsonl: the set is not whole."


def test_a_newer_schema_is_not_guessed_at(folder):
    described = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps(described | {"schema_version": 2}))
    sign(folder)

    assert "has schema version 2, this program reads up to 1" in refusal(folder)


def test_a_folder_that_is_none_is_refused(db, tmp_path):
    assert "holds no SHA256SUMS" in refusal(tmp_path)
    assert "holds no SHA256SUMS" in refusal(tmp_path / "nowhere")


def test_names_that_lead_out_of_the_folder_are_refused(folder):
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  ../../secret\n")

    assert "a SHA-256 and the name of a file are expected" in refusal(folder)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "seance"}, "event.jsonl, line 1: “seance” is no value of kind"),
        ({"earliest": "2018-13-01"}, "is no value of earliest"),
        ({"title": "x" * 300}, "is no value of title"),
        ({"slug": None}, "event.jsonl, line 1: slug is missing"),
        ({"colour": "red"}, "“colour” is not known: bring this program up to date"),
        (
            {"earliest": "2019-01-01", "latest": "2018-01-01"},
            "contradicts what is here, so nothing was loaded",
        ),
    ],
)
def test_a_row_that_is_none_is_named(folder, changed, message):
    record = json.loads((folder / "event.jsonl").read_text()) | changed
    (folder / "event.jsonl").write_text(json.dumps(record) + "\n")
    sign(folder)

    assert message in refusal(folder)


def test_what_is_no_json_is_refused(folder):
    (folder / "event.jsonl").write_text("{\n")
    sign(folder)

    assert "The set cannot be read" in refusal(folder)


def test_a_folder_in_use_is_not_written_into(folder, capsys):
    before = sorted(os.listdir(folder))
    with pytest.raises(CommandError, match="is not empty") as caught:
        call_command("export", folder)

    assert caught.value.returncode == 2
    assert sorted(os.listdir(folder)) == before


def test_a_full_disk_leaves_nothing_behind(db, tmp_path, monkeypatch):
    def full(self, text):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing._Counted, "write", full)
    with pytest.raises(CommandError, match="The disk is full") as caught:
        call_command("export", tmp_path / "set")

    assert caught.value.returncode == 2
    assert os.listdir(tmp_path) == []


def test_a_folder_that_cannot_be_made_ends_with_status_2(db, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommandError) as caught:
        call_command("export", tmp_path / "file" / "set")

    assert caught.value.returncode == 2


def test_a_database_that_fails_half_way_keeps_nothing(folder, monkeypatch):
    def locked(*arguments):
        raise OperationalError("database is locked")

    monkeypatch.setattr("articles.ingest.archive.loading.refresh_events", locked)

    assert "locked by another process" in refusal(folder)


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], "███ █████ ███████\n████ █████"),
        ([(18, 28)], "███ █████ ███████\nThey left."),
        ([(0, 9), (4, 17)], "The talks failed.\n████ █████"),
        ([(18, 28), (18, 22)], "███ █████ ███████\nThey left."),
    ],
)
def test_all_but_the_evidence_is_blotted_out(spans, left):
    text = "The talks failed.\nThey left."

    assert masked(text, spans) == left
    assert len(masked(text, spans)) == len(text)
    assert BLOT == "█"


def test_memory_does_not_grow_with_the_content(db, tmp_path):
    peaks = []
    for count in (1_000, 6_000):
        Publisher.objects.all().delete()
        Publisher.objects.bulk_create(Publisher(name=f"The Ledger {number}" * 8) for number in range(count))
        gc.collect()  # what is left over now is not to be counted, nor given back, amid one of the two
        tracemalloc.start()
        export_set(tmp_path / str(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 500_000
