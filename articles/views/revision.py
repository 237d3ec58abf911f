"""Revisions of an event's page: which there are, how the page read at each, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from articles.formats.feed import IN_WORDS, reason_of
from articles.models import Account, AccountSide, Event, Revision

from . import gone
from .cite import cite_quotation, cite_revision


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's column, as it was."""

    side: str
    name: str
    accounts: list[dict[str, Any]]


def _revisions_of(slug: str):
    """The event's revisions, newest first. Raises ``Http404`` if there are none; None stands for an event not shown."""
    if not Event.objects.shown().filter(slug=slug).exists() and gone.find("event", slug).now is None:
        return None
    found = list(Revision.objects.filter(event_key=slug).order_by("-number").defer("content"))
    if not found:
        raise Http404("no revision is kept")
    return found


@require_safe
def revisions(request, slug):
    """All revisions, each with what it changed and why."""
    found = _revisions_of(slug)
    if found is None:
        return gone.answer(request, "event", slug)
    for one in found:
        one.told = told_of(one)
        one.why = gettext(reason_of(one))
    context = {"slug": slug, "revisions": found, "title": found[0].content["title"]}
    return render(request, "articles/revisions.html", context)


@require_safe
def revision(request, slug, number):
    """The page in words as it was at a revision."""
    found = _revisions_of(slug)
    if found is None:
        return gone.answer(request, "event", slug)
    kept = get_object_or_404(Revision, event_key=slug, number=number)
    context = {
        "slug": slug,
        "revision": kept,
        "last": found[0].number,
        "why": gettext(reason_of(kept)),
        "told": told_of(kept),
        **readable(kept.content),
        "cite": cite_revision(kept.content, kept.number, kept.at.date(), _address(request, kept)),
    }
    return render(request, "articles/revision.html", context)


PARTS = (
    pgettext_lazy("part of a page", "date"),
    pgettext_lazy("part of a page", "participants"),
    pgettext_lazy("part of a page", "what each side said"),
    pgettext_lazy("part of a page", "sources"),
    pgettext_lazy("part of a page", "summary"),
    pgettext_lazy("part of a page", "title"),
    pgettext_lazy("part of a page", "kind"),
    pgettext_lazy("part of a page", "status"),
    pgettext_lazy("part of a page", "outcome"),
    pgettext_lazy("part of a page", "where accounts differ"),
    pgettext_lazy("part of a page", "what was expected and delivered"),
    pgettext_lazy("part of a page", "place"),
    pgettext_lazy("part of a page", "topics"),
    pgettext_lazy("part of a page", "series"),
    pgettext_lazy("part of a page", "what it is part of"),
    pgettext_lazy("part of a page", "its parts"),
    pgettext_lazy("part of a page", "how the rounds are counted"),
    pgettext_lazy("part of a page", "other names"),
    pgettext_lazy("part of a page", "how well it is sourced"),
    pgettext_lazy("part of a page", "address"),
    pgettext_lazy("part of a page", "review"),
)
FIRST_REASON = gettext_noop("First entered.")
"""For the translators: what the feed says in English, the page says in the reader's language."""


def told_of(kept: Revision) -> str:
    """What a revision changed: ``date, sources``."""
    told = [pgettext("part of a page", IN_WORDS[name]) for name in kept.changed if name in IN_WORDS]
    return pgettext("between names", ", ").join(told)


def readable(content: dict) -> dict[str, object]:
    """The contents as the template shows them: days as days, accounts in lanes, participants by side."""
    accounts = [{**one, "number": number} for number, one in enumerate(content["accounts"], start=1)]
    for one in accounts:
        one["day"] = _day(one["said_on"])
        one["modality"] = Account.Modality(one["modality"]).label if one["modality"] else ""
    return {
        "event": content,
        "earliest": _day(content["date"]["earliest"]),
        "latest": _day(content["date"]["latest"]),
        "kind": Event.Kind(content["kind"]).label,
        "status": Event.Status(content["status"]).label if content["status"] else "",
        "outcome": Event.Outcome(content["outcome"]).label if content["outcome"] else "",
        "lanes": [
            Lane(side, name, [one for one in accounts if one["side"] == side and not one["dispute"]])
            for side, name in AccountSide.choices
        ],
        "disputes": [
            {**dispute, "answers": [one for one in accounts if one["dispute"] == dispute["id"]]}
            for dispute in content["disputes"]
        ],
        "sources": [{**one, "day": _day(one["published"]["latest"])} for one in content["sources"]],
    }


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _address(request, kept: Revision, anchor: str = "") -> str:
    path = reverse("articles:revision", args=[kept.event_key, kept.number])
    return f"{request.scheme}://{request.get_host()}{path}{anchor}"


@require_safe
def cite(request, slug):
    """How to cite the page as it is now, and each quotation on it: at its revision, which will not change."""
    found = _revisions_of(slug)
    if found is None or not Event.objects.shown().filter(slug=slug).exists():
        return gone.answer(request, "event", slug)
    kept = found[0]
    stated = kept.content, kept.number, kept.at.date()
    quotations = [
        (one, cite_quotation(one, *stated, _address(request, kept, f"#account-{number}")))
        for number, one in enumerate(kept.content["accounts"], start=1)
        if one["is_quotation"]
    ]
    context = {
        "slug": slug,
        "revision": kept,
        "title": kept.content["title"],
        "cite": cite_revision(*stated, _address(request, kept)),
        "quotations": quotations,
    }
    return render(request, "articles/cite.html", context)
