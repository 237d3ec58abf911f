"""Reads a set: first whether it is whole and of a version this program knows, then row by row."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .descriptor import SCHEMA_VERSION
from .records import Record
from .tables import TABLES, Table
from .writing import DESCRIPTOR, MASKED, SUMS

_SUM = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<name>(?:csv/)?[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)?)")
_PIECE = 1 << 20


class BadSet(Exception):
    """A folder that is no set, or not a whole one: one line that says what and where."""


@dataclass(frozen=True, slots=True)
class Set:
    """A set whose files are what they were when they were written."""

    folder: Path
    digest: str
    is_masked: bool

    def records(self, table: Table) -> Iterator[tuple[int, Record]]:
        """The table's records with their line numbers."""
        path = self.folder / f"{table.name}.jsonl"
        with path.open(encoding="utf-8") as lines:
            for number, text in enumerate(lines, 1):
                record = json.loads(text)
                if not isinstance(record, dict):
                    raise BadSet(f"{path.name}, line {number}: an object is expected.")
                yield number, record


def open_set(folder: Path) -> Set:
    """The set in the folder. Raises ``BadSet`` for a missing or changed file and for a newer schema."""
    sums = _sums(folder)
    wanted = {DESCRIPTOR, *(f"{table.name}.jsonl" for table in TABLES)}
    described = _described(folder)
    # before the files: a newer version may well have others
    _check_version(described.get("schema_version"))
    for name in sorted(wanted - sums.keys()):
        raise BadSet(f"{SUMS} does not name {name}: the set is not whole.")
    for name, expected in sums.items():
        if _hash(folder / name) != expected:
            raise BadSet(f"{name} is not what was written: its SHA-256 differs from the one in {SUMS}.")
    return Set(folder, str(described.get("digest", "")), described.get("texts") == MASKED)


def _sums(folder: Path) -> dict[str, str]:
    if not (folder / SUMS).is_file():
        raise BadSet(f"{folder} holds no {SUMS}: it is no set, or not a whole one.")
    sums: dict[str, str] = {}
    for number, text in enumerate((folder / SUMS).read_text(encoding="utf-8").splitlines(), 1):
        found = _SUM.fullmatch(text)
        if found is None:
            raise BadSet(f"{SUMS}, line {number}: a SHA-256 and the name of a file are expected.")
        sums[found["name"]] = found["hash"]
    for name in sums:
        if not (folder / name).is_file():
            raise BadSet(f"{name} is missing.")
    return sums


def _described(folder: Path) -> dict[str, Any]:
    if not (folder / DESCRIPTOR).is_file():
        raise BadSet(f"{DESCRIPTOR} is missing.")
    described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    if not isinstance(described, dict):
        raise BadSet(f"{DESCRIPTOR}: an object is expected.")
    return described


def _check_version(version: object) -> None:
    if not isinstance(version, int) or version < 1:
        raise BadSet(f"{DESCRIPTOR} says no schema version.")
    if version > SCHEMA_VERSION:
        raise BadSet(
            f"The set has schema version {version}, this program reads up to {SCHEMA_VERSION}: bring it up to date."
        )


def _hash(path: Path) -> str:
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            hashed.update(piece)
    return hashed.hexdigest()
