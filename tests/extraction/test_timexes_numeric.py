"""Dates in figures with two readings."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes
from articles.extraction.timexes.numeric import read_figures


def test_two_readings_without_evidence_have_no_value_and_a_reason_with_both() -> None:
    (timex,) = find_timexes(Body("Filed 03/04/2018 in court."), None)
    assert timex.value is None
    assert timex.reason == "'03/04/2018' may be 3 April 2018 or 4 March 2018: nothing in the text decides"


@pytest.mark.parametrize(("day_first", "value"), [(True, "2018-04-03"), (False, "2018-03-04")])
def test_the_given_order_settles_it(day_first: bool, value: str) -> None:
    (timex,) = find_timexes(Body("Filed 03/04/2018 in court."), None, day_first=day_first)
    assert timex.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Filed 03/04/2018, heard 25/04/2018.", "2018-04-03"),
        ("Filed 03/04/2018, heard 04/25/2018.", "2018-03-04"),
    ],
)
def test_an_unambiguous_sibling_settles_it(text: str, value: str) -> None:
    assert find_timexes(Body(text), None)[0].value == value


def test_siblings_that_disagree_settle_nothing() -> None:
    assert find_timexes(Body("Filed 03/04/2018, heard 25/04/2018, closed 04/26/2018."), None)[0].value is None


def test_a_reading_beside_the_articles_date_is_taken() -> None:
    assert find_timexes(Body("The jet was shown on 7/8/07."), date(2007, 7, 9))[0].value == "2007-07-08"


def test_the_same_day_both_ways_is_no_question() -> None:
    assert find_timexes(Body("Filed 05/05/2018."), None)[0].value == "2018-05-05"


@pytest.mark.parametrize(
    "figures", ["13/13/2018", "1.2.18", "00/01/2018", "2018-13-01", "31-02-2018", "5/6", "10.0.0.1"]
)
def test_other_figures_are_no_date(figures: str) -> None:
    assert read_figures(figures, 0) is None
