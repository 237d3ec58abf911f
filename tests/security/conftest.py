"""One event with something of everything, so that no page is empty."""

import pytest

from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions
from tests import factories as make


@pytest.fixture
def something(db):
    """The event ``geneva`` with an official, an account, a source, a deadline and a revision."""
    event = make.make_event("Geneva round", slug="geneva", city="Geneva")
    official = make.make_official("Avery Stone", slug="avery-stone")
    make.make_post(official)
    make.make_participation(event, official)
    make.make_account(event)
    make.make_step(make.make_commitment(event), due_on=event.earliest)
    article = make.make_article(text="The envoys met in Geneva.", publisher=make.make_publisher())
    make.make_citation(event, article, evidence="met in Geneva")
    refresh_events([event.pk])
    keep_revisions()
    return event
