"""Weekdays and months by the tense of their clause."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

WEDNESDAY = date(2019, 7, 24)

PAST = [
    ("The ministry said on Tuesday that it would reply.", "2019-07-23"),
    ("On Tuesday, the ministry's spokesman played it down.", "2019-07-23"),
    ("Stocks gained Wednesday.", "2019-07-24"),
    ("He told the network Tuesday that the envoys are ready.", "2019-07-23"),
    ("The two could not come to terms on Tuesday.", "2019-07-23"),
    ("The envoys, who landed on Sunday, will report soon.", "2019-07-21"),
    ("After a short session on Monday, the envoy drove away.", "2019-07-22"),
    ("Late on Monday a senior official briefed the press.", "2019-07-22"),
    ("The talks which the envoy brought to an end Sunday were long.", "2019-07-21"),
    ("The envoy had planned to leave on Monday.", "2019-07-22"),
    ("More was gained than expected on Monday.", "2019-07-22"),
    ("A rise once planned for Monday is off the table.", "2019-07-22"),
    ("They were to have parted on Monday but were kept for another day.", "2019-07-22"),
    ("This comes after a trip to the capital on Monday.", "2019-07-22"),
    ("He talked to reporters on a visit to the port Monday.", "2019-07-22"),
]
AHEAD = [
    ("The tariffs will go into effect at 12:01 a.m. on Friday.", "2019-07-26"),
    ("A hearing has been set for Friday.", "2019-07-26"),
    ("He said he'd decide by Friday.", "2019-07-26"),
    ("The ban, starting Friday, covers chips.", "2019-07-26"),
    ("Investors await Friday's report.", "2019-07-26"),
    ("The envoys arrive Friday.", "2019-07-26"),
    ("The round is over, and by Friday they sit together again.", "2019-07-26"),
    ("You're also sending a deputy there on Friday?", "2019-07-26"),
    ("The minister receives the envoy on Friday.", "2019-07-26"),
    ("The envoys will fly to Shanghai on Monday.", "2019-07-29"),
    ("Envoys heading to Shanghai on Monday", "2019-07-29"),
    ("The envoys are set to travel to Shanghai Monday.", "2019-07-29"),
    ("He said that he and his deputy are departing Monday.", "2019-07-29"),
    ("Minister to receive the envoy on Monday", "2019-07-29"),
    ("The court is due to rule on Friday.", "2019-07-26"),
    ("They agreed to sit down again on Friday.", "2019-07-26"),
    ("Markets stay shut until Friday.", "2019-07-26"),
    ("On Friday the court will rule.", "2019-07-26"),
    ("They meet on the eve of a Friday deadline.", "2019-07-26"),
    ("The terms would be made public by the ministry on Friday.", "2019-07-26"),
    ("The hearing opens Friday.", "2019-07-26"),
    ("The hearing is scheduled for Friday.", "2019-07-26"),
    ("She is coming to see us on Friday.", "2019-07-26"),
    ("She'll see us on Friday.", "2019-07-26"),
]


@pytest.mark.parametrize(("sentence", "value"), PAST)
def test_a_weekday_in_a_report_is_the_latest_one(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == [value]


@pytest.mark.parametrize(("sentence", "value"), AHEAD)
def test_a_weekday_of_what_is_announced_is_the_next_one(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == [value]


MONTHS = [
    ("The two arranged another session in September.", "2019-09"),
    ("Talks broke down in May.", "2019-05"),
    ("A deal could be finished in November.", "2019-11"),
    ("The tariff took hold in September.", "2018-09"),
    ("He expects nothing before the November election.", "2019-11"),
    ("They have quarrelled since December.", "2018-12"),
]


@pytest.mark.parametrize(("sentence", "value"), MONTHS)
def test_a_month_follows_the_tense_too(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == [value]


def test_through_a_weekday_reaches_past_the_day_announced_before() -> None:
    text = "The envoys are set to leave on Monday. They will be in Shanghai through Wednesday."
    assert [timex.value for timex in find_timexes(Body(text), WEDNESDAY)] == ["2019-07-29", "2019-07-31"]


def test_the_reason_names_the_anchor_and_the_cue() -> None:
    (timex,) = find_timexes(Body("The ministry said on Tuesday it was ready."), WEDNESDAY)
    assert (
        timex.reason
        == "'Tuesday' read against 24 July 2019: the latest Tuesday up to that day, as the clause speaks of the past ('said')"
    )


def test_a_history_carries_the_year_on() -> None:
    text = (
        "The war began on 28 July 1914. On 4 August 1914 Britain joined. In May 1915 Italy followed. "
        "Fighting went on in 1916. It ended on 11 November 1918. A treaty followed on 28 June 1919, and was ratified in October."
    )
    assert find_timexes(Body(text), WEDNESDAY)[-1].value == "1919-10"


SPOKEN = [
    ('"Our people sit down tomorrow," he said late Friday.', ["2018-05-05", "2018-05-04"]),
    ('"We made headway today," he told the press on Friday.', ["2018-05-04", "2018-05-04"]),
    ('On Friday he said: "We sit down tomorrow."', ["2018-05-04", "2018-05-05"]),
    ("He sat down with them today, he said Friday.", ["2018-05-06", "2018-05-04"]),
    ('"We sit down tomorrow," he said.', ["2018-05-07"]),
]


@pytest.mark.parametrize(("sentence", "values"), SPOKEN)
def test_a_day_word_in_a_quotation_counts_from_the_day_of_speaking(sentence: str, values: list[str]) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), date(2018, 5, 6))] == values
