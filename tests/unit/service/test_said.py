"""Who asks what somebody said is answered by that person's words, on what is asked about."""

from __future__ import annotations

import pytest

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
