"""Logins: slowed down for whoever guesses, for nobody else, and with the same words for everybody."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from tradetalks.client_address import client_address
from tradetalks.sessions import BEGAN, SEEN

PASSWORD = "an editor's long password"
WRONG = "a wrong password"
LOGIN = "/admin/login/"


@pytest.fixture
def editor(db):
    return User.objects.create_user("editor", "the.editor.himself@news.example", PASSWORD, is_staff=True)


def try_to_log_in(client, name="editor", password=WRONG, address="192.0.2.1", **headers):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address, **headers)


def fail(client, times, **options):
    return [try_to_log_in(client, **options).status_code for _ in range(times)]


def test_the_fifth_failure_locks_and_the_right_password_is_refused(client, editor):
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    assert try_to_log_in(client, password=PASSWORD).status_code == 429


def test_fifty_failures_lock_nobody_else_and_no_other_address(client, editor):
    User.objects.create_user("other", password=PASSWORD, is_staff=True)
    fail(client, 50)
    assert try_to_log_in(client, name="other", password=PASSWORD).status_code == 302
    client.logout()
    assert try_to_log_in(client, password=PASSWORD, address="192.0.2.2").status_code == 302


def test_a_right_password_makes_the_failures_forgotten(client, editor):
    fail(client, 4)
    assert try_to_log_in(client, password=PASSWORD).status_code == 302
    client.logout()
    assert fail(client, 4) == [200] * 4


def words(response):
    return response.content.decode().replace("nobody", "editor").split("csrfmiddlewaretoken")[0]


@pytest.mark.parametrize("failures", [1, 5])
def test_the_answer_does_not_tell_whether_there_is_such_an_account(client, editor, failures):
    fail(client, failures - 1)
    known = try_to_log_in(client)
    fail(client, failures - 1, name="nobody")
    unknown = try_to_log_in(client, name="nobody")
    assert (known.status_code, words(known)) == (unknown.status_code, words(unknown))


def test_who_is_locked_out_reads_why_in_our_words(client, editor):
    fail(client, 4)
    page = try_to_log_in(client).content.decode()
    assert "too many attempts" in page
    assert "Tradetalks" in page


def test_an_account_that_is_no_editors_is_answered_like_a_wrong_password(client, db):
    User.objects.create_user("reader", password=PASSWORD)
    response = try_to_log_in(client, name="reader", password=PASSWORD)
    assert response.status_code == 200
    assert words(response) == words(try_to_log_in(client, name="stranger"))


@pytest.mark.parametrize(
    ("behind", "header", "address"),
    [
        (False, "198.51.100.9", "192.0.2.1"),
        (True, "198.51.100.9", "198.51.100.9"),
        (True, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (True, "", "192.0.2.1"),
    ],
)
def test_a_forwarded_address_counts_only_as_our_own_proxy_saw_it(rf, settings, behind, header, address):
    settings.BEHIND_PROXY = behind
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)) == address


def test_changing_the_header_does_not_escape_the_lock(client, editor):
    statuses = [
        try_to_log_in(client, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code for number in range(6)
    ]
    assert statuses[4:] == [429, 429]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_logging_in_leads_to_no_other_site(client, editor, elsewhere):
    response = client.post(
        f"{LOGIN}?next={elsewhere}", {"username": "editor", "password": PASSWORD, "next": elsewhere}
    )
    assert response.url == reverse("admin:index") or response.url == "/accounts/profile/"


def age(client, **seconds):
    session = client.session
    for name, before in seconds.items():
        session[name] = int(time.time()) - before
    session.save()


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        ({SEEN: 60 * 60, BEGAN: 60 * 60}, 200),
        ({SEEN: 3 * 60 * 60, BEGAN: 3 * 60 * 60}, 302),
        ({SEEN: 10, BEGAN: 13 * 60 * 60}, 302),
    ],
)
def test_a_session_ends_when_it_rested_or_lasted_too_long(client, editor, seconds, status):
    client.force_login(editor)
    client.get("/admin/")
    age(client, **seconds)
    assert client.get("/admin/").status_code == status


def test_a_reader_gets_no_session(client, db):
    assert not client.get("/").cookies


def test_only_a_superuser_sees_the_failed_logins(staff, admin_client, client, editor):
    fail(client, 2)
    address = reverse("admin:axes_accessattempt_changelist")
    assert b"192.0.2.1" in admin_client.get(address).content
    for role in ("viewer", "editor", "chief editor"):
        client.force_login(staff(role) if role != "editor" else editor)
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "the.editor.himself"])
def test_a_weak_password_is_refused(password, editor):
    with pytest.raises(ValidationError):
        validate_password(password, editor)
