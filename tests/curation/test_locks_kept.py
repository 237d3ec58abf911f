"""A lock holds against reading and loading; unlocked, a field is the machine's again."""

import json

import pytest
from django.contrib.auth.models import User

from articles.curation.changes import in_one_go, record_changes, snapshot
from articles.curation.locks import lock_fields, unlock
from articles.curation.undoing import undo_batch
from articles.ingest.chronology import load_chronology
from articles.models import Event
from tests.ingest.small_chronology import write_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path)


@pytest.fixture
def corrected(folder):
    """The event whose title an editor corrected, and the batch that did it."""
    load_chronology(folder)
    editor, event = User.objects.create_user("editor"), Event.objects.order_by("pk").first()
    with in_one_go() as batch:
        before = snapshot(event)
        event.title = "Our title"
        lock_fields(event, ["title"])
        event.save()
        record_changes(event, before, snapshot(event), editor)
    return event, editor, batch


def title_of(event):
    return Event.objects.get(pk=event.pk).title


def test_loading_leaves_a_locked_title(folder, corrected):
    load_chronology(folder)
    assert title_of(corrected[0]) == "Our title"


def test_loading_writes_an_unlocked_title_again(folder, corrected):
    event, editor, _ = corrected
    unlock([event], editor, fields=["title"])
    load_chronology(folder)
    assert title_of(event) == json_title(folder)


def test_loading_writes_a_title_whose_correction_was_undone(folder, corrected):
    event, editor, batch = corrected
    undo_batch(batch, editor)
    Event.objects.filter(pk=event.pk).update(title="Something the machine once wrote")
    load_chronology(folder)
    assert title_of(event) == json_title(folder)


def json_title(folder):
    return json.loads((folder / "events.json").read_text())[0]["title"]
