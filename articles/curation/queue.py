"""The review queue: every proposal that waits, of whatever kind, the most certain first; and what editors make of it.

A proposal is named by its *token*, ``"citation-12"``. Pages are read through the indexes on state and score, from where
the last page ended, so that the hundredth thousandth proposal costs no more than the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import merge as merge_sorted
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Change, Citation, Event, Official, OfficialMention, Proposal, ReviewState

from . import decisions, proposals
from .changes import in_one_go
from .evidence import with_context
from .naming import object_key

PAGE = 25
"""Proposals on a page: as many as one reads without losing the thread."""

MOST_AT_ONCE = 1000
"""Most proposals decided in one go: what one can still take back and answer for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table that holds proposals: which column says how sure, and what accepting and refusing a lot of them does."""

    model: type[Model]
    score: str
    accept: Callable[..., int]
    refuse: Callable[..., int]


CITATIONS = Source(Citation, "score", decisions.accept_citations, decisions.refuse_citations)
OFFICIALS = Source(Official, "proposal_score", decisions.accept_officials, decisions.refuse_officials)
EVENTS = Source(Event, "proposal_score", decisions.accept_events, decisions.refuse_events)
OTHERS = Source(Proposal, "score", proposals.accept_proposals, proposals.refuse_proposals)
SOURCES = (CITATIONS, EVENTS, OFFICIALS, OTHERS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of proposal, its names for many and for one, and the rights that seeing and deciding it take."""

    name: str
    label: Any
    one: Any
    source: Source
    view: str
    decide: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "citation",
            gettext_lazy("sources"),
            gettext_lazy("source"),
            CITATIONS,
            "view_citation",
            "change_citation",
        ),
        Kind("event", gettext_lazy("events"), gettext_lazy("event"), EVENTS, "view_event", "change_event"),
        Kind(
            "official",
            gettext_lazy("officials"),
            gettext_lazy("official"),
            OFFICIALS,
            "view_official",
            "change_official",
        ),
        Kind(
            "date",
            gettext_lazy("document dates"),
            gettext_lazy("document date"),
            OTHERS,
            "view_article",
            "change_article",
        ),
        Kind(
            "participant",
            gettext_lazy("participants"),
            gettext_lazy("participant"),
            OTHERS,
            "view_event",
            "change_event",
        ),
        Kind(
            "join",
            gettext_lazy("stories to join"),
            gettext_lazy("stories to join"),
            OTHERS,
            "view_story",
            "delete_story",
        ),
        Kind(
            "split",
            gettext_lazy("stories to split"),
            gettext_lazy("story to split"),
            OTHERS,
            "view_story",
            "change_story",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor wants to see: kinds (all, unless named), at least so sure, of one event or of one article."""

    kinds: frozenset[str] = frozenset(KINDS)
    least: float = 0.0
    event: int | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the next one begins behind it."""

    score: float
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.score!r}-{self.rank}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """``Place.read("0.9-0-17")``; None for anything else."""
        score, _, rest = text.partition("-")
        rank, _, pk = rest.partition("-")
        if not (rank.isdecimal() and pk.isdecimal() and len(rest) <= 24):
            return None
        try:
            place = cls(float(score), int(rank), int(pk))
        except ValueError:
            return None
        return place if 0 <= place.score <= 1 and place.pk < 2**63 else None


@dataclass(slots=True)
class Page:
    """Proposals to show, and where the next page begins (None after the last)."""

    rows: list[Model]
    next: Place | None


def kind_of(row: Model) -> str:
    """The kind of proposal a row is: ``"citation"``, or for a ``Proposal`` what it says itself."""
    return row.kind if isinstance(row, Proposal) else row._meta.model_name


def token_of(row: Model) -> str:
    """``"citation-12"``."""
    return f"{kind_of(row)}-{row.pk}"


def score_of(row: Model) -> float:
    """How sure the machine is, 0 to 1."""
    return row.score if hasattr(row, "score") else row.proposal_score


def find(token: str) -> Model | None:
    """The row a token names, with its neighbours and its evidence; None for a token of nothing."""
    kind, _, pk = token.partition("-")
    if kind not in KINDS or not pk.isdecimal() or len(pk) > 18:
        return None
    source = KINDS[kind].source
    row = _with_neighbours(source, source.model._default_manager.filter(pk=int(pk))).first()
    if row is None or kind_of(row) != kind:
        return None
    _give_evidence([row])
    return row


def waiting(wanted: Wanted, after: Place | None = None, size: int = PAGE) -> Page:
    """The next proposals behind ``after``, most certain first; of equals sources first, then events, then officials."""
    streams = []
    for rank, source in enumerate(SOURCES):
        rows = _waiting_in(source, wanted)
        if rows is None:
            continue
        if after is not None:
            rows = rows.filter(_behind(source, rank, after))
        rows = _with_neighbours(source, rows.order_by(f"-{source.score}", "pk"))[: size + 1]
        streams.append([(-score_of(row), rank, row.pk, row) for row in rows])
    found = list(islice(merge_sorted(*streams, key=lambda one: one[:3]), size + 1))
    rows = [row for *_, row in found[:size]]
    _give_evidence(rows)
    last = Place(-found[size - 1][0], *found[size - 1][1:3]) if len(found) > size else None
    return Page(rows, last)


def count_waiting(wanted: Wanted | None = None) -> dict[str, int]:
    """How many of each kind wait: ``{"citation": 12, "event": 0, …}``. One query a table."""
    wanted = wanted or Wanted()
    counts = dict.fromkeys(KINDS, 0)
    for source in SOURCES:
        rows = _waiting_in(source, wanted)
        if rows is None:
            continue
        if source is OTHERS:
            counts |= dict(rows.order_by().values_list("kind").annotate(number=Count("pk")))
        else:
            counts[source.model._meta.model_name] = rows.count()
    return counts


def tokens_waiting(wanted: Wanted, most: int = MOST_AT_ONCE) -> list[str]:
    """The first tokens that match, for deciding them in one go."""
    tokens: list[str] = []
    for source in SOURCES:
        rows = _waiting_in(source, wanted)
        if rows is not None and len(tokens) < most:
            kind = "kind" if source is OTHERS else None
            found = rows.order_by(f"-{source.score}", "pk").values_list("pk", *([kind] if kind else []))
            name = source.model._meta.model_name
            tokens += [f"{one[1] if kind else name}-{one[0]}" for one in found[: most - len(tokens)]]
    return tokens


def _waiting_in(source: Source, wanted: Wanted) -> QuerySet | None:
    """The rows of a table that wait and are wanted; None where none of it can be."""
    names = {name for name in wanted.kinds if KINDS[name].source is source}
    if not names:
        return None
    rows = source.model._default_manager.filter(state=ReviewState.PROPOSED)
    if source is OTHERS and names != {name for name, kind in KINDS.items() if kind.source is OTHERS}:
        rows = rows.filter(kind__in=sorted(names))
    if wanted.least:
        rows = rows.filter(**{f"{source.score}__gte": wanted.least})
    for name, pk in (("event", wanted.event), ("article", wanted.article)):
        if pk is None:
            continue
        if source is OFFICIALS or (source is EVENTS and name == "article"):
            return None
        rows = rows.filter(**({"pk": pk} if source is EVENTS else {name: pk}))
    return rows


def _behind(source: Source, rank: int, place: Place) -> Q:
    lower = Q(**{f"{source.score}__lt": place.score})
    same = Q(**{source.score: place.score})
    if rank < place.rank:
        return lower
    if rank > place.rank:
        return Q(**{f"{source.score}__lte": place.score})
    # the first condition is one the index can begin at
    return Q(**{f"{source.score}__lte": place.score}) & (lower | (same & Q(pk__gt=place.pk)))


def _with_neighbours(source: Source, rows: QuerySet) -> QuerySet:
    """The rows with all that a line of the queue shows, without loading whole texts."""
    if source is CITATIONS:
        return with_context(rows).select_related("event", "article__publisher").defer("event__search_text")
    if source is OTHERS:
        neighbours = ("article__publisher", "other__publisher", "event", "official")
        return with_context(rows).select_related(*neighbours).defer("event__search_text")
    if source is EVENTS:
        best = Citation.objects.filter(event=OuterRef("pk"), evidence_text__isnull=False)
        return rows.annotate(shown=Subquery(best.order_by("-score", "pk").values("pk")[:1])).defer(
            "search_text"
        )
    first = OfficialMention.objects.filter(official=OuterRef("pk"), text__is_current=True).exclude(role="")
    return rows.annotate(shown=Subquery(first.order_by("pk").values("pk")[:1]))


def _give_evidence(rows: Iterable[Model]) -> None:
    """Events and officials rest on the words of others: on their best source, on the place where they are named."""
    by_model: dict[type[Model], dict[int, Model]] = defaultdict(dict)
    for row in rows:
        if isinstance(row, (Event, Official)):
            row.context_words, row.shown_in = "", None
            if row.shown:
                by_model[type(row)][row.shown] = row
    for model, wanting in by_model.items():
        if model is Event:
            found = with_context(Citation.objects.filter(pk__in=wanting)).select_related("article__publisher")
        else:
            named = OfficialMention.objects.filter(pk__in=wanting).select_related("text__article__publisher")
            heavy = ("text__text", "text__source", "text__fingerprint", "text__given")
            found = with_context(named, text="text", start="start", end="end").defer(*heavy)
        for one in found:
            row = wanting[one.pk]
            row.shown_in = one.article if model is Event else one.text.article
            for part in ("context_before", "context_words", "context_after"):
                setattr(row, part, getattr(one, part))


@dataclass(slots=True)
class Verdict:
    """What became of a decision: the tokens that were decided, a sentence for each that was not, the log's mark."""

    batch: str = ""
    done: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    @property
    def is_undoable(self) -> bool:
        """True if anything was done."""
        return bool(self.done)


def accept(tokens: Iterable[str], by: User, reason: str = "") -> Verdict:
    """Accept the proposals that still wait. Who decides one that somebody has decided meanwhile is told so."""
    return _decide(tokens, by, lambda source, rows: source.accept(rows, by, reason))


def refuse(tokens: Iterable[str], by: User, reason: str = "") -> Verdict:
    """Refuse the proposals that still wait; none of them comes back for the same text."""
    return _decide(tokens, by, lambda source, rows: source.refuse(rows, by, reason))


def correct(token: str, by: User, verb: Callable[[Any], object]) -> Verdict:
    """Let ``verb`` decide the one proposal, if it still waits, some other way than by plain accepting or refusing."""
    return _decide([token], by, lambda source, rows: [verb(row) for row in rows])


@transaction.atomic
def _decide(tokens: Iterable[str], by: User, act: Callable[[Source, list[Model]], object]) -> Verdict:
    verdict = Verdict()
    with in_one_go() as verdict.batch:
        for source, names in _by_source(tokens).items():
            rows = _still_waiting(source, names)
            # locked and waiting: whoever comes second finds the row decided
            if rows:
                act(source, list(rows.values()))
            verdict.done += rows
            verdict.late += [_decided_by_others(source, name) for name in names if name not in rows]
    return verdict


def _by_source(tokens: Iterable[str]) -> dict[Source, list[str]]:
    named: dict[Source, list[str]] = defaultdict(list)
    for token in dict.fromkeys(tokens):
        kind, _, pk = token.partition("-")
        if kind in KINDS and pk.isdecimal() and len(pk) <= 18:
            named[KINDS[kind].source].append(token)
    return named


def _still_waiting(source: Source, tokens: list[str]) -> dict[str, Model]:
    found: dict[str, Model] = {}
    rows = source.model._default_manager.filter(state=ReviewState.PROPOSED)
    for start in range(0, len(tokens), decisions.BATCH):
        ids = [int(token.partition("-")[2]) for token in tokens[start : start + decisions.BATCH]]
        for row in rows.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk"):
            found[token_of(row)] = row
    return {token: found[token] for token in tokens if token in found}


def _decided_by_others(source: Source, token: str) -> str:
    row = source.model._default_manager.filter(pk=int(token.partition("-")[2])).first()
    if row is None:
        return _("This proposal is not there any more: nothing was changed.")
    log = Change.objects.filter(object_type=row._meta.model_name, object_key=object_key(row), field="state")
    last = log.select_related("who").first()
    who = last.who.get_username() if last and last.who else _("somebody")
    words = {"row": row, "who": who, "state": row.get_state_display()}
    return _("%(who)s decided this meanwhile: “%(row)s” is %(state)s. Your decision was not applied.") % words


def said(verdict: Verdict, verb: str, name: str = "") -> str:
    """The sentence that tells what was done: ``Accepted: Geneva round.``, ``Refused: 12 proposals.``."""
    number = len(verdict.done)
    what = (
        name
        if number == 1 and name
        else ngettext("%(n)s proposal", "%(n)s proposals", number) % {"n": number}
    )
    done = {
        "accept": _("Accepted: %(what)s."),
        "refuse": _("Refused: %(what)s. It will not be proposed again."),
        "correct": _("Corrected and accepted: %(what)s."),
    }[verb] % {"what": what}
    return " ".join([*([done] if number else []), *verdict.late[:3]]) or _("No proposal was chosen.")
