"""Evidence is shown in its sentence, cut out by the database."""

import pytest

from articles.curation.evidence import Context, context_of, first_sentence, last_sentence, with_context
from articles.models import Citation
from tests import factories as make

TEXT = "It rained. “Really?” On Friday the envoys met in Geneva, she said. Nothing else was said."


def context(text, evidence):
    make.make_citation(make.make_event(), make.make_article(text=text), evidence=evidence)
    return context_of(with_context(Citation.objects.all()).get())


@pytest.mark.django_db
def test_evidence_is_cut_to_its_sentence():
    assert context(TEXT, "met in Geneva") == Context("On Friday the envoys ", "met in Geneva", ", she said.")


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["It rained", "was said."])
def test_evidence_at_either_end_of_a_text(words):
    assert context(TEXT, words).words == words


@pytest.mark.django_db
def test_characters_beyond_the_basic_plane_do_not_shift_it():
    assert context("𠀀𠀀 石 met. Then they met again in 上海.", "again in 上海").words == "again in 上海"


@pytest.mark.django_db
def test_no_evidence_no_context():
    make.make_citation(make.make_event())
    assert context_of(with_context(Citation.objects.all()).get()) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It rained. On Friday ", "On Friday "),
        ("“Why?” they ", "they "),
        ("Headline\nFirst ", "First "),
        ("", ""),
    ],
)
def test_the_last_sentence(text, last):
    assert last_sentence(text) == last


@pytest.mark.parametrize(
    ("text", "first"),
    [(" came. It rained", " came."), (" at 3.5 percent", " at 3.5 percent"), (".\nNext", ".")],
)
def test_the_first_sentence(text, first):
    assert first_sentence(text) == first
