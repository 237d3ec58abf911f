"""Officials: the list of both sides, and a page for each with the posts held and the events attended."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Account, Article, Official, OfficialMention, OfficialSide, Quotation

from . import gone
from .language import first_name
from .mentions import draw_course

QUOTATIONS_SHOWN = 50


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
    found = Official.objects.accepted().prefetch_related("posts", "aliases").filter(slug=slug).first()
    if found is None:
        return gone.answer(request, "official", slug)
    attended = (
        found.participations.filter(event__is_published=True, event__state="accepted")
        .select_related("event", "source__publisher")
        .order_by("-event__earliest", "-event__order", "-event_id")
    )
    attended = list(attended)
    for participation in attended:
        participation.post = found.post_on(participation.event.earliest)
    said = Account.objects.filter(
        speaker=found, event__is_published=True, event__state="accepted"
    ).select_related("event")
    quoted = Quotation.objects.said_by(found)
    quotations = list(quoted.that_may_be_shown()[:QUOTATIONS_SHOWN])
    Article.objects.name_untitled(one.text.article for one in quotations)
    context = {
        "official": found,
        "name": first_name(found.name, found.chinese_name),
        "course": draw_course(OfficialMention.objects.by_month(found)),
        "quotations": quotations,
        "unshown_count": quoted.filter(text__article__licence="").count(),
        "aliases": [alias for alias in found.aliases.all() if not alias.is_misspelling],
        "misspellings": [alias for alias in found.aliases.all() if alias.is_misspelling],
        "attended": attended,
        "said": said.order_by("-said_on", "-id")[:100],
    }
    return render(request, "articles/official.html", context)
