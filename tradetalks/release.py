"""Which release of the code answers: a mark that changes with whatever pages are made of."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

MADE_OF = (
    ("articles", "*.py"),
    ("tradetalks", "*.py"),
    ("templates", "*"),
    ("static", "*"),
    ("locale", "*.mo"),
    ("benchmarks", "figures.json"),
)
"""Folders and the files in them that pages are made of: code (the extraction version too), templates, styles, words."""


@lru_cache(maxsize=1)
def release() -> str:
    """``3f9a…``: the same in every process and on every machine that runs the same files. Read once a process."""
    whole = hashlib.sha256()
    for path in _files(Path(settings.BASE_DIR)):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _files(base: Path) -> Iterator[Path]:
    for folder, pattern in MADE_OF:
        yield from sorted(path for path in (base / folder).rglob(pattern) if path.is_file())
