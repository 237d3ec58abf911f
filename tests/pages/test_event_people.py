"""The people on the page of an event: their posts, the sentences that name them, and what sources quote."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_article,
    make_citation,
    make_event,
    make_official,
    make_official_mention,
    make_participation,
    make_post,
    make_publisher,
    make_quotation,
    span_of,
)

pytestmark = pytest.mark.django_db


def get(client, thing, **parameters):
    response = client.get(thing.get_absolute_url(), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("day", "post"),
    [(date(2017, 6, 1), "Deputy Envoy"), (date(2019, 6, 1), "Trade Envoy"), (date(2022, 1, 1), "not known")],
)
def test_participants_have_the_post_held_that_day(client, day, post):
    official = make_official("Lin Bo", side="china", chinese_name="林波")
    make_post(official, "Deputy Envoy", start=date(2016, 1, 1), end=date(2018, 3, 1))
    make_post(official, "Trade Envoy", start=date(2018, 3, 2), end=date(2021, 1, 1))
    event = make_event(earliest=day)
    make_participation(event, official, role="lead", certainty="expected")
    row = get(client, event).select_one("tbody tr")
    assert post in row.select("td")[0].get_text()
    assert row.select("td")[1].get_text() == "lead, expected"
    assert row.select_one('[lang="zh-Hans"]').get_text() == "林波"


NAMING = "It rained. The envoy Lin Bo flew in on Thursday. Nothing was signed."


def evidence_cell(page):
    return page.select_one("section[aria-labelledby=who] tbody tr").select("td")[-1]


def named_at(event, official, text=NAMING, name="Lin Bo", **fields):
    """The official takes part, and an accepted source of the event names them."""
    article = make_article("Envoys part", text=text, **fields)
    make_official_mention(article.texts.get(), name, official=official)
    return article


def test_a_participant_is_shown_with_the_sentence_that_names_them(client):
    event, official = make_event(), make_official("Lin Bo", side="china")
    make_participation(event, official)
    article = named_at(event, official, licence="CC0-1.0")
    make_citation(event, article)
    cell = evidence_cell(get(client, event))
    assert cell.q.get_text() == "The envoy Lin Bo flew in on Thursday."
    assert cell.mark.get_text() == "Lin Bo"
    place = get(client, article).select_one(f"#{cell.a['href'].partition('#')[2]}")
    assert cell.a["href"].startswith(article.get_absolute_url())
    assert place.a.get_text() == "Lin Bo"


def test_where_the_text_is_not_free_the_link_leads_to_the_people_found(client):
    event, official = make_event(), make_official("Lin Bo", side="china")
    make_participation(event, official)
    article = named_at(event, official)
    make_citation(event, article)
    assert evidence_cell(get(client, event)).a["href"] == f"{article.get_absolute_url()}#people"
    assert get(client, article).select_one("#people")


@pytest.mark.parametrize("link", [{"relation": "mention"}, {"state": "proposed"}, {"state": "refused"}])
def test_background_and_what_nobody_accepted_name_nobody(client, link):
    event, official = make_event(), make_official("Lin Bo", side="china")
    make_participation(event, official)
    make_citation(event, named_at(event, official), **link)
    assert "As named in the sources." in get(client, event).get_text()


def test_the_source_an_editor_gave_names_the_participant_alone(client):
    event, official = make_event(), make_official("Lin Bo", side="china")
    make_citation(event, named_at(event, official))
    given = make_article("The list of guests", publisher=make_publisher("Harbour Post"))
    make_participation(event, official, source=given)
    assert evidence_cell(get(client, event)).get_text() == "Harbour Post, 18 May 2018"


def test_the_evidence_an_editor_gave_comes_first(client):
    event, official = make_event(), make_official("Lin Bo", side="china")
    article = named_at(event, official)
    make_citation(event, article)
    make_participation(event, official, **span_of(article.texts.get(), "Nothing was signed."))
    assert evidence_cell(get(client, event)).q.get_text() == "Nothing was signed."


def test_a_report_names_rather_than_a_preview(client):
    event, official = make_event(), make_official("Lin Bo", side="china")
    make_participation(event, official)
    make_citation(event, named_at(event, official, "Lin Bo may come."), relation="preview")
    make_citation(event, named_at(event, official, "Much was said before Lin Bo left."))
    assert evidence_cell(get(client, event)).q.get_text() == "Much was said before Lin Bo left."


def quoted_in(client, event, side, **parameters):
    return [
        quote.get_text()
        for quote in get(client, event, **parameters).select(f".lane.{side} .quoted blockquote")
    ]


def make_quoting_source(event, words, *, licence="CC0-1.0", **fields):
    """A report of the event that quotes an American official with these words."""
    article = make_article(text=f"“{words}” Avery Stone said.", licence=licence)
    make_quotation(article.texts.get(), words, speaker_name="Avery Stone", side="us")
    return make_citation(event, article, **fields)


def test_a_lane_holds_what_the_sources_quote_the_side_with(client):
    event = make_event()
    make_quoting_source(event, "We shall meet again in June.")
    make_quoting_source(event, "We shall meet again in June.")
    assert quoted_in(client, event, "us") == ["We shall meet again in June."]
    assert quoted_in(client, event, "china") == []


@pytest.mark.parametrize(
    "fields", [{"licence": ""}, {"state": "proposed"}, {"relation": "preview"}, {"relation": "mention"}]
)
def test_other_quotations_stay_out_of_the_lanes(client, fields):
    event = make_event()
    make_quoting_source(event, "We shall meet again in June.", **fields)
    assert quoted_in(client, event, "us") == []


def test_quotations_of_later_sources_are_hidden_as_of_a_day(client):
    event = make_event()
    make_quoting_source(event, "We shall meet again in June.")
    assert quoted_in(client, event, "us", asof="2018-05-17") == []
    assert quoted_in(client, event, "us", asof="2018-05-18") != []
