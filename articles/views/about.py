"""What this site is, how it works, and how much it holds."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Account, Article, Citation, Dispute, Event, Official

from .measured import measured


@require_safe
def about(request):
    """The about page with counts read from the database."""
    shown = Event.objects.shown()
    figures, measured_on = measured()
    context = {
        "talks_count": shown.exclude(kind=Event.Kind.MEASURE).count(),
        "measure_count": shown.filter(kind=Event.Kind.MEASURE).count(),
        "article_count": Article.objects.count(),
        "text_count": Article.objects.with_text().count(),
        "official_count": Official.objects.accepted().count(),
        "accepted_count": Citation.objects.accepted().count(),
        "proposed_count": Citation.objects.proposed().count(),
        "measured": figures,
        "measured_on": measured_on,
        "weak": shown.weak_spots(),
        "open_count": Dispute.objects.filter(event__in=shown, state=Dispute.State.OPEN).count(),
        "account_count": Account.objects.filter(event__in=shown).count(),
        "untied_count": Account.objects.filter(event__in=shown).without_source().count(),
        "first": shown.exclude(earliest=None).order_by("earliest").first(),
        "last": shown.exclude(earliest=None).order_by("-earliest").first(),
    }
    return render(request, "articles/about.html", context)
