"""Unknown officials and unknown events become proposals, the same whatever the order of the articles."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from articles.models import Citation, Event, Official, ReviewState
from tests.factories import make_official

pytestmark = pytest.mark.django_db

FIRST = """Envoys meet in Lima

June 12, 2018

LIMA - U.S. Treasury Secretary Avery Stone met Chinese Vice Premier Lin Tao for trade talks in Lima on Monday. The two spoke of tariffs and of market access for American banks in China.

Stone was joined by Deputy Trade Representative Casey Brook, who went through the list of tariffs with the Chinese delegation.
"""

SECOND = """Trade talks open between China and the United States

June 12, 2018

In Peru the finance chiefs of China and the United States came together again. Chinese Vice Premier Lin Tao met U.S. Treasury Secretary Avery Stone in Lima on Monday for talks on trade, soybeans and tariffs, both governments said. No date for another meeting was given.
"""


def ingest(tmp_path, *texts):
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text)
    call_command("ingest", str(tmp_path), stdout=io.StringIO())


def test_a_meeting_nobody_knows_is_proposed_as_an_event(officials, tmp_path):
    ingest(tmp_path, FIRST)

    event = Event.objects.get()
    assert (event.state, event.is_published) == (ReviewState.PROPOSED, False)
    assert (event.earliest, event.city) == (date(2018, 6, 11), "Lima")
    assert event.proposal_reason.startswith("One article reports")
    assert event.citations.get().state == ReviewState.PROPOSED


def test_articles_that_agree_on_day_and_place_meet_in_one_proposal(officials, tmp_path):
    ingest(tmp_path, FIRST, SECOND)

    event = Event.objects.get()
    assert event.citations.count() == 2
    assert "2 articles (2 independent) report" in event.proposal_reason


def test_a_refused_event_is_not_proposed_again(officials, tmp_path):
    ingest(tmp_path, FIRST)
    Event.objects.update(state=ReviewState.REFUSED)
    Citation.objects.all().delete()

    ingest(tmp_path, SECOND)

    assert Event.objects.get().state == ReviewState.REFUSED
    assert not Citation.objects.exists()


def test_an_unknown_person_with_a_public_post_is_a_proposed_official(officials, tmp_path):
    ingest(tmp_path, FIRST)

    official = Official.objects.proposed().get()
    assert (official.slug, official.side) == ("casey-brook", "us")
    assert "Deputy Trade Representative" in official.proposal_reason


def test_a_refused_official_stays_refused_and_gets_no_mentions(officials, tmp_path):
    make_official("Casey Brook", slug="casey-brook", side="us", state=ReviewState.REFUSED)

    ingest(tmp_path, FIRST)

    assert Official.objects.get(slug="casey-brook").state == ReviewState.REFUSED
    assert not Official.objects.get(slug="casey-brook").mentions.exists()
