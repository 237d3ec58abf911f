"""Words right beside a weekday, day or month that say its direction, whatever the verb of the clause."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

WEDNESDAY = date(2019, 7, 24)

WEEKDAYS = [
    ("The firm will challenge Monday's verdict.", "2019-07-22"),
    ("The panel will look into Monday's train crash.", "2019-07-22"),
    ("Monday's announcement could cost the yard dear.", "2019-07-22"),
    ("The verdict Monday may bring more suits.", "2019-07-22"),
    ("Aides are weighing what Sunday's march achieved.", "2019-07-21"),
    ("A visit planned for Sunday was called off.", "2019-07-21"),
    ("Parliament votes Monday on the bill.", "2019-07-29"),
    ("The Senate returns Monday from its break.", "2019-07-29"),
    ("Workers vote Monday on the offer.", "2019-07-29"),
    ("A decision was expected Friday.", "2019-07-26"),
    ("The next matches are Friday.", "2019-07-26"),
    ("The port, which was shut, on Friday will open again.", "2019-07-26"),
    ("The panel will weigh Friday's report.", "2019-07-26"),
    ("Prices fell last Tuesday.", "2019-07-16"),
    ("The board's decision Monday to cut rates will hurt.", "2019-07-22"),
    ("Monday's vote came after weeks of debate.", "2019-07-22"),
    ("Saturday's rally will be the third.", "2019-07-27"),
    ("The next hearing was set for Friday.", "2019-07-26"),
    ("Shares fell ahead of Friday's report.", "2019-07-26"),
    ("The bill comes up for a vote Friday.", "2019-07-26"),
    ("Rain is forecast for Friday.", "2019-07-26"),
    ("They met on the eve of Thursday's ball.", "2019-07-25"),
    ("The bakery is closed on Friday for the feast.", "2019-07-26"),
    ("The bakery was closed on Friday for the feast.", "2019-07-19"),
    ("Friday is also the last day for entries.", "2019-07-26"),
    ("Friday was the last day for entries.", "2019-07-19"),
    ("Wool opens higher to begin the session after losing two pence Friday, as rain set in.", "2019-07-19"),
    ("Wool opens higher to begin the session after losing 1.2 percent on Friday.", "2019-07-19"),
    ("Wool opens higher to begin the session after falling to 9 pence a pound on Friday.", "2019-07-19"),
    ("Wool opens higher to begin the session after ending the month at a low on Friday.", "2019-07-19"),
    ("Wool opened higher after rising on hopes that the mills will meet on Friday.", "2019-07-26"),
    ("Wool will open higher after climbing on talk of a plan to sell on Friday.", "2019-07-26"),
    ("She will report after finishing her tour on Friday.", "2019-07-26"),
    ("She will report after meeting the mayor on Friday.", "2019-07-26"),
    ("He gave the outline but kept the figures for Friday.", "2019-07-26"),
    ("They called a strike for Friday over pay.", "2019-07-26"),
    ("The guild announced a march for Friday.", "2019-07-26"),
    ("The ministry reported 40 new cases for Sunday.", "2019-07-21"),
    ("The shop counted sixty guests for Sunday.", "2019-07-21"),
    ("They read the forecast for Friday's launch, which failed.", "2019-07-19"),
]


@pytest.mark.parametrize(("sentence", "value"), WEEKDAYS)
def test_a_weekday_follows_the_words_beside_it(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == [value]


DATES = [
    ('She said on air that March 1 was a "firm deadline" for both.', "2020-03-01"),
    ("The guild, whose fees were to rise, has until March 1.", "2020-03-01"),
    ("The fees were low and have remained so until March 1.", "2019-03-01"),
    ("Debt stood at $2 billion as of Sept. 30.", "2018-09-30"),
    ("The group bought the mill in September.", "2018-09"),
    ("Prices have risen without a break since August.", "2018-08"),
    ("Traders await the trade figures for June.", "2019-06"),
    ("An analyst expects sales of 90 ships by July 10.", "2020-07-10"),
    ("In the year ending March 31 it sees a loss.", "2020-03-31"),
    ("In the year ended Sept. 30 it had a loss.", "2018-09-30"),
    ("The annual meeting is March 5.", "2020-03-05"),
    ("The probe was to be carried up by a rocket on Oct. 3.", "2019-10-03"),
    ("The treaty may be signed on Aug. 12.", "2019-08-12"),
]


@pytest.mark.parametrize(("sentence", "value"), DATES)
def test_a_date_without_a_year_follows_the_words_beside_it(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == [value]
