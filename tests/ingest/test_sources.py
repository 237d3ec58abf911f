"""Where documents come from: packed lines, web archives, feeds, saved pages, patterns."""

import gzip
import io
import json
import os
import time
from datetime import date

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge
from articles.ingest import documents, extras, feedentries, feedfiles, packed
from articles.ingest.documents import Options, Rejected
from articles.ingest.rows import shown_url
from articles.ingest.sources import check_extras, documents_from, expected
from articles.ingest.store import article_key

PROSE = "Envoys of both sides met in Geneva on Monday and spoke of tariffs, farm goods and the next round of talks.\n"
PAGE = f"<html><head><title>Envoys meet</title></head><body><p>{PROSE * 3}</p></body></html>"
LINES = "".join(json.dumps({"id": f"n{number}", "text": f"{number}. {PROSE}"}) + "\n" for number in range(3))

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Harbour Gazette</title><link>http://gazette.example/</link>
<item><title>Envoys meet</title><link>http://gazette.example/1</link><guid>g1</guid>
<pubDate>Thu, 17 May 2018 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;&lt;p&gt;More on Tuesday.&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>Second day</title><id>a1</id><link href="http://wire.example/2"/>
<updated>2018-05-19T08:00:00Z</updated><summary>Short.</summary><content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>"""


def read(*paths, stdin=b"", **options):
    return list(documents_from([str(path) for path in paths], Options(**options), io.BytesIO(stdin)))


def web_archive(*pages, is_packed=True):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=is_packed)
    for address, kind, status, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "a.jsonl"])
def test_packed_lines_are_lines(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(LINES.encode()))

    assert [document.id for document in read(tmp_path / name)] == ["n0", "n1", "n2"]


def test_packed_lines_come_through_standard_input():
    found = read("-", stdin=gzip.compress(LINES.encode()), format="jsonl")
    assert [document.id for document in found] == ["n0", "n1", "n2"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (LINES.encode(), ["n0", "n1", "n2"]),
        (b"\xef\xbb\xbf" + LINES.encode(), ["n0", "n1", "n2"]),
        (b"\n\n" + LINES.encode(), ["n0", "n1", "n2"]),
        (json.dumps({"id": "p", "html": PAGE}).encode(), ["p"]),
        (RSS.encode(), ["g1"]),
        (ATOM.encode(), ["a1"]),
        (PROSE.encode(), ["-"]),
        (PAGE.encode(), ["-"]),
        (b"<!-- <rdf:RDF of a licence> -->" + PAGE.encode(), ["-"]),
        (b'{"id": 1, "body": "of another kind"}\n', ["-"]),
        (b"{Geneva} " + PROSE.encode(), ["-"]),
        (b'{"text": of a leaflet}\n' + PROSE.encode(), ["-"]),
        (b'{"text":' * 50_000 + b"\n", ["-"]),
    ],
    ids=["lines", "lines-bom", "lines-blank", "page-in-line", "rss", "atom", "text", "html", "html-licence", "json", "brace", "half", "deep"],
)  # fmt: skip
def test_what_comes_through_standard_input_is_told_by_how_it_begins(content, ids, pack):
    found = read("-", stdin=pack(content))

    assert [document.id for document in found] == ids


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"id": "n9", "text": "broken\n', "bad_json"),
        (b'\n{"id": "n9", "body": "of another kind"}\n\n', "bad_json"),
        (b'{"text": "' + b"x" * documents.LONGEST_LINE + b'"}\n', "too_big"),
    ],
    ids=["broken", "textless", "long"],
)
def test_a_bad_first_line_through_standard_input_is_one_line_of_many(line, code):
    bad, *found = read("-", stdin=line + LINES.encode())

    assert bad.code == code
    assert [document.id for document in found] == ["n0", "n1", "n2"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_web_archive_through_standard_input_is_told_by_how_it_begins(is_packed):
    page = ("http://gazette.example/1", "text/html; charset=utf-8", "200 OK", PAGE.encode())
    data = web_archive(page, page, is_packed=is_packed)

    assert [document.url for document in read("-", stdin=data)] == ["http://gazette.example/1"] * 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (gzip.compress(PROSE.encode() * 999)[:60], "broken"),
        (b"{" * 30_000_000, "too_big"),
    ],
    ids=["empty", "broken", "endless"],
)
def test_a_strange_beginning_of_standard_input_is_rejected(data, code):
    (found,) = read("-", stdin=data)

    assert found.code == code


def test_lines_through_a_pipe_are_read_as_they_come():
    theirs, ours = os.pipe()
    with os.fdopen(theirs, "rb") as stream, os.fdopen(ours, "wb", buffering=0) as sender:
        documents = documents_from(["-"], Options(), stream)
        for number, line in enumerate(LINES.splitlines(keepends=True)):
            sender.write(line.encode())
            # the next line is not sent before this one is read: who waited for more would wait forever
            assert next(documents).id == f"n{number}"


def test_lines_sent_packed_through_a_pipe_have_no_end_that_their_size_would_set(monkeypatch):
    monkeypatch.setattr(packed, "SMALL", 10_000)
    lines = "".join(json.dumps({"text": f"{number * 7919} {PROSE}"}) + "\n" for number in range(500)).encode()
    assert len(lines) > 50_000

    assert len(read("-", stdin=gzip.compress(lines))) == 500


def test_a_packed_file_made_to_fill_a_disk_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "SMALL", 100_000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES.encode() + b" " * 3_000_000))

    *good, rejected = read(tmp_path / "a.jsonl.gz")

    assert [document.id for document in good] == ["n0", "n1", "n2"]
    assert rejected.code == "too_big"


def test_a_packed_file_that_ends_too_early_gives_what_it_holds_and_says_so(tmp_path):
    data = gzip.compress(LINES.encode() * 2000)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])

    *good, rejected = read(tmp_path / "a.jsonl.gz")

    assert good
    assert (rejected.code, isinstance(rejected, Rejected)) == ("broken", True)


@pytest.mark.parametrize("is_packed", [True, False])
def test_the_pages_of_a_web_archive_bear_their_addresses(tmp_path, is_packed):
    pages = [
        ("http://gazette.example/1", "text/html; charset=utf-8", "200 OK", PAGE.encode()),
        ("http://gazette.example/gone", "text/html", "404 Not Found", PAGE.encode()),
        ("http://gazette.example/p.png", "image/png", "200 OK", b"\x89PNG\r\n"),
        ("http://gazette.example/t", "text/plain", "200 OK", PROSE.encode()),
    ]
    path = tmp_path / ("a.warc.gz" if is_packed else "a.warc")
    path.write_bytes(web_archive(*pages, is_packed=is_packed))

    found = read(path)

    assert [(document.url, document.format.value) for document in found] == [
        ("http://gazette.example/1", "html"),
        ("http://gazette.example/t", "text"),
    ]
    assert all(document.published is None for document in found), (
        "the day of crawling is not the day of printing"
    )


@pytest.mark.parametrize("data", [b"WARC/1.0\r\nbroken", b"no archive at all", b""])
def test_what_is_no_web_archive_is_rejected(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)

    assert [type(one) for one in read(tmp_path / "a.warc")] == [Rejected]


def test_an_entry_of_a_feed_is_an_article_with_its_day_and_paper(tmp_path):
    (tmp_path / "a.rss").write_text(RSS)

    (document,) = read(tmp_path / "a.rss")

    assert (document.id, document.url, document.publisher) == (
        "g1",
        "http://gazette.example/1",
        "The Harbour Gazette",
    )
    assert document.published.isoformat() == "2018-05-17"
    assert document.source.split("\n\n") == ["Envoys meet", PROSE.strip(), "More on Tuesday."]


def test_entries_whose_long_addresses_begin_alike_are_two_articles(tmp_path):
    entry = RSS[RSS.index("<item>") : RSS.index("</channel>")].replace("<guid>g1</guid>", "")
    long = "http://gazette.example/?q=" + "x" * 1000
    entries = [
        entry.replace("http://gazette.example/1", f"{long}{end}").replace("Monday", end) for end in "ab"
    ]
    (tmp_path / "a.rss").write_text(
        RSS.replace(RSS[RSS.index("<item>") : RSS.index("</channel>")], "".join(entries))
    )

    first, second = read(tmp_path / "a.rss")

    assert (first.url, second.url) == (f"{long}a", f"{long}b")
    assert shown_url(first.url) == "", "too long to link to: they are told apart by their texts"
    assert article_key(first) != article_key(second)


def test_of_an_atom_entry_the_whole_text_is_read_and_the_day_it_was_changed_is_not_its_day(tmp_path):
    (tmp_path / "a.xml").write_text(ATOM)

    (document,) = read(tmp_path / "a.xml")

    assert (document.title, document.published) == ("Second day", None)
    assert PROSE.strip() in document.source


@pytest.mark.parametrize(
    "text", ["<rss><!DOCTYPE a [<!ENTITY b 'c'>]></rss>", "<rss version='2.0'></rss>", "plain words"]
)
def test_what_is_no_feed_is_rejected(tmp_path, text):
    (tmp_path / "a.rss").write_text(text)

    assert [one.code for one in read(tmp_path / "a.rss")] == ["bad_feed"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("0000-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:00:00-14:00", None),
        ("2018-02-31T00:00:00Z", None),
        ("20180231", None),
        ("2018-04-31", None),
        ("2018-02-00T00:00:00Z", None),
        ("Sat, 31 Feb 2018 10:00:00 GMT", None),
        # no whole day
        ("2018", None),
        ("2018-05", None),
        ("2018/05/17", None),
        ("2018 May 17", None),
        ("18-05-17", None),
        ("2018-05-16T23:00:00-05:00", date(2018, 5, 17)),
        ("2018-05-17", date(2018, 5, 17)),
        ("20180517T100000Z", date(2018, 5, 17)),
        ("2018-05-17 10:00:00", date(2018, 5, 17)),
        ("17 May 2018", date(2018, 5, 17)),
        ("Wed, 16 May 2018 23:00:00 EST", date(2018, 5, 17)),
        ("Thu May 17 10:00:00 2018", date(2018, 5, 17)),
    ],
)
def test_an_entry_of_a_day_that_there_is_not_has_no_day(tmp_path, moment, day):
    (tmp_path / "a.rss").write_text(RSS.replace("Thu, 17 May 2018 10:00:00 GMT", moment))

    (document,) = read(tmp_path / "a.rss")

    assert document.published == day


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ("<item " + " ".join(f"a{number}='1'" for number in range(60_000)) + "/>", "bad_feed"),
        ("<item><description>" + "&lt;a " * 300_000 + "</description></item>", None),
        ("<item><description>" + "&lt;!" * 300_000 + "</description></item>", None),
    ],
    ids=["attributes", "tags", "declarations"],
)
def test_a_feed_made_to_take_hours_costs_this_process_nothing(tmp_path, piece, code):
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel>{piece}</channel></rss>")
    begun = time.process_time()

    (found,) = read(tmp_path / "a.rss")

    assert time.process_time() - begun < 2
    assert code is None or found.code == code


def test_a_feed_that_takes_too_long_is_ended_and_the_next_one_is_read(tmp_path, monkeypatch):
    entry = RSS[RSS.index("<item>") : RSS.index("</channel>")]
    (tmp_path / "a.rss").write_text(RSS.replace(entry, entry * 3000))
    (tmp_path / "b.rss").write_text(RSS)
    monkeypatch.setattr(feedfiles, "SECONDS", 0.2)

    rejected, document = read(tmp_path / "a.rss", tmp_path / "b.rss")

    assert (rejected.code, document.id) == ("too_slow", "g1")


def test_a_feed_is_never_fetched(monkeypatch):
    asked = []
    for asking in ("socket.socket.connect", "socket.getaddrinfo"):
        monkeypatch.setattr(asking, lambda *arguments, **options: asked.append(arguments))
    address = b"http://gazette.example/feed <rss>"

    # as the child process does it, whose sockets nobody here can watch
    assert feedentries.read_feed(Document("", address.decode()), Knowledge()).code == "bad_feed"
    assert asked == []


def test_a_saved_page_is_one_article_with_the_address_it_was_saved_from(tmp_path):
    mark = "<!-- saved from url=(0026)https://gazette.example/7 -->"
    (tmp_path / "Envoys meet.html").write_text(PAGE.replace("<html>", f"<!DOCTYPE html>\n{mark}\n<html>"))
    beside = tmp_path / "Envoys meet_files"
    beside.mkdir()
    (beside / "frame.html").write_text(PAGE)
    (beside / "notes.txt").write_text(PROSE)

    assert [document.url for document in read(tmp_path)] == ["https://gazette.example/7"]


def test_a_folder_that_belongs_to_no_page_is_read(tmp_path):
    (tmp_path / "old_files").mkdir()
    (tmp_path / "old_files" / "a.txt").write_text(PROSE)

    assert len(read(tmp_path)) == 1


def test_a_pattern_names_files_in_name_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(PROSE)

    assert [document.id[-5:] for document in read(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    assert [one.code for one in read(tmp_path / "*.jsonl")] == ["missing"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    (tmp_path / "[a].txt").write_text(PROSE)

    assert len(read(tmp_path / "[a].txt")) == 1


@pytest.mark.parametrize(("name", "package"), [("a.warc", "warcio"), ("a.atom", "feedparser")])
def test_a_missing_package_is_told_before_anything_is_read(tmp_path, monkeypatch, name, package):
    (tmp_path / name).write_text("")

    def missing(module):
        raise ModuleNotFoundError(module)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(
        extras.MissingExtra, match=f"needs {package}, which is not installed: {extras.INSTALL}"
    ):
        check_extras([str(tmp_path)], Options())


def test_how_many_documents_come_is_known_where_files_tell(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.jsonl").write_text(LINES)

    assert expected([str(tmp_path)], Options()) == 4
    assert expected([str(tmp_path), "-"], Options()) is None


def test_a_link_to_a_folder_above_it_is_named_and_not_walked(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "again").symlink_to(".")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to("..")
    for link in (tmp_path / "again", tmp_path / "inner" / "up"):
        (found,) = read(link)
        assert found == Rejected(str(link), "loop", "a link to the folder that it lies in")
    assert [one.id for one in read(tmp_path)] == [str(tmp_path / "a.txt")]


def test_a_link_to_another_folder_is_that_folder(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(PROSE)
    (tmp_path / "link").symlink_to("texts")
    assert len(read(tmp_path / "link")) == 1
