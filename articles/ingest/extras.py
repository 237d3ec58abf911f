"""Packages that only some sources need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(Exception):
    """What was asked for needs a package that is not installed; the message says which and how to get it."""


def extra(module: str, name: str, what: str) -> ModuleType:
    """The module, of the extra ``name``: ``extra("warcio.archiveiterator", "warc", "Reading WARC files")``."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtra(
            f"{what} needs {package}, which is not installed: pip install 'tradetalks[{name}]'"
        ) from error
