"""What needs work: each gap is one condition, which the radar counts and the list that mends it filters by."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, Model, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Basis, Side
from articles.models import (
    Account,
    Article,
    Citation,
    Dispute,
    Event,
    Official,
    OfficialMention,
    Participation,
    PendingDocument,
    Post,
    ReviewState,
)
from articles.models.account import sourceless

OFTEN = 3
"""Articles that name a proposed official before the radar says so."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of thing missing: rows of ``model`` that meet the condition. ``query`` is what their list needs besides."""

    name: str
    model: type[Model]
    label: Promise
    help: Promise
    condition: Q
    query: str = ""


def _lacks_source_of(side: Side) -> Q:
    """Sourced talks without an accepted source of a state organ of the side."""
    of_side = Citation.objects.filter(
        event=OuterRef("pk"), state=ReviewState.ACCEPTED, article__publisher__side=side.value
    )
    return PUBLISHED & ~Q(kind=Event.Kind.MEASURE) & Q(story_count__gt=0) & ~Exists(of_side)


def _rests_on_old_text(model: type[Model]) -> Exists:
    return Exists(model._default_manager.filter(event=OuterRef("pk"), evidence_text__is_current=False))


PUBLISHED = Q(is_published=True, state=ReviewState.ACCEPTED)
OLD_TEXT = Q(evidence_text__is_current=False)
NAMED_OFTEN = (
    OfficialMention.objects.filter(official__state=ReviewState.PROPOSED, text__is_current=True)
    .order_by()
    .values("official")
    .annotate(articles=Count("text__article", distinct=True))
    .filter(articles__gte=OFTEN)
    .values("official")
)

GAPS = [
    Gap("unsourced", Event, _("published events without a source"), _("Find one, or take the event off the site."),
        PUBLISHED & Q(story_count=0)),
    Gap("one-source", Event, _("published events with one source"), _("A second, independent one makes them firm."),
        PUBLISHED & Q(story_count=1)),
    Gap("no-chinese-source", Event, _("talks without a source from Beijing"),
        _("Sourced, but by no state organ of China."), _lacks_source_of(Side.CHINA)),
    Gap("no-us-source", Event, _("talks without a source from Washington"),
        _("Sourced, but by no state organ of the United States."), _lacks_source_of(Side.US)),
    Gap("undated-event", Event, _("events without a date"), _("Readers find them at the end of the timeline only."),
        PUBLISHED & Q(earliest=None)),
    Gap("participants-old-text", Event, _("events whose participants rest on an old version of a text"),
        _("The page has changed since: look whether it still says so."), Q(_rests_on_old_text(Participation))),
    Gap("open", Dispute, _("open disputes"), _("Still open? Has somebody walked back?"),
        Q(state=Dispute.State.OPEN)),
    Gap("one-answer", Dispute, _("disputes with fewer than two answers"), _("A dispute needs two accounts."),
        ~Q(pk__in=Account.objects.exclude(dispute=None).order_by().values("dispute").annotate(told=Count("pk"))
           .filter(told__gte=2).values("dispute"))),
    Gap("no-source", Account, _("accounts without a source of their own"),
        _("Choose the one that gives it, or pick its sentence."), sourceless()),
    Gap("no-evidence", Account, _("accounts without a picked sentence"), _("Readers see the source, not the words."),
        Q(evidence_text=None)),
    Gap("old-text", Account, _("accounts that rest on an old version of a text"), _("Pick the sentence again."),
        OLD_TEXT),
    Gap("old-text", Citation, _("sources that rest on an old version of a text"), _("Pick the sentence again."),
        OLD_TEXT & Q(state=ReviewState.ACCEPTED), "state=all"),
    Gap("undated", Article, _("articles without a date"), _("Give one where a source settles it."),
        Q(published_basis=Basis.UNKNOWN.value)),
    Gap("no-address", Article, _("articles without an address"), _("Readers cannot go and look. Samples not counted."),
        Q(url="") & ~Q(kind=Article.Kind.SAMPLE)),
    Gap("seen-often", Official, _("proposed officials seen often"), _("Named by three articles or more."),
        Q(state=ReviewState.PROPOSED, pk__in=NAMED_OFTEN)),
    Gap("no-start", Post, _("posts without a first day"), _("Without it a post fits every day before its end."),
        Q(start=None)),
    Gap("failed", PendingDocument, _("documents added by hand that failed"), _("Read why, then try again or drop them."),
        Q(state=PendingDocument.State.FAILED)),
    Gap("unfetched", PendingDocument, _("addresses waiting to be fetched"),
        _("“fetch --pending” fetches them, where that is switched on; or paste their text."), Q(state=PendingDocument.State.UNFETCHED)),
]  # fmt: skip


def gaps_of(model: type[Model]) -> dict[str, Gap]:
    """The gaps that rows of the model may have, by name."""
    return {gap.name: gap for gap in GAPS if gap.model is model}


def count_gaps(models: Collection[type[Model]]) -> list[tuple[Gap, int]]:
    """Each gap of these models with the number of its rows: one query a model, however many gaps it has."""
    by_model = defaultdict(list)
    for number, gap in enumerate(GAPS):
        if gap.model in models:
            by_model[gap.model].append((number, gap))
    counts: dict[int, int] = {}
    for model, numbered in by_model.items():
        asked = {f"gap_{number}": Count("pk", filter=gap.condition) for number, gap in numbered}
        found = model._default_manager.aggregate(**asked)
        counts |= {number: found[f"gap_{number}"] for number, _gap in numbered}
    return [(GAPS[number], counts[number]) for number in sorted(counts)]
