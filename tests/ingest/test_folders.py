"""What is named of a folder, a pattern and a path, and that none of them stops the others."""

import io
import json
import os

import pytest

from articles.ingest import sources
from articles.ingest.documents import Options, Rejected
from articles.ingest.folders import found_at
from articles.ingest.sources import documents_from

PROSE = "Envoys of both sides met in Geneva on Monday and spoke of tariffs and farm goods."


def read(*paths):
    return list(documents_from([str(path) for path in paths], Options(), io.BytesIO()))


def codes(*paths):
    return [one.code if isinstance(one, Rejected) else "good" for one in read(*paths)]


@pytest.mark.parametrize(
    "name", ["a.zip", "A.ZIP", "a.html.gz", "a.tar.gz", "a.docx", "a.pdf", "a.eml", "a.xml", "a.7z"]
)
def test_what_may_hold_articles_but_is_not_read_is_named(tmp_path, name):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_bytes(b"<data/>")

    (rejected,) = read(tmp_path)

    assert (rejected.code, rejected.id) == ("unsupported", str(tmp_path / "deep" / name))


@pytest.mark.parametrize(
    "name", ["a.png", "a.svg", "a.css", "a.js", "a.json", "a.woff2", "README", ".gitignore"]
)
def test_pictures_styles_scripts_and_data_are_passed_over(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.txt").write_text(PROSE)

    assert codes(tmp_path) == ["good"]


def test_what_belongs_to_a_saved_page_is_not_named(tmp_path):
    (tmp_path / "page.html").write_text(f"<html><p>{PROSE}</html>")
    (tmp_path / "page_files").mkdir()
    for name in ("menu.xml", "menu.zip", "frame.html"):
        (tmp_path / "page_files" / name).write_text("<x/>")

    assert codes(tmp_path) == ["good"]


def test_a_path_that_is_too_long_is_rejected_and_the_next_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE)

    assert codes(tmp_path / ("n" * 300), tmp_path / "n\0n", tmp_path / "a.txt") == [
        "missing",
        "missing",
        "good",
    ]


def test_a_folder_without_rights_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(PROSE)
    scandir = os.scandir

    def refusing(path):  # the tests may run as root, whom no right stops
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)

    denied, good = read(tmp_path)

    assert (denied.id, denied.code) == (str(tmp_path / "closed"), "denied")
    assert good.source.startswith("Envoys")


def test_a_path_within_a_folder_without_rights_is_rejected(monkeypatch):
    def denied(path, *arguments, **options):
        raise PermissionError(13, "Permission denied", str(path))

    for asking in ("stat", "lstat", "open"):
        monkeypatch.setattr(os, asking, denied)

    assert codes("closed/a.txt") == ["denied"]


@pytest.fixture
def deep_file(tmp_path):
    """A file in more folders than Python makes calls; taken away again, for pytest calls once for each of them."""
    folders = [tmp_path / "/".join("d" * depth) for depth in range(1, 1200)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "a.txt").write_text(PROSE)
    yield folders[-1] / "a.txt"
    (folders[-1] / "a.txt").unlink()
    for folder in reversed(folders):
        folder.rmdir()


def test_folders_may_be_deeper_than_calls(tmp_path, deep_file):
    assert [found.path for found in found_at(str(tmp_path))] == [str(deep_file)]


def test_lines_that_are_all_blank_are_an_empty_document(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n \n\t\n")

    assert codes(tmp_path / "a.jsonl") == ["empty"]


def test_of_very_many_bad_lines_the_rest_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_NAMED", 5)
    good = json.dumps({"text": PROSE}) + "\n"
    (tmp_path / "a.jsonl").write_text(good + "{}\n" * 9 + good)

    last = read(tmp_path / "a.jsonl")[-1]

    assert codes(tmp_path / "a.jsonl") == ["good", *["bad_json"] * 5, "good", "too_many"]
    assert (last.id, last.message[:6]) == (str(tmp_path / "a.jsonl"), "4 more")


def test_a_file_that_begins_with_very_many_bad_lines_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_NAMED", 5)
    (tmp_path / "a.jsonl").write_text("{}\n" * 1000)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": PROSE}))

    assert codes(tmp_path) == [*["bad_json"] * 5, "too_many", "good"]


@pytest.mark.parametrize("count", [4, 5])
def test_a_file_of_no_more_bad_lines_than_are_named_has_no_rest(tmp_path, monkeypatch, count):
    monkeypatch.setattr(sources, "MOST_NAMED", 5)
    (tmp_path / "a.jsonl").write_text("{}\n" * count)

    assert codes(tmp_path) == ["bad_json"] * count


def test_an_identifier_of_any_length_is_kept_whole(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "i" * 100_000, "text": PROSE}))

    (document,) = read(tmp_path)

    assert document.id == "i" * 100_000
