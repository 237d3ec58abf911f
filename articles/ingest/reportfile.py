"""The file of ``ingest --report``: a line of JSON for each document, written as it is stored."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from articles.extraction.records import to_record
from articles.models import Article

from .run import Report

_TOGETHER = 200
"""Lines whose stories are asked for at once when the run is over: three megabytes."""


class ReportFile:
    """The report at ``path``. ``add`` what became of each document, ``flush`` what is stored, and at the end ``finish``.

    A later article may join two stories, and one of their keys is then the key of both: ``finish`` writes the lines
    anew with the stories as they are now, and puts them in the file's place at once. A run that died leaves the lines
    of what it stored, with the stories of then; the run that goes on has no records of these, and should write
    elsewhere. Where nothing can be put in its place (a pipe, a folder that may not be written to), the lines come when
    the run is over.
    """

    def __init__(self, path: str) -> None:
        """Raises ``OSError`` where no file can be written. What is there stays until there is something to write."""
        opened = open(path, "a", encoding="utf-8")  # noqa: SIM115 - a pipe, closed by __exit__, or right here
        is_file = Path(path).is_file()
        # who reads a pipe goes away when it is closed, and opening it again would wait for another reader
        self._pipe = None if is_file else opened
        if is_file:
            opened.close()
        self._target = Path(path).resolve()
        self._is_replaced = is_file and os.access(self._target.parent, os.W_OK)
        self._added: list[Report] = []
        self._lines: IO[str] | None = None

    def __enter__(self) -> ReportFile:
        return self

    def __exit__(self, *problem: object) -> None:
        for file in (self._lines, self._pipe):
            if file:
                file.close()

    def add(self, report: Report) -> None:
        """Keep the report until the next ``flush``."""
        self._added.append(report)

    def flush(self) -> None:
        """Write what was added."""
        self._written()

    def _written(self) -> IO[str]:
        if self._lines is None:
            self._lines = (
                self._target.open("w+", encoding="utf-8")
                if self._is_replaced
                else tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by __exit__
            )
        stories = _stories_of([report.key for report in self._added if report.key])
        for report in self._added:
            self._lines.write(_line(_record(report, stories)))
        self._added = []
        self._lines.flush()
        return self._lines

    def finish(self) -> None:
        """Write what was added, and all lines anew with the stories that their articles have now."""
        lines = self._written()
        lines.seek(0)
        if not self._is_replaced:
            with self._pipe or self._target.open("w", encoding="utf-8") as file:
                file.writelines(_renewed(lines))
            return
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=self._target.parent, prefix=f"{self._target.name}.", delete=False
        ) as file:
            try:
                file.writelines(_renewed(lines))
                file.flush()
                shutil.copymode(self._target, file.name)
                Path(file.name).replace(self._target)
            except BaseException:
                Path(file.name).unlink()
                raise


def _renewed(old: Iterator[str]) -> Iterator[str]:
    """The lines, each with the story that its article has now."""
    while lines := list(islice(old, _TOGETHER)):
        records = [json.loads(line) for line in lines]
        stories = _stories_of([record["article"] for record in records if record["article"]])
        for line, record in zip(lines, records, strict=True):
            now = stories.get(record["article"])
            yield _line({**record, "story": now}) if record.get("story") != now else line


def _stories_of(keys: Sequence[str]) -> dict[str | None, str | None]:
    return dict(Article.objects.filter(key__in=keys).values_list("key", "story__key")) if keys else {}


def _record(report: Report, stories: dict[str | None, str | None]) -> dict[str, Any]:
    if report.error:
        record: dict[str, Any] = {
            "id": report.id,
            "error": {"code": report.error.code, "message": report.error.message},
        }
    elif report.extraction:
        record = to_record(report.extraction, story=stories.get(report.key))
    else:
        record = {"id": report.id, "story": stories.get(report.key)}
    return {**record, "article": report.key, "outcome": report.outcome.value}


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
