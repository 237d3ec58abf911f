"""Menus, mastheads and site labels that were flattened into one line: what stands above a headline.

"Home News World Business Opinion" and "Menu  Markets  World  Sign In" are told by their words: names of sections and
of buttons, each beginning with a capital, with nothing that a sentence or a headline needs.
"""

from __future__ import annotations

import re

_SECTION_WORDS = """
    home news world business opinion opinions markets market politics sport sports tech technology video videos live shows show watch listen
    menu search climate science health culture lifestyle travel arts entertainment finance money economy economics asia europe africa
    americas us u.s. uk china japan india singapore uae gulf middle east nation national local international regional latest congress
    podcasts podcast newsletters newsletter magazine weather photos photo pictures multimedia shop store contact about help
    subscribe register login log in sign up join account profile more all sections editions edition english language current all
    topics tags gold forex stocks crypto energy environment education auto autos property real estate careers jobs games
    crosswords obituaries events print paper epaper e-paper today's archive archives donate support feedback privacy terms cookies
    breaking headlines trending top stories features analysis explainers explainer fact facts check fast interviews reports columns blogs
    editorials editorial letters society life style food books film tv radio music fashion family people bureau
    share tweet comment comments email print copy save copied facebook twitter whatsapp linkedin telegram reddit forum reply like follow
    big medium small font size close text voice site map skip navigation to content
    """
_SECTIONS = frozenset(_SECTION_WORDS.split())
_BUTTONS = frozenset(
    [
        "menu",
        "search",
        "login",
        "log",
        "sign",
        "subscribe",
        "register",
        "share",
        "tweet",
        "comment",
        "comments",
        "newsletters",
        "newsletter",
        "e-paper",
        "epaper",
        "copied",
        "forum",
        "reply",
        "home",
    ]
)
_INSTITUTION_WORDS = """
    the of and for to in on office offices ministry department embassy bureau state council general secretary representative united states
    america u.s. us people's people’s republic china chinese commerce trade finance treasury foreign affairs development reform commission
    international administration national customs agriculture information delegation mission consulate central bank federal reserve
    government press room newsroom white house briefings statements news releases release remarks agency official website home page
    permanent organization world economic
    """
_INSTITUTIONS = frozenset(_INSTITUTION_WORDS.split())
_HOUSE = frozenset(["office", "ministry", "department", "embassy", "bureau", "council", "commission", "consulate", "delegation", "administration"])  # fmt: skip
_TOKEN = re.compile(r"[^\s|/·•>&,+:()\[\]]+")
_COLUMN = re.compile(r"\s{2,}|\s?[|·•›»]\s?|\t")
_TICKER = re.compile(r"[▲▼△▽↑↓]")
_LABELLED = re.compile(
    r"(?:source|editor|editors|web editor|web editors|bureau|newspaper section|section|writer|reporter|authors?|key ?words|font size|image source|responsible editor|liability editor)"
    r"\s?[:,]\s?\S.{0,80}",
    re.IGNORECASE,
)
_KICKER_END = re.compile(
    r"(?:war|relations|economy|politics|policy|diplomacy|tensions|analysis|opinion|explainer|finance|exclusive|commentary|update|updates|trade|tariffs)",
    re.IGNORECASE,
)
_LONGEST = 160


def is_menu(line: str) -> bool:
    """True for sections, buttons or quotes of shares in one line: "Menu  Markets  World  Sign In", "DOW 47,954 ▲".

    "China, US to resume trade talks" holds section words as well, but others too.
    """
    if len(line) > _LONGEST or line.endswith((".", "?", "!", "”", '"')):
        return False
    words = [word.lower() for word in _TOKEN.findall(line)]
    if not words:
        return False
    if _TICKER.search(line) and len(words) <= 12:
        return True
    words = [word for word in words if not word.isdigit()]
    known = sum(1 for word in words if word in _SECTIONS)
    columns = [column for column in _COLUMN.split(line) if column.strip()]
    if len(columns) >= 3 and all(len(column.split()) <= 4 for column in columns):
        return known * 2 >= len(words)
    has_button = any(word in _BUTTONS for word in words)
    if len(columns) >= 2 and has_button:
        return known * 2 >= len(words)
    return len(words) >= 2 and (len(words) >= 3 or has_button) and known >= len(words) - (len(words) >= 5)


def is_masthead(line: str) -> bool:
    """True for the name of an office above its paper: "Ministry of Finance of the People's Republic of China"."""
    if len(line) > _LONGEST:
        return False
    words = _TOKEN.findall(line.lower())
    return (
        3 <= len(words) <= 14
        and all(word in _INSTITUTIONS for word in words)
        and any(word in _HOUSE for word in words)
    )


def is_label(line: str) -> bool:
    """True for a line that only names a source, section or editor: "Source: Example | Editor: xy", "[Font size: L M S]"."""
    bare = line.strip("[]() ")
    return len(bare) <= 100 and _LABELLED.fullmatch(bare) is not None


def is_kicker(line: str) -> bool:
    """True for the few words that name the topic above a headline: "US-China trade war"."""
    words = line.split()
    return 1 <= len(words) <= 4 and _KICKER_END.fullmatch(words[-1].strip(".:|")) is not None
