"""What was done is taken back to the last field, and never over what somebody has set since."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from articles.curation import decisions, merging, queue
from articles.curation.changes import in_one_go, record_changes, snapshot
from articles.curation.locks import lock_fields
from articles.curation.merging import CannotUndo
from articles.curation.rows import values_of
from articles.curation.undoing import is_undoable, undo_batch, undo_changes
from articles.models import Article, Change, Event, Merge, Official, Story
from tests import factories as make

from .proposals import make_proposal, make_read_article, one_of_each

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


def correct(row, editor, **values):
    """An editor's edit as a form makes it: logged and locked, in one go."""
    with in_one_go() as batch:
        before = snapshot(row)
        for name, value in values.items():
            setattr(row, name, value)
        lock_fields(row, values)
        row.save()
        record_changes(row, before, snapshot(row), editor, "a test")
    return batch


def test_a_corrected_title_is_put_back_and_unlocked(editor):
    event = make.make_event("Talks")
    batch = correct(event, editor, title="Second talks")
    undo_batch(batch, editor, "it was right")
    event.refresh_from_db()
    assert (event.title, event.locked_fields) == ("Talks", [])
    undone = Change.objects.first()
    assert (undone.old, undone.new, undone.who, undone.reason) == (
        "Second talks",
        "Talks",
        editor,
        "it was right",
    )
    assert undone.undoes.new == "Second talks"


def test_a_corrected_date_is_put_back_as_a_whole(editor):
    event = make.make_event(earliest=date(2018, 5, 17))
    batch = correct(event, editor, earliest=date(2019, 1, 7), latest=date(2019, 1, 9), granularity="range")
    undo_batch(batch, editor)
    event.refresh_from_db()
    assert (event.earliest, event.latest, event.locked_fields) == (date(2018, 5, 17), date(2018, 5, 17), [])


def test_half_a_date_is_not_put_back_where_it_would_be_a_lie(editor):
    event = make.make_event(earliest=date(2018, 5, 17))
    correct(event, editor, earliest=date(2017, 1, 7), latest=date(2017, 1, 9), granularity="range")
    with pytest.raises(CannotUndo):
        undo_changes([Change.objects.get(field="earliest")], editor)
    assert Event.objects.get().earliest == date(2017, 1, 7)


def test_a_value_that_changed_since_stays(editor):
    event = make.make_event("Talks")
    first = correct(event, editor, title="Second talks")
    correct(event, editor, title="Third talks")
    with pytest.raises(CannotUndo, match="Third talks"):
        undo_batch(first, editor)
    assert Event.objects.get().title == "Third talks"


def test_an_older_change_keeps_the_lock(editor):
    event = make.make_event("Talks")
    correct(event, editor, title="Second talks")
    undo_batch(correct(event, editor, title="Third talks"), editor)
    event.refresh_from_db()
    assert (event.title, event.locked_fields) == ("Second talks", ["title"])


def test_nothing_is_undone_twice(editor):
    batch = correct(make.make_event("Talks"), editor, title="Second talks")
    undo_batch(batch, editor)
    with pytest.raises(CannotUndo, match="undone before"):
        undo_batch(batch, editor)


def test_an_undoing_is_not_undone(editor):
    undo_batch(correct(make.make_event("Talks"), editor, title="Second talks"), editor)
    assert not is_undoable(Change.objects.first())


def test_what_refers_to_another_row_refers_to_the_old_one_again(editor):
    event, whole = make.make_event("Talks"), make.make_event("All the talks")
    batch = correct(event, editor, parent=whole)
    undo_batch(batch, editor)
    event.refresh_from_db()
    assert event.parent is None


def test_a_row_that_is_gone_cannot_be_put_right(editor):
    event = make.make_event("Talks")
    batch = correct(event, editor, title="Second talks")
    event.delete()
    with pytest.raises(CannotUndo, match="not there any more"):
        undo_batch(batch, editor)


@pytest.mark.parametrize("kind", list(queue.KINDS))
@pytest.mark.parametrize("verb", [queue.accept, queue.refuse])
def test_a_decision_on_any_kind_is_taken_back_to_the_last_field(editor, kind, verb):
    rows = one_of_each()
    before = everything_decided()
    verdict = verb([queue.token_of(rows[kind])], editor)
    assert everything_decided() != before
    undo_batch(verdict.batch, editor)
    assert everything_decided() == before


MACHINE_KEPT = {"updated_at", "article_count", "story_count", "search_text", "told_on", "known_by"}


def everything_decided():
    """All that decisions touch, but for times and what the machine keeps."""
    kinds = [Event, Official, Article, Story]
    rows = [row for kind in kinds for row in kind._base_manager.all()]
    rows += [
        row for event in Event.objects.all() for row in [*event.citations.all(), *event.participations.all()]
    ]
    rows += [row for article in Article.objects.all() for row in article.proposals.all()]
    return sorted(
        (str({"": type(row).__name__} | {n: v for n, v in values_of(row).items() if n not in MACHINE_KEPT}))
        for row in rows
    )


def test_a_correction_for_another_event_is_taken_back(editor):
    wrong, right = make.make_event(), make.make_event()
    citation = make.make_citation(wrong, state="proposed")
    with in_one_go() as batch:
        decisions.correct_citation(citation, editor, event=right)
    undo_batch(batch, editor)
    citation.refresh_from_db()
    assert (citation.state, citation.decided_at, right.citations.count()) == ("proposed", None, 0)


def test_a_thousand_refused_at_once_wait_again(editor):
    event = make.make_event()
    tokens = [queue.token_of(make.make_citation(event, state="proposed")) for _ in range(30)]
    undo_batch(queue.refuse(tokens, editor).batch, editor)
    assert event.citations.proposed().count() == 30


@pytest.mark.parametrize("kind", ["event", "official", "participant"])
def test_many_of_a_kind_wait_again_in_few_queries(editor, kind, django_assert_max_num_queries):
    event, article = make.make_event("Geneva round"), make_read_article("Envoys meet")
    for number in range(30):
        official = make.make_official(f"Avery Stone {number}", state="proposed")
        make.make_event(f"Talks {number}", state="proposed", is_published=False)
        make_proposal("participant", article, event=event, official=official)
    tokens = [queue.token_of(row) for row in queue.waiting(queue.Wanted(frozenset({kind})), size=40).rows]
    before = everything_decided()
    verdict = queue.refuse(tokens, editor)
    with django_assert_max_num_queries(60):
        assert undo_batch(verdict.batch, editor) == len(tokens) == 30
    assert everything_decided() == before


def test_of_many_taken_back_one_that_was_decided_anew_stops_all(editor):
    rows = [make.make_official(f"Avery Stone {number}", state="proposed") for number in range(3)]
    verdict = queue.refuse([queue.token_of(row) for row in rows], editor)
    rows[1].refresh_from_db()
    decisions.accept_officials([rows[1]], editor)
    with pytest.raises(CannotUndo):
        undo_batch(verdict.batch, editor)
    assert {one.state for one in Official.objects.exclude(pk=rows[1].pk)} == {"refused"}


def test_a_split_is_taken_back(editor):
    story = make.make_story()
    articles = [make.make_article(story=story) for _ in range(3)]
    with in_one_go() as batch:
        new = merging.split_story(articles[:1], editor)
    undo_batch(batch, editor)
    assert {article.story for article in Article.objects.all()} == {story}
    assert not Story.objects.filter(pk=new.pk).exists()
    assert Article.objects.get(pk=articles[0].pk).locked_fields == []


def test_a_split_is_taken_back_though_its_story_has_gone(editor):
    story = make.make_story(key="one")
    article = make.make_article(story=story)
    with in_one_go() as batch:
        merging.split_story([article], editor)
    story.delete()
    undo_batch(batch, editor)
    assert Article.objects.get().story.key == "one"


def test_a_merge_is_taken_back_from_the_log(editor):
    kept, gone = make.make_official("Avery Stone"), make.make_official("A. Stone")
    merging.merge_officials(kept, gone, editor)
    undo_changes([Change.objects.get(field="merged")], editor)
    assert Official.objects.filter(pk=gone.pk).exists()
    assert Merge.objects.get().undone_at is not None
