"""Everything the admin shows: importing a module registers what is in it."""

from . import account, article, citation, commitment, event, history, logins, official, pending, publisher, story, user

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
    "publisher",
    "story",
    "user",
]
