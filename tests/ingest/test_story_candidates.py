"""Which stored texts a new one is compared with: few, however many share a phrase with it."""

import random

import pytest

from articles.extraction.annotations import Document, Extraction
from articles.extraction.fingerprints import bands, fingerprint
from articles.ingest import company
from articles.ingest.company import companies, company_of
from articles.ingest.store import store
from articles.ingest.stories import index_texts
from articles.ingest.work import Reading
from articles.linking.stories import FEW, rarest
from articles.models import Article, Story
from tests.factories import make_article

PHRASE = " ".join(f"phrase{number}" for number in range(40))
STORED = 120


def text_of(number):
    """Its own three hundred words, and the phrase that all have."""
    chance = random.Random(number)
    words = [f"w{chance.randrange(10**9)}" for _ in range(300)]
    return " ".join([*words[:150], PHRASE, *words[150:]])


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({}, []),
        ({1: 1, 2: 3, 3: 2}, [1, 3, 2]),
        # what everybody prints tells nothing
        ({1: 1, 2: 2, 3: 3, 4: FEW}, [1, 2, 3]),
        # but a story that was printed everywhere has no rare bands
        ({1: 5 * FEW, 2: 5 * FEW, 3: 5 * FEW, 4: 5 * FEW}, [1, 2, 3]),
    ],
)
def test_candidates_are_looked_for_under_the_rarest_bands(counts, found):
    assert rarest([9, 4, 3, 2, 1], counts) == found


@pytest.fixture
def stored(db):
    """Many articles that have a phrase in common."""
    articles = [make_article(text=text_of(number)) for number in range(STORED)]
    for number, article in enumerate(articles):
        text, print_ = article.texts.get(), fingerprint(text_of(number))
        text.fingerprint = print_.to_bytes()
        text.save()
        index_texts([(text, print_)])
    return articles


def test_a_copy_is_found_among_many_that_share_a_phrase(stored):
    cut = text_of(50)[:1200]
    assert company_of(fingerprint(cut)).same == (stored[50],)
    assert [company.same for company in companies([fingerprint(cut)])] == [(stored[50],)]


def test_many_texts_are_looked_up_in_as_many_queries_as_one(stored, django_assert_num_queries):
    copies = [fingerprint(text_of(number)) for number in range(12)]
    with django_assert_num_queries(4):
        (alone,) = companies(copies[:1])
    with django_assert_num_queries(4):
        together = companies(copies)
    assert together[0] == alone
    assert [company.same for company in together] == [(article,) for article in stored[:12]]


def test_of_a_crowd_the_first_by_content_are_compared(stored, monkeypatch):
    monkeypatch.setattr(company, "CANDIDATES", 20)
    (found,) = companies([fingerprint(PHRASE)])
    by_content = sorted(stored, key=lambda article: article.texts.get().sha256)
    assert found.same == tuple(by_content[:20])


def test_a_copy_under_a_rare_band_is_found_beside_a_crowd(stored, monkeypatch):
    monkeypatch.setattr(company, "CANDIDATES", 20)
    last = max(stored, key=lambda article: article.texts.get().sha256)
    number = stored.index(last)
    cut = fingerprint(text_of(number)[:300] + " " + PHRASE)
    counts = [company._counted([value]).get(value, 0) for value in bands(cut)]
    assert sorted(counts)[-2:] == [21, 21], "of the phrase there is more than there is room for"
    same = company_of(cut).same
    assert last in same
    assert len(same) == 20


def test_a_phrase_that_all_have_leads_to_few_comparisons(stored, monkeypatch):
    compared = []
    comparisons = company.comparisons

    def watched(one, others):
        compared.extend(others := list(others))
        return comparisons(one, others)

    monkeypatch.setattr(company, "comparisons", watched)
    new = fingerprint(text_of(STORED + 1))
    assert set(bands(new)) & set(bands(fingerprint(text_of(0))))
    monkeypatch.setattr(company, "CANDIDATES", 20)
    assert company_of(new).same == ()
    assert len(compared) == 20 < STORED
    compared.clear()
    company_of(fingerprint(text_of(50)))
    assert len(compared) <= FEW


def reading(name, text):
    return Reading(
        Document(name, text, url=f"https://{name}.example/1"), Extraction(name, text), fingerprint(text)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("order", [("brief", "long"), ("long", "brief")])
def test_a_long_article_that_is_read_again_stays_with_the_brief_that_stands_in_it(order):
    chance = random.Random(7)
    words = [f"w{chance.randrange(10**9)}" for _ in range(1200)]
    texts = {"long": " ".join(words), "brief": " ".join(words[:300])}
    readings = [reading(name, texts[name]) for name in order]
    own = set(bands(fingerprint(texts["long"]))) - set(bands(fingerprint(texts["brief"])))
    assert len(own) > FEW, "under its own bands alone it would find itself alone"
    for one in readings:
        store(one)
    before = Story.objects.get()
    for one in readings:
        store(one, renew=True)
        assert Story.objects.get() == before
        assert set(Article.objects.values_list("story", flat=True)) == {before.pk}
