"""The Chinese catalogue: complete, sound, compiled, and covering the names the curated chronology uses."""

import gettext
import json
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from articles.views import glossary

from .marked_strings import ROOT, marked_strings

FOLDER = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
HAN = re.compile("[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%[sd]")
SAME_IN_BOTH = {"CC BY 4.0", "TikTok"}


@pytest.fixture(scope="module")
def catalogue():
    """(context, English) → Chinese, from the text catalogue, without its header."""
    return strings_of(read_po((FOLDER / "django.po").open("rb")))


@pytest.fixture
def translated(catalogue):
    """The catalogue without what still waits for a translation."""
    return {key: chinese for key, chinese in catalogue.items() if chinese}


def strings_of(messages):
    return {(message.context, first(message.id)): first(message.string) for message in messages if message.id}


def in_full(translated):
    """English and Chinese; of plural forms the plural, which names the number."""
    for message in read_po((FOLDER / "django.po").open("rb")):
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        chinese = translated.get((message.context, first(message.id)))
        if chinese:
            yield english, chinese


def first(forms):
    return forms[0] if isinstance(forms, tuple | list) else forms


def test_every_marked_string_is_translated(catalogue):
    lacking = [f"{where}: {key[1]}" for key, where in marked_strings().items() if not catalogue.get(key)]

    assert lacking == [], "run `make messages`, then translate these in locale/zh_Hans"


def test_no_translation_is_left_over(catalogue):
    assert sorted(map(str, catalogue.keys() - marked_strings().keys())) == []


def test_no_translation_is_a_guess():
    messages = read_po((FOLDER / "django.po").open("rb"))

    assert [message.id for message in messages if message.id and message.fuzzy] == []


def test_placeholders_and_markup_are_the_same_in_both_languages(translated):
    for english, chinese in in_full(translated):
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(chinese)), english
        assert sorted(re.findall(r"</?\w+", english)) == sorted(re.findall(r"</?\w+", chinese)), english
        assert [field for _, field, _, _ in Formatter().parse(chinese) if field] == [], chinese


def test_translations_are_chinese(translated):
    for (_, english), chinese in translated.items():
        has_words = re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", english))
        assert HAN.search(chinese) or not has_words or english in SAME_IN_BOTH, english


def test_what_is_compiled_is_what_is_written(translated):
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for (context, english), chinese in translated.items():
        marked = f"{context}\x04{english}" if context else english
        assert chinese in (compiled.gettext(marked), compiled.ngettext(marked, marked, 2)), english


def rows_of(name):
    return json.loads((ROOT / "fixtures" / "chronology" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("named", "used"),
    [
        (glossary.TOPICS, lambda: {topic["name"] for topic in rows_of("topics")}),
        (glossary.SERIES, lambda: {series["name"] for series in rows_of("series")}),
        (glossary.PLACES, lambda: places_of(rows_of("events"))),
        (glossary.COUNTERS, lambda: counters_of(rows_of("events"))),
    ],
    ids=["topics", "series", "places", "counters"],
)
def test_names_the_chronology_uses_are_in_the_glossary(named, used):
    assert sorted(used() - set(map(str, named))) == []


def places_of(events):
    return {event[part] for event in events for part in ("city", "country", "venue") if event.get(part)}


def counters_of(events):
    return {label["counted_by"] for event in events for label in event.get("round_labels", [])}
