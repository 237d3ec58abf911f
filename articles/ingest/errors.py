"""One line for what went wrong around us: disk, lock, database, worker."""

from __future__ import annotations

import errno


def environment_fault(error: BaseException) -> str:
    """A plain sentence for an ``OSError`` or ``DatabaseError``: "The disk is full." """
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    number = getattr(error, "errno", None)
    if number == errno.ENOSPC or "disk is full" in text:
        return f"The disk is full ({text}). What was reported before is stored; run the command again after making room."
    if "locked" in text:
        return (
            f"The database is locked by another process ({text}). Run the command again when it has finished."
        )
    if "readonly" in text or "read-only" in text or number == errno.EROFS:
        return f"The database cannot be written to ({text})."
    if "no such table" in text or "does not exist" in text:
        return f"The database is not set up ({text}). Run: manage.py migrate"
    return f"The environment failed: {text}"
