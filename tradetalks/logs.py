"""Log lines that nobody outside can forge: what steers a terminal or begins a line is written as an escape."""

import logging


def printable(text: str) -> str:
    r"""The text on one line, without characters that would steer a terminal: a line end comes out as ``\n``."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class OneLine(logging.Formatter):
    """One line a message. A traceback follows it, indented: no line of it can be taken for a message."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's own name)
        record.message = printable(record.message)
        return super().formatMessage(record)

    def formatException(self, ei) -> str:  # noqa: N802 (logging's own name)
        return "\n".join(f"  | {printable(line)}" for line in super().formatException(ei).splitlines())
