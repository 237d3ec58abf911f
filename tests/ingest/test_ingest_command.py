"""``ingest``, ``extract``, ``digest`` and ``verify`` from end to end, on articles made here."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.management.commands.ingest import LONGEST_NAME
from articles.models import Article, ArticleText, Citation, DateMention, Event, Official, ReviewState, Story
from tests.factories import make_event

pytestmark = pytest.mark.django_db

REPORT = """Envoys end Geneva round

May 18, 2018

GENEVA - U.S. Treasury Secretary Avery Stone and Chinese Vice Premier Lin Tao ended two days of trade talks in Geneva on Friday. Both sides spoke of tariffs on farm goods.

Stone told reporters that the American side would study the Chinese offer on soybeans before the next round of trade negotiations.

Lin said that China and the United States had agreed to keep on talking about the trade deficit and about market access for banks.
"""

COPY = REPORT.replace("Envoys end Geneva round", "Geneva trade round is over").replace(
    "GENEVA -", "GENEVA (Wire Service) -"
)

OTHER = """Rice harvest breaks records

June 4, 2018

Farmers along the river brought in more rice than in any year since records began, the ministry of agriculture of the province said on Monday. Prices fell at once, and the mills in the valley are working at night to keep up with the grain.
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a.txt", REPORT), ("b.txt", COPY), ("c.txt", OTHER)):
        (tmp_path / name).write_text(text)
    return tmp_path


def run(name, *arguments, **options):
    out = io.StringIO()
    call_command(name, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_an_article_is_stored_with_its_date_people_and_proposed_event(chronology, folder):
    run("ingest", folder / "a.txt")

    article = Article.objects.get()
    citation = article.citations.get()
    assert (article.title, article.published_earliest) == ("Envoys end Geneva round", date(2018, 5, 18))
    assert (citation.event, citation.state) == (chronology, ReviewState.PROPOSED)
    assert citation.reasons
    assert citation.evidence in article.texts.get().text
    assert set(article.texts.get().officialmentions.values_list("official__slug", flat=True)) == {
        "avery-stone",
        "lin-tao",
    }


def test_each_document_gets_a_line_and_the_summary_is_read_back(chronology, folder):
    lines = run("ingest", folder).splitlines()

    assert [line.split(":")[0] for line in lines[:3]] == ["created", "duplicate story", "created"]
    assert lines[-1] == "3 documents: 2 created, 1 duplicate story. In the database: 3 of them."


def test_an_identifier_of_any_length_is_told_in_short_and_reported_whole(chronology, tmp_path):
    name = "i" * 100_000 + "end"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": name, "text": REPORT}))

    line = run("ingest", tmp_path / "a.jsonl", report=str(tmp_path / "r")).splitlines()[0]

    told = line.removeprefix("created: ")
    assert (len(told), told[:2], told[-4:]) == (LONGEST_NAME, "ii", "iend")
    assert json.loads((tmp_path / "r").read_text())["id"] == name


def test_a_copy_belongs_to_the_story_of_the_first(chronology, folder):
    run("ingest", folder)

    assert sorted(story.articles.count() for story in Story.objects.all()) == [1, 2]


def test_ingesting_twice_changes_nothing(chronology, folder):
    run("ingest", folder)
    before = run("digest")
    stamps = list(Article.objects.order_by("key").values_list("updated_at", flat=True))

    lines = run("ingest", folder).splitlines()

    assert run("digest") == before
    assert list(Article.objects.order_by("key").values_list("updated_at", flat=True)) == stamps
    assert all(line.startswith("unchanged:") for line in lines[:3])


def test_the_order_of_ingestion_does_not_matter(chronology, folder):
    run("ingest", folder)
    digest = run("digest")
    Article.objects.all().delete()
    Story.objects.all().delete()
    Official.objects.proposed().delete()
    Event.objects.proposed().delete()

    run("ingest", folder / "c.txt", folder / "b.txt", folder / "a.txt")

    assert run("digest") == digest


def test_the_digest_tells_different_contents_apart(chronology, folder):
    run("ingest", folder / "a.txt")
    before = run("digest")

    run("ingest", folder / "c.txt")

    assert run("digest") != before


def test_the_digest_tells_what_was_given_with_an_article(chronology, folder):
    run("ingest", folder / "a.txt")
    before = run("digest")

    ArticleText.objects.update(given={"title": "Another headline"})

    assert run("digest") != before


def test_an_article_about_other_business_is_stored_and_proposes_nothing(chronology, folder):
    run("ingest", folder / "c.txt")

    article = Article.objects.get()
    assert not article.is_relevant
    assert not article.citations.exists()


def test_a_refusal_is_never_proposed_again(chronology, folder):
    run("ingest", folder / "a.txt")
    Citation.objects.update(state=ReviewState.REFUSED, decided_at=timezone.now())
    ArticleText.objects.update(extraction_version=0)

    run("ingest", folder / "a.txt")

    assert Citation.objects.get().state == ReviewState.REFUSED


def test_an_accepted_relation_is_left_as_the_editor_set_it(chronology, folder):
    run("ingest", folder / "a.txt")
    Citation.objects.update(
        state=ReviewState.ACCEPTED, relation="preview", decided_at=timezone.now(), score=0.5
    )
    ArticleText.objects.update(extraction_version=0)

    run("ingest", folder / "a.txt")

    citation = Citation.objects.get()
    assert (citation.state, citation.relation, citation.score) == (ReviewState.ACCEPTED, "preview", 0.5)


def test_a_locked_title_stays(chronology, folder):
    run("ingest", folder / "a.txt")
    Article.objects.update(title="Corrected by an editor", locked_fields=["title"])
    ArticleText.objects.update(extraction_version=0)

    run("ingest", folder / "a.txt")

    assert Article.objects.get().title == "Corrected by an editor"


def test_a_changed_page_adds_a_version_and_keeps_the_old_text(chronology, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(REPORT)
    run("ingest", path, url="https://news.example/geneva")
    path.write_text(
        REPORT
        + "\nA further round of trade talks will be held in Washington in the coming weeks, officials of both sides said.\n"
    )

    lines = run("ingest", path, url="https://news.example/geneva").splitlines()

    article = Article.objects.get()
    assert lines[0].startswith("updated:")
    assert list(article.texts.order_by("version").values_list("version", "is_current")) == [
        (1, False),
        (2, True),
    ]


def test_reading_again_renews_the_machines_rows_and_keeps_decisions(chronology, folder):
    run("ingest", folder)
    before = run("digest")
    DateMention.objects.all().delete()
    ArticleText.objects.update(extraction_version=0)

    out = run("reextract")

    assert out == "3 texts read again.\n"
    assert run("digest") == before


def test_reading_everything_again_finds_links_to_an_event_added_since(chronology, folder):
    participations = list(chronology.participations.values_list("official", "role"))
    chronology.delete()
    run("ingest", folder / "a.txt")
    assert not Citation.objects.filter(event__state=ReviewState.ACCEPTED).exists()
    late = make_event(
        "Geneva round",
        slug="2018-05-geneva-round",
        city="Geneva",
        earliest=date(2018, 5, 17),
        latest=date(2018, 5, 18),
    )
    for official, role in participations:
        late.participations.create(official_id=official, role=role)

    run("reextract", all=True)

    assert Citation.objects.get(event=late).state == ReviewState.PROPOSED


def test_a_dry_run_stores_nothing(chronology, folder):
    out = run("ingest", folder, dry_run=True)

    assert "nothing stored" in out
    assert not Article.objects.exists()


def test_the_report_holds_the_records_with_their_outcomes(chronology, folder):
    report = folder / "report.out"

    run("ingest", folder, report=str(report))

    records = [json.loads(line) for line in report.read_text().splitlines()]
    assert [record["outcome"] for record in records] == ["created", "duplicate story", "created"]
    assert records[0]["story"] == records[1]["story"] != records[2]["story"]


def test_bad_documents_are_counted_the_good_ones_stored_and_the_status_is_1(chronology, folder):
    (folder / "b.txt").write_bytes(b"")

    with pytest.raises(CommandError, match="1 document was rejected") as caught:
        run("ingest", folder)

    assert caught.value.returncode == 1
    assert Article.objects.count() == 2


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"published": "2018-02-30"}, "YYYY-MM-DD"),
        ({"published": "soon"}, "YYYY-MM-DD"),
        ({"url": "gazette.example/1"}, "not an http or https address"),
        ({"workers": 0}, "1 or more"),
    ],
)
def test_an_option_that_cannot_be_meant_is_one_clear_line_and_status_2(folder, command, options, words):
    with pytest.raises(CommandError, match=words) as caught:
        run(command, folder, **options)

    assert "\n" not in str(caught.value)
    assert caught.value.returncode == 2


def test_reading_again_takes_one_worker_or_more():
    with pytest.raises(CommandError, match="1 or more") as caught:
        run("reextract", workers=0)

    assert caught.value.returncode == 2


def test_extract_prints_one_record_a_document_and_stores_nothing(chronology, folder):
    records = [json.loads(line) for line in run("extract", folder).splitlines()]

    assert [record["id"] for record in records] == [
        str(folder / name) for name in ("a.txt", "b.txt", "c.txt")
    ]
    assert records[0]["story"] == records[1]["story"] != records[2]["story"]
    assert records[0]["events"][0]["event"] == "2018-05-geneva-round"
    for record in records:
        for date_found in record["dates"]:
            assert record["text"][date_found["start"] : date_found["end"]] == date_found["text"]
    assert not Article.objects.exists()


def test_extract_joins_the_story_of_a_stored_article(chronology, folder):
    run("ingest", folder / "a.txt")

    (record,) = [json.loads(line) for line in run("extract", folder / "b.txt").splitlines()]

    assert record["story"] == Article.objects.get().story.key


def test_extract_keeps_a_plain_body_character_for_character(chronology, tmp_path):
    body = "  Talks  went on.\n\n\nThey end in July 2019. \n"
    (tmp_path / "body.txt").write_text(body)

    (record,) = [json.loads(line) for line in run("extract", tmp_path / "body.txt", plain=True).splitlines()]

    assert record["text"] == body


def test_verify_finds_all_in_order_after_ingestion(chronology, folder):
    run("ingest", folder)

    assert run("verify").startswith("All is in order")


@pytest.mark.parametrize(
    ("plant", "sentence"),
    [
        (
            lambda: ArticleText.objects.filter(article__title__startswith="Rice").update(text="Changed."),
            "its hash differs",
        ),
        (
            lambda: DateMention.objects.filter(pk=DateMention.objects.first().pk).update(end=99_999),
            "lies outside the text",
        ),
        (lambda: Citation.objects.update(evidence_end=99_999), "lies outside its text"),
        (lambda: Event.objects.update(article_count=7), "out of date"),
        (lambda: Event.objects.update(search_text="nothing"), "out of date"),
        (lambda: ArticleText.objects.first().bands.all().delete(), "story index"),
        (lambda: Citation.objects.update(state=ReviewState.ACCEPTED), "nobody decided it"),
        (lambda: ArticleText.objects.update(is_current=False), "current texts instead of one"),
        (lambda: Event.objects.update(earliest=date(1805, 5, 17), latest=date(2018, 5, 18)), "outside 1995"),
    ],
)
def test_verify_names_a_planted_fault(chronology, folder, plant, sentence):
    run("ingest", folder)
    plant()
    out = io.StringIO()

    with pytest.raises(CommandError, match="fault"):
        call_command("verify", stdout=out)

    assert sentence in out.getvalue()
