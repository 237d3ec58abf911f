"""Officials, disputes, about, and the pages for errors."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import ArticleText, Merge, OfficialAlias
from articles.views.dispute import DISPUTES_SHOWN
from tests.factories import (
    make_account,
    make_article,
    make_dispute,
    make_event,
    make_official,
    make_official_mention,
    make_participation,
    make_post,
    make_publisher,
    make_quotation,
)

pytestmark = pytest.mark.django_db


def get(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def test_officials_stand_by_side_with_latest_post_and_count(client):
    official = make_official("Lin Bo", side="china", chinese_name="林波")
    make_post(official, "Deputy Envoy", start=date(2016, 1, 1), end=date(2018, 3, 1))
    make_post(official, "Trade Envoy", start=date(2018, 3, 2), is_start_verified=False)
    make_participation(make_event(), official)
    make_participation(make_event(is_published=False), official)
    make_official("Proposed Person", state="proposed")
    page = get(client, reverse("articles:officials"))
    assert [heading.get_text(strip=True) for heading in page.select("h2")] == ["WWashington", "BBeijing"]
    line = page.select_one(".roll li").get_text(" ", strip=True)
    assert line == "Lin Bo 林波 1 event Trade Envoy, from 2018 (unverified)"
    assert "Proposed Person" not in page.get_text()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_a_constant_number_of_queries(client, count, django_assert_max_num_queries):
    for number in range(count):
        make_post(make_official(f"Person {number}"))
    with django_assert_max_num_queries(3):
        get(client, reverse("articles:officials"))


def test_an_official_has_names_posts_events_and_words_on_record(client):
    official = make_official("Lin Bo", side="china", wikidata_id="Q1")
    OfficialAlias.objects.create(official=official, name="Lin Boh", is_misspelling=True)
    make_post(official, "Trade Envoy", start=date(2018, 3, 2), end=date(2021, 1, 1))
    event = make_event("Geneva round")
    make_participation(event, official, role="lead")
    make_account(event, "china", "We came to talk.", speaker=official, is_quotation=True)
    page = get(client, official.get_absolute_url())
    assert "Misspelt “Lin Boh”" in page.get_text()
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert rows == ["Trade Envoy 2 March 2018 – 1 January 2021", "Geneva round 17 May 2018 Trade Envoy lead"]
    assert page.blockquote.get_text() == "“We came to talk.”"


def test_a_post_without_an_end_is_not_called_current(client):
    official = make_official()
    make_post(official, start=date(2018, 3, 2))
    row = get(client, official.get_absolute_url()).select_one("tbody tr").get_text(" ", strip=True)
    assert "no end on record" in row


@pytest.mark.parametrize("state", ["proposed", "refused"])
def test_officials_nobody_accepted_have_no_page(client, state):
    get(client, make_official(state=state).get_absolute_url(), status=404)


def test_disputes_of_published_events_are_listed(client):
    shown, hidden = make_event(), make_event(is_published=False)
    make_account(shown, dispute=make_dispute(shown, "Was a sum named?"))
    make_dispute(hidden, "Hidden?")
    page = get(client, reverse("articles:disputes"))
    assert [heading.get_text(" ", strip=True) for heading in page.select("h3")] == ["Was a sum named? Open"]


def test_of_many_disputes_some_are_on_a_page(client, django_assert_max_num_queries):
    event = make_event()
    for number in range(DISPUTES_SHOWN + 3):
        make_account(event, dispute=make_dispute(event, f"Question {number}?"))
    address = reverse("articles:disputes")
    with django_assert_max_num_queries(12):
        first = get(client, address)
    second = get(client, address + "?page=2")
    assert [len(page.select("h3")) for page in (first, second)] == [DISPUTES_SHOWN, 3]
    assert first.select_one("a[rel=next]")["href"] == "?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "?page=1"
    assert [len(get(client, address + wrong).select("h3")) for wrong in ("?page=x", "?page=99")] == [
        DISPUTES_SHOWN,
        3,
    ]


def test_about_counts_what_is_there(client):
    make_event()
    make_event(kind="measure")
    facts = get(client, reverse("articles:about")).select_one(".facts").get_text(" ", strip=True)
    assert "Talks 1 event, from 17 May 2018 to 17 May 2018" in facts
    assert "1 measure" in facts


def test_about_says_where_the_chronology_is_weak(client):
    make_account(make_event(earliest=None, story_count=1), "us")
    both = make_event(earliest=date(2018, 5, 1), latest=date(2018, 5, 31), confidence="low", story_count=2)
    make_account(both, "us")
    make_account(both, "china").sources.add(make_article())
    make_dispute(both)
    make_event(kind="measure", is_published=False)
    lines = [line.get_text() for line in get(client, reverse("articles:about")).select("#weak li")]
    assert lines == [
        "1 event rests on one independent source, 0 on none that is linked yet.",
        "1 event has no date, 1 only a month or a year.",
        "1 of the talks has one capital’s account without the other’s, 0 no account at all.",
        "2 of 3 accounts are not yet tied to one of their event’s sources.",
        "1 question on which the accounts differ is open.",
        "1 event is thinly sourced or doubtful, and marked so: thinly sourced, doubtful.",
    ]


@pytest.mark.parametrize("path", ["/nothing/", "/events/none/", "/officials/none/", "/articles/none/"])
def test_what_is_not_there_answers_in_the_same_hand(client, path):
    assert get(client, path, status=404).h1.get_text() == "There is nothing at this address"


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html"])
def test_error_pages_need_no_request_and_no_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = BeautifulSoup(render_to_string(name), "html.parser")
    assert page.select_one("main h1")


def test_a_host_that_is_not_ours_is_refused_with_a_page(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"The request makes no sense to us" in response.content


PATHS = ["/", "/officials/", "/disputes/", "/about/", "/nothing/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_furniture(client, path):
    page = BeautifulSoup(client.get(path).content, "html.parser")
    assert page.html["lang"] == "en"
    assert len(page.select("h1")) == 1
    assert page.select_one('link[rel=icon][type="image/svg+xml"]')
    for name in ("og:title", "og:description", "og:url"):
        assert page.select_one(f'meta[property="{name}"]')["content"]
    assert page.select_one("body a")["href"].startswith("#")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_keeps_the_strict_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_of_a_merged_official_leads_to_the_one_who_stays(client):
    kept = make_official("Lin Bo", slug="lin-bo")
    for gone, to in [("lin-po", "lin-bo-2"), ("lin-bo-2", "lin-bo")]:
        Merge.objects.create(object_type="official", gone_key=gone, kept_key=to, gone_row={}, moved={})
    response = client.get("/officials/lin-po/")
    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())
    assert client.get("/officials/nobody/").status_code == 404


TEXT = "“We need days,” Lin Bo said. Lin Bo left."


def make_quoting(official, published=date(2018, 5, 18), **fields):
    """An article that names the official and quotes the three words."""
    article = make_article("Envoys part", text=TEXT, published=published, **fields)
    make_official_mention(article.texts.get(), "Lin Bo", official=official)
    make_quotation(article.texts.get(), "We need days,", speaker=official)
    return article


def test_mentions_are_drawn_by_month_and_told_in_words(client):
    official = make_official("Lin Bo", slug="lin-bo")
    make_participation(make_event(), official)
    for day in (date(2018, 5, 18), date(2018, 5, 20), date(2020, 1, 1)):
        make_quoting(official, day)
    section = get(client, official.get_absolute_url()).select_one("section[aria-labelledby=mentions]")
    assert "Named in 3 articles, most in May 2018 (2)." in section.get_text()
    assert [bar.title.get_text() for bar in section.select("svg a")] == [
        "May 2018: 2 articles",
        "January 2020: 1 article",
    ]
    assert [year.get_text() for year in section.select(".years li")] == ["2018 2", "2019", "2020 1"]
    assert section.select_one("svg a")["href"] == "/?official=lin-bo&month=2018-05"


def test_the_bars_of_an_official_who_attended_nothing_lead_nowhere(client):
    official = make_official("Lin Bo")
    make_quoting(official)
    section = get(client, official.get_absolute_url()).select_one("section[aria-labelledby=mentions]")
    assert "Named in 1 article." in section.get_text()
    assert not section.select("[href]")


def test_nobody_mentioned_is_drawn_nothing(client):
    assert not get(client, make_official().get_absolute_url()).select("svg")


def test_quotations_of_free_texts_are_shown_and_the_others_counted(client):
    official = make_official("Lin Bo")
    free = make_quoting(official, licence="CC0-1.0", publisher=make_publisher("Harbour Post"))
    make_quoting(official)
    section = get(client, official.get_absolute_url()).select_one("section[aria-labelledby=quoted]")
    assert [quote.get_text() for quote in section.select("blockquote")] == ["“We need days,”"]
    assert "Envoys part, Harbour Post, 18 May 2018" in section.get_text()
    assert "1 more quotation stands in articles whose text is not free" in section.get_text()
    place = section.select_one("a")["href"]
    assert get(client, place).select_one(f"#{place.partition('#')[2]} a").get_text() == "We need days,"
    assert place.startswith(free.get_absolute_url())


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_a_constant_number_of_queries(client, count, django_assert_max_num_queries):
    official = make_official("Lin Bo")
    for number in range(count):
        make_quoting(official, licence="CC0-1.0", publisher=make_publisher())
        make_participation(make_event(f"Round {number}"), official)
    with django_assert_max_num_queries(10):
        get(client, official.get_absolute_url())


def test_of_many_events_and_statements_the_newest_are_shown_and_the_way_to_the_rest(client, monkeypatch):
    monkeypatch.setattr("articles.views.official.EVENTS_SHOWN", 2)
    monkeypatch.setattr("articles.views.official.ACCOUNTS_SHOWN", 1)
    person = make_official("Avery Stone")
    for month in (3, 4, 5):
        event = make_event(f"Talks of month {month}", earliest=date(2018, month, 2))
        make_participation(event, person)
        make_account(event, "us", f"Said in month {month}.", speaker=person, said_on=date(2018, month, 3))
    make_participation(make_event("Talks of no day", earliest=None), person)
    page = BeautifulSoup(client.get(person.get_absolute_url()).content, "html.parser")
    section = page.select_one("section[aria-labelledby=events]")
    assert section.h2.get_text() == "4 events"
    assert [row.a.get_text() for row in section.select("tbody tr")] == [
        "Talks of month 5",
        "Talks of month 4",
    ]
    assert section.select_one(f"p a[href='/?official={person.slug}']").get_text() == "All 4 on the timeline"
    assert page.select_one("section[aria-labelledby=said] li p").get_text() == "Said in month 5."
    assert "all of them stand on the pages of the events" in page.get_text()


def test_mentions_are_counted_by_month_in_current_texts_of_dated_articles_about_the_talks(client):
    person = make_official("Avery Stone")
    for day, fields in (
        (date(2018, 5, 2), {}),
        (date(2018, 5, 20), {}),
        (date(2018, 6, 1), {}),
        (date(2018, 6, 2), {"is_relevant": False}),
        (None, {}),
    ):
        article = make_article(published=day, text="Avery Stone spoke. Avery Stone left.", **fields)
        for words in ("Avery Stone", "Stone left"):
            make_official_mention(article.texts.get(), words, official=person)
    ArticleText.objects.filter(article__published_latest=date(2018, 6, 1)).update(is_current=False)
    course = BeautifulSoup(client.get(person.get_absolute_url()).content, "html.parser").select(
        ".course title"
    )
    assert [bar.get_text() for bar in course] == ["May 2018: 2 articles"]
