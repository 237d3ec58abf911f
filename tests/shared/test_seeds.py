"""The five real articles, ingested by the command as they are. They are read from ../shared, never copied."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from articles.ingest.chronology import load_chronology
from articles.models import Article, DateMention, OfficialMention, Quotation

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

CED = "2017-07-comprehensive-economic-dialogue"

# file, earliest and latest date allowed, basis, main event, its relation, events in the background, officials
SEED_TABLE = [
    ("000", ("2017-07-21", "2017-07-21"), "stated", CED, "aftermath", {"2017-04-mar-a-lago-summit"},
     {"wilbur-ross", "zhong-shan", "steven-mnuchin", "sonny-perdue", "donald-trump", "xi-jinping"}),
    ("001", ("2017-07-21", "2017-07-21"), "stated", CED, "aftermath", {"2017-04-mar-a-lago-summit"},
     {"wilbur-ross", "zhong-shan", "steven-mnuchin", "sonny-perdue", "donald-trump", "xi-jinping"}),
    ("002", ("2018-05-14", "2018-05-16"), "inferred", "2018-05-washington-round", "preview", {"2018-05-beijing-round"},
     {"steven-mnuchin", "wilbur-ross", "robert-lighthizer", "peter-navarro", "liu-he", "yi-gang", "donald-trump"}),
    ("003", ("2017-07-19", "2017-07-19"), "inferred", CED, "report", set(),
     {"wilbur-ross", "wang-yang", "steven-mnuchin", "donald-trump", "xi-jinping"}),
    ("004", ("2019-07-24", "2019-07-25"), "inferred", "2019-07-shanghai-round", "preview",
     {"2019-06-osaka-summit", "2019-05-washington-round"},
     {"robert-lighthizer", "steven-mnuchin", "liu-he", "zhong-shan", "wilbur-ross", "larry-kudlow", "donald-trump",
      "xi-jinping"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def ingested(django_db_setup, django_db_blocker):
    """The keys of the articles by the first three digits of their file's name; all tests look at the same ones."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_chronology(ROOT / "fixtures" / "chronology")
        found = {}
        for path in sorted(SEEDS.glob("*.txt")):
            before = set(Article.objects.values_list("pk", flat=True))
            call_command("ingest", str(path), verbosity=0)
            found[path.name[:3]] = Article.objects.exclude(pk__in=before).get().pk
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def seeds(ingested, db):
    """The articles as they are after all were ingested: a later copy may have put an earlier one into another story."""
    return {name: Article.objects.get(pk=key) for name, key in ingested.items()}


def text_of(article):
    return article.texts.current().get()


@pytest.mark.parametrize("row", SEED_TABLE, ids=[row[0] for row in SEED_TABLE])
def test_a_seed_is_dated_linked_and_peopled_as_a_careful_reader_would(seeds, row):
    name, (earliest, latest), basis, event, relation, background, officials = row
    article = seeds[name]

    named = set(
        OfficialMention.objects.filter(text__article=article, official__state="accepted").values_list(
            "official__slug", flat=True
        )
    )
    links = dict(article.citations.values_list("event__slug", "relation"))

    assert earliest <= str(article.published_earliest) <= str(article.published_latest) <= latest
    assert article.published_basis == basis
    assert article.published_reason
    assert named == officials
    assert links.get(event) == relation
    assert {slug for slug, said in links.items() if said == "mention"} >= background
    assert {slug for slug, said in links.items() if said != "mention"} == {event}


def test_the_copy_is_no_second_independent_source(seeds):
    assert seeds["000"].story is not None
    assert seeds["000"].story == seeds["001"].story
    assert len({seeds[name].story_id for name in ("000", "002", "003", "004")}) == 4


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("000", ["Fortune’s video"]),
        ("001", ["Most Popular", "Kent Jones", "Preston Fore", "Ronald Wayne", "Jason Ma", "Privacy Policy"]),
        ("002", ["free article", "Try 3 months", "subscription", "Sponsored Content"]),
        ("003", ["leave a reply"]),
        ("004", ["You are here", "Your feedback is important", "Telegram"]),
    ],
)
def test_page_furniture_is_not_in_the_text(seeds, name, words):
    text = text_of(seeds[name]).text

    assert [word for word in words if word in text] == []


def test_no_date_of_the_page_around_the_article_is_found(seeds):
    dates = DateMention.objects.filter(text__article=seeds["001"])

    assert not dates.filter(earliest__year__gte=2018).exists()
    assert not OfficialMention.objects.filter(
        text__article=seeds["001"], name__in=["Kent Jones", "Preston Fore", "Ronald Wayne", "Jason Ma"]
    ).exists()


@pytest.mark.parametrize("name", ["Scott Miller", "Eswar Prasad"])
def test_an_analyst_is_not_an_official(seeds, name):
    mentions = OfficialMention.objects.filter(text__article__in=[seeds["000"], seeds["001"]], name=name)

    assert not mentions.filter(official__isnull=False).exists()


def test_only_one_wang_is_at_the_dialogue(seeds):
    slugs = OfficialMention.objects.filter(text__article=seeds["003"], official__slug__startswith="wang-")

    assert set(slugs.values_list("official__slug", flat=True)) == {"wang-yang"}


def test_quotations_have_their_speakers(seeds):
    said = Quotation.objects.filter(text__article=seeds["003"], speaker__slug="wang-yang")

    assert said.count() >= 4
