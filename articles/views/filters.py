"""What a reader asked of the timeline: GET parameters in, a frozen record out. Bad values are ignored, and named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from articles.models import Event

NEWEST, OLDEST = "newest", "oldest"
SIDES = {
    "us": "Washington’s account",
    "china": "Beijing’s account",
    "joint": "A joint text",
    "both": "Both sides’ accounts",
}
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


class FilterForm(forms.Form):
    """Checks the parameters; ``Filters`` is what the rest works with."""

    q = forms.CharField(max_length=200, required=False)
    year = forms.RegexField(
        "^(19|20|21)[0-9]{2}$", required=False, error_messages={"invalid": "a year looks like 2018"}
    )
    month = forms.RegexField(
        "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$",
        required=False,
        error_messages={"invalid": "a month looks like 2018-05"},
    )
    side = forms.ChoiceField(choices=SIDES, required=False)
    kind = forms.MultipleChoiceField(choices=Event.Kind.choices, required=False)
    official = forms.SlugField(max_length=80, required=False)
    topic = forms.SlugField(max_length=60, required=False)
    measures = forms.ChoiceField(choices=[("hide", "Hide measures")], required=False)
    disputed = forms.ChoiceField(choices=[("1", "Accounts differ")], required=False)
    unreviewed = forms.ChoiceField(choices=[("1", "Show what is not reviewed")], required=False)
    order = forms.ChoiceField(choices=[(NEWEST, "Newest first"), (OLDEST, "Oldest first")], required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)


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
    def active(self) -> list[str]:
        """Names of the parameters that narrow the list."""
        shaping = {"unreviewed", "order", "page"}
        return [f.name for f in fields(self) if f.name not in shaping and getattr(self, f.name)]

    def query(self, **changes: object) -> str:
        """The query string of these filters with changes; page 1 and the default order are left out."""
        changed = replace(self, **({"page": 1} | changes))
        pairs = [(f.name, getattr(changed, f.name)) for f in fields(changed)]
        kept = [(name, value) for name, value in pairs if value and value != DEFAULTS[name]]
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
    notes = [
        f"{name} “{excerpt(_counted(name, parameters))}” was ignored: {_reason(errors)}"
        for name, errors in form.errors.items()
    ]
    return Filters(**given), [*notes, *_repeated(parameters)]


def _counted(name: str, parameters: QueryDict) -> list[str]:
    values = parameters.getlist(name)
    return values if name == "kind" else values[-1:]


def _repeated(parameters: QueryDict) -> list[str]:
    single = [name for name in FilterForm.base_fields if name != "kind"]
    return [
        f"{name} was given {len(parameters.getlist(name))} times; the last one counts"
        for name in single
        if len(parameters.getlist(name)) > 1
    ]


def _reason(errors: Iterable[str]) -> str:
    return " ".join(str(error) for error in errors).rstrip(".").replace("Select a valid choice. ", "")


def excerpt(values: Iterable[str], limit: int = 40) -> str:
    """The values as they can be shown again: printable, and not long."""
    shown = "".join(character if character.isprintable() else "�" for character in ", ".join(values))
    return shown if len(shown) <= limit else f"{shown[:limit]}…"


def month_in_words(month: str) -> str:
    """``2018-05`` → ``May 2018``."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def in_words(filters: Filters, names: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """``(name, label, query without it)`` of each active filter; ``names`` words officials and topics."""
    kinds = dict(Event.Kind.choices)
    words = {
        "q": f"“{filters.q}”",
        "year": filters.year,
        "month": month_in_words(filters.month) if filters.month else "",
        "side": SIDES.get(filters.side, ""),
        "official": names["official"].get(filters.official, filters.official),
        "topic": names["topic"].get(filters.topic, filters.topic),
        "measures": "No measures",
        "disputed": "Accounts differ",
    }
    chips = []
    for name in filters.active:
        if name == "kind":
            chips += [(name, kinds[kind], filters.without(name, kind)) for kind in filters.kind]
        elif name == "month":
            chips.append((name, words[name], filters.query(month="", year="")))
        elif not (name == "year" and filters.month):
            chips.append((name, words[name], filters.without(name)))
    return chips
