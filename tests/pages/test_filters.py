"""Parameters of the timeline: what is understood, and what is said of the rest."""

from datetime import date

import pytest
from django.http import QueryDict

from articles.views.filters import Filters, excerpt, in_words, read_filters

NO_NAMES = {"official": {}, "topic": {}, "place": {}}


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
        ("present=both&place=new-york", Filters(present="both", place="new-york")),
        ("status=held&outcome=truce", Filters(status="held", outcome="truce")),
        ("confidence=low&unreviewed=only", Filters(confidence="low", unreviewed="only")),
        ("from=2018-05-20&to=2019", Filters(first="2018-05-20", last="2019")),
        ("from=+2018+", Filters(first="2018")),
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
        ("present=moon", "present"),
        ("place=a b", "place"),
        ("status=lost", "status"),
        ("outcome=war", "outcome"),
        ("confidence=110%25", "confidence"),
        ("unreviewed=2", "unreviewed"),
        ("from=2018-02-30", "from"),
        ("to=tomorrow", "to"),
        ("to=2018-5", "to"),
        ("from=0000-01-01", "from"),
        ("from=2019&to=2018-12-31", "from"),
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


@pytest.mark.parametrize(
    ("first", "last", "words", "span"),
    [
        ("2018-05-20", "", "from 20 May 2018", (date(2018, 5, 20), date.max)),
        ("", "2020-02", "to February 2020", (date.min, date(2020, 2, 29))),
        ("2018", "2019-05", "2018 to May 2019", (date(2018, 1, 1), date(2019, 5, 31))),
    ],
)
def test_a_span_is_one_chip_and_ends_with_its_last_day(first, last, words, span):
    filters = Filters(first=first, last=last)
    assert in_words(filters, NO_NAMES)[0][1:] == (words, "?")
    assert len(in_words(filters, NO_NAMES)) == 1
    assert filters.span == span


def test_a_span_keeps_its_names_in_links():
    assert Filters(first="2018-05", last="2019").query(kind=("round",)) == "?kind=round&from=2018-05&to=2019"


def test_a_day_that_does_not_exist_is_told_what_days_look_like():
    assert read("from=2018-02-30")[1] == [
        "from “2018-02-30” was ignored: a day looks like 2018-05-20, a month like 2018-05, a year like 2018"
    ]


def test_a_search_too_long_is_ignored_in_our_words():
    assert read("q=" + "w" * 201)[1] == [
        f"q “{'w' * 40}…” was ignored: a search takes 200 characters at most"
    ]


@pytest.mark.parametrize("value", ["-1", "abc", "999999999"])
def test_a_wrong_page_is_ignored_in_our_words(value):
    assert read(f"page={value}")[1] == [f"page “{value}” was ignored: a page is a number from 1 on"]
