"""Markup made harmless before a parser sees it, and a plain way from markup to lines.

lxml is quadratic in the attributes of one tag and drops what lies deeper than 256 levels without a word; trafilatura
runs for minutes on a page of 100,000 elements. All that is here is one pass over the markup.
"""

from __future__ import annotations

import html
import re

DEEPEST = 100
LONGEST_TAG = 20_000
_DROPPED = ("script", "style", "svg", "template", "iframe", "object", "select")
_LINKED_DATA = re.compile(r"<script[^<>]{0,200}ld\+json[^<>]{0,200}>", re.IGNORECASE)
_LONGEST_DATA = 200_000
_DEEPEST_DATA = 40
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]*)(>|(?=<)|\Z)")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_SELF_CLOSING = frozenset(("p", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"))
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html "
    "li main nav ol option p pre section summary table tbody td tfoot th thead time title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]{0,300}\?>", re.IGNORECASE)


def defuse(markup: str) -> tuple[str, tuple[str, ...]]:
    """``markup`` without scripts, comments, giant tags and endless nesting, and what had to be changed.

    Small blocks of linked data (JSON-LD) stay: they hold the date of publication.
    """
    warnings: list[str] = []
    declaration = _XML_DECLARATION.match(markup)
    markup = _without_comments(markup[declaration.end() :] if declaration else markup)
    for name in _DROPPED:
        markup = _without_element(markup, name)
    markup, flattened, shortened = _flatten(markup)
    if flattened:
        warnings.append(f"{flattened} elements nested deeper than {DEEPEST} levels flattened")
    if shortened:
        warnings.append(f"attributes of {shortened} overlong tags dropped")
    return markup, tuple(warnings)


def count_tags(markup: str) -> int:
    """How many tags there are, about."""
    return markup.count("<")


def _without_comments(markup: str) -> str:
    pieces: list[str] = []
    position = 0
    while (start := markup.find("<!--", position)) >= 0:
        pieces.append(markup[position:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(pieces)
        position = end + 3
    return "".join(pieces) + markup[position:]


def _without_element(markup: str, name: str) -> str:
    """Everything from ``<name`` to ``</name>`` cut out; one that is never closed ends the markup."""
    lower = markup.lower()
    if len(lower) != len(markup):  # "İ" grows when lowered
        lower = markup.translate({code: code + 32 for code in range(65, 91)})
    pieces: list[str] = []
    position = 0
    while (start := lower.find("<" + name, position)) >= 0:
        pieces.append(markup[position:start])
        end = lower.find("</" + name, start)
        if end < 0:
            if name != "script":
                pieces.append(markup[start:])
            return "".join(pieces)
        if name == "script" and _is_small_linked_data(markup, start, end):
            pieces.append(markup[start : end + 9])
        closing = lower.find(">", end)
        position = closing + 1 if closing >= 0 else len(markup)
    return "".join(pieces) + markup[position:]


def _is_small_linked_data(markup: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_DATA or not _LINKED_DATA.match(markup, start):
        return False
    depth = deepest = 0
    for character in markup[start:end]:
        if character in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "}]":
            depth -= 1
    return deepest <= _DEEPEST_DATA


def _flatten(markup: str) -> tuple[str, int, int]:
    depth = flattened = shortened = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal depth, flattened, shortened
        closing, name, rest = match.group(1), match.group(2).lower(), match.group(3)
        if name not in _VOID and name not in _SELF_CLOSING and not rest.endswith("/"):
            if closing:
                depth = max(0, depth - 1)
                if depth >= DEEPEST:
                    return "\n" if name in _BLOCKS else ""
            else:
                depth += 1
                if depth > DEEPEST:
                    flattened += 1
                    return "\n" if name in _BLOCKS else ""
        if len(rest) > LONGEST_TAG:
            shortened += 1
            return f"<{closing}{name}>"
        return match.group()

    return _TAG.sub(mend, markup), flattened, shortened


# ------------------------------------------------------------------------------------------------ lines

_ASIDE = ("nav", "aside", "footer", "script", "style", "head")
_ANY_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*(?:>|(?=<)|\Z)")
_BLANKS = re.compile(r"[ \t\xa0\r\f\v]+")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def to_lines(markup: str) -> str:
    """The text of ``markup`` line by line, as a plain browser would show it, menus and asides left out.

    ``<h1>Talks open</h1><p>The two &amp; the…</p>`` gives two lines.
    """
    for name in _ASIDE:
        markup = _without_element(markup, name)
    flat = markup.replace("\n", " ")
    text = html.unescape(_ANY_TAG.sub(_line_break, flat))
    return _BLANK_LINES.sub("\n\n", _BLANKS.sub(" ", text)).strip()


def _line_break(match: re.Match[str]) -> str:
    name = (
        match.group().lstrip("</").split(">")[0].split(None, 1)[0].rstrip("/").lower()
        if match.group().strip("</>")
        else ""
    )
    if name in ("p", "h1", "h2", "h3", "h4", "blockquote", "figure", "ul", "ol", "table"):
        return "\n\n"
    return "\n" if name in _BLOCKS else ""
