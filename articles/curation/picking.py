"""Evidence that an editor picks: a sentence of an article's text, kept as a span of the version it was picked from."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.extraction.sentences import sentence_spans
from articles.models import Account, ArticleText, Citation, Event
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .changes import ADDED, in_one_go, record, record_changes, stored_snapshot
from .decisions import accept_citations
from .naming import events_touched_by

MOST_SHOWN = 200
"""Sentences shown at once: of a longer text one sees a part, and searches for the rest."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text and where it stands."""

    start: int
    end: int
    words: str

    @property
    def span(self) -> str:
        """``236-310``: what a form sends."""
        return f"{self.start}-{self.end}"


class NoSentence(Exception):
    """A span that is no sentence of the text."""


def sentences_of(text: ArticleText, wanted: str = "") -> list[Sentence]:
    """The sentences of a text in order; with ``wanted`` those that hold all its words, in any letter case."""
    body = text.text
    words = wanted.casefold().split()
    found = (Sentence(span.start, span.end, body[span.start : span.end]) for span in sentence_spans(body))
    return [one for one in found if all(word in one.words.casefold() for word in words)]


def sentence_at(text: ArticleText, span: str) -> Sentence:
    """The sentence that a form sent as ``236-310``. Raises ``NoSentence`` for anything that is none of this text's."""
    for one in sentences_of(text):
        if one.span == span:
            return one
    raise NoSentence(span)


@transaction.atomic
def pin_evidence(
    row: Account | Citation, text: ArticleText, sentence: Sentence, by: User | None, reason: str = ""
) -> None:
    """Rest the row on the sentence; an account also gets the article among its sources."""
    before = stored_snapshot(row)
    row.evidence_text, row.evidence_start, row.evidence_end = text, sentence.start, sentence.end
    row.save(update_fields=["evidence_text", "evidence_start", "evidence_end"])
    if isinstance(row, Account):
        row.sources.add(text.article_id)
    with in_one_go():
        record_changes(row, before, stored_snapshot(row), by, reason)
    _bring_up_to_date(row)


@transaction.atomic
def cite_sentence(
    event: Event, text: ArticleText, sentence: Sentence, relation: str, by: User | None, reason: str = ""
) -> Citation:
    """Make the article a source of the event on the ground of the sentence, whether or not it was proposed before."""
    with in_one_go():
        citation, is_new = Citation.objects.get_or_create(
            event=event,
            article_id=text.article_id,
            defaults={"relation": relation, "origin": Citation.Origin.CURATED, "score": 1.0},
        )
        if is_new:
            record(citation, ADDED, "", str(citation), by, reason)
        pin_evidence(citation, text, sentence, by, reason)
        accept_citations([citation], by, reason, relation=relation)
    citation.refresh_from_db()
    return citation


@transaction.atomic
def tell_account(
    event: Event,
    text: ArticleText,
    sentence: Sentence,
    values: dict[str, Any],
    by: User | None,
    reason: str = "",
) -> Account:
    """A new account of the event (with ``dispute`` an answer to it) that rests on the sentence.

    Without words of its own it quotes the sentence.
    """
    values = {**values, "text": values.get("text") or sentence.words}
    last = Account.objects.filter(event=event).order_by("-order").values_list("order", flat=True).first()
    account = Account(
        event=event,
        order=0 if last is None else last + 1,
        evidence_text=text,
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        **values,
    )
    account.full_clean()
    account.save()
    account.sources.add(text.article_id)
    record(account, ADDED, "", str(account), by, reason)
    _bring_up_to_date(account)
    return account


def _bring_up_to_date(row: Account | Citation) -> None:
    touched = events_touched_by(row)
    refresh_events(touched)
    keep_revisions(touched)
