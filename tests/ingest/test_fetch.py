"""``manage.py fetch``: addresses become documents that wait, each once, with its reason where it does not."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.curation.pending import add_address, retry
from articles.ingest.fetching import rows
from articles.ingest.fetching.client import Client
from articles.ingest.fetching.pace import Pace
from articles.ingest.fetching.visitor import Visitor
from articles.management.commands import fetch as command
from articles.models import Article, Visit
from articles.models.pending import PendingDocument as Row

from .fetched_web import PUBLIC, Web, serve

pytestmark = pytest.mark.django_db

URL = "http://news.test/geneva"


@pytest.fixture
def web(settings, monkeypatch):
    """The small web, and fetching switched on, from it alone and without waiting."""
    small = Web()
    server = serve(small)
    settings.FETCHING = True
    monkeypatch.setattr(
        command,
        "visitor",
        lambda: Visitor(Client("tradetalks", resolve=small.resolve, connect=small.connect), Pace(0)),
    )
    yield small
    server.shutdown()
    server.server_close()


def run(*urls, **options):
    """Run the command; returns its exit status."""
    try:
        call_command("fetch", *urls, **options)
    except CommandError as error:
        return error.returncode
    return 0


def read():
    call_command("ingest", pending=True, verbosity=0)


def test_it_is_off_unless_it_was_switched_on(settings):
    settings.FETCHING = False
    with pytest.raises(CommandError, match="Fetching is off") as refusal:
        call_command("fetch", URL)
    assert refusal.value.returncode == 2
    assert not Row.objects.exists()


@pytest.mark.parametrize("options", [{}, {"feed": True}, {"pending": True, "feed": True}])
def test_what_is_to_be_fetched_must_be_said(web, options):
    assert run(**options) == 2


def test_a_page_waits_and_is_read_as_an_article_with_its_address(web, capsys):
    web.put("news.test", "/geneva", ETag='"v1"')
    assert run(URL) == 0
    assert capsys.readouterr().out.startswith(f"fetched: {URL} (")
    row = Row.objects.get()
    assert (row.state, row.form, row.tries) == ("waiting", "address", 0)
    read()
    article = Article.objects.get(url=URL)
    assert "second day of trade talks" in article.texts.get().text
    assert Visit.objects.get(url=URL).etag == '"v1"'


def test_a_stored_page_is_asked_for_again_only_if_it_changed(web, capsys):
    web.put("news.test", "/geneva", ETag='"v1"', Last_Modified="Fri, 18 May 2018 06:00:00 GMT")
    run(URL)
    read()
    web.put("news.test", "/geneva", "", status=304)
    assert run(URL) == 0
    assert f"unchanged: {URL}\n1 address: 1 unchanged." in capsys.readouterr().out
    told = web.requests[-1][2]
    assert (told["If-None-Match"], told["If-Modified-Since"]) == ('"v1"', "Fri, 18 May 2018 06:00:00 GMT")
    row = Row.objects.first()
    assert (row.state, row.outcome, row.article) == ("stored", "unchanged", Article.objects.get(url=URL))


def test_a_page_whose_article_is_gone_is_fetched_in_full(web):
    web.put("news.test", "/geneva", ETag='"v1"')
    run(URL)
    read()
    Article.objects.all().delete()
    run(URL)
    assert "If-None-Match" not in web.requests[-1][2]


def test_the_article_has_the_address_at_which_the_page_was_found(web):
    web.put("short.test", "/x", status=301, Location=URL)
    web.put("news.test", "/geneva")
    run("http://short.test/x")
    row = Row.objects.get()
    assert (row.name, row.url) == ("http://short.test/x", URL)


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030"])
def test_the_letters_that_the_server_names_are_believed(web, label):
    text = "<html><head><title>中美经贸磋商</title></head><body><p>双方在日内瓦举行磋商，会谈持续两天。</p></body></html>"
    web.put("news.test", "/geneva", text.encode("gb18030"), Content_Type=f"text/html; charset={label}")
    run(URL)
    assert "日内瓦" in bytes(Row.objects.get().content).decode("utf-8-sig")


def test_what_editors_added_is_fetched_once_each(web):
    web.put("news.test", "/geneva")
    good, bad = add_address(URL, None), add_address("http://127.0.0.1/", None)
    assert run(pending=True) == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, good.error) == ("waiting", "")
    assert (bad.state, bad.error_code) == ("failed", "inner_address")
    assert bad.error == "127.0.0.1 is not an address of the public internet."
    asked = len(web.requests)
    assert run(pending=True) == 0
    assert len(web.requests) == asked
    assert {number for number, _ in web.connections} == {PUBLIC}


def test_what_failed_before_it_was_fetched_is_fetched_again_where_an_editor_says_so(web):
    row = add_address(URL, None)
    run(pending=True)  # there is no such page yet
    row.refresh_from_db()
    assert (row.state, row.error_code) == ("failed", "http_404")
    assert retry([row], None) == 1
    web.put("news.test", "/geneva")
    assert run(pending=True) == 0
    row.refresh_from_db()
    assert row.state == "waiting"


def test_what_may_pass_is_tried_later_a_few_times(web):
    web.put("news.test", "/geneva", status=500)
    row = add_address(URL, None)
    for _ in range(rows.MOST_TRIES):
        row.refresh_from_db()
        assert row.state == "unfetched"
        run(pending=True)
        assert run(pending=True) == 0  # left alone for a while
        Row.objects.update(taken_at=timezone.now() - rows.REST - timedelta(seconds=1))
    row.refresh_from_db()
    assert (row.state, row.error_code) == ("failed", "http_500")
    assert web.paths() == ["/geneva"] * rows.MOST_TRIES


def test_two_runs_at_once_do_not_fetch_the_same(web, capsys):
    web.put("news.test", "/geneva")
    row = add_address(URL, None)
    assert rows._taken(row.pk)
    assert run(pending=True) == 0
    assert run(URL) == 1
    assert "later: http://news.test/geneva — it was asked for a moment ago" in capsys.readouterr().out
    assert web.requests == []


def test_a_run_that_is_stopped_lets_go_of_its_address(web, monkeypatch):
    row = add_address(URL, None)

    def stop(*args, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(Visitor, "visit", stop)
    assert run(pending=True) == 130
    row.refresh_from_db()
    assert (row.state, row.taken_at, row.tries) == ("unfetched", None, 0)


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Gazette</title>
<item><title>Envoys meet</title><link>http://news.test/geneva</link></item>
<item><title>Elsewhere</title><link>/relative</link></item>
<item><title>Inside</title><link>http://10.0.0.1/secret</link></item>
</channel></rss>"""


def test_a_feed_leads_to_its_pages_each_of_them_once(web, capsys):
    pytest.importorskip("feedparser")
    web.put("news.test", "/feed", FEED, Content_Type="application/rss+xml", ETag='"f1"')
    web.put("news.test", "/geneva")
    web.put("news.test", "/relative")
    assert run("http://news.test/feed", feed=True) == 1
    out = capsys.readouterr().out
    assert "failed: http://10.0.0.1/secret — 10.0.0.1 is not an address of the public internet" in out
    assert "4 addresses: 3 fetched, 1 failed." in out
    assert set(Row.objects.values_list("url", "state")) == {
        (URL, "waiting"),
        ("http://news.test/relative", "waiting"),
    }
    run("http://news.test/feed", feed=True)
    assert web.paths() == ["/feed", "/geneva", "/relative", "/feed"]
    assert web.requests[-1][2]["If-None-Match"] == '"f1"'


def test_entries_of_a_feed_whose_run_died_are_fetched_by_the_next(web):
    pytest.importorskip("feedparser")
    web.put("news.test", "/feed", FEED, Content_Type="application/rss+xml")
    web.put("news.test", "/geneva")
    found, _ = rows.add_entries(command.parse("http://news.test/feed"), command.visitor())
    assert len(found) == 2
    run(pending=True)
    assert Row.objects.filter(url=URL, state="waiting").exists()


@pytest.mark.parametrize(
    ("body", "word"), [("<p>no feed</p>", "neither an RSS"), ("<!ENTITY x '1'><rss>", "declares entities")]
)
def test_what_is_no_feed_is_said(web, capsys, body, word):
    web.put("news.test", "/feed", body)
    assert run("http://news.test/feed", feed=True) == 1
    assert word in capsys.readouterr().out


def test_an_address_steers_no_terminal(web, capsys):
    run("http://news.test/\x1b[31m")
    assert "\x1b" not in capsys.readouterr().out
