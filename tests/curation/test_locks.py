"""What an editor set is locked, a date as one fact; only an editor unlocks it."""

import pytest

from articles.curation.locks import lock_fields, unlock
from articles.models import Change
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "locked"),
    [
        (["title"], {"title"}),
        (["aliases", "topics"], {"aliases", "topics"}),
        (["change_reason"], set()),
        (["earliest"], {"earliest", "latest", "granularity", "is_about", "date_reason"}),
    ],
)
def test_an_event_locks(fields, locked):
    event = make.make_event()
    assert set(lock_fields(event, fields)) == locked


def test_an_article_locks_its_whole_date():
    article = make.make_article()
    locked = lock_fields(article, ["published_latest"])
    assert {"published_earliest", "published_basis", "published_reason"} <= set(locked)


def test_locks_add_up():
    event = make.make_event(locked_fields=["city"])
    assert lock_fields(event, ["title"]) == ["city", "title"]


def test_rows_without_locks_stay_as_they_are():
    assert lock_fields(make.make_publisher(), ["name"]) == []


def test_unlocking_is_logged():
    event = make.make_event(locked_fields=["city", "title"])
    assert unlock([event], None, "the loader knows better") == 1
    event.refresh_from_db()
    assert event.locked_fields == []
    assert Change.objects.get().old == "city, title"


def test_single_fields_are_unlocked():
    event = make.make_event(locked_fields=["city", "title"])
    unlock([event], None, fields=["city"])
    event.refresh_from_db()
    assert event.locked_fields == ["title"]


def test_unlocking_what_is_not_locked_logs_nothing():
    assert unlock([make.make_event()], None) == 0
    assert not Change.objects.exists()
