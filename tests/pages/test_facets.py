"""Counting what each choice would leave."""

from articles.views.facets import Row, count_facets
from articles.views.filters import Filters
from articles.views.strip import HEIGHT, draw_strip


def make_row(pk=1, *, kind="round", month="2018-05", on_record=(), officials=(), has_words=True):
    return Row(pk, kind, month, frozenset(on_record), False, has_words, frozenset(officials), frozenset())


def test_a_row_counts_for_a_choice_if_it_fails_no_other_filter():
    rows = [make_row(1), make_row(2, kind="summit"), make_row(3, kind="summit", month="2019-01")]
    facets = count_facets(rows, Filters(kind=("round",), year="2018"))
    assert [row.pk for row in facets.shown] == [1]
    assert facets.counts("kind", lambda row: [row.kind]) == {"round": 1, "summit": 1}


def test_both_sides_on_record_needs_both():
    rows = [make_row(1, on_record=["us"]), make_row(2, on_record=["us", "china"])]
    assert [row.pk for row in count_facets(rows, Filters(side="both")).shown] == [2]


def test_hiding_measures_leaves_the_talks():
    rows = [make_row(1), make_row(2, kind="measure")]
    assert [row.pk for row in count_facets(rows, Filters(measures="hide")).shown] == [1]


def test_the_strip_keeps_drawing_the_other_months_when_one_is_chosen():
    rows = [make_row(1), make_row(2, month="2019-01")]
    facets = count_facets(rows, Filters(month="2018-05", year="2018"))
    assert [row.pk for row in facets.period] == [1, 2]


def test_a_bar_stands_at_its_month_and_leads_there():
    rows = [make_row(1, month="2018-03"), make_row(2, month="2019-01")]
    strip = draw_strip(rows, Filters(), rows)
    march, january = strip.bars
    assert (march.x, january.x) == (21, 121)
    assert march.query == "?month=2018-03"
    assert march.y + march.height == HEIGHT
    assert strip.width == 240


def test_the_bar_of_the_chosen_month_leads_back_to_all():
    strip = draw_strip([make_row()], Filters(month="2018-05", year="2018"), [make_row()])
    assert strip.bars[0].is_selected
    assert strip.bars[0].query == "?"


def test_the_strip_of_nothing_is_empty():
    assert draw_strip([], Filters(), [make_row(month="")]).years == ()


def test_the_strip_keeps_its_years_when_the_filters_leave_nothing():
    strip = draw_strip([], Filters(q="quinoa"), [make_row(), make_row(2, month="2020-01")])
    assert [(year.label, year.count) for year in strip.years] == [("2018", 0), ("2019", 0), ("2020", 0)]


def test_the_bars_of_the_span_that_is_asked_for_stand_out():
    rows = [make_row(1, month="2018-03"), make_row(2, month="2018-05"), make_row(3, month="2019-01")]
    strip = draw_strip(rows, Filters(first="2018-05-20", last="2018"), rows)
    assert [bar.month for bar in strip.bars if bar.is_selected] == ["2018-05"]
