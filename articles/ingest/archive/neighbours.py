"""The rows that records name: looked up together for many records, and forgotten again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from articles.models import ArticleText

from .records import Record
from .tables import NAMED_BY, Table


class Unknown(LookupError):
    """A record names a row that is not here."""


class Neighbours:
    """Numbers of the rows that a table's records point at."""

    def __init__(self, table: Table, records: Iterable[Record]) -> None:
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for record in records:
            for column in table.columns:
                if column.target and isinstance(record.get(column.name), str):
                    wanted[column.target].add(record[column.name])
            if sources := record.get("sources"):
                wanted[_article()].update(sources)
        self._found = {model: numbers_of(model, names) for model, names in wanted.items()}

    def number(self, model: type[Model], name: Any) -> int:
        """The row's number. Raises ``Unknown``."""
        try:
            return self._found[model][name]
        except KeyError as error:
            raise Unknown(f"{model._meta.verbose_name} {name} is not here") from error

    def get(self, model: type[Model], name: Any) -> int | None:
        """The row's number, or None."""
        return self._found.get(model, {}).get(name)


def _article() -> type[Model]:
    return ArticleText._meta.get_field("article").related_model


def numbers_of(model: type[Model], names: set[str]) -> dict[str, int]:
    """Name → number of those that are here."""
    if model is ArticleText:
        return _texts(names)
    (lookup,) = NAMED_BY[model]
    rows = model._base_manager.filter(**{f"{lookup}__in": sorted(names)}).order_by()
    return dict(rows.values_list(lookup, "pk"))


def _texts(names: set[str]) -> dict[str, int]:
    keys = sorted({name.rpartition("/")[0] for name in names})
    rows = ArticleText.objects.filter(article__key__in=keys).order_by()
    return {f"{key}/{version}": pk for key, version, pk in rows.values_list("article__key", "version", "pk")}
