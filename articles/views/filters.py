"""What a reader asked of the timeline: GET parameters in, a frozen record out. Bad values are ignored, and named."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Event, dates
from articles.models.dates import in_words as in_words_of_days

_DAY = re.compile(r"(?:19|20|21)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

NEWEST, OLDEST = "newest", "oldest"
SIDES = {
    "us": _("Washington’s account"),
    "china": _("Beijing’s account"),
    "joint": _("A joint text"),
    "both": _("Both sides’ accounts"),
}
PRESENT = {
    "us": _("Washington’s officials"),
    "china": _("Beijing’s officials"),
    "both": _("Officials of both"),
}
PARAMETERS = {"first": "from", "last": "to"}
"""Fields whose parameter has another name: ``from`` is a word of the language."""
REVIEW = {"1": _("Also what is not reviewed"), "only": _("Only what is not reviewed")}


class DayField(forms.CharField):
    """A day, a month or a year: ``2018-05-20``, ``2018-05``, ``2018``. Cleans to the text as it was given."""

    LOOKS = _("a day looks like 2018-05-20")

    def clean(self, value):
        given = super().clean(value).strip()
        if given and days_of(given) is None:
            raise forms.ValidationError(
                _("a day looks like 2018-05-20, a month like 2018-05, a year like 2018")
            )
        return given


class FilterForm(forms.Form):
    """Checks the parameters; ``Filters`` is what the rest works with."""

    def add_prefix(self, field_name):
        return PARAMETERS.get(field_name, field_name)

    q = forms.CharField(
        max_length=200,
        required=False,
        error_messages={"max_length": _("a search takes %(limit_value)s characters at most")},
    )
    year = forms.RegexField(
        "^(19|20|21)[0-9]{2}$", required=False, error_messages={"invalid": _("a year looks like 2018")}
    )
    month = forms.RegexField(
        "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$",
        required=False,
        error_messages={"invalid": _("a month looks like 2018-05")},
    )
    side = forms.ChoiceField(choices=SIDES, required=False)
    kind = forms.MultipleChoiceField(choices=Event.Kind.choices, required=False)
    official = forms.SlugField(max_length=80, required=False)
    topic = forms.SlugField(max_length=60, required=False)
    present = forms.ChoiceField(choices=PRESENT, required=False)
    place = forms.SlugField(max_length=80, required=False)
    status = forms.ChoiceField(choices=Event.Status.choices, required=False)
    outcome = forms.ChoiceField(choices=Event.Outcome.choices, required=False)
    confidence = forms.ChoiceField(choices=Event.Confidence.choices, required=False)
    first = DayField(max_length=10, required=False)
    last = DayField(max_length=10, required=False)
    asof = forms.DateField(
        input_formats=["%Y-%m-%d"], required=False, error_messages={"invalid": DayField.LOOKS}
    )
    measures = forms.ChoiceField(choices=[("hide", _("Hide measures"))], required=False)
    disputed = forms.ChoiceField(choices=[("1", _("Accounts differ"))], required=False)
    unreviewed = forms.ChoiceField(choices=REVIEW, required=False)
    order = forms.ChoiceField(
        choices=[(NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))], required=False
    )
    page = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("a page is a number from 1 on")
        ),
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """The checked parameters; an empty value filters nothing."""

    q: str = ""
    year: str = ""
    month: str = ""
    side: str = ""
    kind: tuple[str, ...] = ()
    official: str = ""
    topic: str = ""
    present: str = ""
    place: str = ""
    status: str = ""
    outcome: str = ""
    confidence: str = ""
    first: str = ""
    last: str = ""
    asof: date | None = None
    measures: str = ""
    disputed: str = ""
    unreviewed: str = ""
    order: str = NEWEST
    page: int = 1

    @property
    def words(self) -> list[str]:
        """``"Soybeans  in Iowa"`` → ``["soybeans", "in", "iowa"]``."""
        return self.q.casefold().split()[:20]

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day asked for; where none is, the first and the last there are."""
        first, last = days_of(self.first), days_of(self.last)
        return (first[0] if first else date.min, last[1] if last else date.max)

    @property
    def active(self) -> list[str]:
        """Names of the parameters that narrow the list."""
        shaping = {"order", "page", "asof"} | (set() if self.unreviewed == "only" else {"unreviewed"})
        return [f.name for f in fields(self) if f.name not in shaping and getattr(self, f.name)]

    def query(self, **changes: object) -> str:
        """The query string of these filters with changes; page 1 and the default order are left out."""
        changed = replace(self, **({"page": 1} | changes))
        pairs = [(f.name, getattr(changed, f.name)) for f in fields(changed)]
        kept = [
            (PARAMETERS.get(name, name), value) for name, value in pairs if value and value != DEFAULTS[name]
        ]
        return "?" + urlencode(kept, doseq=True)

    def without(self, name: str, value: str = "") -> str:
        """The query string with one filter dropped, or one value of a filter that has several."""
        kept = tuple(v for v in getattr(self, name) if v != value) if name == "kind" else ""
        return self.query(**{name: kept})


DEFAULTS = {f.name: f.default for f in fields(Filters)}
"""What each filter is when nobody sets it."""


def read_filters(parameters: QueryDict) -> tuple[Filters, list[str]]:
    """The filters asked for, and a sentence about each parameter that was ignored.

    ``?year=abc&kind=round`` → ``Filters(kind=("round",))`` and ``['year “abc” was ignored …']``.
    """
    form = FilterForm(parameters)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    if "kind" in given:
        given["kind"] = tuple(dict.fromkeys(given["kind"]))
    if given.get("month"):
        given["year"] = given["month"][:4]
    asked = {name: PARAMETERS.get(name, name) for name in form.errors}
    notes = [
        ignored(asked[name], excerpt(_counted(asked[name], parameters)), _reason(errors))
        for name, errors in form.errors.items()
    ]
    filters = Filters(**given)
    first, last = filters.span
    if first > last:
        notes.append(
            gettext("from %(first)s to %(last)s was ignored: it ends before it begins")
            % {"first": filters.first, "last": filters.last}
        )
        filters = replace(filters, first="", last="")
    return filters, [*notes, *_repeated(parameters)]


def ignored(name: str, given: str, why: object) -> str:
    """``year``, ``abc`` and the reason as a note to the reader: ``year “abc” was ignored: a year looks like 2018``."""
    return gettext("%(name)s “%(given)s” was ignored: %(why)s") % {"name": name, "given": given, "why": why}


@lru_cache(maxsize=256)
def days_of(given: str) -> tuple[date, date] | None:
    """The first and last day of ``2018-05-20``, ``2018-05`` or ``2018``; None for nothing and for no such day."""
    if not _DAY.fullmatch(given):
        return None
    year, month, day = (int(part) for part in (given + "-0-0").split("-")[:3])
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def span_in_words(first: str, last: str) -> str:
    """``2018-05``, ``2019`` → ``May 2018 to 2019``; with one end only ``from May 2018``, ``to 2019``."""
    words = [_day_in_words(given) for given in (first, last)]
    if all(words):
        return gettext("%(from)s to %(to)s") % {"from": words[0], "to": words[1]}
    if words[0]:
        return gettext("from %(day)s") % {"day": words[0]}
    return gettext("to %(day)s") % {"day": words[1]}


def _day_in_words(given: str) -> str:
    days = days_of(given)
    return in_words_of_days(*days) if days else ""


def _counted(name: str, parameters: QueryDict) -> list[str]:
    values = parameters.getlist(name)
    return values if name == "kind" else values[-1:]


def _repeated(parameters: QueryDict) -> list[str]:
    single = [PARAMETERS.get(name, name) for name in FilterForm.base_fields if name != "kind"]
    counts = {name: len(parameters.getlist(name)) for name in single}
    return [
        ngettext(
            "%(name)s was given %(count)s time; the last one counts",
            "%(name)s was given %(count)s times; the last one counts",
            count,
        )
        % {"name": name, "count": count}
        for name, count in counts.items()
        if count > 1
    ]


def _reason(errors: Iterable[str]) -> str:
    choice = str(forms.ChoiceField.default_error_messages["invalid_choice"]).partition("%(value)s")[0]
    return " ".join(str(error).replace(choice, "", 1) for error in errors).rstrip(".。")


def excerpt(values: Iterable[str], limit: int = 40) -> str:
    """The values as they can be shown again: printable, and not long."""
    shown = "".join(character if character.isprintable() else "�" for character in ", ".join(values))
    return shown if len(shown) <= limit else f"{shown[:limit]}…"


def month_in_words(month: str) -> str:
    """``2018-05`` → ``May 2018``."""
    year, number = month.split("-")
    return dates.month_in_words(date(int(year), int(number), 1))


def in_words(filters: Filters, names: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """``(name, label, query without it)`` of each active filter; ``names`` words officials and topics."""
    kinds = dict(Event.Kind.choices)
    words = {
        "q": gettext("“%(words)s”") % {"words": filters.q},
        "year": dates.year_in_words(filters.year) if filters.year else "",
        "month": month_in_words(filters.month) if filters.month else "",
        "side": SIDES.get(filters.side, ""),
        "official": names["official"].get(filters.official, filters.official),
        "topic": names["topic"].get(filters.topic, filters.topic),
        "present": PRESENT.get(filters.present, ""),
        "place": names["place"].get(filters.place, filters.place),
        "status": capfirst(dict(Event.Status.choices).get(filters.status, "")),
        "outcome": dict(Event.Outcome.choices).get(filters.outcome, ""),
        "confidence": capfirst(dict(Event.Confidence.choices).get(filters.confidence, "")),
        "first": span_in_words(filters.first, filters.last),
        "last": span_in_words(filters.first, filters.last),
        "measures": gettext("No measures"),
        "disputed": gettext("Accounts differ"),
        "unreviewed": gettext("Not reviewed"),
    }
    chips = []
    for name in filters.active:
        if name == "kind":
            chips += [(name, str(kinds[kind]), filters.without(name, kind)) for kind in filters.kind]
        elif name == "month":
            chips.append((name, str(words[name]), filters.query(month="", year="")))
        elif name == "first" or (name == "last" and not filters.first):
            chips.append((name, str(words[name]), filters.query(first="", last="")))
        elif name == "last":
            continue
        elif not (name == "year" and filters.month):
            chips.append((name, str(words[name]), filters.without(name)))
    return chips
