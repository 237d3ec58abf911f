"""Who attended what: officials by events, one year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.models import Event, Official, OfficialSide, Participation

from .filters import FilterForm, excerpt, ignored

COLUMNS_SHOWN = 40
"""Events of a year side by side: more are no table anybody reads; the page says how many were left out."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A cell: the mark, and what it says."""

    mark: str
    words: str
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An official and one cell an event, None where nothing is known."""

    official: Official
    cells: tuple[Presence | None, ...]
    count: int


@require_safe
def attendance(request):
    """The matrix of a year, the newest unless ``year`` says another. An empty cell means "not known", not "absent"."""
    years = years_of_talks()
    year, notes = read_year(request.GET.get("year", ""), years)
    events = list(Event.objects.shown().attended_in(year)) if year else []
    shown = events[:COLUMNS_SHOWN]
    sides = lines_of(shown)
    context = {
        "years": years,
        "year": year,
        "notes": notes,
        "events": shown,
        "left_out": len(events) - len(shown),
        "sides": sides,
        "official_count": sum(len(lines) for _, _, lines in sides),
    }
    return render(request, "articles/attendance.html", context)


def years_of_talks() -> list[int]:
    """The years with attended events, newest first."""
    days: list[date] = list(Event.objects.shown().attended().dates("earliest", "year", order="DESC"))
    return [day.year for day in days]


def read_year(given: str, years: list[int]) -> tuple[int | None, list[str]]:
    """The year asked for if there is anything to show for it, else the newest; and what is to be said of it."""
    newest = years[0] if years else None
    if not given:
        return newest, []
    form = FilterForm({"year": given})
    if not form.is_valid() or int(given) not in years:
        return newest, [ignored("year", excerpt([given]), _("no attended event of such a year"))]
    return int(given), []


def lines_of(events: list[Event]) -> list[tuple[str, str, list[Line]]]:
    """For each side its officials who attended one of the events, those who attended most first. One query."""
    columns = {event.pk: number for number, event in enumerate(events)}
    rows: dict[Official, list[Presence | None]] = {}
    for one in Participation.objects.filter(event__in=columns).select_related("official").order_by("id"):
        if one.official.state == "accepted":
            cells = rows.setdefault(one.official, [None] * len(events))
            cells[columns[one.event_id]] = presence_of(one)
    lines = [Line(person, tuple(cells), sum(map(bool, cells))) for person, cells in rows.items()]
    lines.sort(key=lambda line: (-line.count, line.official.family_name, line.official.name))
    return [
        (side, name, [line for line in lines if line.official.side == side])
        for side, name in OfficialSide.choices
    ]


def presence_of(one: Participation) -> Presence:
    """``L``, "lead" for a lead; "delegation, expected" for one of whom it is only known that they were to come."""
    is_expected = one.certainty == Participation.Certainty.EXPECTED
    words = one.get_role_display()
    if is_expected:
        words = _("%(role)s, expected") % {"role": words}
    letters = {"lead": pgettext("mark", "L"), "host": pgettext("mark", "H")}
    return Presence(letters.get(one.role, "•"), words, is_expected)
