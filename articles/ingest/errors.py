"""One line for what went wrong around us: disk, lock, database, worker."""

from __future__ import annotations

import errno

FAULTS: tuple[tuple[tuple[int, ...], tuple[str, ...], str], ...] = (
    (
        (errno.ENOSPC,),
        ("disk is full",),
        "The disk is full ({text}). What was reported before is stored; run the command again after making room.",
    ),
    (
        (),
        ("could not extend file", "no space left on device", "could not write to file", "disk full"),
        "The disk of the database server is full, or has a limit ({text}). What was reported before is stored; "
        "run the command again after making room there.",
    ),
    (
        (),
        ("too many clients", "remaining connection slots", "too many connections"),
        "The database has no connection left ({text}). Run the command again later, or raise the server's max_connections.",
    ),
    (
        (),
        (
            "connection failed",
            "connection is bad",
            "resolve host",
            "unable to open database file",
            "not a database",
        ),
        "The database cannot be reached ({text}).",
    ),
    (
        (),
        ("locked",),
        "The database is locked by another process ({text}). Run the command again when it has finished.",
    ),
    ((errno.ENOENT, errno.ENOTDIR), (), "There is no such file or folder ({text})."),
    ((errno.EACCES, errno.EPERM), (), "There is no permission for that ({text})."),
    (
        (),
        ("permission denied", "must be owner of"),
        "The database's user has no right to that ({text}). Let that user own the database and its tables.",
    ),
    ((errno.EROFS,), (), "That place takes no writes ({text})."),
    ((), ("readonly", "read-only"), "The database cannot be written to ({text})."),
    (
        (errno.EFBIG, errno.EDQUOT),
        ("disk i/o error",),
        "The disk does not take more ({text}): it is full, has a limit, or fails. What was reported before is stored.",
    ),
    (
        (),
        ("no such table", "no such column", "does not exist"),
        "The database is not set up, or by an older version ({text}). Run: manage.py migrate",
    ),
    (
        (),
        ("terminating connection", "closed the connection", "connection is closed", "is lost"),
        "The database ended the connection ({text}). What was reported before is stored; run the command again.",
    ),
)
"""Numbers and words that tell a fault, and what is said of it; the first one that fits is said.

Words are looked for only where there is no number: the text of an error with a number names a file, whatever that is called.
"""

REFUSED = (
    (("database ", "does not exist"), "Make it (`createdb`), or name another one in DATABASE_URL."),
    (("role ", "does not exist"), "Make it (`createuser`), or name another one in DATABASE_URL."),
    (("password",), "Look at user and password in DATABASE_URL."),
    (("no pg_hba.conf entry",), "Let the server take this user from this machine, or set ?sslmode=require."),
)
"""What a server that answers may have against us, and what to do."""


def environment_fault(error: BaseException) -> str:
    """A plain sentence for an ``OSError`` or ``DatabaseError``: "The disk is full." """
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    number, lower = getattr(error, "errno", None), text.lower()
    for numbers, signs, sentence in FAULTS:
        fits = number in numbers if number is not None else any(sign in lower for sign in signs)
        if fits:
            return sentence.format(text=text) + _what_to_do(text)
    return f"The environment failed: {text}"


def _what_to_do(text: str) -> str:
    _, fatal, refusal = text.partition("FATAL: ")
    fitting = (advice for words, advice in REFUSED if fatal and all(word in refusal for word in words))
    return "".join(f" {advice}" for advice in fitting)
