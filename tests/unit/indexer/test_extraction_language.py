"""Which language a text is in, also where it is short."""

from __future__ import annotations

import pytest

from indexer.extraction.language import classify, detect_language
from indexer.extraction.records import draft_from_record


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill reopened on Monday.", "en"),
        ("Wenbury's line 9 opens on Monday with 16 stops, operator HTX said.", "en"),
        ("海州地铁三号线18日开通，全长27公里，设21座车站。", "zh"),
        ("霧島台市は3日、大雨のため500世帯に避難指示を出した。", "ja"),
        ("시장은 월요일에 다리를 열었다.", "ko"),
        ("记者安娜（アンナ）说，大桥将于周五开通，全长三公里。", "zh"),
    ],
)
def test_short_texts_get_their_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "HTX 9",
        "Port Wen",
        "De brug was in Oost.",
        "Der Mann will her.",
        "The 海州日报 team",
    ],
)
def test_what_a_few_words_do_not_tell_stays_open(text: str) -> None:
    assert detect_language(text) is None


def test_longer_texts_of_other_languages_are_not_taken_for_english() -> None:
    text = "The Guardian en The Times meldden maandag dat de brug in Oosterhaven tot juni dicht is."
    assert detect_language(text) == "nl"


@pytest.mark.parametrize(
    ("said", "language"), [("eng", "en"), ("EN", "en"), ("de", "de"), ("deu", "de"), ("ltz", "lb")]
)
def test_a_record_s_language_counts_whichever_code_it_is_said_in(said: str, language: str) -> None:
    record = {"text": "The mill on the river reopened on Monday, said its owner.", "language": said}
    assert draft_from_record(record, "a").language == language


@pytest.mark.parametrize("said", ["xx", "qqq", "und", "fil", "English", "", None])
def test_a_code_that_is_none_is_replaced_by_what_the_text_tells(said: str | None) -> None:
    record = {"text": "The mill on the river reopened on Monday, said its owner.", "language": said}
    assert draft_from_record(record, "a").language == "en"


def test_what_is_found_in_a_text_has_two_letters_too() -> None:
    text = (
        "Mũndũ mũrũme ũmwe nĩ akuire thutha wa ngari yake kũgũa kĩara-inĩ gĩa Nyĩrĩ ira hwaĩ-inĩ."
    )
    assert classify(text)[0] == "kik"
    assert detect_language(text) == "ki"
