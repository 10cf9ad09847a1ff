"""Other stories that give the same short answer."""

from __future__ import annotations

from math import log1p

import pytest

from service.answering.corroboration import corroboration
from service.answering.evidence import EvidenceSentence
from service.answering.reading_opinion import Reading
from tests.fakes.evidence import article, evidence_of

SURE, UNSURE = 30.0, -30.0


def told(*texts: str) -> list[EvidenceSentence]:
    """One sentence of a story each."""
    return list(evidence_of(*(article(text) for text in texts)).sentences)


def read(sentence: EvidenceSentence, words: str, *, score: float = SURE) -> Reading:
    start = sentence.text.index(words) if words else 0
    return Reading(score, 0.0, 0.0, start, start + len(words))


def test_a_story_that_says_the_same_counts() -> None:
    one, two, three = told("It shut in May.", "In May it closed.", "It opened in June.")
    scores = corroboration(
        [one, two, three], [read(one, "May"), read(two, "In May"), read(three, "June")]
    )
    assert scores == pytest.approx([log1p(1), log1p(1), 0])


def test_a_story_counts_once_and_never_for_itself() -> None:
    (first, second) = evidence_of(article("It shut in May. The rain of May fell.")).sentences
    (other,) = told("In May it closed.")
    scores = corroboration(
        [first, second, other], [read(first, "May"), read(second, "May"), read(other, "May")]
    )
    assert scores == pytest.approx([log1p(1)] * 3)


def test_a_story_counts_as_much_as_it_is_likely_to_answer() -> None:
    one, two = told("It shut in May.", "Nina May sang.")
    scores = corroboration([one, two], [read(one, "May"), read(two, "May", score=UNSURE)])
    assert scores == pytest.approx([0, log1p(1)])


def test_what_was_not_read_counts_nothing() -> None:
    one, two = told("It shut in May.", "In May it closed.")
    assert corroboration([one, two], [None, read(two, "May")]) == [0, 0]
    assert corroboration([one, two], [read(one, ""), read(two, "May")]) == [0, 0]
    assert corroboration([], []) == []
