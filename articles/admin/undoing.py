"""Who may take back what: whoever may do a thing may undo it."""

from collections.abc import Iterable

from articles.curation.merging import MERGED

# Parts of a decision that are no rows with rights of their own.
RIGHTS = {"proposal": "citation", "participation": "event"}


def may_undo(user, changes: Iterable[tuple[str, str]]) -> bool:
    """``changes`` are kinds of rows and fields: ``[("event", "title"), ("official", "merged")]``."""
    return all(
        user.has_perm(f"articles.{'delete' if field == MERGED else 'change'}_{RIGHTS.get(kind, kind)}")
        for kind, field in changes
    )
