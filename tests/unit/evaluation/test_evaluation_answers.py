"""Answer match: words, numbers, dates."""

from __future__ import annotations

import pytest

from evaluation.metrics.answers import (
    best,
    contains,
    exact_match,
    facts_covered,
    normalised,
    stated,
    token_f1,
    token_recall,
)
from evaluation.metrics.values import is_value, same_value


@pytest.mark.parametrize(
    ("answer", "gold", "expected"),
    [
        ("The Eiffel Tower!", "eiffel tower", 1.0),
        ("Khürelsükh", "Khurelsukh", 1.0),
        ("1,000 people [1]", "1000 people", 1.0),
        ("Paris", "London", 0.0),
        ("", "London", 0.0),
        ("the", "a", 0.0),
    ],
)
def test_exact_match_ignores_case_accents_punctuation_articles_and_markers(
    answer: str, gold: str, expected: float
) -> None:
    assert exact_match(answer, gold) == expected


def test_token_f1_is_the_hand_worked_value() -> None:
    # Shared: "cat", "sat"; said 4 words, right 3: precision 2/4, recall 2/3.
    assert token_f1("cat sat on mat", "the cat sat down") == pytest.approx(2 * 2 / (4 + 3))
    assert token_f1("dog", "cat") == 0.0


def test_token_f1_counts_repeated_words_as_often_as_they_stand() -> None:
    assert token_f1("yes yes yes", "yes") == pytest.approx(2 / 4)


def test_token_recall_is_the_share_of_the_gold_words() -> None:
    assert token_recall("in 2002 Mongolia ratified it", "ratified 2002 treaty") == pytest.approx(
        2 / 3
    )


def test_containment_wants_whole_words_in_a_row() -> None:
    assert contains("It was ratified in 2002, they said.", "in 2002")
    assert not contains("the network", "two")
    assert not contains("36%", "6%")
    assert not contains("6 people", "6%")
    assert contains("6 percent of people", "6%")
    assert not contains("silver and medal", "silver medal")
    assert not contains("anything", "")


def test_of_several_right_answers_the_best_match_counts() -> None:
    assert best(token_f1, "Abilene", ["Abilene, Texas", "Abilene"]) == 1.0
    assert stated("It is in Texas.", ["Abilene", "Texas"]) == 1.0
    assert best(token_f1, "x", []) == 0.0


def test_every_fact_must_be_stated_in_one_of_its_wordings() -> None:
    facts = [["two", "2"], ["Monday", "3 February"]]
    assert facts_covered("2 on 3 February", facts) == 1.0
    assert facts_covered("two of them", facts) == 0.5
    assert facts_covered("anything", []) == 0.0


def test_points_and_commas_stay_inside_numbers_only() -> None:
    assert normalised("It rose 3.4, to 1,200.") == ["it", "rose", "3.4", "to", "1200"]


@pytest.mark.parametrize(
    ("answer", "gold"),
    [
        ("some 5 million people", "5,000,000"),
        ("two were hurt", "2"),
        ("a quarter, 25 percent,", "25%"),
        ("$1.3bn in fines", "1.3 billion"),
        ("on 3 September 2024", "September 3, 2024"),
        ("on 2024-09-03", "3 September"),
        ("It was September 2024", "Sept. 2024"),
    ],
)
def test_equal_values_agree_however_they_are_written(answer: str, gold: str) -> None:
    assert is_value(gold)
    assert same_value(answer, gold) == 1.0


@pytest.mark.parametrize(
    ("answer", "gold"),
    [
        ("36%", "6%"),
        ("25 people", "25%"),
        ("two weeks", "two days"),
        ("5 million", "5 billion"),
        ("4 September 2024", "3 September 2024"),
        ("September 2023", "September 2024"),
        ("nobody", "7"),
    ],
)
def test_other_values_do_not_agree(answer: str, gold: str) -> None:
    assert same_value(answer, gold) == 0.0


def test_sentences_and_names_are_no_values() -> None:
    assert not is_value("the two of them went to the sea in 1999")
    assert not is_value("Battsetseg")
