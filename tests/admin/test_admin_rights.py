"""Who may open which page and run which action: docs/roles.md says it, and the admin does it.

The pages come from the admin's own addresses: one that is new and not in the table fails here.
"""

import re
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.curation.changes import record
from articles.curation.merging import merge_publishers
from articles.models import Citation, Commitment, Event, Series, Topic
from tests import factories as make

TABLE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"

ROLES = {"V": "viewer", "E": "editor", "C": "chief editor", "S": "superuser"}
OPEN_TO_ALL = {"login", "logout"}
WITHOUT_OBJECT = {"add", "changelist", "import", "export"}


def pages():
    """Names of all the admin's addresses: ``articles_event_change``, ``queue``."""
    found = set()

    def walk(patterns):
        for one in patterns:
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns)
            elif one.name:
                found.add(one.name)

    walk(admin.site.get_urls())
    return sorted(found - OPEN_TO_ALL)


def documented(heading):
    """The table under a heading of docs/roles.md: ``{"event: change": "EC", …}``, roles by their letters."""
    section = TABLE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([VECS –]+) \|$", section, re.MULTILINE)
    return {name: letters.replace("–", "").replace(" ", "") for name, letters in rows}


@pytest.fixture
def everything(chronology):
    event = Event.objects.first()
    Topic.objects.create(slug="soybeans", name="soybeans")
    Series.objects.create(slug="rounds", name="Rounds")
    record(event, "title", "a", "b", None)
    merge_publishers(make.make_publisher(), make.make_publisher(), None)
    make.make_publisher()
    AccessAttempt.objects.create(username="x", ip_address="192.0.2.1", failures_since_start=1)
    Group.objects.get_or_create(name="viewer")
    User.objects.create_user("somebody")
    commitment(event)


def commitment(event):
    if not Commitment.objects.exists():
        Commitment.objects.create(
            **{
                field.name: {"slug": "soybeans", "event": event}.get(field.name, "us")
                for field in Commitment._meta.concrete_fields
                if not field.blank and not field.has_default() and not field.auto_created
            }
        )


@pytest.fixture
def users(staff):
    people = {letter: staff(role) for letter, role in ROLES.items() if letter != "S"}
    return people | {"S": User.objects.create_superuser("root")}


def address(name):
    """The page's address, for the first row of its kind where it needs one."""
    kind, _, page = name.rpartition("_")
    for model in admin.site._registry:
        if kind == f"{model._meta.app_label}_{model._meta.model_name}":
            if page == "export":
                return reverse(f"admin:{name}", args=["csv"])
            args = [] if page in WITHOUT_OBJECT else [model._base_manager.order_by("pk").first().pk]
            return reverse(f"admin:{name}", args=args)
    fixed = {
        "app_list": ["articles"],
        "view_on_site": [1, 1],
        "auth_user_password_change": [1],
        "queue_edit": [f"citation-{Citation.objects.proposed().first().pk}"],
    }
    return reverse(f"admin:{name}", args=fixed.get(name, []))


def may(client, url):
    """True if the page lets the user in: it answers neither 403 nor with the login."""
    response = client.get(url)
    if response.status_code == 405:
        response = client.post(url)
    return response.status_code != 403 and "/login/" not in response.get("Location", "")


def may_write(client, url):
    """True if a form that is sent is looked at: an empty one is shown again with its faults."""
    response = client.post(url)
    return response.status_code != 403 and "/login/" not in response.get("Location", "")


def observed_pages(users):
    """Who gets in where, as the table has it."""
    found = {}
    clients = {letter: Client() for letter in users}
    for letter, client in clients.items():
        client.force_login(users[letter])
    for name in pages():
        url = address(name)
        asked = {name: may} | ({f"{name}, saved": may_write} if name.endswith("_change") else {})
        for label, ask in asked.items():
            letters = ""
            for letter, client in clients.items():
                letters += letter if ask(client, url) else ""
            found[label] = letters
    return found


def observed_actions(rf, users):
    """Who is offered which action on which list."""
    found = {}
    for model, model_admin in admin.site._registry.items():
        for letter, user in users.items():
            request = rf.get("/")
            request.user = user
            request.resolver_match = type(
                "Match", (), {"url_name": f"articles_{model._meta.model_name}_changelist"}
            )
            for action in model_admin.get_actions(request):
                label = f"{model._meta.model_name}: {action}"
                found[label] = found.get(label, "") + letter
    return found


def test_every_page_lets_in_whom_the_table_says(everything, users):
    assert observed_pages(users) == documented("Pages")


def test_every_action_is_offered_to_whom_the_table_says(rf, everything, users):
    assert observed_actions(rf, users) == documented("Actions")


@pytest.mark.parametrize("who", ["nobody", "a reader"])
def test_strangers_are_sent_to_the_login_by_every_page(client, everything, who):
    if who == "a reader":
        client.force_login(User.objects.create_user("reader"))
    for name in pages():
        for response in (client.get(address(name)), client.post(address(name))):
            is_login = response.status_code == 302 and "/login/" in response.url
            assert is_login or response.status_code == 405, name
