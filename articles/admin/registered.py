"""Everything the admin shows: importing a module registers what is in it."""

from . import account, article, citation, event, history, logins, official, publisher, story, user

__all__ = [
    "account",
    "article",
    "citation",
    "event",
    "history",
    "logins",
    "official",
    "publisher",
    "story",
    "user",
]
