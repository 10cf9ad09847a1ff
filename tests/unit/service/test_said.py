"""Who asks what somebody said is answered by that person's words, on what is asked about."""

from __future__ import annotations

import pytest

from service.answering.answer import Quote
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import shape_of
from service.answering.said import says_what_is_asked
from tests.unit.service.test_disagreement import quote

BISCUIT = "“A half-eaten biscuit is what shoppers got,” said its director, Tom Ridley."
BOAT = "Rune Vestergaard said that the minister had folded the report into a paper boat."


@pytest.mark.parametrize(
    ("question", "text", "is_said"),
    [
        ("What did Tom Ridley say?", BISCUIT, True),
        ("What did Ridley say about the biscuit?", BISCUIT, True),
        ("Was sagte Tom Ridley?", BISCUIT, True),
        ("What did Vestergaard say about the minister?", BOAT, True),
        ("What did Ridley say about the council?", BISCUIT, False),
        ("What did Ana Keel say?", BISCUIT, False),
        ("What did the minister say?", BOAT, False),
        ("Where does Tom Ridley live?", BISCUIT, False),
        ("What did Tom Ridley say?", "Tom Ridley left the hall at noon.", False),
    ],
)
def test_words_of_the_one_who_is_asked_about(question: str, text: str, is_said: bool) -> None:
    assert says_what_is_asked(shape_of(question), EvidenceSentence(quote(text, 1), 1, 0)) == is_said


MILL = (
    "Ana Keel, who runs the mill, spoke to the council on Tuesday. “We had eleven offers and none "
    "was serious,” she said. “A sale would finish this town.” Councillor Piet Voss said that the "
    "roof had to be repaired. He put the bill at 40,000 euros. “Rain waits for no committee.”\n\n"
    "“Nobody asked the islanders,” said Oda Finn.\n\n“The boat leaves too early.”"
)


@pytest.mark.parametrize(
    ("question", "words", "is_said"),
    [
        ("What did Ana Keel say about the offers?", "“We had eleven", True),
        ("What did Keel say about a sale?", "“A sale", True),
        ("What did Piet Voss say about the rain?", "“Rain", True),
        ("What did Piet Voss say about a sale?", "“A sale", False),
        ("What did Ana Keel say about the rain?", "“Rain", False),
        ("What did Ana Keel say about the roof?", "“A sale", False),
        ("What did Oda Finn say about the boat?", "“The boat", False),
    ],
)
def test_a_quotation_without_a_name_is_of_the_one_named_before(
    question: str, words: str, *, is_said: bool
) -> None:
    whole = quote(MILL, 1)
    start = MILL.index(words)
    end = MILL.index("”", start) + 1
    end = MILL.find(".", end) + 1 if MILL[end : end + 4] == " she" else end
    sentence = EvidenceSentence(Quote(whole.article, start, end), 1, 0)
    assert says_what_is_asked(shape_of(question), sentence) == is_said
