"""A refusal holds for the text, also when the row that remembers it is deleted."""

from django.db import transaction
from django.db.models import Model

from articles.models import Article, Citation, Event, Official, Proposal, Refusal, ReviewState

Kind = Refusal.Kind


@transaction.atomic
def keep_refusals(row: Model) -> int:
    """Write down, before ``row`` is deleted, what editors refused of it. Returns how many refusals are new."""
    match row:
        case Article():
            kept = [*_sources(row), *_proposals(row)]
        case Event() | Official() if row.state == ReviewState.REFUSED:
            kept = [Refusal(kind=Kind(row._meta.model_name), value=row.slug)]
        case _:
            kept = []
    known = {_said(one) for one in Refusal.objects.filter(text_sha256__in={one.text_sha256 for one in kept})}
    new = {_said(one): one for one in kept if _said(one) not in known}
    Refusal.objects.bulk_create(new.values())
    return len(new)


def _sources(article: Article) -> list[Refusal]:
    """The events that no version of the article's text tells of."""
    digests = article.texts.order_by("pk").values_list("sha256", flat=True)
    refused = Citation.objects.filter(article=article, state=ReviewState.REFUSED).order_by("pk")
    events = list(refused.values_list("event", flat=True))
    return [
        Refusal(kind=Kind.CITATION, text_sha256=one, event_id=event) for one in digests for event in events
    ]


def _proposals(article: Article) -> list[Refusal]:
    """Refused dates, participants and ways for stories to stand, also those in which it was the other article."""
    own, other = article.proposals.all(), Proposal.objects.filter(other=article)
    return [
        Refusal(kind=Kind(one.kind), text_sha256=one.text_sha256, key=one.key, value=one.value)
        for one in (own | other).filter(state=ReviewState.REFUSED).order_by("pk")
    ]


def _said(one: Refusal) -> tuple[str, str, str, str, int | None]:
    return one.kind, one.text_sha256, one.key, one.value, one.event_id
