"""Cells that a spreadsheet would run are inert, and come back as they were."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.cells import FORMULA_STARTS, shield, unshield
from articles.formats.spreadsheet import line

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\u200b=1",
    "\ufeff=cmd|' /C calc'!A0",
    "|calc",
    "%0",
    "'=1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_word(formula):
    cell = next(csv.reader(io.StringIO(line([shield(formula)]), newline=""), strict=True))[0]
    assert cell[0] == "'"
    assert unshield(cell) == formula


@pytest.mark.parametrize("words", ["Second round", "17–18 May", "", "a=b", "“Quoted”", "1,000; 2"])
def test_words_stay_as_they_are(words):
    assert shield(words) == words


@given(st.text())
def test_every_text_comes_back(text):
    assert unshield(shield(text)) == text
    assert not shield(text) or shield(text)[0] not in FORMULA_STARTS
