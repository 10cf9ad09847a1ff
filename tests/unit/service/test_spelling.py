from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.ordinary_words import is_ordinary
from service.answering.spelling import corrected, edits, is_other_form, is_respelt

TEXT = "The president of Mongolia met the chief prosecutor; Nigeria and Iraq did not attend."
EVIDENCE = [(TEXT, "en")]


def unknown(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("whos the presidnet of mongola", "whos the president of Mongolia"),
        ("the cheif prosecuter", "the chief prosecutor"),
        ("When did Iran attend?", "When did Iran attend?"),
        ("Did Niger attend?", "Did Niger attend?"),
        ("mongolia 2002", "mongolia 2002"),
        ("Did Iarq attend?", "Did Iarq attend?"),
        ("Who met Cheif Adeyemi?", "Who met chief Adeyemi?"),
        ("Was the president elected?", "Was the president elected?"),
    ],
)
def test_a_slip_is_read_as_the_evidence_spells_it(typed: str, read: str) -> None:
    assert corrected(typed, EVIDENCE, lambda word: word.lower() in {"mongolia", "attend"}) == read


def test_a_word_some_article_knows_is_left_alone() -> None:
    assert corrected("the cheif", EVIDENCE, lambda word: word == "cheif") == "the cheif"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("how far is kervile from here", "how far is Kerrville from here"),
        ("did jimy sing", "did Jimmy sing"),
        ("did jima sing", "did jima sing"),
        ("did flodding begin", "did flooding begin"),
        ("the whitehause ball", "the whitehause ball"),
        ("the blufhouse ball", "the blufhouse ball"),
        ("the blufferhouse ball", "the Bluffer House ball"),
    ],
)
def test_doubled_letters_and_joined_words_are_read(typed: str, read: str) -> None:
    text = "Jimmy sang at the Bluffer House in Kerrville while the flooding began."
    assert corrected(typed, [(text, "en")], unknown) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("¿Cuánto dura la visita del presidente?", "¿Cuánto dura la visita del presidente?"),
        ("¿Cuándo llegó el presidente a Mongola?", "¿Cuándo llegó el presidente a Mongolia?"),
        ("Quando começou a visita ao president?", "Quando começou a visita ao president?"),
    ],
)
def test_evidence_in_another_language_lends_only_its_names(typed: str, read: str) -> None:
    evidence = [(f"Presidents visit often. The visit was short. {TEXT}", "en")]
    assert corrected(typed, evidence, unknown) == read
    german = [("Der Präsident war zur Visite in der Mongolei.", "de")]
    assert corrected(typed, german, unknown) == typed


def test_evidence_of_unknown_language_lends_every_word() -> None:
    assert corrected("the cheif prosecuter", [(TEXT, None)], unknown) == "the chief prosecutor"


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.text(max_size=60), st.sampled_from(["en", "es", "de", None])), max_size=3
    ),
)
def test_any_text_is_read_without_failing(
    question: str, evidence: list[tuple[str, str | None]]
) -> None:
    assert isinstance(corrected(question, evidence, unknown), str)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_the_same_both_ways_and_bounded(one: str, other: str) -> None:
    assert edits(one, other, 2) == edits(other, one, 2) <= 3
    assert (edits(one, other, 2) == 0) == (one == other)


def test_swapped_neighbours_are_one_edit() -> None:
    assert edits("court", "cuort", 2) == 1


@pytest.mark.parametrize("word", ["injured", "stolen", "women", "flooded", "strikers", "Policies"])
def test_an_ordinary_word_is_no_slip_of_one_that_an_article_holds(word: str) -> None:
    evidence = [("It is insured; they stole a woken floor, policed by striker.", "en")]
    assert corrected(f"Was it {word}?", evidence, unknown) == f"Was it {word}?"
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["presidnet", "recieved", "goverment", "Ulaanbatar"])
def test_a_slip_is_no_ordinary_word(word: str) -> None:
    assert not is_ordinary(word)


@pytest.mark.parametrize(
    ("question", "read", "is_told"),
    [
        ("¿Cuándo nació Bruno?", "¿Cuándo nacido Bruno?", False),
        ("¿Recibió la empresa el aviso?", "¿recibido la empresa el aviso?", False),
        ("Quando começaram as obras?", "Quando começara as obras?", False),
        ("¿Qué dijo el alcade?", "¿Qué dijo el alcalde?", True),
        ("¿Cuándo llegó a Mongola?", "¿Cuándo llegó a Mongolia?", True),
        ("Who met the presidnet?", "Who met the president?", True),
        ("Who was elected?", "Who was elects?", True),
    ],
)
def test_another_form_of_a_spanish_or_portuguese_word_is_nothing_to_tell(
    question: str, read: str, is_told: bool
) -> None:
    assert is_respelt(question, read) is is_told
    assert not is_respelt(question, question)


def test_a_spanish_slip_is_still_read_as_the_evidence_spells_it() -> None:
    evidence = [("El alcalde habló de la explosión y del gobierno.", "es")]
    typed = "¿Qué dijo el alcade de la explosin y del gobireno?"
    assert corrected(typed, evidence, unknown) == (
        "¿Qué dijo el alcalde de la explosión y del gobierno?"
    )


def test_other_forms_share_a_stem_of_three_letters() -> None:
    assert is_other_form("nacio", "nacido")
    assert not is_other_form("alcade", "alcalde")
    assert not is_other_form("explosin", "explosion")
