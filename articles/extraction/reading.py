"""From bytes to text: safe opening, character sets, and the characters that must not be kept.

Every reason why a document cannot be read is an ``Unreadable`` with a code for programs and one line for people.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from dataclasses import dataclass
from typing import BinaryIO

from .annotations import SourceFormat
from .characters import storable, tidy

MAX_BYTES = 10_000_000
MAX_CHARACTERS = 2_250_000
"""Two million characters of article, and an eighth more for what stands around it on the page."""


class Unreadable(Exception):
    """A document that is no readable article: ``code`` for programs, ``message`` (one line) for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was read in, and what had to be mended on the way."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ opening

_OPEN_ERRORS = {
    errno.ENOENT: ("missing", "there is no such file"),
    errno.ENOTDIR: ("missing", "there is no such file"),
    errno.ENAMETOOLONG: ("missing", "the name is too long"),
    errno.ELOOP: ("not_a_file", "a symbolic link is not followed"),
    errno.ENXIO: ("not_a_file", "not a regular file"),
    errno.ENODEV: ("not_a_file", "not a regular file"),
    errno.EISDIR: ("not_a_file", "a folder, not a file"),
    errno.EACCES: ("denied", "no permission to read it"),
    errno.EPERM: ("denied", "no permission to read it"),
}


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """The regular file at ``path``, open for reading bytes; a link, pipe or device is ``Unreadable``.

    The checks are made on the open descriptor, so that the file cannot be changed for another in between.
    """
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_CLOEXEC", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        code, reason = _OPEN_ERRORS.get(error.errno or 0, ("missing", "it cannot be opened"))
        raise Unreadable(code, reason) from error
    except ValueError as error:  # a NUL within the name
        raise Unreadable("missing", "the name is not a file name") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise Unreadable("not_a_file", "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file")
    return os.fdopen(descriptor, "rb")


def read_bytes_from(path: str | os.PathLike[str], limit: int = MAX_BYTES) -> bytes:
    """The bytes of the regular file at ``path``; what ``open_regular`` refuses, or is over-long, is ``Unreadable``."""
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise Unreadable("too_big", f"{size:,} bytes; the limit is {limit:,}")
        try:
            content = stream.read(limit + 1)  # a file may grow after fstat
        except OSError as error:
            raise Unreadable("missing", "reading it failed") from error
    if len(content) > limit:
        raise Unreadable("too_big", f"more than {limit:,} bytes")
    return content


# ------------------------------------------------------------------------------------------------ binary files

_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF-", "a PDF"),
    (b"%!PS-", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a web archive"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
_PICKLE = re.compile(rb"\x80[\x02-\x05]")
_KEY = re.compile(rb"-----BEGIN [A-Z0-9 ]{0,40}(?:CERTIFICATE|KEY)(?: BLOCK)?-----")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})


def refuse_binary(content: bytes) -> None:
    """Raise ``Unreadable("binary")`` where the bytes are a picture, an archive, a program and the like."""
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise Unreadable("binary", f"{what}, not a text")
    if content[4:12] in (b"ftypisom", b"ftypmp42", b"ftypheic") or content[:4] == b"RIFF":
        raise Unreadable("binary", "a sound, picture or film file, not a text")
    if _PICKLE.match(content) or content[257:262] == b"ustar":
        raise Unreadable("binary", "an archive of another kind, not a text")
    if _KEY.match(content):
        raise Unreadable("binary", "a key or certificate, not a text")
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        sample = content[:200_000]
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls > max(8, len(sample) * 0.01):
            raise Unreadable("binary", "not a text: too many control characters")


# ------------------------------------------------------------------------------------------------ character sets

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: FF FE 00 00 begins with its mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\b[^<>]{0,200}?\bcharset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})|<\?xml\b[^<>]{0,100}?\bencoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_AS_BROWSERS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"), "utf-8"),
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252", "cp1252"),
        "cp1252",
    ),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "chinese", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "koi8-r": "koi8_r",
    "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5",
    "iso-8859-9": "cp1254",
    "iso-8859-15": "iso8859_15",
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
}
"""Labels as the HTML standard maps them. UTF-7 and Python's own codecs (hex, zlib, idna) are not in it, hence ignored."""

_COMMON_HANZI = re.compile("[的一是在不了有和人这中大为上个国我以要他时来用们美易贸谈判经济方]")
_HANZI = re.compile("[\u4e00-\u9fff]")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_UTF8_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CP1252_TYPOGRAPHY = frozenset(
    b"\x80\x82\x83\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa1\xa2\xa3\xa5\xa7\xa9\xab\xad\xae\xb0\xb1\xb2\xb3\xb5\xb7\xb9\xba\xbb\xbc\xbd\xbe\xbf\xd7"
)
_CP1252_LETTERS = frozenset(
    set(range(0xC0, 0x100)) - {0xD7, 0xF7} | {0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F}
)
_FEW = 20
"""Broken characters that a UTF-8 text may have (a cut end, a pasted word) before it is refused."""

_SURELY = 6
"""Letters of two bytes (one of three counts thrice) by which faultless UTF-8 is known, whatever its label says."""


def decode(content: bytes, *, plain: bool = False) -> Decoded:
    """Read ``content`` as text: byte order mark, what is surely UTF-8, declared charset, UTF-8, GB18030 if clearly Chinese, Windows-1252.

    Faultless UTF-8 with a few letters of several bytes is surely UTF-8, whatever its label says; a warning names the label.
    ``b"\\x93Progress,\\x94 he said"`` gives “Progress,” he said. With ``plain`` nothing but what cannot be stored
    is taken out (for a body that is to be kept character for character).
    """
    if not content.strip(b" \t\r\n\x0b\x0c"):
        raise Unreadable("empty", "the document is empty")
    if len(content) > MAX_BYTES:
        raise Unreadable("too_big", f"{len(content):,} bytes; the limit is {MAX_BYTES:,}")
    refuse_binary(content)
    text, encoding, broken = _to_text(content)
    warnings = []
    if encoding == "utf-8" and not broken and not content.startswith(codecs.BOM_UTF8):
        label = _label(content)
        if _AS_BROWSERS.get(label.lower(), encoding) != encoding:
            warnings.append(f"labelled {label}, but it is UTF-8")
    if broken:
        warnings.append(f"{broken} broken character{'s' if broken > 1 else ''} in {encoding} text replaced")
    text, notes = (storable(text), ()) if plain else tidy(text)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_big", f"{len(text):,} characters; the limit is {MAX_CHARACTERS:,}")
    if not any(character.isalnum() for character in text):
        raise Unreadable("no_text", "there is no letter in it")
    return Decoded(text, encoding, (*warnings, *notes))


def _to_text(content: bytes) -> tuple[str, str, int]:
    """Text, encoding and the number of broken characters replaced."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding)
    declared = _AS_BROWSERS.get(_label(content).lower())
    if declared and declared != "utf-8" and not _is_surely_utf8(content):
        text, _, broken = _replacing(content, declared)
        if broken <= _FEW:
            return text, declared, broken
    try:
        return content.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut off within a character
            return _replacing(content, "utf-8")
        return _guessed(content)


def _is_surely_utf8(content: bytes) -> bool:
    """True for faultless UTF-8 with more letters of several bytes than two or three signs of another code make by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    letters = _UTF8_MULTIBYTE.findall(content)
    return sum(1 if len(letter) == 2 else 3 for letter in letters) >= _SURELY


def _replacing(content: bytes, encoding: str) -> tuple[str, str, int]:
    try:
        return content.decode(encoding), encoding, 0
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        return text, encoding, text.count("\ufffd")


def _label(content: bytes) -> str:
    """The charset that the page names, as written there, or "" ."""
    match = _DECLARED.search(content[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _guessed(content: bytes) -> tuple[str, str, int]:
    """Read bytes that are not valid UTF-8 and name no other encoding."""
    good = len(_UTF8_MULTIBYTE.findall(content))
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if _is_chinese(content):
        return content.decode("gb18030"), "gb18030", 0
    if broken > good and _is_windows_1252(content):
        text = content.decode("cp1252", "replace")
        return text, "cp1252", text.count("\ufffd")
    if broken <= max(_FEW, good // 50) and broken <= len(mended) // 20:
        return mended, "utf-8", broken
    raise Unreadable(
        "encoding", f"neither UTF-8 ({broken:,} broken characters) nor another encoding that is used for news"
    )


def _is_chinese(content: bytes) -> bool:
    """True for GB18030 in which most of what is not ASCII is common Chinese."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    hanzi = len(_HANZI.findall(text))
    foreign = sum(1 for character in text if character > "\x7f")
    return hanzi >= 4 and hanzi * 2 >= foreign and len(_COMMON_HANZI.findall(text)) * 12 >= hanzi


def _is_windows_1252(content: bytes) -> bool:
    """True if the high bytes look like quotation marks, dashes and accented letters among Latin words.

    A lone byte (0x92 in ``Mnuchin\\x92s``) or a short group of letters is usual, a run of mixed signs is not.
    """
    odd = runs = 0
    for match in _HIGH_BYTES.finditer(content):
        runs += 1
        run = match.group()
        letters = all(byte in _CP1252_LETTERS for byte in run)
        signs = all(byte in _CP1252_TYPOGRAPHY for byte in run)
        mixed = all(byte in _CP1252_LETTERS or byte in _CP1252_TYPOGRAPHY for byte in run)
        if not ((letters and len(run) <= 4) or (signs and len(run) <= 3) or (mixed and len(run) <= 2)):
            odd += 1
    return runs > 0 and odd * 20 <= runs


# ------------------------------------------------------------------------------------------------ formats

_HTML_START = re.compile(
    r"\s*(?:<!--(?:(?!-->).){0,2000}-->\s*)*(?:<\?xml\b[^<>]{0,300}\?>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|django-objects)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:html|head|body|article|section|main|div|p|br|h[1-6]|meta|script|table|tr|td|ul|ol|li|span|a|img|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)


def sniff_format(text: str, name: str = "") -> SourceFormat:
    """HTML or plain text, judged by the text and only then by the file's name; other XML is ``Unreadable``.

    ``<p>Talks opened.</p>`` in a file called talks.html is HTML, a sentence about ``<b>`` in talks.txt is text.
    """
    head = text[:20_000]
    if _HTML_START.match(head):
        return SourceFormat.HTML
    if _XML_START.match(head):
        raise Unreadable("unsupported", "an XML file that is no web page")
    named_html = name.lower().endswith((".html", ".htm", ".xhtml"))
    if named_html and head.lstrip().startswith("<!--"):
        return SourceFormat.HTML
    tags = sum(1 for _ in zip(range(6), _TAG.finditer(head), strict=False))
    return SourceFormat.HTML if tags >= (1 if named_html else 6) else SourceFormat.TEXT
