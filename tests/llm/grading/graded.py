"""The grades of all sentences of one question, before and after verification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.support import WordJudge
from evaluation.scoring import facts_of
from tests.llm.grading.gold import gold_of, retrieved_source
from tests.llm.grading.grader import Grade, Reason, Verdict, grade
from tests.llm.grading.questions import PreparedSet
from tests.llm.grading.records import Sentence, WrittenResponse

Marks = Mapping[tuple[str, str], Verdict]
"""What a person says of a sentence, by ``key_of`` its question and by its words."""


@dataclass(frozen=True, slots=True)
class GradedSentence:
    """A sentence, its grade as written, and as shown where it was (``None`` where it was not)."""

    sentence: Sentence
    written: Grade
    shown: Grade | None


@dataclass(frozen=True, slots=True)
class GradedQuestion:
    """A question with its graded sentences; ``facts`` are the evaluation's, of the whole answer."""

    set_name: str
    question: EvaluationQuestion
    response: WrittenResponse
    sentences: tuple[GradedSentence, ...]
    facts: Mapping[str, float]

    @property
    def key(self) -> str:
        """Tells the question from those of all sets."""
        return key_of(self.set_name, self.question.question_id)


def key_of(set_name: str, question_id: str) -> str:
    """The key of a question among those of all sets."""
    return f"{set_name}/{question_id}"


def graded(
    one: PreparedSet, responses: Mapping[str, WrittenResponse], marks: Marks
) -> Iterator[GradedQuestion]:
    """Every answered question of a set, in its order."""
    for question in one.dataset.questions:
        response = responses.get(question.question_id)
        if response is not None:
            yield GradedQuestion(
                one.dataset.name,
                question,
                response,
                tuple(_sentences(one, question, response, marks)),
                facts_of(question, response, WordJudge(), one.articles),
            )


def _sentences(
    one: PreparedSet, question: EvaluationQuestion, response: WrittenResponse, marks: Marks
) -> Iterator[GradedSentence]:
    gold = gold_of(question, one.articles)
    key = key_of(one.dataset.name, question.question_id)
    for writing in response.writings:
        retrieved = retrieved_source(question, writing.passages, one.articles)
        for sentence in writing.sentences:
            written, shown = (
                None if text is None else _marked(grade(text, gold, retrieved), (key, text), marks)
                for text in (sentence.text, sentence.shown)
            )
            if written is not None:
                yield GradedSentence(sentence, written, shown)


def _marked(found: Grade, place: tuple[str, str], marks: Marks) -> Grade:
    """The grade, or a person's where no rule decides."""
    if found.verdict is Verdict.UNDECIDED and place in marks:
        return Grade(marks[place], Reason.BY_HAND)
    return found
