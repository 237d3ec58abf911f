"""One pattern for many names, which looks at each place of a text once, however many names there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

WORD = r"\b(?=\w)"
"""Where a word begins. A bare ``\\b`` holds where one ends as well, and all that may follow would be tried there in vain."""


def any_of(names: Iterable[str]) -> str:
    """The source of a pattern for any of ``names``, a longer one before its beginning: "g20", "geneva" is "g(?:20|eneva)".

    For no names it is a pattern that matches nowhere.
    """
    wanted = sorted(set(filter(None, names)))
    return _any_of(wanted) if wanted else r"(?!)"


def _any_of(names: list[str]) -> str:
    """The same for names in order, of which the first may be empty."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name[:1]].append(name)
    is_end = groups.pop("", None) is not None
    branches = []
    for group in groups.values():
        shared = _shared_beginning(group[0], group[-1])
        rest = [name[len(shared) :] for name in group]
        branches.append(re.escape(shared) + (_any_of(rest) if rest != [""] else ""))
    source = "|".join(branches)
    if is_end:
        return f"(?:{source})?" if branches else ""
    return source if len(branches) == 1 else f"(?:{source})"


def _shared_beginning(first: str, last: str) -> str:
    """What all names from ``first`` to ``last``, in order, begin with."""
    return "".join(
        one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    )
