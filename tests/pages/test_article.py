"""The page of an article."""

from datetime import date
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.utils.html import strip_tags

from articles.templatetags.pages import paragraphs
from tests.factories import (
    make_article,
    make_citation,
    make_date_mention,
    make_event,
    make_official,
    make_official_mention,
    make_publisher,
    make_quotation,
    make_story,
)

pytestmark = pytest.mark.django_db
TEXT = (
    "The envoys parted on Friday. “We need more days,” Avery Stone told reporters. <b>Nothing</b> was signed."
)


def get(client, article, **parameters):
    response = client.get(article.get_absolute_url(), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def make_read_article(**fields):
    """An article with text and one finding of each kind, cited with evidence."""
    article = make_article("Envoys part", text=TEXT, **fields)
    text = article.texts.get()
    day = date(2018, 5, 18)
    make_date_mention(
        text, "Friday", value="2018-05-18", earliest=day, latest=day, reason="the Friday before"
    )
    official = make_official("Avery Stone")
    make_official_mention(
        text, "Avery Stone", official=official, side="us", role="Trade Envoy", reason="full name"
    )
    make_quotation(text, "We need more days,", speaker=official, side="us", cue="told")
    make_citation(make_event(), article, evidence="The envoys parted on Friday.", reasons=["the same place"])
    return article


def test_the_text_is_kept_from_readers_where_no_licence_frees_it(client):
    page = get(client, make_read_article())
    text = page.select_one("main").get_text()
    assert page.select_one(".text") is None
    assert "was signed" not in text
    assert "We need more days" not in text
    assert "1 quotation; the words stand in the original" in text
    assert page.select_one(".pin").get_text() == "The envoys parted on Friday."


@pytest.mark.parametrize("viewer", ["client", "admin_client"])
def test_a_free_text_is_shown_with_its_marks(request, viewer):
    licence = "CC0-1.0" if viewer == "client" else ""
    shown = get(request.getfixturevalue(viewer), make_read_article(licence=licence)).select_one(".text")
    for note in shown.select(".note"):
        note.extract()
    assert shown.get_text() == TEXT
    assert "".join(mark.get_text() for mark in shown.select("mark")) == "The envoys parted on Friday."
    assert shown.select_one(".is-date").get_text() == "Friday"
    assert shown.select_one(".is-person.of-us").get_text() == "Avery Stone"
    assert shown.select_one(".is-quotation").get_text() == "We need more days,"
    assert not shown.select("b")
    assert shown.has_attr("hx-disable")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Friday", "18 May 2018: the Friday before"),
        ("Avery Stone", "Avery Stone, Trade Envoy: full name"),
        ("We need more days,", "Said by Avery Stone (“told”)"),
        ("The envoys parted on ", "Evidence for: Round of talks in Geneva"),
    ],
)
def test_each_mark_is_a_link_that_says_why_and_leads_to_more(client, words, reason):
    page = get(client, make_read_article(licence="CC0-1.0"))
    [link] = [link for link in page.select(".text a") if link.get_text() == words]
    assert reason in page.find(id=link["aria-describedby"]).get_text(" ")
    assert page.find(id=link["href"].removeprefix("#"))
    assert not page.select(".text [title]")


def test_each_finding_gives_its_reason(client):
    page = get(client, make_read_article())
    rows = [row.get_text(" ", strip=True) for row in page.select("section[aria-labelledby=found] tbody tr")]
    assert rows == ["Friday 18 May 2018 the Friday before", "W Avery Stone Trade Envoy 1 full name"]


def test_the_document_date_says_what_it_rests_on(client):
    article = make_article(
        published_basis="inferred", published_evidence="on May 17", published_reason="It announces the round."
    )
    facts = get(client, article).select_one(".facts").get_text()
    assert "inferred from the contents: on May 17" in facts
    assert "It announces the round." in facts


def test_an_undated_article_says_so(client):
    assert "Not known" in get(client, make_article(published=None)).select_one(".facts").get_text()


def test_it_names_the_events_and_why(client):
    story = get(client, make_read_article()).select_one(".story")
    assert "Round of talks in Geneva" in story.get_text()
    assert "report of it" in story.get_text()
    assert "The same place." in story.get_text()


def test_proposed_links_are_hidden_until_asked_for(client):
    article = make_article()
    make_citation(make_event("Vienna summit"), article, state="proposed")
    assert "Vienna summit" not in get(client, article).get_text()
    opened = get(client, article, unreviewed="1").select_one(".story.proposed").get_text()
    assert "Machine-proposed, not reviewed" in opened


def test_links_to_unpublished_events_stay_hidden(client):
    article = make_article()
    make_citation(make_event("Secret draft", is_published=False), article)
    assert "Secret draft" not in get(client, article).get_text()


def test_other_prints_of_the_story_are_listed(client):
    story = make_story()
    article = make_article("First print", story=story)
    make_article("Second print", story=story, publisher=make_publisher("Harbour Post"))
    copies = get(client, article).select_one("section[aria-labelledby=copies]").get_text(" ", strip=True)
    assert "Second print Harbour Post" in copies


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://files.example/a", "http://[bad", ""])
def test_only_web_addresses_become_links(client, url):
    page = get(client, make_article(url=url))
    assert "Read the original" not in page.get_text()


def test_an_unknown_key_is_not_found(client):
    assert client.get("/articles/ffffffffffffffff/").status_code == 404


def test_paragraphs_stand_apart_and_the_text_stays_as_it_is_kept():
    shown = paragraphs("One & two.\n\nThree.\nFour.")
    assert shown == 'One &amp; two.<span class="gap">\n\n</span>Three.<span class="gap">\n</span>Four.'
    assert unescape(strip_tags(shown)) == "One & two.\n\nThree.\nFour."
