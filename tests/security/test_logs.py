r"""What is logged stays one line a message: ``\r``, ``\n`` and ``ESC`` in it come out as escapes."""

import io
import logging

import pytest
from django.conf import settings

from tradetalks.logs import OneLine, printable
from tradetalks.requests import WithRequestId

NASTY = [
    "a\nb",
    "a\r\nERROR root: forged",
    "\x1b[2J\x1b]0;x\x07",
    "\u2028x\u2029",
    "\u202eevil",
    "\x00\x7f\x9b31m",
    "\ud800",
]


@pytest.fixture
def logged():
    """Writes a record with the site's own formatter and gives what came out."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    chosen = settings.LOGGING["formatters"]["line"]
    handler.addFilter(WithRequestId())
    handler.setFormatter(OneLine(chosen["format"], style=chosen["style"]))
    logger = logging.Logger("tradetalks.test")
    logger.addHandler(handler)
    return logger, stream


@pytest.mark.parametrize("text", NASTY)
def test_a_message_is_one_line_of_printable_characters(logged, text):
    logger, stream = logged
    logger.error("Not found: %s", text)
    line = stream.getvalue().removesuffix("\n")
    assert line.isprintable()
    assert "ERROR tradetalks.test" in line
    assert ": Not found: " in line


@pytest.mark.parametrize("text", NASTY)
def test_a_traceback_cannot_pretend_to_be_a_message(logged, text):
    logger, stream = logged
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("It failed")
    first, *others = stream.getvalue().removesuffix("\n").split("\n")
    assert first.endswith("It failed")
    assert all(line.startswith("  | ") and line.isprintable() for line in others)
    assert len(others) > 2


def test_what_is_printable_stays_as_it_is():
    assert printable("Geneva, 日内瓦 – “talks” 🧾") == "Geneva, 日内瓦 – “talks” 🧾"


def test_the_site_logs_with_it(settings):
    assert settings.LOGGING["formatters"]["line"]["()"] == "tradetalks.logs.OneLine"
