"""Who attended what: officials by events of a year."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.views.attendance import COLUMNS_SHOWN
from tests.factories import make_event, make_official, make_participation

pytestmark = pytest.mark.django_db


def get(client, **parameters):
    response = client.get(reverse("articles:attendance"), parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def make_year():
    """Two events of 2019 and one of 2018; Lin Bo led at the first, was expected at the second."""
    official, other = make_official("Lin Bo", side="china"), make_official("Avery Stone")
    first = make_event("May round", earliest=date(2019, 5, 1))
    second = make_event("June round", earliest=date(2019, 6, 1))
    make_participation(first, official, role="lead")
    make_participation(second, official, certainty="expected")
    make_participation(second, other)
    make_participation(make_event("Old round", earliest=date(2018, 5, 1)), other)
    return first


def rows_of(page):
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("tbody tr:not(.bench-row)")
    ]


def test_a_cell_says_the_part_and_a_blank_one_nothing(client):
    make_year()
    page = get(client)
    heads = [head.get_text(" ", strip=True) for head in page.select("thead th")]
    assert heads == ["Official", "1 May May round", "1 June June round"]
    assert rows_of(page) == [["Avery Stone", "", "•"], ["Lin Bo", "L", "(•)"]]
    spoken = [mark["aria-label"] for mark in page.select("tbody td [aria-label]")]
    assert spoken == ["delegation", "lead", "delegation, expected"]
    assert "not that somebody stayed away" in page.get_text()


def test_it_is_a_real_table_with_a_head_in_every_row_and_column(client):
    make_year()
    page = get(client)
    assert {head["scope"] for head in page.select("th")} == {"col", "row", "rowgroup"}
    assert page.select_one("caption").get_text() == "2 officials at 2 events of 2019"


def test_another_year_is_a_link_away(client):
    make_year()
    page = get(client)
    assert [link["href"] for link in page.select("nav[aria-label=Years] a")] == ["?year=2019", "?year=2018"]
    assert rows_of(get(client, year="2018")) == [["Avery Stone", "•"]]


@pytest.mark.parametrize("value", ["1999", "2018-05", "abc", "\x00", "9" * 400, "-1", "٢٠١٨"])
def test_a_year_that_does_not_fit_is_named(client, value):
    make_year()
    page = get(client, year=value)
    assert "was ignored" in page.select_one("main ul.notice").get_text()
    assert page.h1.get_text() == "Who attended what in 2019"


@pytest.mark.parametrize("fields", [{"is_published": False}, {"state": "proposed"}, {"kind": "measure"}])
def test_what_is_hidden_or_no_talks_is_no_column(client, fields):
    make_participation(make_event(**fields))
    assert "No participant is on record yet." in get(client).get_text()


def test_proposed_officials_are_no_row(client):
    first = make_year()
    make_participation(first, make_official("Proposed Person", state="proposed"))
    assert "Proposed Person" not in get(client).get_text()


@pytest.mark.parametrize("count", [1, COLUMNS_SHOWN + 5])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    for number in range(count):
        event = make_event(earliest=date(2019, 1, 1 + number % 28))
        make_participation(event, make_official(f"Person {number}"))
    with django_assert_max_num_queries(4):
        page = get(client)
    assert len(page.select("thead th")) == min(count, COLUMNS_SHOWN) + 1
