from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.analysis import query_terms, terms_in, words_in


def test_accents_and_case_make_no_difference() -> None:
    assert words_in("Khürelsükh") == words_in("KHURELSUKH")


def test_possessives_and_elisions_are_taken_off() -> None:
    assert words_in("Mongolia’s l'accord d’Oulan-Bator") == ["mongolia", "accord", "oulan", "bator"]


def test_numbers_keep_their_decimals() -> None:
    assert words_in("3.4 million, 30,000 men.") == ["3.4", "million", "30,000", "men"]


def test_stop_words_go_and_stems_stay() -> None:
    assert terms_in("When was it ratified by the countries?") == ["ratifi", "countri"]


def test_each_language_is_stemmed_by_its_own_rules() -> None:
    assert terms_in("ratificaron los países", "es") == terms_in("ratificar el país", "es")


def test_a_query_is_stemmed_in_every_language_of_the_collection() -> None:
    (group,) = query_terms("ratificaron", {"en", "es"})
    assert set(terms_in("ratificaron", "en") + terms_in("ratificaron", "es")) == set(group)


def test_a_query_of_stop_words_alone_still_asks_something() -> None:
    assert query_terms("Who was it?", {"en"})


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert words_in("蒙古批准") == ["蒙古", "古批", "批准"]


@given(st.text())
def test_any_text_gives_terms_without_white_space(text: str) -> None:
    assert all(term and not term.isspace() for term in terms_in(text))
    assert all(group for group in query_terms(text, {"en", "fr"}))
