"""Everything the admin shows: importing a module registers what is in it."""

from . import (
    account,
    article,
    citation,
    commitment,
    event,
    history,
    logins,
    official,
    pending,
    post,
    publisher,
    story,
    user,
)

__all__ = [
    "account",
    "article",
    "citation",
    "commitment",
    "event",
    "history",
    "logins",
    "official",
    "pending",
    "post",
    "publisher",
    "story",
    "user",
]
