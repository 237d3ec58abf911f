"""The log says what differs, in words that outlive the rows."""

from datetime import date

import pytest

from articles.curation.changes import record_changes, snapshot
from articles.models import Change, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


def logged(row, before, after):
    record_changes(row, before, after, None, "because")
    return list(Change.objects.order_by("field").values_list("field", "old", "new"))


def test_only_what_differs_is_logged():
    event = make.make_event("First", city="Geneva")
    before = snapshot(event)
    event.title, event.earliest = "Second", date(2018, 5, 16)
    assert logged(event, before, snapshot(event)) == [
        ("earliest", "2018-05-17", "2018-05-16"),
        ("title", "First", "Second"),
    ]


def test_related_rows_are_logged_by_their_permanent_keys():
    article = make.make_article(publisher=make.make_publisher("The Daily Ledger"))
    before = snapshot(article)
    article.publisher = make.make_publisher("The Evening Post")
    assert logged(article, before, snapshot(article)) == [
        ("publisher", "The Daily Ledger", "The Evening Post")
    ]


def test_lists_are_logged():
    event = make.make_event()
    before = snapshot(event)
    event.topics.add(Topic.objects.create(slug="soybeans", name="soybeans"))
    assert logged(event, before, snapshot(event)) == [("topics", "", "soybeans")]


def test_what_the_machine_keeps_is_not_logged():
    event = make.make_event()
    before = snapshot(event)
    event.article_count, event.search_text = 5, "other"
    assert logged(event, before, snapshot(event)) == []


@pytest.mark.parametrize(
    "make_part", [make.make_participation, make.make_account, make.make_citation, make.make_dispute]
)
def test_a_part_is_logged_on_the_page_of_its_event(make_part):
    event = make.make_event()
    part = make_part(event)
    record_changes(part, None, snapshot(part), None)
    change = Change.objects.get()
    assert (change.event, change.field, change.new) == (event, "added", str(part))


def test_a_removed_event_leaves_its_line_in_the_log():
    event = make.make_event()
    record_changes(event, snapshot(event), None, None)
    event.delete()
    assert Change.objects.get().object_key == event.slug
