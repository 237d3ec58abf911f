"""The page of an event."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from articles.models import Change, Event, FormerSlug, RoundLabel, Series
from articles.views.changes import PUBLIC_FIELDS, in_words
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_dispute,
    make_event,
    make_official,
    make_participation,
    make_post,
    make_publisher,
    make_story,
    span_of,
)

pytestmark = pytest.mark.django_db
TEXT = "The envoys parted on Friday. Nothing was signed."


def get(client, thing, **parameters):
    response = client.get(thing.get_absolute_url(), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_three_lanes_in_a_fixed_order_also_where_one_is_silent(client):
    event = make_event()
    make_account(event, "china", "They spoke of progress.")
    lanes = get(client, event).select(".lane")
    assert [lane.h3.get_text(strip=True) for lane in lanes] == ["WWashington", "JJoint", "BBeijing"]
    assert "No account on record" in lanes[0].get_text()
    assert "They spoke of progress." in lanes[2].get_text()


def test_a_quotation_names_the_speaker_the_post_and_the_sentence(client):
    article = make_article("Envoys part", text=TEXT)
    speaker = make_official("Avery Stone")
    make_post(speaker, "Trade Envoy", start=date(2018, 1, 1))
    event = make_event()
    words = span_of(article.texts.get(), "Nothing was signed.")
    make_account(event, text="Nothing was signed", is_quotation=True, speaker=speaker, **words)
    lane = get(client, event).select_one(".lane.us")
    assert lane.blockquote.get_text() == "Nothing was signed"
    assert "Avery Stone, Trade Envoy" in lane.get_text()
    assert lane.q.get_text() == "Nothing was signed."
    assert lane.select_one(f'a[href="{article.get_absolute_url()}"]')


def test_an_account_without_a_source_of_its_own_says_so(client):
    event = make_event()
    sourced = make_account(event, "us", "They called it useful.")
    sourced.sources.add(make_article("Readout", published=date(2018, 5, 19)))
    make_account(event, "china", "They called it hard.")
    washington, beijing = (get(client, event).select_one(f".lane.{side}") for side in ("us", "china"))
    assert "not yet tied" not in washington.text
    assert beijing.select_one(".from a")["href"] == f"{event.get_absolute_url()}#sources"


def test_where_accounts_differ_each_answer_has_its_side_and_verb(client):
    event = make_event()
    dispute = make_dispute(event, "Was a sum named?", note="Neither side published a text.")
    make_account(event, "us", "A sum was named.", dispute=dispute)
    make_account(event, "china", "No sum was named.", dispute=dispute, modality="denies")
    page = get(client, event)
    verbs = [verb.get_text(" ", strip=True) for verb in page.select(".dispute .verb")]
    assert verbs == ["W Washington asserts", "B Beijing denies"]
    assert "Neither side published a text." in page.select_one(".dispute .why").get_text()
    assert "No account on record" in page.select_one(".lane.us").get_text()


def test_prints_of_one_story_are_one_source(client):
    event, story = make_event(), make_story()
    for name in ("Ledger", "Harbour Post"):
        make_citation(event, make_article("Envoys part", story=story, publisher=make_publisher(name)))
    make_citation(event, make_article("What the ministry said"))
    sources = get(client, event).select_one("section[aria-labelledby=sources]")
    assert "3 articles, 2 independent." in sources.get_text()
    assert len(sources.select(".story")) == 2
    assert "The same story in 1 other place" in sources.get_text()


def test_sources_stand_under_their_relation_with_the_sentence(client):
    event = make_event()
    make_citation(event, make_article("Envoys part", text=TEXT), evidence="The envoys parted on Friday.")
    make_citation(event, make_article("Envoys to meet"), relation="preview")
    page = get(client, event)
    headings = [heading.get_text() for heading in page.select("section[aria-labelledby=sources] > h3")]
    assert headings == ["Reports of it", "Written before it"]
    assert page.select_one(".pin").get_text() == "The envoys parted on Friday."


def test_proposed_sources_are_hidden_counted_and_shown_on_demand(client):
    event = make_event()
    make_citation(event, make_article("Perhaps about it"), state="proposed", reasons=["the same day"])
    make_citation(event, make_article("Refused"), state="refused")
    closed, opened = get(client, event), get(client, event, unreviewed="1")
    assert "Perhaps about it" not in closed.get_text()
    assert "1 more was proposed by a machine and is not reviewed" in closed.get_text()
    assert "Machine-proposed, not reviewed" in opened.select_one(".story.proposed").get_text()
    assert "The same day." in opened.select_one(".story .why").get_text()
    assert "Refused" not in opened.select_one("main").get_text()


def test_both_capitals_dates_where_a_source_settles_them(client):
    event = make_event(us_date=date(2017, 7, 19), china_date=date(2017, 7, 20))
    assert get(client, event).select_one(".capitals").get_text(" ", strip=True) == (
        "W 19 July 2017 in Washington B 20 July 2017 in Beijing"
    )


def test_a_round_number_says_who_counts_so(client):
    event = make_event()
    RoundLabel.objects.create(event=event, label="12th round", counted_by="Ministry of Commerce")
    assert "12th round as counted by Ministry of Commerce" in get(client, event).get_text()


def test_neighbours_are_talks_not_measures(client):
    before = make_event("Before", earliest=date(2018, 5, 1))
    make_event("Tariff list", earliest=date(2018, 5, 10), kind="measure")
    event = make_event("Now", earliest=date(2018, 5, 17))
    after = make_event("After", earliest=date(2018, 6, 2))
    page = get(client, event)
    assert page.select_one("a[rel=prev]")["href"] == before.get_absolute_url()
    assert page.select_one("a[rel=next]")["href"] == after.get_absolute_url()
    around = [link.get_text() for link in page.select("section[aria-labelledby=around] a")]
    assert around == ["Before", "Tariff list", "After"]


def test_talks_before_and_after_are_found_beyond_the_thirty_days(client):
    before = make_event("Before", earliest=date(2016, 5, 1))
    event = make_event("Now", earliest=date(2018, 5, 17), order=1)
    make_event("Long before", earliest=date(2015, 5, 1))
    after = make_event("Later that day", earliest=date(2018, 5, 17), order=2)
    page = get(client, event)
    assert page.select_one("a[rel=prev]")["href"] == before.get_absolute_url()
    assert page.select_one("a[rel=next]")["href"] == after.get_absolute_url()
    assert [link.get_text() for link in page.select("section[aria-labelledby=around] a")] == [
        "Later that day"
    ]


def test_parts_and_series_are_listed_in_order_of_time(client):
    series = Series.objects.create(slug="rounds", name="Rounds")
    event = make_event("Now", series=series)
    make_event("Far round", earliest=date(2021, 5, 1), series=series)
    make_event("Dinner", parent=event, earliest=None)
    page = get(client, event)
    assert [link.get_text() for link in page.select("section[aria-labelledby=series] li > :last-child")] == [
        "Now",
        "Far round",
    ]
    assert [link.get_text() for link in page.select("section[aria-labelledby=parts] a")] == ["Dinner"]


def test_an_undated_event_has_a_page(client):
    assert "date not known" in get(client, make_event(earliest=None)).get_text()


def test_an_old_slug_leads_to_the_present_one(client):
    event = make_event()
    FormerSlug.objects.create(slug="old-name", event=event)
    response = client.get("/events/old-name/")
    assert (response.status_code, response["Location"]) == (301, event.get_absolute_url())


def test_a_proposed_event_is_shown_to_those_who_ask_and_to_staff(client, admin_client):
    event = make_event(state="proposed", is_published=False, proposal_reason="Three articles tell of it.")
    assert "Three articles tell of it." in get(client, event, unreviewed="1").get_text()
    assert "Machine-proposed, not reviewed" in get(admin_client, event).get_text()


@pytest.mark.parametrize(
    "state", [{"is_published": False}, {"state": "refused"}, {"state": "proposed", "is_published": False}]
)
def test_what_is_not_published_is_not_found(client, state):
    event = make_event(**state)
    FormerSlug.objects.create(slug="old-name", event=event)
    assert client.get(event.get_absolute_url()).status_code == 404
    assert client.get("/events/old-name/").status_code == 404


def test_only_web_addresses_become_links(client):
    event = make_event()
    make_citation(event, make_article("Trap", url="javascript:alert(1)"))
    page = get(client, event)
    assert not [link for link in page.find_all("a") if link["href"].startswith("javascript")]


def test_text_is_never_markup(client):
    event = make_event("<img src=x onerror=alert(1)>", summary="{{ 7|add:1 }}<script>1</script>")
    page = get(client, event)
    assert page.select_one("h1").get_text() == "<img src=x onerror=alert(1)>"
    assert page.select_one(".lead").get_text() == "{{ 7|add:1 }}<script>1</script>"
    assert not page.select("main img, main script")


def test_changes_to_what_the_page_says_are_public(client):
    event = make_event()
    Change.objects.create(
        object_type="event", object_key=event.slug, event=event, field="outcome", old="no-deal", new="truce",
        reason="The joint text of the next day.",
    )  # fmt: skip
    changes = get(client, event).select_one("section[aria-labelledby=changes] li").get_text(" ", strip=True)
    assert "Outcome: No deal → Truce The joint text of the next day." in changes


@pytest.mark.parametrize(
    ("object_type", "field"), [(kind, field) for kind, fields in PUBLIC_FIELDS.items() for field in fields]
)
def test_every_public_change_has_words(object_type, field):
    assert in_words(object_type, field)


@pytest.mark.parametrize(("object_type", "field"), [("event", "editor_note"), ("citation", "note")])
def test_what_is_for_editors_stays_with_them(client, object_type, field):
    event = make_event()
    Change.objects.create(
        object_type=object_type, object_key="x", event=event, field=field, new="Between us."
    )
    assert "Between us." not in get(client, event).get_text()


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    event = make_event()
    for number in range(count):
        official = make_official(f"Person {number}")
        make_post(official)
        make_participation(event, official, source=make_article(publisher=make_publisher()))
        make_account(event, speaker=official).sources.add(make_article(publisher=make_publisher()))
        make_account(event, "china", dispute=make_dispute(event), speaker=official)
        make_citation(
            event, make_article(text=TEXT, publisher=make_publisher()), evidence="Nothing was signed."
        )
        make_event(f"Other {number}", earliest=date(2018, 5, 18), parent=event, series=event.series)
    with django_assert_max_num_queries(12):
        get(client, event)


def test_staff_find_the_way_to_the_editors_desk(admin_client, client):
    event = make_event()
    page = get(admin_client, event)
    assert "Editors’ desk" in page.get_text()
    assert page.select_one(f'a[href="/admin/articles/event/{event.pk}/change/"]')


def test_visitors_do_not(client):
    assert "Editors’ desk" not in get(client, make_event()).get_text()


def test_an_article_without_a_title_goes_by_its_first_words(client):
    event = make_event()
    text = "BEIJING (Agency) -- The two sides have agreed to meet again before the summer, a spokesman said. More."
    make_citation(event, make_article("", text=text))
    headline = get(client, event).select_one(".headline").get_text()
    assert headline == "BEIJING (Agency) -- The two sides have agreed to meet again before the summer, …"


def test_reasons_read_as_sentences_with_printed_quotation_marks(client):
    event = make_event(date_reason="A report of 12 May says 'yesterday'; Ross's day was Thursday.")
    make_citation(
        event, make_article("Perhaps"), state="proposed", reasons=["It names 'May 8'.", "the same day"]
    )
    page = get(client, event, unreviewed="1")
    assert page.select_one(".opening .why").get_text() == (
        "A report of 12 May says “yesterday”; Ross’s day was Thursday."
    )
    assert page.select_one(".story .why").get_text() == "It names “May 8”. The same day."


def test_the_page_can_be_cited_in_plain_text_with_its_permanent_address(client):
    event = make_event("Geneva round", slug="geneva-round", latest=date(2018, 5, 18))
    Event.objects.update(updated_at=datetime(2026, 3, 4, tzinfo=UTC))
    site = "Trade talks: A sourced chronology of the US–China trade talks"
    address = "http://testserver/events/geneva-round/"
    box = [line.get_text() for line in get(client, event, unreviewed="1").select(".cite dd")]
    assert box == [
        f"{site}. (2026, March 4). Geneva round, 17–18 May 2018. {address}",
        f"“Geneva round, 17–18 May 2018.” {site}. Last modified March 4, 2026. {address}.",
        address,
    ]


def test_a_view_of_a_day_is_cited_as_such(client):
    event = make_event("Undated call", slug="call", earliest=None)
    box = [line.get_text() for line in get(client, event, asof="2018-05-20").select(".cite dd")]
    assert "). Undated call [as known on 20 May 2018]. http" in box[0]
    assert box[2] == "http://testserver/events/call/?asof=2018-05-20"
