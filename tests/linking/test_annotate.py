"""From a document to its links, and the same again."""

from datetime import date

import pytest

from articles.extraction.annotations import Document, SourceFormat
from articles.linking.annotate import annotate
from tests.linking.make import make_knowledge

KNOWN = make_knowledge()
TEXT = (
    "U.S. and Chinese negotiators ended a round of trade talks in Washington on Friday. "
    "Steven Mnuchin and Liu He spoke of tariffs and farm exports, and both delegations called the meeting useful. "
    "China will buy more from America, Beijing said."
)


def read(text, published=date(2018, 5, 18)):
    return annotate(Document("d", text, SourceFormat.CLEAN, published=published), KNOWN)


def test_an_article_comes_back_with_its_event():
    found = read(TEXT)
    assert found.relevant
    assert [(link.event, link.relation.value) for link in found.events] == [("washington", "report")]
    assert found.proposals == ()


def test_an_article_about_other_business_has_no_links():
    found = read(
        "Tokyo and Washington ended trade talks in Washington on Friday, Japan said. Japanese cars stay duty free."
    )
    assert not found.relevant
    assert found.events == ()


def test_an_unknown_meeting_is_proposed():
    text = "U.S. and Chinese trade officials met. Katherine Tai held talks with Liu He in Lima on Monday about tariffs, China said."
    (proposal,) = read(text, date(2022, 2, 22)).proposals
    assert (proposal.city, proposal.start) == ("Lima", date(2022, 2, 21))


def test_the_same_document_gives_the_same_extraction():
    assert read(TEXT) == read(TEXT)


@pytest.mark.parametrize("published", [date.min, date(1, 2, 5), date(9999, 12, 1), date.max])
def test_an_article_may_say_that_it_is_of_the_first_or_the_last_day_there_is(published):
    found = read(
        TEXT
        + " They meet again next month, two weeks after the weekend; they met yesterday, last week and ten years ago.",
        published,
    )
    assert found.published.value == published.isoformat()
