"""Locks and the log in the admin: shown, unlocked by whom, undone by whom; and forms that notice other editors."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article, Change, Event, Story
from tests import factories as make

pytestmark = pytest.mark.django_db


def address(kind, row, page="change"):
    return reverse(f"admin:articles_{kind}_{page}", args=[row.pk])


def fields_of(page):
    """What a browser would send of a form that opened."""
    data = {}
    form = page.context["adminform"].form
    for one in [
        form,
        *(formset.formset.management_form for formset in page.context["inline_admin_formsets"]),
    ]:
        data |= {field.html_name: field.value() for field in one}
    for formset in page.context["inline_admin_formsets"]:
        for one in formset.formset.initial_forms:
            data |= {field.html_name: field.value() for field in one}
    return {name: value for name, value in data.items() if value is not None and value is not False}


def edit(client, kind, row, **values):
    page = client.get(address(kind, row))
    answer = client.post(address(kind, row), fields_of(page) | values)
    assert answer.status_code == 302, answer.context["errors"]
    return answer


@pytest.fixture
def event():
    return make.make_event("Talks")


def test_a_locked_field_is_shown_as_locked(as_role, event):
    chief = as_role("chief editor")
    assert 'class="lock"' not in chief.get(address("event", event)).content.decode()
    edit(chief, "event", event, title="Second talks")
    page = chief.get(address("event", event)).content.decode()
    assert page.count('class="lock"') == 1
    assert 'name="unlock" value="title"' in page


def test_a_chief_editor_unlocks_one_field(as_role):
    article = make.make_article("Envoys meet", locked_fields=["language", "title"])
    edit(as_role("chief editor"), "article", article, unlock=["title"], change_reason="the page was right")
    article.refresh_from_db()
    assert article.locked_fields == ["language"]
    change = Change.objects.get(field="locked_fields")
    assert (change.old, change.new, change.reason) == ("language, title", "language", "the page was right")


def test_a_date_is_unlocked_as_a_whole(as_role, event):
    chief = as_role("chief editor")
    edit(chief, "event", event, date_reason="the ministry says so")
    event.refresh_from_db()
    assert set(event.locked_fields) == {"date_reason", "earliest", "granularity", "is_about", "latest"}
    edit(chief, "event", event, unlock=["earliest"])
    event.refresh_from_db()
    assert event.locked_fields == []


def test_an_editor_may_not_unlock(as_role):
    article = make.make_article("Envoys meet", locked_fields=["title"])
    editor = as_role("editor")
    assert 'name="unlock"' not in editor.get(address("article", article)).content.decode()
    edit(editor, "article", article, unlock=["title"])
    assert Article.objects.get().locked_fields == ["title"]


def test_who_saves_second_is_told_and_nothing_is_lost(as_role, event):
    chief = as_role("chief editor")
    opened = fields_of(chief.get(address("event", event)))
    edit(chief, "event", event, title="The first editor's title")
    page = chief.post(address("event", event), opened | {"city": "Geneva"})
    assert "changed this after you opened it (title: The first editor&#x27;s title)" in page.content.decode()
    assert Event.objects.get().title == "The first editor's title"
    # saving once more is meant
    chief.post(address("event", event), fields_of(page) | {"city": "Geneva"})
    assert Event.objects.get().city == "Geneva"


def test_a_save_and_its_parts_bear_one_mark(as_role, event):
    edit(as_role("chief editor"), "event", event, title="Second talks", city="Geneva")
    assert len(set(Change.objects.values_list("batch", flat=True))) == 1
    assert Change.objects.count() == 2


@pytest.fixture
def change(as_role, event):
    """A change of the title, and the client of the chief editor who made it."""
    chief = as_role("chief editor")
    edit(chief, "event", event, title="Second talks")
    return Change.objects.get(field="title"), chief


def test_a_change_is_undone_by_its_button(change, event):
    made, chief = change
    assert "Undo this change" in chief.get(address("change", made)).content.decode()
    chief.post(address("change", made, "undo"), {"reason": "it was right"})
    assert Event.objects.get().title == "Talks"
    assert Change.objects.first().reason == "it was right"
    assert "Undo this change" not in chief.get(address("change", made)).content.decode()


def test_undoing_is_refused_politely_where_the_value_changed_since(change, event):
    made, chief = change
    edit(chief, "event", event, title="Third talks")
    page = chief.post(address("change", made, "undo"), follow=True)
    assert "is “Third talks” by now, not “Second talks”: it stays." in page.content.decode()
    assert Event.objects.get().title == "Third talks"


def test_several_changes_are_undone_from_the_list(change):
    made, chief = change
    data = {"action": "undo", "_selected_action": [made.pk], "reason": ""}
    chief.post(reverse("admin:articles_change_changelist"), data)
    assert Event.objects.get().title == "Talks"


def test_a_viewer_undoes_nothing(change, as_role):
    made, _chief = change
    viewer = as_role("viewer")
    assert viewer.post(address("change", made, "undo")).status_code == 403
    assert "Undo this change" not in viewer.get(address("change", made)).content.decode()


def test_a_change_is_not_undone_by_opening_an_address(change):
    made, chief = change
    assert chief.get(address("change", made, "undo")).status_code == 405


def test_the_log_is_filtered_by_person_object_and_field(change):
    made, chief = change
    log = reverse("admin:articles_change_changelist")
    who = User.objects.get(username="chief-editor").pk
    for query in (f"who__id__exact={who}", "object_type=event", "field=title", f"batch={made.batch}"):
        assert chief.get(f"{log}?{query}").context["cl"].result_count == 1, query


def test_a_story_is_split_by_choosing_its_members(as_role):
    story = make.make_story()
    articles = [make.make_article(f"Copy {number}", story=story) for number in range(3)]
    editor = as_role("editor")
    assert "Copy 1" in editor.get(address("story", story, "split")).content.decode()
    editor.post(address("story", story, "split"), {"article": [articles[0].pk], "reason": "another day"})
    assert story.articles.count() == 2
    made = Change.objects.get(object_type="article", field="story")
    editor.post(address("change", made, "undo"))
    assert story.articles.count() == 3
    assert Story.objects.count() == 1


@pytest.mark.parametrize("chosen", [[], [0, 1]])
def test_a_story_is_not_split_into_itself(as_role, chosen):
    story = make.make_story()
    articles = [make.make_article(story=story) for _ in range(2)]
    data = {"article": [articles[one].pk for one in chosen]}
    page = as_role("editor").post(address("story", story, "split"), data)
    assert "not none and not all" in page.content.decode()
    assert Story.objects.count() == 1


def test_a_viewer_splits_no_story(as_role):
    story = make.make_story()
    assert as_role("viewer").get(address("story", story, "split")).status_code == 403
