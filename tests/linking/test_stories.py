"""Stories: groups, keys that do not hang on order, near-linear cost."""

import random

from articles.extraction.fingerprints import fingerprint
from articles.linking.stories import group_stories
from tests.extraction.test_fingerprints import CUT, ORIGINAL, WRITE_THROUGH, make_text

PRINTS = {
    "whole": fingerprint(ORIGINAL),
    "cut": fingerprint(CUT),
    "update": fingerprint(WRITE_THROUGH),
    "other": fingerprint(make_text(50)),
}


def test_copies_and_versions_share_a_key():
    stories = group_stories(PRINTS)
    assert stories["whole"] == stories["cut"] == stories["update"] != stories["other"]


def test_keys_do_not_depend_on_the_order_or_the_ids():
    turned = {name.upper(): PRINTS[name] for name in reversed(PRINTS)}
    assert {name.lower(): key for name, key in group_stories(turned).items()} == group_stories(PRINTS)


def test_a_document_without_words_is_in_no_story():
    assert group_stories({"empty": fingerprint(" \n ")}) == {}


def test_many_copies_of_one_story_are_one_group():
    words = ORIGINAL.split()
    prints = {n: fingerprint(" ".join(words[: 200 + n % 100])) for n in range(400)}
    assert len(set(group_stories(prints).values())) == 1


def test_a_thousand_strangers_stay_apart():
    prints = {n: fingerprint(make_text(1000 + n, 60)) for n in range(1000)}
    names = list(prints)
    random.Random(1).shuffle(names)
    assert len(set(group_stories({n: prints[n] for n in names}).values())) == 1000
