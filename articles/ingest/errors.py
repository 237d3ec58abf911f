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
    if number in (errno.ENOENT, errno.ENOTDIR):
        return f"There is no such file or folder ({text})."
    if number in (errno.EACCES, errno.EPERM):
        return f"There is no permission for that ({text})."
    if "readonly" in text or "read-only" in text or number == errno.EROFS:
        return f"The database cannot be written to ({text})."
    if "disk I/O error" in text or number in (errno.EFBIG, errno.EDQUOT):
        return f"The disk does not take more ({text}): it is full, has a limit, or fails. What was reported before is stored."
    if any(sign in text for sign in ("no such table", "no such column", "does not exist")):
        return f"The database is not set up, or by an older version ({text}). Run: manage.py migrate"
    if any(
        sign in text
        for sign in ("unable to open database file", "connection failed", "resolve host", "not a database")
    ):
        return f"The database cannot be reached ({text})."
    if any(
        sign in text
        for sign in ("terminating connection", "closed the connection", "connection is closed", "is lost")
    ):
        return f"The database ended the connection ({text}). What was reported before is stored; run the command again."
    return f"The environment failed: {text}"
