"""Citation markers: every way models write them, in pieces of any size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.answering.markers import LONGEST_MARKER, MarkerReader, marked_sentences, read_all

ANSWER = (
    "Mongolia signed in 2000 [1]. It ratified in 2002. [2, 3] On Jan. 5 the U.S. said 5.5 km【4】. "
    "He [note] left [99]. “It is so.” [1-3] Then it ended [^2]. [source 4] "
    "Last one [5†site.example]"
)


@pytest.mark.parametrize(
    ("written", "canonical", "invented"),
    [
        ("Yes [1].", "Yes [1].", 0),
        ("Yes [1, 3].", "Yes [1][3].", 0),
        ("Yes [1-3].", "Yes [1][2][3].", 0),
        ("Yes [3–1].", "Yes [1][2][3].", 0),
        ("Yes [1][2].", "Yes [1][2].", 0),
        ("Yes [1; 2 and 4].", "Yes [1][2][4].", 0),
        ("Yes【2】.", "Yes[2].", 0),
        ("Yes【2†source】.", "Yes[2].", 0),
        ("Yes [^1].", "Yes [1].", 0),
        ("Yes [[1]].", "Yes [1].", 0),
        ("Yes [Source 2].", "Yes [2].", 0),
        ("Yes [2, 2].", "Yes [2].", 0),
        ("Yes [9].", "Yes.", 1),
        ("Yes [0].", "Yes.", 1),
        ("Yes [2, 9].", "Yes [2].", 1),
        ("Yes [1-900].", "Yes [1][2][3][4][5].", 1),
        ("In [2024] he said [sic] so [1", "In [2024] he said [sic] so [1", 0),
        ("A [", "A [", 0),
        ("Yes [1]].", "Yes [1].", 0),
    ],
)
def test_markers_come_out_canonical_and_real(written: str, canonical: str, invented: int) -> None:
    assert read_all([written], 5) == (canonical, invented)


@given(st.lists(st.integers(0, len(ANSWER)), max_size=12))
def test_pieces_of_any_size_give_the_same_text(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(ANSWER)]
    pieces = [ANSWER[start:end] for start, end in pairwise(edges)]
    assert read_all(pieces, 5) == read_all([ANSWER], 5)


@example("[0]]", 1)
@example("[1]] a", 3)
@given(st.text(alphabet="[]【】^†-, 0123ab\n.", max_size=60), st.integers(1, 9))
def test_any_text_reads_the_same_whole_and_letter_by_letter(text: str, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert read_all(pieces, 3) == read_all([text], 3)


@given(st.lists(st.text(alphabet="[]【】^†-, 0123ab\n.", max_size=6), max_size=20))
def test_no_invented_number_is_ever_shown(pieces: list[str]) -> None:
    reader = MarkerReader(3)
    for piece in pieces:
        shown = reader.feed(piece)
        for number in range(4, 10):
            assert f"[{number}]" not in shown


def test_a_partial_marker_is_held_back_until_it_is_decided() -> None:
    reader = MarkerReader(5)
    assert reader.feed("It is so [1") == "It is so"
    assert reader.feed(",") == ""
    assert reader.feed(" 2]") == ""  # a second bracket may follow
    assert reader.feed(".") == " [1][2]."
    assert reader.feed(" [no") == ""
    assert reader.feed("te that") == " [note that"
    assert reader.finish() == ""


def test_what_is_held_back_is_bounded() -> None:
    reader = MarkerReader(5)
    shown = "".join(reader.feed(char) for char in "[" + "1" * 500)
    assert len(shown) >= 500 - LONGEST_MARKER


def test_sentences_get_the_markers_in_and_after_them() -> None:
    sentences = marked_sentences(read_all([ANSWER], 5)[0])
    assert [(one.text, one.numbers) for one in sentences] == [
        ("Mongolia signed in 2000.", (1,)),
        ("It ratified in 2002.", (2, 3)),
        ("On Jan. 5 the U.S. said 5.5 km.", (4,)),
        ("He [note] left.", ()),
        ("“It is so.”", (1, 2, 3)),
        ("Then it ended.", (2, 4)),
        ("Last one", (5,)),
    ]


def test_a_marker_at_the_head_of_a_line_belongs_to_that_line() -> None:
    sentences = marked_sentences(
        "[1] One is so.\n[2] Two is so.\n- **Three** is so. [3]\n4. Four.[1]"
    )
    assert [(one.text, one.numbers) for one in sentences] == [
        ("One is so.", (1,)),
        ("Two is so.", (2,)),
        ("Three is so.", (3,)),
        ("Four.", (1,)),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "He left. [1] (She settled there in 2022.) [2] She earns 9,000 crowns. [3]",
            [("He left.", 1), ("(She settled there in 2022.)", 2), ("She earns 9,000 crowns.", 3)],
        ),
        (
            "(She settled there. [2]) (“He left.”) [4] 9,000 crowns are paid. [3]",
            [
                ("(She settled there.)", 2),
                ("(“He left.”)", 4),
                ("9,000 crowns are paid.", 3),
            ],
        ),
        ("(She left.) “It is so.” [3]", [("(She left.)", None), ("“It is so.”", 3)]),
        ("(U.S.) Steel was sold. [3]", [("(U.S.) Steel was sold.", 3)]),
        ("(She settled there in 2022.) [1]", [("(She settled there in 2022.)", 1)]),
        (
            "The firm (once Acme Corp.) The Hague sued. [1]",
            [("The firm (once Acme Corp.) The Hague sued.", 1)],
        ),
        ("(The firm is Acme Corp.) of Boston. [1]", [("(The firm is Acme Corp.) of Boston.", 1)]),
    ],
)
def test_a_sentence_in_brackets_is_one_of_its_own(
    text: str, sentences: list[tuple[str, int | None]]
) -> None:
    found = marked_sentences(read_all([text], 5)[0])
    assert [(one.text, (one.numbers or (None,))[0]) for one in found] == sentences


def test_markers_alone_are_no_sentence() -> None:
    assert marked_sentences("[1][2] [3].") == []
    assert marked_sentences("") == []


@given(st.text(max_size=200))
def test_sentences_of_any_text_hold_no_marker(text: str) -> None:
    canonical, _ = read_all([text], 3)
    for sentence in marked_sentences(canonical):
        assert sentence.text.strip() == sentence.text != ""
        assert "[1]" not in sentence.text
