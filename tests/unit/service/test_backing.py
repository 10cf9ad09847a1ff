"""Which outlets corroborate an answer: those that say what it leads with."""

from __future__ import annotations

from service.answering.answer import Quote
from service.answering.backing import backing
from service.answering.disagreement import find_contradictions
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from tests.fakes.evidence import article, evidence_of


def sentences(*texts: str) -> list[EvidenceSentence]:
    """One sentence of a story each."""
    return list(evidence_of(*(article(text) for text in texts)).sentences)


def backed(question: str, *texts: str) -> list[str]:
    """What backs the first of the texts."""
    told = sentences(*texts)
    quotes = [one.quote for one in told]
    found = find_contradictions(shape_of(question), quotes, relevance=[1.0] * len(quotes))
    return _texts(backing(quotes[:1], found.told, told, [None] * len(told)))


def _texts(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]


def test_the_same_value_in_other_words_backs_and_another_does_not() -> None:
    one = "The hall of Orlo has 900 seats."
    same = "Some 900 seats are in the hall of Orlo."
    other = "The hall of Orlo has 640 seats."
    beside = "The hall of Orlo opened in May."
    assert backed("How many seats has the hall of Orlo?", one, same, other, beside) == [one, same]


def test_a_denial_does_not_back_what_it_denies() -> None:
    one = "The barge hit the pier, two anglers said."
    same = "A barge struck the pier."
    denial = "Its owner denies that the barge hit the pier."
    assert backed("Did the barge hit the pier?", one, same, denial) == [one, same]


def test_without_a_value_the_readers_words_tell_what_backs() -> None:
    told = sentences("Rain delayed the works.", "It was the rain, they said.", "Nobody was hurt.")
    words = ["Rain", "the rain", "Nobody"]
    readings = [
        Reading(1.0, 0.0, 0.0, start, start + len(word))
        for one, word in zip(told, words, strict=True)
        for start in [one.text.index(word)]
    ]
    found = backing([told[0].quote], (), told, readings)
    assert found == (told[0].quote, told[1].quote)
