"""Makes bad and odd input for ingestion, the same each time: ``python -m tests.security.bad_input FOLDER [--large]``.

Writes the files and ``manifest.json``: for each file whether it is to be stored (``ingest``), refused (``reject``) or either, and
which days and names must be found in it. ``--large`` adds files that try to use up time and memory.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .hostile import MARKUP, SENTENCE, page

DAYS = ["2019-03-04", "2019-06-11"]
NAMES = ["jordan-vale", "chen-bo"]
TEXT = (
    f"Trade envoys meet in Oslo\n\n{SENTENCE}\n\nNeither side said when the negotiators would meet again.\n"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One input and what is to become of it."""

    name: str
    content: bytes
    expect: str
    days: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def good(name: str, content: bytes) -> Case:
    """An odd input of which nothing may be lost."""
    return Case(name, content, "ingest", DAYS, NAMES)


def cases(*, large: bool = False) -> Iterator[Case]:
    """All inputs, each told apart from the others by a line of its own."""
    for number, case in enumerate(
        [
            *_encodings(),
            *_invisibles(),
            *_pages(),
            *_no_articles(),
            *_runs(),
            *_packages(),
            *_hangs(),
            *(_large() if large else ()),
        ]
    ):
        yield Case(f"{number:03d}-{case.name}", case.content, case.expect, case.days, case.names)


def _own(name: str, text: str = TEXT) -> str:
    return f"{text}\nThe desk marked this copy {name}.\n"


def _encodings() -> Iterator[Case]:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        yield good(f"{encoding}.txt", _own(encoding, TEXT + "“Café” – €5\n").encode(encoding))
    yield good("cut-in-a-letter.txt", (_own("cut") + "é").encode()[:-1])
    yield good("mixed.txt", _own("mixed").encode() + b" caf\xe9 \xc3\xa9 \xff\xc0\xaf")
    for label in ("hex", "rot13", "idna", "undefined", "utf-7", "x" * 300):
        html = f"<html><head><meta charset='{label}'></head><body><p>{_own(label)}</p></body></html>"
        yield good(f"label-{label[:8]}.html", html.encode())
    yield good("line-ends.txt", _own("ends").replace("\n", "\r").encode())
    yield good("separators.txt", _own("separators").replace("\n", "\u2029").encode())


def _invisibles() -> Iterator[Case]:
    for name, old, new in (
        ("no-break", " Vale", "\u00a0Vale"),
        ("soft-hyphen", "Vale", "Va\u00adle"),
        ("zero-width", "Chen Bo", "Chen\u200b Bo"),
        ("wrapped", "Jordan Vale", "Jordan\nVale"),
        ("wrapped-day", "March 4", "March\n4"),
        ("NUL", "Chen", "\x00Chen"),
        ("escapes", "Oslo on", "\x1b[31mOslo\x07 on"),
        ("overrides", "Trade", "\u202eTrade\u2066"),
        ("no-characters", "talks", "\ufffe\uffff\U0001fffftalks"),
        ("marks", "talks", "ta" + "\u0301" * 3000 + "lks"),
    ):
        yield good(f"{name}.txt", _own(name, TEXT.replace(old, new)).encode("utf-8", "surrogatepass"))


def _pages() -> Iterator[Case]:
    for number, kind in enumerate(MARKUP):
        yield Case(
            f"markup-{number}.html",
            page(kind).encode(),
            "ingest" if kind not in ("comment", "text area") else "either",
        )
    yield good("deep.html", f"<html><body>{'<div>' * 400}<p>{_own('deep')}</p></body></html>".encode())
    yield good(
        "xhtml.html",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{_own('xhtml')}</p></body></html>".encode(),
    )
    entity = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    yield good("entity.html", f"{entity}<html><body><p>{_own('entity')} &x;</p></body></html>".encode())


def _no_articles() -> Iterator[Case]:
    rolls = random.Random(8)
    for name, content in (
        ("empty.txt", b""),
        ("blank.txt", b" \n\t" * 5000),
        ("unseen.txt", "\u200b\u2060\u00ad".encode() * 900),
        ("noise.html", rolls.randbytes(60_000)),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + rolls.randbytes(900)),
        ("program.txt", b"\x7fELF\x02\x01\x01" + rolls.randbytes(900)),
        ("document.txt", b"%PDF-1.7\n" + rolls.randbytes(900)),
        ("packed.txt", gzip.compress(TEXT.encode(), mtime=0)),
        ("pickle.txt", b"\x80\x04cos\nsystem\n(S'true'\ntR."),
        ("database.txt", b"SQLite format 3\x00" + bytes(2000)),
        ("script.html", b"<html><script>document.write('talks')</script></html>"),
        ("signs.html", b"<" * 100_000),
    ):
        yield Case(name, content, "reject")


def _runs() -> Iterator[Case]:
    for number, run in enumerate(
        [
            "(" * 9000,
            "=" * 9000,
            "“" * 5000,
            "$" * 5000,
            "a)" * 4000,
            "http://a.b/?" * 900,
            "🧾" * 4000,
            "a@" * 4000,
        ]
    ):
        yield good(f"run-{number}.txt", _own(f"run {number}", TEXT + run + "\n").encode())


def _packages() -> Iterator[Case]:
    """Feeds, web archives, JSON Lines and archives: each holds one document, or none."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), TEXT)
    for name in ("archive.zip", "report.docx"):
        yield Case(name, zipped.getvalue(), "reject")
    yield Case("page.html.gz", gzip.compress(TEXT.encode(), mtime=0), "reject")
    yield Case(
        "map.xml", b"<?xml version='1.0'?><urlset><url><loc>http://a.example/</loc></url></urlset>", "reject"
    )
    yield Case("blank.jsonl", b"\n \n" * 99, "reject")
    yield Case("bomb.jsonl.gz", gzip.compress(b"\n" * 30_000_000, mtime=0), "reject")
    yield Case("cut.jsonl.gz", gzip.compress(TEXT.encode(), mtime=0)[:60], "reject")
    yield Case(
        "cut.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200", "reject"
    )
    yield Case(
        "entities.rss",
        b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel><title>&a;</title></channel></rss>",
        "reject",
    )
    yield Case(
        "attributes.rss", _feed("<item " + " ".join(f"a{n}='1'" for n in range(60_000)) + "/>"), "reject"
    )
    yield Case("no-entry.rss", _feed(""), "reject")


def _feed(entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Paper</title>{entries}</channel></rss>".encode()


def _hangs() -> Iterator[Case]:
    """What once took hours, or was refused for a reason of ours."""
    comments = "<!-- a -->" * 60
    yield good("comments.txt", f"{comments}\n{_own('comments')}".encode())
    yield good(
        "comments.html", f"{comments}<html><body><p>{_own('comments in a page')}</p></body></html>".encode()
    )
    yield good("vowels.txt", _own("vowels", TEXT + "a" + "\u0f73" * 100_000 + "\n").encode())
    blank = "\n" * 300_000
    yield good("newlines.html", f"<html><body>{blank}<p>{_own('newlines')}</p>{blank}</body></html>".encode())
    label = (
        f"<html><head><meta charset=shift_jis></head><body><p>“{_own('label')}” – “café”</p></body></html>"
    )
    yield good("wrong-label.html", label.encode())
    yield Case("comment-alone.html", b"<!-- The talks went on. -->", "reject")
    for day in ("0001-01-01", "9999-12-31"):
        line = {"text": f"{TEXT}\nPrinted on the day {day}.", "published": day}
        yield Case(f"day-{day}.jsonl", json.dumps(line).encode(), "ingest")
    description = f"<description>{TEXT}</description>"
    moment = "<pubDate>0000-01-01T00:00:00Z</pubDate>"
    yield Case("no-day.rss", _feed(f"<item><title>No day</title>{moment}{description}</item>"), "ingest")


def _large() -> Iterator[Case]:
    for name, text in (
        ("days", "".join(f"{1 + n % 28} June {1990 + n % 50}, " for n in range(60_000))),
        ("weekdays", "last Wednesday and next Friday, " * 40_000),
        ("digits", "1 " * 400_000),
        ("zones", "2019-06-11 UTC" + "+1" * 40_000),
        ("names", " ".join(f"Minister Ka{n} Lo{n} met." for n in range(60_000))),
        ("parentheses", "a" + ")" * 200_000),
        ("marks", "e" + "".join(chr(0x300 + n * 7 % 60) for n in range(150_000))),
        ("spaces", "June" + " " * 900_000 + "11, 2019"),
    ):
        yield Case(f"{name}.txt", f"Report\n\n{text}\n".encode(), "either")
    for name, markup in (
        ("attributes", "<div " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"),
        ("nesting", "<table><tr><td>" * 8000),
        ("elements", "<b><p>talks " * 15_000),
        ("links", "<a href=/x>x</a> " * 60_000),
        ("times", "<time datetime=2019-06-11>x</time>" * 60_000),
    ):
        yield Case(f"{name}.html", f"<html><body>{markup}<p>{SENTENCE}</p></body></html>".encode(), "either")
    for name, markup in (("tags", "&lt;a "), ("declarations", "&lt;!"), ("signs", "&lt;")):
        entry = f"<item><title>Talks</title><description>{markup * 300_000}</description></item>"
        yield Case(f"{name}.rss", _feed(entry), "either")
    yield Case("big.html", f"<p>{SENTENCE}</p>".encode() * 200_000, "reject")
    yield Case("line.txt", b"The talks went on. " * 1_000_000, "reject")


def write(folder: Path, *, large: bool = False) -> list[Case]:
    """Write all inputs and their manifest into the folder."""
    found = list(cases(large=large))
    for case in found:
        (folder / case.name).write_bytes(case.content)
    told = [{name: value for name, value in asdict(case).items() if name != "content"} for case in found]
    (folder / "manifest.json").write_text(json.dumps(told, indent=1))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(f"{len(write(options.folder, large=options.large))} inputs")


if __name__ == "__main__":
    main()
