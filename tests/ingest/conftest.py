"""Two officials and an event that the articles of these tests speak of."""

from datetime import date

import pytest
from django.core.management import call_command

from articles.models import Event
from tests.factories import make_event, make_official, make_post

from .small_chronology import write_files


@pytest.fixture
def officials(db):
    """Avery Stone, Treasury Secretary, and Lin Tao, Vice Premier."""
    stone = make_official("Avery Stone", slug="avery-stone", side="us")
    titles = ["Treasury Secretary"]
    make_post(stone, "Secretary of the Treasury", short_titles=titles, start=date(2017, 1, 20))
    lin = make_official(
        "Lin Tao", slug="lin-tao", side="china", family_name="Lin", given_name="Tao", name_order="family-first"
    )  # fmt: skip
    make_post(lin, "Vice Premier", short_titles=["Vice Premier"], start=date(2017, 3, 1))
    return [stone, lin]


@pytest.fixture
def chronology(officials):
    """The Geneva round of 17–18 May 2018, led by both."""
    event = make_event(
        "Geneva round", slug="2018-05-geneva-round", kind=Event.Kind.ROUND, city="Geneva", country="Switzerland",
        earliest=date(2018, 5, 17), latest=date(2018, 5, 18), search_text="",
    )  # fmt: skip
    for official in officials:
        event.participations.create(official=official, role="lead")
    call_command("refresh_counts", verbosity=0)
    return event


@pytest.fixture
def small(tmp_path):
    """A folder with a chronology of one event."""
    return write_files(tmp_path)
