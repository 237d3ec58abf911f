"""A capital is a place only where the words say so; other cities always are."""

import pytest

from articles.extraction.annotations import Granularity
from articles.extraction.knowledge import EventRecord
from articles.linking.places import find_places, place_names, place_pattern

PATTERN = place_pattern(["washington", "beijing", "geneva", "japan", "palm beach", "mar-a-lago"])


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("talks in washington ended", {"washington"}),
        ("washington and beijing disagree", set()),
        ("the beijing talks went well", {"beijing"}),
        ("washington's demands", set()),
        ("they flew to beijing", {"beijing"}),
        ("the chinese embassy in washington said", set()),
        ("a meeting in china's capital", {"beijing"}),
        ("washington, d.c. will see them again", {"washington"}),
        ("he received them in the oval office", {"washington"}),
        ("the geneva deal and the dinner at mar-a-lago", {"geneva", "mar-a-lago"}),
        ("at a summit in japan", {"japan"}),
    ],
)
def test_it_finds_places_of_meetings(sentence, wanted):
    assert find_places(sentence, PATTERN) == wanted


def test_a_foreign_country_names_the_event_but_a_home_country_does_not():
    from datetime import date

    def event(city, country):
        return EventRecord(
            "e", "e", "round", date(2025, 5, 10), date(2025, 5, 12), Granularity.RANGE, city, country
        )

    assert set(place_names(event("Osaka", "Japan"))) == {"osaka", "japan"}
    assert set(place_names(event("Shanghai", "China"))) == {"shanghai"}
