from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from service.answering.answer import (
    DraftDisagreement,
    DraftPosition,
    DraftStatement,
    Quote,
    Support,
)
from service.answering.citations import Composer, Composition, Numbering
from tests.fakes.evidence import article

BRIDGE = article("The bridge is shut. It will stay shut for nine weeks.")
COUNT = article("The second count ended on Friday.")
SHUT, WEEKS = Quote(BRIDGE, 0, 19), Quote(BRIDGE, 20, 53)
ENDED = Quote(COUNT, 0, 33)
QUOTES = (SHUT, WEEKS, ENDED)

statements = st.builds(
    DraftStatement,
    text=st.text("ab é🚢.", min_size=1, max_size=30),
    quotes=st.lists(st.sampled_from(QUOTES), max_size=4).map(tuple),
)


def composed_of(
    *said: DraftStatement, disagreements: tuple[DraftDisagreement, ...] = ()
) -> Composition:
    composer = Composer()
    for statement in said:
        composer.add(statement)
    return composer.finish(disagreements)


def test_markers_follow_each_statement_and_run_in_order_of_first_use() -> None:
    composed = composed_of(
        DraftStatement("It ended.", (ENDED,)),
        DraftStatement("It is shut.", (SHUT, ENDED)),
        DraftStatement("For nine weeks.", (WEEKS, SHUT)),
    )
    assert composed.text == "It ended. [1] It is shut. [2][1] For nine weeks. [3][2]"
    assert [one.citations for one in composed.statements] == [(1,), (2, 1), (3, 2)]
    assert [(one.number, one.quote) for one in composed.citations] == [
        (1, ENDED), (2, SHUT), (3, WEEKS),
    ]  # fmt: skip


def test_one_quote_has_one_number_however_often_it_is_cited() -> None:
    composed = composed_of(DraftStatement("Shut.", (SHUT, SHUT)), DraftStatement("S.", (SHUT,)))
    assert composed.text == "Shut. [1] S. [1]"
    assert len(composed.citations) == 1


def test_equal_words_at_another_place_are_another_quote() -> None:
    one = article("Shut. Shut.")
    composed = composed_of(DraftStatement("Shut.", (Quote(one, 0, 5), Quote(one, 6, 11))))
    assert composed.text == "Shut. [1][2]"


def test_a_statement_without_quotes_has_no_marker() -> None:
    composed = composed_of(DraftStatement("Nobody says so.", (), Support.UNSUPPORTED))
    assert composed.text == "Nobody says so."
    assert composed.citations == ()
    assert composed.statements[0].support is Support.UNSUPPORTED


def test_nothing_said_is_nothing_cited() -> None:
    composed = composed_of()
    assert (composed.text, composed.statements, composed.citations) == ("", (), ())


def test_sides_of_a_disagreement_refer_to_the_numbers_in_the_text() -> None:
    positions = (DraftPosition("nine", (WEEKS,)), DraftPosition("ten", (ENDED, SHUT)))
    composed = composed_of(
        DraftStatement("It is shut.", (SHUT,)),
        DraftStatement("For nine weeks.", (WEEKS,)),
        disagreements=(DraftDisagreement("length", positions),),
    )
    (disagreement,) = composed.disagreements
    assert [one.citations for one in disagreement.positions] == [(2,), (1,)]
    assert [one.number for one in composed.citations] == [1, 2]


def test_a_side_of_which_part_is_cited_refers_to_that_part() -> None:
    whole = Quote(BRIDGE, 0, 53)
    positions = (DraftPosition("nine", (whole,)), DraftPosition("ten", (ENDED,)))
    composed = composed_of(
        DraftStatement("It ended.", (ENDED,)),
        DraftStatement("For nine weeks.", (WEEKS,)),
        disagreements=(DraftDisagreement("length", positions),),
    )
    (disagreement,) = composed.disagreements
    assert [one.citations for one in disagreement.positions] == [(2,), (1,)]
    assert [one.quote for one in composed.citations] == [ENDED, WEEKS]


def test_a_single_side_is_no_disagreement() -> None:
    positions = (DraftPosition("nine", (WEEKS,)), DraftPosition("ten", (ENDED,)))
    composed = composed_of(
        DraftStatement("For nine weeks.", (WEEKS,)),
        disagreements=(DraftDisagreement("length", positions),),
    )
    assert composed.disagreements == ()
    assert [one.quote for one in composed.citations] == [WEEKS]


@given(st.lists(statements, max_size=6))
def test_a_statement_stands_where_its_offsets_say(said: list[DraftStatement]) -> None:
    composed = composed_of(*said)
    assert [one.text for one in composed.statements] == [one.text for one in said]
    last = 0
    for statement in composed.statements:
        assert composed.text[statement.start : statement.end] == statement.text
        assert statement.start >= last
        last = statement.end


@given(st.lists(statements, max_size=6))
def test_numbers_in_the_text_are_the_citations_in_order_of_first_use(
    said: list[DraftStatement],
) -> None:
    composed = composed_of(*said)
    marked = [int(number) for number in re.findall(r"\[(\d+)\]", composed.text)]
    numbers = [citation.number for citation in composed.citations]
    assert list(dict.fromkeys(marked)) == numbers == list(range(1, len(numbers) + 1))
    for statement, drafted in zip(composed.statements, said, strict=True):
        quotes = [composed.citations[number - 1].quote for number in statement.citations]
        assert quotes == list(dict.fromkeys(drafted.quotes))
        markers = "".join(f"[{number}]" for number in statement.citations)
        assert composed.text[statement.end :].lstrip(" ").startswith(markers)


@given(st.lists(st.sampled_from(QUOTES)))
def test_numbering_is_stable(quotes: list[Quote]) -> None:
    numbering = Numbering()
    first = [numbering.number(quote) for quote in quotes]
    assert first == [numbering.number(quote) for quote in quotes]
    assert [one.quote for one in numbering.citations] == list(dict.fromkeys(quotes))
