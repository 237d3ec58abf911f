"""All questions on which the accounts differ."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Account, Dispute, Event

from .event import with_sides


@require_safe
def disputes(request):
    """Every dispute about a published event, newest event first, with the answers side by side."""
    answers = (
        Account.objects.with_posts()
        .select_related("speaker", "evidence_text__article")
        .prefetch_related("sources__publisher")
    )
    found = (
        Dispute.objects.filter(event__in=Event.objects.shown())
        .select_related("event")
        .prefetch_related(Prefetch("accounts", answers))
        .order_by("-event__earliest", "id")
    )
    context = {"disputes": [with_sides(dispute, list(dispute.accounts.all())) for dispute in found]}
    return render(request, "articles/disputes.html", context)
