"""The log and the merges of a set: they come along with the rows they tell of, and with no others."""

from __future__ import annotations

from django.apps import apps

from articles.models import Change, Citation, Event

from .marks import MARKED, Numbers, Values, merge_with
from .neighbours import numbers_of
from .records import Record
from .standing import Standing
from .tables import NAMED_BY, Table


class History:
    """Takes log rows over, with the numbers that the rows they tell of have here."""

    def __init__(self, numbers: Numbers, standing: Standing) -> None:
        self.numbers, self.standing = numbers, standing
        self._undoing: list[tuple[int, str]] = []

    def is_told_here(self, table: Table, record: Record) -> bool:
        """True if the record tells of a row that stood here before, whose history is the one it has here."""
        if self.standing.is_empty:
            return False
        if table.model is not Change:
            mark = record["moved"]["kept"]
            kept = self.numbers.get(mark)
            return kept is None or self.standing.was_here(
                apps.get_model("articles", record["object_type"]), kept
            )
        if (slug := record["event"]) and self._stood(Event, slug):
            return True
        return self._tells_of_standing(record["object_type"], record["object_key"])

    def _tells_of_standing(self, kind: str, key: str) -> bool:
        try:
            model = apps.get_model("articles", kind)
        except LookupError:
            return False
        if marked := MARKED.fullmatch(key):
            return self.standing.was_here(model, self.numbers.get(marked["mark"]))
        if model is Citation:
            slug, _, article = key.partition("/")
            row = Citation.objects.filter(event__slug=slug, article__key=article).values_list("pk", flat=True)
            return self.standing.was_here(Citation, row.first())
        return len(NAMED_BY.get(model, ())) == 1 and self._stood(model, key)

    def _stood(self, model: type, name: str) -> bool:
        return self.standing.was_here(model, numbers_of(model, {name}).get(name))

    def taken_over(self, table: Table, record: Record) -> Record:
        """The record with the numbers of here."""
        kind = record["object_type"]
        if table.model is Change:
            return record | {"object_key": self.numbers.in_key(kind, record["object_key"])}
        row, moved = merge_with(kind, record["gone_row"], record["moved"], self.numbers.of)
        return record | {"gone_row": row, "moved": moved}

    def remember(self, number: int, record: Values) -> None:
        """The change with this number takes back another one, which may come in the same lot."""
        if mark := record.get("undoes"):
            self._undoing.append((number, mark))

    def tie(self) -> None:
        """Let the changes point at those they took back."""
        for number, mark in self._undoing:
            Change.objects.filter(pk=number).update(undoes=self.numbers.get(mark))
