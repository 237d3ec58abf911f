"""The sample articles are ours, say so on their face, and put no words into anybody's mouth."""

import re
from collections import Counter
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "fixtures" / "articles"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html"})
FACE = re.compile(r"^(?:<p>)?Sample article written for Tradetalks.*\bCC0\.(?:</p>)?$", re.MULTILINE)
SAID = {
    "This rumour is not true. This I can confirm to you",
    "Maybe I got ahead of the curve",
    "confirmed their commitment to increase purchases of United States agricultural exports",
}
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
TAGS = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)


def words_on_page(path):
    """What a reader of the page sees; of an HTML file without its tags."""
    text = path.read_text(encoding="utf-8")
    return TAGS.sub(" ", text) if path.suffix == ".html" else text


def without_face(path):
    return FACE.sub("", words_on_page(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sample_says_so_on_its_face(path):
    assert len(FACE.findall(path.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".txt"], ids=lambda path: path.name
)
def test_face_is_the_last_line_of_a_plain_text(path):
    assert FACE.fullmatch(path.read_text(encoding="utf-8").rstrip("\n").rsplit("\n", 1)[-1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_face_names_the_report_the_sample_draws_on(path):
    face = FACE.search(path.read_text(encoding="utf-8")).group()
    assert "draws on: " in face or "draws on no report" in face


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_words_that_were_said_stand_between_quotation_marks(path):
    quoted = {words.strip(" ,.") for words in QUOTED.findall(without_face(path))}
    assert quoted <= SAID


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sample_is_as_long_as_a_news_item(path):
    assert 150 <= len(without_face(path).split()) <= 460


def test_the_three_quotations_are_there():
    pages = " ".join(words_on_page(path) for path in FILES)
    assert all(words in pages for words in SAID)


def test_there_are_enough_samples_of_every_sort():
    assert len(FILES) >= 18
    assert Counter(path.suffix for path in FILES)[".html"] == 1


@pytest.mark.parametrize("start", ["2017-07", "2018-05", "2019-0"])
def test_three_events_have_preview_report_and_aftermath(start):
    assert len([path for path in FILES if path.name.startswith(start)]) >= 3


def test_two_samples_carry_no_date_line():
    undated = [path.name for path in FILES if re.match(r"\d{4}-\d\d-[a-z]", path.name)]
    assert "2018-05-washington-preview.txt" in undated
    assert "2020-08-review-call.txt" in undated
    for name in ("2018-05-washington-preview.txt", "2020-08-review-call.txt"):
        head = (SAMPLES / name).read_text(encoding="utf-8").split("\n\n")[:2]
        assert not re.search(r"\b20\d\d\b", " ".join(head))


def test_copies_share_most_of_their_words():
    one, other = (
        set(without_face(SAMPLES / f"2018-05-20-joint-statement{name}.txt").split())
        for name in ("", "-harbour-gazette")
    )
    assert 0.8 < len(one & other) / len(one | other) < 1
