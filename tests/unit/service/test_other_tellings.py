"""What the checker reads of other stories, and what counts of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import pytest

from corpus.models import Article, ArticleId
from service.answering.calibration import Judgement
from service.answering.checker.checker import Look
from service.answering.evidence import EvidenceSentence
from service.answering.of_the_named import BEHIND, of_the_named
from service.answering.one_event import tell_of_one_event
from service.answering.other_tellings import (
    ANSWERS,
    MOST_STORIES,
    affirmed_by,
    with_tellings,
)
from service.answering.picked import Picked
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from service.answering.told_value import told_value
from tests.fakes.evidence import article, evidence_of

NAMES = "It happened at the Hotel Miravel in Port Salvar, said Mayor Odile Ferrand of Lavessan."
FIRST = f"Three men walked into the bar. {NAMES}"
OTHER = f"Four of them came in. They were loud. {NAMES} The fifth sat in the car."
APART = "In the town of Grindle the choir found its organ again."
ASKED = shape_of("How many robbers walked into the Hotel Miravel?")


@dataclass
class Reader:
    """Finds what it is told to find, and keeps what it was shown."""

    knowing: bool = True
    sentence: float = 0.0
    parts: list[list[str]] = field(default_factory=list)

    def knows(self, question: str) -> bool:
        return self.knowing and bool(question)

    def look_around(
        self, question: str, parts: Sequence[Sequence[EvidenceSentence]]
    ) -> list[list[Look]]:
        assert question
        self.parts += [[one.text for one in part] for part in parts]
        return [[Look(0.0, self.sentence, 1.0, 0.0) for _ in part] for part in parts]

    def affirms(self, question: str, sentences: Sequence[EvidenceSentence]) -> list[float]:
        assert question
        return [float(place) for place, _ in enumerate(sentences)]


def ranked(sentences: Iterable[EvidenceSentence]) -> list[Picked]:
    return [Picked(one, -float(place)) for place, one in enumerate(sentences)]


def test_the_part_around_the_best_sentence_of_another_story_is_read() -> None:
    evidence = evidence_of(article(FIRST), article(OTHER))
    reader = Reader()
    told = with_tellings(reader, ASKED, evidence, ranked(evidence.sentences))
    assert reader.parts == [["Four of them came in.", "They were loud.", NAMES]]
    assert [one.closely is not None for one in told] == [False, False, True, True, True, False]


def test_a_story_that_surely_answers_is_not_read_again() -> None:
    evidence = evidence_of(article(FIRST), article(OTHER))
    reader = Reader()
    picks = ranked(evidence.sentences)
    picks[2] = replace(picks[2], closely=Reading(2.0, 2.0, 2.0))
    with_tellings(reader, ASKED, evidence, picks)
    assert reader.parts == []


LONG = (
    "It rained all morning. The bar was full. The band played on. The clock struck. "
    f"Nobody left. {NAMES} It was a quiet street. The four had hats. They ran."
)


@pytest.mark.parametrize(("logit", "parts"), [(ANSWERS - 1.0, 2), (ANSWERS, 1)])
def test_where_nothing_in_a_part_may_answer_the_next_likeliest_is_read(
    logit: float, parts: int
) -> None:
    evidence = evidence_of(article(FIRST), article(LONG))
    reader = Reader(sentence=logit)
    told = with_tellings(reader, ASKED, evidence, ranked(evidence.sentences))
    assert len(reader.parts) == parts
    read = {one.sentence.text for one in told if one.closely is not None}
    assert read == {text for part in reader.parts for text in part}


def test_stories_of_something_else_are_not_read() -> None:
    evidence = evidence_of(article(FIRST), article(APART), article(OTHER, language="de"))
    reader = Reader()
    with_tellings(reader, ASKED, evidence, ranked(evidence.sentences))
    assert reader.parts == []


def test_a_few_stories_are_read_at_most() -> None:
    evidence = evidence_of(article(FIRST), *(article(OTHER) for _ in range(MOST_STORIES + 2)))
    reader = Reader()
    with_tellings(reader, ASKED, evidence, ranked(evidence.sentences))
    assert len(reader.parts) == MOST_STORIES


def test_a_question_that_it_cannot_read_leaves_everything_as_it_was() -> None:
    evidence = evidence_of(article(FIRST), article(OTHER))
    picks = ranked(evidence.sentences)
    assert with_tellings(Reader(knowing=False), ASKED, evidence, picks) == picks


def test_articles_tell_of_one_event_where_they_share_names() -> None:
    assert tell_of_one_event(article(FIRST), article(OTHER))
    assert not tell_of_one_event(article(FIRST), article(APART))


@pytest.mark.parametrize(
    ("other_day", "same"), [("2025-05-09", True), ("2025-07-09", False), (None, False)]
)
def test_two_names_are_enough_within_a_week(other_day: str | None, same: bool) -> None:
    def told(text: str, day: str | None) -> Article:
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        return article(text, published_at=moment)

    one = told("The drum of Vanaro came home to Tavolu on Friday.", "2025-05-07")
    other = told("Tavolu sang all night. The drum is for Vanaro alone.", other_day)
    assert tell_of_one_event(one, other) is same


def test_the_first_word_of_a_sentence_is_a_name_where_it_is_one_in_the_other() -> None:
    one = article("Pellwick woke to a blast. Tormund had gone up in smoke. Roke was there.")
    other = article("The blast in Pellwick at the firm of Tormund was heard by Chief Roke.")
    assert tell_of_one_event(one, other)
    assert not tell_of_one_event(one, replace(other, article_id=ArticleId("apart"), text="A."))


def test_yes_or_no_is_asked_of_the_best_sentence_of_each_story() -> None:
    evidence = evidence_of(article(FIRST), article(OTHER))
    logits = (1.0, -0.5, -9.0, 0.0, 0.7, -2.0)
    picks = [
        replace(one, closely=Reading(logit, 0.0, 0.0))
        for one, logit in zip(ranked(evidence.sentences), logits, strict=True)
    ]
    asked = shape_of("Did the robbers walk into the bar?")
    odds = affirmed_by(Reader(), asked, picks)
    assert odds == {picks[0].sentence.quote: 0.0, picks[4].sentence.quote: 1.0}


def test_yes_or_no_is_asked_of_no_story_alone_and_of_no_other_question() -> None:
    evidence = evidence_of(article(FIRST), article(OTHER))
    picks = [replace(one, closely=Reading(1.0, 0.0, 0.0)) for one in ranked(evidence.sentences)]
    assert affirmed_by(Reader(), shape_of("Did they walk in?"), picks[:2]) == {}
    assert affirmed_by(Reader(), ASKED, picks) == {}


@pytest.mark.parametrize(
    ("question", "sentence", "words", "value"),
    [
        ("What did the yard charge?", "The yard charged €6.2m for it.", "€6.2m", "€6.2m"),
        ("When did it call?", "The call went out at 18.42 that day.", "at 18.42", "18.42"),
        ("Who acted as mediator?", "It was Oskar Lindvall.", "Oskar Lindvall", "Oskar Lindvall"),
        ("When did it open?", "The door flew open at ten to six.", "ten to six", "ten to six"),
        ("How much aid did it get?", "It got €47m from the state.", "€47m", "€47m"),
        ("Did the yard charge for it?", "The yard charged €6.2m for it.", "€6.2m", None),
        ("What did it do?", "Between 3 May and 9 May it rained.", "3 May and 9 May", None),
    ],
)  # fmt: skip
def test_a_value_is_read_where_the_question_does_not_name_its_kind(
    question: str, sentence: str, words: str, value: str | None
) -> None:
    start = sentence.index(words)
    reading = Reading(1.0, 1.0, 1.0, start=start, end=start + len(words))
    told = told_value(shape_of(question), sentence, "en", reading)
    assert (told.text if told else None) == value


def test_an_article_that_names_nothing_of_the_question_is_put_behind() -> None:
    evidence = evidence_of(article(FIRST), article(APART))
    judgement = Judgement(np.zeros(len(evidence.sentences)), 0.5, is_answerable=True)
    scores = of_the_named(ASKED, evidence, judgement).scores
    assert list(scores) == [0.0, 0.0, -BEHIND]


@pytest.mark.parametrize("question", ["How many robbers came?", "Who came to the Villa Orlo?"])
def test_without_a_name_that_some_article_has_nothing_is_put_behind(question: str) -> None:
    evidence = evidence_of(article(FIRST), article(APART))
    judgement = Judgement(np.zeros(len(evidence.sentences)), 0.5, is_answerable=True)
    assert of_the_named(shape_of(question), evidence, judgement) is judgement
