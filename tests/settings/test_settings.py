"""Wrong or unsafe settings stop the start, each with one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from articles.ingest.extras import INSTALL

ROOT = Path(__file__).resolve().parents[2]


# What the test run sets for itself (the database, Playwright's event loop) is not what is tested here.
OURS = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "DJANGO_ALLOW_ASYNC_UNSAFE")


KEY = "q1w2e3r4t5y6u7i8o9p0-asdfghjkl-zxcvbnm-QWERTYUIOP-1234567890"
PUBLIC = {"ALLOWED_HOSTS": "news.example", "SECRET_KEY": KEY}


def check(**settings):
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=ROOT, env={**environment, **settings}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "mysql://somebody@127.0.0.1/talks"}, "DATABASE_URL is not understood"),
        ({"DEBUG": "maybe"}, "neither true nor false"),
        ({"CONNECTION_SECONDS": "a while"}, "CONNECTION_SECONDS='a while' is not a whole number"),
        ({"FETCH_PAUSE": "0"}, "FETCH_PAUSE='0' is not a whole number of 1 or more"),
        ({"FETCH_AGENT": "talks\nX-Forged: 1"}, "FETCH_AGENT must be a name"),
        ({"FETCHING": "perhaps"}, "neither true nor false"),
        ({"ALLOWED_HOSTS": "news.example"}, "Set SECRET_KEY"),
        ({"ALLOWED_HOSTS": "news.example", "SECRET_KEY": "x" * 60, "DEBUG": "1"}, "DEBUG must be off"),
        ({"ALLOWED_HOSTS": "*", "SECRET_KEY": KEY}, "would take any"),
        ({"ALLOWED_HOSTS": "news.example,*.example", "SECRET_KEY": KEY}, "would take any"),
        ({"ALLOWED_HOSTS": "news.example", "SECRET_KEY": "short-but-not-the-sample"}, "too easy to guess"),
        ({"ALLOWED_HOSTS": "news.example", "SECRET_KEY": "ab" * 40}, "too easy to guess"),
        ({"ALLOWED_HOSTS": "news.example", "SECRET_KEY": f"django-insecure-{KEY}"}, "too easy to guess"),
        ({**PUBLIC, "CSRF_TRUSTED_ORIGINS": "http://news.example"}, "must be https"),
        ({**PUBLIC, "SECURE_SSL_REDIRECT": "0"}, "only where a proxy"),
    ],
)
def test_a_wrong_setting_stops_the_start(settings, line):
    result = check(**settings)

    assert result.returncode != 0
    assert line in result.stderr.splitlines()[-1]


WITHOUT_DRIVER = """
import importlib.util as found
real = found.find_spec
found.find_spec = lambda name, *rest: None if name == "psycopg" else real(name, *rest)
import tradetalks.settings
"""


def test_where_the_driver_of_postgresql_is_missing_the_line_says_how_to_get_it():
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_DRIVER],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "postgres://somebody@127.0.0.1/talks"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr.splitlines()[-1].endswith(f"psycopg, which is not installed: {INSTALL}")


@pytest.mark.parametrize("behind", [{}, {"BEHIND_PROXY": "1", "SECURE_SSL_REDIRECT": "1"}])
def test_a_public_site_with_a_key_passes_the_deployment_check(behind):
    result = check(**PUBLIC, **behind)

    assert result.returncode == 0, result.stderr
