"""Marks for rows without a name that the log and the merges point at by number: a number holds in one database only.

In the set such a row bears a mark (``"mark": "account:3"``), and the log says ``geneva-round#@account:3``. Rows that are
no more, of which a merge tells so that it can be undone, have marks too (``gone:event:1``) and get numbers of their own
where they are loaded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from articles.models import Change, Citation, Merge

Values = dict[str, Any]
Renumber = Callable[[type[Model], Any], Any]
"""A model and the number of one of its rows (or its mark) → its mark (or its number)."""

_NUMBERED = re.compile(r"(?P<owner>.*#)?(?P<number>\d+)")
MARKED = re.compile(r"(?P<owner>.*#)?@(?P<mark>[a-z_:]+:\d+)")


class Marks:
    """Gives marks to the rows of this database that the log or a merge names by number."""

    def __init__(self) -> None:
        self._wanted: dict[type[Model], set[int]] = defaultdict(set)
        self._given: dict[tuple[type[Model], int], str] = {}
        self._counts: dict[str, int] = defaultdict(int)
        self._look_around()

    def _look_around(self) -> None:
        """What is pointed at has to be known before its row is written. Grows with what people did, not with the texts."""
        self.undone = dict(Change.objects.exclude(undoes=None).values_list("pk", "undoes_id"))
        self._wanted[Change] = set(self.undone.values())
        for kind, key in _numbered_keys():
            model, number = numbered_row(kind, key)
            if model is not None:
                self._wanted[model].add(number)
        for merge in Merge.objects.order_by("at", "pk").iterator(chunk_size=100):
            merge_with(merge.object_type, merge.gone_row, merge.moved, self._want)

    def _want(self, model: type[Model], number: int) -> int:
        self._wanted[model].add(number)
        return number

    def give(self, row_model: type[Model], number: int) -> str:
        """The mark of a row that is being written, or an empty string if nobody points at it."""
        if number not in self._wanted.get(row_model, ()):
            return ""
        return self._next(row_model, number, str(row_model._meta.model_name))

    def of(self, model: type[Model], number: int) -> str:
        """The mark that the row was given; a row that was not written is no more."""
        return self._given.get((model, number)) or self._next(model, number, f"gone:{model._meta.model_name}")

    def _next(self, model: type[Model], number: int, prefix: str) -> str:
        self._counts[prefix] += 1
        self._given[model, number] = mark = f"{prefix}:{self._counts[prefix]}"
        return mark

    def in_key(self, kind: str, key: str) -> str:
        """``geneva-round#7`` → ``geneva-round#@account:3``; a key without a number stays as it is."""
        model, number = numbered_row(kind, key)
        if model is None:
            return key
        return f"{key[: len(key) - len(str(number))]}@{self.of(model, number)}"


class Numbers:
    """The other way round, in the database that a set is loaded into."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def learn(self, mark: str, number: int) -> None:
        """The row with this mark is here under this number."""
        self._known[mark] = number

    def get(self, mark: str | None) -> int | None:
        """The number, or None for a row that was not taken over."""
        return self._known.get(mark) if mark else None

    def of(self, model: type[Model], mark: str) -> int:
        """The number. What is no more, or was not taken over, gets one that no row has or will have."""
        if mark not in self._known:
            self._known[mark] = _unused_number(model)
        return self._known[mark]

    def in_key(self, kind: str, key: str) -> str:
        """``geneva-round#@account:3`` → ``geneva-round#12``."""
        found = MARKED.fullmatch(key)
        if found is None:
            return key
        return f"{found['owner'] or ''}{self.of(apps.get_model('articles', kind), found['mark'])}"


def numbered_row(kind: str, key: str) -> tuple[type[Model], int] | tuple[None, int]:
    """What the log's key names by number: ``("account", "geneva-round#7")`` → (Account, 7); (None, 0) for a name."""
    found = _NUMBERED.fullmatch(key)
    if found is None or (found["owner"] is None and kind != "pendingdocument"):
        return None, 0
    try:
        model = apps.get_model("articles", kind)
    except LookupError:
        return None, 0
    if model is Citation or hasattr(model, "natural_key"):
        return None, 0
    return model, int(found["number"])


def _numbered_keys() -> Iterator[tuple[str, str]]:
    rows = Change.objects.order_by().values_list("object_type", "object_key").distinct()
    yield from rows.iterator(chunk_size=2000)


def merge_with(kind: str, gone_row: Values, moved: Values, renumber: Renumber) -> tuple[Values, Values]:
    """What a merge keeps, with every number of a row replaced by what ``renumber`` says."""
    model = apps.get_model("articles", kind)
    return _row_with(model, gone_row, renumber), {
        "kept": renumber(model, moved["kept"]),
        "moved": {
            label: [renumber(apps.get_model(label.rpartition(".")[0]), number) for number in numbers]
            for label, numbers in sorted(moved["moved"].items())
        },
        "set_aside": [
            {**one, "values": _row_with(apps.get_model(one["model"]), one["values"], renumber)}
            for one in moved["set_aside"]
        ],
        "changed": [_changed_with(one, renumber) for one in moved["changed"]],
        "added": [{**one, "pk": renumber(apps.get_model(one["model"]), one["pk"])} for one in moved["added"]],
    }


def _changed_with(one: Values, renumber: Renumber) -> Values:
    model = apps.get_model(one["model"])
    return {
        **one,
        "pk": renumber(model, one["pk"]),
        "old": _row_with(model, one["old"], renumber),
        "new": _row_with(model, one["new"], renumber),
    }


def _row_with(model: type[Model], values: Values, renumber: Renumber) -> Values:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    changed = dict(values)
    for name in sorted(values.keys() & fields.keys()):
        field, value = fields[name], values[name]
        if value is not None and (field.primary_key or field.is_relation):
            changed[name] = renumber(field.related_model if field.is_relation else model, value)
    return changed


def _unused_number(model: type[Model]) -> int:
    """A number that the database will give to no row any more."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        number = (row[0] if row else 0) + 1
        statement = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
        if row is None:
            statement = "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        cursor.execute(statement, [number, table])
        return number
