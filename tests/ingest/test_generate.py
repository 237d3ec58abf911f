"""``manage.py generate``."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from articles.ingest.digest import digest
from articles.ingest.integrity import faults
from articles.models import Article, Citation, Event, Official, Quotation
from tests.factories import make_event, make_official, make_participation

SMALL = {"events": 40, "articles": 60, "citations": 240, "words": 120}


def generate(**options):
    call_command("generate", **(SMALL | options), verbosity=0)


@pytest.mark.django_db
def test_what_it_makes_is_in_order_and_has_pages(client):
    generate()
    assert (Event.objects.count(), Article.objects.count(), Citation.objects.count()) == (40, 60, 240)
    assert list(faults()) == []
    told = Event.objects.shown().order_by("-article_count").first()
    for address in (
        reverse("articles:timeline"),
        told.get_absolute_url(),
        Article.objects.first().get_absolute_url(),
    ):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_evidence_and_quotations_point_at_their_words():
    generate()
    cited = Citation.objects.exclude(evidence_text=None).select_related("event", "evidence_text").first()
    assert cited.event.kind.replace("-", " ") in cited.evidence
    quoted = Quotation.objects.select_related("text").first()
    assert quoted.text.text[quoted.start - 1 : quoted.start] == "“"


@pytest.mark.django_db
def test_rows_made_later_get_numbers_of_their_own():
    generate()
    make_participation(make_event(), make_official())


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_content():
    digests = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            generate(seed=seed)
            digests.append(digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.django_db
def test_a_database_with_content_is_filled_on_demand_only():
    make_official()
    with pytest.raises(CommandError, match="not empty"):
        generate()
    generate(add=True)
    assert Official.objects.count() > 1
    assert list(faults()) == []


@pytest.mark.django_db
def test_more_links_than_pairs_are_refused():
    with pytest.raises(CommandError, match="more articles or events"):
        generate(citations=100_000)


@pytest.mark.django_db
def test_it_writes_articles_for_ingest(tmp_path):
    path = tmp_path / "made.jsonl"
    generate(jsonl=path, words=400)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == 60
    assert 380 <= sorted(len(record["text"].split()) for record in records)[30] <= 440
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_articles_for_ingest_tell_of_the_events_that_are_there(tmp_path):
    event = make_event("Geneva round", city="Geneva")
    make_participation(event, make_official("Avery Stone"))
    generate(texts=tmp_path / "made")
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "made").iterdir()]
    assert all("Avery Stone met in Geneva on May 17, 2018" in text for text in texts)
