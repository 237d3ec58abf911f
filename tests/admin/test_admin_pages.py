"""Every list and every form opens, at a price that does not grow with the rows."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation.changes import record
from articles.curation.merging import merge_publishers
from articles.models import Event, Series, Topic
from tests import factories as make

from .conftest import make_chronology

OURS = [model for model in admin.site._registry if model._meta.app_label == "articles"]
MODELS = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)


def address(model, page, *args):
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(queries)


@pytest.fixture
def history(chronology):
    event = Event.objects.first()
    event.topics.add(Topic.objects.create(slug="soybeans", name="soybeans"))
    Series.objects.create(slug="rounds", name="Rounds")
    record(event, "title", "a", "b", None)
    merge_publishers(make.make_publisher(), make.make_publisher(), None)


@MODELS
def test_a_list_costs_the_same_with_more_rows(admin_client, history, model):
    url = address(model, "changelist") + ("?state=all" if model._meta.model_name == "citation" else "")
    queries_of(admin_client, url)  # content types are read once
    few = queries_of(admin_client, url)
    make_chronology(6)
    assert queries_of(admin_client, url) <= few <= 12


@MODELS
def test_a_form_opens(admin_client, history, model):
    row = model._base_manager.first()
    assert queries_of(admin_client, address(model, "change", row.pk)) < 60


@MODELS
def test_a_viewer_reads_every_list_and_form(as_role, history, model):
    viewer = as_role("viewer")
    row = model._base_manager.first()
    assert viewer.get(address(model, "changelist")).status_code == 200
    page = viewer.get(address(model, "change", row.pk))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content


@pytest.mark.parametrize("model", [one for one in OURS if admin.site._registry[one].search_fields])
def test_a_list_can_be_searched(admin_client, history, model):
    assert admin_client.get(address(model, "changelist"), {"q": "geneva 100% \\ '"}).status_code == 200


@pytest.mark.parametrize(
    "name", ["event", "article", "official", "publisher", "story", "series", "topic", "dispute"]
)
def test_autocomplete_finds(admin_client, chronology, name):
    fields = {
        "event": ("citation", "event"),
        "article": ("citation", "article"),
        "official": ("participation", "official"),
        "publisher": ("article", "publisher"),
        "story": ("article", "story"),
        "series": ("event", "series"),
        "topic": ("event", "topics"),
        "dispute": ("account", "dispute"),
    }
    model, field = fields[name]
    response = admin_client.get(
        reverse("admin:autocomplete"),
        {"app_label": "articles", "model_name": model, "field_name": field, "term": ""},
    )
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("model", "query", "status"),
    [
        ("article", "title__regex=((a", 400),
        ("event", "search_text__contains=a", 400),
        ("article", "published_latest__year=99999", 400),
        ("article", "published_latest__year=9999", 400),
        ("article", "published_latest__year=2018", 200),
        ("article", "published_latest__year=2018&published_latest__month=13", 302),
        ("citation", "event__id__exact=1", 200),
        ("citation", "event__id__exact=99999999999999999999999", 200),
        ("citation", "event__id__exact=abc", 302),
        ("articletext", "extraction_version__in=1,99999999999999999999", 400),
        ("articletext", "extraction_version__in=1,9_9999999999999999999", 400),
        ("articletext", "extraction_version__in=1,3", 200),
        ("citation", "event__title__regex=((a", 400),
        ("citation", "state=nonsense&score=x", 200),
        ("event", "state__exact=nonsense", 200),
        ("event", "is_published__exact=nonsense", 302),
        ("event", "p=99999999", 200),
        ("event", "o=99.-x", 200),
        ("event", "q=%00", 200),
        ("change", "who__password__startswith=a", 400),
        ("merge", "undone_at__isempty=1", 200),
    ],
)
def test_no_query_string_breaks_a_list(admin_client, chronology, model, query, status):
    url = reverse(f"admin:articles_{model}_changelist")
    assert admin_client.get(f"{url}?{query}").status_code == status


@pytest.mark.parametrize("query", ["username__regex=((a", "password__startswith=a"])
def test_accounts_cannot_be_probed(admin_client, query):
    assert admin_client.get(f"{reverse('admin:auth_user_changelist')}?{query}").status_code == 400


def test_the_first_page_counts_what_waits(admin_client, chronology):
    page = admin_client.get(reverse("admin:index"))
    counts = {one["label"]: one["count"] for one in page.context["work"]}
    assert counts == {
        "articles without a date": 0,
        "open disputes": 2,
        "published events without a source": 2,
        "published events with one source": 0,
    }


def test_each_count_leads_to_a_list_of_as_many_rows(admin_client, chronology):
    for work in admin_client.get(reverse("admin:index")).context["work"]:
        assert admin_client.get(work["url"]).context["cl"].result_count == work["count"], work["label"]


def test_hostile_text_and_addresses_stay_text(admin_client):
    article = make.make_article(
        "<script>alert(1)</script>",
        text="He said <img src=x onerror=alert(1)> twice.",
        url="javascript:alert(1)",
    )
    event = make.make_event()
    citation = make.make_citation(
        event, article, evidence="<img src=x onerror=alert(1)>", state="proposed", reasons=["<b>bold</b>"]
    )
    for url in (
        address(type(article), "changelist"),
        address(type(article), "change", article.pk),
        address(type(citation), "changelist"),
        address(type(citation), "change", citation.pk),
        address(type(event), "change", event.pk),
    ):
        page = admin_client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>bold" not in page
        assert 'href="javascript:' not in page
