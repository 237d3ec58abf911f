"""Why a search found an event: the sentence, title or name that holds the words its line on the timeline does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, Subquery, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber, Substr
from django.utils.translation import gettext_lazy as _

from articles.extraction.search_words import Wanted, how_many, split_at, wanted_in, words_in
from articles.extraction.sentences import sentence_spans
from articles.models import Account, Citation, Dispute, Event, EventAlias, OfficialAlias, Participation

ROWS_READ = 2_000
LINKS_READ = 100
"""Links of each event that are looked into, the best first."""
LONGEST = 320

LABELS = {
    "account": _("An account"),
    "dispute": _("Accounts differ"),
    "evidence": _("A source"),
    "alias": _("Also called"),
    "official": _("Took part"),
    "topic": _("Topic"),
    "title": _("Title of a source"),
}
"""What a hit stands in, the most telling first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words were found, and the words around them."""

    label: str
    text: str


def find_hits(events: Sequence[Event], words: Sequence[str], known_on=None) -> dict[int, Hit]:
    """Event → the text that holds most of what stands neither in its title nor in its summary. One query.

    With ``known_on`` only sources published by that day count.
    """
    wanted = wanted_in(" ".join(words))
    missing = {event.pk: _missing(event, wanted) for event in events}
    missing = {pk: lacking for pk, lacking in missing.items() if lacking}
    if not missing:
        return {}
    best: dict[int, tuple[int, int, str]] = {}
    rank = list(LABELS)
    met = _Met(wanted)
    for pk, kind, text in _candidates(list(missing), wanted, known_on)[:ROWS_READ]:
        held_before = -best[pk][0] if pk in best else 1
        if met.at_most(text, missing[pk]) < held_before:
            continue
        held = len(met.in_text(text) & missing[pk])
        standing = (-held, rank.index(kind), text)
        if held and (pk not in best or standing < best[pk]):
            best[pk] = standing
    return {
        pk: Hit(str(LABELS[rank[place]]), sentence_with(text, _in_order(wanted, missing[pk])))
        for pk, (_, place, text) in best.items()
    }


@dataclass(slots=True)
class _Met:
    """Which of the things searched for stand in a text. The same titles and sentences come again and again."""

    wanted: Sequence[Wanted]
    found: dict[str, frozenset[Wanted]] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)

    def in_text(self, text: str) -> frozenset[Wanted]:
        """Those that stand in the text."""
        if text not in self.found:
            words = list(words_in(text))
            met = (one for one in self.wanted if any(one.is_met_by(word) for word in words))
            self.found[text] = frozenset(met)
        return self.found[text]

    def at_most(self, text: str, lacking: frozenset[Wanted]) -> int:
        """How many can stand there at most, by their first letters: reading the words takes thirty times as long."""
        if not text.isascii():
            return len(lacking)
        # "U.S." is the word "us"
        plain = self.plain.setdefault(text, text.lower().replace(".", ""))
        return sum(root_of(one) in plain for one in lacking)


def _in_order(wanted: Iterable[Wanted], lacking: frozenset[Wanted]) -> list[Wanted]:
    return [one for one in wanted if one in lacking]


def _missing(event: Event, wanted: Iterable[Wanted]) -> frozenset[Wanted]:
    shown = list(words_in(" ".join([event.title, event.summary if event.is_talks else "", event.city])))
    return frozenset(one for one in wanted if not any(one.is_met_by(word) for word in shown))


def _candidates(events: list[int], wanted: Sequence[Wanted], known_on) -> QuerySet:
    """Rows (event, kind, text) of everything an event is found by that may hold one of the words."""
    length = F("evidence_end") - F("evidence_start")
    sentence = Substr("evidence_text__text", F("evidence_start") + 1, length)
    cited = Citation.objects.filter(_one_of(_best_links(events)))
    accounts = Account.objects.filter(event__in=events)
    if known_on:
        cited = cited.filter(article__published_latest__lte=known_on)
        accounts = accounts.known_on(known_on)
    present = Participation.objects.filter(event__in=events)
    named = OfficialAlias.objects.filter(official__participations__event__in=events)
    told = Event.objects.filter(pk__in=events)
    sources = [
        ("account", accounts, "event_id", F("text")),
        ("dispute", Dispute.objects.filter(event__in=events), "event_id", F("question")),
        ("alias", EventAlias.objects.filter(event__in=events), "event_id", F("name")),
        ("topic", told, "pk", F("topics__name")),
        ("official", present, "event_id", F("official__name")),
        ("official", present, "event_id", F("official__chinese_name")),
        ("official", named, "official__participations__event_id", F("name")),
        ("title", cited, "event_id", F("article__title")),
        ("evidence", cited.exclude(evidence_text=None), "event_id", sentence),
    ]
    parts = [_with_words(rows, event, kind, text, wanted) for kind, rows, event, text in sources]
    return parts[0].union(*parts[1:], all=True)


def _best_links(events: list[int]) -> QuerySet:
    """The accepted links of each event with the best scores: an event told of everywhere has tens of thousands."""
    place = Window(RowNumber(), partition_by="event", order_by=F("score").desc())
    cited = Citation.objects.accepted().filter(event__in=events).order_by()
    return cited.annotate(place=place).filter(place__lte=LINKS_READ).values("pk")


def _one_of(links: QuerySet) -> Q | Func:
    """That a row is one of these. PostgreSQL is made to gather them first: it takes them for so many more than they are
    that it would read every link there is."""
    if connection.vendor == "postgresql":
        return Func(
            F("pk"),
            Subquery(links),
            arg_joiner=" = ANY(ARRAY",
            template="%(expressions)s)",
            output_field=BooleanField(),
        )
    return Q(pk__in=links)


def _with_words(rows: QuerySet, event: str, kind: str, text, wanted: Sequence[Wanted]) -> QuerySet:
    return (
        rows.order_by()
        .annotate(
            hit_event=F(event),
            hit_kind=Value(kind, CharField()),
            hit_text=Cast(text, TextField()),
        )
        .filter(_holds(wanted))
        .values_list("hit_event", "hit_kind", "hit_text")
    )


def _holds(wanted: Sequence[Wanted]) -> Q:
    """That a text has the root of one of the words. One question of PostgreSQL, which unpacks the article a sentence
    stands in for each anew; SQLite compares faster than it calls for an expression."""
    roots = [root_of(one) for one in wanted]
    if connection.vendor == "postgresql":
        return Q(hit_text__iregex="|".join(map(re.escape, roots)))
    held = Q()
    for root in roots:
        held |= Q(hit_text__icontains=root)
    return held


def root_of(wanted: Wanted) -> str:
    """What every word that meets it begins with: ``polici`` → ``polic``, for "policy" does, ``hope`` → ``hop``."""
    return wanted.signs or wanted.terms[0].rstrip("ie") or wanted.terms[0]


def sentence_with(text: str, wanted: Sequence[Wanted]) -> str:
    """The sentence of ``text`` that holds most of the words, cut to some 300 characters around the first of them."""
    sentences = [text[span.start : span.end] for span in sentence_spans(text)] or [text]
    best = max(sentences, key=lambda one: how_many(one, wanted))
    if len(best) <= LONGEST:
        return best
    pieces = split_at(best, wanted)
    at = len(pieces[0][0]) if len(pieces) > 1 and not pieces[0][1] else 0
    start = best.rfind(" ", 0, max(0, at - LONGEST // 3)) + 1
    end = best.find(" ", start + LONGEST)
    return ("… " if start else "") + best[start : end if end > 0 else len(best)] + (" …" if end > 0 else "")


def split_at_words(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, True for those that are one of the words: ``[("The ", False), ("talks", True)]``."""
    return split_at(text, wanted_in(" ".join(words)))


def explain_hits(events: Sequence[Event], words: Sequence[str], known_on=None) -> None:
    """Give each event ``hit``: why it was found, or None where its line says so itself."""
    hits = find_hits(events, words, known_on) if words else {}
    for event in events:
        event.hit = hits.get(event.pk)
