"""Picking sentences in the admin, without any script."""

import pytest
from django.urls import reverse

from articles.curation.picking import sentences_of
from articles.models import Account, Change, Citation
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "It rained. The envoys met in Geneva, officials said. “We agreed on tariffs,” Avery Stone said. Nobody ate."


@pytest.fixture
def event():
    return make.make_event("Geneva round", city="Geneva")


@pytest.fixture
def article(event):
    article = make.make_article("Envoys meet", text=TEXT)
    make.make_citation(event, article)
    return article


def page_of(row, name, **args):
    address = reverse(f"admin:articles_{row._meta.model_name}_{name}", args=[row.pk])
    return address + "?" + "&".join(f"{key}={value}" for key, value in args.items())


def span(article, words):
    return sentences_of(article.texts.get(), words)[0].span


def test_first_the_articles_of_the_event_are_offered_then_what_is_searched_for(as_role, event, article):
    other = make.make_article("Soybeans again", text=TEXT)
    account = make.make_account(event)
    editor = as_role("editor")
    own = editor.get(page_of(account, "evidence")).context["articles"]
    assert [text.article for text in own] == [article]
    found = editor.get(page_of(account, "evidence", q="soybeans")).context["articles"]
    assert [text.article for text in found] == [other]


def test_an_account_gets_its_sentence(as_role, event, article):
    account = make.make_account(event)
    address = page_of(account, "evidence", text=article.texts.get().pk)
    editor = as_role("editor")
    assert b"The envoys met in Geneva, officials said." in editor.get(address).content
    response = editor.post(address, {"sentence": span(article, "tariffs"), "reason": "it says so"})
    assert response.status_code == 302
    account.refresh_from_db()
    assert account.evidence == "“We agreed on tariffs,” Avery Stone said."
    assert Change.objects.filter(reason="it says so", who__username="editor").exists()


def test_sentences_are_searched(as_role, event, article):
    address = page_of(make.make_account(event), "evidence", text=article.texts.get().pk, q="GENEVA")
    assert [one.words for one in as_role("editor").get(address).context["sentences"]] == [
        "The envoys met in Geneva, officials said."
    ]


def test_a_dispute_is_answered_from_an_article(as_role, event, article):
    official = make.make_official("Avery Stone")
    make.make_participation(event, official)
    dispute = make.make_dispute(event)
    address = page_of(dispute, "answer", text=article.texts.get().pk)
    given = {
        "sentence": span(article, "tariffs"),
        "side": "us",
        "modality": "asserts",
        "text": "A deal was near.",
        "speaker": official.pk,
        "said_on": "2018-05-18",
    }
    assert as_role("editor").post(address, given).status_code == 302
    answer = Account.objects.get(dispute=dispute)
    assert (answer.text, answer.speaker, answer.is_quotation) == ("A deal was near.", official, False)
    assert answer.evidence.startswith("“We agreed")
    assert list(answer.sources.all()) == [article]


def test_a_sentence_makes_an_article_a_source_of_an_event(as_role, event, article):
    later = make.make_event("Madrid round", city="Madrid")
    editor = as_role("editor")
    address = page_of(article, "cite", event_q="madrid")
    assert "Madrid round" in editor.get(address).content.decode()
    given = {"sentence": span(article, "Geneva"), "event": later.pk, "relation": "mention"}
    assert editor.post(address, given).status_code == 302
    citation = Citation.objects.get(event=later)
    assert (citation.state, citation.relation) == ("accepted", "mention")


@pytest.mark.parametrize("sentence", ["", "0-3", "nonsense"])
def test_without_a_sentence_nothing_is_stored(as_role, event, article, sentence):
    account = make.make_account(event)
    page = as_role("editor").post(
        page_of(account, "evidence", text=article.texts.get().pk), {"sentence": sentence}
    )
    assert "Choose a sentence." in page.content.decode()
    account.refresh_from_db()
    assert account.evidence_text is None


@pytest.mark.parametrize("text", ["abc", "99999999999999999999999", "0", "-1"])
def test_a_text_that_is_not_there_is_not_found(as_role, event, text):
    assert as_role("editor").get(page_of(make.make_account(event), "evidence", text=text)).status_code == 404


def test_a_row_that_is_not_there_is_not_found(admin_client):
    assert admin_client.get("/admin/articles/account/99999/evidence/").status_code == 404


@pytest.mark.parametrize("query", ["%00", "a" * 5000, "%25_'", "((a"])
def test_no_search_breaks_the_page(as_role, event, article, query):
    editor = as_role("editor")
    assert editor.get(page_of(make.make_account(event), "evidence", q=query)).status_code == 200
    assert editor.get(page_of(article, "cite", q=query, event_q=query)).status_code == 200


def test_a_viewer_picks_nothing(as_role, event, article):
    viewer = as_role("viewer")
    rows = [(make.make_account(event), "evidence"), (make.make_dispute(event), "answer"), (article, "cite")]
    for row, name in rows:
        assert viewer.get(page_of(row, name)).status_code == 403


def test_an_article_without_a_text_says_so(as_role):
    page = as_role("editor").get(page_of(make.make_article(), "cite"))
    assert page.status_code == 200
    assert "There is no text" in page.content.decode()


def test_hostile_sentences_stay_text(as_role, event):
    article = make.make_article(text="He said <img src=x onerror=alert(1)> twice.")
    page = as_role("editor").get(page_of(article, "cite")).content.decode()
    assert "<img src=x" not in page
