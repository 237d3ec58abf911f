"""Bylines and photo credits: names there are of those who made the page, not of whom it is about."""

from __future__ import annotations

import re

from .words import Words

_HINT = re.compile(
    r"\b(?:[Bb]y|BY|[Cc]redit|CREDIT|[Ee]ditors?|[Aa]uthors?|Reporter|[Pp]hotographer|PHOTO|Photo)\b"
)
_SIGNS = ("by", "By", "BY", "redit", "CREDIT", "ditor", "uthor", "eporter", "hotog", "PHOTO", "Photo")
"""One of these is in every line in which ``_HINT`` finds anything."""

_NAMES = r"(?:[A-Z][\w.'-]*+|and|&|,|/|\s){0,12}"
_CREW = r"(?:[A-Z][\w.'-]*+|and|in|with|&|,|/|\s){0,30}"
_BYLINE = re.compile(rf"(?:^|[(|•;.]\s?|-\s)\s*(?:By|BY|Byline:?|by:)\s{_NAMES}$")
_WORK = re.compile(
    r"(?:[Rr]eport(?:ing|ed)?|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Pp]hoto(?:graph)?s?|[Ii]mages?|[Vv]ideo|[Cc]ompiled|[Ss]tory|[Aa]nalysis|[Gg]raphics?|"
    rf"[Tt]ranslated|[Pp]osted|[Pp]ublished|[Uu]pdated) by:?\s{_CREW}$|(?:[Cc]redit|CREDIT|PHOTO|[Pp]hoto|[Ee]ditors?|[Aa]uthors?|[Pp]hotographer)\s?:\s?{_NAMES}$|"
    r"\bReporters? (?:[A-Z][\w.'-]* ){0,2}$"
)
_AFTER = re.compile(
    r"\s?/\s?(?:AP|AFP|Pool|POOL|Reuters|REUTERS|Getty|UPI|EPA|Bloomberg|Xinhua|TASS|Kyodo|NYT|CNN|VCG|Shutterstock|SCMP|China Daily|The )|"
    r"\s?[-|]\s?(?:AP|AFP|Reuters|Getty|EPA|UPI)\b|\s(?:via|for) (?:Getty|AP|Reuters|The Washington)|, (?:AP|AFP|Reuters|Getty|CNN|CNBC|Xinhua)(?: News)?(?=\s*(?:$|[\n)\]]))|"
    r"\s?\((?:Xinhua|AP|AFP|Reuters|China Daily)\)"
)
_BYLINE_END = re.compile(r"\s*(?:$|\n|,|\||and |&|•|\(|-|/|;|[A-Z])")
_CREDIT_END = re.compile(r"\s*(?:$|[\n;/)(|]|and |&|, [A-Z])")
_LINE = 140


def is_credited(words: Words, first: int, last: int, *, is_known: bool = False) -> bool:
    """True if the name at words ``first``–``last`` signs the page: "By David Lawder", "(Andy Wong/AP)".

    Officials are shown in photos more often than they share a name with the photographer: of a known name
    (``is_known``) an agency after it, or "Photo:" before a whole sentence, is no proof.
    """
    start, end = words.starts[first], words.ends[last]
    text = words.text
    if not is_known and _AFTER.match(text, end):
        return True
    reach = max(0, start - _LINE)
    line = text[max(text.rfind("\n", reach, start) + 1, reach) : start]
    if not any(sign in line for sign in _SIGNS) or not _HINT.search(line):
        return False
    if _WORK.search(line):
        return not is_known or bool(_CREDIT_END.match(text, end))
    # "By Monday, Trump had …" goes on in small letters, a byline does not
    return bool(_BYLINE.search(line) and _BYLINE_END.match(text, end))
