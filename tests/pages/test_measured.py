"""What the about page says of the machine's proposals."""

import json

import pytest
from bs4 import BeautifulSoup

from articles.views import measured
from articles.views.measured import FIGURES, PROPOSALS, in_percent


@pytest.fixture
def figures():
    return json.loads(FIGURES.read_text())


@pytest.mark.django_db
def test_the_about_page_shows_the_figures_the_benchmarks_committed(client, figures):
    page = BeautifulSoup(client.get("/about/").content, "html.parser")
    shown = [row.get_text(" ", strip=True) for row in page.select("table.measured tbody tr")]
    named = [(kind, name, words) for kind, rows in PROPOSALS for name, words in rows]
    assert shown == [f"{kind}: {words} {in_percent(figures[name])}" for kind, name, words in named]
    assert page.select_one(f'#measured ~ p time[datetime="{figures["measured on"]}"]')


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100 %"), (0.9999, "99.9 %"), (0.9853, "98.5 %"), (0.956, "95.6 %")]
)
def test_a_share_is_never_rounded_up(share, words):
    assert in_percent(share) == words


@pytest.mark.django_db
def test_without_figures_nothing_is_claimed(client, monkeypatch, tmp_path):
    monkeypatch.setattr(measured, "FIGURES", tmp_path / "figures.json")
    assert b"How well it reads" not in client.get("/about/").content
