"""Two events side by side."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.models import FormerSlug, Topic
from tests.factories import make_account, make_event, make_official, make_participation, make_post

pytestmark = pytest.mark.django_db


def get(client, **parameters):
    response = client.get(reverse("articles:compare"), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def make_pair():
    """Two events that share Lin Bo and soybeans; Avery Stone and steel are the first one's only."""
    first = make_event("May round", slug="may", city="Geneva", outcome="truce")
    second = make_event(
        "June round", slug="june", earliest=date(2018, 6, 1), city="Vienna", outcome="no-deal"
    )
    both, one = make_official("Lin Bo", side="china"), make_official("Avery Stone")
    for event in (first, second):
        make_participation(event, both, role="lead")
    make_participation(first, one)
    soy, steel = (Topic.objects.create(slug=name.lower(), name=name) for name in ("Soybeans", "Steel"))
    first.topics.set([soy, steel])
    second.topics.set([soy])
    make_account(first, "us", "They called it useful.", speaker=one)
    make_account(second, "china", "They called it hard.")
    return first, second


def cells(page, section):
    rows = page.select(f"section[aria-labelledby={section}] tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


def test_the_outline_of_both_stands_side_by_side(client):
    make_pair()
    outline = cells(get(client, a="may", b="june"), "outline")
    assert ["When", "17 May 2018", "1 June 2018"] in outline
    assert ["Where", "Geneva", "Vienna"] in outline
    assert ["Outcome", "Truce", "No deal"] in outline


def test_participants_and_topics_of_both_come_first(client):
    make_pair()
    page = get(client, a="may", b="june")
    assert cells(page, "who") == [["W Avery Stone", "delegation", ""], ["B Lin Bo", "lead", "lead"]]
    assert cells(page, "topics") == [["Soybeans", "yes", "yes"], ["Steel", "yes", ""]]


def test_each_side_has_two_lanes_also_where_one_is_silent(client):
    make_pair()
    lanes = get(client, a="may", b="june").select(".two > .lane")
    assert [lane["class"][1] for lane in lanes] == ["us", "us", "joint", "joint", "china", "china"]
    assert "They called it useful." in lanes[0].get_text()
    assert "No account on record." in lanes[1].get_text()
    assert "They called it hard." in lanes[5].get_text()


def test_the_event_page_leads_to_the_comparison(client):
    first, second = make_pair()
    link = BeautifulSoup(client.get(first.get_absolute_url()).content, "html.parser")
    assert link.select_one('a[href="/compare/?a=may&b=june"]')
    link = BeautifulSoup(client.get(second.get_absolute_url()).content, "html.parser")
    assert link.select_one('a[href="/compare/?a=may&b=june"]')


def test_the_form_keeps_what_was_chosen(client):
    make_pair()
    page = get(client, a="may")
    assert page.select_one("#pick-a option[selected]")["value"] == "may"
    assert not page.select("#pick-b option[selected]")
    assert not page.select("section")


def test_a_former_slug_is_understood(client):
    first, _ = make_pair()
    FormerSlug.objects.create(slug="old-may", event=first)
    assert cells(get(client, a="old-may", b="june"), "outline")


@pytest.mark.parametrize("value", ["nothing", "\x00", "x" * 7_000, "<i>x", "../..", "٢٠١٨"])
def test_what_is_no_event_is_named(client, value):
    make_pair()
    page = get(client, a=value, b="june")
    assert page.select_one("main ul.notice").get_text().strip().startswith("a “")
    assert not page.select("main i")


def test_what_is_not_published_cannot_be_compared(client):
    make_pair()
    make_event("Secret round", slug="secret", is_published=False)
    page = get(client, a="secret", b="june")
    assert "there is no such event" in page.get_text()
    assert "Secret round" not in page.get_text()


def test_an_event_is_not_compared_with_itself(client):
    make_pair()
    assert "Both are the same event" in get(client, a="may", b="may").get_text()


@pytest.mark.parametrize("count", [1, 15])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    pair = make_pair()
    for number in range(count):
        official = make_official(f"Person {number}")
        make_post(official)
        for event in pair:
            make_participation(event, official)
            make_account(event, speaker=official)
        make_event(f"Other {number}")
    with django_assert_max_num_queries(12):
        get(client, a="may", b="june")


def test_without_a_choice_the_newest_pair_of_a_kind_is_offered(client):
    for number, slug in enumerate(("oldest", "older", "newest"), start=1):
        make_event(f"Round {number}", slug=slug, kind="round", earliest=date(2018, number, 1))
    make_event("Lone summit", slug="summit", kind="summit")
    page = get(client)
    offered = [link["href"] for link in page.select("main li a[href^='?a=']")]
    assert offered == ["?a=older&b=newest"]
    assert not get(client, a="older").select("main li a[href^='?a=']")
