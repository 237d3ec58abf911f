"""What a link keeps of its article is what the article says, whoever writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from articles.ingest.integrity import faults
from articles.models import Article, Citation, Story
from articles.models.copies import install_copies, remove_copies, wrong_copies
from tests.factories import make_article, make_citation, make_event

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = date(2019, 4, 3), date(2019, 10, 9)


@pytest.fixture
def link() -> Citation:
    story = Story.objects.create(key="grain")
    return make_citation(make_event("Grain talks"), make_article(published=SPRING, story=story))


def kept(link: Citation) -> tuple[date | None, int | None]:
    return Citation.objects.values_list("article_published", "article_story").get(pk=link.pk)


def said(article: Article) -> tuple[date | None, int | None]:
    return Article.objects.values_list("published_latest", "story_id").get(pk=article.pk)


def test_a_new_link_takes_day_and_story_of_its_article(link):
    assert kept(link) == (SPRING, link.article.story_id) == said(link.article)


def test_links_made_in_bulk_take_them_too(link):
    event = make_event("Grain talks, again")
    Citation.objects.bulk_create([Citation(event=event, article=link.article, relation="report", score=0.5)])
    assert kept(Citation.objects.get(event=event)) == said(link.article)


@pytest.mark.parametrize("change", [{"published_earliest": AUTUMN, "published_latest": AUTUMN}, {"story": None},
                                    {"published_earliest": None, "published_latest": None}])  # fmt: skip
def test_an_article_that_changes_changes_its_links(link, change):
    Article.objects.filter(pk=link.article_id).update(**change)
    assert kept(link) == said(link.article)
    assert wrong_copies() == []


def test_a_link_moved_to_another_article_takes_that_one_s(link):
    other = make_article(published=AUTUMN)
    Citation.objects.filter(pk=link.pk).update(article=other)
    assert kept(link) == (AUTUMN, other.story_id)


def test_a_link_saved_with_what_it_was_before_keeps_what_is_true(link):
    before = Citation.objects.get(pk=link.pk)
    Article.objects.filter(pk=link.article_id).update(published_earliest=AUTUMN, published_latest=AUTUMN)
    before.note = "read again"
    before.save()
    assert kept(link)[0] == AUTUMN


def test_a_story_that_goes_leaves_no_number(link):
    Story.objects.all().delete()
    assert kept(link) == (SPRING, None)


def test_copies_that_went_wrong_are_told_and_made_anew(link):
    connection.check_constraints()  # PostgreSQL alters no table with rows yet to be checked
    remove_copies()
    Citation.objects.filter(pk=link.pk).update(article_published=None)
    assert wrong_copies() == [link.pk]
    assert any(f"Citation {link.pk}" in fault for fault in faults())
    assert install_copies() is True
    assert wrong_copies() == []
    assert install_copies() is False


def test_migrating_makes_the_triggers_where_they_are_gone(link):
    connection.check_constraints()
    remove_copies()
    call_command("migrate", verbosity=0)
    make_citation(make_event("Later talks"), link.article)
    assert wrong_copies() == []
