"""What a cell means: values as texts that people can write, and back. A text that means nothing is a ``ValueError``."""

from datetime import date, time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import CharWidget, ManyToManyWidget, Widget

from .files import join_names, split_names

NAMED_BY = {"article": "key", "publisher": "name"}
"""How a row of another table is named in a cell; all others by their slug."""


class DayWidget(Widget):
    """``2018-05-17``, or nothing."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            if len(value) != 10:
                raise ValueError
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(
                _("“%(value)s” is not a day: write it as 2018-05-17.") % {"value": value}
            ) from error

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class TimeWidget(Widget):
    """``14:30``, or nothing."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            return time.fromisoformat(value)
        except ValueError as error:
            raise ValueError(_("“%(value)s” is not a time: write it as 14:30.") % {"value": value}) from error

    def render(self, value, obj=None, **kwargs):
        return (
            value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
            if value
            else ""
        )


class YesWidget(Widget):
    """``true`` or ``false``; as spreadsheets write them too."""

    WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}

    def clean(self, value, row=None, **kwargs):
        try:
            return self.WORDS[str(value).strip().lower()]
        except KeyError as error:
            raise ValueError(_("“%(value)s” is neither true nor false.") % {"value": value}) from error

    def render(self, value, obj=None, **kwargs):
        return "true" if value else "false"


class CountWidget(Widget):
    """A whole number from 0."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return 0
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value})
        return int(value)

    def render(self, value, obj=None, **kwargs):
        return str(value or 0)


class TextsWidget(Widget):
    """Several texts in a cell: ``Treasury Secretary | Secretary``."""

    def clean(self, value, row=None, **kwargs):
        return split_names(value)

    def render(self, value, obj=None, **kwargs):
        return join_names(value or [])


class Named:
    """Looks rows of another table up by their names, each once."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(model) if isinstance(self, ManyToManyWidget) else super().__init__()
        self.model = model
        self.name_field = NAMED_BY.get(model._meta.model_name, "slug")
        self._seen: dict[str, Any] = {}

    def __deepcopy__(self, memo):
        return type(self)(self.model)  # what was looked up belongs to one import

    def find(self, name: str) -> models.Model:
        """The row called so. Raises ``ValueError`` where there is none."""
        if name not in self._seen:
            self._seen[name] = self.model._default_manager.filter(**{self.name_field: name}).first()
        if self._seen[name] is None:
            raise ValueError(
                _("There is no %(kind)s “%(name)s”.") % {"kind": self.model._meta.verbose_name, "name": name}
            )
        return self._seen[name]


class NameWidget(Named, Widget):
    """A row of another table by its name, or nothing."""

    def clean(self, value, row=None, **kwargs):
        return self.find(value) if value else None

    def render(self, value, obj=None, **kwargs):
        return getattr(value, self.name_field) if value else ""


class NamesWidget(Named, ManyToManyWidget):
    """Several rows of another table by their names: ``agriculture | tariffs``."""

    def clean(self, value, row=None, **kwargs):
        return [self.find(name) for name in dict.fromkeys(split_names(value or ""))]

    def render(self, value, obj=None, **kwargs):
        return join_names(sorted(getattr(row, self.name_field) for row in value.all())) if value else ""


def widget_for(field: models.Field) -> Widget:
    """How the field's values stand in cells."""
    match field:
        case models.ManyToManyField():
            return NamesWidget(field.related_model)
        case models.ForeignKey():
            return NameWidget(field.related_model)
        case models.DateField():
            return DayWidget()
        case models.TimeField():
            return TimeWidget()
        case models.BooleanField():
            return YesWidget()
        case models.JSONField():
            return TextsWidget()
        case models.PositiveSmallIntegerField():
            return CountWidget()
    return CharWidget(coerce_to_string=True, allow_blank=True)
