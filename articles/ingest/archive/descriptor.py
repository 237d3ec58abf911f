"""What a set says of itself: a Frictionless Data Package, so that other programs know its files, columns and licences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import override

from articles.models import Account

from .tables import NAMED_BY, TABLES, Column, Table

if TYPE_CHECKING:
    from .writing import Written

SCHEMA_VERSION = 1
"""Goes up when a file or a column changes its meaning or goes. A program reads sets up to its own version."""

LICENCE = """\
Facts and the words of this site: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/

Headlines, bylines, quotations and the sentences used as evidence are their publishers'.

Whole texts of articles are their publishers' unless the article's "licence" says otherwise. In a masked set they are
blotted out but for the evidence. A whole set holds them: it is a backup or an archive copy and must not be passed on.
"""

_TYPES: list[tuple[type[models.Field], str]] = [
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (models.JSONField, "any"),
]


def descriptor(files: dict[str, Written], texts: str, total: str) -> dict[str, Any]:
    """The whole ``datapackage.json``; without a date, for the same content gives the same bytes."""
    with override("en"):
        return {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "tradetalks",
            "title": "Trade talks: a sourced chronology of the US–China trade talks",
            "schema_version": SCHEMA_VERSION,
            "texts": texts,
            "digest": total,
            "licenses": [
                {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"},
            ],
            "resources": [_resource(table, files[f"{table.name}.jsonl"]) for table in TABLES],
        }


def _resource(table: Table, written: Written) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.model is Account:
        schema["fields"].append({"name": "sources", "type": "array", "description": "Keys of articles."})
    if keys := [lookup.partition("__")[0] for lookup in table.key]:
        schema["primaryKey"] = keys
    if foreign := [
        _foreign(column) for column in table.columns if len(column.lookups) == 1 and column.target
    ]:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "path": f"{table.name}.jsonl",
        "description": (table.model.__doc__ or "").strip().splitlines()[0],
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "rows": written.rows,
        "bytes": written.size,
        "hash": f"sha256:{written.hash.hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {"name": column.name, "type": _type(column)}
    if field.help_text:
        described["description"] = str(field.help_text)
    constraints: dict[str, Any] = {}
    if not field.null:
        constraints["required"] = True
    if field.max_length and not column.target:
        constraints["maxLength"] = field.max_length
    if field.choices:
        constraints["enum"] = [
            *([""] if field.blank else []),
            *(str(value) for value, _ in field.flatchoices),
        ]
    if constraints:
        described["constraints"] = constraints
    return described


def _type(column: Column) -> str:
    if column.target:
        return "string"
    return next((name for kind, name in _TYPES if isinstance(column.field, kind)), "string")


def _foreign(column: Column) -> dict[str, Any]:
    target = column.target
    assert target is not None  # noqa: S101 - for the type checker
    return {
        "fields": column.name,
        "reference": {"resource": target._meta.model_name, "fields": NAMED_BY[target][0]},
    }
