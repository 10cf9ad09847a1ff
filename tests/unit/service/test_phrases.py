"""The language of a question, which its small words tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.phrases import NEAREST, REFUSALS, language_of_question, nearest_after


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When did Mongolia ratify the statute?", "en"),
        ("mongolia rome statute", "en"),
        ("Who is Peña Nieto?", "en"),
        ("¿En qué mes invadió Rusia Ucrania?", "es"),
        ("Quién", "es"),
        ("Quel dirigeant a-t-il remercié en juin pour son soutien ?", "fr"),
        ("Où est le siège de la cour ?", "fr"),
        ("Wann ratifizierte die Mongolei das Statut?", "de"),
        ("Em que ano a Mongólia ratificou o estatuto?", "pt"),
        ("Dove si trova la sede?", "it"),
        ("Hoeveel dagen?", "nl"),
        ("🚢🚢", "en"),
        ("", "en"),
    ],
)
def test_small_words_and_their_accents_tell_the_language(question: str, language: str) -> None:
    assert language_of_question(question) == language


@given(st.text(max_size=80))
def test_every_question_has_a_language_with_a_refusal(question: str) -> None:
    assert language_of_question(question) in REFUSALS


def test_the_nearest_evidence_is_announced_in_the_language_of_the_refusal() -> None:
    for language, refusal in REFUSALS.items():
        assert nearest_after(refusal) == NEAREST[language]
    assert nearest_after("What no refusal says.") == NEAREST["en"]
