"""The grader against invented sentences that it must support, refute, or leave to a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus.models import ArticleDraft
from evaluation.datasets.dataset import EvaluationQuestion, GoldSentence
from tests.llm.grading.gold import gold_of, retrieved_source
from tests.llm.grading.grader import Grade, Reason, Verdict, grade
from tests.llm.grading.records import Stretch

HARBOUR = (
    "Mayor Ilse Brandt reopened the harbour of Norhaven on 3 May 2021. The closure had lasted 14 "
    "weeks. Fishermen of the town had not been paid for their losses. Ferries run again."
)
RAILWAY = "The railway to Sundholm opens in 2023, said Jonas Falk. It will cost 90 million euros."
ARTICLES = {
    "harbour": ArticleDraft(
        HARBOUR,
        "a",
        "harbour",
        source="Coast Courier",
        published_at=datetime(2021, 5, 4, tzinfo=UTC),
    ),
    "railway": ArticleDraft(RAILWAY, "b", "railway", source="Daily Tide"),
}
EVERYTHING = tuple(
    Stretch(article_id=key, start=0, end=len(one.text)) for key, one in ARTICLES.items()
)
WHEN = EvaluationQuestion(
    "when",
    "When was the harbour of Norhaven reopened?",
    answers=("3 May 2021",),
    facts=(("3 May 2021", "May 3, 2021"),),
    relevance=(("harbour", 1),),
)
LOSSES = EvaluationQuestion(
    "losses",
    "What became of the fishermen?",
    relevance=(("harbour", 1),),
    sentences=(
        GoldSentence("Fishermen of the town had not been paid for their losses.", "harbour"),
    ),
)
PAID = EvaluationQuestion(
    "paid",
    "Were the fishermen of Norhaven paid?",
    answers=("no",),
    relevance=(("harbour", 1),),
    sentences=LOSSES.sentences,
)
SILENT = EvaluationQuestion("silent", "Who built the harbour?", unanswerable=True)


def graded(
    sentence: str, question: EvaluationQuestion, passages: tuple[Stretch, ...] = EVERYTHING
) -> Grade:
    return grade(
        sentence, gold_of(question, ARTICLES), retrieved_source(question, passages, ARTICLES)
    )


@pytest.mark.parametrize(
    ("sentence", "question", "reason"),
    [
        ("The harbour was reopened on 3 May 2021.", WHEN, Reason.WORDING),
        ("Ilse Brandt reopened it on May 3, 2021.", WHEN, Reason.WORDING),
        ("Ilse Brandt reopened the harbour of Norhaven in May.", WHEN, Reason.SENTENCE),
        ("The fishermen of the town were not paid for the losses.", LOSSES, Reason.SENTENCE),
        ("No, they were not.", PAID, Reason.RIGHT_WORD),
    ],
)
def test_a_sentence_that_agrees_with_gold_is_supported(
    sentence: str, question: EvaluationQuestion, reason: Reason
) -> None:
    assert graded(sentence, question) == Grade(Verdict.SUPPORTED, reason)


@pytest.mark.parametrize(
    ("sentence", "question", "invented"),
    [
        ("The harbour was reopened on 9 July 2021.", WHEN, ("2021-7-9",)),
        ("The harbour was reopened on 3 May 2021 after 40 weeks.", WHEN, ("40",)),
        ("On 3 May 2021 it was reopened by Karla Brandt.", WHEN, ("Karla",)),
        ("It was built by Henrik Lund.", SILENT, ("Henrik", "Lund")),
    ],
)
def test_a_value_that_no_passage_has_is_unsupported_whatever_else_is_right(
    sentence: str, question: EvaluationQuestion, invented: tuple[str, ...]
) -> None:
    assert graded(sentence, question) == Grade(Verdict.UNSUPPORTED, Reason.INVENTED, invented)


def test_an_answer_to_what_the_articles_do_not_answer_is_unsupported() -> None:
    found = graded("The harbour was built by Ilse Brandt.", SILENT)
    assert found == Grade(Verdict.UNSUPPORTED, Reason.UNANSWERABLE)


def test_only_retrieved_passages_make_a_value_known() -> None:
    sentence = "The railway will cost 90 million euros."
    assert graded(sentence, WHEN).verdict is Verdict.UNDECIDED
    assert graded(sentence, WHEN, EVERYTHING[:1]).reason is Reason.INVENTED


@pytest.mark.parametrize(
    ("sentence", "question", "reason"),
    [
        ("Jonas Falk reopened the harbour on 3 May 2021.", WHEN, Reason.ELSEWHERE),
        ("Falk reopened the harbour on 3 May 2021.", WHEN, Reason.ELSEWHERE),
        ("The harbour was reopened on 3 May 2021, 14 weeks later.", WHEN, Reason.ELSEWHERE),
        ("The harbour was not reopened on 3 May 2021.", WHEN, Reason.NEGATED),
        ("The fishermen of the town were paid for their losses.", LOSSES, Reason.NEGATED),
        ("Ferries run again.", WHEN, Reason.FEW_SHARED),
        ("The harbour reopened.", WHEN, Reason.FEW_SHARED),
        ("Yes, they were.", PAID, Reason.OTHER_WORD),
        ("The articles do not say who built it.", SILENT, Reason.SILENCE),
        ("There is no information about a date.", WHEN, Reason.SILENCE),
    ],
)
def test_what_no_rule_decides_is_left_to_a_person(
    sentence: str, question: EvaluationQuestion, reason: Reason
) -> None:
    assert graded(sentence, question) == Grade(Verdict.UNDECIDED, reason)


def test_an_answer_that_the_question_names_says_nothing_by_itself() -> None:
    question = EvaluationQuestion(
        "which",
        "Which town has a harbour, Norhaven or Sundholm?",
        answers=("Norhaven",),
        relevance=(("harbour", 1),),
    )
    assert graded("Both Norhaven and Sundholm are named.", question).verdict is Verdict.UNDECIDED


def test_gold_sentences_are_found_by_the_facts_where_a_set_names_none() -> None:
    assert gold_of(WHEN, ARTICLES).sentences == (
        "Mayor Ilse Brandt reopened the harbour of Norhaven on 3 May 2021.",
    )
