"""The part of an event's history that readers see: what was said before, what is said now, and why."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q
from django.utils.translation import pgettext, pgettext_lazy

from articles.models import Event

SHOWN = 30

PUBLIC_FIELDS = {
    "event": [
        *("title", "kind", "status", "outcome", "summary", "confidence", "topics", "series", "parent"),
        *(
            "earliest",
            "latest",
            "granularity",
            "is_about",
            "date_reason",
            "start_time",
            "us_date",
            "china_date",
        ),
        *("city", "country", "venue"),
    ],
    "account": ["side", "text", "said_on", "speaker", "speaker_name", "modality", "added", "removed"],
    "dispute": ["question", "state", "note", "added", "removed"],
    "commitment": ["side", "what", "added", "removed"],
    "commitmentstep": ["state", "on", "text", "due_on", "added", "removed"],
    "participation": ["official", "role", "certainty", "added", "removed"],
    "roundlabel": ["label", "counted_by", "added", "removed"],
}
"""What readers see of each kind of row; everything else in the log (editors' notes, reviews) is for editors."""


NAMES = (
    pgettext_lazy("field", "title"),
    pgettext_lazy("field", "kind"),
    pgettext_lazy("field", "status"),
    pgettext_lazy("field", "outcome"),
    pgettext_lazy("field", "summary"),
    pgettext_lazy("field", "confidence"),
    pgettext_lazy("field", "topics"),
    pgettext_lazy("field", "series"),
    pgettext_lazy("field", "parent"),
    pgettext_lazy("field", "granularity"),
    pgettext_lazy("field", "date reason"),
    pgettext_lazy("field", "start time"),
    pgettext_lazy("field", "city"),
    pgettext_lazy("field", "country"),
    pgettext_lazy("field", "venue"),
    pgettext_lazy("field", "account"),
    pgettext_lazy("field", "side"),
    pgettext_lazy("field", "text"),
    pgettext_lazy("field", "said on"),
    pgettext_lazy("field", "speaker"),
    pgettext_lazy("field", "speaker name"),
    pgettext_lazy("field", "modality"),
    pgettext_lazy("field", "dispute"),
    pgettext_lazy("field", "question"),
    pgettext_lazy("field", "state"),
    pgettext_lazy("field", "commitment"),
    pgettext_lazy("field", "what"),
    pgettext_lazy("field", "commitment step"),
    pgettext_lazy("field", "on"),
    pgettext_lazy("field", "due on"),
    pgettext_lazy("field", "participation"),
    pgettext_lazy("field", "official"),
    pgettext_lazy("field", "role"),
    pgettext_lazy("field", "certainty"),
    pgettext_lazy("field", "round label"),
    pgettext_lazy("field", "label"),
    pgettext_lazy("field", "counted by"),
)
"""What Django calls fields and models that name themselves, for the translators."""


def public_changes(event: Event):
    """The newest changes to what the page says, each with ``what``, ``before`` and ``now`` in words."""
    public = Q()
    for object_type, fields in PUBLIC_FIELDS.items():
        public |= Q(object_type=object_type, field__in=fields)
    changes = list(event.changes.filter(public)[:SHOWN])
    for change in changes:
        change.what = in_words(change.object_type, change.field)
        words = choices_of(change.object_type, change.field)
        change.before = str(words.get(change.old, change.old))
        change.now = str(words.get(change.new, change.new))
    return changes


def choices_of(object_type: str, field: str) -> dict[str, str]:
    """What the field's codes are called: ``no-deal`` → ``No deal``; empty for a field without codes."""
    if field in ("added", "removed"):
        return {}
    return dict(apps.get_model("articles", object_type)._meta.get_field(field).flatchoices)


def in_words(object_type: str, field: str) -> str:
    """``event``, ``earliest`` → ``first day``; ``account``, ``text`` → ``account, text``; ``account``, ``added`` → ``account``."""
    model = apps.get_model("articles", object_type)
    if field in ("added", "removed"):
        return pgettext("field", str(model._meta.verbose_name))
    name = pgettext("field", str(model._meta.get_field(field).verbose_name))
    if object_type == "event":
        return name
    of = pgettext("field", str(model._meta.verbose_name))
    return pgettext("changed", "%(row)s, %(field)s") % {"row": of, "field": name}
