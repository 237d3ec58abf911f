"""Directions that one word turns: what is moved, told as a term, listed in a calendar, or a result of what is over."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import find_timexes

WEDNESDAY = date(2019, 7, 24)

READ = [
    # an old and a new date are two, and the new one lies ahead
    ("The fee was pushed back from August 1 to December 20.", ["2019-08-01", "2019-12-20"]),
    ("The fair runs from August 1 to August 9.", ["2019-08-01/2019-08-09"]),
    ("The board moved the vote to Friday.", ["2019-07-26"]),
    ("The mill dropped a price rise that had been due on Friday.", ["2019-07-26"]),
    # "that" joins clauses where it points at no date told before
    ("She said that January 15 was a firm deadline.", ["2020-01-15"]),
    ("He said on Monday that October 3 was the cut-off for bids.", ["2019-07-22", "2019-10-03"]),
    # calendars and reviews
    ("- Tuesday: final reading of output", ["2019-07-30"]),
    ("Tuesday: the strike ended", ["2019-07-23"]),
    ("October 12-13: harvest fair in the old town", ["2019-10-12/2019-10-13"]),
    ("October 9: the licence lapses", ["2019-10-09"]),
    # figures of what is over
    ("The bank lifts its forecast to 4.8%, from 4.0% in October.", ["2018-10"]),
    ("The firm will keep to its estimate of November.", ["2018-11"]),
    ("Fourth-quarter profit fell by a tenth.", ["2018-10-01/2018-12-31"]),
    ("Next week's figures: March payrolls are seen up.", ["2019-07-29/2019-08-04", "2019-03"]),
    # beside another verb
    ("The port said it would not close before October.", ["2019-10"]),
    ("The mayor, who until Monday had kept silent, confirmed it.", ["2019-07-22"]),
    ("He will tour the mill and on Monday said wages would rise.", ["2019-07-22"]),
    ("The fair opened with songs and ends on Friday.", ["2019-07-26"]),
    ("The host welcomes the singers on Saturday.", ["2019-07-27"]),
    (
        "She was to sail to Bergen in the evening to see the mayor of the old harbour town on Sunday.",
        ["2019-07-28"],
    ),
]


@pytest.mark.parametrize(("sentence", "values"), READ)
def test_one_word_turns_the_direction(sentence, values):
    assert [timex.value for timex in find_timexes(Body(sentence), WEDNESDAY)] == values
