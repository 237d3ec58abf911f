"""Reading against many days gives the days that reading against each of them gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from articles.extraction.body import Body
from articles.extraction.timexes import candidate_timexes, resolve
from articles.extraction.timexes.many_anchors import ManyAnchors

TEXTS = [
    "The envoys met on Thursday and Friday, and will meet again on Monday of next week.",
    "He flew in yesterday. The guests stay from Tuesday through Friday; last weekend they were in Geneva.",
    "A truce of last month ends in March, the duties of May 14 on Dec. 1, and those of June 2018 never.",
    "Talks on Wednesday (June 27) followed those of May 3-4. The day before, ministers had dined.",
    "Imports fell in the third quarter, from 40 tonnes a year earlier. This autumn, or the year after, they rise.",
    '"We sign tomorrow," the envoy said on Friday. The following Monday he was gone, and by 03/04/2018 so were we.',
    "In 1994 they began. On May 3, 1995 they met; on June 4, 1996 they met; on July 5, 1997 again; in August 1998 "
    "and on September 9, 1999 too. On October 10 they stopped, and in December it was over.",
    "On February 29 the offer lapsed; on April 31 nothing can.",
]
FIRST = date(2018, 12, 20)


@pytest.mark.parametrize("text", TEXTS)
def test_days_are_those_of_single_readings(text: str) -> None:
    body = Body(text)
    candidates = candidate_timexes(body)
    expressions = ManyAnchors(body, candidates)
    starts = [candidate.start for candidate in candidates]
    for number in (*range(40), 300, 700, 1500):
        anchor = FIRST + timedelta(number)
        single = {timex.start: timex for timex in resolve(body, candidates, anchor)}
        expected = [
            (timex.earliest, timex.latest) if (timex := single.get(start)) and timex.earliest else None
            for start in starts
        ]
        assert list(expressions.read(anchor)) == expected


def test_days_at_the_end_of_the_calendar_are_unknown() -> None:
    body = Body("They met on Thursday.")
    assert ManyAnchors(body, candidate_timexes(body)).read(date.max) == (None,)
