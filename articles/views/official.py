"""Officials: the list of both sides, and a page for each with the posts held and the events attended."""

from django.db.models import Count, F, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import (
    Account,
    Article,
    Official,
    OfficialMention,
    OfficialSide,
    Participation,
    Quotation,
)

from . import gone
from .language import first_name
from .mentions import draw_course

QUOTATIONS_SHOWN = 50
EVENTS_SHOWN = 60
"""The newest; the timeline has them all."""
ACCOUNTS_SHOWN = 50
UNREAD = ("event__search_text", "event__editor_note", "event__locked_fields", "event__summary")
"""What the lists do not say of an event: long, and of no use there."""


@require_safe
def officials(request):
    """All accepted officials, by side, in name order."""
    everyone = list(Official.objects.for_list())
    for person in everyone:
        person.latest_post = next(reversed(person.posts.all()), None)
    sides = [
        (side, name, [person for person in everyone if person.side == side])
        for side, name in OfficialSide.choices
    ]
    return render(request, "articles/officials.html", {"sides": sides, "total": len(everyone)})


@require_safe
def official(request, slug):
    """One official: names, posts, published events with the post held on the day, and what they said.

    The slug of an official who was merged into another leads there for good.
    """
    published = Q(participations__event__is_published=True, participations__event__state="accepted")
    found = (
        Official.objects.accepted()
        .annotate(event_count=Count("participations", filter=published))
        .prefetch_related("posts", "aliases")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        return gone.answer(request, "official", slug)
    quotations, unshown_count = quotations_of(found)
    Article.objects.name_untitled(one.text.article for one in quotations)
    said = Account.objects.filter(
        speaker=found, event__is_published=True, event__state="accepted"
    ).select_related("event")
    said = list(said.defer(*UNREAD).order_by("-said_on", "-id")[: ACCOUNTS_SHOWN + 1])
    context = {
        "official": found,
        "name": first_name(found.name, found.chinese_name),
        "course": draw_course(OfficialMention.objects.by_day(found)),
        "quotations": quotations,
        "unshown_count": unshown_count,
        "aliases": [alias for alias in found.aliases.all() if not alias.is_misspelling],
        "misspellings": [alias for alias in found.aliases.all() if alias.is_misspelling],
        "attended": attended_by(found),
        "said": said[:ACCOUNTS_SHOWN],
        "said_is_cut": len(said) > ACCOUNTS_SHOWN,
    }
    return render(request, "articles/official.html", context)


def attended_by(official: Official) -> list[Participation]:
    """The newest events at which the official took part, each with the ``post`` held on its first day."""
    attended = (
        official.participations.filter(event__is_published=True, event__state="accepted")
        .select_related("event")
        .defer(*UNREAD)
        .order_by(F("event__earliest").desc(nulls_last=True), "-event__order", "-event_id")
    )
    shown = list(attended[:EVENTS_SHOWN])
    for participation in shown:
        participation.post = official.post_on(participation.event.earliest)
    return shown


def quotations_of(official: Official) -> tuple[list[Quotation], int]:
    """The newest quotations that may be shown, and how many stand in texts that are not free. Two queries."""
    said = Quotation.objects.said_by(official).newest_first()
    licences = list(said.values_list("pk", "text__article__licence"))
    free = [pk for pk, licence in licences if licence]
    # only those shown are read: to sort them all with their words would read every text
    shown = Quotation.objects.filter(pk__in=free[:QUOTATIONS_SHOWN]).that_may_be_shown()
    return list(shown), len(licences) - len(free)
