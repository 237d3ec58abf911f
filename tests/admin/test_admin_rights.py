"""Which role opens which page of the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse

WRITTEN = {"account", "article", "citation", "dispute", "event", "official", "publisher", "series", "topic"}
KINDS = sorted(
    model._meta.model_name for model in admin.site._registry if model._meta.app_label == "articles"
)

ADDS = {"viewer": set(), "editor": WRITTEN, "chief editor": WRITTEN}
DELETES = {"viewer": set(), "editor": {"account"}, "chief editor": (WRITTEN - {"citation"}) | {"story"}}
ACTS = {
    "viewer": set(),
    "editor": {"article", "change", "citation", "event", "official", "story"},
    "chief editor": {"article", "change", "citation", "event", "official", "publisher", "story", "merge"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ADDS)
def test_a_role_adds_deletes_and_decides_only_what_it_may(as_role, rf, role):
    client = as_role(role)
    request = rf.get("/admin/")
    request.user = client.get(reverse("admin:index")).context["user"]
    adds, deletes, acts = set(), set(), set()
    for model, model_admin in admin.site._registry.items():
        name = model._meta.model_name
        if name not in KINDS:
            continue
        if client.get(reverse(f"admin:articles_{name}_add")).status_code == 200:
            adds.add(name)
        request.resolver_match = type("Match", (), {"url_name": f"articles_{name}_delete"})
        if model_admin.has_delete_permission(request):
            deletes.add(name)
        if set(model_admin.get_actions(request)) - {"delete_selected"}:
            acts.add(name)
    assert adds == ADDS[role]
    assert deletes == DELETES[role]
    assert acts == ACTS[role]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ADDS)
@pytest.mark.parametrize("name", ["user", "group"])
def test_no_role_opens_the_accounts(as_role, role, name):
    assert as_role(role).get(reverse(f"admin:auth_{name}_changelist")).status_code == 403


@pytest.mark.django_db
def test_strangers_are_sent_to_the_login(client):
    for name in KINDS:
        assert "/login/" in client.get(reverse(f"admin:articles_{name}_changelist")).url
