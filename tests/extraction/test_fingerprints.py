"""Copies, cuts and versions of one text are recognised; reports of one event by different hands are not."""

import random
import subprocess
import sys

import pytest

from articles.extraction.fingerprints import Fingerprint, bands, containment, fingerprint, same_story


def make_text(seed: int, words: int = 300) -> str:
    """A text of made-up words, the same for the same seed."""
    dice = random.Random(seed)
    return " ".join("".join(dice.choices("aeioulmnrst", k=dice.randint(3, 8))) for _ in range(words))


ORIGINAL = make_text(1)
CUT = " ".join(ORIGINAL.split()[:90])
WRITE_THROUGH = make_text(2, 170) + " " + " ".join(ORIGINAL.split()[40:170])


@pytest.mark.parametrize(
    "version",
    [
        ORIGINAL,
        ORIGINAL.upper(),
        ORIGINAL.replace(" ", "\u00a0", 40),
        "Advertisement. Subscribe today.\n" + ORIGINAL,
        CUT,
        make_text(3, 600) + " " + CUT,
        WRITE_THROUGH,
    ],
    ids=[
        "copy",
        "capitals",
        "no-break spaces",
        "furniture",
        "cut",
        "brief inside a long piece",
        "write-through",
    ],
)
def test_versions_of_one_text_are_one_story(version):
    assert same_story(fingerprint(ORIGINAL), fingerprint(version))
    assert same_story(fingerprint(version), fingerprint(ORIGINAL))


@pytest.mark.parametrize(
    "other",
    [
        make_text(4),
        make_text(4) + " " + " ".join(ORIGINAL.split()[:30]),
        "",
        "Talks went on.",
    ],
    ids=["another text", "one sentence quoted", "nothing", "a line"],
)
def test_other_texts_are_other_stories(other):
    assert not same_story(fingerprint(ORIGINAL), fingerprint(other))
    assert not same_story(fingerprint(other), fingerprint(ORIGINAL))


def test_a_run_of_24_equal_words_always_shares_a_key():
    shared = make_text(5, 24)
    for seed in range(40):
        first = fingerprint(make_text(100 + seed, 80) + " " + shared + " " + make_text(200 + seed, 80))
        second = fingerprint(make_text(300 + seed, 400) + " " + shared)
        assert set(bands(first)) & set(bands(second))


def test_keys_are_signed_64_bit_numbers_of_bounded_count():
    keys = bands(fingerprint(make_text(6, 20_000)))
    assert 0 < len(keys) <= 192
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_bytes_lead_back_to_the_same_fingerprint():
    for text in ("", "one", ORIGINAL, make_text(7, 5_000)):
        assert Fingerprint.from_bytes(fingerprint(text).to_bytes()) == fingerprint(text)


@pytest.mark.parametrize("packed", [b"", b"\x09", b"\x01123", fingerprint(ORIGINAL).to_bytes()[:-1]])
def test_damaged_bytes_are_refused(packed):
    with pytest.raises(ValueError, match="fingerprint"):
        Fingerprint.from_bytes(packed)


def test_a_long_text_and_its_copy_with_a_new_start_are_one_story():
    long = make_text(8, 9_000)
    assert containment(fingerprint(long), fingerprint(make_text(9, 50) + " " + long)) > 0.9
    assert same_story(fingerprint(long), fingerprint(make_text(9, 50) + " " + long))


def test_a_fingerprint_is_the_same_in_another_process():
    code = (
        "from articles.extraction.fingerprints import fingerprint;"
        "print(fingerprint('Delegates met twice before they went home without a word').to_bytes().hex())"
    )
    seen = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert seen == {
        fingerprint("Delegates met twice before they went home without a word").to_bytes().hex() + "\n",
    }


def test_hostile_texts_cost_little():
    for text in ("a" * 1_000_000, "a " * 200_000, "\ud800 b c d e f", "\x00" * 1000):
        fingerprint(text)
