"""What counts from a date told before: neighbours, amounts, comparisons with the year before."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

WEDNESDAY = date(2019, 7, 24)


def values(text: str) -> list[str | None]:
    return [timex.timex for timex in find_timexes(Body(text), WEDNESDAY)]


COUNTED = [
    ("The mill burned on May 3, 2012. The next day its owner fled.", "2012-05-04"),
    ("The envoy landed Sunday. The following day he saw the premier.", "2019-07-22"),
    ("The index rose on Monday. The previous day it had slid.", "2019-07-21"),
    ("The index rose on Monday. A day earlier it had slid.", "2019-07-21"),
    ("The club won the cup in 2012. The following year it was sold.", "2013"),
    ("The club won the cup in 2012. Later that year it was sold.", "2012"),
    ("The club won the cup in 2012. Two years later it was sold.", "2014"),
    ("The club won the cup in 2012. Three years earlier it was founded.", "2009"),
    ("Orders rose by 3 percent in May after 2 percent the previous month.", "2019-04"),
    ("Orders rose by 3 percent in May from a month earlier.", "2019-04"),
    ("The firm lost money in 2012, though less than the year before.", "2011"),
    ("She was hired in June 2012 and left the following March.", "2013-03"),
    ("She was hired in June 2012 and left that December.", "2012-12"),
    ("Shares were sold in October 2012. By the following spring they had doubled.", "2013-SP"),
    ("The memoir came out in 2012. In September of that year a film followed.", "2012-09"),
    ("The treaty was signed on May 3, 2012. The following Monday it was torn up.", "2012-05-07"),
]


@pytest.mark.parametrize(("text", "value"), COUNTED)
def test_an_expression_counts_from_the_date_told_before(text: str, value: str) -> None:
    assert values(text)[-1] == value


COMPARED = [
    ("Exports rose 3% in May from a year earlier.", "2018-05"),
    ("Profit in the second quarter was $3 million, up from $2 million a year ago.", "2018-Q2"),
    ("First-quarter profit doubled. Sales were $9 million, against $8 million a year earlier.", "2018-Q1"),
    ("First-quarter profit doubled. The year-earlier period had a gain of $1 million.", "2018-Q1"),
    ("Output was 9 million tons in 2012, against 8 million a year earlier.", "2011"),
    ("In the first nine months of 2016, sales were 4% off the same period last year.", "2018"),
    ("Prices rose 2 percent in May. A year ago it was a sleepy town.", "2018"),
    ("In June 90 firms failed, against 80 in the same month of 2016.", "2016-06"),
    ("Second-period earnings fell.", "2019-Q2"),
]


@pytest.mark.parametrize(("text", "value"), COMPARED)
def test_a_comparison_takes_the_period_told_a_year_back(text: str, value: str) -> None:
    assert values(text)[-1] == value


NOT_COUNTED = [
    "Two days later the envoy flew home.",
    "He was freed on May 3, 2012, the same day.",
    "It opened two years later than planned.",
    "Over the next year they will build ships.",
    "The following year was dull.",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_has_no_date_to_count_from_is_left_out(text: str) -> None:
    assert [value for value in values(text) if value != "2012-05-03"] == []


def test_a_sentence_that_opens_with_an_old_year_lends_it() -> None:
    assert values("In 2003, the port was shut between Jan. 8 and Feb. 5.")[-1] == "2003-01-08/2003-02-05"


def test_bare_years_do_not_make_a_history() -> None:
    text = "It was so in 1971, 1978, 1985 and 1988. Rules of 1978 remain. The panel meets in December."
    assert values(text)[-1] == "2019-12"


def test_what_counts_from_a_whole_date_needs_no_anchor() -> None:
    text = "The mill burned on May 3, 2012. The next day its owner fled. A week later"
    assert [timex.timex for timex in find_timexes(Body(text), None)] == [
        "2012-05-03",
        "2012-05-04",
        "2012-W19",
    ]
