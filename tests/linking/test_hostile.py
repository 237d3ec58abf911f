"""Linking costs little on texts made to be slow, and never fails on odd ones."""

import time

import pytest

from articles.linking.clues import find_clues
from articles.linking.event_index import build_index
from articles.linking.proposals import propose_events
from articles.linking.relevance import is_relevant
from articles.linking.scoring import link_clues
from tests.linking.make import day, make_body, make_knowledge, make_mentions

INDEX = build_index(make_knowledge())


@pytest.mark.parametrize(
    "text",
    [
        "will " + "-" * 200_000,
        "will " * 40_000,
        "following " + "a " * 100_000,
        "talks " * 30_000,
        "in Washington " * 15_000,
        "U.S. China talks. " * 8_000,
        "lead of the " + "a.-" * 60_000 + " first round",
        "In Aa Bb Cc " * 15_000,
        "‘’“”" * 40_000,
        "\n" * 100_000 + "x",
    ],
    ids=range(10),
)
def test_cost_stays_in_bounds(text):
    body, when = make_body(text), day("2018-05-18")
    start = time.process_time()
    is_relevant(body)
    clues = find_clues(body, INDEX, (), make_mentions(text))
    propose_events(body, when, clues, (), link_clues(clues, when, INDEX), INDEX)
    assert time.process_time() - start < 5
