"""What may be asked of the admin: values that a database can keep and compare, whoever typed them into the address."""

import re

from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.utils.datastructures import MultiValueDict

UNKEEPABLE = re.compile(r"[\0\ud800-\udfff]")
"""Characters that PostgreSQL does not take, and lone surrogates, which no database takes."""

TOO_LARGE = re.compile(r"\s*[+-]?[\d_]{19,}\s*")
"""More digits than a column of whole numbers holds: SQLite fails at them. Python reads ``1_000`` as a number too."""

NUMBER = re.compile(r"[0-9]{1,18}")
"""A whole number that a column holds."""

SEARCHES = {"q", "term", "event_q"}
"""Parameters that hold words to search for: their views clean them."""

CHOSEN_ROWS = "_selected_action"


def check_asked(request) -> None:
    """Refuses an address whose values no database takes, ``?kind=%00``, and the choice of a row that cannot be."""
    for name, values in request.GET.lists():
        if name not in SEARCHES and any(map(UNKEEPABLE.search, values)):
            raise BadRequest("No row has such a value.")
    if request.method == "POST" and not all(map(_is_key, request.POST.getlist(CHOSEN_ROWS))):
        raise BadRequest("No row has such a number.")


def is_comparable(lookup: str, value: object) -> bool:
    """False for a number, or a list of numbers, that no column holds: ``"1,99999999999999999999"``.

    For the number of a row itself (``event__id__exact``) Django knows that there is none.
    """
    return lookup.endswith("id__exact") or not any(map(TOO_LARGE.fullmatch, str(value).split(",")))


def _is_key(value: str) -> bool:
    return NUMBER.fullmatch(value) is not None


def possible_start(model: type[models.Model], given: MultiValueDict) -> dict:
    """What an address says a new row shall start with, as far as the model can hold it.

    ``?event=7&side=us&sources=1,x`` gives ``{"event": "7", "side": "us", "sources": ["1"]}``.
    """
    start = {}
    for name, value in given.items():
        field = next((one for one in model._meta.get_fields() if one.name == name), None)
        if field is None or not field.concrete:
            continue
        if field.many_to_many:
            start[name] = [key for key in value.split(",") if _is_key(key)]
        elif _holds(field, value):
            start[name] = value
    return start


def _holds(field: models.Field, value: str) -> bool:
    if field.is_relation:
        return _is_key(value)
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return True
