"""What a host's robots.txt allows, read as RFC 9309 says: the longest rule that fits counts, with ``*`` and ``$``.

Python's own reader takes ``*`` for a letter and the first rule that fits, which would ask for what news sites ask us not to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

MOST_BYTES = 500_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for no fewer."""

_MOST_RULES = 5_000
_MOST_STARS = 20
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line: ``Disallow: /search``."""

    is_allowed: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What one program may ask of one host, and the seconds it is to wait between two pages."""

    rules: tuple[Rule, ...] = ()
    pause: float = 0.0

    def allow(self, target: str) -> bool:
        """True if ``"/2018/talks?print=1"`` may be asked for. Of two rules that fit the longer counts, then the milder."""
        fitting = [rule for rule in self.rules if _fits(rule.pattern, _plain(target))]
        return max(((len(rule.pattern), rule.is_allowed) for rule in fitting), default=(0, True))[1]


NONE_GIVEN = Rules()
NOTHING_ALLOWED = Rules((Rule(False, "/"),))


def rules_for(agent: str, content: bytes) -> Rules:
    """The rules for the program ``"tradetalks"``: those of its own groups, else those for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    is_naming = False
    for field, value in _lines(content):
        if field == "user-agent":
            name = value.lower().partition("/")[0].strip()
            named = [*named, name] if is_naming else [name]
            is_naming = True
            for name in named:
                groups.setdefault(name, [])
        else:
            is_naming = False
            for name in named:
                groups[name].append((field, value))
    own = [entry for name, entries in groups.items() if name == agent.lower() for entry in entries]
    return _rules(own if agent.lower() in groups else groups.get("*", []))


def _lines(content: bytes) -> list[tuple[str, str]]:
    text = content[:MOST_BYTES].decode("utf-8-sig", "replace")
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        field, colon, value = line.partition("#")[0].partition(":")
        if colon and field.strip().lower() in ("user-agent", "allow", "disallow", "crawl-delay"):
            found.append((field.strip().lower(), value.strip()))
    return found[: _MOST_RULES * 4]


def _rules(entries: list[tuple[str, str]]) -> Rules:
    rules = [
        Rule(field == "allow", _plain(value))
        for field, value in entries
        if field in ("allow", "disallow") and value
    ]
    pauses = [float(value) for field, value in entries if field == "crawl-delay" and _is_number(value)]
    if len(rules) > _MOST_RULES:
        return NOTHING_ALLOWED  # more wishes than anybody can keep to
    return Rules(tuple(rules), max(pauses, default=0.0))


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value))


def _plain(path: str) -> str:
    """The path with the same characters escaped in the same way: ``/ü`` and ``/%c3%bc`` are one."""
    return _ESCAPE.sub(lambda found: found[0].upper(), quote(path, safe="/:@!$&'()*+,;=-._~%?[]"))


def _fits(pattern: str, target: str) -> bool:
    """True if the path begins as the pattern says; each ``*`` stands for anything, ``$`` at the end for the end."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*", _MOST_STARS)
    if not target.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(others, 1):
        if is_whole and number == len(others):
            return len(target) - len(piece) >= place and target.endswith(piece)
        found = target.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_whole or place == len(target)
