"""What is written besides the records: whose list it is, where it stands, and which day it looks back from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from articles.models.contents import Contents

SITE = "Trade talks: A sourced chronology of the US–China trade talks"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NOTE = "Facts and words of this site: CC0. Sentences quoted as evidence are their publishers'."
SCHEMA_VERSION = 1
"""Goes up when a field changes its meaning or goes; a new field leaves it as it is."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Records = Iterable[Contents]


@dataclass(frozen=True, slots=True)
class View:
    """One page written in another form: ``View("Liu He, 2018", "https://talks.example", "/?year=2018")``."""

    title: str
    base: str
    """Scheme and host, no slash at the end."""
    path: str
    """The page these data stand for."""
    own_path: str = ""
    """The data's own address."""
    known_on: date | None = None
    updated: datetime | None = None

    @property
    def address(self) -> str:
        """The page's whole address."""
        return self.base + self.path

    @property
    def host(self) -> str:
        """``talks.example``."""
        return self.base.partition("://")[2]

    def event(self, slug: str) -> str:
        """The whole address of an event's page."""
        return self.base + _address("event", slug)

    def revision(self, slug: str, number: int) -> str:
        """The whole address of one revision of an event's page."""
        return self.base + reverse("articles:revision", args=[slug, number])

    def official(self, slug: str) -> str:
        """The whole address of an official's page."""
        return self.base + _address("official", slug)

    def article(self, key: str) -> str:
        """The whole address of an article's page."""
        return self.base + _address("article", key)


def _address(name: str, key: str) -> str:
    before, after = _around(name, get_script_prefix())
    return f"{before}{key}{after}"


@lru_cache(maxsize=64)
def _around(name: str, _prefix: str) -> tuple[str, str]:
    """What stands before and after the key in a page's address: a file of ten thousand events asks once."""
    before, _key, after = reverse(f"articles:{name}", args=["KEY"]).rpartition("KEY")
    return before, after


def safe_link(url: str) -> str:
    """The address if it is one of the web, else nothing: ``javascript:`` goes into no file."""
    return url if url.startswith(("https://", "http://")) else ""


def plain(text: str) -> str:
    """The text without characters that XML and iCalendar cannot hold."""
    return UNPRINTABLE.sub("", text)
