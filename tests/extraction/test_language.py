"""Recognizing the language of a text."""

import pytest

from articles.extraction.language import recognize_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The talks in Geneva ended on Sunday and the two sides said they had made progress.", "en"),
        (
            "Die Gespräche in Genf sind am Sonntag zu Ende gegangen, und die beiden Seiten sprachen von Fortschritten.",
            "de",
        ),
        (
            "Les entretiens de Genève se sont terminés dimanche et les deux parties ont parlé de progrès dans le dossier.",
            "fr",
        ),
        (
            "Las conversaciones de Ginebra terminaron el domingo y las dos partes hablaron de avances en el comercio.",
            "es",
        ),
        ("中美经贸磋商在日内瓦结束，双方表示取得进展。", "zh"),
        ("米中の貿易協議はジュネーブで終わり、両国は進展があったと述べた。", "ja"),
        ("Переговоры в Женеве завершились в воскресенье.", "ru"),
        ("무역 협상이 일요일에 제네바에서 끝났다고 밝혔다.", "ko"),
        ("Xqz vrtk plmn wdfg hjkl bnmq zxcv", None),
        ("OK", None),
        ("", None),
    ],
)
def test_the_language_is_recognized_or_left_open(text, code):
    assert recognize_language(text) == code
