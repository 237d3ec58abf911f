"""Adding by hand in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import PendingDocument
from tests import factories as make

ADD = "/admin/articles/pendingdocument/add/"
LIST = "/admin/articles/pendingdocument/"

pytestmark = pytest.mark.django_db


def upload(name="talks.txt", content=b"The envoys met."):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("sent", "form", "state"),
    [
        ({"text": "The envoys met."}, "text", "waiting"),
        ({"url": "https://news.example/a"}, "address", "unfetched"),
        (
            {"text": "The envoys met.", "url": "https://news.example/a", "published": "2018-05-17"},
            "text",
            "waiting",
        ),
    ],
)
def test_what_an_editor_gives_is_kept_and_waits(as_role, sent, form, state):
    response = as_role("editor").post(ADD, sent)
    assert response.url == LIST
    row = PendingDocument.objects.get()
    assert (row.form, row.state, row.added_by.username) == (form, state, "editor")


def test_several_files_are_kept(as_role):
    as_role("editor").post(ADD, {"files": [upload(), upload("more.html", b"<html><p>They met.</p></html>")]})
    assert set(PendingDocument.objects.values_list("name", flat=True)) == {"talks.txt", "more.html"}


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({}, "Give a text"),
        ({"text": "words", "files": [upload()]}, "not both"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"url": "ftp://news.example/a"}, "valid URL"),
        ({"files": [upload("x.pdf", b"%PDF")]}, "only .txt"),
        ({"files": [upload("x.txt", b"%PDF-1.7")]}, "a PDF"),
        ({"files": [upload(), upload("b.txt")], "url": "https://news.example/a"}, "One address"),
        ({"files": [upload(f"{n}.txt") for n in range(51)]}, "At most 50"),
        ({"text": "words", "published": "1066-10-14"}, "no date"),
        ({"text": "words", "published": "2018-02-30"}, "valid date"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field_and_not_kept(as_role, sent, word):
    page = as_role("editor").post(ADD, sent)
    assert page.status_code == 200
    assert word in page.content.decode()
    assert not PendingDocument.objects.exists()


def test_a_text_over_the_limit_is_refused(as_role, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    assert as_role("editor").post(ADD, {"text": "x" * 20_000}).status_code == 400


def test_a_viewer_adds_nothing_and_sees_the_list(as_role):
    viewer = as_role("viewer")
    assert viewer.get(ADD).status_code == 403
    assert viewer.post(ADD, {"text": "words"}).status_code == 403
    assert viewer.get(LIST).status_code == 200


def test_the_list_shows_the_result_or_the_reason(admin_client):
    article = make.make_article("Envoys meet")
    PendingDocument.objects.create(form="text", name="a", state="stored", outcome="created", article=article)
    PendingDocument.objects.create(
        form="file", name="<b>b</b>", state="failed", error="a PDF, not a text", error_code="binary"
    )
    page = admin_client.get(LIST).content.decode()
    assert reverse("admin:articles_article_change", args=[article.pk]) in page
    assert "a PDF, not a text" in page
    assert "<b>b</b>" not in page


def test_failed_ones_are_tried_again(as_role):
    row = PendingDocument.objects.create(form="file", name="a", state="failed", error="too slow")
    as_role("editor").post(LIST, {"action": "retry", "_selected_action": [row.pk], "reason": "a new version"})
    row.refresh_from_db()
    assert row.state == "waiting"


def test_one_that_is_not_wanted_is_taken_away(as_role):
    row = PendingDocument.objects.create(form="file", name="a")
    as_role("editor").post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    assert not PendingDocument.objects.exists()


def test_what_was_added_is_not_changed(as_role):
    row = PendingDocument.objects.create(form="file", name="a", content=b"words")
    address = f"{LIST}{row.pk}/change/"
    editor = as_role("editor")
    assert b'name="_save"' not in editor.get(address).content
    assert editor.post(address, {"name": "b"}).status_code == 403
