"""Parameters of the timeline: what is understood, and what is said of the rest."""

import pytest
from django.http import QueryDict

from articles.views.filters import Filters, excerpt, in_words, read_filters

NO_NAMES = {"official": {}, "topic": {}}


def read(query):
    return read_filters(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Filters()),
        ("q=Soy+beans", Filters(q="Soy beans")),
        ("year=2018", Filters(year="2018")),
        ("month=2018-05", Filters(month="2018-05", year="2018")),
        ("kind=round&kind=summit&kind=round", Filters(kind=("round", "summit"))),
        ("side=both&official=liu-he", Filters(side="both", official="liu-he")),
        ("measures=hide&disputed=1&unreviewed=1", Filters(measures="hide", disputed="1", unreviewed="1")),
        ("order=oldest&page=3", Filters(order="oldest", page=3)),
        ("utm_source=x", Filters()),
    ],
)
def test_it_reads_what_is_asked(query, expected):
    assert read(query) == (expected, [])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("year=abc", "year"),
        ("year=99999", "year"),
        ("month=2018-13", "month"),
        ("month=2018-05-01", "month"),
        ("side=moon", "side"),
        ("kind=quarrel", "kind"),
        ("official=%27;drop", "official"),
        ("page=-1", "page"),
        ("page=1e9", "page"),
        ("page=" + "9" * 5000, "page"),
        ("order=sideways", "order"),
        ("q=a%00b", "q"),
        ("q=" + "x" * 7000, "q"),
    ],
)
def test_it_ignores_what_makes_no_sense_and_says_so(query, name):
    filters, notes = read(query)
    assert filters == Filters()
    assert [note.split()[0] for note in notes] == [name]
    assert len(notes[0]) < 300


def test_a_repeated_parameter_is_named_and_the_last_one_counts():
    filters, notes = read("year=2018&year=2019")
    assert filters.year == "2019"
    assert "2 times" in notes[0]


def test_what_is_shown_again_is_printable_and_short():
    assert excerpt(["a\x00b\u202e"]) == "a�b�"
    assert len(excerpt(["x" * 500])) == 41


def test_a_link_keeps_the_other_filters_and_starts_at_page_one():
    filters = Filters(q="beans", kind=("round", "summit"), page=4)
    assert filters.query(year="2019") == "?q=beans&year=2019&kind=round&kind=summit"
    assert filters.without("kind", "round") == "?q=beans&kind=summit"


def test_a_month_is_one_chip_that_takes_its_year_along():
    chips = in_words(Filters(month="2018-05", year="2018"), NO_NAMES)
    assert chips == [("month", "May 2018", "?")]
