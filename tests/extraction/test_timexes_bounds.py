"""Without an anchor, with many anchors, in long and hostile texts."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.body import Body
from articles.extraction.timexes import Form, Tense, Unit, candidate_timexes, find_timexes, resolve
from articles.extraction.timexes.scan import MOST_TRIED


@pytest.mark.parametrize(
    "text",
    [
        "Thursday",
        "July 19",
        "last month",
        "the third quarter",
        "this autumn",
        "Monday to Wednesday",
        "yesterday",
    ],
)
def test_without_an_anchor_it_is_found_but_has_no_value(text: str) -> None:
    (timex,) = find_timexes(Body(f"They met in {text}."), None)
    assert (timex.text, timex.value, timex.earliest, timex.timex) == (text, None, None, None)
    assert timex.reason == f"'{text}' needs the article's date"


def test_candidates_can_be_read_against_several_anchors() -> None:
    body = Body("They will meet on Thursday.")
    candidates = candidate_timexes(body)
    assert resolve(body, candidates, date(2018, 5, 16))[0].value == "2018-05-17"
    assert resolve(body, candidates, date(2018, 5, 23))[0].value == "2018-05-24"


def test_candidates_carry_their_parts() -> None:
    text = "They will meet on Thursday, May 17, and met two weeks ago."
    day, shift = candidate_timexes(Body(text))
    assert (day.form, day.month, day.day, day.weekday, day.year, day.tense) == (
        Form.DAY,
        5,
        17,
        3,
        None,
        Tense.FUTURE,
    )
    assert (shift.form, shift.unit, shift.offset) == (Form.SHIFT, Unit.WEEK, -2)


def test_spans_point_into_the_text_as_it_is() -> None:
    body = Body("On May\u00a017\u200b\u201318 the Li\u00adu team met; on Thurs\u00adday too.")
    for timex in find_timexes(body, date(2018, 5, 20)):
        assert body.text[timex.start : timex.end] == timex.text
    assert [timex.value for timex in find_timexes(body, date(2018, 5, 20))] == [
        "2018-05-17/2018-05-18",
        "2018-05-17",
    ]


def test_a_weekday_tells_the_year() -> None:
    assert find_timexes(Body("Thursday, May 17"), date(2019, 1, 5))[0].value == "2018-05-17"


def test_a_text_of_dates_is_cut_at_the_limit() -> None:
    assert len(find_timexes(Body("May 17, 2018. " * 100_000), None)) == 2000
    assert len(find_timexes(Body("On Friday they met. " * 50), date(2018, 5, 16), limit=10)) == 10


HOSTILE = [
    "May " * 50_000,
    "1" * 200_000,
    "1 " * 100_000,
    "May 1-" * 40_000,
    "Mon" * 60_000,
    "the " * 50_000,
    " " * 200_000,
    "2018-" * 40_000,
    "last " * 40_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_hostile_texts_cost_linear_time(text: str) -> None:
    started = time.process_time()
    find_timexes(Body(text), date(2018, 5, 16))
    assert time.process_time() - started < 5


WORDS = [
    "May",
    "17",
    "18",
    "-",
    "and",
    "to",
    "2018",
    "last",
    "week",
    "Monday",
    ",",
    "the",
    "third",
    "quarter",
    "of",
    "03/04/2018",
    "\n\n",
    "will",
    "said",
    "Sept.",
    "ago",
    "two",
    "(",
    "'",
    "mid-",
    "years",
    "999",
    "weekend",
    "Christmas",
    "Feb.",
    "29",
    "next",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.one_of(st.none(), st.dates()),
)
def test_records_are_ordered_apart_and_agree_with_their_text(words: list[str], anchor: date | None) -> None:
    body = Body(" ".join(words))
    found = find_timexes(body, anchor)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for timex in found:
        assert body.text[timex.start : timex.end] == timex.text
        assert (timex.value is None) == (timex.earliest is None) == (timex.latest is None)
        assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest
        assert timex.reason


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    find_timexes(Body(text), date(2018, 5, 16))


@pytest.mark.parametrize(("figures", "found"), [(10_000, ["May 4, 2018"]), (MOST_TRIED + 1, [])])
def test_after_very_many_bare_figures_nothing_is_looked_for(figures: int, found: list[str]) -> None:
    text = "1 " * figures + "They met on May 4, 2018."
    assert [timex.text for timex in find_timexes(Body(text), None)] == found
