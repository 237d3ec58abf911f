"""Timelines of others become proposals: nothing is published, nothing comes twice, and what is wrong is named."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.curation.decisions import accept_events, refuse_events
from articles.curation.outside import BadFile, propose_events, read_events
from articles.curation.outside.days import NoDay, read_days
from articles.formats.cells import as_meant, shield
from articles.ingest.digest import digest
from articles.ingest.integrity import faults
from articles.models import Account, Article, Change, Citation, Event, FormerSlug, Participation
from tests import factories as make
from tests.formats.chronology import make_chronology

SHEET = """Event,Date,Where,Category,Sides,Source,Officials
Envoys meet again,17–18 May 2018,"Treasury, Washington, United States",Meeting,US; China,https://news.example/a,Avery Stone; Nobody Known
A promise of soybeans,2018-06~,Beijing,pledge,China,,
"""


def tell(text, name="theirs.csv"):
    return read_events(text.encode(), name)


def propose(text, **options):
    return propose_events(tell(text), **options)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "is_about"),
    [
        ("2018-05-17", (2018, 5, 17), (2018, 5, 17), False),
        ("2018-05-17/2018-05-18", (2018, 5, 17), (2018, 5, 18), False),
        ("2018-05", (2018, 5, 1), (2018, 5, 31), False),
        ("2018-05~", (2018, 5, 1), (2018, 5, 31), True),
        ("2017~/2018~", (2017, 1, 1), (2018, 12, 31), True),
        ("2018/05/17", (2018, 5, 17), (2018, 5, 17), False),
        ("17.5.2018", (2018, 5, 17), (2018, 5, 17), False),
        ("5/17/2018", (2018, 5, 17), (2018, 5, 17), False),
        ("17/5/2018", (2018, 5, 17), (2018, 5, 17), False),
        ("6/6/2018", (2018, 6, 6), (2018, 6, 6), False),
        ("17 May 2018", (2018, 5, 17), (2018, 5, 17), False),
        ("May 17-18, 2018", (2018, 5, 17), (2018, 5, 18), False),
        ("17–18 May 2018", (2018, 5, 17), (2018, 5, 18), False),
        ("Sept. 2019", (2019, 9, 1), (2019, 9, 30), False),
        ("about May 2018", (2018, 5, 1), (2018, 5, 31), True),
        ("2018年5月17日", (2018, 5, 17), (2018, 5, 17), False),
        ("2018", (2018, 1, 1), (2018, 12, 31), False),
        ("2018-05-17T14:30", (2018, 5, 17), (2018, 5, 17), False),
    ],
)
def test_days_are_read_as_they_are_written(words, earliest, latest, is_about):
    days = read_days(words)

    assert (days.earliest, days.latest, days.is_about) == (date(*earliest), date(*latest), is_about)


@pytest.mark.parametrize("words", ["", "unknown", "XXXX"])
def test_an_unknown_day_stays_unknown(words):
    assert read_days(words).earliest is None


@pytest.mark.parametrize(
    "words",
    [
        "5/6/2018",
        "next week",
        "2018-13",
        "2018-02-30",
        "1776-07-04",
        "2018-06/2018-05",
        "2018-05-17/..",
        "9" * 5000,
    ],
)
def test_a_day_of_two_meanings_or_none_is_refused(words):
    with pytest.raises(NoDay):
        read_days(words)


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "'Phase one'", "''", " =1", "-", "plain", "@a", "\t=1"])
def test_what_we_shield_comes_back(cell):
    assert as_meant(shield(cell)) == cell


@pytest.mark.parametrize("cell", ["'Phase one' deal", "plain", "don't"])
def test_quotation_marks_of_others_stay(cell):
    assert as_meant(cell) == cell


@pytest.fixture
def stone(db):
    return make.make_official("Avery Stone", slug="avery-stone")


def test_a_row_becomes_a_proposal_with_source_and_reason(stone):
    propose(SHEET)

    event = Event.objects.get(title="Envoys meet again")
    assert (event.state, event.is_published, event.kind) == ("proposed", False, "round")
    assert (event.earliest, event.latest, event.granularity) == (
        date(2018, 5, 17),
        date(2018, 5, 18),
        "range",
    )
    assert (event.venue, event.city, event.country) == ("Treasury", "Washington", "United States")
    assert event.proposal_reason == "Row 2 of theirs.csv tells of it. Its source: https://news.example/a"
    assert event.editor_note == (
        "Sides named there: US; China.\nPeople named there whom we do not know for certain: Nobody Known."
    )
    citation = Citation.objects.get(event=event)
    assert (citation.state, citation.article.url) == ("proposed", "https://news.example/a")
    assert Participation.objects.get(event=event).official == stone


def test_words_that_are_no_kind_of_ours_are_kept_for_the_editor(stone):
    propose(SHEET)

    event = Event.objects.get(title="A promise of soybeans")
    assert (event.kind, event.is_about, event.granularity) == ("announcement", True, "month")
    assert "The file calls it “pledge”." in event.editor_note
    assert event.proposal_reason.endswith("It names no source.")


def test_nothing_is_published(stone, client):
    before = client.get("/timeline.csv").getvalue()
    propose(SHEET)

    assert client.get("/timeline.csv").getvalue() == before
    assert b"Envoys meet again" in client.get("/timeline.csv?unreviewed=1").getvalue()
    assert not list(faults())


def test_the_log_says_who_and_from_where(stone):
    propose(SHEET, by=User.objects.create_user("lin"))

    change = Change.objects.get(event__title="Envoys meet again")
    assert (change.field, change.who.username) == ("added", "lin")
    assert change.reason == "Imported from theirs.csv, row 2."


def test_a_second_import_changes_nothing(stone):
    propose(SHEET)
    before = digest()

    again = propose(SHEET)

    assert (again.outcomes, digest()) == ({"known": 2}, before)


def test_a_refusal_is_remembered(stone):
    propose(SHEET)
    refuse_events([Event.objects.get(title="Envoys meet again")], None)

    assert propose(SHEET).outcomes == {"refused": 1, "known": 1}


def test_what_an_editor_removed_does_not_come_back(stone, admin_client):
    propose(SHEET)
    event = Event.objects.get(title="Envoys meet again")
    admin_client.post(f"/admin/articles/event/{event.pk}/delete/", {"post": "yes"})
    assert not Event.objects.filter(pk=event.pk).exists()

    assert propose(SHEET).outcomes == {"refused": 1, "known": 1}


def test_an_accepted_proposal_is_known_under_its_new_address(stone):
    propose(SHEET)
    event = Event.objects.get(title="Envoys meet again")
    accept_events([event], None)
    Event.objects.filter(pk=event.pk).update(slug="2018-05-envoys", title="Envoys meet for a third time")
    FormerSlug.objects.create(slug=event.slug, event=event)

    assert propose(SHEET).outcomes == {"known": 2}


def test_an_event_of_the_chronology_is_not_proposed_again(stone):
    make.make_event("ENVOYS meet again", earliest=date(2018, 5, 17), latest=date(2018, 5, 18))

    assert propose(SHEET).outcomes == {"known": 1, "proposed": 1}


def test_the_reason_names_what_the_chronology_has_on_these_days(stone):
    make.make_event("Second round", earliest=date(2018, 5, 18))
    propose(SHEET)

    reason = Event.objects.get(title="Envoys meet again").proposal_reason
    assert "On these days the chronology has: Second round." in reason


def test_a_dry_run_stores_nothing(stone):
    before = digest()

    told = propose(SHEET, dry_run=True)

    assert (told.outcomes, digest()) == ({"proposed": 2}, before)


def test_faulty_rows_are_named_by_row_and_column(db, tmp_path, capsys):
    file = tmp_path / "theirs.csv"
    file.write_text("Title;When\nGood;2018-05\n;2018\nBad day;5/6/2018\nLong;2018;more\n", encoding="utf-8")

    with pytest.raises(CommandError, match="3 rows were not taken") as caught:
        call_command("import_events", file)

    said = capsys.readouterr().out
    assert caught.value.returncode == 1
    assert "not taken: row 3, column Title: the event has no title" in said
    assert "not taken: row 4, column When: “5/6/2018” could be two days: write it as 2018-05-06" in said
    assert "not taken: row 5, column 3: there are more cells than the head of the table has" in said
    assert "4 rows: 1 proposed, 3 not taken." in said
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty"),
        ("Colour,Size\nred,2\n", "which one is the title"),
        ("Title,Size\nred,2\n", "which one is the date"),
        ('Title,Date\n"open,2018\n', "is no CSV"),
        ('{"events": 3}', "no list called events"),
        ("{", "This is no JSON"),
        ("[" * 100_000, "This is no JSON"),
        ("Title,Date\n\x00,2018\n", "NUL"),
    ],
)
def test_a_file_that_is_no_timeline_is_refused(text, message):
    with pytest.raises(BadFile, match=message):
        tell(text)


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(BadFile, match="Line 2 is not UTF-8"):
        read_events("Title,Date\nCafé,2018\n".encode("latin-1"), "theirs.csv")


def test_formula_cells_come_back_unchanged_and_stay_inert(db, client):
    propose("id,title,edtf,summary\nx,'=1+1,2018-05,'@sum(a)\n")

    event = Event.objects.get()
    assert (event.title, event.summary) == ("=1+1", "@sum(a)")
    accept_events([event], None)
    assert b",'=1+1," in client.get("/timeline.csv").getvalue()


SLIDES = {
    "title": {"text": {"headline": "Their timeline"}},
    "events": [
        {
            "start_date": {"year": "2018", "month": "5", "day": 17},
            "end_date": {"year": 2018, "month": 5, "day": 18},
            "text": {"headline": "<b>Envoys</b> &amp; lawyers", "text": "<p>They met.</p><p>Twice.</p>"},
            "media": {"url": "https://news.example/b"},
            "group": "Summit",
        },
        {
            "start_date": {"year": "2019"},
            "text": {"headline": "A year"},
            "media": {"url": "https://x.example/a.jpg"},
        },
        {"start_date": {"year": 2019, "month": "x"}, "text": {"headline": "Never"}},
        {"text": {"headline": "Undated"}},
        "nothing",
    ],
}


def test_slides_become_proposals(db):
    told = tell(json.dumps(SLIDES), "theirs.json")
    propose_events(told)

    event = Event.objects.get(kind="summit")
    assert (event.title, event.summary) == ("Envoys & lawyers", "They met.\nTwice.")
    assert (event.earliest, event.latest) == (date(2018, 5, 17), date(2018, 5, 18))
    assert [one.article.url for one in event.citations.all()] == ["https://news.example/b"]
    assert Event.objects.get(title="A year").granularity == "year"
    assert Article.objects.count() == 1  # a picture is no source
    assert [str(fault) for fault in told.faults] == [
        "row 3, column start_date: “x” is no month",
        "row 4, column date: the slide has no start_date",
        "row 5, column events: an object is expected",
    ]


GOOGLE = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Type,Group
,,,,,,,,,Their timeline,Welcome,,title,
2018,5,17,,2018,5,18,,,Envoys <i>meet</i>,<p>They met.</p>,https://news.example/b,,
2018,,3,,,,,,,No month,,,,
"""


def test_the_spreadsheet_of_timelinejs_is_read(db):
    told = tell(GOOGLE)
    propose_events(told)

    event = Event.objects.get()
    assert (event.title, event.summary, event.latest) == ("Envoys meet", "They met.", date(2018, 5, 18))
    assert event.citations.get().article.url == "https://news.example/b"
    assert [str(fault) for fault in told.faults] == ["row 4, column Year: a day needs its month"]


@pytest.mark.parametrize("suffix", ["timelinejs.json", "csv"])
def test_what_we_wrote_is_known_here_and_proposed_elsewhere(db, client, suffix):
    make_chronology()
    written = client.get(f"/timeline.{suffix}").getvalue()
    shown = {
        event.title: (event.earliest, event.latest, event.is_about)
        for event in Event.objects.published()
        if event.earliest or suffix == "csv"
    }

    here = propose_events(read_events(written, f"ours.{suffix}"))
    Event.objects.all().delete()
    Change.objects.all().delete()
    told = read_events(written, f"ours.{suffix}")
    propose_events(told)

    assert here.outcomes == {"known": len(shown)}
    assert not told.faults
    proposed = Event.objects.proposed()
    assert {one.title: (one.earliest, one.latest, one.is_about) for one in proposed} == shown


def test_our_own_table_keeps_accounts_and_people(db, client):
    make_chronology()
    written = client.get("/timeline.csv").getvalue()
    Event.objects.all().delete()
    Change.objects.all().delete()
    propose_events(read_events(written, "ours.csv"))

    event = Event.objects.get(title="Geneva round")
    assert set(event.participations.values_list("official__slug", flat=True)) == {"avery-stone", "lin-bo"}
    said = Account.objects.filter(event=event).values_list("side", "text", "is_quotation")
    assert set(said) == {("us", "We need more days", True), ("china", "=They called it candid.", False)}
    assert event.kind == "round"
    assert event.outcome == "truce"


def test_a_name_that_nobody_has_is_an_option_that_cannot_be_meant(db, tmp_path):
    (tmp_path / "theirs.csv").write_text("Title;When\nGood;2018-05\n", encoding="utf-8")

    with pytest.raises(CommandError, match="There is no account called nobody") as caught:
        call_command("import_events", tmp_path / "theirs.csv", by="nobody")

    assert caught.value.returncode == 2


def test_a_database_that_is_not_there_ends_with_status_2(tmp_path):
    with pytest.raises(CommandError) as caught:
        call_command("import_events", tmp_path / "nothing.csv")
    assert caught.value.returncode == 2
