"""Seasons and halves without a year, feast days, and other periods that reports name."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

WEDNESDAY = date(2019, 7, 24)


def found(text: str) -> list[tuple[str, str | None]]:
    return [(timex.text, timex.timex) for timex in find_timexes(Body(text), WEDNESDAY)]


PERIODS = [
    ("Profit in the first half rose by a tenth.", "the first half", "2019-H1"),
    ("First-half profit rose by a tenth.", "First-half", "2019-H1"),
    ("Sales will pick up in the second half.", "the second half", "2019-H2"),
    ("Output fell in the first three months of the year.", "the first three months of the year", "2019-Q1"),
    ("Profit fell in the just-ended quarter.", "the just-ended quarter", "2019-Q2"),
    ("Profit fell in its latest quarter.", "latest quarter", "2019-Q2"),
    ("It built 9 ships in the April-June quarter.", "the April-June quarter", "2019-Q2"),
    ("Output fell in the first six months of 2018.", "the first six months of 2018", "2018-H1"),
    ("Output fell in the first five months of 2018.", "the first five months of 2018", "2018-01/2018-05"),
    (
        "It sold 9 ships in the first 4 months of this year.",
        "the first 4 months of this year",
        "2019-01/2019-04",
    ),
    ("Rain fell in the last two months of last year.", "the last two months of last year", "2018-11/2018-12"),
    ("The hall will be let for October to December.", "October to December", "2019-10/2019-12"),
    ("It rained in November through February 2019.", "November through February 2019", "2018-11/2019-02"),
    ("The fair was held on the first weekend of June.", "the first weekend of June", "2019-W22-WE"),
    ("The fair is held the last weekend in August 2019.", "the last weekend in August 2019", "2019-W35-WE"),
    ("10-11 October: the fair.", "10-11 October", "2019-10-10/2019-10-11"),
    ("The bridge will be done by spring.", "spring", "2020-SP"),
    ("Rates fell in the spring.", "the spring", "2019-SP"),
    ("Her novel will come out in the fall.", "the fall", "2019-FA"),
    ("She bought it in the fall of '98.", "the fall of '98", "1998-FA"),
    ("The firm's 1987 buyout failed.", "1987", "1987"),
    ("He ran in the '92 election.", "'92", "1992"),
    ("Exports will shrink in the year to come, by year end.", "year end", "2019"),
    ("It was idle as recently as May.", "May", "2019-05"),
    ("The shop opens on the 29th.", "the 29th", "2019-07-29"),
    ("The shop was opened on the 29th.", "the 29th", "2019-06-29"),
    ("June figures will be out soon.", "June", "2019-06"),
    ("On the evening of the 11th the shop burned down.", "the 11th", "2019-07-11"),
    ("On the 11th the shop burned down.", "the 11th", "2019-07-11"),
    ("The fair ran from the 9th to the 11th.", "the 9th to the 11th", "2019-07-09/2019-07-11"),
    ("The fair ran from the 29th to the 2nd.", "the 29th to the 2nd", "2019-06-29/2019-07-02"),
    ("Shares fell hard on Friday the 12th.", "Friday the 12th", "2019-07-12"),
    ("They will meet a week from Monday.", "a week from Monday", "2019-08-05"),
    ("They will meet two weeks from today.", "two weeks from today", "2019-08-07"),
    ("They met a week ago Monday.", "a week ago Monday", "2019-07-15"),
    ("Fee increases announced for Jan. 1 will hold.", "Jan. 1", "2020-01-01"),
    ("He turned 7 Dec. 6.", "Dec. 6", "2018-12-06"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), PERIODS)
def test_periods_are_read(sentence: str, text: str, value: str) -> None:
    assert found(sentence) == [(text, value)]


FEASTS = [
    ("Easter", "2019-04-21"),
    ("Good Friday", "2019-04-19"),
    ("Martin Luther King Jr. Day", "2019-01-21"),
    ("Mother's Day", "2019-05-12"),
    ("Memorial Day", "2019-05-27"),
    ("last Thanksgiving", "2018-11-22"),
    ("Columbus Day", "2018-10-08"),
    ("Election Day", "2018-11-06"),
    ("Veterans Day", "2018-11-11"),
]


@pytest.mark.parametrize(("feast", "value"), FEASTS)
def test_feast_days_have_their_day(feast: str, value: str) -> None:
    assert found(f"Prices have risen since {feast}.") == [(feast, value)]


PAIRS = [
    ("Exports will shrink this year and next.", ["2019", "2020"]),
    ("Growth slowed in the second quarter from 5 percent in the first.", ["2019-Q2", "2019-Q1"]),
    ("The feast fell in June, on the 9th.", ["2019-06", "2019-06-09"]),
    (
        "It lost money in the three months ended June 30. The year-ago period was better.",
        ["2019-06-30", "2018-Q2"],
    ),
]


@pytest.mark.parametrize(("text", "values"), PAIRS)
def test_a_period_may_stand_on_the_one_before(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


APART = [
    ("It ran from April to June.", ["2019-04", "2019-06"]),
    ("It was moved from the turn of March to April.", ["2019-03", "2019-04"]),
    ("Claims are taken from May 6, 2019 until June 7, 2020.", ["2019-05-06", "2020-06-07"]),
    ("The court sat from May 12, 2014 until June 3, 2014.", ["2014-05-12", "2014-06-03"]),
    ("Claims are taken from 6 May 2019 to 7 June 2020.", ["2019-05-06", "2020-06-07"]),
    ("The first five months of war were hard.", []),
]


@pytest.mark.parametrize(("text", "values"), APART)
def test_two_ends_with_a_preposition_or_a_year_each_are_two(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


def test_by_the_weekend_is_the_one_to_come() -> None:
    (timex,) = find_timexes(Body("The stands will be gone by the weekend."), date(2019, 7, 22))
    assert timex.timex == "2019-W30-WE"


NO_PERIODS = [
    "They scored twice in the fourth quarter.",
    "Two touchdowns came in the first half.",
    "The lake dries up in the summer.",
    "They bloom late in the summer.",
    "The last Winter Olympics were dull.",
]


@pytest.mark.parametrize("sentence", NO_PERIODS)
def test_games_and_habits_name_no_period(sentence: str) -> None:
    assert found(sentence) == []
