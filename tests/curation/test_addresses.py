"""Old addresses of events."""

import pytest

from articles.curation.addresses import keep_address
from articles.models import FormerSlug
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_old_address_is_kept():
    event = make.make_event(slug="new")
    keep_address(event, "old")
    assert FormerSlug.objects.get().event == event


def test_an_address_taken_back_redirects_no_more():
    event = make.make_event(slug="old")
    FormerSlug.objects.create(slug="old", event=event)
    keep_address(event, "new")
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["new"]


def test_the_address_of_another_event_is_left_alone():
    make.make_event(slug="other")
    assert keep_address(make.make_event(slug="new"), "other") is None
