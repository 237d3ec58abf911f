"""What waits for an editor, counted for the first page of the admin."""

from django.db.models import Count, Q

from articles.extraction.annotations import Basis
from articles.models import Article, Citation, Dispute, Event, Official, ReviewState


def count_work() -> dict[str, int]:
    """``{"proposed_citations": 12, "undated_articles": 3, …}``: one query for each kind of row."""
    published = Q(is_published=True, state=ReviewState.ACCEPTED)
    return {
        "proposed_citations": Citation.objects.proposed().count(),
        "proposed_officials": Official.objects.proposed().count(),
        **Event.objects.aggregate(
            proposed_events=Count("pk", filter=Q(state=ReviewState.PROPOSED)),
            unsourced_events=Count("pk", filter=published & Q(story_count=0)),
            single_source_events=Count("pk", filter=published & Q(story_count=1)),
        ),
        "undated_articles": Article.objects.filter(published_basis=Basis.UNKNOWN.value).count(),
        "open_disputes": Dispute.objects.filter(state=Dispute.State.OPEN).count(),
    }
