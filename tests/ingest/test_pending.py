"""What editors added by hand is read by a command, once, whoever else reads at the same time."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.curation.pending import (
    MOST_LINES,
    Given,
    NotTaken,
    add_address,
    add_files,
    add_text,
    plain_name,
    retry,
)
from articles.ingest.pending import Taking, pick_up_left
from articles.models import Article, Change
from articles.models.pending import PendingDocument as Row

pytestmark = pytest.mark.django_db

TEXT = (
    "GENEVA, May 18, 2018 - Envoys of the United States and China met in Geneva on Thursday for a second day of trade "
    "talks, officials of both sides said.\n\nTreasury Secretary Avery Stone led the American side.\n"
)


def take():
    """Run the command; a rejected document makes it end with status 1, which is not what is tested here."""
    try:
        call_command("ingest", pending=True, verbosity=0)
    except CommandError as error:
        return error.returncode
    return 0


def test_a_pasted_text_is_stored_with_what_was_said_of_it(capsys):
    row = add_text(
        TEXT, Given(url="https://news.example/geneva", title="Envoys meet", publisher="The Ledger"), None
    )
    assert take() == 0
    row.refresh_from_db()
    assert (row.state, row.outcome, row.error) == ("stored", "created", "")
    assert row.article == Article.objects.get(url="https://news.example/geneva", publisher__name="The Ledger")
    assert capsys.readouterr().out.startswith(f"created: #{row.pk} Envoys meet\n1 document: 1 created.")


def test_nothing_is_taken_twice(capsys):
    add_text(TEXT, Given(), None)
    take()
    capsys.readouterr()
    take()
    assert capsys.readouterr().out == "0 documents: none. In the database: 0 of them.\n"


def test_what_cannot_be_read_fails_with_its_reason_and_may_be_tried_again():
    row = add_text("\x01\x02 \x03", Given(), None)
    assert take() == 1
    row.refresh_from_db()
    assert row.state == "failed"
    assert row.error
    assert retry([row], None, "again") == 1
    assert retry([row], None) == 0
    row.refresh_from_db()
    assert (row.state, row.tries, row.error) == ("waiting", 0, "")


def test_an_address_alone_waits_to_be_fetched_and_is_not_taken():
    row = add_address("https://news.example/geneva", None)
    take()
    row.refresh_from_db()
    assert (row.state, row.tries) == ("unfetched", 0)


def test_each_line_of_a_file_has_a_fate_of_its_own():
    lines = b'{"text": "The envoys met in Geneva."}\nnonsense\n\n{"text": 7}\n'
    rows = add_files([("talks.jsonl", lines)], None)
    assert [row.name for row in rows] == ["talks.jsonl:1", "talks.jsonl:2", "talks.jsonl:4"]
    take()
    assert list(Row.objects.order_by("pk").values_list("state", "error_code")) == [
        ("stored", ""),
        ("failed", "bad_json"),
        ("failed", "bad_json"),
    ]


def test_a_web_page_is_told_from_a_text_by_its_contents():
    page = f"<!doctype html><html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>{''.join(f'<p>{part}</p>' for part in TEXT.split(chr(10)) if part)}</article></body></html>"
    row = add_files([("page.txt", page.encode())], None)[0]
    assert take() == 0
    row.refresh_from_db()
    assert row.article.texts.get().source_format == "html"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("talks.pdf", b"%PDF-1.7", "only"),
        ("talks.txt", b"%PDF-1.7 text", "PDF"),
        ("talks.txt", b"  \n", "empty"),
        ("talks.txt", b"x" * 10_000_001, "limit"),
        ("talks.jsonl", b"{}\n" * (MOST_LINES + 1), "lines"),
        ("talks", b"words", "only"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_and_none_is_kept(name, content, word):
    with pytest.raises(NotTaken, match=word):
        add_files([("good.txt", b"words"), (name, content)], None)
    assert not Row.objects.exists()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/talks.txt", "talks.txt"),
        ("C:\\papers\\talks.txt", "talks.txt"),
        ("ta\x00lks\x1b[31m.txt", "talks[31m.txt"),
        ("talks\u202etxt.html", "talkstxt.html"),
        ("", "file"),
        ("x" * 500 + ".txt", "x" * 170 + ".txt"),
    ],
)
def test_a_name_is_stored_without_folders_and_signs_that_do_not_print(name, plain):
    assert plain_name(name) == plain


def test_adding_is_in_the_log():
    add_text(TEXT, Given(), None)
    assert Change.objects.get().object_type == "pendingdocument"


def leave_lying(row, tries):
    long_ago = timezone.now() - timedelta(hours=1)
    Row.objects.filter(pk=row.pk).update(state="taken", claim="dead", taken_at=long_ago, tries=tries)


def test_what_a_dead_run_had_taken_is_taken_again():
    row = add_text(TEXT, Given(), None)
    leave_lying(row, tries=1)
    assert take() == 0
    row.refresh_from_db()
    assert (row.state, row.tries) == ("stored", 2)


def test_what_two_runs_died_of_is_set_aside():
    row = add_text(TEXT, Given(), None)
    leave_lying(row, tries=2)
    pick_up_left()
    row.refresh_from_db()
    assert (row.state, row.error_code) == ("failed", "died")


def test_a_run_that_is_stopped_puts_back_what_it_held():
    row = add_text(TEXT, Given(), None)
    taking = Taking()
    next(taking.documents())
    taking.let_go()
    row.refresh_from_db()
    assert (row.state, row.tries, row.claim) == ("waiting", 0, "")


@pytest.mark.parametrize("options", [{"dry_run": True}, {"paths": ["talks.txt"]}])
def test_pending_goes_alone(options):
    with pytest.raises(CommandError, match="--pending"):
        call_command("ingest", *options.pop("paths", []), pending=True, **options)


def test_two_runs_in_turns_share_the_work():
    for number in range(10):
        add_text(f"Text {number}. {TEXT}", Given(), None)
    runs = [Taking().documents(), Taking().documents()]
    taken = [next(runs[number % 2]).id for number in range(10)]
    assert len(set(taken)) == 10
    assert [next(run, None) for run in runs] == [None, None]


def test_a_run_that_comes_a_moment_too_late_takes_the_next(monkeypatch):
    first, second = add_text(f"One. {TEXT}", Given(), None), add_text(f"Two. {TEXT}", Given(), None)
    stale = [first.pk, first.pk, second.pk]
    monkeypatch.setattr("articles.models.pending.PendingQuerySet.waiting", lambda rows: Answers(stale))
    assert next(Taking().documents()).id == f"#{first.pk} {first.name}"
    assert next(Taking().documents()).id == f"#{second.pk} {second.name}"


class Answers:
    """A query whose answers are older than the database."""

    def __init__(self, pks):
        self.pks = pks

    def values_list(self, *fields, flat):
        return self

    def first(self):
        return self.pks.pop(0)
