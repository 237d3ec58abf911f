"""Rows as plain values that JSON can hold, and back again to the last field: what undoing needs."""

from typing import Any

from django.apps import apps
from django.db.models import Field, Model

Values = dict[str, Any]

PLAIN = (str, int, float, list, dict, type(None))


def values_of(row: Model) -> Values:
    """Column → value, ``{"id": 7, "slug": "second-round", "earliest": "2018-05-17", …}``."""
    return {field.attname: _plain(row, field) for field in row._meta.concrete_fields}


def _plain(row: Model, field: Field) -> Any:
    value = getattr(row, field.attname)
    # Django's own JSON encoder drops the last three digits of a time: then nothing would be equal any more
    return value if isinstance(value, PLAIN) else field.value_to_string(row)


def row_of(label: str, values: Values) -> Model:
    """The row of the model ``"articles.Event"`` with these values, not saved."""
    model = apps.get_model(label)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items() if name in fields})


def restore(label: str, values: Values) -> Model:
    """Put a deleted row back as it was, its number and its times included."""
    row = row_of(label, values)
    # raw: else the fields that keep the time of saving would say now
    row.save_base(raw=True, force_insert=True)
    return row
