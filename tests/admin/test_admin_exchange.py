"""Import and export in the admin: preview first, then yes."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from articles.admin import exchange
from articles.curation.exchange import BadFile, read_table
from articles.models import Change, Event
from tests import factories as make

pytestmark = pytest.mark.django_db

KINDS = ["event", "official", "post", "article", "citation"]


def file(text, name="events.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def address(kind, page, *args):
    return reverse(f"admin:articles_{kind}_{page}", args=args)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_a_list_shows_is_exported_and_imports_as_it_is(admin_client, chronology, kind, form):
    exported = admin_client.get(address(kind, "export", form))
    assert exported.status_code == 200
    assert exported["Content-Disposition"] == f'attachment; filename="{kind}s.{form}"'
    page = admin_client.post(address(kind, "import"), {"file": file(exported.content, f"x.{form}")})
    assert page.context["result"].unchanged == 2
    assert not page.context["result"].altered


def test_only_what_the_filters_show_is_exported(admin_client):
    make.make_event("Geneva round", slug="geneva")
    make.make_event("A tariff", slug="tariff", kind="measure")
    content = admin_client.get(address("event", "export", "csv") + "?kind__exact=measure&q=tariff").content
    assert b"tariff" in content
    assert b"geneva" not in content


def test_a_preview_stores_nothing_and_a_yes_stores_it(as_role):
    make.make_event("Geneva round", slug="geneva", city="Geneva")
    editor = as_role("editor")
    sent = {"file": file("slug,city\ngeneva,Bern\n"), "reason": "the Swiss say so"}
    page = editor.post(address("event", "import"), sent)
    assert "Bern" in page.content.decode()
    assert Event.objects.get().city == "Geneva"
    done = editor.post(address("event", "import"), {"confirm": "1"}, follow=True)
    assert "Changed: 1." in done.content.decode()
    assert Event.objects.get().city == "Bern"
    assert Change.objects.get().reason == "the Swiss say so"
    again = editor.post(address("event", "import"), {"confirm": "1"}, follow=True)
    assert "choose it again" in again.content.decode()


def test_a_fault_offers_no_import_unless_faulty_rows_are_left_out(as_role):
    for slug in ("geneva", "madrid"):
        make.make_event(slug=slug)
    editor = as_role("editor")
    text = "slug,city,earliest,latest\ngeneva,Bern,2018-05-17,2018-05-17\nmadrid,Rome,never,2018-05-17\n"
    page = editor.post(address("event", "import"), {"file": file(text)})
    assert "“never” is not a day" in page.content.decode()
    assert not page.context["may_confirm"]
    page = editor.post(address("event", "import"), {"file": file(text), "skip_faulty": "on"})
    assert page.context["may_confirm"]
    editor.post(address("event", "import"), {"confirm": "1"})
    assert set(Event.objects.values_list("slug", "city")) == {("geneva", "Bern"), ("madrid", "")}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("slug,tittle\na,b\n", "events.csv", "Column tittle is not known"),
        ("slug\n" + "a\n" * 50_000, "events.csv", "50,000 rows"),
        ("nonsense", "events.json", "no JSON"),
        ("slug\na\n", "events.xlsx", "Only .csv and .json"),
        ("", "events.csv", "empty"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(as_role, text, name, words):
    page = as_role("editor").post(address("event", "import"), {"file": file(text, name)})
    assert page.status_code == 200
    assert words in page.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_viewer_exports_and_imports_nothing(as_role, chronology, kind):
    viewer = as_role("viewer")
    assert viewer.get(address(kind, "export", "csv")).status_code == 200
    assert viewer.get(address(kind, "import")).status_code == 403
    assert viewer.post(address(kind, "import"), {"confirm": "1"}).status_code == 403
    page = viewer.get(address(kind, "changelist")).content.decode()
    assert "Export CSV" in page
    assert ">Import<" not in page


def test_an_unknown_form_is_not_found(admin_client):
    assert admin_client.get(address("event", "export", "xml")).status_code == 404


def test_a_preview_of_one_list_is_no_yes_for_another(admin_client):
    make.make_event(slug="geneva", city="Geneva")
    admin_client.post(address("event", "import"), {"file": file("slug,city\ngeneva,Bern\n")})
    admin_client.post(address("official", "import"), {"confirm": "1"})
    assert Event.objects.get().city == "Geneva"


def test_hostile_cells_stay_text(admin_client):
    make.make_event(slug="geneva")
    text = 'slug,title\ngeneva,"<script>alert(1)</script>"\n'
    page = admin_client.post(address("event", "import"), {"file": file(text)})
    assert b"<script>alert" not in page.content


def test_a_preview_nobody_agreed_to_is_removed_after_a_day(as_role, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, other = tmp_path / f"{exchange.PREFIX}old", tmp_path / "other"
    for path in (old, other):
        path.write_text("x")
        os.utime(path, (0, 0))
    make.make_event(slug="geneva", city="Geneva")
    as_role("editor").post(address("event", "import"), {"file": file("slug,city\ngeneva,Bern\n")})
    left = sorted(path.name for path in tmp_path.iterdir())
    assert (len(left), left[0], old.exists()) == (2, "other", False)


def test_faults_are_told_in_the_editors_language():
    with translation.override("zh-hans"), pytest.raises(BadFile, match="文件是空的"):
        read_table(b"", "csv")
