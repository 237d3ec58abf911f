"""Bytes to text: opening, character sets, what is refused and what is mended."""

import os
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction import characters
from articles.extraction.annotations import SourceFormat
from articles.extraction.characters import storable, tidy
from articles.extraction.reading import (
    MAX_CHARACTERS,
    Unreadable,
    decode,
    read_bytes_from,
    sniff_format,
)

SENTENCE = "The two sides met in Geneva and agreed to meet again before long. "


def code_of(content):
    with pytest.raises(Unreadable) as caught:
        decode(content)
    assert "\n" not in caught.value.message
    return caught.value.code


def test_the_blocks_said_to_have_no_combining_marks_have_none():
    assert not [mark for mark in characters._marks() if re.fullmatch(f"[{characters._NO_MARKS}]", mark)]


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("Café in Geneva".encode(), "utf-8", "Café in Geneva"),
        (b"\xef\xbb\xbf" + "Café".encode(), "utf-8", "Café"),
        (b"\xff\xfe" + "Talks open".encode("utf-16-le"), "utf-16-le", "Talks open"),
        (b"\xfe\xff" + "Talks open".encode("utf-16-be"), "utf-16-be", "Talks open"),
        ("\ufeffTalks open".encode("utf-32-le"), "utf-32-le", "Talks open"),
        (b"\x93Progress,\x94 said Mnuchin\x92s office \x96 \x805", "cp1252", "“Progress,” said Mnuchin’s office – €5"),
        ("Señor Núñez résumé".encode("latin-1"), "cp1252", "Señor Núñez résumé"),
        ("<meta charset=iso-8859-1><p>‘Deal’".encode("cp1252"), "cp1252", "<meta charset=iso-8859-1><p>‘Deal’"),
        ("<meta charset='gb2312'><p>刘鹤在华盛顿".encode("gb18030"), "gb18030", "<meta charset='gb2312'><p>刘鹤在华盛顿"),
        ("刘鹤副总理在华盛顿与美方进行了经贸磋商，双方都说有进展。".encode("gb18030"), "gb18030", "刘鹤副总理在华盛顿与美方进行了经贸磋商，双方都说有进展。"),
        ("<meta charset=utf-7><p>Café".encode(), "utf-8", "<meta charset=utf-7><p>Café"),
        ("<meta charset=hex_codec><p>Café".encode(), "utf-8", "<meta charset=hex_codec><p>Café"),
        (b"\xef\xbb\xbf<meta charset=iso-8859-1><p>Caf\xc3\xa9", "utf-8", "<meta charset=iso-8859-1><p>Café"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_as_browsers_tell_it(content, encoding, text):
    decoded = decode(content)
    assert (decoded.encoding, decoded.text, decoded.warnings) == (encoding, text, ())


def test_a_few_broken_characters_are_replaced_and_counted():
    decoded = decode(SENTENCE.encode() * 5 + b"caf\xc3\xa9 caf\xe9 \xff\xc0\xaf " + SENTENCE.encode())
    assert "café" in decoded.text
    assert decoded.text.count("\ufffd") == 4
    assert decoded.warnings == ("4 broken characters in utf-8 text replaced",)


def test_a_character_cut_at_the_end_is_counted():
    assert decode((SENTENCE + "café").encode()[:-1]).warnings == (
        "1 broken character in utf-8 text replaced",
    )


def test_mostly_broken_text_is_refused():
    assert code_of(("текст о переговорах " * 20).encode("koi8-r")) == "encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"%PDF-1.4 and more", "binary"),
        (b"%!PS-Adobe-3.0\n/Helvetica findfont", "binary"),
        (b"-----BEGIN CERTIFICATE-----\nMIIB", "binary"),
        (b"-----BEGIN EC PRIVATE KEY-----\nMHcC", "binary"),
        (b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY", "binary"),
        (b"PK\x03\x04 archive", "binary"),
        (b"\x1f\x8b\x08 packed", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"\x7fELF\x02", "binary"),
        (b"SQLite format 3\x00", "binary"),
        (b"\x80\x04cos\nsystem\n.", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"word\x00" * 400, "binary"),
        ("\u200b\u00ad\u2060".encode() * 50, "no_text"),
        (b"==== ---- ....", "no_text"),
        (b"a " * (MAX_CHARACTERS // 2 + 1), "too_big"),
        (b"a" * 10_000_001, "too_big"),
    ],
)
def test_what_is_no_article_is_refused_with_a_code(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize(
    "start", [b"-----BEGIN PGP SIGNED MESSAGE-----", b"-----BEGIN QUOTE KEY POINTS", b"%! Talks"]
)
def test_a_text_that_only_begins_like_a_key_is_read(start):
    assert decode(start + b"\n\nThe envoys met in Oslo.").text.endswith("Oslo.")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("Liu\x00 He\x07\x1b[31m", "Liu He[31m"),
        ("x\ud800y\ufffe\uffff\U0001ffff\ufdd0z", "xyz"),
        ("cafe\u0301", "café"),
        ("H" + "e" + "\u0302\u0301" * 500 + "y", "Hế" + "\u0302\u0301" * 3 + "y"),
        ("Chinaâ€™s envoy said â€œyesâ€\x9d", "China’s envoy said “yes”"),
        ("July" + " " * 500 + "19", "July 19"),
        ("=" * 5000, "=" * 24),
        ("🇺🇸🤝🇨🇳", "🇺🇸🤝🇨🇳"),
        ("the café â is fine", "the café â is fine"),
    ],
)
def test_characters_are_tidied(dirty, clean):
    assert tidy(dirty)[0] == clean


def test_a_long_run_of_chinese_is_left_alone():
    text = "经贸磋商" * 100
    assert tidy(text)[0] == text


def test_plain_reading_keeps_every_character_that_can_be_stored():
    text = "cafe\u0301\r\n" + "=" * 300 + " end"
    assert decode(text.encode(), plain=True).text == text
    assert storable("a\x00b\ud800c") == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301\u0323" * 200_000,
        "(" * 400_000,
        "ab" * 400_000,
        "a\u0301" * 400_000,
        "a" + "\u0f73" * 300_000,
        "a" + "\u0f81\u0f75" * 150_000,
        "Ã©" * 100_000,
        " " * 800_000 + "a",
    ],
)
def test_tidying_takes_linear_time(text):
    start = time.process_time()
    tidy(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("<!DOCTYPE html><p>Hello", "a.txt", SourceFormat.HTML),
        ("<?xml version='1.0'?>\n<html><body>Hello", "a.xhtml", SourceFormat.HTML),
        ("<h1>Talks</h1>", "a.html", SourceFormat.HTML),
        ("Talks opened.\n\nThe <b> of trade", "a.txt", SourceFormat.TEXT),
        ("Plain words in a file with the wrong name", "a.html", SourceFormat.TEXT),
        ("<div><p>a</p><p>b</p><p>c</p></div>", "", SourceFormat.HTML),
    ],
)
def test_the_format_is_told_by_the_text_before_the_name(text, name, found):
    assert sniff_format(text, name) is found


@pytest.mark.parametrize(
    "start", ["<!-- a -->" * 3000, "<!--" * 5000, "<!-- a -->\n" * 60 + "<!doctype", "<!-->" * 900]
)
def test_comments_before_a_page_take_linear_time(start):
    begun = time.process_time()
    sniff_format(f"{start} Talks opened.", "a.txt")
    assert time.process_time() - begun < 1


def test_a_page_is_told_behind_its_comments():
    assert sniff_format("<!-- a -->\n<!-- b\n> -->\n<html>Talks", "a.txt") is SourceFormat.HTML


def test_a_page_of_nothing_but_a_comment_is_a_page():
    assert sniff_format("<!-- Talks opened. -->", "a.html") is SourceFormat.HTML
    assert sniff_format("<!-- Talks opened. -->", "a.txt") is SourceFormat.TEXT


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><rss><item/></rss>", "<django-objects version='1.0'>"]
)
def test_other_xml_is_unsupported(text):
    with pytest.raises(Unreadable) as caught:
        sniff_format(text)
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize("label", ["shift_jis", "iso-8859-1", "Latin1"])
def test_text_that_is_surely_utf_8_is_not_read_as_its_label_says(label):
    page = f"<meta charset={label}><p>Talks “opened” – café"
    decoded = decode(page.encode())
    assert decoded.text == page
    assert decoded.warnings == (f"labelled {label}, but it is UTF-8",)


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("gb2312", "gb18030", "微 and 危 and 违 alone"),  # each valid UTF-8 too
        ("shift_jis", "cp932", "貿易の協議が始まった"),
        ("windows-1252", "cp1252", "“Café” – €5"),
        ("gbk", "gb18030", "中美贸易谈判在日内瓦举行"),
    ],
)
def test_text_that_is_what_its_label_says_is_read_so(label, encoding, words):
    page = f"<meta charset={label}><p>{words}"
    decoded = decode(page.encode(encoding))
    assert decoded.text == page
    assert decoded.warnings == ()


def refused(path):
    with pytest.raises(Unreadable) as caught:
        read_bytes_from(path)
    return caught.value.code


def test_a_regular_file_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Talks")
    assert read_bytes_from(tmp_path / "a.txt") == b"Talks"


def test_a_missing_file_a_folder_and_a_link_are_told_apart(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Talks")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert refused(tmp_path / "none.txt") == "missing"
    assert refused(tmp_path) == "not_a_file"
    assert refused(tmp_path / "link.txt") == "not_a_file"
    assert refused("bad\x00name") == "missing"


def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert refused(tmp_path / "pipe.txt") == "not_a_file"


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(5 << 30)
    assert refused(tmp_path / "big.txt") == "too_big"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        decoded = decode(content)
    except Unreadable:
        return  # refused, with a reason
    assert decoded.text == storable(decoded.text)
    decoded.text.encode()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_tidying_twice_changes_nothing_more(text):
    once = tidy(text)[0]
    assert tidy(once)[0] == once
