"""Packages that only some sources need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(Exception):
    """What was asked for needs a package that is not installed; the message says which and how to get it."""


INSTALL = "pip install --require-hashes -r requirements/extras.txt"


def extra(module: str, what: str) -> ModuleType:
    """The module, of a package in ``requirements/extras.in``: ``extra("warcio.archiveiterator", "Reading WARC files")``."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtra(f"{what} needs {package}, which is not installed: {INSTALL}") from error
