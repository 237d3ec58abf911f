"""What people decided, typed or took away outlives another loading of the chronology."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.ingest.chronology import load_chronology
from articles.models import (
    Article,
    Change,
    Citation,
    Dispute,
    Event,
    FormerSlug,
    Merge,
    Official,
    Participation,
    ReviewState,
)

from .small_chronology import changed, write_files


@pytest.mark.django_db
def test_locked_field_is_kept_and_the_others_corrected(small):
    load_chronology(small)
    Event.objects.update(city="Salem", locked_fields=["city"])
    report = load_chronology(
        write_files(small, **changed("events", city="Baltimore", country="United States"))
    )
    event = Event.objects.get()
    assert (event.city, event.country) == ("Salem", "United States")
    assert report.updated == 1


@pytest.mark.django_db
def test_field_a_user_changed_is_kept(small):
    load_chronology(small)
    user = User.objects.create(username="editor")
    Official.objects.update(name="Anne Example")
    Change.objects.create(object_type="official", object_key="ann-example", field="name", who=user)
    report = load_chronology(small)
    assert Official.objects.get().name == "Anne Example"
    assert (report.updated, report.kept) == (0, 1)


@pytest.mark.django_db
def test_refused_citation_stays_refused(small):
    load_chronology(small)
    Citation.objects.update(state=ReviewState.REFUSED, decided_at=timezone.now())
    load_chronology(small)
    assert set(Citation.objects.values_list("state", flat=True)) == {"refused"}


@pytest.mark.django_db
def test_citation_the_machine_proposed_becomes_an_accepted_one(small):
    load_chronology(small)
    Citation.objects.update(state=ReviewState.PROPOSED, origin="machine", score=0.4)
    load_chronology(small)
    assert set(Citation.objects.values_list("state", "origin", "score")) == {("accepted", "curated", 1.0)}


@pytest.mark.django_db
def test_article_whose_text_was_read_keeps_what_the_text_says(small):
    load_chronology(small)
    article = Article.objects.get(url="https://anchor.example/talks")
    article.texts.create(text="Talks.", sha256="0" * 64, extraction_version=1)
    Article.objects.filter(pk=article.pk).update(title="The page's own headline")
    report = load_chronology(small)
    article.refresh_from_db()
    assert article.title == "The page's own headline"
    assert report.kept == 1


@pytest.mark.django_db
def test_participant_an_editor_took_out_does_not_come_back(small):
    load_chronology(small)
    user = User.objects.create(username="editor")
    Participation.objects.all().delete()
    Change.objects.create(
        object_type="participation", object_key="x", field="official", who=user, event=Event.objects.get()
    )
    load_chronology(small)
    assert not Participation.objects.exists()


@pytest.mark.django_db
def test_renamed_event_is_found_by_its_former_slug(small):
    load_chronology(small)
    event = Event.objects.get()
    FormerSlug.objects.create(slug=event.slug, event=event)
    Event.objects.update(slug="2018-05-quay-round")
    load_chronology(small)
    assert Event.objects.get().slug == "2018-05-quay-round"


@pytest.mark.django_db
def test_merged_event_does_not_come_back(small):
    load_chronology(small)
    kept = Event.objects.create(slug="2018-05-kept", title="Kept", kind="round")
    Event.objects.exclude(pk=kept.pk).delete()
    Merge.objects.create(
        object_type="event", kept_key=kept.slug, gone_key="2018-05-harbour-round", gone_row={}, moved={}
    )
    load_chronology(small)
    assert [event.slug for event in Event.objects.all()] == ["2018-05-kept"]


@pytest.mark.django_db
def test_events_merged_one_after_the_other_do_not_come_back(small):
    load_chronology(small)
    last = Event.objects.create(slug="2018-05-last", title="Last", kind="round")
    Event.objects.exclude(pk=last.pk).delete()
    for kept, gone in (("2018-05-next", "2018-05-harbour-round"), ("2018-05-last", "2018-05-next")):
        Merge.objects.create(object_type="event", kept_key=kept, gone_key=gone, gone_row={}, moved={})
    load_chronology(small)
    assert Event.objects.get() == last


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "noun", "key"),
    [
        (Event, "event", "2018-05-harbour-round"),
        (Article, "article", Article.key_for(url="https://anchor.example/undated")),
        (Dispute, "dispute", "2018-05-was-there-a-text"),
    ],
)
def test_row_an_editor_removed_does_not_come_back(small, model, noun, key):
    load_chronology(small)
    user = User.objects.create(username="editor")
    model.objects.get_by_natural_key(key).delete()
    Change.objects.create(object_type=noun, object_key=key, field="removed", who=user)
    left = model.objects.count()
    load_chronology(small)
    assert model.objects.count() == left


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lists", [["aliases"], ["round_labels"], ["topics"], ["participations"], ["accounts"]]
)
def test_list_an_editor_tended_is_left_as_it_is(small, lists):
    load_chronology(small)
    Event.objects.update(locked_fields=lists)
    event = Event.objects.get()
    related = getattr(event, lists[0])
    related.clear() if lists == ["topics"] else related.all().delete()
    load_chronology(small)
    assert not getattr(event, lists[0]).exists()
