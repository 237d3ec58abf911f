"""Days without a year in an article without a date, read from the day it tells of: our own phrases."""

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import candidate_timexes, resolve
from articles.extraction.undated import read_from_told_day, told_day

LEAD = "The two deputies met in Tianjin on September 7, 2024, and went through their list."


def read(text):
    body = Body(text)
    candidates = candidate_timexes(body)
    return {
        timex.text: timex for timex in read_from_told_day(body, candidates, resolve(body, candidates, None))
    }


@pytest.mark.parametrize(
    ("more", "words", "value"),
    [
        ("The Chinese side complained about duties announced in May.", "May", "2024-05"),
        ("A deputy will speak to companies on Monday.", "Monday", "2024-09-09"),
        # words that count from the day of writing stay open
        ("The ministry gave no comment today.", "today", None),
        ("They had talked by phone last week.", "last week", None),
    ],
)
def test_days_without_a_year_are_read_from_the_day_told(more, words, value):
    assert read(f"{LEAD} {more}")[words].value == value


def test_the_reason_names_the_day_it_is_read_from():
    reason = read(f"{LEAD} The Chinese side complained about duties announced in May.")["May"].reason
    assert reason == "'May': read from 7 September 2024, the newest day told of, as the article has no date"


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in May, and will meet again on Monday.",
        # something newer is told of as past
        f"{LEAD} In December 2024 they were replaced. The duties of May were lifted.",
    ],
)
def test_without_such_a_day_all_stays_open(text):
    assert told_day(candidate_timexes(Body(text))) is None
