"""Which files a path names: itself, those of a folder or of a pattern; and what is wrong with those that are not read."""

from __future__ import annotations

import errno
import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.extraction.reading import Unreadable, open_regular

from .feedfiles import looks_like_feed

KIND_BY_SUFFIX = {
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson": "jsonl",
    ".ndjson.gz": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".rss": "feed",
    ".atom": "feed",
}
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", *KIND_BY_SUFFIX)
"""What a folder is searched for; also ``.xml`` files that are feeds."""

_FOREIGN = {
    **dict.fromkeys(
        (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"),
        "an archive: unpack it, and give what was in it",
    ),
    **dict.fromkeys(
        (".doc", ".docx", ".odt", ".rtf", ".pdf", ".epub", ".pages", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp"),
        "an office document: save it as text or as a web page",
    ),
    **dict.fromkeys((".eml", ".msg", ".mht", ".mhtml"), "a mail or a packed page: save it as text or as a web page"),
    ".xml": "an XML file that is no feed",
}  # fmt: skip
"""What may hold articles but cannot be read is named; pictures, styles, scripts and data are passed over."""

_BESIDE = ("_files", ".files", "_file")
"""How browsers name the folder of a saved page's pictures and frames: "page.html" and "page_files"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or with a ``code`` a path that is not to be read and in ``message`` why, for people."""

    path: str
    code: str = ""
    message: str = ""


def found_at(path: str) -> list[Found]:
    """What ``path`` names, in name order: "2018" all files of the folder, "2018/*.html" those that fit, else itself.

    A path that names nothing is found, and opening it tells why; nothing is raised.
    """
    if _leads_back(path):
        return [Found(path, "loop", "a link to the folder that it lies in")]
    if os.path.isdir(path):
        empty = Found(path, "empty_folder", f"No {', '.join(SUFFIXES)} files in this folder.")
        return _found_under(path) or [empty]
    if _is_pattern(path):
        fitting = [found for one in sorted(glob.glob(path, recursive=True)) for found in found_at(one)]
        return fitting or [Found(path, "missing", "no file fits this pattern")]
    return [Found(path)]


def is_feed(path: str) -> bool:
    """True for a file that begins as RSS or Atom."""
    try:
        with open_regular(path) as stream:
            return looks_like_feed(stream.read(2000))
    except (Unreadable, OSError):
        return False


def _leads_back(path: str) -> bool:
    """True for a link to a folder above it: what it names is named by that folder already."""
    if not (os.path.islink(path) and os.path.isdir(path)):
        return False
    return Path(path).parent.resolve().is_relative_to(Path(path).resolve())


def _is_pattern(path: str) -> bool:
    """True for "2018/*.html" where no file has that very name."""
    return glob.has_magic(path) and "\0" not in path and not os.path.exists(path)


def _found_under(folder: str) -> list[Found]:
    """What the folder holds that may be articles, without what belongs to a saved page."""
    found = sorted(_walk(folder), key=lambda one: Path(one.path))
    paths = [Path(one.path) for one in found]
    pages = {path.with_suffix("") for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    beside = {page.with_name(page.name + ending) for page in pages for ending in _BESIDE}
    return [
        one
        for one, path in zip(found, paths, strict=True)
        if path not in beside and beside.isdisjoint(path.parents)
    ]


def _walk(folder: str) -> Iterator[Found]:
    """All that is named of what lies under the folder. Links to folders are not followed; folders may be deep."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                inside = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            yield Found(here, *_reason(error))
            continue
        for path, is_folder in inside:
            if is_folder:
                waiting.append(path)
            elif not os.path.isdir(path) and (found := _judged(path)):
                yield found


def _reason(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "denied", "no permission to read this folder"
    return "missing", "this folder cannot be read"


def _judged(path: str) -> Found | None:
    """The file of a folder if it is to be named, by its name: whoever gives a folder did not choose each of its files."""
    name = path.lower()
    if name.endswith(SUFFIXES) or (name.endswith(".xml") and is_feed(path)):
        return Found(path)
    reason = _FOREIGN.get(os.path.splitext(name)[1])
    return Found(path, "unsupported", reason) if reason else None
