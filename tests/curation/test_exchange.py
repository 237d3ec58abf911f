"""What is exported imports again unchanged; what is imported is an edit; what is wrong is named and not stored."""

import csv
import io
import json

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import translation

from articles.curation.exchange import (
    RESOURCES,
    BadFile,
    export_rows,
    import_rows,
    read_table,
    write_table,
)
from articles.curation.exchange.files import MOST_ROWS, join_names, split_names
from articles.formats.cells import as_meant, shield
from articles.ingest.chronology import load_chronology
from articles.ingest.digest import digest
from articles.models import Article, Change, Citation, Event, Official, Post, Publisher, Series, Topic
from tests import factories as make

FORMS = pytest.mark.parametrize("form", ["csv", "json"])


def table(columns, *rows, form="csv"):
    """A table as it comes out of a file with these columns and rows."""
    lines = io.StringIO()
    csv.writer(lines).writerows([columns.split(), *rows])
    return read_table(lines.getvalue().encode(), form)


def faults(result):
    return [(fault.row, fault.column, fault.message) for fault in result.faults]


@pytest.fixture
def shipped(db):
    load_chronology(settings.BASE_DIR / "fixtures" / "chronology")


def make_anew():
    files = {model: write_table(export_rows(model), "csv") for model in RESOURCES}
    for model in (Citation, Event, Post, Official, Article):
        model.objects.all().delete()
    for model in (Official, Post, Article):
        assert not import_rows(model, read_table(files[model], "csv")).faults
    # a part comes before its whole, so the wholes go first
    events = read_table(files[Event], "csv")
    parent = events.columns.index("parent")
    events.rows.sort(key=lambda row: bool(row[parent]))
    wholes = [row for row in events.rows if not row[parent]]
    for rows in (wholes, events.rows):
        assert not import_rows(Event, type(events)(events.columns, rows, 2)).faults
    assert not import_rows(Citation, read_table(files[Citation], "csv")).faults
    for model in RESOURCES:
        again = read_table(write_table(export_rows(model), "csv"), "csv")
        assert sorted(again.rows) == sorted(read_table(files[model], "csv").rows), model


def test_the_whole_shipped_chronology_comes_back_unchanged_also_into_an_empty_database(shipped):
    before, changes = digest(), Change.objects.count()
    for model in RESOURCES:
        exported = export_rows(model)
        for form in ("csv", "json"):
            result = import_rows(model, read_table(write_table(exported, form), form))
            assert (result.faults, result.altered) == ([], [])
            assert result.unchanged == len(exported.rows) == model.objects.count() > 90
    assert (digest(), Change.objects.count()) == (before, changes)
    make_anew()


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =cmd|' /C calc'!A0",
    "\n=1",
    "|calc",
    "%0",
    "\u200b=1",
]


@pytest.mark.parametrize("cell", [*FORMULAS, "'=1", "''=1", "'quoted'", "plain", "", "O'Neill", "17–18 May"])
def test_a_cell_comes_back_as_it_was_and_runs_nowhere(cell):
    shown = shield(cell)
    assert as_meant(shown) == cell
    assert not shown.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    "names", [[], ["a"], ["a | b", "c"], ["back\\slash", "bar|"], ["Vice Premier", "China's"]]
)
def test_names_in_one_cell_come_back(names):
    assert split_names(join_names(names)) == names


@pytest.mark.django_db
@FORMS
@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_in_a_title_survives_the_round(cell, form):
    Event.objects.create(
        slug="odd", title=f"{cell} x", kind="round", earliest="2018-05-17", latest="2018-05-17"
    )
    content = write_table(export_rows(Event), form)
    result = import_rows(Event, read_table(content, form))
    assert (result.altered, result.faults) == ([], [])


@pytest.mark.django_db
def test_an_import_is_logged_locked_and_signed():
    editor = User.objects.create_user("editor")
    event = make.make_event(slug="geneva", city="Geneva")
    result = import_rows(Event, table("slug city", ["geneva", "Bern"]), editor, "the Swiss say so")
    event.refresh_from_db()
    change = Change.objects.get()
    assert (result.changed, result.new, event.city, event.locked_fields) == (1, 0, "Bern", ["city"])
    assert (change.old, change.new, change.who, change.reason) == (
        "Geneva",
        "Bern",
        editor,
        "the Swiss say so",
    )
    assert "bern" in event.search_text


@pytest.mark.django_db
def test_columns_that_are_not_in_the_file_stay():
    event = make.make_event(slug="geneva", city="Geneva", summary="They met.")
    import_rows(Event, table("slug title", ["geneva", "The Geneva round"]))
    event.refresh_from_db()
    assert (event.title, event.city, event.summary) == ("The Geneva round", "Geneva", "They met.")


@pytest.mark.django_db
def test_new_rows_are_made():
    Series.objects.create(slug="rounds", name="Rounds")
    Topic.objects.create(slug="tariffs", name="tariffs")
    import_rows(
        Event,
        table(
            "slug title kind earliest latest series topics",
            ["new", "A round", "round", "2019-05-01", "2019-05-31", "rounds", "tariffs"],
        ),
    )
    event = Event.objects.get()
    assert (event.granularity, event.series.slug, event.is_published) == ("month", "rounds", False)
    assert [topic.slug for topic in event.topics.all()] == ["tariffs"]


@pytest.mark.django_db
def test_nothing_is_stored_by_a_preview():
    make.make_event(slug="geneva", city="Geneva")
    result = import_rows(Event, table("slug city", ["geneva", "Bern"]), dry_run=True)
    assert [(one.row, one.key, one.cells) for one in result.altered] == [
        (2, "geneva", [("city", "Geneva", "Bern")])
    ]
    assert Event.objects.get().city == "Geneva"
    assert not Change.objects.exists()


FAULTS = [
    (Event, "slug earliest latest", ["geneva", "17.5.2018", "2018-05-18"], "earliest", "is not a day"),
    (Event, "slug earliest latest", ["geneva", "2018-02-30", "2018-05-18"], "earliest", "is not a day"),
    (Event, "slug earliest latest", ["geneva", "2018-05-18", "2018-05-17"], "latest", "is before"),
    (Event, "slug kind", ["geneva", "party"], "kind", "not a valid choice"),
    (Event, "slug series", ["geneva", "nonsense"], "series", "There is no series “nonsense”."),
    (Event, "slug topics", ["geneva", "tarifs"], "topics", "There is no topic “tarifs”."),
    (Event, "slug is_published", ["geneva", "maybe"], "is_published", "neither true nor false"),
    (Event, "slug order", ["geneva", "-1"], "order", "not a whole number"),
    (Event, "slug start_time", ["geneva", "noon"], "start_time", "not a time"),
    (Event, "slug title", ["", "A round"], "slug", "Every row needs one."),
    (Event, "slug title", ["geneva", ""], "title", "cannot be blank"),
    (Event, "slug title", ["geneva", "x" * 201], "title", "at most 200"),
    (Event, "slug title kind", ["bad slug!", "A round", "round"], "slug", "valid"),
    (Official, "slug side", ["stone", "mars"], "side", "not a valid choice"),
    (Post, "official title start end", ["stone", "Envoy", "2018-01-02", "2018-01-01"], "end", "is before"),
    (Post, "official title", ["nobody", "Envoy"], "official", "There is no official “nobody”."),
    (Article, "url title", ["javascript:alert(1)", "A title"], "url", "http"),
    (
        Article,
        "url title publisher",
        ["https://a.example/", "T", "Nobody"],
        "publisher",
        "There is no publisher",
    ),
    (Citation, "event article relation", ["geneva", "nothing", "report"], "article", "There is no article"),
    (Citation, "event article relation", ["geneva", "known", "rumour"], "relation", "not a valid choice"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "columns", "row", "column", "message"), FAULTS)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_stored(model, columns, row, column, message):
    make.make_event(slug="geneva")
    make.make_official("Avery Stone", slug="stone")
    make.make_article(key="known")
    before = digest()
    result = import_rows(model, table(columns, row))
    assert not result.is_stored
    assert [(fault.row, fault.column) for fault in result.faults] == [(2, column)]
    assert message in result.faults[0].message
    assert digest() == before
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_one_fault_stops_all_unless_the_editor_leaves_faulty_rows_out():
    for slug in ("geneva", "madrid"):
        make.make_event(slug=slug, city="")
    rows = table("slug city earliest latest", ["geneva", "Geneva", "", ""], ["madrid", "Madrid", "never", ""])
    refused = import_rows(Event, rows)
    assert (refused.is_stored, refused.faulty_rows) == (False, 1)
    assert not Event.objects.exclude(city="").exists()
    taken = import_rows(Event, rows, skip_faulty=True)
    assert (taken.is_stored, taken.changed, taken.faulty_rows) == (True, 1, 1)
    assert list(Event.objects.exclude(city="").values_list("city", flat=True)) == ["Geneva"]


@pytest.mark.django_db
def test_a_key_that_is_there_twice_is_named_with_both_rows():
    result = import_rows(
        Event, table("slug title kind", ["a", "A", "round"], ["b", "B", "round"], ["a", "C", "round"])
    )
    assert faults(result) == [(4, "slug", "Row 2 has the same slug.")]
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("content", "form", "words"),
    [
        (b"", "csv", "empty"),
        (b"slug\xff,title\n", "csv", "Line 1 is not UTF-8"),
        (b"slug,title\na\n", "csv", "Row 2 has 1 cells"),
        (b'slug,title\n"a,b\n', "csv", "no CSV"),
        (b"slug,slug\na,b\n", "csv", "Column slug is there twice"),
        (b"slug,title\na,b\x00c\n", "csv", "Row 2, column title"),
        (b"nonsense", "json", "no JSON"),
        (b'{"slug": "a"}', "json", "A list of objects"),
        (b'[{"slug": "a"}, {"title": "b"}]', "json", "Row 2"),
        (b'[{"slug": {"a": 1}}]', "json", "Row 1, column slug"),
        (b"[" * 100_000, "json", "no JSON"),
        (b"slug\n" + b"a\n" * (MOST_ROWS + 1), "csv", "at most"),
        (b"slug\n" + b"a\n" * 50_000, "csv", "50,000 rows"),
        (b"x" * 20_000_001, "csv", "the limit is"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_a_file_that_is_no_table_is_refused_with_its_place(content, form, words):
    with pytest.raises(BadFile, match=words.replace("(", r"\(")):
        read_table(content, form)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"x" * 20_000_001, "文件有 20,000,001 字节"), (b"\xff", "第 1 行不是 UTF-8")],
    ids=["long", "latin"],
)
def test_what_a_file_is_refused_for_is_said_in_the_readers_language(content, words):
    with translation.override("zh-hans"), pytest.raises(BadFile, match=words):
        read_table(content, "csv")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "words"),
    [("slug tittle", "Column tittle is not known"), ("title kind", "Column slug is missing")],
)
def test_a_wrong_column_is_named(columns, words):
    with pytest.raises(BadFile, match=words):
        import_rows(Event, table(columns, ["a"] * len(columns.split())))


@pytest.mark.django_db
def test_of_two_terms_in_one_office_the_second_is_meant_by_its_turn():
    official = make.make_official("Avery Stone", slug="stone")
    for year in ("2010", "2018"):
        make.make_post(official, "Envoy", start=f"{year}-01-01")
    import_rows(Post, table("official title turn organization", ["stone", "Envoy", "2", "Treasury"]))
    assert list(official.posts.order_by("start").values_list("organization", flat=True)) == ["", "Treasury"]
    official.refresh_from_db()
    assert official.locked_fields == ["posts"]


@pytest.mark.django_db
def test_an_imported_source_is_decided_and_counted():
    event, article = make.make_event(slug="geneva"), make.make_article(key="known")
    editor = User.objects.create_user("editor")
    import_rows(
        Citation, table("event article relation state", ["geneva", "known", "report", "accepted"]), editor
    )
    citation = Citation.objects.get(event=event, article=article)
    event.refresh_from_db()
    assert (citation.decided_by, citation.origin, event.article_count) == (editor, "curated", 1)


@pytest.mark.django_db
def test_a_new_source_is_named_by_its_address():
    Publisher.objects.create(name="The Ledger")
    import_rows(
        Article, table("url title publisher", ["https://news.example/a", "Envoys meet", "The Ledger"])
    )
    article = Article.objects.get()
    assert (article.key, article.publisher.name) == (
        Article.key_for(url="https://news.example/a"),
        "The Ledger",
    )


@pytest.mark.django_db
def test_json_may_hold_true_null_and_lists():
    make.make_official("Avery Stone", slug="stone")
    entries = [
        {
            "official": "stone",
            "title": "Envoy",
            "is_start_verified": True,
            "start": None,
            "short_titles": ["A", "B"],
        }
    ]
    import_rows(Post, read_table(json.dumps(entries).encode(), "json"))
    post = Post.objects.get()
    assert (post.short_titles, post.is_start_verified, post.start) == (["A", "B"], True, None)
