"""Each row: a sentence of our own, the article's date, and what is found with its value."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

FRIDAY = date(2017, 7, 21)
NEW_YEAR = date(2019, 1, 8)


def read(
    text: str, anchor: date | None = FRIDAY, *, day_first: bool | None = None
) -> list[tuple[str, str | None]]:
    return [(timex.text, timex.value) for timex in find_timexes(Body(text), anchor, day_first=day_first)]


WHOLE_DATES = [
    ("The panel met on May 17, 2018, in Geneva.", "May 17, 2018", "2018-05-17"),
    ("The panel met on 17 May 2018 in Geneva.", "17 May 2018", "2018-05-17"),
    ("The panel met on the 17th of May, 2018.", "17th of May, 2018", "2018-05-17"),
    ("It was signed May 17th 2018 at noon.", "May 17th 2018", "2018-05-17"),
    ("It was signed on Sept. 3, 2018.", "Sept. 3, 2018", "2018-09-03"),
    ("It was signed on Sep 3, 2018.", "Sep 3, 2018", "2018-09-03"),
    ("It was signed on Aug.21,2019.", "Aug.21,2019", "2019-08-21"),
    ("Wednesday, Jan. 24, 2018: the hall was full.", "Wednesday, Jan. 24, 2018", "2018-01-24"),
    ("The hall was full on Sunday 03, June 2018.", "Sunday 03, June 2018", "2018-06-03"),
    ("The envoy flew in on Thursday 17 May 2018.", "Thursday 17 May 2018", "2018-05-17"),
    ("The letter is dated the 4th day of March, 2016.", "4th day of March, 2016", "2016-03-04"),
    ("Entry of 2018 May 17 in the log.", "2018 May 17", "2018-05-17"),
    ("Entry of 17May2018 in the log.", "17May2018", "2018-05-17"),
    ("Entry of 17-May-2018 in the log.", "17-May-2018", "2018-05-17"),
    ("Posted 2018-03-03 18:05 by the desk.", "2018-03-03", "2018-03-03"),
    ("Posted 2025/06/15 by the desk.", "2025/06/15", "2025-06-15"),
    ("Posted 2020.8.25 by the desk.", "2020.8.25", "2020-08-25"),
    ("Posted 26.10.2025 by the desk.", "26.10.2025", "2025-10-26"),
    ("Posted 06.07.2022 by the desk.", "06.07.2022", "2022-07-06"),
    ("Posted 25-08-2020 by the desk.", "25-08-2020", "2020-08-25"),
    ("Posted 2018-05-17T10:00 by the desk.", "2018-05-17", "2018-05-17"),
    ("Exports fell in November 2016.", "November 2016", "2016-11"),
    ("Exports fell in Nov. 2016.", "Nov. 2016", "2016-11"),
    ("Exports fell in November of 2016.", "November of 2016", "2016-11"),
    ("Exports fell in November '16.", "November '16", "2016-11"),
    ("It was signed on May 17, '18.", "May 17, '18", "2018-05-17"),
    ("Exports fell in November, 2016.", "November, 2016", "2016-11"),
    ("The gap was widest in 2016.", "2016", "2016"),
    ("The 2020 election looms over the envoys.", "2020", "2020"),
    ("A tariff law (2015) stayed unused.", "2015", "2015"),
    ("Since 2001 the club has grown.", "2001", "2001"),
    ("Early 2024 may bring the first visit.", "Early 2024", "2024"),
    ("Output rose in 2016-17 by a tenth.", "2016-17", "2016-01-01/2017-12-31"),
    ("Output rose from 2001-2005 by half.", "2001-2005", "2001-01-01/2005-12-31"),
    ("Factories moved south in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
    ("Factories moved south in the '80s.", "the '80s", "1980-01-01/1989-12-31"),
    ("Rates were last so low in '82.", "'82", "1982"),
    ("Sales fell in the third quarter of 2018.", "the third quarter of 2018", "2018-07-01/2018-09-30"),
    ("Sales fell in Q3 2018.", "Q3 2018", "2018-07-01/2018-09-30"),
    ("Sales fell in 3Q18.", "3Q18", "2018-07-01/2018-09-30"),
    ("Sales fell in 2018's fourth quarter.", "2018's fourth quarter", "2018-10-01/2018-12-31"),
    ("Sales fell in the first half of 2018.", "the first half of 2018", "2018-01-01/2018-06-30"),
    ("Sales fell in 2H18.", "2H18", "2018-07-01/2018-12-31"),
    ("Sales fell in H2 2018.", "H2 2018", "2018-07-01/2018-12-31"),
    ("Sales fell in the summer of 2018.", "the summer of 2018", "2018-06-01/2018-08-31"),
    ("Sales fell in winter 2017.", "winter 2017", "2017-12-01/2018-02-28"),
    ("Sales fell in the last quarter of 2018.", "the last quarter of 2018", "2018-10-01/2018-12-31"),
    ("Sales fell in 2018's first half.", "2018's first half", "2018-01-01/2018-06-30"),
    ("Sales fell in Q1 of FY19.", "Q1 of FY19", "2019-01-01/2019-03-31"),
    ("Sales fell in the first week of June 2018.", "the first week of June 2018", "2018-06-04/2018-06-10"),
    ("Sales fell in the last week of March 2009.", "the last week of March 2009", "2009-03-23/2009-03-29"),
    ("Sales fell in the week of May 14, 2018.", "the week of May 14, 2018", "2018-05-14/2018-05-20"),
    ("Reserves shrank by end-March 2018.", "end-March 2018", "2018-03"),
    ("They met between May 17 and June 3, 2018.", "May 17 and June 3, 2018", "2018-05-17/2018-06-03"),
    ("They met on Thanksgiving 2018.", "Thanksgiving 2018", "2018-11-22"),
    ("They met on Christmas Eve, 2018.", "Christmas Eve, 2018", "2018-12-24"),
    ("They met on Memorial Day 2018.", "Memorial Day 2018", "2018-05-28"),
    ("Publicado el 15 de septiembre, 2025", "15 de septiembre, 2025", "2025-09-15"),
    ("来源 2018年5月17日 10:00", "2018年5月17日", "2018-05-17"),
    ("The budget for fiscal 2019 grew.", "fiscal 2019", "2019"),
    ("The budget for fiscal year 2019 grew.", "fiscal year 2019", "2019"),
    ("The budget for FY18 grew.", "FY18", "2018"),
    ("The budget for financial year 2018-19 grew.", "financial year 2018-19", "2018-01-01/2019-12-31"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), WHOLE_DATES)
def test_a_whole_date_needs_no_anchor(sentence: str, text: str, value: str) -> None:
    assert read(sentence, None) == [(text, value)]
    assert find_timexes(Body(sentence), None)[0].kind == "explicit"


RANGES = [
    ("The envoys meet May 17-18 in Geneva.", "May 17-18", "2017-05-17/2017-05-18"),
    ("The envoys met on May 17–18 in Geneva.", "May 17–18", "2017-05-17/2017-05-18"),
    ("The envoys met on May 17—18, 2016.", "May 17—18, 2016", "2016-05-17/2016-05-18"),
    ("The envoys met on May 17 and 18 in Geneva.", "May 17 and 18", "2017-05-17/2017-05-18"),
    ("The envoys met on May 17, 18 and 19.", "May 17, 18 and 19", "2017-05-17/2017-05-19"),
    ("The third session is due Sept. 23 to 27.", "Sept. 23 to 27", "2017-09-23/2017-09-27"),
    ("He toured the coast from Feb. 27 to March 3.", "Feb. 27 to March 3", "2017-02-27/2017-03-03"),
    ("He toured the coast from 27 February to 3 March.", "27 February to 3 March", "2017-02-27/2017-03-03"),
    ("The fair ran 30 May - 2 June 2016.", "30 May - 2 June 2016", "2016-05-30/2016-06-02"),
    (
        "The court sat May 12, 2014 - June 3, 2014.",
        "May 12, 2014 - June 3, 2014",
        "2014-05-12/2014-06-03",
    ),
    ("The fair ran Dec. 30 to Jan. 2, 2016.", "Dec. 30 to Jan. 2, 2016", "2015-12-30/2016-01-02"),
    ("The envoys will sit down between 30 and 31 July.", "30 and 31 July", "2017-07-30/2017-07-31"),
    ("The fair ran from the 6th to 9th of February.", "6th to 9th of February", "2017-02-06/2017-02-09"),
    ("He will stay from Monday to Wednesday.", "Monday to Wednesday", "2017-07-24/2017-07-26"),
    ("He stayed from Monday to Wednesday.", "Monday to Wednesday", "2017-07-17/2017-07-19"),
    (
        "Hearings run Tuesday through Thursday of next week.",
        "Tuesday through Thursday of next week",
        "2017-07-25/2017-07-27",
    ),
    ("They will confer between Monday and Thursday.", "Monday and Thursday", "2017-07-24/2017-07-27"),
    ("Orders fell in April-June 2016.", "April-June 2016", "2016-04-01/2016-06-30"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), RANGES)
def test_a_range_is_one_expression(sentence: str, text: str, value: str) -> None:
    assert read(sentence) == [(text, value)]


TWO_EXPRESSIONS = [
    (
        "They sat down on Tuesday and Wednesday.",
        FRIDAY,
        [("Tuesday", "2017-07-18"), ("Wednesday", "2017-07-19")],
    ),
    ("The vote fell on Tuesday (Jan 8).", NEW_YEAR, [("Tuesday", "2019-01-08"), ("Jan 8", "2019-01-08")]),
    (
        "Her trip begins Thursday, May 17 and ends Friday, May 18, 2018.",
        date(2018, 5, 16),
        [("Thursday, May 17", "2018-05-17"), ("Friday, May 18, 2018", "2018-05-18")],
    ),
    ("Orders fell in April and May 2016.", FRIDAY, [("April", "2016-04"), ("May 2016", "2016-05")]),
    (
        "He arrives on Monday (5 February) in London.",
        date(2018, 2, 2),
        [("Monday", "2018-02-05"), ("5 February", "2018-02-05")],
    ),
    ("Sales fell between 2014 and 2016.", FRIDAY, [("2014", "2014"), ("2016", "2016")]),
]


@pytest.mark.parametrize(("sentence", "anchor", "expected"), TWO_EXPRESSIONS)
def test_two_days_are_two_expressions(sentence: str, anchor: date, expected: list[tuple[str, str]]) -> None:
    assert read(sentence, anchor) == expected


RELATIVE = [
    ("The ministry spoke up today.", "today", "2017-07-21"),
    ("The ministry spoke up yesterday.", "yesterday", "2017-07-20"),
    ("The ministry speaks tomorrow.", "tomorrow", "2017-07-22"),
    ("The ministry spoke the day before yesterday.", "the day before yesterday", "2017-07-19"),
    ("The ministry speaks the day after tomorrow.", "the day after tomorrow", "2017-07-23"),
    ("The envoys dined last night.", "last night", "2017-07-20"),
    ("The envoys met this morning.", "this morning", "2017-07-21"),
    ("The envoys dine tonight.", "tonight", "2017-07-21"),
    ("The envoys met last week.", "last week", "2017-07-10/2017-07-16"),
    ("The envoys meet later this week.", "later this week", "2017-07-17/2017-07-23"),
    ("The envoys meet next week.", "next week", "2017-07-24/2017-07-30"),
    ("The envoys meet the week after next.", "the week after next", "2017-07-31/2017-08-06"),
    ("The envoys met two weeks ago.", "two weeks ago", "2017-07-03/2017-07-09"),
    ("The envoys met three days ago.", "three days ago", "2017-07-18"),
    ("The envoys met 10 days ago.", "10 days ago", "2017-07-11"),
    ("The envoys meet three days from now.", "three days from now", "2017-07-24"),
    ("The truce was reached last month.", "last month", "2017-06"),
    ("The truce was reached two months ago.", "two months ago", "2017-05"),
    ("The truce runs out next month.", "next month", "2017-08"),
    ("The truce was reached earlier this month.", "earlier this month", "2017-07"),
    ("Exports fell last year.", "last year", "2016"),
    ("Exports may fall this year.", "this year", "2017"),
    ("Exports may fall next year.", "next year", "2018"),
    ("Exports fell the year before last.", "the year before last", "2015"),
    ("Exports rose from a year earlier.", "a year earlier", "2016"),
    ("Exports were higher five years ago.", "five years ago", "2012"),
    ("Exports fell last quarter.", "last quarter", "2017-04-01/2017-06-30"),
    ("Exports may fall in the current quarter.", "the current quarter", "2017-07-01/2017-09-30"),
    ("Exports fell in the previous quarter.", "the previous quarter", "2017-04-01/2017-06-30"),
    ("The envoys met over the weekend.", "the weekend", "2017-07-15/2017-07-16"),
    ("The envoys met last weekend.", "last weekend", "2017-07-15/2017-07-16"),
    ("The envoys meet this weekend.", "this weekend", "2017-07-22/2017-07-23"),
    ("The congress convenes this autumn.", "this autumn", "2017-09-01/2017-11-30"),
    ("The congress convened last summer.", "last summer", "2016-06-01/2016-08-31"),
    ("The congress convenes next spring.", "next spring", "2018-03-01/2018-05-31"),
    ("They shook hands on December 1 of last year.", "December 1 of last year", "2016-12-01"),
    ("They shook hands in May of last year.", "May of last year", "2016-05"),
    ("They shook hands last December.", "last December", "2016-12"),
    ("They shook hands last June.", "last June", "2017-06"),
    ("They shake hands next March.", "next March", "2018-03"),
    (
        "Exports fell in the third quarter of last year.",
        "the third quarter of last year",
        "2016-07-01/2016-09-30",
    ),
    ("A deal is wanted by the end of the year.", "the end of the year", "2017"),
    ("A deal is wanted by year-end.", "year-end", "2017"),
    ("Stocks gave way late in the week.", "late in the week", "2017-07-17/2017-07-23"),
    ("They met last Friday.", "last Friday", "2017-07-14"),
    ("They met last Tuesday.", "last Tuesday", "2017-07-18"),
    ("They meet next Tuesday.", "next Tuesday", "2017-07-25"),
    ("They met this Monday.", "this Monday", "2017-07-17"),
    ("They will meet this Sunday.", "this Sunday", "2017-07-23"),
    ("They meet on Monday of next week.", "Monday of next week", "2017-07-24"),
    ("They met on Monday last week.", "Monday last week", "2017-07-10"),
    ("Fees fall due on the 15th of this month.", "the 15th of this month", "2017-07-15"),
    ("Profits fell in last year's third quarter.", "last year's third quarter", "2016-07-01/2016-09-30"),
    ("Profits fell in the latest quarter.", "the latest quarter", "2017-04-01/2017-06-30"),
    ("Profits fell in the year-ago quarter.", "the year-ago quarter", "2016-04-01/2016-06-30"),
    ("They will meet over the weekend.", "the weekend", "2017-07-22/2017-07-23"),
    ("They met this Sunday.", "this Sunday", "2017-07-16"),
    ("they met on wednesday.", "wednesday", "2017-07-19"),
    ("They met this past Sunday.", "this past Sunday", "2017-07-16"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), RELATIVE)
def test_a_relative_expression_counts_from_the_anchor(sentence: str, text: str, value: str) -> None:
    assert read(sentence) == [(text, value)]


def test_the_weekend_of_a_sunday_story_is_that_weekend() -> None:
    assert read("They sat down over the weekend.", date(2019, 2, 24)) == [
        ("the weekend", "2019-02-23/2019-02-24")
    ]


def test_the_trading_day_is_the_day_spoken_of() -> None:
    text = "Shares slid on Thursday. The index recovered to end the day at 4,100."
    assert read(text) == [("Thursday", "2017-07-20"), ("the day", "2017-07-20")]


def test_the_quarter_is_the_one_spoken_of() -> None:
    text = "Sales slid in the first quarter. Profit for the quarter fell."
    assert read(text) == [
        ("the first quarter", "2017-01-01/2017-03-31"),
        ("the quarter", "2017-01-01/2017-03-31"),
    ]


SAME_PERIODS = [
    ("Exports rose in May from the same month a year ago.", "the same month a year ago", "2016-05"),
    ("Exports rose in June compared with the same period last year.", "the same period last year", "2016-06"),
    (
        "Profit rose in the first quarter of 2017 from the same period a year earlier.",
        "the same period a year earlier",
        "2016-01-01/2016-03-31",
    ),
    ("Exports rose from the same period last year.", "the same period last year", "2016"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), SAME_PERIODS)
def test_the_same_period_is_that_spoken_of_a_year_before(sentence: str, text: str, value: str) -> None:
    assert read(sentence)[-1] == (text, value)


def test_the_year_ago_quarter_is_that_quarter_a_year_before() -> None:
    text = "Sales slid in the first quarter of 2017. In the year-ago quarter they rose."
    assert read(text)[1] == ("the year-ago quarter", "2016-01-01/2016-03-31")


def test_a_weekday_in_brackets_follows_the_date_before_it() -> None:
    assert read("The session is on 26 July (Wednesday).") == [
        ("26 July", "2017-07-26"),
        ("Wednesday", "2017-07-26"),
    ]


PARTIAL = [
    ("The mill opened in late June.", "late June", "2017-06"),
    ("Sales so far this year are poor.", "so far this year", "2017"),
    ("It was usual in the early 1990s.", "the early 1990s", "1990-01-01/1999-12-31"),
    ("The mill opened at the beginning of May.", "the beginning of May", "2017-05"),
    ("No later than June it had to open.", "June", "2017-06"),
    ("The mill opened in mid-May.", "mid-May", "2017-05"),
    ("The mill was idle since September.", "September", "2016-09"),
    ("The mill will open in September.", "September", "2017-09"),
    ("The tariff takes hold by the January 1 deadline.", "January 1", "2018-01-01"),
    ("The mill shut on Dec. 20.", "Dec. 20", "2016-12-20"),
    ("Updated Jun.5 by the desk.", "Jun.5", "2017-06-05"),
    ("BEIJING, July 20 (Newswire) - The ministry spoke.", "July 20", "2017-07-20"),
    ("The mill shut on 3 July.", "3 July", "2017-07-03"),
    ("Profits fell in the second quarter.", "the second quarter", "2017-04-01/2017-06-30"),
    ("Second-quarter profits fell.", "Second-quarter", "2017-04-01/2017-06-30"),
    ("Profits fell in the June quarter.", "the June quarter", "2017-04-01/2017-06-30"),
    ("Exports from January 1 through June 30", "January 1 through June 30", "2017-01-01/2017-06-30"),
    ("Two days before the July 6 start, they replied.", "July 6", "2017-07-06"),
    ("It was the first since the June 2-3 rounds.", "June 2-3", "2017-06-02/2017-06-03"),
    ("Profits fell in the fourth quarter.", "the fourth quarter", "2016-10-01/2016-12-31"),
    ("Profits will fall in the fourth quarter.", "the fourth quarter", "2017-10-01/2017-12-31"),
    ("The envoys meet on Tuesday, August 1.", "Tuesday, August 1", "2017-08-01"),
]


@pytest.mark.parametrize(("sentence", "text", "value"), PARTIAL)
def test_a_partial_date_takes_its_year_from_the_anchor_and_the_tense(
    sentence: str, text: str, value: str
) -> None:
    assert read(sentence) == [(text, value)]


def test_a_month_in_a_new_year_story_is_the_past_one() -> None:
    assert read("They agreed on a truce in December.", NEW_YEAR) == [("December", "2018-12")]


def test_a_deadline_early_in_the_next_year_lies_ahead() -> None:
    assert read("Negotiators face a March 2 deadline.", date(2018, 12, 20)) == [("March 2", "2019-03-02")]


TIMEX3 = [
    ("They met last week.", "2017-W28"),
    ("They met over the weekend.", "2017-W28-WE"),
    ("Sales fell in the second quarter.", "2017-Q2"),
    ("Sales fell in the first half of 2016.", "2016-H1"),
    ("The congress convenes this autumn.", "2017-FA"),
    ("The congress convened last summer.", "2016-SU"),
    ("They met in mid-May.", "2017-05"),
    ("They met this morning.", "2017-07-21TMO"),
    ("They met on Wednesday night.", "2017-07-19TNI"),
    ("They met at 16:30 GMT on Wednesday.", "2017-07-19T16:30"),
    ("They met at 2 p.m. Wednesday.", "2017-07-19T14:00"),
    ("They met in the 1990s.", "199"),
    ("They met on Wednesday.", "2017-07-19"),
]


@pytest.mark.parametrize(("sentence", "timex"), TIMEX3)
def test_timex_holds_the_timex3_value(sentence: str, timex: str) -> None:
    assert [found.timex for found in find_timexes(Body(sentence), FRIDAY)] == [timex]


def test_a_week_has_its_days_and_its_granularity() -> None:
    (week,) = find_timexes(Body("They met last week."), FRIDAY)
    assert (week.earliest, week.latest, week.granularity, week.kind) == (
        date(2017, 7, 10),
        date(2017, 7, 16),
        "week",
        "relative",
    )


IMPOSSIBLE = [
    "It was signed on 30 February 2018.",
    "It was signed on April 31.",
    "It was signed on 2018-02-30.",
    "It was signed on 45.13.2018.",
]


@pytest.mark.parametrize("sentence", IMPOSSIBLE)
def test_a_day_that_the_calendar_does_not_have_is_not_emitted(sentence: str) -> None:
    assert [text for text, value in read(sentence) if value and len(value) == 10] == []
