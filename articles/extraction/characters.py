"""The characters of a text: what must not be kept is taken out, runs that would be slow to read are broken up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST_RUN = 200
"""Tokenizers are quadratic in a run without white space: longer ones are broken up."""

MOST_MARKS = 8
"""Combining marks kept on one letter. ``unicodedata.normalize`` sorts a run of them in quadratic time."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_STORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Control characters, lone surrogates, non-characters: databases and terminals choke on them."""


def _is_mark(character: str) -> bool:
    """True where normalizing gives a mark: U+0F73 is none by its class, and becomes two."""
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) > 0


_NO_MARKS = "\x00-\u02ff\u2000-\u206f\u3400-\u9fff"
"""Blocks without a mark: letters, typographic signs, Chinese. Asked first, for a set of 900 signs is slow to ask."""


def _marks() -> str:
    """All combining marks."""
    return "".join(chr(code) for code in range(0x300, 0x1F000) if _is_mark(chr(code)))


@cache
def _mark_run() -> re.Pattern[str]:
    """Made when a text is first tidied: to look at every character is a twentieth of what a command takes to start."""
    marks = _marks()
    return re.compile(f"(?![{_NO_MARKS}])([{marks}]{{{MOST_MARKS}}})[{marks}]+")


_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_UNSPACED_SCRIPT = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]"
)
_LONG_BLANK = re.compile(r"[^\S\n]{80,}")
_MOJIBAKE = re.compile("â€[™œ\x9d“”˜¦]|â€\x9d|Ã[©¨¡³­±¼¶¤§]|Â[\xa0£©«»·]")


def storable(text: str) -> str:
    """``text`` without what no database keeps: NUL and controls, lone surrogates, non-characters."""
    return _NOT_STORABLE.sub("", text)


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with plain line ends, in NFC, mojibake mended and overlong runs broken; and what was done.

    ``"Liu\\x00 He\\r\\n"`` gives ``"Liu He\\n"``.
    """
    warnings: list[str] = []
    # mojibake first: it is partly made of control characters
    text = storable(_LINE_ENDS.sub("\n", _mend_mojibake(text, warnings)))
    text, cut = _mark_run().subn(r"\1", text)
    if cut:
        warnings.append(f"{cut} overlong run{'s' if cut > 1 else ''} of combining marks cut")
    text = unicodedata.normalize("NFC", text)
    text = _LONG_BLANK.sub(" ", text)
    text, broken = _LONG_RUN.subn(_break_run, text)
    if broken:
        warnings.append(
            f"{broken} run{'s' if broken > 1 else ''} of over {LONGEST_RUN} characters without a space checked"
        )
    return text, tuple(warnings)


def _mend_mojibake(text: str, warnings: list[str]) -> str:
    """UTF-8 that was once read as Windows-1252 ("Chinaâ€™s"), put right line by line."""
    if len(_MOJIBAKE.findall(text)) < 2:
        return text
    import ftfy  # a tenth of a second to load: for the few texts that need it, and never for a web process

    warnings.append("wrongly decoded characters (mojibake) mended")
    return "\n".join(ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))


_REPEATED = re.compile(r"(\S{1,4}?)\1{24,}")


def _break_run(match: re.Match[str]) -> str:
    """A run without white space: repetitions shortened, the rest in pieces; Chinese and the like kept as they are."""
    run = match.group()
    if len(_UNSPACED_SCRIPT.findall(run)) * 2 >= len(run):
        return run
    run = _REPEATED.sub(lambda repeated: repeated.group(1) * 24, run)
    return " ".join(run[at : at + LONGEST_RUN] for at in range(0, len(run), LONGEST_RUN))
