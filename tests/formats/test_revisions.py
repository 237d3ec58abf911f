"""Revisions: kept by whoever writes, in words for good, and cited by number."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from articles.curation.decisions import accept_citations
from articles.curation.merging import merge_events, undo_merge
from articles.models import Citation, Event, Revision, revision
from articles.models.revision import fingerprint, keep_revisions
from tests.factories import make_event, make_official, make_participation

pytestmark = pytest.mark.django_db


def change(slug, **fields):
    Event.objects.filter(slug=slug).update(**fields)
    return keep_revisions(Event.objects.filter(slug=slug).values_list("pk", flat=True))


def test_what_says_the_same_makes_no_revision(rich):
    before = Revision.objects.count()
    assert keep_revisions() == 0
    Event.objects.update(article_count=99)
    assert keep_revisions() == 0
    assert Revision.objects.count() == before


def test_an_upgrade_that_dies_amid_the_first_revisions_begins_them_again(rich, monkeypatch):
    Revision.objects.all().delete()
    shown = Event.objects.shown().count()
    monkeypatch.setattr(revision, "BATCH", 1)
    keep = revision._keep
    with monkeypatch.context() as patch:
        patch.setattr(revision, "_keep", lambda ids: keep(ids) if not Revision.objects.exists() else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            call_command("migrate", verbosity=0)
    assert not Revision.objects.exists()
    call_command("migrate", verbosity=0)
    assert Revision.objects.count() == shown > 1


def test_an_event_not_shown_has_none(rich):
    assert not Revision.objects.filter(event_key__in=["hidden", "proposed"]).exists()


def test_an_old_revision_reads_as_it_did(rich, client):
    change("geneva-round", title="Bern round", summary="They met in Bern.")
    old = client.get("/events/geneva-round/revisions/1/").content.decode()
    assert "As of revision 1 of 2." in old
    assert "Geneva round" in old
    assert "They met in Bern." not in old
    new = client.get("/events/geneva-round/revisions/2/").content.decode()
    assert "They met in Bern." in new
    assert Revision.objects.get(event_key="geneva-round", number=2).changed == ["summary", "title"]


def test_accepting_a_source_is_a_revision_with_the_editors_reason(rich):
    editor = User.objects.create_user("editor")
    accept_citations(Citation.objects.proposed(), editor, "It names the hall.")
    newest = Revision.objects.filter(event_key="geneva-round").last()
    assert (newest.number, newest.changed, newest.reason) == (2, ["sources"], "It names the hall.")


def test_a_revision_stands_or_falls_with_the_change(rich):
    with transaction.atomic():
        assert change("geneva-round", title="Never") == 1
        transaction.set_rollback(True)
    assert Revision.objects.filter(event_key="geneva-round").count() == 1


def test_a_merge_leaves_the_revisions_of_both_where_they_are(rich):
    call = Event.objects.get(slug="some-call")
    make_participation(call, make_official("New Face"))
    merge = merge_events(rich, call, None)
    assert Revision.objects.filter(event_key="geneva-round").last().number == 2
    assert Revision.objects.filter(event_key="some-call").count() == 1
    undo_merge(merge)
    assert Revision.objects.filter(event_key="geneva-round").last().number == 3


def test_the_hash_is_of_what_is_kept(rich):
    for kept in Revision.objects.all():
        assert fingerprint(kept.content) == kept.sha256


def test_the_number_of_queries_does_not_grow(db, django_assert_max_num_queries):
    for number in range(30):
        make_event(f"Event {number}")
    with django_assert_max_num_queries(22):
        keep_revisions()


def test_a_page_and_a_quotation_are_cited_at_their_revision(rich, client):
    page = client.get("/events/geneva-round/cite/").content.decode()
    assert "/events/geneva-round/revisions/1/" in page
    assert "Revision 1" in page
    assert "@misc{geneva-round-r1," in page
    assert "Avery Stone, “We need more days”, May 18, 2018, quoted in “Geneva round, 17–18 May 2018.”" in page
    anchor = (
        page.partition("/events/geneva-round/revisions/1/#")[2].partition("<")[0].partition(".")[0].strip()
    )
    assert f'id="{anchor}"' in client.get("/events/geneva-round/revisions/1/").content.decode()


def test_the_event_page_is_cited_at_its_revision(rich, client):
    assert "(Revision 1)" in client.get("/events/geneva-round/").content.decode()


@pytest.mark.parametrize("path", ["/events/geneva-round/revisions/99/", "/events/nothing/revisions/1/"])
def test_a_revision_that_is_not_there(rich, client, path):
    assert client.get(path).status_code == 404
