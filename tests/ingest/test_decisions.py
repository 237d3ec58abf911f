"""Decisions that ship with the samples are made once and leave every other decision alone."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.ingest.chronology import load_chronology
from articles.ingest.decisions import load_decisions
from articles.models import Citation, ReviewState
from tests.factories import make_article, make_citation, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation():
    event, article = make_event(slug="geneva"), make_article("Envoys meet")
    return make_citation(event, article, state=ReviewState.PROPOSED, origin=Citation.Origin.MACHINE)


@pytest.fixture
def decisions(tmp_path):
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps([{"article": "Envoys meet", "event": "geneva"}]))
    return path


def test_a_named_link_is_accepted_once(citation, decisions):
    assert load_decisions(decisions) == (1, [])
    assert load_decisions(decisions) == (0, [])

    citation.refresh_from_db()
    assert citation.state == ReviewState.ACCEPTED
    assert citation.event.__class__.objects.get().article_count == 1


def test_a_refusal_of_an_editor_stays(citation, decisions):
    Citation.objects.update(state=ReviewState.REFUSED, decided_at=timezone.now())

    assert load_decisions(decisions) == (0, [])
    assert Citation.objects.get().state == ReviewState.REFUSED


def test_a_link_that_nobody_proposed_is_named(decisions):
    assert load_decisions(decisions) == (0, ["“Envoys meet” and geneva"])


def test_every_shipped_decision_fits_what_the_samples_propose():
    load_chronology(settings.BASE_DIR / "fixtures" / "chronology")
    call_command("ingest", str(settings.BASE_DIR / "fixtures" / "articles"), stdout=io.StringIO())

    accepted, missing = load_decisions(settings.BASE_DIR / "fixtures" / "decisions.json")

    assert missing == []
    assert accepted >= 10
