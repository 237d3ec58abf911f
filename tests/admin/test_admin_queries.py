"""Whatever a logged-in superuser's address says after its ``?``: the admin answers, and never with a failure.

The addresses come from the admin's own table of them, the parameters from the filters and columns of each list and form.
"""

from itertools import cycle
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin.base import _parameter_of
from articles.models import Account, Article, Event

from .test_admin_rights import address, everything, pages  # noqa: F401 - the fixture

NUL, FAR = "%00", "9" * 40
WORST = [NUL, FAR, "x"]
"""Each parameter gets these; of the others one by turns, for each answer takes its time."""

UNUSUAL = [f"1,{FAR}", "-1", "%FF", "z" * 5000, "", "%C2%B2", "%D9%A3", "%ED%A0%80", "a&{name}=b"]
ANY_PAGE = ["_changelist_filters=%00"]
ANY_LIST = [
    *(f"{name}={value}" for name in ("q", "p", "o") for value in (NUL, FAR, "-1")),
    "title__regex=((a",
    f"pk={FAR}",
    "_to_field=password",
    "q=%FF&q=a&all=&_facets=True&_popup=1",
]


@pytest.fixture
def root(everything):  # noqa: F811
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("root"))
    return client


def failures(client, asked):
    """Those of the addresses that are answered by a failure of ours, or not at all."""
    return [(path[:200], status) for path in asked if (status := client.get(path).status_code) >= 500]


def filters(desk):
    """The parameters by which a list is narrowed: ``kind__exact``, ``gap``, ``event``."""
    for one in desk.list_filter:
        name = _parameter_of(one)
        yield from [name] if isinstance(one, type) else [name, f"{name}__exact"]
    for name in getattr(desk, "link_filters", ()):
        yield from [name, f"{name}__in"]
    if desk.date_hierarchy:
        yield from [f"{desk.date_hierarchy}__{part}" for part in ("year", "gte")]


def odd(path, names):
    """Addresses of the page with odd values for its parameters."""
    turns = cycle(UNUSUAL)
    return [
        f"{path}?{name}={value.replace('{name}', name)}" for name in names for value in (*WORST, next(turns))
    ]


def of_all(kind):
    """The models that have such a page, with their part of the admin and its address."""
    for model, desk in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}_{kind}"
        if name in pages():
            yield model, desk, address(name)


def test_no_address_fails_at_what_any_page_may_be_asked(root):
    paths = [address(name) for name in pages() if name != "view_on_site"]
    assert failures(root, [f"{path}?{query}" for path in paths for query in ANY_PAGE]) == []


def test_no_list_fails_at_what_any_list_may_be_asked(root):
    asked = [f"{path}?{query}" for _model, _desk, path in of_all("changelist") for query in ANY_LIST]
    assert failures(root, asked) == []


@pytest.mark.parametrize("kind", ["changelist", "export"])
def test_no_list_and_no_file_fails_at_its_filters(root, kind):
    asked = [one for _model, desk, path in of_all(kind) for one in odd(path, filters(desk))]
    assert len(asked) > 50
    assert failures(root, asked) == []


def test_no_form_fails_at_what_it_shall_start_with(root):
    asked = []
    for model, _desk, path in of_all("add"):
        fields = [
            field.name for field in model._meta.get_fields() if field.concrete and not field.auto_created
        ]
        related = [name for name in fields if model._meta.get_field(name).is_relation]
        asked += odd(path, related)
        asked += [f"{path}?" + "&".join(f"{one}={value}" for one in fields) for value in UNUSUAL[1:4]]
    assert failures(root, asked) == []


OWN = {
    "queue": ["kind", "least", "event", "article", "after"],
    "queue_edit": ["q", "next"],
    "articles_account_evidence": ["q", "text"],
    "articles_dispute_answer": ["q", "text"],
    "articles_article_cite": ["q", "event_q"],
    "autocomplete": ["app_label", "model_name", "field_name"],
    "jsi18n": ["language"],
}


def test_no_page_of_ours_fails_at_its_own_parameters(root):
    asked = [one for page, names in OWN.items() for one in odd(address(page), names)]
    field = "app_label=articles&model_name=citation&field_name=event"
    path = f"{address('autocomplete')}?{field}&"
    asked += [one.replace("?", "&", 2).replace("&", "?", 1) for one in odd(path, ["term", "page"])]
    assert failures(root, asked) == []


def test_no_row_is_a_failure_for_having_an_odd_number(root):
    asked, keys = [], ["%00", FAR, "-1", "x", "%FF", "z" * 5000, quote("1' OR 1=1")]
    for model in admin.site._registry:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        asked += [f"{path}{key}/{page}/" for key in keys for page in ("change", "delete")]
    assert failures(root, asked) == []


def test_no_action_fails_at_a_row_that_cannot_be(root):
    for model, desk in admin.site._registry.items():
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        action = next(iter([*(desk.actions or ()), "delete_selected"]))
        name = action if isinstance(action, str) else action.__name__
        for row in ("\0", FAR, "-1", "x", "", "1 OR 1=1"):
            assert root.post(path, {"action": name, "_selected_action": row}).status_code < 500, (path, row)


def test_a_value_that_no_row_can_have_is_a_bad_request(root):
    page = root.get(reverse("admin:articles_citation_changelist"), {"event": FAR})
    assert (page.status_code, b"<h1>" in page.content) == (400, True)
    export = reverse("admin:articles_article_export", args=["csv"])
    assert root.get(export, {"publisher__id__exact": "x"}).status_code == 400


def test_a_form_starts_with_what_fits_of_what_the_address_says(root):
    event, article = Event.objects.first(), Article.objects.first()
    path = reverse(f"admin:articles_{Account._meta.model_name}_add")
    form = root.get(path, {"event": event.pk, "side": "us", "sources": f"x,{article.pk}"}).context[
        "adminform"
    ]
    assert form.form.initial == {"event": str(event.pk), "side": "us", "sources": [str(article.pk)]}
    form = root.get(path, {"event": "x", "said_on": "2019-02-30"}).context["adminform"]
    assert form.form.initial == {}
