"""Rows for tests, made in plain sight: each function makes one row (and what it cannot stand without).

Every argument has a default; ``counter`` keeps slugs, addresses and names apart.
"""

from datetime import date
from itertools import count

from articles.models import (
    Account,
    Article,
    ArticleText,
    Citation,
    Commitment,
    CommitmentStep,
    DateMention,
    Dispute,
    Edition,
    Event,
    Official,
    OfficialMention,
    Participation,
    Post,
    Publisher,
    Quotation,
    Story,
)
from articles.models.counts import search_text_of
from articles.models.dates import granularity_between

counter = count(1)


def make_event(title="Round of talks in Geneva", *, earliest=date(2018, 5, 17), latest=None, **fields):
    """A published event; ``earliest=None`` makes an undated one. ``latest`` is ``earliest`` unless given."""
    latest = latest or earliest
    if earliest and "granularity" not in fields:
        fields["granularity"] = granularity_between(earliest, latest)
    fields = {
        "slug": f"event-{next(counter)}",
        "kind": Event.Kind.ROUND,
        "is_published": True,
    } | fields
    event = Event(title=title, earliest=earliest, latest=latest, **fields)
    event.search_text = fields.get("search_text") or search_text_of(event)
    event.save(force_insert=True)
    return event


def make_official(name="Avery Stone", *, side="us", **fields):
    """An accepted official without posts."""
    given, _, family = name.rpartition(" ")
    fields = {
        "slug": f"{name.casefold().replace(' ', '-')}-{next(counter)}",
        "family_name": family,
        "given_name": given,
    } | fields
    return Official.objects.create(name=name, side=side, **fields)


def make_post(official, title="Trade Envoy", *, start=None, end=None, **fields):
    """A post of the official, its dates seen in a source."""
    fields = {"is_start_verified": True, "is_end_verified": True} | fields
    return Post.objects.create(official=official, title=title, start=start, end=end, **fields)


def make_publisher(name=None, **fields):
    """A publisher with a name of its own."""
    return Publisher.objects.create(name=name or f"The Daily Ledger {next(counter)}", **fields)


def make_story(**fields):
    """A story no article belongs to yet."""
    return Story.objects.create(**({"key": f"story-{next(counter)}"} | fields))


def make_article(title="Envoys meet over tariffs", *, published=date(2018, 5, 18), text=None, **fields):
    """An article dated by its page, with a current text version if ``text`` is given."""
    url = fields.pop("url", f"https://news.example/{next(counter)}")
    dated = {
        "published_earliest": published,
        "published_latest": published,
        "published_basis": Article.DateBasis.STATED if published else Article.DateBasis.UNKNOWN,
    }
    fields = {"key": Article.key_for(url=url, source=title), **dated} | fields
    article = Article.objects.create(title=title, url=url, **fields)
    if text is not None:
        make_text(article, text)
    return article


def make_text(article, text="The envoys met on Thursday.", **fields):
    """The current version of the article's text."""
    fields = {"sha256": Article.key_for(source=text), "extraction_version": 1} | fields
    return ArticleText.objects.create(article=article, text=text, **fields)


def span_of(text, words):
    """``evidence_text``, ``evidence_start`` and ``evidence_end`` for ``words`` in an ArticleText."""
    start = text.text.index(words)
    return {"evidence_text": text, "evidence_start": start, "evidence_end": start + len(words)}


def make_citation(event, article=None, *, evidence="", **fields):
    """An accepted citation; ``evidence`` are words of the article's current text."""
    article = article or make_article()
    if evidence:
        fields |= span_of(article.texts.get(is_current=True), evidence)
    fields = {"relation": Citation.EventRelation.REPORT, "state": "accepted"} | fields
    return Citation.objects.create(event=event, article=article, **fields)


def make_participation(event, official=None, **fields):
    """The official (a new one unless given) takes part in the event."""
    return Participation.objects.create(event=event, official=official or make_official(), **fields)


def make_dispute(event, question="Was a date agreed?", **fields):
    """An open question about the event."""
    return Dispute.objects.create(event=event, question=question, **({"slug": f"d-{next(counter)}"} | fields))


def make_account(event, side="us", text="They called the meeting useful.", **fields):
    """What one side says of the event; with ``dispute`` an answer to its question."""
    if fields.get("dispute"):
        fields = {"modality": Account.Modality.ASSERTS} | fields
    return Account.objects.create(event=event, side=side, text=text, **fields)


def make_commitment(event, what="Buy more steel", *, side="china", **fields):
    """Something to be done, announced at the event; without steps."""
    fields = {"slug": f"c-{next(counter)}"} | fields
    return Commitment.objects.create(event=event, side=side, what=what, **fields)


def make_step(commitment, state="announced", text="It was announced.", **fields):
    """A step of the commitment, after those it has."""
    fields = {"order": commitment.steps.count()} | fields
    return CommitmentStep.objects.create(commitment=commitment, state=state, text=text, **fields)


def _found(model, text, words, **fields):
    start = text.text.index(words)
    return model.objects.create(text=text, start=start, end=start + len(words), **fields)


def make_date_mention(text, words, **fields):
    """``words`` of the text as a time expression."""
    return _found(DateMention, text, words, **({"kind": "relative"} | fields))


def make_official_mention(text, words, **fields):
    """``words`` of the text as a person's name."""
    return _found(OfficialMention, text, words, **({"name": words} | fields))


def make_quotation(text, words, **fields):
    """``words`` of the text as the inside of quotation marks."""
    return _found(Quotation, text, words, **fields)


def begin_another_transaction():
    """As if what follows were written in another transaction than what came before: PostgreSQL marks a page once in each."""
    Edition.objects.update(writer=None)
