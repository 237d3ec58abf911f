"""A small database with a row of every kind, and with what people did to them."""

import hashlib
from datetime import date

from django.contrib.auth.models import User

from articles.curation import decisions, merging, pending
from articles.curation.proposals import refuse_proposals
from articles.curation.undoing import undo_changes
from articles.extraction.fingerprints import fingerprint
from articles.ingest.archive.tables import TABLES
from articles.ingest.stories import index_texts
from articles.models import (
    Account,
    Change,
    Event,
    EventAlias,
    FingerprintBand,
    PendingDocument,
    Proposal,
    Publisher,
    Refusal,
    RoundLabel,
    Topic,
)
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions
from tests import factories as make

CLOSED = "Nobody has printed this sentence before. Both sides met in Geneva on Thursday. “Not this week,” Stone said."
EVIDENCE = "Both sides met in Geneva on Thursday."


def make_read(title, text, **fields):
    """An article whose current text is sound: hash, fingerprint and index entries are those of the text."""
    article = make.make_article(title, **fields)
    _add_text(article, text, version=1)
    return article


def _add_text(article, text, *, version):
    article.texts.update(is_current=False)
    FingerprintBand.objects.filter(text__article=article).delete()
    row = make.make_text(
        article,
        text,
        version=version,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=f"MENU {text}",
        source_format="text",
        given={"url": article.url, "title": article.title},
        fingerprint=fingerprint(text).to_bytes(),
    )
    index_texts([(row, fingerprint(text))])
    return row


def make_everything():
    """Rows of every kind, decided, merged, undone, refused. Returns the user who did it."""
    lin = User.objects.create(username="lin", email="lin@example.org", password="not a hash")
    kept, gone = _make_events()
    closed = _make_sources(kept, gone)
    _make_parts(kept, gone)
    refresh_events()
    keep_revisions()
    _decide(kept, gone, closed, lin)
    refresh_events()
    return lin


def _make_events():
    parent = make.make_event(
        "Talks of 2018", slug="zz-parent", earliest=date(2018, 1, 1), latest=date(2018, 12, 31)
    )
    kept = make.make_event("=Geneva round", slug="geneva", parent=parent, summary="'They met; ünïcode 会谈")
    gone = make.make_event("Round in Geneva", slug="geneva-again", city="Geneva", editor_note="Only for us.")
    for event in (kept, gone):
        event.topics.add(Topic.objects.get_or_create(slug="tariffs", name="Tariffs")[0])
    EventAlias.objects.create(event=gone, name="Lake talks")
    RoundLabel.objects.create(event=gone, label="2nd", counted_by="US press")
    return kept, gone


def _make_sources(kept, gone):
    ledger = Publisher.objects.create(name="The Ledger", domain="ledger.example")
    story = make.make_story(key="story-of-geneva")
    closed = make_read("Envoys part", CLOSED, url="https://ledger.example/1", publisher=ledger, story=story)
    make.make_citation(
        kept, closed, evidence=EVIDENCE, state="proposed", score=0.97, reasons=["the same day"]
    )
    text = closed.texts.get()
    make.make_date_mention(
        text, "Thursday", value="2018-05-17", earliest=date(2018, 5, 17), latest=date(2018, 5, 17)
    )
    make.make_quotation(text, "Not this week", speaker_name="Stone", side="us")
    changed = make_read(
        "A page that changed", "It said one thing then.", url="https://ledger.example/2", story=story
    )
    _add_text(changed, "It says another thing now.", version=2)
    free = make_read("Joint text", "The parties agree to meet.", licence="CC0-1.0", published=None, url="")
    make.make_citation(gone, free, evidence="agree to meet", origin="curated")
    make.make_citation(gone, closed, state="accepted", decided_at="2026-07-01T10:00:00.123456Z")
    return closed


def _make_parts(kept, gone):
    stone = make.make_official("Avery Stone", slug="avery-stone")
    double = make.make_official("A. Stone", slug="a-stone")
    make.make_post(stone, "Trade Envoy", start=date(2018, 1, 1), short_titles=["Envoy"])
    make.make_post(double, "Envoy for Trade")
    make.make_participation(gone, stone, role="lead")
    make.make_participation(kept, double)
    dispute = make.make_dispute(gone, "Was a sum named?", slug="sum")
    account = make.make_account(gone, "us", "A sum was named.", dispute=dispute, speaker=double)
    account.sources.add(*gone.citations.values_list("article", flat=True))
    make.make_account(gone, "china", "@No sum was named.", dispute=dispute, modality="denies")
    promise = make.make_commitment(gone, slug="steel")
    make.make_step(promise, due_on=date(2018, 7, 16), happened_at=kept)
    make.make_step(promise, state="delivered", on=date(2018, 7, 1))


def _decide(kept, gone, closed, lin):
    decisions.accept_citations(kept.citations.all(), lin, "It says so.")
    refused = make.make_citation(kept, make.make_article("Of something else"), state="proposed")
    decisions.refuse_citations([refused], lin, "Another round.")
    account = Account.objects.get(side="china")
    Change.objects.create(
        object_type="account", object_key=f"geneva-again#{account.pk}", event=gone, field="text",
        old="No.", new=account.text, who=lin, reason="Clearer.", batch="b1",
    )  # fmt: skip
    decisions.correct_row(kept, {"venue": "A villa", "city": "Genf"}, lin, "Seen in a picture.")
    undo_changes(Change.objects.filter(field="city"), lin)
    stone, double = (make.Official.objects.get(slug=slug) for slug in ("avery-stone", "a-stone"))
    merging.merge_officials(stone, double, lin, "One man.")
    merging.merge_events(Event.objects.get(pk=kept.pk), Event.objects.get(pk=gone.pk), lin, "The same day.")
    proposal = Proposal.objects.create(
        kind="date", key="k" * 64, text_sha256=closed.texts.get().sha256, article=closed, value="2018-05-17"
    )
    refuse_proposals([proposal], lin, "No.")
    Refusal.objects.create(kind="citation", text_sha256="a" * 64, event=Event.objects.get(slug="geneva"))
    Refusal.objects.create(kind="event", value="no-such-round")
    pending.add_text("A pasted text, not read yet.", pending.Given(title="Pasted"), lin)
    assert PendingDocument.objects.count() == 1


def wipe():
    """Empty the database; numbers go on from where they were."""
    Event.objects.update(parent=None)
    Change.objects.update(undoes=None)
    FingerprintBand.objects.all().delete()
    Account.sources.through.objects.all().delete()
    for table in reversed(TABLES):
        table.model._base_manager.all()._raw_delete("default")
