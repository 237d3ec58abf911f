"""What a public site says in its headers, on every kind of answer: asked of a process with production settings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .observatory import policy, score
from .production import ADDRESSES, HOST

ROOT = Path(__file__).resolve().parents[2]
KEY = "q1w2e3r4t5y6u7i8o9p0-asdfghjkl-zxcvbnm-QWERTYUIOP-1234567890"
OTHERS = ["plain http", "another host", "method", "options", "language", "no token", "locked", "failure"]
EMBEDS = ("/embed/timeline/", "/embed/events/none/")
OPEN = ("/api/v1", "/timeline.", "/oembed/", "/static/", "/embed/", "options")
"""Answers that pages of other sites may use."""


@pytest.fixture(scope="module")
def process(set_up_file, tmp_path_factory):
    database = shutil.copy(set_up_file, tmp_path_factory.mktemp("public") / "public.sqlite3")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DEBUG", "BEHIND_PROXY")},
        "DATABASE_URL": f"sqlite:///{database}",
        "ALLOWED_HOSTS": HOST,
        "SECRET_KEY": KEY,
        "COLLECTED_STATIC": "0",
        "SECURITY_CONTACT": "mailto:desk@news.example",
    }
    command = [sys.executable, "-m", "tests.security.production"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def answers(process):
    """``{address: (status, headers, cookies)}``."""
    found = {}
    for address, (status, headers) in json.loads(process.stdout).items():
        cookies = [value for name, value in headers if name == "Set-Cookie"]
        found[address] = (status, {name: value for name, value in headers if name != "Set-Cookie"}, cookies)
    return found


def test_no_answer_is_a_failure_but_the_planted_one(answers):
    assert [address for address, (status, *_) in answers.items() if status >= 500] == ["failure"]
    assert answers["another host"][0] == 400
    assert answers["method"][0] == 405
    assert answers["no token"][0] == 403
    assert answers["locked"][0] == 429


@pytest.mark.parametrize("address", [*ADDRESSES, *OTHERS])
def test_every_answer_has_every_header(answers, address):
    _, headers, _ = answers[address]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if address != "plain http":  # there it counts for nothing: anybody on the way could have written it
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "camera=()" in headers["Permissions-Policy"]
    wanted = "cross-origin" if address.startswith(OPEN) else "same-origin"
    if address not in ("/timeline.nothing", "/static/nothing.css"):
        assert headers["Cross-Origin-Resource-Policy"] == wanted
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("address", [*ADDRESSES, *OTHERS])
def test_every_answer_has_a_strict_policy(answers, address):
    rules = policy(answers[address][1]["Content-Security-Policy"])
    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == ["'none'"]
    assert rules["frame-ancestors"] == (["*"] if address in EMBEDS else ["'none'"])
    assert rules.get("form-action") in (["'self'"], ["'none'"])
    assert set(rules.get("script-src", [])) <= {"'self'", "'none'"}
    assert set(rules.get("style-src", [])) <= {"'self'"}
    assert set(rules.get("connect-src", [])) <= {"'self'", "'none'"}
    assert not [word for words in rules.values() for word in words if "unsafe" in word or "http" in word]


@pytest.mark.parametrize("address", EMBEDS)
def test_a_frame_runs_nothing_and_remembers_nothing(answers, address):
    _, headers, cookies = answers[address]
    rules = policy(headers["Content-Security-Policy"])
    assert rules["script-src"] == rules["connect-src"] == ["'none'"]
    assert rules["form-action"] == ["'none'"]
    assert "X-Frame-Options" not in headers
    assert cookies == []


def test_only_frames_may_be_framed(answers):
    for address, (_, headers, _) in answers.items():
        if address not in EMBEDS:
            assert headers.get("X-Frame-Options") == "DENY", address


def test_cookies_are_for_this_site_over_https_and_not_for_scripts(answers):
    given = [cookie for _, _, cookies in answers.values() for cookie in cookies]
    assert given
    for cookie in given:
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_readers_get_no_cookie(answers):
    assert [address for address in ADDRESSES if answers[address][2] and "/admin" not in address] == []


def test_the_desk_is_kept_by_no_cache(answers):
    for address in ("/admin/", "/admin/login/", "/admin/queue/", "/admin/articles/event/"):
        assert (
            "no-store" in answers[address][1]["Cache-Control"]
            or "private" in answers[address][1]["Cache-Control"]
        )


def test_plain_http_is_sent_to_https(answers):
    status, headers, _ = answers["plain http"]
    assert (status, headers["Location"]) == (301, f"https://{HOST}/")


@pytest.mark.parametrize("address", ["/", "/about/", "/admin/login/", "language"])
def test_the_score_is_a_plus(answers, address):
    _, headers, cookies = answers[address]
    assert score(headers, cookies, "", answers["plain http"][1]["Location"]) >= 120


def test_a_failure_is_logged_with_its_traceback_and_forges_no_line(process):
    lines = process.stderr.splitlines()
    assert "\x1b" not in process.stderr
    assert not [line for line in lines if line.startswith("forged line")]
    assert any(line.startswith("  | RuntimeError: planted") for line in lines)
