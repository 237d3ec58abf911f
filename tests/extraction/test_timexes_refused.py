"""What looks like a date and is none."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

ANCHOR = date(2018, 5, 16)

NO_DATES = [
    "The two sides may sit down again.",
    "May I ask what you think?",
    "They march on the capital.",
    "Theresa May spoke to the House, and Mrs May left.",
    "It was the second time they sat together.",
    "The sun set over the port.",
    "A march through the old town drew crowds.",
    "He gave a talk about Made in China 2025.",
    "The Trade Expansion Act of 1962 was used.",
    "The 1974 Trade Act was used.",
    "Section 301 and Section 232 were used.",
    "The doors open at 10:30 a.m. local time.",
    "The truce lasts 90 days.",
    "A year-long dispute drags on.",
    "Growth came over the past two days.",
    "In recent weeks the tone softened.",
    "They meet in the next week or two.",
    "The day after the talks they flew home.",
    "Black Friday sales were brisk.",
    "Ash Wednesday is a holiday.",
    "The Sunday Times had the story.",
    "They confer every Friday.",
    "November soybeans gained a dime.",
    "The July futures contract slipped.",
    "About 2000 workers walked out.",
    "It cost $2018 in all.",
    "It has 2,018 parts.",
    "The resort lies 2015 metres up.",
    "He works for USA Today in town.",
    "At the end of the day, trust counts.",
    "Over decades the gap widened.",
    "The weekend talks were long.",
    "Route 66 and Boeing 747 are famous.",
    "A 10-20 percent duty looms.",
    "The score was 3-2 at the break.",
    "Version 1.2.18 is out.",
    "Prices fall when supply springs back.",
    "It has been so since the September 11 attacks.",
    "She now heads the desk, and recently moved.",
    "Vision 2030 is a plan of the kingdom.",
    "April Harris and June Miller wrote the paper.",
    "They spent the last year in Geneva.",
    "More than two weeks ago they fell out.",
    "Christmas shopping was brisk.",
    "He spoke on ABC's This Week with a host.",
    "The story ran in India Today with pictures.",
    "Trump and May sat down.",
    "It was cold, as May said.",
    "Trade Deal May Come Soon, Aides Say",
    "Exports may fall.",
    "It holds more than 2000 firms.",
    "The sat phone was dead, and Jan was late.",
]


@pytest.mark.parametrize("sentence", NO_DATES)
def test_it_finds_no_date(sentence: str) -> None:
    assert [(timex.text, timex.value) for timex in find_timexes(Body(sentence), ANCHOR)] == []


DATES_NEARBY = [
    ("In May the two sides may sit down.", ["May"]),
    ("Mrs May came to power in 2016.", ["2016"]),
    ("The march in March drew crowds.", ["March"]),
    ("Made in China 2025 was set out in 2015.", ["2015"]),
    ("The Act of 1962 was used in 2018.", ["2018"]),
    ("On Sunday the Sunday Times had it.", ["Sunday"]),
    ("Soybeans fell in November.", ["November"]),
    ("Envoys to Resume Talks This Week in Beijing", ["This Week"]),
    ("Envoys to Resume Talks Today", ["Today"]),
    ("The 2017 and 2018 figures differ.", ["2017", "2018"]),
    ("It shrank in 2016, 2017 and 2018.", ["2016", "2017", "2018"]),
    ("By Ann LeeDecember 12, 2016", ["December 12, 2016"]),
    ("on May 18, 2016May 19, 2016", ["May 18, 2016", "May 19, 2016"]),
]


@pytest.mark.parametrize(("sentence", "expected"), DATES_NEARBY)
def test_it_finds_the_date_beside_the_word(sentence: str, expected: list[str]) -> None:
    assert [timex.text for timex in find_timexes(Body(sentence), ANCHOR)] == expected
