"""Counting what each choice would leave, and the strip."""

import pytest

from articles.views.event_index import EventIndex, bits_of, numbers_of, planes_of
from articles.views.facets import count_facets
from articles.views.filters import Filters
from articles.views.strip import HEIGHT, count_months, draw_strip


def make_row(kind="round", month="2018-05", *, side=(), official=()):
    """What the index knows of one event."""
    return {"kind": [kind], "month": [month], "year": [month[:4]], "side": side, "official": official}


def make_index(*rows):
    """An index of these events."""
    sets = {}
    for number, row in enumerate(rows):
        for name, values in row.items():
            for value in values:
                held = sets.setdefault(name, {})
                held[value] = held.get(value, 0) | 1 << number
    both = sets.get("side", {})
    sets.setdefault("side", {})["both"] = both.get("us", 0) & both.get("china", 0)
    months = tuple(row["month"][0] for row in rows)
    counts = tuple(range(1, len(rows) + 1))
    return EventIndex(
        pks=counts,
        months=months,
        article_planes=planes_of(counts),
        everything=(1 << len(rows)) - 1,
        sets=sets,
    )


def shown(index, **filters):
    return numbers_of(count_facets(index, Filters(**filters)).shown)


def strip_of(index, **filters):
    facets = count_facets(index, Filters(**filters))
    return draw_strip(count_months(index, facets.period), Filters(**filters))


@pytest.mark.parametrize("numbers", [[], [0], [7, 8], [0, 63, 64, 9_999]])
def test_a_set_of_events_is_a_number_and_back(numbers):
    assert numbers_of(bits_of(numbers)) == numbers


def test_an_event_counts_for_a_choice_if_it_fails_no_other_filter():
    index = make_index(make_row(), make_row("summit"), make_row("summit", "2019-01"))
    facets = count_facets(index, Filters(kind=("round",), year="2018"))
    assert numbers_of(facets.shown) == [0]
    assert facets.counts("kind") == {"round": 1, "summit": 1}


def test_each_filter_says_what_it_leaves_alone_and_what_dropping_it_leaves():
    index = make_index(make_row(), make_row("summit", "2019-01"))
    facets = count_facets(index, Filters(kind=("summit",), year="2018"))
    assert facets.shown == 0
    assert facets.alone == {"kind": 1, "year": 1}
    assert {name: numbers_of(events) for name, events in facets.without.items()} == {"kind": [0], "year": [1]}


def test_words_leave_what_the_search_found():
    facets = count_facets(make_index(make_row(), make_row()), Filters(q="geneva"), found=0b10)
    assert numbers_of(facets.shown) == [1]


def test_both_sides_on_record_needs_both():
    index = make_index(make_row(side=["us"]), make_row(side=["us", "china"]))
    assert shown(index, side="both") == [1]


def test_hiding_measures_leaves_the_talks():
    assert shown(make_index(make_row(), make_row("measure")), measures="hide") == [0]


def test_the_strip_keeps_drawing_the_other_months_when_one_is_chosen():
    index = make_index(make_row(), make_row(month="2019-01"))
    assert [bar.month for bar in strip_of(index, month="2018-05", year="2018").bars] == ["2018-05", "2019-01"]


def test_a_bar_stands_at_its_month_and_leads_there():
    strip = strip_of(make_index(make_row(month="2018-03"), make_row(month="2019-01")))
    march, january = strip.bars
    assert (march.x, january.x) == (21, 121)
    assert march.query == "?month=2018-03"
    assert march.y + march.height == HEIGHT
    assert strip.width == 240


def test_the_strip_counts_the_articles_of_a_month_and_of_a_year():
    strip = strip_of(make_index(make_row(), make_row(), make_row(month="2018")))
    assert strip.bars[0].label == "May 2018: 2 events, 3 articles"
    assert [year.count for year in strip.years] == [3]
    assert "6 articles" in strip.years[0].full_label


def test_the_bar_of_the_chosen_month_leads_back_to_all():
    strip = strip_of(make_index(make_row()), month="2018-05", year="2018")
    assert strip.bars[0].is_selected
    assert strip.bars[0].query == "?"


def test_the_strip_of_the_undated_is_empty():
    assert strip_of(make_index(make_row(month=""))).years == ()


def test_the_strip_keeps_its_years_when_the_filters_leave_nothing():
    strip = strip_of(make_index(make_row(), make_row(month="2020-01")), official="nobody")
    assert [(year.label, year.count) for year in strip.years] == [("2018", 0), ("2019", 0), ("2020", 0)]


def test_the_bars_of_the_span_that_is_asked_for_stand_out():
    index = make_index(make_row(month="2018-03"), make_row(), make_row(month="2019-01"))
    facets = count_facets(index, Filters())
    strip = draw_strip(count_months(index, facets.period), Filters(first="2018-05-20", last="2018"))
    assert [bar.month for bar in strip.bars if bar.is_selected] == ["2018-05"]
