"""What goes out comes back, row by row and byte by byte, under other numbers."""

import csv
import hashlib
import json
import shutil
import subprocess

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from articles.curation.merging import undo_merge
from articles.curation.undoing import undo_changes
from articles.formats.cells import unshield
from articles.ingest import run
from articles.ingest.archive import export_set, load_set
from articles.ingest.archive.tables import TABLES
from articles.ingest.digest import digest
from articles.ingest.integrity import faults
from articles.models import Account, Article, ArticleText, Change, Citation, Event, Merge, Official, Revision
from tests.archive.rows import CLOSED, EVIDENCE, make_everything, wipe


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """Rows of every kind and a whole set of them, made once: each test takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_everything()
        folder = tmp_path_factory.mktemp("whole") / "set"
        export_set(folder, with_texts=True)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def whole(made, db):
    """The set of all that the database holds."""
    return made


@pytest.fixture
def masked(whole, tmp_path):
    """The same, to be passed on."""
    export_set(tmp_path / "masked")
    return tmp_path / "masked"


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_table_of_ours_is_in_the_set(whole):
    # the last stands in its account
    made_anew = {"chunk", "fingerprintband", "edition", "visit", "account_sources"}
    ours = {
        model._meta.model_name
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
    }
    assert ours - made_anew == {table.name for table in TABLES} - {"user"}
    assert all(
        table.model._base_manager.exists()
        for table in TABLES
        if table.name not in {"officialmention", "series"}
    )


def test_the_content_comes_back_whole(whole):
    before = digest()
    wipe()

    loaded = load_set(whole)

    assert (loaded.conflicting, loaded.dropped, loaded.left, loaded.is_equal) == (0, 0, 0, True)
    assert digest() == before
    assert not list(faults())


def test_the_second_copy_has_the_same_bytes(whole, tmp_path):
    wipe()
    load_set(whole)
    export_set(tmp_path / "again", with_texts=True)

    assert files_of(tmp_path / "again") == files_of(whole)


def test_times_and_names_of_decisions_come_back(whole):
    before = list(
        Change.objects.order_by("at").values_list("at", "who__username", "field", "reason", "batch")
    )
    wipe()
    load_set(whole)

    assert (
        list(Change.objects.order_by("at").values_list("at", "who__username", "field", "reason", "batch"))
        == before
    )
    assert Citation.objects.get(state="refused").decided_by.username == "lin"


def test_no_password_and_no_address_goes_out(whole):
    assert json.loads((whole / "user.jsonl").read_text()) == {"username": "lin"}
    wipe()
    load_set(whole)

    lin = User.objects.get()
    assert not lin.is_active
    assert not lin.has_usable_password()


def test_merges_can_be_undone_where_they_were_loaded(whole):
    wipe()
    load_set(whole)

    for merge in Merge.objects.order_by("-at"):
        undo_merge(merge)

    again = Event.objects.get(slug="geneva-again")
    assert set(again.accounts.values_list("side", flat=True)) == {"us", "china"}
    assert again.participations.get().official.slug == "avery-stone"
    assert Account.objects.get(side="us").speaker == Official.objects.get(slug="a-stone")
    assert set(again.citations.values_list("article__title", flat=True)) == {"Joint text", "Envoys part"}
    assert not list(faults())


def test_the_log_finds_its_rows_under_their_new_numbers(whole):
    wipe()
    load_set(whole)
    account = Account.objects.get(side="china")
    change = Change.objects.get(object_type="account", batch="b1")

    assert change.object_key == f"geneva-again#{account.pk}"
    undo_changes([change], None)
    account.refresh_from_db()
    assert account.text == "No."


def test_what_was_undone_is_known_as_undone(whole):
    wipe()
    load_set(whole)

    assert Change.objects.exclude(undoes=None).get().undoes.field == "city"


def test_addresses_and_revisions_come_back(whole, client):
    wanted = [
        "/events/geneva/",
        "/events/geneva-again/revisions/1/",
        "/officials/avery-stone/",
        "/timeline.csv",
    ]
    before = [
        client.get(path).content if "csv" not in path else client.get(path).getvalue() for path in wanted
    ]
    revisions = list(
        Revision.objects.order_by("event_key", "number").values_list("event_key", "number", "sha256", "at")
    )
    wipe()
    load_set(whole)

    after = [
        client.get(path).content if "csv" not in path else client.get(path).getvalue() for path in wanted
    ]
    assert after == before
    assert client.get("/events/geneva-again/").headers["Location"].startswith("/events/geneva/")
    now = Revision.objects.order_by("event_key", "number").values_list("event_key", "number", "sha256", "at")
    assert list(now) == revisions


def test_loading_twice_changes_nothing(whole):
    before = digest()
    rows = Change.objects.count()

    loaded = load_set(whole)

    assert (loaded.added, loaded.conflicting, loaded.dropped) == (0, 0, 0)
    assert (digest(), Change.objects.count()) == (before, rows)


def test_what_an_editor_decided_since_stays_and_is_named(whole):
    Citation.objects.filter(state="refused").update(state="accepted")
    Event.objects.filter(slug="geneva").update(title="The Geneva round")
    Account.objects.filter(side="china").delete()

    loaded = load_set(whole)

    assert loaded.conflicting == 3
    assert "event geneva: says something else here (title)" in loaded.conflicts
    assert any(line.endswith("says something else here (state)") for line in loaded.conflicts)
    assert "account geneva: has another one here, or none" in loaded.conflicts
    assert Event.objects.filter(title="The Geneva round").exists()
    assert not Account.objects.filter(side="china").exists()
    assert not Citation.objects.filter(state="refused").exists()


def test_what_was_removed_or_merged_here_does_not_come_back(whole):
    wipe()
    load_set(whole)
    Event.objects.filter(slug="zz-parent").delete()
    Change.objects.create(object_type="event", object_key="zz-parent", field="removed", old="Talks of 2018")

    loaded = load_set(whole)

    assert "event zz-parent: was taken away or merged here" in loaded.conflicts
    assert not Event.objects.filter(slug="zz-parent").exists()


def test_new_rows_join_those_that_are_here(whole):
    wipe()
    load_set(whole)
    Citation.objects.all().delete()
    Event.objects.filter(slug="geneva").delete()
    Article.objects.filter(title="Of something else").delete()
    Change.objects.all().delete()
    Merge.objects.all().delete()

    loaded = load_set(whole)

    assert loaded.conflicting == 0
    assert loaded.is_equal
    assert not list(faults())


def test_texts_that_may_not_be_shown_stay_at_home(whole, tmp_path):
    exported = export_set(tmp_path / "set")

    everything = b"".join(files_of(tmp_path / "set").values()).decode()
    assert exported.masked_texts == 3
    assert exported.pending == 1
    for secret in ("Nobody has printed", "Not this week", "another thing now", "not read yet"):
        assert secret not in everything
    assert EVIDENCE in everything
    assert "The parties agree to meet." in everything  # its licence lets it be shown


def test_a_masked_set_is_sound_and_says_that_it_differs(masked):
    before = digest()
    wipe()

    loaded = load_set(masked)

    assert (loaded.is_masked, loaded.is_equal, loaded.conflicting) == (True, False, 0)
    assert loaded.digest != before
    assert not list(faults())
    citation = Citation.objects.get(event__slug="geneva", article__title="Envoys part")
    assert citation.evidence == EVIDENCE
    text = ArticleText.objects.get(article__title="Envoys part")
    assert (len(text.text), text.source) == (len(CLOSED), "")


def test_masked_texts_are_not_read_again(masked, monkeypatch):
    wipe()
    load_set(masked)
    read = []
    monkeypatch.setattr(
        run, "read_articles", lambda documents, *_, **__: read.extend(documents) or (one for one in ())
    )

    list(run.reextract(None, run.Run(), everything=True))

    assert [document.source for document in read] == ["MENU The parties agree to meet."]


def test_the_checksums_are_those_of_sha256sum(whole):
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=whole, check=True)
    named = {line.split("  ")[1] for line in (whole / "SHA256SUMS").read_text().splitlines()}
    assert named == files_of(whole).keys() - {"SHA256SUMS"}


def test_the_descriptor_says_what_the_files_hold(whole):
    described = json.loads((whole / "datapackage.json").read_text())

    assert (described["schema_version"], described["texts"]) == (1, "whole")
    for resource in described["resources"]:
        content = (whole / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        records = [json.loads(line) for line in content.splitlines()]
        assert resource["rows"] == len(records)
        names = {field["name"] for field in resource["schema"]["fields"]}
        assert all(record.keys() - {"mark", "undoes"} <= names for record in records)
        _check_references(resource, records, whole)


def _check_references(resource, records, folder):
    for key in resource["schema"].get("foreignKeys", []):
        lines = (folder / f"{key['reference']['resource']}.jsonl").read_text().splitlines()
        known = {json.loads(line)[key["reference"]["fields"]] for line in lines} | {None}
        if resource["name"] not in {"change", "merge"}:  # they outlive what they tell of
            assert {record[key["fields"]] for record in records} <= known


def test_spreadsheets_run_nothing_and_lose_nothing(whole):
    with (whole / "csv" / "event.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["slug"]: row for row in csv.DictReader(file)}

    assert rows["geneva"]["title"] == "'=Geneva round"
    assert unshield(rows["geneva"]["title"]) == "=Geneva round"
    assert unshield(rows["geneva"]["summary"]) == "'They met; ünïcode 会谈"
    assert rows["zz-parent"]["edtf"] == "2018"


def test_the_commands_say_what_happened(whole, tmp_path, capsys):
    folder = tmp_path / "set"
    call_command("export", folder, "--with-texts")
    assert "do not pass it on" in capsys.readouterr().out
    wipe()

    call_command("load", folder)

    assert "The content equals the one that was exported." in capsys.readouterr().out
