"""Import and export of rows as CSV and JSON: what is exported imports again unchanged, and an import is an edit like any other."""

from articles.curation.textfile import BadFile

from .files import Table, read_table, write_table
from .importing import Imported, export_rows, import_rows
from .resources import RESOURCES, Exchanged

__all__ = [
    "RESOURCES",
    "BadFile",
    "Exchanged",
    "Imported",
    "Table",
    "export_rows",
    "import_rows",
    "read_table",
    "write_table",
]
