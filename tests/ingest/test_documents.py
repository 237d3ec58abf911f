"""What the command line names becomes documents, or is rejected with a reason."""

import io
import json
from datetime import date

import pytest

from articles.extraction.annotations import Document, SourceFormat
from articles.ingest.documents import BadOption, Options, Rejected, parse_day
from articles.ingest.sources import documents_from

PROSE = "Envoys of both sides met in Geneva on Monday and spoke of tariffs, farm goods and the next round of talks.\n"


def read(*paths, stdin=b"", **options):
    return list(documents_from([str(path) for path in paths], Options(**options), io.BytesIO(stdin)))


def test_a_folder_is_read_recursively_in_name_order(tmp_path):
    (tmp_path / "b.txt").write_text(PROSE)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "inner.txt").write_text(PROSE)
    (tmp_path / "notes.md").write_text(PROSE)

    names = [document.id for document in read(tmp_path)]

    assert names == [str(tmp_path / "a" / "inner.txt"), str(tmp_path / "b.txt")]


def test_standard_input_is_a_dash():
    (document,) = read("-", stdin=PROSE.encode())

    assert (document.id, document.source) == ("-", PROSE)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.txt", None, "missing"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("archive.txt", b"PK\x03\x04 and so on", "binary"),
        ("broken.txt", bytes(range(128, 256)) * 40, "encoding"),
        ("lines.jsonl", b"not json\n", "bad_json"),
        ("list.jsonl", b"[1, 2]\n", "bad_json"),
        ("textless.jsonl", b'{"id": "x"}\n', "bad_json"),
        ("wrongtype.jsonl", b'{"id": "x", "text": 7}\n', "bad_json"),
        ("badday.jsonl", b'{"id": "x", "text": "Talks.", "published": "2018-02-30"}\n', "bad_date"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_a_code_and_one_line(tmp_path, name, content, code):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    (rejected,) = read(path)

    assert isinstance(rejected, Rejected)
    assert rejected.code == code
    assert rejected.message
    assert "\n" not in rejected.message


def test_an_empty_folder_is_rejected_by_name(tmp_path):
    (rejected,) = read(tmp_path)

    assert (rejected.id, rejected.code) == (str(tmp_path), "empty_folder")


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "b.txt").write_text(PROSE)

    first, second = read(tmp_path)

    assert isinstance(first, Rejected)
    assert isinstance(second, Document)


def test_a_line_brings_its_own_address_date_title_and_publisher(tmp_path):
    line = {
        "id": "one",
        "text": PROSE,
        "url": "https://news.example/1",
        "published": "2018-05-18",
        "title": "Talks",
        "publisher": "The Ledger",
    }
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(line) + "\n\n" + json.dumps({"id": "two", "html": "<p>Talks</p>"}) + "\n")

    first, second = read(path)

    assert (first.id, first.url, first.published, first.title, first.publisher) == (
        "one", "https://news.example/1", date(2018, 5, 18), "Talks", "The Ledger"
    )  # fmt: skip
    assert second.format is SourceFormat.HTML


def test_a_lone_surrogate_in_a_line_does_not_reach_the_document(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": "one", "text": "Talks \\ud800 in Geneva went on all day."}\n')

    (document,) = read(path)

    document.source.encode("utf-8")


def test_plain_input_stays_character_for_character():
    body = "  Talks in  Geneva.\n\n\nMore talks. \n"

    (document,) = read("-", stdin=body.encode(), plain=True)

    assert (document.source, document.format) == (body, SourceFormat.CLEAN)


def test_a_sample_article_is_free_to_show_and_its_last_line_is_not_its_text(tmp_path):
    path = tmp_path / "sample.txt"
    path.write_text(
        PROSE + "\nSample article written for Tradetalks from public facts; draws on: a report. CC0.\n"
    )

    (document,) = read(path)

    assert document.licence == "CC0-1.0"
    assert "Sample article" not in document.source


@pytest.mark.parametrize("value", ["2018-02-30", "yesterday", "2018-13-01", "", "17 May 2018"])
def test_an_impossible_day_is_refused(value):
    with pytest.raises(BadOption, match="YYYY-MM-DD"):
        parse_day(value)
