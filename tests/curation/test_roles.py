"""The three roles."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from articles.curation.roles import ensure_roles

pytestmark = pytest.mark.django_db

MATRIX = {
    "viewer": (
        {"view_event", "view_articletext", "view_change", "view_proposal", "view_revision"},
        {"change_event", "add_event", "delete_event"},
    ),
    "editor": (
        {
            "view_merge",
            "change_event",
            "add_citation",
            "change_official",
            "delete_participation",
            "delete_eventalias",
        },
        {
            "delete_event",
            "delete_official",
            "delete_article",
            "change_articletext",
            "add_change",
            "change_merge",
        },
    ),
    "chief editor": (
        {"delete_event", "delete_official", "delete_article", "change_event"},
        {"change_articletext", "add_change", "delete_change", "change_merge", "delete_merge"},
    ),
}


@pytest.mark.parametrize("role", MATRIX)
def test_a_role_may_do_this_and_not_that(role):
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.add(ensure_roles()[role])
    may, may_not = MATRIX[role]
    held = {code.removeprefix("articles.") for code in user.get_all_permissions()}
    assert may <= held
    assert not may_not & held


@pytest.mark.parametrize("role", MATRIX)
def test_no_role_reaches_the_accounts(role):
    ensure_roles()
    assert not Group.objects.get(name=role).permissions.exclude(content_type__app_label="articles").exists()


def test_making_the_roles_again_repairs_them():
    group = ensure_roles()["editor"]
    group.permissions.clear()
    ensure_roles()
    assert group.permissions.exists()
    assert Group.objects.count() == 3


def test_migrate_gives_the_roles_what_new_models_bring():
    group = ensure_roles()["viewer"]
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="view_refusal").exists()
