"""CSV and JSON files as tables of texts, and back. Cells that a spreadsheet would take for formulas are made harmless."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.curation.textfile import BadFile, text_of
from articles.formats.cells import as_meant, shield

MOST_ROWS = 5_000
"""Most rows imported at once: a request has to end."""

LONGEST_CELL = 1_000_000

BETWEEN = " | "
"""Between the names of a list in one cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows of texts. ``first_row`` is what people call the first one: CSV files have a head before it."""

    columns: list[str]
    rows: list[list[str]]
    first_row: int = 1


def write_table(table: Table, form: str) -> bytes:
    """The table as the bytes of a file; ``form`` is csv or json."""
    if form == "json":
        entries = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([shield(cell) for cell in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def read_table(content: bytes, form: str) -> Table:
    """The table in a file's bytes. Raises ``BadFile``, naming row and column, for what cannot be meant."""
    text = text_of(content)
    table = _read_json(text) if form == "json" else _read_csv(text)
    _check(table)
    return table


def _read_csv(text: str) -> Table:
    csv.field_size_limit(LONGEST_CELL)
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as error:
        raise BadFile(
            _("Line %(line)s is no CSV: %(error)s.") % {"line": reader.line_num, "error": error}
        ) from error
    rows = [row for row in rows if any(row)]  # spreadsheets leave empty lines at the end
    if not rows:
        raise BadFile(_("The file is empty."))
    columns, *body = rows
    for number, row in enumerate(body, 2):
        if len(row) != len(columns):
            raise BadFile(
                _("Row %(row)s has %(cells)s cells; the head of the table has %(columns)s.")
                % {"row": number, "cells": len(row), "columns": len(columns)}
            )
    return Table([name.strip() for name in columns], [[as_meant(cell) for cell in row] for row in body], 2)


def _read_json(text: str) -> Table:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(_("This is no JSON: %(error)s.") % {"error": error}) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadFile(_("A list of objects is expected."))
    if not entries:
        raise BadFile(_("The file is empty."))
    columns = list(entries[0])
    for number, entry in enumerate(entries, 1):
        if set(entry) != set(columns):
            odd = sorted(set(entry) ^ set(columns))
            raise BadFile(
                _("Row %(row)s: every object needs the same names; this one differs in %(names)s.")
                % {"row": number, "names": ", ".join(odd)}
            )
    rows = [[_cell(entry[name], number, name) for name in columns] for number, entry in enumerate(entries, 1)]
    return Table(columns, rows)


def _cell(value: Any, number: int, name: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case list() if all(isinstance(one, str) for one in value):
            return join_names(value)
    raise BadFile(
        _("Row %(row)s, column %(name)s: a text, a number, true, false or null is expected.")
        % {"row": number, "name": name}
    )


def _check(table: Table) -> None:
    if len(table.rows) > MOST_ROWS:
        raise BadFile(
            _("The file has %(rows)s rows; at most %(most)s are taken at once: split it.")
            % {"rows": f"{len(table.rows):,}", "most": f"{MOST_ROWS:,}"}
        )
    twice = sorted({name for name in table.columns if table.columns.count(name) > 1})
    if twice:
        raise BadFile(_("Column %(name)s is there twice.") % {"name": twice[0]})
    for number, row in enumerate(table.rows, table.first_row):
        for name, cell in zip(table.columns, row, strict=True):
            if "\x00" in cell:
                raise BadFile(
                    _("Row %(row)s, column %(name)s: there is a NUL character.")
                    % {"row": number, "name": name}
                )


def join_names(names: Sequence[str]) -> str:
    r"""``tariffs | soybeans``; a bar within a name is written ``\|``."""
    return BETWEEN.join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def split_names(cell: str) -> list[str]:
    """The names of ``join_names``; empty ones are left out."""
    parts = re.findall(r"(?:[^\\|]|\\.)+", cell)
    return [re.sub(r"\\(.)", r"\1", part.strip()) for part in parts if part.strip()]
