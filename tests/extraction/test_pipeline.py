"""The whole way of a document through extraction, and the record that comes out."""

import json
from datetime import date

import pytest

from articles.extraction.annotations import (
    Basis,
    Document,
    DocumentDate,
    EventLink,
    EventProposal,
    Extraction,
    Relation,
    Side,
    SourceFormat,
    Span,
)
from articles.extraction.knowledge import OfficialRecord, PostRecord
from articles.extraction.people.gazetteer import build_gazetteer
from articles.extraction.pipeline import MOST_DATES, read
from articles.extraction.records import to_record

NAMES = build_gazetteer(
    (
        OfficialRecord(
            "steven-mnuchin",
            "Steven Mnuchin",
            "Mnuchin",
            "Steven",
            Side.US,
            posts=(PostRecord("Secretary of the Treasury", ("Treasury Secretary",), "Treasury", date(2017, 2, 13), date(2021, 1, 20)),),
        ),
        OfficialRecord("liu-he", "Liu He", "Liu", "He", Side.CHINA, posts=(PostRecord("Vice Premier", ("Vice Premier",)),)),
    )
)  # fmt: skip

ARTICLE = """Talks pause in Washington

May 18, 2018

Treasury Secretary Steven Mnuchin and Vice Premier Liu He broke off their trade talks on Thursday for the night.

“We will meet again tomorrow and see how far we get,” Mnuchin said at the door of his department.
"""


def unknown(body, timexes, mentions):
    return DocumentDate()


def read_text(text, **given):
    return read(Document("a.txt", text, SourceFormat.CLEAN, **given), NAMES, unknown).extraction


def test_every_part_of_an_article_is_read():
    found = read_text(ARTICLE, published=date(2018, 5, 18))
    assert {mention.official for mention in found.people} == {"steven-mnuchin", "liu-he"}
    assert [timex.value for timex in found.dates if timex.text == "Thursday"] == ["2018-05-17"]
    assert [quotation.speaker for quotation in found.quotes] == ["steven-mnuchin"]


def test_all_spans_point_into_the_text():
    found = read_text(ARTICLE, published=date(2018, 5, 18))
    for record in (*found.dates, *found.people, *found.quotes):
        assert found.text[record.start : record.end] == record.text


def test_a_given_date_goes_before_the_one_on_the_page():
    published = read_text(ARTICLE, published=date(2018, 5, 19)).published
    assert (published.value, published.basis) == ("2018-05-19", Basis.GIVEN)


def test_an_undated_text_is_dated_by_its_contents():
    seen = []

    def by_contents(body, timexes, mentions):
        seen.append((len(timexes), {mention.official for mention in mentions}))
        return DocumentDate(date(2018, 5, 18), date(2018, 5, 18), Basis.INFERRED)

    text = "Steven Mnuchin met Liu He on Thursday."
    found = read(Document("b", text, SourceFormat.CLEAN), NAMES, by_contents).extraction
    assert seen == [(1, {"steven-mnuchin", "liu-he"})]
    assert (found.published.basis, found.dates[0].value) == (Basis.INFERRED, "2018-05-17")


def test_relative_dates_of_an_undated_text_have_no_value():
    assert [timex.value for timex in read_text("Steven Mnuchin met Liu He on Thursday.").dates] == [None]


def test_dates_beyond_the_cap_are_dropped_with_a_warning():
    found = read_text("The list: " + "3 May 2018; " * (MOST_DATES + 500))
    assert len(found.dates) == MOST_DATES
    assert any("dates" in warning for warning in found.warnings)


@pytest.mark.parametrize(("figures", "is_told"), [(1_000, False), (60_000, True)])
def test_it_is_told_where_dates_behind_very_many_figures_were_not_looked_for(figures, is_told):
    found = read_text("The list: " + "7 " * figures + "\n\nThey met on May 4, 2018.")
    assert [timex.text for timex in found.dates] == ([] if is_told else ["May 4, 2018"])
    assert any("were not looked for" in warning for warning in found.warnings) is is_told


@pytest.mark.parametrize(
    "text",
    ["?", "a" * 50_000, "“" * 5_000 + "a", "\ud800 talks", "a\x00b", "On On On May May May " * 500, "）（" * 1000 + "x", "He He He said " * 800],
    ids=["mark", "one word", "open quotes", "lone surrogate", "nul", "may", "brackets", "he"],
)  # fmt: skip
def test_odd_texts_are_read_without_an_exception(text):
    assert read_text(text + " end").text


def test_the_record_is_plain_json_with_every_field():
    link = EventLink(
        "e", date(2018, 5, 17), date(2018, 5, 18), Relation.REPORT, 0.9, ("Because.",), Span(0, 5)
    )
    proposal = EventProposal(
        date(2018, 5, 17), date(2018, 5, 17), "round", "Rome", Relation.REPORT, 0.6, "New.", ("liu-he",), None
    )
    extraction = Extraction(
        "x", "Talks", relevant=True, events=(link,), proposals=(proposal,), url="https://news.example/a"
    )
    record = json.loads(json.dumps(to_record(extraction, "s1")))
    assert record["events"] == [
        {
            "event": "e",
            "start": "2018-05-17",
            "end": "2018-05-18",
            "relation": "report",
            "score": 0.9,
            "reasons": ["Because."],
            "evidence": {"start": 0, "end": 5},
        }
    ]
    assert record["proposals"][0]["city"] == "Rome"
    assert record["published"] == {
        "value": None,
        "earliest": None,
        "latest": None,
        "basis": "unknown",
        "evidence": None,
        "reason": None,
    }
    assert (record["story"], record["url"], record["warnings"]) == ("s1", "https://news.example/a", [])
