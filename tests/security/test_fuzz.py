"""Broken articles, made from ours: two hundred here, thousands in ``make soak``."""

from itertools import islice

from tests.linking.make import make_knowledge

from .fuzz import faults, mutations

SHORT = 200


def test_broken_articles_are_read_without_a_fault():
    assert list(faults(SHORT, make_knowledge())) == []


def test_the_same_seed_breaks_them_the_same_way():
    assert list(islice(mutations(5, seed=3), 5)) == list(islice(mutations(9, seed=3), 5))
    assert [content for _, content in mutations(5, seed=3)] != [
        content for _, content in mutations(5, seed=4)
    ]
