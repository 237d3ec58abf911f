"""One proposal of each kind, made in plain sight."""

import hashlib
from datetime import date

from articles.models import Proposal
from tests import factories as make

TEXT = (
    "Nobody expected it. The envoys met in Geneva on Thursday, officials said. Deputy Envoy Rowan Field and "
    "Casey Brook sat at the table."
)


def make_proposal(kind, article, evidence="", **fields):
    """A proposal that the article's text gave rise to; ``evidence`` are words of it."""
    text = article.texts.filter(is_current=True).first()
    if evidence:
        fields |= make.span_of(text, evidence)
    number = next(make.counter)
    fields = {
        "text_sha256": text.sha256 if text else "",
        "score": 0.5,
        "reason": "The words say so.",
    } | fields
    key = hashlib.sha256(f"{kind} {number}".encode()).hexdigest()
    return Proposal.objects.create(kind=kind, key=key, article=article, **fields)


def make_read_article(title, **fields):
    """An article of a publisher, with a text and a story of its own."""
    fields = {"publisher": make.make_publisher(), "story": make.make_story(), "text": TEXT} | fields
    return make.make_article(title, **fields)


def one_of_each():
    """Kind → row: a proposed source, event, official, date, participant, join and split."""
    event = make.make_event("Geneva round")
    article = make_read_article("Envoys meet")
    text = article.texts.get()
    official = make.make_official("Rowan Field", state="proposed", proposal_score=0.4)
    make.make_official_mention(text, "Rowan Field", official=official, role="Deputy Envoy")
    new = make.make_event("Lima talks", state="proposed", is_published=False, proposal_score=0.6)
    make.make_citation(new, make_read_article("Talks in Lima"), evidence="The envoys met", score=0.3)
    day = date(2018, 5, 17)
    undated = make_read_article(
        "A look ahead", published=day, published_basis="inferred", published_granularity="day"
    )
    brook = make.make_official("Casey Brook", side="china")
    story = make.make_story()
    return {
        "citation": make.make_citation(
            event, article, evidence="met in Geneva on Thursday", state="proposed", score=0.95,
            reasons=["The day fits."],
        ),
        "event": new,
        "official": official,
        "date": make_proposal("date", undated, "on Thursday", value="2018-05-17", score=0.7),
        "participant": make_proposal("participant", article, "Casey Brook", event=event, official=brook, score=0.8),
        "join": make_proposal("join", make_read_article("One"), other=make_read_article("Two"), score=0.2),
        "split": make_proposal(
            "split", make_read_article("Three", story=story), other=make_read_article("Four", story=story), score=0.5
        ),
    }  # fmt: skip
