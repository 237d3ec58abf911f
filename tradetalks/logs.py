"""Log lines that nobody outside can forge: what steers a terminal or begins a line is written as an escape."""

import json
import logging
from datetime import UTC, datetime


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


class JsonLines(logging.Formatter):
    """One JSON object a line, for collectors of logs: time, level, logger, message, request, and what a line tells besides."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": printable(record.getMessage()),
            "request": getattr(record, "request_id", ""),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        # ASCII only: no character that a terminal or an editor would take for the end of a line
        return json.dumps(line, default=str)
