"""Whatever is asked, with whatever headers: an answer of ours, never a failure; and nothing of it is believed."""

import time

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, reverse

from .requests import HEADERS, PATHS, SEARCHES

pytestmark = pytest.mark.django_db


def ask(client, path, headers):
    """The answer; the address goes in as it stands, undecoded."""
    given = dict(headers)
    if "language" in path or "cookie" in given:
        client.cookies.clear()
    return client.get(path, headers=given)


@pytest.mark.parametrize("number", range(len(HEADERS)))
def test_no_address_with_any_headers_is_a_failure(something, number):
    client, failed, slow = Client(raise_request_exception=False), [], []
    for path in PATHS:
        begun = time.process_time()
        status = ask(client, path, HEADERS[number]).status_code
        if time.process_time() - begun > 1 and number:  # the first round reads the templates
            slow.append(path[:80])
        if status >= 500:
            failed.append((path[:80], status))
    assert (failed, slow) == ([], [])


@pytest.mark.parametrize("path", ["/", "/timeline.json", "/embed/timeline/", "/api/v1/events"])
def test_every_search_is_answered(something, path):
    client = Client(raise_request_exception=False)
    for words in SEARCHES:
        status = client.get(path, {"q": words}).status_code
        assert status == 200 or (status in (400, 422) and path != "/"), (path, words[:60])


LONGEST = ["z" * 9000, "word " * 15_000, '"' * 4001, "it's\x00\x00 " * 500, "\x00", "\\" * 300]


@pytest.mark.parametrize("words", LONGEST, ids=range(len(LONGEST)))
def test_every_search_of_the_admin_is_answered_soon(something, admin_client, words):
    admin_client.raise_request_exception = False
    for model, desk in admin.site._registry.items():
        if not desk.search_fields:
            continue
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        admin_client.get(path)  # the first time reads the templates
        begun = time.process_time()
        assert admin_client.get(path, {"q": words}).status_code in (200, 302), path
        assert time.process_time() - begun < 1, path
    field = {"app_label": "articles", "model_name": "citation", "field_name": "event"}
    assert admin_client.get(reverse("admin:autocomplete"), {**field, "term": words}).status_code == 200


@pytest.mark.parametrize("words", ["Gen%va", "Genev_", "G%", "_eneva", "Gen.*", "[Gg]eneva", "Gen\\x65va"])
def test_a_sign_of_sql_or_of_a_pattern_stands_for_itself(client, something, words):
    assert b"Geneva round" not in client.get("/", {"q": words}, headers={"hx-request": "true"}).content


@pytest.mark.parametrize(
    "path",
    ["/", "/events/geneva/", "/oembed/?url=http://testserver/events/geneva/", "/sitemap.xml", "/robots.txt"],
)
def test_no_forwarded_host_is_believed(client, something, path):
    answer = client.get(
        path, headers={"x-forwarded-host": "elsewhere.example", "forwarded": "host=elsewhere.example"}
    )
    assert b"elsewhere.example" not in answer.content
    assert client.get(path, headers={"host": "elsewhere.example"}).status_code == 400


FRAGMENTS = ["/", "/events/geneva/", "/officials/", "/disputes/", "/compare/?a=geneva"]


@pytest.mark.parametrize("path", FRAGMENTS)
def test_a_fragment_is_never_kept_for_a_page(client, something, path):
    """A cache must hold apart what htmx gets; a page restored from history is whole."""
    page, part = client.get(path), client.get(path, headers={"hx-request": "true", "hx-target": "results"})
    if page.content != part.content:
        assert "HX-Request" in page.headers["Vary"]
        assert "HX-Request" in part.headers["Vary"]
    restored = client.get(path, headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert b"<!doctype html>" in restored.content


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events/geneva/",
        "/about/",
        "/timeline.json",
        "/embed/timeline/",
        "/oembed/",
        "/api/v1/events",
        "/robots.txt",
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace", "propfind"])
def test_readers_pages_are_only_read(something, path, method):
    client = Client(raise_request_exception=False)
    assert client.generic(method.upper(), path, b"<x/>", content_type="text/xml").status_code in (403, 405)


def test_a_method_that_is_none_is_refused(something):
    client = Client(raise_request_exception=False)
    assert client.generic("X" * 300, "/").status_code in (400, 405)


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example/",
        "https:evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "\t//evil.example",
        "http://evil.example:80\\@testserver/",
    ],
)
@pytest.mark.parametrize("path", ["/admin/login/", "/admin/logout/", "/?lang=zh-hans", "/about/"])
def test_no_address_leads_to_another_site(admin_client, something, goal, path):
    for name in ("next", "url", "redirect", "return", "goto"):
        for answer in (admin_client.get(path, {name: goal}), admin_client.post(path, {name: goal})):
            assert "evil" not in answer.get("Location", ""), (name, goal)


def posted_addresses(resolver=None, prefix="/"):
    """Every address pattern of the site, its arguments filled with something."""
    for one in (resolver or get_resolver()).url_patterns:
        path = prefix + _filled(str(one.pattern))
        if hasattr(one, "url_patterns"):
            yield from posted_addresses(one, path)
        else:
            yield path


def _filled(pattern):
    import re

    return (
        re.sub(r"<(?:\w+:)?\w+>|\(\?P<[^>]+>[^)]*\)", "1", pattern)
        .replace("^", "")
        .replace("$", "")
        .replace("\\Z", "")
    )


def test_no_post_without_its_token_gets_past(something, admin_user):
    """All addresses, as a logged-in superuser: 403 for the missing token, or the address takes no POST at all."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(admin_user)
    wrong = {}
    for path in set(posted_addresses()):
        status = client.post(
            path, {"action": "delete_selected", "_selected_action": "1", "post": "yes"}
        ).status_code
        if status not in (403, 404, 405, 301):
            wrong[path] = status
    assert wrong == {}


def test_reading_changes_nothing(something, admin_client):
    from articles.ingest.digest import digest

    before = digest()
    for path in set(posted_addresses()):
        if "logout" not in path:
            admin_client.get(path)
            admin_client.get(path, headers={"hx-request": "true"})
    assert digest() == before
