"""Broken articles, made from ours: two hundred here, thousands in ``make soak``."""

import time
from itertools import islice

import pytest

from articles.ingest.documents import Options, document_of_bytes
from tests.linking.make import make_knowledge

from .fuzz import ODD, faults, mutations

SHORT = 200


def test_broken_articles_are_read_without_a_fault():
    assert list(faults(SHORT, make_knowledge())) == []


def test_the_same_seed_breaks_them_the_same_way():
    assert list(islice(mutations(5, seed=3), 5)) == list(islice(mutations(9, seed=3), 5))
    assert [content for _, content in mutations(5, seed=3)] != [
        content for _, content in mutations(5, seed=4)
    ]


@pytest.mark.parametrize("start", ["", "Talks opened. "])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_long_run_of_anything_odd_costs_little_before_a_child_process_reads_it(name, start):
    slow = {}
    for odd in ODD:
        piece = odd[:40].encode("utf-8", "surrogatepass")
        content = start.encode() + piece * (60_000 // len(piece)) + b"x"
        begun = time.process_time()
        document_of_bytes(content, name, Options())
        seconds = time.process_time() - begun
        if seconds > 1:
            slow[odd] = seconds
    assert slow == {}
