"""Which articles a run reported as stored, in little room, to ask the database for them when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

from articles.models import Article

_PAGE = 1 << 15
"""Numbers that share a page of bits: four kilobytes for 32,768 articles, where their keys would be three megabytes."""

_TOGETHER = 500
"""Articles asked for in one statement."""


class Tally:
    """The articles of a run, each counted once, however often it came.

    They are known by the numbers of their rows: one that somebody deletes in the middle of the run, and that comes again
    later in it, is two, of which one is missing.
    """

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}
        self._found = 0
        self._gone: set[str] = set()

    @property
    def count(self) -> int:
        """How many there are."""
        return self._found + len(self._gone)

    def note(self, keys: Iterable[str]) -> None:
        """Count the articles with these keys, which are stored; one that is gone already is counted and stays missing."""
        asked = set(keys)
        if not asked:
            return
        found = dict(Article.objects.filter(key__in=asked).order_by().values_list("key", "pk"))
        for number in found.values():
            self._add(number)
        self._gone = (self._gone | asked) - found.keys()

    def in_database(self) -> int:
        """How many of them the database holds, asked of the database itself.

        Raises ``FileNotFoundError`` if its file has been removed in the meantime.
        """
        _connect_anew()
        total, asked = 0, []
        for number in self._numbers():
            asked.append(number)
            if len(asked) == _TOGETHER:
                total += Article.objects.filter(pk__in=asked).count()
                asked = []
        return total + (Article.objects.filter(pk__in=asked).count() if asked else 0)

    def _add(self, number: int) -> None:
        page = self._pages.setdefault(number // _PAGE, bytearray(_PAGE // 8))
        place, bit = number % _PAGE // 8, 1 << number % 8
        self._found += not page[place] & bit
        page[place] |= bit

    def _numbers(self) -> Iterator[int]:
        for first, page in sorted(self._pages.items()):
            for place, bits in enumerate(page):
                for bit in range(8) if bits else ():
                    if bits >> bit & 1:
                        yield first * _PAGE + place * 8 + bit


def _connect_anew() -> None:
    """Ask through a new connection: what a removed file held is still there for the old one."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        path = Path(connection.settings_dict["NAME"])
        if not path.exists():
            raise FileNotFoundError(f"the database file {path.name} was removed while articles were stored")
    connection.close()
