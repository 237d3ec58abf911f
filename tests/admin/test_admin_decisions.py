"""Deciding, editing and merging through the admin, as an editor does."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from articles.extraction.search_words import terms_of
from articles.models import (
    Article,
    Change,
    Citation,
    Dispute,
    Event,
    EventAlias,
    FormerSlug,
    Merge,
    Official,
    Participation,
    Publisher,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def run(client, model, action, rows, **fields):
    url = reverse(f"admin:articles_{model}_changelist")
    return client.post(
        url, {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **fields}, follow=True
    )


def form_values(client, url):
    """What a browser would send back from the form at ``url``."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    values = {}
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                values[field.html_name] = (
                    [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
                )
    return values


def send(client, url, **changed):
    response = client.post(url, {**form_values(client, url), **changed}, follow=True)
    form = response.context and response.context.get("errors")
    assert not form, form
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("action", "state", "relation"),
    [
        ("accept", "accepted", "report"),
        ("refuse", "refused", "report"),
        ("accept_as_preview", "accepted", "preview"),
        ("accept_as_mention", "accepted", "mention"),
    ],
)
def test_citations_are_decided_in_bulk_with_a_reason(as_role, action, state, relation):
    event = make.make_event()
    rows = [make.make_citation(event, state="proposed") for _ in range(3)]
    run(as_role("editor"), "citation", action, rows, reason="read them all")
    assert set(Citation.objects.values_list("state", "relation")) == {(state, relation)}
    assert set(Change.objects.values_list("reason", "who__username")) == {("read them all", "editor")}


@pytest.mark.parametrize(("action", "state"), [("accept", "accepted"), ("refuse", "refused")])
@pytest.mark.parametrize(("model", "factory"), [("official", make.make_official), ("event", make.make_event)])
def test_proposed_officials_and_events_are_decided_in_bulk(as_role, model, factory, action, state):
    rows = [factory(f"Proposed {number}", state="proposed") for number in range(2)]
    run(as_role("editor"), model, action, rows)
    assert {type(row).objects.get(pk=row.pk).state for row in rows} == {state}


@pytest.mark.parametrize(
    ("model", "action"), [("citation", "accept"), ("event", "accept"), ("event", "merge_selected")]
)
def test_a_viewer_decides_nothing(as_role, model, action):
    citation = make.make_citation(make.make_event(state="proposed"), state="proposed")
    other = make.make_event()
    rows = [citation] if model == "citation" else [citation.event, other]
    run(as_role("viewer"), model, action, rows, kept=other.pk)
    citation.refresh_from_db()
    assert citation.state == "proposed"
    assert Event.objects.count() == 2


def test_an_editor_does_not_merge(as_role):
    rows = [make.make_event() for _ in range(2)]
    run(as_role("editor"), "event", "merge_selected", rows, kept=rows[0].pk)
    assert Event.objects.count() == 2


def test_the_queue_shows_what_waits_best_first(admin_client):
    event = make.make_event()
    for state, score in (("proposed", 0.4), ("accepted", 0.9), ("proposed", 0.8)):
        make.make_citation(event, state=state, score=score)
    page = admin_client.get(reverse("admin:articles_citation_changelist"))
    assert [(one.state, one.score) for one in page.context["cl"].result_list] == [
        ("proposed", 0.8),
        ("proposed", 0.4),
    ]


@pytest.mark.parametrize(
    ("query", "count"), [("state=all", 3), ("state=accepted", 1), ("score=70", 1), ("score=0", 1)]
)
def test_the_queue_is_filtered(admin_client, query, count):
    event = make.make_event()
    for state, score in (("proposed", 0.4), ("accepted", 0.9), ("proposed", 0.8)):
        make.make_citation(event, state=state, score=score)
    page = admin_client.get(reverse("admin:articles_citation_changelist") + f"?{query}")
    assert page.context["cl"].result_count == count


def test_the_queue_shows_evidence_in_its_sentence(admin_client):
    article = make.make_article(text="It rained. The envoys met in Geneva on Friday. They ate.")
    make.make_citation(
        make.make_event(), article, evidence="in Geneva", state="proposed", reasons=["The place fits."]
    )
    page = admin_client.get(reverse("admin:articles_citation_changelist")).content.decode()
    assert "The envoys met <mark>in Geneva</mark> on Friday.</q>" in page
    assert "<li>The place fits.</li>" in page


def event_form(event):
    return reverse("admin:articles_event_change", args=[event.pk])


def test_an_edited_field_is_logged_and_locked(as_role):
    event = make.make_event("Talks")
    send(as_role("editor"), event_form(event), title="Second talks", change_reason="typo")
    event.refresh_from_db()
    assert (event.title, event.locked_fields) == ("Second talks", ["title"])
    change = Change.objects.get()
    assert (change.field, change.old, change.new, change.reason) == ("title", "Talks", "Second talks", "typo")
    assert terms_of([event.title]) <= set(event.search_text.split())


def test_saving_without_a_change_logs_and_locks_nothing(as_role):
    event = make.make_event()
    make.make_participation(event)
    make.make_account(event)
    make.make_citation(event)
    send(as_role("editor"), event_form(event))
    event.refresh_from_db()
    assert event.locked_fields == []
    assert not Change.objects.exists()


def test_a_new_slug_keeps_the_old_address(as_role):
    event = make.make_event(slug="old-address")
    send(as_role("editor"), event_form(event), slug="new-address")
    assert FormerSlug.objects.get().slug == "old-address"


def test_everything_of_an_event_is_edited_on_one_page(as_role):
    event, official, article = make.make_event(), make.make_official(), make.make_article()
    changed = {
        "participations-TOTAL_FORMS": 1,
        "participations-0-official": official.pk,
        "participations-0-role": "lead",
        "participations-0-certainty": "confirmed",
        "aliases-TOTAL_FORMS": 1,
        "aliases-0-name": "The thaw",
        "round_labels-TOTAL_FORMS": 1,
        "round_labels-0-label": "third round",
        "round_labels-0-counted_by": "the press",
        "disputes-TOTAL_FORMS": 1,
        "disputes-0-question": "Was a date agreed?",
        "disputes-0-state": "open",
        "disputes-0-slug": "was-a-date-agreed",
        "accounts-TOTAL_FORMS": 1,
        "accounts-0-side": "china",
        "accounts-0-text": "They spoke of progress.",
        "accounts-0-order": 0,
        "citations-2-TOTAL_FORMS": 1,
        "citations-2-0-article": article.pk,
        "citations-2-0-relation": "report",
    }
    send(as_role("editor"), event_form(event), **changed)
    event.refresh_from_db()
    assert Participation.objects.get().official == official
    assert event.round_labels.count() == event.accounts.count() == Dispute.objects.count() == 1
    citation = Citation.objects.get()
    assert (citation.state, citation.origin, citation.decided_by.username) == (
        "accepted",
        "curated",
        "editor",
    )
    assert event.article_count == 1
    assert {"participations", "aliases", "accounts"} <= set(event.locked_fields)
    assert "citations" not in event.locked_fields
    assert Change.objects.filter(event=event, field="added").count() == 6


def test_a_source_is_refused_on_the_page_of_its_event(as_role):
    event = make.make_event()
    citation = make.make_citation(event, state="proposed")
    send(as_role("editor"), event_form(event), **{"citations-0-state": "refused"})
    citation.refresh_from_db()
    assert (citation.state, citation.is_decided) == ("refused", True)
    assert Change.objects.get().object_type == "citation"


def test_an_event_with_many_sources_shows_the_best_and_saves(as_role):
    event = make.make_event()
    for number in range(60):
        make.make_citation(event, state="proposed", score=number / 100)
    editor = as_role("editor")
    page = editor.get(event_form(event))
    shown = next(one for one in page.context["inline_admin_formsets"] if one.formset.prefix == "citations")
    assert [form.instance.score for form in shown.formset.forms][:2] == [0.59, 0.58]
    assert len(shown.formset.forms) == 40
    send(editor, event_form(event), **{"citations-0-state": "accepted"})
    assert Citation.objects.get(state="accepted").score == 0.59


def test_a_removed_alias_is_logged(as_role):
    event = make.make_event()
    EventAlias.objects.create(event=event, name="The thaw")
    send(as_role("editor"), event_form(event), **{"aliases-0-DELETE": "on"})
    assert not EventAlias.objects.exists()
    change = Change.objects.get()
    assert (change.field, change.old, change.event) == ("removed", "The thaw", event)


def test_a_new_event_is_logged(as_role):
    editor = as_role("editor")
    url = reverse("admin:articles_event_add")
    send(
        editor,
        url,
        title="New talks",
        slug="new-talks",
        kind="round",
        earliest="2018-05-17",
        latest="2018-05-18",
    )
    event = Event.objects.get()
    assert Change.objects.get().field == "added"
    assert {"title", "earliest"} <= set(event.locked_fields)


def test_days_in_the_wrong_order_are_refused_by_the_form(as_role):
    event = make.make_event()
    editor = as_role("editor")
    values = form_values(editor, event_form(event)) | {"latest": "2018-05-01"}
    assert editor.post(event_form(event), values).context["errors"]


def test_another_event_chosen_for_a_citation_refuses_the_wrong_link(as_role):
    citation, right = make.make_citation(make.make_event(), state="proposed"), make.make_event("Right one")
    url = reverse("admin:articles_citation_change", args=[citation.pk])
    send(as_role("editor"), url, event=right.pk)
    assert dict(Citation.objects.values_list("event_id", "state")) == {
        citation.event_id: "refused",
        right.pk: "accepted",
    }


def test_a_citation_put_back_is_undecided(as_role):
    citation = make.make_citation(make.make_event(), state="proposed")
    editor = as_role("editor")
    url = reverse("admin:articles_citation_change", args=[citation.pk])
    send(editor, url, state="refused")
    send(editor, url, state="proposed")
    citation.refresh_from_db()
    assert not citation.is_decided


def test_an_editor_dates_an_article_and_the_machine_leaves_it(as_role):
    article = make.make_article(published=None)
    url = reverse("admin:articles_article_change", args=[article.pk])
    dated = {
        "published_earliest": "2018-05-18",
        "published_latest": "2018-05-18",
        "published_granularity": "day",
    }
    send(as_role("editor"), url, **dated, published_basis="given")
    article.refresh_from_db()
    assert article.published_in_words == "18 May 2018"
    assert "published_reason" in article.locked_fields


def test_fields_are_unlocked_by_a_chief_editor_only(as_role):
    article = make.make_article(locked_fields=["title"])
    run(as_role("editor"), "article", "unlock_rows", [article])
    assert Article.objects.get().locked_fields == ["title"]
    run(as_role("chief editor"), "article", "unlock_rows", [article])
    assert Article.objects.get().locked_fields == []


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        ("event", make.make_event),
        ("official", make.make_official),
        ("publisher", make.make_publisher),
        ("story", lambda name: make.make_story()),
    ],
)
def test_rows_are_merged_after_a_preview_and_the_merge_undone(as_role, model, factory):
    rows = [factory(f"One {number}") for number in range(3)]
    chief = as_role("chief editor")
    preview = run(chief, model, "merge_selected", rows, reason="the same")
    assert preview.templates[0].name == "admin/merge_confirmation.html"
    assert type(rows[0]).objects.count() == 3
    run(chief, model, "merge_selected", rows, kept=rows[1].pk, reason="the same")
    assert type(rows[0]).objects.get() == rows[1]
    run(chief, "merge", "undo", Merge.objects.all())
    assert type(rows[0]).objects.count() == 3
    assert not Merge.objects.filter(undone_at=None).exists()


def test_a_single_row_is_not_merged(as_role):
    page = run(as_role("chief editor"), "publisher", "merge_selected", [make.make_publisher()])
    assert "Choose two" in page.content.decode()
    assert Publisher.objects.count() == 1


def test_a_merge_that_cannot_be_undone_says_why(as_role):
    rows = [make.make_publisher(name) for name in ("One", "Two")]
    chief = as_role("chief editor")
    run(chief, "publisher", "merge_selected", rows, kept=rows[0].pk)
    make.make_publisher("Two")
    page = run(chief, "merge", "undo", Merge.objects.all())
    assert "is called Two by now" in page.content.decode()


@pytest.mark.parametrize("model", ["articletext", "change", "merge"])
def test_what_is_frozen_cannot_be_changed_or_deleted(admin_client, model):
    make.make_article(text="Frozen.")
    Change.objects.create(object_type="event", object_key="x", field="title")
    Merge.objects.create(object_type="event", kept_key="x", gone_key="y", gone_row={}, moved={"moved": {}})
    row = {
        "articletext": Article.objects.get().texts.get(),
        "change": Change.objects.get(),
        "merge": Merge.objects.get(),
    }
    for page in ("change", "delete"):
        url = reverse(f"admin:articles_{model}_{page}", args=[row[model].pk])
        assert admin_client.post(url, {"post": "yes", "text": "Other."}).status_code == 403
    assert admin_client.get(reverse(f"admin:articles_{model}_add")).status_code == 403


def test_a_citation_is_refused_not_deleted(admin_client):
    citation = make.make_citation(make.make_event(), state="proposed")
    url = reverse("admin:articles_citation_delete", args=[citation.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 403


def test_a_chief_editor_deletes_an_article_with_its_texts(as_role):
    event, article = make.make_event(), make.make_article(text="Frozen.")
    make.make_citation(event, article)
    url = reverse("admin:articles_article_delete", args=[article.pk])
    as_role("chief editor").post(url, {"post": "yes"})
    assert not Article.objects.exists()
    assert Change.objects.get().field == "removed"
    event.refresh_from_db()
    assert event.article_count == 0


def test_an_editor_deletes_no_event(as_role):
    event = make.make_event()
    url = reverse("admin:articles_event_delete", args=[event.pk])
    assert as_role("editor").post(url, {"post": "yes"}).status_code == 403


def test_an_official_is_edited_with_names_and_posts(as_role):
    official = make.make_official()
    url = reverse("admin:articles_official_change", args=[official.pk])
    changed = {
        "aliases-TOTAL_FORMS": 1,
        "aliases-0-name": "A. Stone",
        "posts-TOTAL_FORMS": 1,
        "posts-0-title": "Trade Envoy",
        "posts-0-short_titles": '["Envoy"]',
        "posts-0-start_granularity": "day",
        "posts-0-end_granularity": "day",
    }
    send(as_role("editor"), url, **changed)
    official = Official.objects.get()
    assert official.posts.get().short_titles == ["Envoy"]
    assert official.locked_fields == ["aliases", "posts"]
