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
    ("The bridge will be done by spring.", "spring", "2020-SP"),
    ("Rates fell in the spring.", "the spring", "2019-SP"),
    ("Her novel will come out in the fall.", "the fall", "2019-FA"),
    ("She bought it in the fall of '98.", "the fall of '98", "1998-FA"),
    ("The firm's 1987 buyout failed.", "1987", "1987"),
    ("He ran in the '92 election.", "'92", "1992"),
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
