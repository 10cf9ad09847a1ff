"""Reading what was translated: each thing over the text in its own language, and in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.examples import ASKED, Answer, Example, near_miss_id
from reader.translated import TRANSLATED, Translated, plain, read_translated
from reader.written import FOLDER, NEWS_POOL

ENGLISH = ("The bridge at Orvil shut on Monday.", "Repairs will cost 40,000 euros.")
SPANISH = ("El puente de Orvil se cerró el lunes.", "La reparación costará 40.000 euros.")
RECORD = {
    "about": "told-1",
    "language": "es",
    "title": "Cierran el puente de Orvil",
    "sentences": SPANISH,
    "questions": [
        {
            "question": "¿cuánto cuesta el arreglo?",
            "sentence": 1,
            "answer": "40.000 euros",
            "near_miss": "¿cuánto costó el puente?",
        }
    ],
    "statements": [
        {
            "text": "El puente de Orvil está cerrado.",
            "wrong": "El puente de Orvil está abierto.",
            "english": {
                "text": "The Orvil bridge is shut.",
                "wrong": "The Orvil bridge is open.",
            },
        }
    ],
}
NEWS = Example("told-1-0", NEWS_POOL, "told-1", "Orvil bridge shut", "", ENGLISH, ())
QUESTION = Example(
    f"{ASKED}told-1-0", NEWS_POOL, "told-1", "Orvil bridge shut", "what does the repair cost",
    ENGLISH, (Answer(1, 18, 30, "40,000 euros"),),
)  # fmt: skip
NEAR = Example(
    near_miss_id(QUESTION.id), NEWS_POOL, "told-1", "", "what did the bridge cost", ENGLISH, ()
)


@pytest.fixture
def others(tmp_path: Path) -> Translated:
    lines = [RECORD, RECORD | {"about": "told-2"}, RECORD | {"about": "told-3", "held_out": True}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / TRANSLATED).write_text(text, encoding="utf-8")
    return read_translated([NEWS], [QUESTION, NEAR], tmp_path)


def test_a_translated_question_stands_over_the_translated_passage_with_its_near_miss_behind(
    others: Translated,
) -> None:
    asked, near = others.asked
    assert asked.sentences == SPANISH
    assert (asked.question, near.question) == (
        "¿cuánto cuesta el arreglo?",
        "¿cuánto costó el puente?",
    )
    (answer,) = asked.answers
    assert SPANISH[1][answer.start : answer.end] == "40.000 euros"
    assert not near.answers
    assert near.id == near_miss_id(asked.id)


def test_it_is_asked_in_english_too(others: Translated) -> None:
    asked, near = others.asked
    assert asked.translations == (QUESTION.question,)
    assert near.translations == (NEAR.question,)


def test_the_english_question_is_asked_in_the_other_language_too(others: Translated) -> None:
    asked, near = others.in_both_languages([QUESTION, NEAR])
    assert asked.translations == ("¿cuánto cuesta el arreglo?",)
    assert near.translations == ("¿cuánto costó el puente?",)


def test_a_statement_stands_over_both_texts(others: Translated) -> None:
    assert [about.sentences for about, _ in others.told] == [SPANISH, ENGLISH]
    for _, statement in others.told:
        low, high = statement.wrong_at
        assert statement.wrong[low:high] == "abierto"


def test_it_knows_what_everything_is_in_english(others: Translated) -> None:
    assert [others.in_english[text] for text in SPANISH] == list(ENGLISH)
    assert others.in_english["Cierran el puente de Orvil"] == NEWS.title
    assert others.in_english["¿cuánto costó el puente?"] == NEAR.question
    assert others.in_english[plain("¿Cuánto costó el puente?")] == NEAR.question
    assert others.in_english["El puente de Orvil está abierto."] == "The Orvil bridge is open."


def test_passages_that_training_leaves_out_are_read_by_themselves(tmp_path: Path) -> None:
    (tmp_path / TRANSLATED).write_text(
        json.dumps(RECORD | {"held_out": True}) + "\n", encoding="utf-8"
    )
    kept = read_translated([NEWS], [QUESTION, NEAR], tmp_path)
    left = read_translated([NEWS], [QUESTION, NEAR], tmp_path, held_out=True)
    assert not kept.asked
    assert kept.left_out == {"told-1"}
    assert len(left.asked) == 2


def test_the_shipped_file_holds_every_answer_in_its_sentence() -> None:
    path = FOLDER / TRANSLATED
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {record["language"] for record in records} == {"es", "fr", "de", "pt"}
    for record in records:
        for asked in record["questions"]:
            if "answer" in asked:
                assert asked["answer"] in record["sentences"][asked["sentence"]]
