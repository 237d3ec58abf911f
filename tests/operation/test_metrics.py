"""What ``/metrics`` tells: requests of all workers, what is stored, how ingestion goes, and at what cost."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from articles.models import ArticleText, Chunk, PendingDocument, Visit
from tests.factories import make_citation, make_event
from tradetalks import holdings, metrics

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "0123456789abcdef"
PROSE = (
    "The delegations met for two hours in the northern port. {} They will meet again in the spring, an aide said. "
    * 3
)


@pytest.fixture(autouse=True)
def nothing_kept():
    holdings._kept.clear()
    yield
    holdings._kept.clear()


def samples(text):
    """``{("tradetalks_citations", "proposed"): 2.0, …}``"""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def told():
    return samples(metrics.exposition().decode())


@pytest.mark.django_db
def test_one_request_counts_one(settings):
    from django.test import Client

    settings.METRICS_TOKEN = TOKEN
    client = Client()
    count = ("tradetalks_request_seconds_count", "200", "GET", "articles:about")
    client.get("/about/")
    before = told()[count]
    client.get("/about/")
    assert told()[count] == before + 1


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, **headers):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", path, headers=headers)
    answer = asked.getresponse()
    return answer.status, answer.read().decode()


def test_what_several_workers_counted_is_added_up(tmp_path):
    port = free_port()
    environment = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "2", "METRICS_TOKEN": TOKEN}
    environment |= {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "DATABASE_URL": "sqlite:////nowhere/x.sqlite3"}
    command = [sys.executable, "-m", "gunicorn", "-c", "tradetalks/gunicorn_conf.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        sent = sent_until(lambda: len(list(tmp_path.glob("histogram_*.db"))) == 2, port)
        status, text = get(port, "/metrics", Authorization=f"Bearer {TOKEN}")
    finally:
        server.terminate()
        server.wait(30)
    assert status == 200
    assert samples(text)["tradetalks_request_seconds_count", "200", "GET", "none"] == sent
    assert samples(text)["tradetalks_database_up",] == 0


def sent_until(both, port):
    """Ask for ``/healthz`` until both workers have answered; returns how often it was answered."""
    sent = 0
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            # as many at once as one worker cannot take alone
            waiting = [http.client.HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(6)]
            for one in waiting:
                one.request("GET", "/healthz")
        except ConnectionRefusedError:
            time.sleep(0.2)
            continue
        for one in waiting:
            assert one.getresponse().read() == b"alive\n"
            sent += 1
        if both():
            return sent
    raise AssertionError("one worker alone answers")


@pytest.mark.django_db
def test_after_an_ingestion_its_numbers_are_told(tmp_path):
    texts = [
        {"id": f"m{number}", "text": PROSE.replace("{}", f"Item {number} was left open.")}
        for number in range(3)
    ]
    lines = [*map(json.dumps, texts), json.dumps({"id": "m3", "text": ""})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    before = told()
    began = time.time()
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path / "a.jsonl"))

    after = told()
    assert ("tradetalks_newest_text_timestamp_seconds",) not in before
    assert began <= after["tradetalks_newest_text_timestamp_seconds",] <= time.time()
    assert after["tradetalks_articles",] == 3
    assert after["tradetalks_ledger_chunks",] == Chunk.objects.count() == 1
    assert after["tradetalks_ledger_rejected_documents",] == 1
    assert after["tradetalks_stale_texts",] == 0


@pytest.mark.django_db
def test_what_an_older_ledger_tells_is_counted_by_the_migration():
    Chunk.objects.create(digest="a" * 64, keys=["k1", ["empty", "no text"], "k2", ["too_long", "why"]])
    Chunk.objects.create(digest="b" * 64, keys=["k3"])
    import_module("articles.migrations.0014_ledger_told").count_rejected(apps, None)
    assert told()["tradetalks_ledger_rejected_documents",] == 2


@pytest.mark.django_db
def test_texts_that_an_older_version_read_are_counted_where_they_can_be_read_again():
    for source in ("kept", "kept too", ""):
        article = make_citation(make_event()).article
        text = article.texts.first() or ArticleText(article=article, text="x", sha256="0" * 64)
        text.extraction_version, text.source = 0, source
        text.save()
    assert told()["tradetalks_stale_texts",] == 2


@pytest.mark.django_db
def test_what_waits_to_be_fetched_or_failed_and_what_was_fetched_is_told():
    PendingDocument.objects.create(form="address", name="a", state=PendingDocument.State.UNFETCHED)
    PendingDocument.objects.create(form="address", name="b", state=PendingDocument.State.FAILED)
    Visit.objects.create(url="https://news.example/1", host="news.example", asked_at="2020-01-02T03:04:05Z")
    numbers = told()
    assert numbers["tradetalks_pending_documents", "unfetched"] == 1
    assert numbers["tradetalks_pending_documents", "failed"] == 1
    assert numbers["tradetalks_visits",] == 1


@pytest.mark.django_db
def test_each_number_says_what_it_is():
    families = list(text_string_to_metric_families(metrics.exposition().decode()))
    assert len(families) > 12
    for family in families:
        assert family.name.startswith("tradetalks_")
        assert family.documentation.endswith(".")
        assert family.type in {"gauge", "info", "histogram"} or family.name.endswith("_created")


@pytest.mark.django_db
def test_each_number_is_named_in_the_operators_page():
    page = (ROOT / "docs" / "operations.md").read_text()
    names = {family.name for family in text_string_to_metric_families(metrics.exposition().decode())}
    names = {name for name in names if not name.endswith("_created")}
    assert {name for name in names if f"`{name}" not in page} == set()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_no_number_reads_a_whole_table():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told()
    plans = [one["sql"] for one in asked.captured_queries if "articles_edition" not in one["sql"]]
    assert len(plans) >= 10
    with connection.cursor() as cursor:
        for sql in plans:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps = " / ".join(row[-1] for row in cursor.fetchall())
            is_one_row = "LIMIT 1" in sql and re.search(r'ORDER BY "\w+"\."id" DESC', sql)
            assert is_one_row or "INDEX" in steps, sql
            assert is_one_row or not re.search(r"SCAN \w+ USING INDEX", steps), sql


def test_a_count_that_took_long_is_not_taken_again_at_once(monkeypatch):
    clock = iter([0.0, 2.0, 100.0, 203.0, 203.01, 204.0, 204.01])
    counts = iter([1, 2, 3])
    monkeypatch.setattr(holdings, "monotonic", lambda: next(clock))
    ask = lambda: holdings._one("tradetalks_many", "Many.", lambda: next(counts)).samples[0].value  # noqa: E731
    # two seconds: it stands for two hundred; then it took no time and is taken each time
    assert [ask(), ask(), ask(), ask()] == [1, 1, 2, 3]
