"""What questions ask for, in five languages, with and without marks, accents and capitals."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.question_shape import AnswerKind, shape_of


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When did Mongolia ratify the Rome Statute?", AnswerKind.DATE),
        ("In which year did it open", AnswerKind.DATE),
        ("Mongolia ratified the treaty in which year?", AnswerKind.DATE),
        ("treaty ratification date", AnswerKind.DATE),
        ("Who won the 2022 World Cup?", AnswerKind.PERSON),
        ("Which tennis player won?", AnswerKind.PERSON),
        ("Where did they meet?", AnswerKind.PLACE),
        ("The talks were held in which Swiss city?", AnswerKind.PLACE),
        ("Which company bought the mine?", AnswerKind.ORGANISATION),
        ("How many people were hurt?", AnswerKind.COUNT),
        ("What was the death toll?", AnswerKind.COUNT),
        ("How tall is the tower?", AnswerKind.QUANTITY),
        ("How much did the bridge cost?", AnswerKind.MONEY),
        ("What percentage of voters agreed?", AnswerKind.PERCENT),
        ("How long was the visit?", AnswerKind.DURATION),
        ("Did Mongolia arrest Putin?", AnswerKind.YES_NO),
        ("Why did he resign?", AnswerKind.REASON),
        ("What did Peskov say about the trip?", AnswerKind.QUOTE),
        ("What is the Rome Statute?", AnswerKind.DEFINITION),
        ("Who is Dmitry Peskov?", AnswerKind.DEFINITION),
        ("Who was arrested?", AnswerKind.PERSON),
        ("Tell me about the weather", AnswerKind.OTHER),
    ],
)
def test_the_question_word_tells_what_is_wanted(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question, "en").wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("¿Cuándo ratificó Mongolia el Estatuto de Roma?", AnswerKind.DATE),
        ("cuantas personas murieron en el incendio", AnswerKind.COUNT),
        ("¿Cuánto costó el puente?", AnswerKind.MONEY),
        ("¿Arrestó Mongolia a Putin?", AnswerKind.YES_NO),
        ("Quand la Mongolie a-t-elle ratifié le Statut ?", AnswerKind.DATE),
        ("Combien de temps a duré la visite ?", AnswerKind.DURATION),
        ("Où se sont-ils rencontrés ?", AnswerKind.PLACE),
        ("La Mongolie a-t-elle arrêté Poutine ?", AnswerKind.YES_NO),
        ("Wann hat die Mongolei das Statut ratifiziert?", AnswerKind.DATE),
        ("Wie viele Menschen wurden getötet?", AnswerKind.COUNT),
        ("Warum ist er zurückgetreten?", AnswerKind.REASON),
        ("Quem venceu a eleição?", AnswerKind.PERSON),
        ("Quanto custou a ponte?", AnswerKind.MONEY),
    ],
)
def test_four_other_languages_are_understood(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Tell me when it began", AnswerKind.DATE),
        ("I'd like to know how many troops were moved", AnswerKind.COUNT),
        ("Me gustaría saber cuándo empezó", AnswerKind.DATE),
        ("Wehn did it begin?", AnswerKind.DATE),
        ("hwo many people died", AnswerKind.COUNT),
        ("A quake struck at dawn. Which country was hit?", AnswerKind.PLACE),
    ],
)
def test_preambles_and_slips_are_forgiven(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


def test_a_misspelt_question_word_is_neither_term_nor_name() -> None:
    shape = shape_of("Wehn did Putin land?")
    assert shape.names == ("Putin",)
    assert "wehn" not in shape.terms


def test_names_keep_their_words_together() -> None:
    shape = shape_of("When did Omar al-Bashir sign the “peace of Juba” with Human Rights Watch?")
    assert shape.names == ("Omar al-Bashir", "peace of Juba", "Human Rights Watch")


@pytest.mark.parametrize(
    "question",
    [
        "when did mongolia ratify it",
        "WHEN DID MONGOLIA RATIFY IT",
        "When Did Mongolia And The EU Agree",
    ],
)
def test_no_names_where_capitals_say_nothing(question: str) -> None:
    assert shape_of(question, "en").names == ()


def test_dates_and_numbers_are_conditions() -> None:
    shape = shape_of("Which 30 countries joined in March 2023?", "en")
    assert [value.text for value in shape.dates] == ["March 2023"]
    assert [value.text for value in shape.numbers] == ["30 countries"]


def test_terms_are_content_words_only() -> None:
    assert shape_of("How many people died in the fire in Lagos?", "en").terms == (
        "people",
        "died",
        "fire",
        "lagos",
    )


def test_what_is_counted_is_told() -> None:
    assert shape_of("How many Russian soldiers were killed?", "en").counted == (
        "russian",
        "soldiers",
    )


def test_the_likeliest_verb_comes_first() -> None:
    assert shape_of("When will the Tarn opera reopen?", "en").verbs[0] == "reopen"
    assert shape_of("Who was appointed head of the bank?", "en").verbs[0] == "appointed"


def test_negation_is_told() -> None:
    assert shape_of("Which countries did not sign?", "en").negated
    assert not shape_of("Which countries signed?", "en").negated


def test_joined_questions_come_apart_and_carry_their_subject() -> None:
    shape = shape_of("When did Mongolia sign the Rome Statute and when did it ratify it?", "en")
    assert [part.text for part in shape.parts] == [
        "When did Mongolia sign the Rome Statute",
        "when did Mongolia ratify it?",
    ]
    assert all(part.names == ("Mongolia", "Rome Statute") for part in shape.parts)


def test_two_verbs_with_one_object_are_two_questions() -> None:
    shape = shape_of("When did Mongolia sign and ratify the Rome Statute?", "en")
    assert [part.verbs[0] for part in shape.parts] == ["sign", "ratify"]


@pytest.mark.parametrize(
    "question",
    ["Where did Putin and Xi meet?", "Did police and protesters clash?", "Who met Orlo and Bell?"],
)
def test_joined_names_are_one_question(question: str) -> None:
    assert shape_of(question, "en").parts == ()


@given(st.text(max_size=300), st.sampled_from([None, "en", "es", "fr", "de", "pt", "zz"]))
def test_any_text_has_a_shape(question: str, language: str | None) -> None:
    shape = shape_of(question, language)
    for value in shape.given:
        assert shape.text[value.start : value.end] == value.text
    assert len(shape.parts) != 1


@pytest.mark.parametrize("unit", ["when ", "did A and ", "what is a", "a", "? ", "who was "])
def test_a_long_question_is_quickly_read(unit: str) -> None:
    began = time.process_time()
    shape_of(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 3.0


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How long is the crack in the spillway of the Hollin Dam?", AnswerKind.QUANTITY),
        ("How long is the new tunnel?", AnswerKind.QUANTITY),
        ("How long was the Tarrow Bridge expected to stay closed?", AnswerKind.DURATION),
        ("How long is the bridge in Orlen to stay closed?", AnswerKind.DURATION),
        ("How long is the visit?", AnswerKind.DURATION),
    ],
)
def test_a_length_is_no_time(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted
