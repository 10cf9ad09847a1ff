"""What a disagreement is about, as a noun phrase in the words of the question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.question_shape import shape_of
from service.answering.values.statements import past_of
from service.answering.values.subject import subject_of


def subject(question: str) -> str:
    shape = shape_of(question)
    return subject_of(shape.wanted, shape.text, shape.language)


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("How long was the envoy's stay in Velia?", "length of the envoy's stay in Velia"),
        ("How long did the strike last?", "length of the strike"),
        ("How long will the Elm Tunnel be shut?", "length of time the Elm Tunnel will be shut"),
        ("How long will she stay in Velia?", "length of time she will stay in Velia"),
        (
            "How many lorries use the ferry each day?",
            "number of lorries that use the ferry each day",
        ),
        ("How many people were hurt in Delgo?", "number of people hurt in Delgo"),
        ("How many people fled the Delgo fire?", "number of people who fled the Delgo fire"),
        ("How many nights will Orlo spend in Velia?", "number of nights Orlo will spend in Velia"),
        (
            "How many rooms is the inn at the mill of Tor to have?",
            "number of rooms the inn at the mill of Tor is to have",
        ),
        ("How much did the old lighthouse sell for?", "amount the old lighthouse sold for"),
        ("How much aid did Elmont pledge to Maraq?", "amount of aid Elmont pledged to Maraq"),
        ("When did the siege of Tor end?", "date the siege of Tor ended"),
        (
            "When did the visit of the envoy to Velia begin?",
            "date the visit of the envoy to Velia began",
        ),
        (
            "When did the fire at the mill in Tor start?",
            "date the fire at the mill in Tor started",
        ),
        ("What year was the treaty signed?", "year the treaty was signed"),
        ("At what time did the ferry leave?", "time the ferry left"),
        ("How tall is the tower of Tor?", "height of the tower of Tor"),
        ("What is the jobless rate in Velia?", "jobless rate in Velia"),
        ("Did Elmont leave the alliance?", "whether Elmont left the alliance"),
        ("Is it a two-day or a four-day stay?", "whether it is a two-day or a four-day stay"),
        ("Who won the Tor marathon?", "person who won the Tor marathon"),
        ("How much of the harvest will Elmont keep?", "amount of the harvest Elmont will keep"),
        ("How much of it did Elmont keep?", "size"),
        ("How many weeks did the siege last?", "number of weeks the siege lasted"),
        ("How long will it run (Ana Keel)?", "length of time it will run"),
        (
            "Was a frost warning in force when the coach left?",
            "whether a frost warning was in force when the coach left",
        ),
        ("Wer hat die Wahl in Tor gewonnen?", "wer die Wahl in Tor gewonnen hat"),
        ("Wie hoch wird der Damm?", "wie hoch der Damm wird"),
        ("Wie viel kostet der Damm?", "wie viel der Damm kostet"),
        ("¿Quién ganó las elecciones?", "persona"),
        ("Combien coûtera le barrage ?", "montant"),
        ("¿Cuánto dura el cierre del puente?", "duración del cierre del puente"),
        ("¿Cuántas personas murieron en Delgo?", "número de personas que murieron en Delgo"),
        ("¿Cuándo terminó la huelga?", "fecha en que terminó la huelga"),
        ("Quand la grève a-t-elle commencé ?", "date à laquelle la grève a commencé"),
        ("Combien de temps a duré la grève ?", "durée de la grève"),
        (
            "Combien de personnes sont mortes à Delgo ?",
            "nombre de personnes qui sont mortes à Delgo",
        ),
        (
            "Wie lange wird die Brücke gesperrt bleiben?",
            "wie lange die Brücke gesperrt bleiben wird",
        ),
        ("Wann fand das Spiel statt?", "wann das Spiel stattfand"),
        ("Quanto dura a visita do ministro?", "duração da visita do ministro"),
        ("Quantas pessoas morreram no fogo?", "número de pessoas que morreram no fogo"),
    ],
)
def test_a_question_is_told_as_a_noun_phrase(question: str, phrase: str) -> None:
    assert subject(question) == phrase


@pytest.mark.parametrize(
    ("verb", "past"),
    [("end", "ended"), ("close", "closed"), ("stop", "stopped"), ("carry", "carried"),
     ("stay", "stayed"), ("sink", "sank"), ("hit", "hit")],
)  # fmt: skip
def test_verbs_are_put_in_the_past(verb: str, past: str) -> None:
    assert past_of(verb) == past


@given(st.text(min_size=1, max_size=120))
def test_any_question_is_about_something(question: str) -> None:
    assert subject(question)


@given(
    st.lists(
        st.sampled_from(
            ["how", "many", "long", "did", "is", "the", "Tor", "fire", "to", "be", "of", "when",
             "who", "what", "closed", "?", "¿cuánto", "combien", "de", "wie", "viele", "quando"]
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_any_words_of_questions_are_about_something(words: list[str]) -> None:
    assert subject(" ".join(words))
