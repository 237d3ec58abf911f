"""A file that somebody hands in, as text."""

from django.utils.translation import gettext as _

MOST_BYTES = 20_000_000


class BadFile(Exception):
    """A file that is not what it should be: one line that says what and where."""


def text_of(content: bytes) -> str:
    """The file's text, a mark that says UTF-8 left out. Raises ``BadFile`` for too many bytes and for bytes that are not UTF-8."""
    if len(content) > MOST_BYTES:
        sizes = {"bytes": f"{len(content):,}", "limit": f"{MOST_BYTES:,}"}
        raise BadFile(_("The file has %(bytes)s bytes; the limit is %(limit)s.") % sizes)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(_("Line %(line)s is not UTF-8: save the file as UTF-8.") % {"line": line}) from error
