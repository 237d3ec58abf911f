"""Plain text with page furniture: which lines are the article.

Works on whole lines and never changes one (but for a machine's stamp before the first word). The rules, in order:

1. lines that are known furniture go (``furniture``);
2. prose (long enough, with function words, ending like a sentence) is the article, and so are short lines between prose;
3. above the first prose only the headline and what follows it stay (byline, date, caption, standfirst);
4. below a closing heading ("Most Popular", "About the Author") nothing stays;
5. below the last prose lists of headlines go.

Where no prose is found, everything that is not known furniture stays: better a menu kept than an article lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, takewhile

from . import furniture, menus
from .stamps import find_stamps, unclear_stamps


class Kind(StrEnum):
    """What a line is, as far as the line itself and its neighbours tell."""

    BLANK = "blank"
    FURNITURE = "furniture"
    PROSE = "prose"
    CAPTION = "caption"
    BYLINE = "byline"
    STAMP = "stamp"
    HEADING = "heading"
    BULLET = "bullet"
    SHORT = "short"


_SMALL_WORDS = (
    "a an and are as at be been but by for from had has have he her his if in into is it its more no not of on or our said says she so than that the their "
    "them there they this to up was we were what when which who will with would you about after all also before can could do how i may most new now one only "
    "other out over some such these those through two under until while yesterday today"
)
_STOP_WORDS = frozenset(_SMALL_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLAIN_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
"""The same in a line of ASCII alone: found in a fifth of the time."""

_SENTENCE_END = re.compile(r"[.!?…:;]['\"”’»)\]*]{0,3}$")
_FULL_STOPS = (".", "。", "！", "？", "；")
_HAN = re.compile("[\u4e00-\u9fff]+")
_BULLET = re.compile(r"[•●▪◦‣⁃∙*+·–-]\s+\S")
_CREDIT = re.compile(
    r"getty images|\bphoto(?:s|graph)?\s?(?:by|:|/)|\bap photo|\bap images|via (?:reuters|ap|afp|getty)|/(?:ap|afp|reuters|epa|upi|xinhua|pool|bloomberg|vcg)\b|file photo|\bpic(?:ture)?\s?[:/]|"
    r"pool picture|\bpicture\b.{0,20}\bvia\b|\bcredit\s?:|\bsource\s?: \w+|image\s?:|©\s?(?:kyodo|reuters|ap|afp|getty)|\[photo|\(photo|shutterstock|\(file\)",
    re.IGNORECASE,
)
_CREDIT_SIGNS = (
    "getty",
    "photo",
    "ap images",
    "via",
    "/",
    "pic",
    "credit",
    "source",
    "image",
    "©",
    "shutterstock",
    "(file)",
)
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,4}$")
_LABEL = re.compile(
    r"(?:for )?immediate release\W*|press releases?|(?:web|news) desk|agencies|staff report(?:er)?s?|news|nation|world|business|opinion",
    re.IGNORECASE,
)
"""A label that stands where a headline might."""

_AGENCIES = "Reuters|AP|AFP|Xinhua|UPI|Bloomberg|Kyodo|Agence France-Presse|Associated Press"
_BYLINE = re.compile(
    rf"(?:by|written by|published by|reported by|from)\s*:?\s*$|(?:by|written by|published by|posted by|reported by|author)\s*:?\s+[^\W\d_]|(?:web|news) desk$|(?:{_AGENCIES}),\s[A-Z][\w. ]{{2,30}}$|.{{3,60}}[,|]\s(?:.{{0,20}}\bstaff writers?|.{{0,20}}\bcorrespondent|.{{0,12}}\breporter)\b",
    re.IGNORECASE,
)
_STAMP_PREFIX = re.compile(
    r"\s*date\s(?:19|20)\d\d-\d\d-\d\d\b[ \t]*(?:\|[ \t]*\w{3}, \w{3} \d\d, \d{4})?", re.IGNORECASE
)
_TAIL_SIGN = re.compile(r"[—–-]{1,2}\s?\w|\(.*\)?$")


@dataclass(frozen=True)
class Layout:
    """The lines of a page with their kinds, the headline's place and which lines are the article."""

    lines: tuple[str, ...]
    kinds: tuple[Kind, ...]
    headline: int | None
    kept: frozenset[int]
    prefix: str = ""
    """A machine's stamp cut from before the first word (" date 2017-07-12 ")."""

    @cached_property
    def body(self) -> str:
        """The kept lines as they stand; a gap of any size becomes one blank line."""
        pieces: list[str] = []
        gap = False
        for index, line in enumerate(self.lines):
            if index in self.kept:
                if gap and pieces:
                    pieces.append("")
                pieces.append(line)
                gap = False
            else:
                gap = gap or self.kinds[index] is Kind.BLANK
        return "\n".join(pieces)


def read_layout(text: str) -> Layout:
    """Tell article from furniture in ``text``: "Home\\nWorld\\nTalks open in Geneva\\nThe two sides met…" keeps two lines."""
    prefix = _STAMP_PREFIX.match(text)
    lines = tuple(
        line.rstrip() for line in (text[prefix.end() :].lstrip(" \t|") if prefix else text).split("\n")
    )
    kinds = _kinds(lines)
    end = _article_end(lines, kinds)
    prose = [index for index in range(end) if kinds[index] is Kind.PROSE]
    if not prose:
        kept = frozenset(
            index for index, kind in enumerate(kinds) if kind not in (Kind.BLANK, Kind.FURNITURE)
        )
        return Layout(
            lines, kinds, _headline(lines, kinds, len(lines)), kept, prefix.group() if prefix else ""
        )
    headline = _headline(lines, kinds, prose[0])
    kept = frozenset(
        [index for index in range(prose[0]) if _stays_above(index, lines, kinds, headline)]
        + [
            index
            for index in range(prose[0], prose[-1] + 1)
            if kinds[index] not in (Kind.BLANK, Kind.FURNITURE)
        ]
        + _stays_below(lines, kinds, prose[-1] + 1, end)
    )
    return Layout(
        lines, kinds, headline, kept - _teasers(lines, kinds, prose), prefix.group() if prefix else ""
    )


# ------------------------------------------------------------------------------------------------ kinds of lines


def _kinds(lines: tuple[str, ...]) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    for group in _chunks(lines):
        if len(group) == 1:
            kinds.append(_kind(lines[group[0]].strip()))
        else:
            whole = _kind(" ".join(lines[index].strip() for index in group))
            kinds.extend(
                Kind.PROSE if whole is Kind.PROSE else _kind(lines[index].strip()) for index in group
            )
    return tuple(kinds)


def _chunks(lines: tuple[str, ...]) -> list[list[int]]:
    """Line numbers, grouped where one sentence runs over several lines."""
    groups: list[list[int]] = []
    wrapped = _wrapped_lines(lines)
    for index, line in enumerate(lines):
        before = lines[index - 1].strip() if index else ""
        starts = line.strip()[:1]
        runs_on = before and starts and not _SENTENCE_END.search(before[-8:])
        if runs_on and (starts.islower() or starts == "," or index in wrapped) and len(groups[-1]) < 40:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _wrapped_lines(lines: tuple[str, ...]) -> set[int]:
    """Lines within blocks that are wrapped at one width, as in mail."""
    wrapped: set[int] = set()
    block: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip():
            block.append(index)
            continue
        lengths = [len(lines[number]) for number in block[:-1]]
        last = len(lines[block[-1]]) if block else 0
        if len(block) >= 3 and max(lengths) <= 100 and min(lengths) >= 45 and last <= max(lengths) + 10:
            wrapped.update(block[1:])
        block = []
    return wrapped


def _kind(line: str) -> Kind:
    if not line:
        return Kind.BLANK
    if furniture.is_furniture(line) or furniture.END.fullmatch(line[:300]):
        return Kind.FURNITURE
    if is_stamp_line(line):
        return Kind.STAMP
    words = _words(line[:2000])
    if _BYLINE.match(line) and len(words) <= 14:
        return Kind.BYLINE
    if len(words) <= 70 and _is_credit(line[:1500]) and not _is_sentence(line, words, 40):
        return Kind.CAPTION
    if _is_sentence(line, words, 8) and not (len(words) <= 16 and _ABBREVIATION_END.search(line[-12:])):
        return Kind.PROSE
    if _BULLET.match(line):
        return Kind.BULLET
    finished = line.endswith(_FULL_STOPS) and not _ABBREVIATION_END.search(line[-12:])
    return Kind.HEADING if _words_in(line, len(words)) >= 4 and not finished else Kind.SHORT


def _words(line: str) -> list[str]:
    return (_PLAIN_WORD if line.isascii() else _WORD).findall(line)


def _words_in(line: str, count: int) -> int:
    """How many words ``line`` has, ``count`` by its spaces: Chinese is written without any, two characters a word."""
    if line.isascii():
        return count
    return max(count, max(map(len, _HAN.findall(line[:500])), default=0) // 2)


def _is_credit(line: str) -> bool:
    """True for "Photo: Example Agency"; the patterns are tried only where one of their words is in the line."""
    lowered = line.lower()
    return any(sign in lowered for sign in _CREDIT_SIGNS) and _CREDIT.search(line) is not None


def _is_sentence(line: str, words: list[str], shortest: int) -> bool:
    """Long enough, ending like a sentence (or far too long for a heading), with the small words that prose is held by."""
    if len(words) < shortest:
        return False
    small = sum(map(_STOP_WORDS.__contains__, map(str.lower, words)))
    if _SENTENCE_END.search(line[-8:]):
        return small * 8 >= len(words) or len(words) >= 25
    return len(words) >= 28 and small * 6 >= len(words)


_STAMP_NOISE = re.compile(
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b(?:[ap]\.?m\.?|utc|gmt|ist|e[sd]?t|p[sd]?t|c[es]?s?t|bst|hkt|sgt|jst|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"\b(?:published|posted|updated|first|last|on|at|in|date|by|modified|created|release[d]?|issued|time|de|staff|reuters|afp|ap|xinhua)\b",
    re.IGNORECASE,
)


def is_stamp_line(line: str) -> bool:
    """True for a line that is a date and little else: "Updated June 5, 2018 09:26 am IST - Washington".

    A caption ("…at a plant in Dalian on May 15, 2017.") and a tweet ("@someone May 20, 2018") are none.
    """
    if len(line) > 200 or "@" in line or "©" in line:
        return False
    stamps = sorted(
        find_stamps(line) + [pair[0] for pair in unclear_stamps(line)], key=lambda stamp: stamp.start
    )
    if not stamps:
        return False
    rest = line
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    words = _words(_STAMP_NOISE.sub(" ", rest))
    return len(words) <= 8 and sum(1 for word in words if word in _STOP_WORDS) <= 1


# ------------------------------------------------------------------------------------------------ above the article


def _headline(lines: tuple[str, ...], kinds: tuple[Kind, ...], before: int) -> int | None:
    """The line above ``before`` that reads most like a headline: the first of the longest, no menu, no stamp.

    Where headings stand together, the upper one is the headline and the lower its standfirst.
    """
    best: tuple[int, int] | None = None
    for index in range(min(before, 80)):
        line = lines[index].strip()
        if kinds[index] is not Kind.HEADING and not _is_short_headline(index, lines, kinds):
            continue
        words = min(_words_in(line, len(line.split())), 7)
        if len(line) <= 250 and (best is None or words > best[0]):
            best = (words, index)
    if best is None:
        return None
    top = best[1]
    while (above := _line_above(kinds, top)) is not None and kinds[above] is Kind.HEADING:
        if menus.is_kicker(lines[above]) and len(lines[top].split()) > len(lines[above].split()) + 2:
            break  # "US-China trade war" names the topic, not the article
        top = above
    return top


def _line_above(kinds: tuple[Kind, ...], index: int) -> int | None:
    return next((number for number in range(index - 1, -1, -1) if kinds[number] is not Kind.BLANK), None)


def _is_short_headline(index: int, lines: tuple[str, ...], kinds: tuple[Kind, ...]) -> bool:
    """Two or three words that stand alone at the very top ("Welcome Pause"), or above a byline or stamp."""
    line = lines[index].strip()
    if (
        kinds[index] is not Kind.SHORT
        or line.endswith((".", ",", ":"))
        or len(line.split()) < 2
        or _LABEL.fullmatch(line)
    ):
        return False
    following = next((kind for kind in kinds[index + 1 :] if kind is not Kind.BLANK), None)
    alone = index + 1 >= len(kinds) or kinds[index + 1] is Kind.BLANK
    return alone and (index == 0 or following in (Kind.HEADING, Kind.BYLINE, Kind.STAMP, Kind.PROSE))


def _stays_above(index: int, lines: tuple[str, ...], kinds: tuple[Kind, ...], headline: int | None) -> bool:
    """Whether a line above the first prose is the article's: all but menus from the headline on, little before it."""
    kind = kinds[index]
    if kind in (Kind.BLANK, Kind.FURNITURE):
        return False
    if headline is None:
        return kind is not Kind.BULLET
    if index >= headline:
        return not (kind is Kind.BULLET and len(lines[index].split()) <= 4)
    menu_above = any(above in (Kind.FURNITURE, Kind.BULLET) for above in kinds[:headline])
    return kind in (Kind.CAPTION, Kind.BYLINE) or (kind is Kind.HEADING and not menu_above)


# ------------------------------------------------------------------------------------------------ below the article


def _article_end(lines: tuple[str, ...], kinds: tuple[Kind, ...]) -> int:
    """The number of the line at which the article is over for good."""
    total = sum(len(lines[index]) for index, kind in enumerate(kinds) if kind is Kind.PROSE)
    seen = 0
    for index, kind in enumerate(kinds):
        if kind is Kind.PROSE:
            seen += len(lines[index])
            continue
        closing = kind is Kind.FURNITURE and seen and furniture.END.fullmatch(lines[index].strip()[:300])
        if closing and (seen * 2 >= total or not _goes_on(kinds, index)):
            return index
    return len(lines)


def _goes_on(kinds: tuple[Kind, ...], index: int) -> bool:
    """True if prose follows prose soon: then the heading only introduced a box within the article."""
    following = [kind for kind in kinds[index + 1 :] if kind is not Kind.BLANK][:40]
    return any(first is second is Kind.PROSE for first, second in pairwise(following))


def _stays_below(lines: tuple[str, ...], kinds: tuple[Kind, ...], start: int, end: int) -> list[int]:
    """Closing lines: a last short sentence, an agency's sign, a stamp, a caption, a line cut off; no headlines."""
    rest = [index for index in range(start, end) if kinds[index] not in (Kind.BLANK, Kind.FURNITURE)]
    signs = [
        index
        for index in rest
        if kinds[index] in (Kind.STAMP, Kind.CAPTION)
        or (kinds[index] is not Kind.BULLET and _TAIL_SIGN.match(lines[index].strip()))
    ]
    words = takewhile(lambda index: _is_last_sentence(lines[index].strip()), rest[:2])
    return rest if len(rest) <= 2 else [*words, *signs[:3]]


def _is_last_sentence(line: str) -> bool:
    """True for "Ross flies home on Friday.", which is too short to be told as prose elsewhere."""
    return line[0].isupper() and line[-1] == "." != line[-2:-1] and _is_sentence(line, _words(line), 4)


# ------------------------------------------------------------------------------------------------ inside the article


def _teasers(lines: tuple[str, ...], kinds: tuple[Kind, ...], prose: list[int]) -> frozenset[int]:
    """Links to other stories between paragraphs: what follows "Read Also", and headlines that stand alone."""
    out: set[int] = set()
    for index in range(prose[0], prose[-1]):
        if kinds[index] is Kind.FURNITURE and furniture.TEASER.fullmatch(lines[index].strip()):
            out.update(_teaser_lines(kinds, index, prose[-1]))
        elif kinds[index] is Kind.HEADING and _is_lone_headline(index, lines, kinds):
            out.add(index)
    return frozenset(out)


def _teaser_lines(kinds: tuple[Kind, ...], label: int, last: int) -> list[int]:
    """The headlines below a "Read Also", and the one line of summary directly below a single one."""
    index = label + 1
    while index < last and kinds[index] is Kind.BLANK:
        index += 1
    found: list[int] = []
    while index < last and kinds[index] in (Kind.HEADING, Kind.SHORT, Kind.BULLET) and len(found) < 8:
        found.append(index)
        index += 1
    if len(found) == 1 and index < last and kinds[index] is Kind.PROSE:
        found.append(index)
    return found


def _is_lone_headline(index: int, lines: tuple[str, ...], kinds: tuple[Kind, ...]) -> bool:
    """A line of nine words or more that stands alone between blank lines without ending: no subheading is that long."""
    line = lines[index].strip()
    surrounded = kinds[index - 1] is Kind.BLANK and kinds[index + 1] is Kind.BLANK
    return surrounded and 9 <= len(line.split()) <= 20 and line[-1:].isalnum() and not _is_credit(line)
