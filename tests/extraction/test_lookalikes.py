"""Letters that only look Latin are told of; other scripts in their own right are not."""

import time

import pytest

from articles.extraction.annotations import Document, DocumentDate, Side
from articles.extraction.knowledge import OfficialRecord
from articles.extraction.lookalikes import lookalikes
from articles.extraction.people.gazetteer import build_gazetteer
from articles.extraction.pipeline import read
from articles.extraction.records import to_record


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Liu \u041d\u0435 came to the talks.", "Liu \u041d\u0435"),
        ("\u0416 \u041d\u0435 Lifeng spoke.", None),  # Russian goes before
        ("Then \u041d\u0435 Lifeng spoke.", "Then \u041d\u0435"),
        ("\u041cnuchin flew home.", "\u041cnuchin"),
        ("Mnuch\u0456n flew home.", "Mnuch\u0456n"),
        ("Steven \u039cnuchin", "\u039cnuchin"),
        ("L\u03bfu Jiwei", "L\u03bfu"),
        ("Wil\u0431ur", None),  # nobody takes б for a letter of Wilbur
    ],
)
def test_a_name_with_letters_that_only_look_latin_is_told(text, named):
    assert lookalikes(text) == (named and f"look-alike letters: {named}")


@pytest.mark.parametrize(
    "text",
    [
        "The delegations met in Oslo on Friday.",
        "Stocks rose; the motto was \u03b3\u03bd\u1ff6\u03b8\u03b9 \u03c3\u03b5\u03b1\u03c5\u03c4\u03cc\u03bd, they joked.",
        "The Greek word \u03bb\u03cc\u03b3\u03bf\u03c2 means speech.",
        "A layer of 5 \u03bcm and a load of 3 k\u03a9, or 10 M\u03a9.",
        "The angle \u03b1 grows, and \u03b1s with it.",
        "\u041d\u0435\u0442, \u0441\u043a\u0430\u0437\u0430\u043b \u041e\u043d. \u041d\u0435 \u0441\u0435\u0439\u0447\u0430\u0441.",
        "\u041b\u044e \u0425\u044d \u043f\u0440\u0438\u0435\u0445\u0430\u043b \u0432 \u041e\u0441\u043b\u043e",
        "\u0410 Apple \u041d\u0435 \u0433\u043e\u0432\u043e\u0440\u0438\u0442 \u043e iPhone\u043e\u0432.",
        "IT-\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f",
        "",
    ],
)
def test_another_script_in_its_own_right_is_not_told(text):
    assert lookalikes(text) is None


def test_only_the_first_few_words_are_named_and_each_once():
    names = [f"{name}\u0430" for name in ("Alm", "Bett", "Cor", "Dan")]
    told = lookalikes(" ".join([names[0], *names]))
    assert told == f"look-alike letters: {', '.join(names[:3])}, …"


def test_a_warning_holds_letters_only_and_not_many():
    told = lookalikes("<b>M\u0456ke</b>\x1b[31m " + "\u0456z" * 5000)
    assert told.startswith("look-alike letters: M\u0456ke, \u0456z")
    assert len(told) < 200


@pytest.mark.parametrize(
    "piece", ["\u0430", "\u0430b", "\u041d\u0435 ", "Liu \u041d\u0435 ", "\u041d\u0416 ", "\u03bc"]
)
def test_a_long_text_of_them_costs_little(piece):
    text = piece * (400_000 // len(piece))
    begun = time.process_time()
    lookalikes(text)
    assert time.process_time() - begun < 2


def test_an_article_with_such_a_name_warns_and_links_it_to_nobody():
    names = build_gazetteer((OfficialRecord("liu-he", "Liu He", "Liu", "He", Side.CHINA),))
    text = "Talks\n\nVice Premier {} went to Oslo on May 18, 2018, and came back a day later."
    records = {}
    for name in ("Liu He", "Liu \u041d\u0435"):
        document = Document(id="a", source=text.format(name))
        records[name] = to_record(read(document, names, lambda *_: DocumentDate()).extraction)
    assert records["Liu He"]["warnings"] == []
    assert [one["official"] for one in records["Liu He"]["people"]] == ["liu-he"]
    assert records["Liu \u041d\u0435"]["warnings"] == ["look-alike letters: Liu \u041d\u0435"]
    assert "liu-he" not in [one.get("official") for one in records["Liu \u041d\u0435"]["people"]]
