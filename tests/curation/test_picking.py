"""Evidence picked by hand points at the frozen text, and says who picked it."""

import pytest
from django.core.exceptions import ValidationError

from articles.curation.picking import (
    NoSentence,
    cite_sentence,
    pin_evidence,
    sentence_at,
    sentences_of,
    tell_account,
)
from articles.models import Change, Citation
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "It rained. The envoys met in Geneva, Mr. Stone of the U.S. Treasury said. “We agreed on tariffs.” Nobody ate."


@pytest.fixture
def text():
    return make.make_article(text=TEXT).texts.get()


def find(text, words):
    return sentences_of(text, words)[0]


def test_sentences_come_in_order_and_are_found_by_words_in_any_case(text):
    assert sentences_of(text)[0].words == "It rained."
    assert [one.words for one in sentences_of(text, "GENEVA envoys")] == [
        "The envoys met in Geneva, Mr. Stone of the U.S. Treasury said."
    ]
    assert sentences_of(text, "soybeans") == []


@pytest.mark.parametrize("span", ["", "0-5", "5-1", "-1-4", "0-99999", "a-b", "0-10-20"])
def test_only_a_sentence_of_the_text_can_be_picked(text, span):
    with pytest.raises(NoSentence):
        sentence_at(text, span)


def test_an_account_rests_on_the_picked_sentence_and_its_article(text):
    account = make.make_account(make.make_event())
    sentence = find(text, "tariffs")
    pin_evidence(account, text, sentence_at(text, sentence.span), None, "it says so")
    account.refresh_from_db()
    assert account.evidence == "“We agreed on tariffs.”"
    assert list(account.sources.all()) == [text.article]
    assert set(Change.objects.values_list("field", flat=True)) == {
        "evidence_text",
        "evidence_start",
        "evidence_end",
        "sources",
    }


def test_a_sentence_makes_the_article_a_source(text):
    event = make.make_event()
    citation = cite_sentence(event, text, find(text, "Geneva"), "report", None, "read it")
    assert (citation.state, citation.origin, citation.relation) == ("accepted", "curated", "report")
    assert citation.evidence.startswith("The envoys met")
    event.refresh_from_db()
    assert event.article_count == 1
    assert Change.objects.filter(field="added", reason="read it").exists()


def test_a_proposed_link_is_accepted_with_the_sentence(text):
    event = make.make_event()
    proposed = make.make_citation(event, text.article, state="proposed", origin="machine", score=0.4)
    cite_sentence(event, text, find(text, "Geneva"), "aftermath", None)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.relation, proposed.score) == ("accepted", "aftermath", 0.4)
    assert proposed.is_decided
    assert Citation.objects.count() == 1


def test_an_answer_is_told_with_its_evidence_in_one_go(text):
    dispute = make.make_dispute(make.make_event())
    values = {"side": "us", "dispute": dispute, "modality": "asserts", "is_quotation": True}
    account = tell_account(dispute.event, text, find(text, "tariffs"), values, None)
    assert account.text == account.evidence == "“We agreed on tariffs.”"
    assert Change.objects.get().field == "added"


def test_an_answer_without_a_modality_is_no_answer(text):
    dispute = make.make_dispute(make.make_event())
    with pytest.raises(ValidationError):
        tell_account(dispute.event, text, find(text, "tariffs"), {"side": "us", "dispute": dispute}, None)


def test_evidence_stays_on_the_version_it_was_picked_from(text):
    account = make.make_account(make.make_event())
    pin_evidence(account, text, find(text, "rained"), None)
    type(text).objects.filter(pk=text.pk).update(is_current=False)
    make.make_text(text.article, "Another text.", version=2)
    account.refresh_from_db()
    assert account.evidence == "It rained."
