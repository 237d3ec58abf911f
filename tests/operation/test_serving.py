"""Addresses that machines ask, what is logged of a request, and who may read the metrics."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.test import RequestFactory

from tests.factories import make_citation, make_event
from tradetalks.logs import JsonLines
from tradetalks.metrics import Metrics
from tradetalks.requests import HEADER, WithRequestId

ROOT = Path(__file__).resolve().parents[2]


def test_a_process_that_answers_is_alive_whatever_the_database_does(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_health_is_told_under_any_host_and_without_a_redirect(client, settings):
    settings.ALLOWED_HOSTS = ["news.example"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_a_site_with_its_database_is_ready(client):
    assert client.get("/readyz").content == b"ready\n"


@pytest.mark.django_db
def test_a_site_without_its_database_is_not_ready_and_tells_no_details(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("no route to 10.1.2.3")):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"10.1.2.3" not in answer.content


@pytest.mark.django_db
def test_a_database_of_an_older_version_is_not_ready(client):
    with patch("tradetalks.health._missing_migrations", return_value=True):
        assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_each_answer_names_its_request(client):
    first, second = (client.get("/about/")[HEADER] for _ in range(2))
    assert first != second


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0123456789abcdef", "spaces are not", "x\x1b[31mred"])
def test_the_name_a_proxy_gave_is_kept_if_it_is_harmless(client, settings, name):
    settings.BEHIND_PROXY = True
    answer = client.get("/about/", headers={HEADER: name})
    assert (answer[HEADER] == name) == name.isalnum()


@pytest.mark.django_db
def test_a_line_about_a_request_tells_neither_the_address_nor_what_was_searched(client, caplog):
    with caplog.at_level(logging.INFO, logger="tradetalks.requests"):
        client.get("/?q=secret", REMOTE_ADDR="203.0.113.7")
    record = caplog.records[-1]
    WithRequestId().filter(record)
    line = json.loads(JsonLines().format(record))
    assert line["path"] == "/"
    assert line["view"] == "articles:timeline"
    assert line["status"] == 200
    assert "secret" not in str(line)
    assert "203.0.113.7" not in str(line)


def test_a_line_of_json_stays_one_line_whatever_is_in_it():
    record = logging.LogRecord("x", logging.ERROR, "", 0, "path %s", ("/a\r\n{\u2028\x1b[2J",), None)
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["level"] == "ERROR"


def asked(settings, *, token="", allow=(), given="", address="198.51.100.1"):
    settings.METRICS_TOKEN, settings.METRICS_ALLOW = token, list(allow)
    middleware = Metrics(lambda request: None)
    headers = {"Authorization": given} if given else {}
    return middleware(RequestFactory().get("/metrics", headers=headers, REMOTE_ADDR=address))


def test_metrics_are_off_unless_somebody_may_ask(settings):
    with pytest.raises(MiddlewareNotUsed):
        asked(settings)


@pytest.mark.django_db
def test_there_are_no_metrics_for_readers(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "address", "is_told"),
    [
        ("Bearer 0123456789abcdef", "198.51.100.1", True),
        ("Bearer 0123456789abcdee", "198.51.100.1", False),
        ("Basic 0123456789abcdef", "198.51.100.1", False),
        ("", "192.0.2.9", True),
        ("", "198.51.100.1", False),
    ],
)
def test_metrics_are_told_with_the_token_or_from_an_address_that_may_ask(settings, given, address, is_told):
    answer = asked(settings, token="0123456789abcdef", allow=["192.0.2.9"], given=given, address=address)
    assert (answer is not None) == is_told


@pytest.mark.django_db
def test_metrics_tell_what_is_stored_what_waits_and_the_edition(settings):
    make_citation(make_event(), state="proposed")
    text = asked(settings, token="0123456789abcdef", given="Bearer 0123456789abcdef").content.decode()
    assert "tradetalks_database_up 1.0" in text
    assert "tradetalks_articles 1.0" in text
    assert 'tradetalks_citations{state="proposed"} 1.0' in text
    assert "tradetalks_edition_info{" in text
    assert "tradetalks_request_seconds" in text


WITHOUT_TEXT_MACHINERY = """
import sys, time
began = time.perf_counter()
import tradetalks.wsgi
took = time.process_time()
assert {"articles.urls", "articles.admin", "articles.api.urls"} <= set(sys.modules)
heavy = {
    "spacy", "dateparser", "trafilatura", "htmldate", "lxml", "numpy", "ftfy", "feedparser", "warcio", "distributed", "urllib3",
    "requests", "httpx", "articles.ingest.fetching", "articles.linking", "articles.extraction.pipeline",
} & set(sys.modules)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(sorted(heavy), round(took, 2), int(status["VmHWM"].split()[0]) // 1024)
"""


def test_what_a_web_process_loaded_is_left_alone_by_the_collector():
    looks = "import gc, tradetalks.wsgi; print(gc.get_freeze_count(), len(gc.get_objects()))"
    done = subprocess.run([sys.executable, "-c", looks], cwd=ROOT, capture_output=True, text=True, check=True)
    frozen, looked_through = map(int, done.stdout.split()[-2:])
    assert looked_through < frozen / 50


def started():
    """The text machinery it loaded, processor seconds until it could answer, and megabytes of a web process."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TEXT_MACHINERY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy, seconds, megabytes = done.stdout.rsplit(maxsplit=2)
    return heavy, float(seconds), int(megabytes)


def test_a_web_process_starts_quickly_stays_small_and_loads_no_text_machinery():
    heavy, seconds, megabytes = started()
    assert heavy == "[]"
    # the best of three: beside other work the same takes more of the processor too
    assert min(seconds, *(started()[1] for _ in range(2))) <= 2
    assert megabytes <= 120
