"""Sample articles, broken in seeded ways, read one after the other: nothing may fail, hang or point beside its text.

python -m tests.security.fuzz 10000 [--seed 1]     prints a line for each fault and a summary; exit status 1 if there is one
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from articles.extraction.annotations import Document, Extraction, Span
from articles.extraction.knowledge import Knowledge
from articles.extraction.people import build_gazetteer
from articles.extraction.reading import Unreadable, decode, sniff_format
from articles.linking.annotate import annotate

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "fixtures" / "articles").glob("*.*"))
SECONDS = 5
"""Processor time that one broken article may take."""

ODD = [
    "\x00", "\ufeff", "\u202e", "\u200b", "\u00ad", "\u0130", "\u0301" * 40, "\U0001f9fe", "\u2028", "\r", "\t", "\x1b[31m", "\ufffd", "\uffff",
    "&#0;", "&amp;amp;", "<", "<!--", "</p>", "<p>", "]]>", "“", "”", "‘", "„", "«", "(", ")", "=" * 300, "-" * 300, "." * 300, " " * 300, "?!" * 90,
    "31 June 2019", "Wednesday", "next week", "99/99/9999", "0000-00-00", "second quarter", "2019", "May", "March", "Mr. ", "Dr. ", "Vice Premier ",
    "刘鹤", "2019年6月29日", "٢٠١٩", "１９ July 2017", "U.S.-China", "he said", "said", "%s", "{0}", "\\", "'", '"', "a" * 5000, "Ab " * 800,
    "<!-- a -->" * 60, "\u0f73", "\u0f73" * 400, "\n" * 3000,
]  # fmt: skip


def mutations(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """``count`` broken articles with names that say how to make them again: the same seed, the same articles."""
    sources = [path.read_bytes() for path in SAMPLES]
    for number in range(count):
        rolls = random.Random(f"{seed}:{number}")
        content = rolls.choice(sources)
        for _ in range(rolls.randint(1, 8)):
            content = rolls.choice(WAYS)(content, rolls)
        yield f"{seed}:{number}", content


def _flip(content: bytes, rolls: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rolls.randint(1, 12)):
        if changed:
            changed[rolls.randrange(len(changed))] = rolls.randrange(256)
    return bytes(changed)


def _cut(content: bytes, rolls: random.Random) -> bytes:
    start = rolls.randrange(len(content) + 1)
    return content[:start] + content[start + rolls.choice([1, 2, 10, 100, 1000, 100_000]) :]


def _insert(content: bytes, rolls: random.Random) -> bytes:
    at = rolls.randrange(len(content) + 1)
    return content[:at] + rolls.choice(ODD).encode("utf-8", "surrogatepass") + content[at:]


def _insert_often(content: bytes, rolls: random.Random) -> bytes:
    """Put the same odd thing in place of many a space."""
    odd = rolls.choice(ODD)[:40].encode("utf-8", "surrogatepass")
    return b"".join(piece + (odd if rolls.random() < 0.2 else b" ") for piece in content.split(b" ")[:3000])


def _repeat(content: bytes, rolls: random.Random) -> bytes:
    at = rolls.randrange(len(content) + 1)
    piece = content[at : at + rolls.choice([1, 7, 60, 500])]
    return content[:at] + piece * rolls.choice([2, 10, 60]) + content[at:]


def _shuffle_lines(content: bytes, rolls: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    rolls.shuffle(lines)
    return b"".join(lines)


def _swap_words(content: bytes, rolls: random.Random) -> bytes:
    words = content.split(b" ")
    for _ in range(min(30, len(words) // 2)):
        a, b = rolls.randrange(len(words)), rolls.randrange(len(words))
        words[a], words[b] = words[b], words[a]
    return b" ".join(words)


def _case(content: bytes, rolls: random.Random) -> bytes:
    return rolls.choice([content.upper, content.lower, content.swapcase, content.title])()


def _encode_anew(content: bytes, rolls: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(
        rolls.choice(["utf-16", "cp1252", "gb18030", "utf-7"]), "replace"
    )


def _wrap(content: bytes, rolls: random.Random) -> bytes:
    tag = rolls.choice([b"div", b"table", b"script", b"pre", b"b", b"article"])
    return b"<html><body>" + b"<%s>" % tag * rolls.choice([1, 3, 300]) + content


WAYS = [_flip, _flip, _cut, _cut, _insert, _insert, _insert, _insert_often, _repeat, _shuffle_lines, _swap_words, _case, _encode_anew, _wrap]  # fmt: skip


class TooSlow(Exception):
    """Reading one article took more processor time than it may."""


def _too_slow(*_):
    raise TooSlow


def read(name: str, content: bytes, knowledge: Knowledge, gazetteer) -> str:
    """What is wrong with how the article is read; an empty string if nothing is."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        decoded = decode(content)
        document = Document(name, decoded.text, sniff_format(decoded.text, "a.txt"))
        wrong = misplaced(annotate(document, knowledge, gazetteer))
    except Unreadable:
        return ""
    except TooSlow:
        return f"takes over {SECONDS} s"
    except Exception as error:  # noqa: BLE001 (which one is what we want to know)
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return wrong


def misplaced(extraction: Extraction) -> str:
    """The first thing read that does not stand in the text where it says; an empty string if all do."""
    text = extraction.text
    if any(char in text for char in "\x00\x1b\r") or any("\ud800" <= char <= "\udfff" for char in text):
        return "the text holds what cannot be stored"
    for found in (*extraction.dates, *extraction.people, *extraction.quotes):
        if not 0 <= found.start < found.end <= len(text) or text[found.start : found.end] != found.text:
            return f"{found!r} does not stand at its place"
    for span in _spans(extraction):
        if not 0 <= span.start < span.end <= len(text):
            return f"{span!r} lies outside the text"
    return ""


def _spans(thing: object) -> Iterator[Span]:
    if isinstance(thing, Span):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _spans(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _spans(part)


def faults(count: int, knowledge: Knowledge, seed: int = 1) -> Iterator[str]:
    """A line for each of ``count`` broken articles that is read wrongly."""
    signal.signal(signal.SIGVTALRM, _too_slow)
    gazetteer = build_gazetteer(knowledge.officials)
    for name, content in mutations(count, seed):
        if wrong := read(name, content, knowledge, gazetteer):
            yield f"{name}: {wrong}"


def main() -> int:
    """Fuzz from the command line, with the officials and events of the linking tests."""
    from tests.linking.make import make_knowledge

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun, number = time.monotonic(), 0
    for fault in faults(options.count, make_knowledge(), options.seed):
        number += 1
        print(fault.encode("unicode_escape").decode()[:300], flush=True)
    print(f"{options.count} broken articles, {number} faults, {time.monotonic() - begun:.0f} s")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main())
