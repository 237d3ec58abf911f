"""The words a text is found by."""

import pytest

from articles.extraction.search_words import LONGEST, how_many, split_at, terms_of, wanted_in
from articles.extraction.stemming import stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *(("tariffs", "tariff"), ("policies", "polici"), ("policy", "polici"), ("caresses", "caress")),
        *(("negotiations", "negoti"), ("negotiated", "negoti"), ("negotiating", "negoti")),
        *(
            ("hopping", "hop"),
            ("hoping", "hope"),
            ("agreed", "agre"),
            ("sized", "size"),
            ("yielding", "yield"),
        ),
        *(("relational", "relat"), ("formalize", "formal"), ("adjustment", "adjust"), ("adoption", "adopt")),
        *(("us", "us"), ("2018", "2018"), ("刘鹤", "刘鹤"), ("rate", "rate"), ("controlling", "control")),
    ],
)
def test_a_word_loses_its_endings(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. tariffs", {"us", "tariff", "tariffs"}),
        ("China’s quotas", {"china", "quota", "quotas"}),
        ("Zürich", {"zurich"}),
        ("刘鹤", {"刘", "鹤", "刘鹤"}),
        ("副总理 met", {"副", "总", "理", "副总", "总理", "met"}),
        ("…", set()),
        ("x" * 500, {"x" * LONGEST}),
    ],
)
def test_the_terms_of_a_text(text, expected):
    assert terms_of([text]) == expected


def test_signs_of_punctuation_ask_for_nothing():
    assert wanted_in("\"'()*-:^{}|~ NEAR") == wanted_in("near")


def test_a_star_asks_for_a_beginning():
    assert split_at("soya, soybeans and oysters", wanted_in("soy*")) == [
        ("soya", True),
        (", ", False),
        ("soybeans", True),
        (" and oysters", False),
    ]


@pytest.mark.parametrize(
    "text", ["", "a", "The talks, the talk.", "刘鹤刘鹤", "'s's's", "\u0301\u0301e\u0301"]
)
def test_the_pieces_of_a_text_are_the_text(text):
    assert "".join(piece for piece, _ in split_at(text, wanted_in("talks 刘鹤 e"))) == text


def test_it_counts_what_stands_in_a_text():
    assert how_many("Talks on soybeans", wanted_in("talk soybean garlic")) == 2


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a." * 100_000, "'s" * 100_000, "刘" * 100_000, "\u0301" * 200_000]
)
def test_hostile_texts_cost_what_their_length_costs(text):
    assert len(terms_of([text])) < 5
