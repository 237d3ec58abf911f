"""What is written besides the records: whose list it is, where it stands, and which day it looks back from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from articles.models.contents import Contents

SITE = "Trade talks: A sourced chronology of the US–China trade talks"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NOTE = "Facts and words of this site: CC0. Sentences quoted as evidence are their publishers'."
SCHEMA_VERSION = 1
"""Goes up when a field changes its meaning or goes; a new field leaves it as it is."""

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
        return self.base + reverse("articles:event", args=[slug])

    def revision(self, slug: str, number: int) -> str:
        """The whole address of one revision of an event's page."""
        return self.base + reverse("articles:revision", args=[slug, number])

    def official(self, slug: str) -> str:
        """The whole address of an official's page."""
        return self.base + reverse("articles:official", args=[slug])

    def article(self, key: str) -> str:
        """The whole address of an article's page."""
        return self.base + reverse("articles:article", args=[key])


def safe_link(url: str) -> str:
    """The address if it is one of the web, else nothing: ``javascript:`` goes into no file."""
    return url if url.startswith(("https://", "http://")) else ""


def plain(text: str) -> str:
    """The text without characters that XML and iCalendar cannot hold."""
    return "".join(one for one in text if one in "\t\n" or (one >= " " and not "\x7f" <= one <= "\x9f"))
