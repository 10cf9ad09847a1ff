"""A model's text gives the same sentences in whatever pieces it comes, each of them once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.llm.open_pairs import LONGEST, is_within
from service.answering.llm.output import NonsenseWritten, OutputReader, plain_text
from service.answering.markers import marked_sentences, read_all

PAID = "The guild paid each guard 750 crowns."
TIP = "We were offered a tip, not a wage"
LEFT = "The crews walked off at noon."

Sentences = list[tuple[str, tuple[int, ...]]]


def reader_of(question: str = "What was each guard paid?") -> OutputReader:
    return OutputReader(
        model="fake", question=question, messages=(), evidence_count=20, most_sentences=20
    )


def read(pieces: list[str], question: str = "What was each guard paid?") -> Sentences:
    reader = reader_of(question)
    sentences = []
    try:
        for piece in pieces:
            sentences += reader.feed(piece)
        sentences += reader.finish(is_complete=True)
    except NonsenseWritten:
        return []
    return [(one.text, one.numbers) for one in sentences]


def cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def parsed(text: str, language: str = "en") -> Sentences:
    canonical, _ = read_all([plain_text(text, is_whole=True)], 20)
    return [(one.text, one.numbers) for one in marked_sentences(canonical, language)]


@pytest.mark.parametrize(
    "quoted",
    [
        f'"{TIP}," said Ada Brandt.',
        f'"{TIP}. It is an insult," said Ada Brandt.',
        f'"{TIP}!"',
        f"“{TIP},” said Ada Brandt.",
        f"“{TIP}. It is an insult.”",
        f"« {TIP}. It is an insult », said Ada Brandt.",
        f"„{TIP}. It is an insult“, said Ada Brandt.",
        f"'{TIP}. It is an insult,' said Ada Brandt.",
        f"({TIP}, Ada Brandt said. It was an insult.)",
        f'Ada Brandt said: "{TIP}. It is an insult."',
        "They called the guards' pay 'poor', the owners' fair, and it's the 1990s' pay.",
        'The crate was 6" wide and is called "small".',
    ],
)
@pytest.mark.parametrize("size", [*range(1, 11), 999])
def test_a_quotation_gives_the_sentence_before_it_once(quoted: str, size: int) -> None:
    text = f"{PAID} [11] {quoted} [3]\n{LEFT} [4]"
    assert read(cut(text, size)) == [(PAID, (11,)), (quoted, (3,)), (LEFT, (4,))]


@pytest.mark.parametrize("size", [1, 4, 999])
def test_a_mark_that_nothing_closes_neither_repeats_nor_keeps_back_sentences(size: int) -> None:
    text = f'{PAID} [11] "{TIP}. {LEFT} [4] ' + f"{LEFT[:-1]} again. [5] " * 20 + "It ended. [6]"
    said = [one for one, _ in read(cut(text, size))]
    assert len(said) == len(set(said))
    assert said[0] == PAID and said[-1] == "It ended."


@pytest.mark.parametrize("size", [1, 5, 999])
def test_an_ordinal_ends_no_sentence_of_a_language_that_is_not_yet_sure(size: int) -> None:
    text = "Am 12. September 2024 gewann die Partei. [1] Sie regiert seit dem 3. Mai. [2]"
    assert read(cut(text, size), "Wann hat die Partei die Wahl gewonnen?") == [
        ("Am 12. September 2024 gewann die Partei.", (1,)),
        ("Sie regiert seit dem 3. Mai.", (2,)),
    ]


@pytest.mark.parametrize(
    "bracketed",
    [
        "(Lund said so (twice) on Monday.)",
        "(Lund said so (twice) on Monday. It (the barge) was late.)",
        "(“The barge (an old one) sank,” Lund said (twice).)",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 7, 999])
def test_a_sentence_in_brackets_is_one_with_the_brackets_within(bracketed: str, size: int) -> None:
    text = f"{PAID} [1] {bracketed} [2] {LEFT} [3]"
    said = [(PAID, (1,)), (bracketed, (2,)), (LEFT, (3,))]
    assert read(cut(text, size)) == parsed(text) == said


def test_a_bracket_that_nothing_closes_keeps_no_sentences_together() -> None:
    text = f"(Lund said so (twice) on Monday. {LEFT} {PAID}"
    assert [one for one, _ in parsed(text)] == ["(Lund said so (twice) on Monday.", LEFT, PAID]


PARTS = st.lists(
    st.sampled_from(
        [
            f"{PAID} [11] ",
            f"{LEFT} [4][5] ",
            f'"{TIP}. It is an insult," said Ada Brandt. [3] ',
            f"“{TIP}.” ",
            "« Non », a dit le maire. ",
            "Mr. Brandt met J. Lund of the U.S. on Jan. 5 at 3.5 km. [2] ",
            "(He left in 2022.) ",
            "(She said so (twice) on Monday. It (the line) was late.) ",
            "The guild (of guards) won [6]. ",
            "\n\n",
            "\n- ",
            '"',
            " “",
            "'",
            "(",
            " [no",
            "According to [2], it sank. ",
            "NO_ANSWER ",
            "Sources: ",
            "运河深12米。[1]",
        ]
    ),
    max_size=8,
)


@given(PARTS, st.lists(st.integers(0, 400), max_size=12))
def test_any_text_reads_the_same_in_any_pieces(parts: list[str], cuts: list[int]) -> None:
    text = "".join(parts)
    edges = [0, *sorted(min(at, len(text)) for at in cuts), len(text)]
    said = read([text[start:end] for start, end in pairwise(edges)])
    assert said == read([text]) == read(list(text))


@given(
    st.lists(
        st.sampled_from(
            [
                PAID,
                f'"{TIP}. It is an insult," said Ada Brandt.',
                f"“{TIP}!”",
                "Mr. Brandt met J. Lund of the U.S. on Jan. 5 at 3.5 km.",
                "The guild (of guards) won.",
                "It's the guards' pay, they said.",
                "He called it 'a tip'.",
                "(She settled there in 2022.)",
                "(Lund said so (twice) on Monday.)",
                "(The line (of two (old) barges) was late. It (the crew) left (at noon).)",
            ]
        ),
        min_size=1,
        unique=True,
    ),
    st.sampled_from([" ", "\n", "\n- "]),
    st.integers(1, 10),
)
def test_what_is_read_word_by_word_is_what_the_whole_says(
    said: list[str], between: str, size: int
) -> None:
    text = between.join(f"{one} [{number}]" for number, one in enumerate(said, 1))
    assert read(cut(text, size)) == parsed(text) == [(one, (at,)) for at, one in enumerate(said, 1)]


def test_a_sentence_is_given_when_the_next_has_begun() -> None:
    reader = reader_of()
    assert reader.feed(f"{PAID} [11] ") == []
    assert [one.text for one in reader.feed("T")] == [PAID]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ('It is. "We', True),
        ('It is. "We are," he', False),
        ('It is. "', True),
        ("It is (as", True),
        ("It is (as said) so", False),
        ("The workers' pay isn't", False),
        ("It is 'so", True),
        ("In the '90s 6\" was", False),
        ('He said "no\nIt', False),
        ("„Wir“ sind", False),
        ("»Wir", True),
        ("»Wir« sind", False),
        ("1) It", False),
        ('(He said "no) and', False),
        ('"' + "a " * LONGEST, False),
    ],
)
def test_what_is_open_is_told_until_it_has_been_so_too_long(text: str, within: bool) -> None:
    assert is_within(text) is within
