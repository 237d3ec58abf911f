"""All questions on which the accounts differ."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Account, Dispute, Event

from .event import with_sides
from .sources import read_page

DISPUTES_SHOWN = 25
"""On one page, the newest events first; the others are on the pages that follow."""


@require_safe
def disputes(request):
    """Disputes about published events, newest event first, with the answers side by side; twenty-five on a page (``?page=2``)."""
    answers = (
        Account.objects.with_posts()
        .select_related("event", "speaker", "evidence_text__article")
        .prefetch_related("sources__publisher")
    )
    found = (
        Dispute.objects.filter(event__in=Event.objects.shown())
        .select_related("event")
        .prefetch_related(Prefetch("accounts", answers))
        .order_by("-event__earliest", "id")
    )
    page = Paginator(found, DISPUTES_SHOWN).get_page(read_page(request.GET.get("page", "")))
    shown = [with_sides(dispute, list(dispute.accounts.all())) for dispute in page]
    context = {"disputes": shown, "page": page}
    return render(request, "articles/disputes.html", context)
