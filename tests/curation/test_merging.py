"""A merge moves everything, buries no decision, and can be undone to the last field."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from articles.curation import merging
from articles.curation.rows import values_of
from articles.models import (
    Article,
    Change,
    Citation,
    Event,
    EventAlias,
    FormerSlug,
    Merge,
    Official,
    OfficialAlias,
    Publisher,
    RoundLabel,
    Story,
    Topic,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

LOGS = {"Change", "Merge", "Revision", "Edition"}


def everything():
    """All rows of all our tables, the many-to-many ones included; the log and what caches go by aside."""
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    return {
        model._meta.label: sorted((values_of(row) for row in model._base_manager.all()), key=str)
        for model in models
        if model.__name__ not in LOGS
    }


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def two_events():
    """Two events that are one, with parts that would stand twice and parts that would not."""
    kept = make.make_event("Talks in Geneva")
    gone = make.make_event("Geneva round", city="Geneva", summary="They met.", parent=kept)
    make.make_event("Evening session", parent=gone)
    FormerSlug.objects.create(slug="an-older-address", event=gone)
    soybeans, tariffs = (Topic.objects.create(slug=name, name=name) for name in ("soybeans", "tariffs"))
    kept.topics.set([soybeans])
    gone.topics.set([soybeans, tariffs])
    stone = make.make_official("Avery Stone")
    make.make_participation(kept, stone)
    make.make_participation(gone, stone, role="lead")
    make.make_participation(gone)
    for event in (kept, gone):
        EventAlias.objects.create(event=event, name="Geneva talks")
        RoundLabel.objects.create(event=event, label="second round", counted_by="the press")
    shared = make.make_article(text="They met in Geneva.")
    make.make_citation(kept, shared, state="proposed", origin="machine")
    make.make_citation(
        gone,
        shared,
        state="refused",
        evidence="Geneva",
        decided_at=datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC),
    )
    make.make_citation(gone)
    make.make_account(gone, dispute=make.make_dispute(gone))
    merging.refresh_events([kept.pk, gone.pk])
    kept.refresh_from_db()
    gone.refresh_from_db()
    return kept, gone


def test_everything_of_an_event_moves(two_events, editor):
    kept, gone = two_events
    merging.merge_events(kept, gone, editor, "one meeting")
    assert not Event.objects.filter(pk=gone.pk).exists()
    assert kept.participations.count() == 2
    assert kept.citations.count() == 2
    assert (
        kept.accounts.count()
        == kept.disputes.count()
        == kept.aliases.count()
        == kept.round_labels.count()
        == 1
    )
    assert set(kept.topics.values_list("slug", flat=True)) == {"soybeans", "tariffs"}
    assert kept.parts.count() == 1


def test_old_addresses_lead_to_the_kept_event(two_events, editor):
    kept, gone = two_events
    merging.merge_events(kept, gone, editor)
    assert set(kept.former_slugs.values_list("slug", flat=True)) == {"an-older-address", gone.slug}


def test_a_merge_fills_in_what_only_the_other_said(two_events, editor):
    kept, gone = two_events
    merging.merge_events(kept, gone, editor)
    kept.refresh_from_db()
    assert (kept.title, kept.city, kept.summary) == ("Talks in Geneva", "Geneva", "They met.")


def test_a_merge_buries_no_decision(two_events, editor):
    kept, gone = two_events
    refused = gone.citations.get(state="refused")
    merging.merge_events(kept, gone, editor)
    link = kept.citations.get(article=refused.article)
    assert (link.state, link.decided_at) == ("refused", refused.decided_at)


def test_counts_are_right_after_a_merge(two_events, editor):
    kept, gone = two_events
    merging.merge_events(kept, gone, editor)
    kept.refresh_from_db()
    assert kept.article_count == 1


def test_a_merge_is_logged_with_its_reason(two_events, editor):
    kept, gone = two_events
    merging.merge_events(kept, gone, editor, "one meeting")
    change = Change.objects.get()
    assert (change.event, change.field, change.old, change.who) == (kept, "merged", gone.slug, editor)
    assert Merge.objects.get().reason == "one meeting"


def test_undoing_restores_every_row_of_an_event(two_events, editor):
    kept, gone = two_events
    before = everything()
    merge = merging.merge_events(kept, gone, editor)
    assert everything() != before
    restored = merging.undo_merge(merge, editor)
    assert restored.slug == gone.slug
    assert everything() == before


def test_undoing_restores_a_merge_into_the_child(two_events, editor):
    parent, child = two_events
    before = everything()
    merge = merging.merge_events(child, parent, editor)
    child.refresh_from_db()
    assert child.parent is None
    merging.undo_merge(merge, editor)
    assert everything() == before


def test_what_an_editor_changed_since_survives_undoing(two_events, editor):
    kept, gone = two_events
    merge = merging.merge_events(kept, gone, editor)
    Event.objects.filter(pk=kept.pk).update(city="Zurich")
    merging.undo_merge(merge, editor)
    kept.refresh_from_db()
    assert kept.city == "Zurich"


def test_a_merge_is_undone_once(two_events, editor):
    merge = merging.merge_events(*two_events, editor)
    merging.undo_merge(merge, editor)
    with pytest.raises(merging.CannotUndo):
        merging.undo_merge(merge, editor)


def test_a_later_merge_has_to_be_undone_first(editor):
    first, second, third = (make.make_event() for _ in range(3))
    inner = merging.merge_events(second, third, editor)
    outer = merging.merge_events(first, second, editor)
    with pytest.raises(merging.CannotUndo):
        merging.undo_merge(inner, editor)
    merging.undo_merge(outer, editor)
    merging.undo_merge(inner, editor)
    assert Event.objects.count() == 3


def test_undoing_stops_where_the_name_is_taken_by_now(editor):
    kept, gone = make.make_publisher("The Ledger"), make.make_publisher("Ledger")
    merge = merging.merge_publishers(kept, gone, editor)
    make.make_publisher("Ledger")
    with pytest.raises(merging.CannotUndo):
        merging.undo_merge(merge, editor)


def test_a_row_is_not_merged_into_itself(editor):
    event = make.make_event()
    with pytest.raises(merging.CannotMerge):
        merging.merge_events(event, event, editor)


@pytest.fixture
def two_officials():
    kept, gone = make.make_official("Avery Stone"), make.make_official("A. Stone", chinese_name="石")
    event = make.make_event()
    text = make.make_text(make.make_article(), "A. Stone said so.")
    make.make_participation(event, kept)
    make.make_participation(event, gone)
    make.make_participation(make.make_event(), gone)
    make.make_post(gone)
    make.make_account(event, speaker=gone)
    make.make_official_mention(text, "A. Stone", official=gone)
    for official in (kept, gone):
        OfficialAlias.objects.create(official=official, name="Stone")
    merging.refresh_events()
    for official in (kept, gone):
        official.refresh_from_db()
    return kept, gone


def test_an_official_goes_by_the_name_of_the_other(two_officials, editor):
    kept, gone = two_officials
    merging.merge_officials(kept, gone, editor)
    assert set(kept.aliases.values_list("name", flat=True)) == {"Stone", "A. Stone"}
    assert kept.participations.count() == 2
    assert kept.mentions.count() == kept.posts.count() == kept.accounts.count() == 1


def test_undoing_restores_every_row_of_an_official(two_officials, editor):
    before = everything()
    merge = merging.merge_officials(*two_officials, editor)
    kept = Official.objects.get()
    assert (kept.chinese_name, kept.locked_fields) == ("石", ["chinese_name"])
    merging.undo_merge(merge, editor)
    assert everything() == before


def test_undoing_restores_every_row_of_a_publisher(editor):
    kept, gone = make.make_publisher("The Ledger"), make.make_publisher("Ledger", domain="ledger.example")
    make.make_article(publisher=gone)
    before = everything()
    merge = merging.merge_publishers(kept, gone, editor)
    assert kept.articles.count() == 1
    assert Publisher.objects.get().domain == "ledger.example"
    merging.undo_merge(merge, editor)
    assert everything() == before


def test_merged_stories_stay_together(editor):
    kept, gone = make.make_story(), make.make_story()
    for story in (kept, gone):
        make.make_article(story=story)
    before = everything()
    merge = merging.merge_stories(kept, gone, editor)
    assert [article.locked_fields for article in kept.articles.all()] == [["story"], ["story"]]
    merging.undo_merge(merge, editor)
    assert everything() == before


def test_a_split_story_stays_apart_and_counts_as_its_own(editor):
    story, event = make.make_story(), make.make_event()
    articles = [make.make_article(story=story) for _ in range(3)]
    for article in articles:
        make.make_citation(event, article)
    new = merging.split_story(articles[:1], editor, "another interview")
    first = Article.objects.get(pk=articles[0].pk)
    event.refresh_from_db()
    assert (first.story, first.locked_fields) == (new, ["story"])
    assert (event.article_count, event.story_count) == (3, 2)
    assert Change.objects.get(field="story").old == story.key


def test_splitting_twice_makes_two_stories(editor):
    articles = [make.make_article(story=make.make_story())]
    merging.split_story(articles, editor)
    merging.split_story(articles, editor)
    assert Story.objects.filter(key__startswith="split-").count() == 2


def test_a_preview_counts_what_would_move(two_events):
    _, gone = two_events
    assert merging.preview(gone)["citations"] == Citation.objects.filter(event=gone).count() == 2


def test_the_row_that_went_is_found_through_several_merges(editor):
    first, second, third = (make.make_publisher(name) for name in ("One", "Two", "Three"))
    merging.merge_publishers(second, third, editor)
    merge = merging.merge_publishers(first, second, editor)
    assert Merge.objects.kept_key("publisher", "Three") == "One"
    merging.undo_merge(merge, editor)
    assert Merge.objects.kept_key("publisher", "Three") == "Two"
    assert Merge.objects.kept_key("publisher", "Other") == "Other"


def test_a_merge_that_fails_half_way_leaves_nothing_half_moved(two_events, editor, monkeypatch):
    before = everything()

    def fail(*arguments):
        raise OSError("the disk is full")

    monkeypatch.setattr(merging, "_keep_name", fail)
    with pytest.raises(OSError, match="disk"):
        merging.merge_events(*two_events, editor)
    assert everything() == before
    assert not Merge.objects.exists()


def test_an_undoing_that_fails_half_way_leaves_the_merge(two_events, editor, monkeypatch):
    merge = merging.merge_events(*two_events, editor)
    before = everything()

    def fail(*arguments):
        raise OSError("the disk is full")

    monkeypatch.setattr(merging, "_change_back", fail)
    with pytest.raises(OSError, match="disk"):
        merging.undo_merge(merge, editor)
    assert everything() == before
    merge.refresh_from_db()
    assert merge.undone_at is None
